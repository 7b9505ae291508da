"""Ranges in a query: scores as they are, days and months of Europe/Amsterdam as half-open stretches of time."""

import re
from datetime import date
from typing import Any

from luqum import tree as lucene

from search.documents import microseconds
from search.refusals import refuse
from search.tree import Between
from zicht.clock import day_bounds

_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?")
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
YEARS = range(1900, 2200)


def between(field: str, item: Any) -> Between:  # noqa: ANN401 - luqum has no types
    """A value, a range `[a TO b]` (`{…}` without its bounds), `>a` or `<a` of a number field; `*` is open."""
    low, high, low_in, high_in = _bounds(item)
    if field == "score":
        return Between(field, _number(low), _number(high), low_open=not low_in, high_open=not high_in)
    first, last = _stretch(low), _stretch(high)
    return Between(field, first and first[0 if low_in else 1], last and last[1 if high_in else 0])


def _bounds(item: Any) -> tuple[Any, Any, bool, bool]:  # noqa: ANN401
    match item:
        case lucene.Range():
            return item.low, item.high, item.include_low, item.include_high
        case lucene.From():
            return item.a, None, item.include, True
        case lucene.To():
            return None, item.a, True, item.include
    return item, item, True, True


def _said(item: Any) -> str | None:  # noqa: ANN401
    """What stands at a bound; None when it is open."""
    if item is None:
        return None
    if isinstance(item, lucene.Prohibit):
        return f"-{_said(item.a)}"
    value = str(item.unescaped_value).strip('"').strip()
    return None if value == "*" else value


def _number(item: Any) -> float | None:  # noqa: ANN401
    said = _said(item)
    if said is None:
        return None
    if not _NUMBER.fullmatch(said):
        raise refuse(
            f"“{said}” is geen getal; schrijf score:[20 TO *]",
            f"“{said}” is no number; write score:[20 TO *]",
            item.pos or 0,
        )
    return float(said)


def _stretch(item: Any) -> tuple[int, int] | None:  # noqa: ANN401
    """[start, end) in microseconds of the day or month that is said."""
    said = _said(item)
    if said is None:
        return None
    try:
        first, last = _days(said)
    except ValueError as fault:
        raise refuse(
            f"“{said}” is geen dag of maand; schrijf seen:2026-11-24 of seen:[2026-11-01 TO 2026-11-30]",
            f"“{said}” is no day or month; write seen:2026-11-24 or seen:[2026-11-01 TO 2026-11-30]",
            item.pos or 0,
        ) from fault
    return microseconds(day_bounds(first)[0]), microseconds(day_bounds(last)[1])


def _days(said: str) -> tuple[date, date]:
    """First and last day of a day or month; ValueError when it is neither."""
    found = _DAY.fullmatch(said)
    if not found or int(found.group(1)) not in YEARS:
        raise ValueError(said)
    year, month = int(found.group(1)), int(found.group(2))
    if found.group(3):
        day = date(year, month, int(found.group(3)))
        return day, day
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), date.fromordinal(following.toordinal() - 1)
