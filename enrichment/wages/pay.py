"""What an amount of money is: a wage, a cost, or rent that is kept from a wage."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from enrichment.found import Found
from enrichment.wages.holiday import holiday_apart, holiday_share
from enrichment.wages.leads import GROSS
from enrichment.wages.money import Money
from enrichment.wages.moneywords import Cue, Kind, cues_of
from enrichment.wages.pace import paced, promised
from enrichment.wages.paytime import LEAST_FULL, MOST_A_DAY, WEEKS, hours_for, of_full_week
from enrichment.wages.scales import scale_of
from enrichment.words.text import Source, fold
from enrichment.worktime.hours import Hours

_WORK_CATEGORY = re.compile(
    r"vacature|werk|baan|banen|job|personeel|praca|munca|locuri de munca|работа|allas|munka|trabajo|empleo|arbeit|"
    r"stellen|"
    r"au ?pair|uitzend|horeca|oogst|schoonmaak|productie|logistiek|bouw"
)
_SEX_CATEGORY = re.compile(r"escort|erotiek|erotisch|erotic|seks|\bsex|massage|prive|contact|dating|sensual|tantra")
_ROOM_CATEGORY = re.compile(
    r"\b(?:kamers?|woonruimte|woning\w*|huizen|huur\w*|te huur|appartement\w*|rooms?|housing|rentals?|to let|mieszkan\w*|"
    r"pokoj\w*|wynajem|chirie|inchiri\w*|camere|под наем|квартири|стаи|alberlet|lakas\w*|alquiler\w*|habitacion\w*|zimmer|"
    r"wohnung\w*|miete|vermiet\w*)\b"
)
_TO_LET = re.compile(
    r"\b(?:te huur|for rent|to let|zu vermieten|do wynajecia|na wynajem|de inchiriat|под наем|kiado|se alquila|en alquiler)\b"
)

# What may stand between a cost and its amount, and between an amount and its cost: "boete van € 50", "€ 50 voor de bus".
_LINK = r"(?!.*(?:[;!?\n,)]|\. |\d| (?:en|and|plus|i|oraz|si|и|es|y|und|naast|gratis|free|gratuit\w*|безплат\w*) ))"
_TO_AMOUNT = re.compile(_LINK + r".{0,26}")
_FROM_AMOUNT = re.compile(
    r" ?(?:(?:voor|aan|als|de|het|een|je|jouw|for|as|the|an|of|your|do|na|za|ako|pentru|la|за|por|para|el|fur|den|die|"
    r"das|der|ra|re|per maand|weekly|monthly) ){0,3}"
)
_PAY_REACH = 12
_KEPT_REACH = 90  # characters between an amount and the word that says it is kept
_KEPT_FARTHEST = _KEPT_REACH + 60  # and the amount itself
_INCLUDED = re.compile(r"\b(?:incl|inkl|excl|exkl|ex)\w*\.?$")
_LEAST_GROSS = 8  # euros: an amount per hour before tax from here on is a wage whatever stands before it
_MOST_GROSS = 40
_NOTHING = re.compile(
    r"\b(?:niets|niks|geen|niet|nooit|zonder|no|not|nothing|never|nic|nie|nimic|nu|не|нищо|nem|nada|nichts|kein\w*)\W+(?:\w+\W+)?$"
)
_STOP = re.compile(r"[.!?\n;](?:(?<=[\n;])|(?<=[.!?]) )")  # begins with a set, so that the scan is fast
_SHORT = tuple(
    f"{before}{word}."
    for before in (" ", "(")
    for word in "ok ca min max excl incl inkl zzgl kl bv np approx aprox kb p.w p.m p.u".split()
)  # words that end with a dot within a sentence


@dataclass(frozen=True, slots=True)
class Context:
    """The text around the amounts of one advert, with its words about money in order."""

    text: str
    cues: tuple[Cue, ...]
    ends: tuple[int, ...]

    def kinds(self) -> "frozenset[Kind]":
        """Every kind of word that the advert has."""
        return frozenset(kind for cue in self.cues for kind in cue.kinds)

    def of(self, kind: Kind) -> "list[Cue]":
        """The words of one kind."""
        return [cue for cue in self.cues if kind in cue.kinds]

    def between(self, left: int, right: int) -> "tuple[Cue, ...]":
        """The words that begin in [left, right)."""
        return self.cues[bisect_left(self.cues, (left,)) : bisect_left(self.cues, (right,))]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) of the sentence around a piece of the text."""
        left = bisect_right(self.ends, start)
        right = bisect_left(self.ends, end)
        return self.ends[left - 1] if left else 0, self.ends[right] if right < len(self.ends) else len(self.text)

    def near(self, start: int, end: int, reach: int) -> tuple[int, int]:
        """The part of that sentence within `reach` characters: a text of many amounts may be one sentence."""
        left, right = self.sentence(start, end)
        return max(left, start - reach), min(right, end + reach)


