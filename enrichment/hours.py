"""Working hours: per week, per day or shift, and days per week, with where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Literal

from enrichment.digits import number_words
from enrichment.found import Found


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours (or days) of a text at [start, end): lowest and highest said, per week or per day; `near`: no period."""

    low: Decimal
    high: Decimal
    per: Literal["week", "day", "days", "near"]
    start: int
    end: int


_RANGE = r" ?(?:-|tot(?: en met)?|a|t/m|to|/|bis|do|of|or|до) ?"
_HOUR = r"(?:uurs?|uren|urige|u|hours?|hrs?|h|godzin\w*|godz|ore|de ore|часа|ч|ora|oras|horas|stunden|std)"
_PER = r"(?:per|p/|/|an?|in de|each|every|pe|na|w|на|в|al?(?: la)?|die|am|pro|in der|por|op een|pr)"
_WEEK = (
    r"(?:week|wk|pw|werkweek|contract|tydzien|tydz|tyg|tygodniu|tygodniowo|saptamana|седмица\w*|semana|woche|"
    r"weekly|p/w|"
    r"werk per week)"
)
_DAY = r"(?:dag|werkdag|day|dziennie|zi|ден|dia|tag|shift|dienst|daily|nap)"
_TIMES = rf"(?:[ -]?(?:{_PER} ?)?(?:(?P<week>{_WEEK}|(?<=/)w)|(?P<day>{_DAY}))\b)?"
# Both begin with a digit, or with a blank behind a number word, so that the scan is fast.
_HOURS = re.compile(rf"(?P<low>\d{{1,3}}(?:[.,]\d)?)(?:{_RANGE}(?P<high>\d{{1,3}}))? ?-? ?{_HOUR}\b{_TIMES}")
_SAID_HOURS = re.compile(rf"(?P<low> )(?P<high>){_HOUR}\b{_TIMES}")
_WEEKLY = (
    r"(?: ?(?:per|p/|/|an?|in de|pe|w|din|в|a la|die|pro|in der)?"
    r" ?(?:week|wk|tygodniu|tydzien|saptamana|седмицата|semana|woche|7)\b)?"
)
_DAY_WORDS = r"(?:werk)?(?:dagen|d(?=/w)|days?|dni|zile|дни|nap|dias|tage)\b"
_DAYS = re.compile(rf"(?P<low>[1-7])(?: ?(?:-|a|tot|to) ?(?P<high>[2-7]))? ?{_DAY_WORDS}{_WEEKLY}")
_SAID_DAYS = re.compile(rf"(?P<low> )(?P<high>){_DAY_WORDS}{_WEEKLY}")
_OPEN = re.compile(
    r"\b(?:open|geopend|openingstijd\w*|bereikbaar|beschikbaar|available|service|support|binnen|within|24/7|reactie)\b"
)
_LAST_WORD = re.compile(r"[^\W_]+$")
_Mention = tuple["re.Match[str]", int, Decimal]


def hours_of(text: str, language: str) -> list[Hours]:
    """Every mention of working hours in a normalised text; opening hours and reachability are left out."""
    return [*_hours(text, language), *_days(text, language)]


def _mentions(text: str, language: str, digits: "re.Pattern[str]", said: "re.Pattern[str]") -> Iterator[_Mention]:
    """(match, start, lowest number) for numbers in digits and in words, outside opening hours."""
    found = [(match, match.start(), Decimal(match["low"].replace(",", "."))) for match in digits.finditer(text)]
    known = number_words(language)
    for match in said.finditer(text):
        word = _LAST_WORD.search(text, max(0, match.start() - 16), match.start())
        if word and word.group() in known:
            found.append((match, word.start(), Decimal(known[word.group()])))
    for match, start, low in found:
        before = text[start - 1] if start else " "
        if before.isalnum() or before in ".,:":
            continue
        if not _OPEN.search(text, max(0, start - 30), min(len(text), match.end() + 16)):
            yield match, start, low


def _hours(text: str, language: str) -> Iterator[Hours]:
    for match, start, low in _mentions(text, language, _HOURS, _SAID_HOURS):
        high = Decimal(match["high"] or low)
        per = _per(match, text[max(0, start - 7) : start], low, high)
        if per and 1 <= low <= high <= (120 if per == "week" else 22):
            yield Hours(low, high, per, start, match.end())


def _per(match: "re.Match[str]", lead: str, low: Decimal, high: Decimal) -> Literal["week", "day", "near"] | None:
    if match["day"] or lead.endswith(("napi ", "daily ")):
        return "day"
    if match["week"] or lead.endswith(("heti ", "weekly ")) or "urige" in match.group():
        return "week"
    if "/" not in match.group() and low >= 8 and 24 < high <= 60 and low < high:
        return "week"  # 32-40 uur: too long for a clock
    return "near" if 4 <= low <= 20 else None


def _days(text: str, language: str) -> Iterator[Hours]:
    for match, start, low in _mentions(text, language, _DAYS, _SAID_DAYS):
        if 1 <= low <= 7:
            yield Hours(low, max(low, Decimal(match["high"] or low)), "days", start, match.end())


def plain(value: Decimal) -> str:
    """40, 37.5: without needless zeros."""
    return format(value.normalize(), "f")


def weekly(mentions: list[Hours]) -> list[Found]:
    """Hours per week as said, or else hours per day times days per week when both stand within 60 characters."""
    said = [
        Found(
            "hours_per_week",
            plain(at.high),
            at.start,
            at.end,
            "hours:week" + (":range_upper" if at.high > at.low else ""),
        )
        for at in mentions
        if at.per == "week"
    ]
    return (
        said
        or [
            Found(
                "hours_per_week",
                plain(day.high * days.high),
                min(day.start, days.start),
                max(day.end, days.end),
                "hours:day_x_days",
            )
            for day, days in product(
                (at for at in mentions if at.per == "day"), (at for at in mentions if at.per == "days")
            )
            if abs(day.start - days.start) <= 60
        ][:1]
    )
