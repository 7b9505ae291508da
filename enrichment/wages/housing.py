"""Rent per week that a job advert says is kept from the wage, or names beside the job."""

import re
from collections.abc import Sequence
from decimal import Decimal

from enrichment.found import Found
from enrichment.wages.leads import each
from enrichment.wages.moneywords import Cue
from enrichment.wages.pay import Context, distance, euros, is_extra, is_pay, kept_amounts
from enrichment.wages.rentoff import WEEKS, is_of_a_landlord, is_paid_apart, rents_off
from enrichment.wages.written import Money
from enrichment.words.hints import Hints

_MOST = Decimal(300)  # euros per week: what is more, without a word that it is kept, is pay with a room beside it
_BACK = 110  # characters that a sentence may look back: "Huisvesting aanwezig. Per week wordt 100 euro ingehouden."
_FREE = re.compile(
    r"\b(?:gratis|free|geen|no|zonder|inclusief|incl|including|darmow\w*|bezplatn\w*|gratuita?|gratuit|безплат\w*|"
    r"ingyenes|kostenlose?\w*|freie|met|with|plus|en|and)\W?\s?(?:\w+\s)?$"
)
_FREE_AFTER = re.compile(
    r" (?:is |jest |este |е |ist |es )?(?:gratis|free|gratuit\w*|darmow\w*|bezplatn\w*|безплат\w*|ingyenes|kostenlos|"
    r"inbegrepen|included|inclusief|oplac\w*|paid by|betaald door)"
)
_WEEKLY = re.compile(
    r"\b(?:wekelijks\w*|per week|elke week|weekly|every week|each week|a week|tygodniowo|co tydzien|saptamanal|fiecare saptamana|"
    r"всяка седмица|minden heten|cada semana|jede woche|седмично|hetente|heti|semanal\w*|"
    rf"wochentlich\w*|{each('week')})\b"
)
_SPLIT = re.compile(r"[,;]|\d(?! ?-? ?(?:os|pers|p\b|fos|местн|bett))")
_COSTS = re.compile(
    r"\b(?:koszt|kosten|kost|costs?|price|prijs|pret|costa|цена|струва|ara|dija|precio|cuesta|kostet|preis):?"
    r"(?: (?:is|ok\.?|ca\.?|este|es|van|of|to))? ?(?:€|eur|euro)? ?$"
)
# Half of the wage for a room is more than a quarter, whatever the wage; Dutch and English have cues of their own in the packs.
_HALVES = Hints("polow", "jumatat", "половин", "fele", "mitad", "halfte")
_HALF = re.compile(
    r"(?<!\w)(?:polow[aeiy] (?:pensji|wyplaty|wynagrodzenia|zarobkow)(?: [^\W\d_]+){1,4}? "
    r"(?:czynsz\w*|mieszkani\w*|pokoj|kwater\w*|lozko)|"
    r"jumatate din (?:salari\w*|leaf\w*|plata)(?: [^\W\d_]+){1,4}? (?:chiri\w*|caz[ae]r\w*|camer\w*|pat)|"
    r"половината (?:от )?(?:заплата\w*|надница\w*)(?: [^\W\d_]+){1,4}? (?:наем\w*|квартира\w*|стая\w*|легло\w*)|"
    r"(?:fizetes\w*|ber\w{0,3}) fele\w{0,2}(?: [^\W\d_]+){1,4}? (?:lakber\w*|szallas\w*|szob\w*|alberlet\w*)|"
    r"mitad de(?:l| tu| su) (?:sueldo|salario)(?: [^\W\d_]+){1,5}? (?:alquiler|habitacion|alojamiento|cama)|"
    r"halfte (?:vom|des|deines|ihres|eures) (?:lohn|gehalt)\w*(?: [^\W\d_]+){1,4}? (?:miete|zimmer|unterkunft|bett))(?!\w)"
)
_FOR = re.compile(
    r" ?\(?(?:(?:voor|for|za|pentru|за|por|para|fur|aan|de|het|je|een|the|your|la|el|den|die|das|a|van) )*"
)


