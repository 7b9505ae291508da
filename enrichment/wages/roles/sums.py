"""What an hour of work pays, worked out of numbers whose roles are known: `pay/week` over `hours/day` times `days/week`.

Of a range, or of several numbers with one role, that is taken by which the wage comes out highest: no breach is made up.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from enrichment.wages.paytime import WEEKS
from enrichment.wages.roles.numbers import Piece
from enrichment.worktime.split import are_one_day, hours_of_both

NO_ROLE = "none"
ROLES = (
    *(f"pay/{unit}" for unit in ("hour", "day", "week", "4weeks", "month", "year", "piece", "job")),
    *(f"cut/{unit}" for unit in ("hour", "day", "week", "month", "piece", "job")),  # taken off the pay
    *(f"hours/{unit}" for unit in ("day", "week", "month", "job", "piece", "span")),
    *("from/day", "to/day", "break/day"),
    *("days/week", "days/month", "days/job", "weeks/job", "weeks/month"),
    *(f"pieces/{unit}" for unit in ("hour", "day", "week", "month", "job", "span")),
    NO_ROLE,
)
_UNITS = tuple(role.partition("/")[2] for role in ROLES if role.startswith("pay/"))
_WEEKS = {"week": Decimal(1), "4weeks": WEEKS["four_weeks"], "month": WEEKS["month"], "year": WEEKS["year"]}
_MINUTES = re.compile(r" ?-?(?:de )?(?:min|perc|мин|')")
_THOUSANDS = re.compile(r" ?(?:k\b|tys|mii\b|хил|ezer|1000\b|mil\b)")
_CENTS = re.compile(r" ?-?(?:euro)?(?:cent|ct\b|centow|stotin|ст\b|ст\.|стот|bani\b)")
_CLOCK = re.compile(r"(?P<hours>\d{1,2})[.,:]?(?P<minutes>\d\d)")
_EVENING = re.compile(
    r" ?(?:uur|h|uhr)? ?(?:p\.?m\b|(?:'?s )?(?:na)?middags?\b|(?:'?s )?avonds?\b|in the (?:evening|afternoon)|"
    r"at night|wieczorem|wieczor|"
    r"po poludniu|seara|dupa[- ]?(?:amiaza|masa)|вечер\w*|следобед|este|delutan|de la (?:tarde|noche)|abends?|"
    r"nachmittags?)"
)
_LEAST_SHIFT = 3  # hours: from 9 to 5 is eight hours, and from 4 to 5 thirteen
_LONGEST_DAY, _LONGEST_WEEK = 16, 112  # hours
_LONGEST_BREAK = 4  # hours: a larger number is of minutes
_NOON, _DAY = 12, 24
_TWO = 2  # shifts


@dataclass(frozen=True, slots=True)
class Sum:
    """A value and the numbers (places in the list of pieces) that it was worked out of."""

    value: Decimal
    of: frozenset[int]

    def times(self, other: "Sum") -> "Sum":
        """The product."""
        return Sum(self.value * other.value, self.of | other.of)

    def over(self, other: "Sum") -> "Sum | None":
        """The quotient; None where nothing can be divided by."""
        return Sum(self.value / other.value, self.of | other.of) if other.value > 0 else None

    def less(self, other: "Sum") -> "Sum":
        """The difference."""
        return Sum(self.value - other.value, self.of | other.of)


class Told:
    """The numbers of one text by their role."""

    def __init__(self, text: str, numbers: Sequence[tuple[int, Piece, str]]) -> None:
        """`numbers`: place in the list of pieces, the piece, its role."""
        self._text = text
        self._places = {at: (piece.start, piece.end) for at, piece, _ in numbers}
        self._by_role: dict[str, list[Sum]] = defaultdict(list)
        for at, piece, role in numbers:
            if role != NO_ROLE:
                self._by_role[role].append(Sum(_value(text, piece, role), frozenset((at,))))

    def per_hour(self) -> Sum | None:
        """What an hour pays, after what is taken off; None where the numbers do not tell."""
        for unit in _UNITS:
            pay, hours = self._most(f"pay/{unit}"), self._hours(unit)
            wage = pay.over(hours) if pay and hours else None
            if wage:
                return self._after_cuts(wage)
        return None

    def _after_cuts(self, wage: Sum) -> Sum:
        for role, kept in self._by_role.items():
            what, _, unit = role.partition("/")
            hours = self._hours(unit) if what == "cut" else None
            for one in kept if hours else ():
                less = one.over(hours) if hours else None
                wage = wage.less(less) if less else wage
        return wage

    def _least(self, role: str) -> Sum | None:
        return min(self._by_role.get(role, ()), key=lambda one: one.value, default=None)

    def _most(self, role: str) -> Sum | None:
        return max(self._by_role.get(role, ()), key=lambda one: one.value, default=None)

    def _hours(self, unit: str) -> Sum | None:
        """Hours of work that a pay for one such unit stands for."""
        known: dict[str, Callable[[], Sum | None]] = {
            "hour": lambda: Sum(Decimal(1), frozenset()),
            "day": lambda: self._day or _quotient(self._least("hours/week"), self._most("days/week")),
            "job": lambda: self._job,
            "piece": self._piece,
        }
        if unit in known:
            return known[unit]()
        if unit == "month" and self._month:
            return self._month
        return self._week.times(Sum(_WEEKS[unit], frozenset())) if self._week else None

    @cached_property
    def _day(self) -> Sum | None:
        return _within(_LONGEST_DAY, self._least("hours/day") or self._between_times())

    def _between_times(self) -> Sum | None:
        """Hours from the beginning of a day to its end, less its break; of two shifts the shorter, or both of one day."""
        begins, ends = self._by_role.get("from/day", ()), self._by_role.get("to/day", ())
        if not begins or len(begins) != len(ends):
            return None
        shifts = [
            Sum(_hours_between(one.value, other.value), one.of | other.of)
            for one, other in zip(begins, ends, strict=True)
        ]
        if len(shifts) == _TWO and (both := self._both(begins, ends)):
            return both
        shift, pause = min(shifts, key=lambda one: one.value), self._most("break/day")
        return shift.less(pause) if pause else shift

    def _both(self, begins: Sequence[Sum], ends: Sequence[Sum]) -> Sum | None:
        """Two shifts that are worked on one day, with nothing else between them."""
        (first, second), of = zip(begins, ends, strict=True), begins[0].of.union(*(one.of for one in (*begins, *ends)))
        places = [self._places[min(one.of)] for pair in (first, second) for one in pair]
        if not are_one_day(self._text, (places[0][0], places[1][1]), (places[2][0], places[3][1])):
            return None
        hours = hours_of_both((first[0].value, first[1].value), (second[0].value, second[1].value))
        return Sum(hours, of) if hours else None

    @cached_property
    def _week(self) -> Sum | None:
        return _within(
            _LONGEST_WEEK,
            self._least("hours/week")
            or _quotient(self._least("hours/month"), Sum(_WEEKS["month"], frozenset()))
            or _product(self._day, self._least("days/week")),
        )

    @cached_property
    def _month(self) -> Sum | None:
        return (
            self._least("hours/month")
            or _product(self._day, self._least("days/month"))
            or _product(self._week, self._least("weeks/month"))
        )

    @cached_property
    def _job(self) -> Sum | None:
        return (
            self._least("hours/job")
            or _product(self._day, self._least("days/job"))
            or _product(self._week, self._least("weeks/job"))
        )

    def _piece(self) -> Sum | None:
        """Hours that one piece takes."""
        rates = (
            ("pieces/hour", Sum(Decimal(1), frozenset())),
            ("pieces/span", self._least("hours/span")),
            ("pieces/day", self._day),
            ("pieces/week", self._week),
            ("pieces/job", self._job),
            ("pieces/month", self._hours("month")),
        )
        told = (_quotient(hours, self._most(role)) for role, hours in rates)
        return self._least("hours/piece") or next(filter(None, told), None)


def _within(most: int, hours: Sum | None) -> Sum | None:
    """Hours that somebody can work; more are those of something else."""
    return hours if hours and 0 < hours.value <= most else None


def _product(one: Sum | None, other: Sum | None) -> Sum | None:
    return one.times(other) if one and other else None


def _quotient(one: Sum | None, other: Sum | None) -> Sum | None:
    return one.over(other) if one and other else None


def _value(text: str, piece: Piece, role: str) -> Decimal:
    """A number as its role has it: hours, euros, a time of the day in hours."""
    what = role.partition("/")[0]
    value = _moment(text, piece) if what in {"from", "to"} else piece.value
    if what in {"hours", "break"} and _MINUTES.match(text, piece.end):
        return value / 60
    if what == "break" and value > _LONGEST_BREAK:
        return value / 60
    if what in {"pay", "cut"} and piece.written == "digits":
        return (
            value * 1000
            if value < 1000 and _THOUSANDS.match(text, piece.end)
            else value / (100 if _CENTS.match(text, piece.end) else 1)
        )
    return value


def _moment(text: str, piece: Piece) -> Decimal:
    """`6.30`, `1830`, `7 pm` as hours."""
    clock = _CLOCK.fullmatch(piece.said)
    value = Decimal(clock["hours"]) + Decimal(clock["minutes"]) / 60 if clock else piece.value
    return value + _NOON if value < _NOON and _EVENING.match(text, piece.end) else value


def _hours_between(begin: Decimal, end: Decimal) -> Decimal:
    hours = end - begin
    if end <= _NOON and hours < _LEAST_SHIFT:
        return hours + (_NOON if hours + _NOON >= _LEAST_SHIFT else _DAY)
    return hours if hours > 0 else hours + _DAY
