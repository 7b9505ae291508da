"""Hours of a week that are told by its days: `maandag t/m vrijdag van 8 tot 17 uur`, `zaterdag en zondag elk 6 uur`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from enrichment.worktime.hourforms import SAID_TIMES_OF, TIMES_OF, TIMES_WORDS
from enrichment.worktime.hourwords import OPEN
from enrichment.worktime.mention import Hours
from enrichment.worktime.weekdays import Group, groups_of

_DAYS_REACH, _DAYS_BEHIND = 50, 14  # characters between days of the week and their times
_LONG_WEEKEND = {4, 5, 6}  # Friday to Sunday
_MOST_SHIFTS = 28  # four a day; more are no week of one person


def by_weekday(text: str, shifts: list[Hours]) -> Iterator[Hours]:
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
        if len(pairs) > 1 and per == "sum" and all(group.days <= _LONG_WEEKEND for _, group in pairs):
            yield Hours(low, high, "weekend", pairs[0][1].start, pairs[-1][0].end)
    if most := max((group for group in groups if len(group.days) > 1), key=lambda one: len(one.days), default=None):
        yield Hours(Decimal(len(most.days)), Decimal(len(most.days)), "days", most.start, most.end)


_LEAST_A_TURN, _MOST_A_TURN, _MOST_A_WEEK = 2, 12, 60  # hours


def by_times(text: str) -> Iterator[Hours]:
    """Hours of a week told as so many times so many: `vijf keer acht uur`; those of a day are no week."""
    said = SAID_TIMES_OF.finditer(text) if "mal " in text or "sz" in text else ()
    for match in (*TIMES_OF.finditer(text), *said):
        each, times = (
            Decimal(match["hours"].replace(",", ".")),
            Decimal(TIMES_WORDS.get(match["number"], match["number"])),
        )
        a_day = match["day"] or match["turn"]
        if not a_day and _LEAST_A_TURN <= each <= _MOST_A_TURN and each * times <= _MOST_A_WEEK:
            yield Hours(each * times, each * times, "sum", match.start(), match.end())


def _group_of(shift: Hours, groups: list[Group], shifts: list[Hours]) -> Group | None:
    """The days that a shift is of: those right before it, else right behind."""
    last = max((other.end for other in shifts if other.end <= shift.start), default=0)
    before = [one for one in groups if last <= one.end <= shift.start + 1 and shift.start - one.end <= _DAYS_REACH]
    behind = [one for one in groups if 0 <= one.start - shift.end <= _DAYS_BEHIND]
    return before[-1] if before else behind[0] if behind else None