def context_of(text: str) -> Context:
    """The words about money and the ends of the sentences of a normalised text."""
    stops = [match.start() + 1 for match in _STOP.finditer(text)]
    return Context(text, cues_of(text), tuple(at for at in stops if not text.endswith(_SHORT, 0, at)))


def is_work(source: Source, context: Context, mentions: Sequence[Hours], category_at: tuple[int, int] | None) -> bool:
    """Whether amounts in this advert are wages: who sells a service or asks for work names a price, not a wage.

    Hours per week or days of work say as much as a word for work does. The words of the category field, which lies at
    `category_at`, are the site's and not the writer's: they count as a category alone.
    """
    fields = {
        field: fold(source.text[start:end]) for field, start, end in source.spans if field in {"category", "employer"}
    }
    left, right = category_at or (0, 0)
    context = Context(context.text, tuple(cue for cue in context.cues if not left <= cue.start < right), context.ends)
    category, kinds = fields.get("category", ""), context.kinds()
    if _SEX_CATEGORY.search(category) or _ROOM_CATEGORY.search(category):
        return "pay" in kinds
    if "pay" not in kinds and not _WORK_CATEGORY.search(category) and _lets(context):
        return False  # a tenant who "heeft een baan" is nobody's employee
    if "seek" in kinds or len(context.of("serve")) > 1:
        return "pay" in kinds
    if "serve" in kinds and not kinds & {"pay", "hire"}:
        return False
    if _WORK_CATEGORY.search(category) or "employer" in fields:
        return True
    works = kinds & {"pay", "hire", "work"} or any(at.per in {"week", "days", "day"} for at in mentions)
    return bool(works) and ("sex" not in kinds or "pay" in kinds)


def _lets(context: Context) -> bool:
    """Whether something is to let before there is any word of work."""
    let = _TO_LET.search(context.text)
    return let is not None and all(cue.start > let.start() for cue in (*context.of("hire"), *context.of("work")))


def euros(amount: Decimal) -> str:
    """With two decimals, halves up."""
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))


def is_extra(money: Money, context: Context) -> bool:
    """Whether an amount is a cost, a fine, a bonus or what customers pay: its word stands just before or behind it."""
    text = context.text
    said = text[money.start : money.end]
    if _INCLUDED.search(said) or (money.period == "hour" and GROSS.search(said) and money.high >= _LEAST_GROSS):
        return False
    if text[max(0, money.start - 3) : money.start].rstrip(" €").endswith("+"):
        return True
    near = [cue for cue in context.between(money.start - 60, money.end + 40) if cue.kinds & {"extra", "pay"}]
    before = [cue for cue in near if cue.end <= money.start]
    if before and "pay" not in before[-1].kinds and _TO_AMOUNT.fullmatch(text, before[-1].end, money.start):
        return True
    after = next((cue for cue in near if cue.start >= money.end), None)
    ended = text[money.end - 1] in ".,"
    return bool(
        after and not ended and "pay" not in after.kinds and _FROM_AMOUNT.fullmatch(text, money.end, after.start)
    )


def is_pay(money: Money, context: Context) -> bool:
    """Whether a word for pay stands right before an amount, and not as what something is kept from."""
    before = [cue for cue in context.between(money.start - 40, money.start) if cue.end <= money.start]
    if not before or "pay" not in before[-1].kinds or money.start - before[-1].end > _PAY_REACH:
        return False
    return not any(cue.kinds & {"kept", "housing"} for cue in before[-2:])


def kept_amounts(moneys: Sequence[Money], context: Context) -> set[int]:
    """Where the amounts begin that the advert says are kept from the wage: those near the word, in its sentence."""
    found: set[int] = set()
    able = sorted((one for one in moneys if one.period != "hour"), key=lambda one: one.start)
    starts = [one.start for one in able]
    for cue in context.of("kept"):
        if _NOTHING.search(context.text, max(0, cue.start - 24), cue.start):
            continue
        left, right = context.sentence(cue.start, cue.end)
        left, right = max(left, cue.start - _KEPT_FARTHEST), min(right, cue.end + _KEPT_FARTHEST)
        near = able[bisect_left(starts, left) : bisect_left(starts, right)]
        near = [one for one in near if distance(one, cue.start, cue.end) <= 2 * _KEPT_REACH]
        found.update(one.start for one in near if not is_pay(one, context))
    return found


def distance(money: Money, start: int, end: int) -> int:
    """Twice the characters between an amount and a word; a word before an amount is a little nearer than one behind."""
    return 2 * (money.start - end) if money.start >= end else 2 * (start - money.end) + 1


_MOST_AN_HOUR = 60
_LEAST_AN_HOUR = 3  # euros: less is a wage only behind a word for pay
_BESIDE = 24  # characters between the hours of a day and an amount without a period
_LEAST_A_DAY = 30  # euros: less, beside the hours of a day, is for an hour