def housing(moneys: Sequence[Money], context: Context) -> list[Found]:
    """Every rent among the amounts of a vacancy, per week; `by` tells whether the text says that it is kept."""
    kept = kept_amounts(moneys, context)
    rooms = _rooms(moneys, context)
    found = [_rent(money, rooms.get(money.start), context, kept=money.start in kept) for money in moneys]
    rents = [rent for rent in found if rent]
    told = {rent.start for rent in rents}
    return rents + [_kept(money, value) for money, value in rents_off(moneys, context) if money.start not in told]


def _kept(money: Money, value: Decimal) -> Found:
    return Found("housing_deduction_per_week", euros(value), money.start, money.end, "housing:kept")


def half_for_rent(text: str) -> tuple[int, int] | None:
    """[start, end) of where a normalised text says that half of the wage goes to a room."""
    found = _HALF.search(text) if _HALVES.stand_in(text) else None
    return found.span() if found else None


def _rent(money: Money, room: Cue | None, context: Context, *, kept: bool) -> Found | None:
    weeks = _per_week(money, context, kept=kept)
    if room is None or weeks is None or not (money.euro or kept) or is_paid_apart(money, context):
        return None
    value = money.high * weeks
    if not kept and (value > _MOST or not _is_stated(money, room, context)):
        return None
    return Found(
        "housing_deduction_per_week",
        euros(value),
        money.start,
        money.end,
        "housing:" + ("kept" if kept else "stated"),
    )


def _per_week(money: Money, context: Context, *, kept: bool) -> Decimal | None:
    if money.period in WEEKS:
        return WEEKS[money.period]
    if kept and money.period is None and _WEEKLY.search(context.text, *context.sentence(money.start, money.end)):
        return Decimal(1)
    return None


def _is_free(cue: Cue, text: str) -> bool:
    """A room for nothing, or one that comes with the pay."""
    return bool(_FREE.search(text, max(0, cue.start - 16), cue.start) or _FREE_AFTER.match(text, cue.end))


def _rooms(moneys: Sequence[Money], context: Context) -> dict[int, Cue]:
    """Per amount (where it begins) the word for a room that belongs to it: in its sentence, or in the one before."""
    found: dict[int, Cue] = {}
    able = [one for one in moneys if one.period != "hour" and not is_pay(one, context)]
    for cue in context.of("housing"):
        left, right = context.sentence(cue.start, cue.end)
        near = [one for one in able if left <= one.start < right + _BACK and not _blocked(cue, one, right, context)]
        if near:
            money = min(near, key=lambda one: distance(one, cue.start, cue.end))
            if not _is_free(cue, context.text) or money.start < cue.start:
                found.setdefault(money.start, cue)
    return found


def _blocked(cue: Cue, money: Money, right: int, context: Context) -> bool:
    """An amount in a later sentence belongs to the room only where that sentence says that it is kept, for nothing else."""
    if money.start < right:
        return False
    left, end = context.sentence(money.start, money.end)
    kept = any(left <= one.start < end for one in context.of("kept"))
    return not kept or is_extra(money, context)


def _is_stated(money: Money, room: Cue, context: Context) -> bool:
    """Whether it is the price of a room of the one who gives work."""
    return _beside(money, room, context) and not is_pay(money, context) and not is_of_a_landlord(money, context)


def _beside(money: Money, room: Cue, context: Context) -> bool:
    """`kamer € 90 per week`, `€ 90 per week voor de kamer`: nothing but small words between the two."""
    if room.end <= money.start:
        gap = context.text[room.end : money.start]
        return (len(gap) <= 32 and not _SPLIT.search(gap)) or bool(len(gap) <= 70 and _COSTS.search(gap))
    return money.end <= room.start and bool(_FOR.fullmatch(context.text, money.end, room.start))
