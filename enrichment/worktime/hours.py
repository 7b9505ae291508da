"""Working hours: per week, per day or shift, and days per week, with where they stand."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from enrichment.numerals.digits import numbers_at
from enrichment.worktime.alldays import days_told
from enrichment.worktime.clock import shifts_of
from enrichment.worktime.hourforms import DAYS, HOURS, SAID_DAYS, SAID_HOURS
from enrichment.worktime.hourwords import (
    ALL_OF_IT,
    ASKED,
    BASIS,
    BETWEEN,
    DAYS_A_WEEK,
    EACH,
    EACH_BEHIND,
    FREE,
    LASTS,
    LONGER,
    NO_BASIS,
    OF_WEEKS,
    OFF,
    OPEN,
    ROTA,
    SCHEDULE,
    SIX_DAYS,
    SPREAD,
    WORKED,
    WORKED_BEHIND,
)
from enrichment.worktime.mention import Hours
from enrichment.worktime.pairs import pairs_of
from enrichment.worktime.pauses import unpaid_of
from enrichment.worktime.scenes import scenes_of
from enrichment.worktime.sums import by_times, by_weekday

_NO_WORK = re.compile(r"\b(?:beschikbaar|available|service|support|binnen|within|reactie)\b")
# Said before the number: `per week 40 uur`, `werkweek van 40 uur`, `fulltime (40 uur)`, `heti 40 ora`.
_WEEK_LEAD = re.compile(
    r"\b(?:(?:werk|arbeids|voltijds?|fulltime)week|weken|week|per week|p\.w\.?|na tydzien|"
    r"pe saptamana|на седмица|por semana|a la semana|wekelijks|weekly|a week|heti|tygodniowo|saptamanal|седмично|semanal(?:es)?|"
    r"wochentlich|pro woche|contract|full ?-?time|part ?-?time|voltijds?|deeltijds?|vollzeit|teilzeit|dienstverband|"
    r"arbeitswoche|"
    r"op basis van|obv|o\.b\.v\.?|based on|bei|jornada|etat\w*|norma(?: intreaga)?|baan|job|omvang|"
    r"aantal uren|uren|uren per week|hours|hours per week)"
    r"(?: ?(?:bruto?|brutto|gross|net|netto|neto|бруто|нето|van|of|voor|for|za|pentru|за|por|"
    r"fur|de|von|is|mit|met|ca\.?|circa|gemiddeld|around|minimaal|maximaal|max\.?|min\.?|max|[:=(]))* ?$"
)
_DAY_LEAD = re.compile(
    r"\b(?:napi|daily|dag|dagen|days|dni|zile|дни|tage|dias|per dag|"
    r"dagelijks|dziennie|zilnic|дневно|naponta|taglich|werkdag(?:en)?|dienst(?:en)?|shifts?|schicht|turnos?|diario|ture)"
    r"(?: ?(?:van|of|de|von|po|ca\.?|[:(-]))* ?$"
)
# A number without its unit behind such words: `Uren: 40`, `hours per week: 38`.
_LABELLED = re.compile(
    r"(?:aantal uren|uren per week|werkuren|uren|hours per week|weekly hours|wochenstunden|godziny tygodniowo|ore pe saptamana|"
    r"horas semanales|часове седмично|heti oraszam|(?P<any>(?<!\w)(?:horas|hours|godziny|liczba godzin|stunden|arbeitszeit|munkaido|"
    r"orak|oraszam|часове|работно време|ore|program|horario|jornada|tydzien|week|saptamana|semana|woche|седмица|het|godz\.?)))"
    r"(?: per week| p/?w\.?)? ?[:=|] ?(?P<low>\d{1,2}(?:[.,]\d)?)"
    r"(?: ?(?:-|tot|to|/) ?(?P<high>\d{1,2}))?(?![\d:.,]*\d)"
)
_ASSIGNED = re.compile(r"[:=|] ?\d")  # one of these stands in whatever the pattern above finds
_MOST_PER_WEEK = 120
_LEAST_OF_SIX, _LEAST_OF_DAY = 7, 4
_MOST = {"day": 22, "long": 260}
_LEAST_LABELLED = 20
_LONGEST_SHIFT = 12  # times further apart may be those within which shifts lie
_MIDNIGHT = 24
_SIGNS = frozenset(("", ".", ",", ";", "\n", "|"))
_LEAST_SAID_ALONE = 8
_LEAST_ALONE, _MOST_ALONE, _MOST_SAID = 30, 60, 100  # no day has so many; more than most are of no week
_LEAST_IN_BRACKETS, _MOST_IN_BRACKETS = 12, 48
_Mention = tuple["re.Match[str]", int, Decimal]


def hours_of(text: str, language: str) -> list[Hours]:
    """Every mention of working hours in a normalised text; opening hours and reachability are left out."""
    return list(_all(text, language))


@lru_cache(maxsize=8)  # asked for by the values and by the rules of one text
def _all(text: str, language: str) -> tuple[Hours, ...]:
    shifts = list(_shifts(text, language))
    days = list(_days(text, language)) or [Hours(Decimal(n), Decimal(n), "days", *at) for n, *at in days_told(text)]
    added = [one for one in by_weekday(text, shifts) if one.per != "days" or not days]
    hours = [one for one in _hours(text, language) if one.per not in ("near", "day") or not _within(one, shifts)]
    return (*hours, *days, *shifts, *added, *by_times(text))


def _within(one: Hours, shifts: list[Hours]) -> bool:
    """Whether hours are but one of the two times of a shift: the 6 of `22.00 tot 6.00 uur`, the 16 of `van 16 uur tot 22 uur`."""
    return any(shift.start <= one.start and one.end <= shift.end for shift in shifts)


def _mentions(text: str, language: str, digits: "re.Pattern[str]", said: "re.Pattern[str]") -> Iterator[_Mention]:
    """(match, start, lowest number) for numbers in digits and in words, outside opening hours."""
    found = [(match, match.start(), Decimal(match["low"].replace(",", "."))) for match in digits.finditer(text)]
    for start, end, number in numbers_at(text, language):
        if match := said.match(text, end):
            found.append((match, start, Decimal(number)))
    for match, start, low in found:
        before = text[start - 1] if start else " "
        if before.isalnum() or before in ".,:":
            continue
        left = max(0, start - 30)
        sentence = max(text.rfind(sign, left, start) for sign in (". ", "\n", "! ", "? "))
        around = max(sentence, left), min(len(text), match.end() + 16)
        weekly = "week" in match.re.groupindex and match["week"]
        if not OPEN.search(text, *around) and (weekly or not _NO_WORK.search(text, *around)):
            yield match, start, low


def _hours(text: str, language: str) -> Iterator[Hours]:
    yield from _labelled(text)
    yield from _asked(text)
    for match, start, low in _mentions(text, language, HOURS, SAID_HOURS):
        high = Decimal((match["high"] or str(low)).replace(",", "."))
        per = _per(match, text[max(0, start - 60) : start], low, high)
        if per == "day" and (less := unpaid_of(text, match.end())) < low:
            low, high = low - less, high - less
        if per and 1 <= low <= high <= _MOST.get(per, _MOST_PER_WEEK):
            yield Hours(low, high, per, start, match.end())


def _asked(text: str) -> Iterator[Hours]:
    """`hoeveel uur? 45 in de week`, `ile godzin dziennie? 9`: the answer to a question, of a day where it is small."""
    for match in ASKED.finditer(text) if "? " in text or "?\n" in text else ():
        low = Decimal(match["low"].replace(",", "."))
        if _LEAST_OF_DAY <= low <= _LONGEST_SHIFT or _LEAST_LABELLED <= low <= _MOST_ALONE:
            yield Hours(low, low, "day" if low <= _LONGEST_SHIFT else "week", match.start("low"), match.end())


def _labelled(text: str) -> Iterator[Hours]:
    for match in _LABELLED.finditer(text) if _ASSIGNED.search(text) else ():
        low = Decimal(match["low"].replace(",", "."))
        high = Decimal(match["high"] or low)
        if match["any"] and not _LEAST_LABELLED <= low <= high:
            continue  # of a day, or times of the clock
        if 1 <= low <= high <= _MOST_PER_WEEK:
            yield Hours(low, high, "week", match.start("low"), match.end())


def _alone(match: "re.Match[str]", lead: str) -> bool:
    """Whether hours stand between signs: `10 euro per uur, 40 uur.`."""
    behind = match.string[match.end() : match.end() + 1]
    return (not lead.strip() or lead.rstrip()[-1] in ".,;:|-" or "\n" in lead[-2:]) and behind in _SIGNS


def _per(
    match: "re.Match[str]", lead: str, low: Decimal, high: Decimal
) -> Literal["week", "day", "near", "basis", "long"] | None:
    if (
        match["day"]
        or match["turn"]
        or (not match["week"] and (_DAY_LEAD.search(lead) or (high <= 16 and _is_each(match, lead, low))))
    ):
        return "day"
    if not match["week"] and (low > _MOST_SAID or LONGER.match(match.string, match.end())):
        return "long"
    if (match["week"] or low >= _LEAST_ALONE) and BASIS.search(lead) and not NO_BASIS.search(match.string):
        return "basis"
    said = match["week"] or "urige" in match.group() or "wochenstunden" in match.group()
    if said or SPREAD.match(match.string, match.end()):
        return "week"
    if low >= _LEAST_SAID_ALONE and (_WEEK_LEAD.search(lead) or OF_WEEKS.search(lead)):
        return "week"
    if _LEAST_IN_BRACKETS <= low and high <= _MOST_IN_BRACKETS and lead.endswith("("):
        return "week"  # (32 uur)
    if _LEAST_ALONE <= low and high <= _MOST_ALONE and _alone(match, lead):
        return "week"
    if "/" not in match.group() and low >= 8 and 24 < high <= 60 and low < high:
        return "week"  # 32-40 uur: too long for a clock
    return _unnamed(low, high)


def _unnamed(low: Decimal, high: Decimal) -> Literal["near", "long"] | None:
    """What hours of which no word says more are by their number; `17-22 uur` are times of the clock that no word leads."""
    if low > _MOST_ALONE:
        return "long"
    if _LONGEST_SHIFT < low < high <= _MIDNIGHT:
        return None
    return "near" if 4 <= low <= 20 or low >= _LEAST_ALONE else None


def _days(text: str, language: str) -> Iterator[Hours]:
    for match, start, low in _mentions(text, language, DAYS, SAID_DAYS):
        if FREE.match(text, match.end()):
            continue
        if off := OFF.match(text, match.end()):
            free = Decimal(off["off"]) if off["off"].isdigit() else Decimal(1)
            low = low * 7 / (low + free) if low + free else low
            yield Hours(low, low, "days", start, off.end())
        elif 1 <= low <= 7:
            yield Hours(low, max(low, Decimal(match["high"] or low)), "days", start, match.end())


def _is_each(match: "re.Match[str]", lead: str, low: Decimal) -> bool:
    """`5 zile a cate 9 ore`, `по 10 часа`, `a shift lasts 9 hours`, `9 uur, maandag t/m zaterdag`: so many hours of each day."""
    if _LEAST_OF_DAY <= low and DAYS_A_WEEK.search(lead):
        return True
    if low >= _LEAST_OF_SIX and SCHEDULE.search(lead) and SIX_DAYS.match(match.string, match.end()):
        return True
    twice = match["high"] is not None and match["high"] == match["low"]  # het-het ora
    return twice or bool(EACH.search(lead) or LASTS.search(lead) or EACH_BEHIND.match(match.string, match.end()))


def _shifts(text: str, language: str) -> Iterator[Hours]:
    spans = list(shifts_of(text))
    for low, high, start, end in spans:
        if not _is_open(text, start, end) and not (low > _LONGEST_SHIFT and _is_window(text, start, end)):
            works = WORKED.search(text, max(0, start - 32), start) or WORKED_BEHIND.match(text, end)
            yield Hours(low, high, "shift" if works else "clock", start, end)
    taken = [span[2:] for span in spans]
    for low, high, start, end in scenes_of(text, language, taken):
        taken.append((start, end))
        if not _is_open(text, start, end):
            yield Hours(low, high, "shift", start, end)
    for low, high, start, end in pairs_of(text, language, taken):
        if not _is_open(text, start, end):
            yield Hours(low, high, "pair", start, end)


def _is_window(text: str, start: int, end: int) -> bool:
    """Whether one works some of the time between these times: by a rota, or as one likes."""
    return (
        BETWEEN.search(text, max(0, start - 16), start) is not None
        or ROTA.search(text, max(0, start - 48), end + 48) is not None
    )


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether times are those of a shop, of which nobody says that one works through all of them."""
    around = max(0, start - 30), end + 16
    return OPEN.search(text, *around) is not None and not ALL_OF_IT.search(text, end, end + 50)