def _hours_beside(money: Money, mentions: list[Hours], context: Context) -> Decimal | None:
    """Hours of the day that an amount without a period stands beside: `van 7 tot 19 uur, 80 euro`, `8 hrs = 80 euro`."""
    if not money.euro or money.high < _LEAST_A_DAY or any("housing" in cue.kinds for cue in _around(money, context)):
        return None
    equal = [at for at in mentions if context.text[at.end : money.start].strip() == "=" and at.per in {"week", "near"}]
    if equal:
        return equal[0].low  # `40 uur = 480 euro`
    near = [
        at
        for at in mentions
        if at.per in {"day", "clock", "shift", "near"}
        and at.low <= MOST_A_DAY
        and (
            -1 <= (money.start - at.end if at.end <= money.start + 1 else at.start - money.end) <= _BESIDE
            or _is_for(at, money, context.text)
        )
    ]
    return min(near, key=lambda at: abs(at.start - money.start)).low if near else None


_FOR = re.compile(r"(?:voor|for|za|pentru|за|por|fur) $")


def _is_for(hours: Hours, money: Money, text: str) -> bool:
    """`za 12 godzin na nogach dostajesz 100 euro`: so many hours, and words alone up to what they bring."""
    gap = text[hours.end : money.start]
    return (
        len(gap) <= 2 * _BESIDE
        and not _NO_WORDS.search(gap)
        and bool(_FOR.search(text, max(0, hours.start - 8), hours.start))
    )


_NO_WORDS = re.compile(r"[\d.,;:!?\n]")


def _around(money: Money, context: Context) -> list[Cue]:
    """The words of the table in the sentence of an amount."""
    return list(context.between(*context.sentence(money.start, money.end)))


def _wage(money: Money, mentions: list[Hours], context: Context) -> Found | None:
    """Gross or net pay per hour; of a range the upper bound."""
    if money.period == "hour":
        hours: Decimal | None = Decimal(1)
    elif money.period in {"day", "night", "week", "weekend", "two_weeks", "four_weeks", "month", "year"}:
        hours = hours_for(money, mentions)
    else:
        hours = None if money.period else _hours_beside(money, mentions, context)
    full = not hours and of_full_week(money, context.text)
    if full:
        hours = LEAST_FULL * WEEKS.get(money.period or "week", Decimal(1))
    if not hours:
        return None
    wage = money.high / hours
    if money.period is None and wage > _MOST_AN_HOUR:
        return None  # hours of a day beside the pay of a month
    if money.period == "hour" and wage < _LEAST_AN_HOUR and not is_pay(money, context):
        return None  # a surcharge, or the price of something
    if not Decimal(1) <= wage <= 200 or (not money.euro and not (2 if money.period == "week" else 4) <= wage <= 40):
        return None
    flags = [f"wage:{money.period or 'day'}"] + ["range_upper"] * (money.high > money.low) + ["net"] * money.net
    flags += ["fulltime"] * full
    flags += filter(None, [_with_holiday(money, context.text)])
    return Found("wage_per_hour", euros(wage), money.start, money.end, ":".join(flags))


def _with_holiday(money: Money, text: str) -> str:
    """Whether the holiday pay is in the amount, which the minimum wage leaves out; of a year it may be."""
    share = holiday_share(text, money.start, money.end)
    return "maybe_holiday" if not share and money.period == "year" and not holiday_apart(text) else share


def offered(moneys: Sequence[Money], context: Context) -> list[Money]:
    """The amounts that are neither kept from a wage nor a cost or a bonus."""
    kept = kept_amounts(moneys, context)
    return [one for one in moneys if one.start not in kept and not is_extra(one, context)]


def wages(moneys: Sequence[Money], mentions: list[Hours], context: Context) -> list[Found]:
    """Wages per hour among amounts that are no rent; what is said per hour wins over what can be worked out."""
    able = offered(moneys, context)
    steps = [
        Found("wage_per_hour", euros(amount), start, end, f"wage:hour:age{age}")
        for age, amount, start, end in scale_of(context.text)
    ]
    if steps:
        return steps
    least = ":promised" * promised(context.text)
    pieces = [
        Found("wage_per_hour", euros(wage), money.start, money.end, "wage:piece" + least)
        for money, wage in paced(able, context.text)
        if 1 <= wage <= _MOST_AN_HOUR
    ]
    if pieces:  # `20 per uur` beside them is how many, and no wage
        able = [one for one in able if one.euro]
    told = [wage for money in able if (wage := _wage(money, mentions, context))]
    found = told or pieces or _bare(able, mentions, context)
    said = [wage for wage in found if wage.by.startswith("wage:hour")]
    return said or found


def _bare(moneys: Sequence[Money], mentions: list[Hours], context: Context) -> list[Found]:
    """`15 euro brutto, 40 godzin w tygodniu`: before tax beside hours, and too little for anything but an hour."""
    if not any(at.per in {"week", "day", "shift", "sum"} for at in mentions):
        return []
    gross = [one for one in moneys if one.period is None and _LEAST_GROSS <= one.low and one.high <= _MOST_GROSS]
    return [
        Found("wage_per_hour", euros(one.high), one.start, one.end, "wage:hour" + ":range_upper" * (one.high > one.low))
        for one in gross
        if GROSS.search(context.text, max(0, one.start - 8), one.end + 8) and not one.net
    ]
