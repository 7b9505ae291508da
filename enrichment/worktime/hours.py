"""Working hours: per week, per day or shift, and days per week, with where they stand."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from enrichment.found import Found
from enrichment.numerals.digits import numbers_at
from enrichment.worktime.alldays import days_told
from enrichment.worktime.clock import shifts_of
from enrichment.worktime.hourwords import (
    ALL_OF_IT,
    BASIS,
    EACH,
    EACH_BEHIND,
    FREE,
    LASTS,
    NO_BASIS,
    OF_WEEKS,
    OFF,
    OPEN,
    SPREAD,
    WORKED,
    WORKED_BEHIND,
)
from enrichment.worktime.scenes import scenes_of
from enrichment.worktime.weekdays import Group, groups_of


class Hours(NamedTuple):
    """Hours (or days) of a text at [start, end): lowest and highest said, per week or per day.

    `near`: no period is said; `clock`: between two times of the clock (low: without an hour of pauses), `shift`: of which the
    text says that one works between them; `sum`: of a week, added up over its days with their times; `weekend` the same of
    Saturday and Sunday; `basis`: of the full week that a pay is reckoned for.
    """

    low: Decimal
    high: Decimal
    per: Literal["week", "day", "days", "near", "clock", "shift", "sum", "weekend", "basis"]
    start: int
    end: int


_RANGE = r" ?(?:-|tot(?: en met)?|a|t/m|to|/|bis|do|of|or|до|pana la|hasta|y|en|and|und|si|i|и|es) ?"
_HOUR = (
    r"(?:uurs?|uren|urige|uurse|uurtjes|u|hours?|hrs?|h|godzin\w*|godz|ore|de ore|часа|часов\w*|ч|"
    r"ora|oras|orat|orara|oraban|oraert|horas|stunden|std|wochenstunden|arbeitsstunden)"
)
_PER = (
    r"(?:per|p/|/|an?|in an?|in de|each|every|pe|na|w|на|в|al?(?: la)?|die|am|pro|in der|por|op een|pr|"
    r"lucru pe|de)"
)
_WEEK = (
    r"(?:weeks?|wk|pw|p\.w\.?|werkweek|contract|tydzien|tydz|tyg|tygodniu|tygodniowo|saptamana|saptamanal|sapt|седмица\w*|седмично|"
    r"semana|semanal(?:es|mente)?|woche|wochentlich|hetente|wekelijks|weekly|p/w|werk per week)"
)
_DAY = (
    r"(?:dag|werkdag|(?<=-hour )days|"
    r"day|dziennie|dobe|dzien|zi|zilnic|ден|дневно|dia|diarias?|tag|taglich|shift|dienst|daily|nap|naponta|"
    r"dagelijks|smena|смяна|schicht|zmiane|turno|tura)"
)
_TIMES = (
    r"(?:(?: (?:werken?|work|pracy|munca|lucru|работа|munka|trabajo|arbeit))?"
    rf"[ -]?(?:{_PER} ?)?(?:(?P<week>{_WEEK}|(?<=/)w)|(?P<day>{_DAY}))\b)?"
)
# Both begin with a digit, or with a blank behind a number word, so that the scan is fast.
_HOURS = re.compile(
    rf"(?P<low>[0-9]\d{{0,2}}(?:[.,]\d{{1,2}})?)(?:{_RANGE}(?P<high>\d{{1,3}}(?:[.,]\d)?))? ?-? ?{_HOUR}\b{_TIMES}"
)
_SAID_HOURS = re.compile(rf"(?P<low> )(?P<high>){_HOUR}\b{_TIMES}")
_WEEKLY = (
    r"(?: ?(?:per|p/|/|an?|in de|pe|w|na|din|в|на|a la|por|die|pro|in der)?"
    r" ?(?:week|wk|tygodniu|tydzien|saptamana|седмицата|седмица|semana|woche|7)\b)?"
)
_DAY_WORDS = (
    r"(?:(?:werk)?(?:dagen|d(?=/w)|days?|dni|zile|дни|nap(?:ot|os|ra|ert|on)?|dias|tage)|nachten|nights|noce|nopti|нощи|"
    r"noches|nachte|diensten|"
    r"shifts|schichten|turnos|смени)\b"
)
_DAYS = re.compile(rf"(?P<low>[1-7])(?: ?(?:-|a|tot|to) ?(?P<high>[2-7]))? ?(?:\d\d?-hour )?{_DAY_WORDS}{_WEEKLY}")
_SAID_DAYS = re.compile(rf"(?P<low> )(?P<high>){_DAY_WORDS}{_WEEKLY}")
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
    r"dagelijks|dziennie|zilnic|дневно|taglich|werkdag(?:en)?|dienst(?:en)?|shifts?|schicht|turnos?|diario)"
    r"(?: ?(?:van|of|de|von|po|ca\.?|[:(-]))* ?$"
)
# A number without its unit behind such words: `Uren: 40`, `hours per week: 38`.
_LABELLED = re.compile(
    r"(?:aantal uren|uren per week|werkuren|uren|hours per week|weekly hours|wochenstunden|godziny tygodniowo|ore pe saptamana|"
    r"horas semanales|часове седмично|heti oraszam)(?: per week)? ?[:=] ?(?P<low>\d{1,2}(?:[.,]\d)?)"
    r"(?: ?(?:-|tot|to|/) ?(?P<high>\d{1,2}))?(?![\d:.,]*\d)"
)
_ASSIGNED = re.compile(r"[:=] ?\d")  # one of these stands in whatever the pattern above finds
_MOST_PER_WEEK = 120
_SIGNS = frozenset(("", ".", ",", ";", "\n", "|"))
_DAYS_REACH, _DAYS_BEHIND = 50, 14  # characters between days of the week and their times
_LEAST_SAID_ALONE = 8
_LEAST_ALONE, _MOST_ALONE = 30, 60  # no day has so many
_LEAST_IN_BRACKETS, _MOST_IN_BRACKETS = 12, 48
_Mention = tuple["re.Match[str]", int, Decimal]


def hours_of(text: str, language: str) -> list[Hours]:
    """Every mention of working hours in a normalised text; opening hours and reachability are left out."""
    return list(_all(text, language))


@lru_cache(maxsize=8)  # asked for by the values and by the rules of one text
def _all(text: str, language: str) -> tuple[Hours, ...]:
    shifts = list(_shifts(text, language))
    days = list(_days(text, language)) or [Hours(Decimal(n), Decimal(n), "days", *at) for n, *at in days_told(text)]
    by_weekday = [one for one in _by_weekday(text, shifts) if one.per != "days" or not days]
    hours = [one for one in _hours(text, language) if one.per != "near" or not _within(one, shifts)]
    return (*hours, *days, *shifts, *by_weekday)


def _within(one: Hours, shifts: list[Hours]) -> bool:
    """Whether hours are but one of the two times of a shift: the 6 of `22.00 tot 6.00 uur`."""
    return any(shift.start < one.start and one.end <= shift.end for shift in shifts)


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
        sentence = max(text.rfind(sign, 0, start) for sign in (". ", "\n", "! ", "? "))
        around = max(sentence, start - 30, 0), min(len(text), match.end() + 16)
        weekly = "week" in match.re.groupindex and match["week"]
        if not OPEN.search(text, *around) and (weekly or not _NO_WORK.search(text, *around)):
            yield match, start, low


def _hours(text: str, language: str) -> Iterator[Hours]:
    yield from _labelled(text)
    for match, start, low in _mentions(text, language, _HOURS, _SAID_HOURS):
        high = Decimal((match["high"] or str(low)).replace(",", "."))
        per = _per(match, text[max(0, start - 60) : start], low, high)
        if per and 1 <= low <= high <= (22 if per == "day" else _MOST_PER_WEEK):
            yield Hours(low, high, per, start, match.end())


def _labelled(text: str) -> Iterator[Hours]:
    for match in _LABELLED.finditer(text) if _ASSIGNED.search(text) else ():
        low = Decimal(match["low"].replace(",", "."))
        high = Decimal(match["high"] or low)
        if 1 <= low <= high <= _MOST_PER_WEEK:
            yield Hours(low, high, "week", match.start("low"), match.end())


def _alone(match: "re.Match[str]", lead: str) -> bool:
    """Whether hours stand between signs: `10 euro per uur, 40 uur.`."""
    behind = match.string[match.end() : match.end() + 1]
    return (not lead.strip() or lead.rstrip()[-1] in ".,;:|-" or "\n" in lead[-2:]) and behind in _SIGNS


def _per(
    match: "re.Match[str]", lead: str, low: Decimal, high: Decimal
) -> Literal["week", "day", "near", "basis"] | None:
    if match["day"] or (not match["week"] and (_DAY_LEAD.search(lead) or (high <= 16 and _is_each(match, lead)))):
        return "day"
    if (match["week"] or low >= _LEAST_ALONE) and BASIS.search(lead) and not NO_BASIS.search(match.string):
        return "basis"
    if SPREAD.match(match.string, match.end()):
        return "week"
    if match["week"] or "urige" in match.group() or "wochenstunden" in match.group():
        return "week"
    if low >= _LEAST_SAID_ALONE and (_WEEK_LEAD.search(lead) or OF_WEEKS.search(lead)):
        return "week"
    if _LEAST_IN_BRACKETS <= low and high <= _MOST_IN_BRACKETS and lead.endswith("("):
        return "week"  # (32 uur)
    if _LEAST_ALONE <= low and high <= _MOST_ALONE and _alone(match, lead):
        return "week"
    if "/" not in match.group() and low >= 8 and 24 < high <= 60 and low < high:
        return "week"  # 32-40 uur: too long for a clock
    return "near" if 4 <= low <= 20 or (low >= _LEAST_ALONE and high <= _MOST_PER_WEEK) else None


def _days(text: str, language: str) -> Iterator[Hours]:
    for match, start, low in _mentions(text, language, _DAYS, _SAID_DAYS):
        if FREE.match(text, match.end()):
            continue
        if off := OFF.match(text, match.end()):
            free = Decimal(off["off"]) if off["off"].isdigit() else Decimal(1)
            low = low * 7 / (low + free) if low + free else low
            yield Hours(low, low, "days", start, off.end())
        elif 1 <= low <= 7:
            yield Hours(low, max(low, Decimal(match["high"] or low)), "days", start, match.end())


def _is_each(match: "re.Match[str]", lead: str) -> bool:
    """`5 zile a cate 9 ore`, `по 10 часа`, `a shift lasts 9 hours`: so many hours of each day."""
    return bool(EACH.search(lead) or LASTS.search(lead) or EACH_BEHIND.match(match.string, match.end()))


_MOST_SHIFTS = 28  # four a day; more are no week of one person


def _by_weekday(text: str, shifts: list[Hours]) -> Iterator[Hours]:
    """Hours of a week, added up over groups of days with their times; days alone where there are no times."""
    groups = [one for one in groups_of(text) if not OPEN.search(text, max(0, one.start - 30), one.end + 24)]
    if not groups:
        return
    week = shifts if len(shifts) <= _MOST_SHIFTS else ()
    pairs = [(shift, group) for shift in week if (group := _group_of(shift, groups, shifts))]
    if pairs and len(pairs) == len(shifts):
        per: Literal["weekend", "sum"] = "weekend" if all(group.days <= {5, 6} for _, group in pairs) else "sum"
        low = sum((shift.low * len(group.days) for shift, group in pairs), Decimal(0))
        high = sum((shift.high * len(group.days) for shift, group in pairs), Decimal(0))
        yield Hours(low, high, per, pairs[0][1].start, pairs[-1][0].end)
    if most := max((group for group in groups if len(group.days) > 1), key=lambda one: len(one.days), default=None):
        yield Hours(Decimal(len(most.days)), Decimal(len(most.days)), "days", most.start, most.end)


def _group_of(shift: Hours, groups: list[Group], shifts: list[Hours]) -> Group | None:
    """The days that a shift is of: those right before it, else right behind."""
    last = max((other.end for other in shifts if other.end <= shift.start), default=0)
    before = [one for one in groups if last <= one.end <= shift.start + 1 and shift.start - one.end <= _DAYS_REACH]
    behind = [one for one in groups if 0 <= one.start - shift.end <= _DAYS_BEHIND]
    return before[-1] if before else behind[0] if behind else None


def _shifts(text: str, language: str) -> Iterator[Hours]:
    spans = list(shifts_of(text))
    for low, high, start, end in spans:
        if not _is_open(text, start, end):
            works = WORKED.search(text, max(0, start - 32), start) or WORKED_BEHIND.match(text, end)
            yield Hours(low, high, "shift" if works else "clock", start, end)
    for low, high, start, end in scenes_of(text, language, [span[2:] for span in spans]):
        if not _is_open(text, start, end):
            yield Hours(low, high, "shift", start, end)


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether times are those of a shop, of which nobody says that one works through all of them."""
    around = max(0, start - 30), end + 16
    return OPEN.search(text, *around) is not None and not ALL_OF_IT.search(text, end, end + 50)


