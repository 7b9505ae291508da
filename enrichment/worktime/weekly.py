"""The hours of a week that an advert tells, as values."""

from bisect import bisect_left
from decimal import Decimal

from enrichment.found import Found
from enrichment.worktime.mention import Hours


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
