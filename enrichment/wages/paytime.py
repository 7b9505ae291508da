"""The hours that a pay per day, week, month or year stands for, as an advert tells them."""

import re
from decimal import Decimal

from enrichment.wages.written import Money
from enrichment.worktime.mention import Hours

MOST_A_DAY = 20
_WEEKEND = 2  # days
WEEKS: dict[str, Decimal] = {
    "two_weeks": Decimal(2), "four_weeks": Decimal(4), "month": Decimal(52) / 12, "year": Decimal(52),
}  # fmt: skip
_FULL = re.compile(
    r"\b(?:full-? ?time\w*|fulltimer?|voltijds?\w*|volledige (?:werk)?week|pelny(?:m)? (?:etat\w*|wymiar\w*)|"
    r"na caly etat|norma intreaga|"
    r"пълно работно време|пълен работен ден|teljes munkaido\w*|teljes allas\w*|jornada completa|tiempo completo|"
    r"vollzeit\w*)"
)
_FULL_WORDS = (
    "full",
    "volt",
    "volled",
    "etat",
    "wymiar",
    "norma",
    "пъл",
    "teljes",
    "complet",
    "vollz",
)  # one of these stands in it
_PART = re.compile(
    r"\b(?:part-? ?time\w*|deeltijd\w*|niepelny|czesc etatu|teilzeit\w*|media jornada|reszmunkaido\w*|непълно)"
)
_ANY_HOURS = re.compile(
    r"in overleg|flexib\w*|(?:tot|of|or|up to|bis|oder|lub|albo|sau|vagy|или|/) (?:een |a )?(?:full-? ?time|"
    r"voltijd|vollzeit|pelny etat|jornada completa|"
    r"norma intreaga|teljes|пълно)|(?:full-? ?time|voltijds?|vollzeit|etat|completa|intreaga|време) ?(?:of|or|/|"
    r"oder|lub|albo|sau|vagy|или|o) "
)
LEAST_FULL = Decimal(36)  # hours of a full week: the shortest that is usual, so that no breach is made up
_LONG = {"two_weeks": (20, 130), "four_weeks": (40, 240), "month": (40, 260)}  # hours that may be told for all of it
_CLOCK_REACH = 120  # characters between a pay per day and the times of that day
_BESIDE = 6  # `140 euro per dag voor 8 uur`
_ALONE_REACH = 900  # where the text tells of no other times and says that one works between them


def hours_for(money: Money, mentions: list[Hours]) -> Decimal | None:
    """Hours that a pay per day, week, month or year stands for; of a range the fewest: no breach is made up."""

    def first(per: str, within: int, least: int = 0, most: int = 168) -> Decimal | None:
        near = [
            at for at in mentions if at.per == per and least <= at.low <= most and abs(at.start - money.start) <= within
        ]
        return min(near, key=lambda at: abs(at.start - money.start)).low if near else None

    if money.period in _LONG and (whole := first("long", _CLOCK_REACH, *_LONG[money.period])):
        return whole
    week, days = first("basis", 10_000) or first("week", 10_000), first("days", 10_000)
    alone = sum(at.per in {"shift", "clock"} for at in mentions) == 1
    day = (
        first("day", 10_000)
        or first("shift", _ALONE_REACH if alone else _CLOCK_REACH)
        or first("clock", _CLOCK_REACH)
        or first("pair", _ALONE_REACH)
    )
    if money.period in {"day", "night"}:
        beside = [
            at for at in mentions if at.per == "near" and 0 <= at.start - money.end <= _BESIDE and at.low <= MOST_A_DAY
        ]
        return (
            (beside[0].low if beside else None)
            or day
            or first("near", 60, most=MOST_A_DAY)
            or (week / days if week and days else None)
        )
    if money.period == "weekend":
        return first("weekend", 10_000) or (day * days if day and days and days <= _WEEKEND else None)
    week = (
        week or first("sum", 10_000) or (day * days if day and days else None) or first("near", 120, least=MOST_A_DAY)
    )
    return None if week is None else week * WEEKS.get(money.period or "week", Decimal(1))


def week_of(money: Money, mentions: list[Hours]) -> Decimal | None:
    """Hours of a week of the work that an amount is for."""
    return hours_for(money._replace(period="week"), mentions)


def of_full_week(money: Money, text: str) -> bool:
    """Whether a pay is for a full week of which no hours are said."""
    if money.period not in {"week", "two_weeks", "four_weeks", "month", "year"}:
        return False
    if not any(word in text for word in _FULL_WORDS):
        return False
    return bool(_FULL.search(text)) and not _PART.search(text) and not _ANY_HOURS.search(text)