def plain(value: Decimal) -> str:
    """40, 37.5: without needless zeros."""
    return format(value.normalize(), "f")


def weekly(mentions: list[Hours]) -> list[Found]:
    """Hours per week as said, or else hours per day times days per week when both stand within 60 characters."""
    asked = "week" if any(one.per == "week" for one in mentions) else "basis"
    said = [
        Found(
            "hours_per_week",
            plain(at.high),
            at.start,
            at.end,
            "hours:week" + (":range_upper" if at.high > at.low else ""),
        )
        for at in mentions
        if at.per == asked
    ]
    return said or _of_days(mentions)


_NEAR = 60  # characters between hours a day and the days that they are worked


def _of_days(mentions: list[Hours]) -> list[Found]:
    """Hours per day times the days that stand near them, of the first such pair; a text may have ten thousand of each."""
    days = sorted((at.start, number) for number, at in enumerate(mentions) if at.per == "days")
    for day in (at for at in mentions if at.per == "day"):
        near = days[bisect_left(days, (day.start - _NEAR, 0)) : bisect_left(days, (day.start + _NEAR + 1, 0))]
        if near:
            at = mentions[min(number for _, number in near)]
            start, end = min(day.start, at.start), max(day.end, at.end)
            return [Found("hours_per_week", plain(day.high * at.high), start, end, "hours:day_x_days")]
    return []
