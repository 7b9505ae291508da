"""By which adverts of a carrier a cross-advert indicator is shown: stretches of time in which it holds.

An advert outside of these stretches is not part of the proof, whatever else its contact did at other times.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from enrichment.linking import measures
from enrichment.linking.carriers import By, Carrier
from enrichment.linking.limits import Limits
from enrichment.linking.seen import Seen, in_time
from enrichment.persons.personas import SAME_AGE, Told

RECRUITING, SUPPLYING = frozenset(("arbeid",)), frozenset(("seksueel", "crimineel"))


@dataclass(frozen=True, slots=True)
class Shown:
    """Adverts, in order of time, that show something together over one value."""

    by: By
    key: str
    adverts: tuple[Seen, ...]


def personas(carrier: Carrier, least: int, limits: Limits) -> list[Shown]:
    """Thirty days that hold so many personas (XAD-01, XAD-05, XAD-09)."""
    found = measures.windows(carrier.adverts, limits.persona_window)
    return [_of(carrier, window) for window in found if measures.personas(window) >= least]


def moves(carrier: Carrier, limits: Limits) -> list[Shown]:
    """Fourteen days with three gemeenten, and two adverts too far apart for the time between (XAD-02)."""
    placed = [one for one in carrier.adverts if one.gemeente]
    windows = measures.windows(placed, limits.move_window)
    found = [_of(carrier, window) for window in windows if len({one.gemeente for one in window}) >= limits.places]
    return found + [_of(carrier, two) for two in pairwise(placed) if measures.hurried(*two, limits)]


def numbers(carrier: Carrier, limits: Limits) -> list[Shown]:
    """Sixty days with three phone numbers (XAD-12)."""
    found = measures.windows(carrier.adverts, limits.number_window)
    return [_of(carrier, window) for window in found if len(measures.phones(window)) >= limits.numbers]


def recruiting(carrier: Carrier, limits: Limits) -> list[Shown]:
    """Who recruits, and supplies within half a year (XAD-11)."""
    supplies = [one for one in carrier.adverts if one.form in SUPPLYING]
    times = [one.at for one in supplies]
    recruits = [one for one in carrier.adverts if one.form in RECRUITING]
    found: dict[str, Seen] = {}
    reached = 0  # supplying adverts before this one are in already
    for one in recruits:
        first, end = bisect_left(times, one.at), bisect_right(times, one.at + limits.recruit_window)
        if first < end:
            found[one.number] = one
            found |= {other.number: other for other in supplies[max(first, reached) : end]}
            reached = end
    return [_of(carrier, in_time(list(found.values())))] if found else []


def ages(carrier: Carrier, limits: Limits) -> list[Shown]:
    """Ages that do not go with each other: more than three years off, or lower while later (XAD-04).

    Compared per name; without any name on the contact as if one person, unless a duo shows otherwise.
    """
    told: dict[str | None, list[tuple[Seen, Told]]] = defaultdict(list)
    for one in carrier.adverts:
        if one.said and one.said.age and not one.said.several:
            told[one.said.name].append((one, one.said))
    if None in told and (
        len(told) > 1 or any(one.said and (one.said.name or one.said.several) for one in carrier.adverts)
    ):
        del told[None]
    return [_of(carrier, in_time(list(odd))) for many in told.values() if (odd := _odd(many, limits.age_window))]


def _odd(told: Sequence[tuple[Seen, Told]], window: timedelta) -> list[Seen]:
    """The adverts with an age that another one, near in time, contradicts."""
    stated: dict[tuple[date, int], list[Seen]] = defaultdict(list)
    for one, said in told:
        stated[one.at.date(), said.age or 0].append(one)
    days = sorted(stated)
    odd = {day for two in _near(days, window) if _disagree(*two) for day in two}
    return [one for day in sorted(odd) for one in stated[day]]


def _near(days: Sequence[tuple[date, int]], window: timedelta) -> Iterator[tuple[tuple[date, int], tuple[date, int]]]:
    for at, (day, age) in enumerate(days):
        for later, then in days[at + 1 :]:
            if later - day > window:
                break
            yield (day, age), (later, then)


def _disagree(one: tuple[date, int], other: tuple[date, int]) -> bool:
    (day, age), (later, then) = one, other
    return abs(then - age) > SAME_AGE or (day < later and then < age)


def _of(carrier: Carrier, adverts: Iterable[Seen]) -> Shown:
    return Shown(carrier.by, carrier.key, tuple(adverts))
