"""Profiles that keep appearing together, in the state of linking: looked for around the moments of waiting adverts."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from enrichment.linking import state as keeping
from enrichment.linking.bursts import bursts_of, may_be_often, profile_of
from enrichment.linking.limits import Limits
from ledger import copiers, moments, ties
from ledger.copiers import Last
from ledger.moments import Moment
from ledger.ties import KeptAdvert, State
from zicht.clock import stamp

Span = tuple[datetime, datetime]
AROUND = 3  # moments: one, and the crowd that may lie over it


class Looked:
    """Stretches of time in which moments were looked for, in several steps: while nobody joins or leaves nothing new is there."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._then: Last | None = None

    def fresh(self, state: State, rows: Iterable[Moment], beside: timedelta) -> list[tuple[str, str]]:
        """Stretches of time around those of these adverts around which nobody looked yet; from now on they count as looked at."""
        if copiers.last(state) != self._then:
            self._spans = []
        starts = [start for start, _ in self._spans]
        spans = _merged(one for one in _around(rows, beside) if not self._covers(one, starts))
        self._spans = _merged([*self._spans, *spans])
        return _stamped(spans)

    def _covers(self, span: Span, starts: Sequence[datetime]) -> bool:
        at = bisect_right(starts, span[0])
        return at > 0 and span[1] <= self._spans[at - 1][1]

    def ends(self, state: State) -> None:
        """A step ends: what the ledger says of who came and went, so that the next one sees whether others wrote."""
        self._then = copiers.last(state)


def find_bursts(state: State, waiting: Collection[str], limits: Limits, looked: Looked) -> set[str]:
    """Moments that profiles share, for all who appear around these adverts: one more profile may make a moment or a crowd.

    The adverts that have such moments now, as far as they were not found before.
    """
    return _found(state, looked.fresh(state, moments.placed(state, waiting), AROUND * limits.burst_window), limits)


def bursts_around(state: State, gone: Iterable[Moment], limits: Limits) -> None:
    """The same around adverts that left: without them there may be no moment, or no crowd over it."""
    _found(state, _stretches(gone, limits.burst_window), limits)


def _found(state: State, spans: Sequence[tuple[str, str]], limits: Limits) -> set[str]:
    if not spans:
        return set()
    days = moments.profile_days(state, moments.often(state, spans, limits.burst_days))
    start = _starting(moments.appearing(state, spans, days.keys()).values(), days, limits) if len(days) > 1 else set()
    reached = _closure(state, start | moments.bursting(state, spans), days, limits)
    if not reached:
        return set()
    mine = moments.of_profiles(state, reached)
    rows = ties.known(state, mine.keys() | around(state, mine.values(), limits.burst_window).keys())
    seen = [keeping.unkept(number, row.seen) for number, row in sorted(rows.items())]
    found = [
        (carrier.key, one.number, profile_of(one) or "")
        for carrier in bursts_of(seen, limits, among=reached)
        for one in carrier.adverts
    ]
    moments.put_bursts(state, reached, found)
    return {number for _, number, _ in found}


def _starting(near: Iterable[Moment], days: Mapping[str, set[str]], limits: Limits) -> set[str]:
    """Of the moments of busy profiles (`days` has theirs) those that appeared beside another one, and may do so often."""
    met = _beside(sorted(near, key=lambda one: one.at), days.keys(), limits.burst_window, least=1)
    return {one for one, other in met if may_be_often(days[one], days[other], limits)}


def around(state: State, rows: Iterable[KeptAdvert | Moment], window: timedelta) -> dict[str, Moment]:
    """Whoever appears around the moments of these adverts."""
    return moments.appearing(state, _stretches(rows, window))


def _stretches(rows: Iterable[KeptAdvert | Moment], window: timedelta) -> list[tuple[str, str]]:
    return _stamped(_merged(_around(rows, AROUND * window)))


def _stamped(spans: Iterable[Span]) -> list[tuple[str, str]]:
    return [(stamp(start), stamp(end)) for start, end in spans]


def _closure(state: State, start: set[str], days: dict[str, set[str]], limits: Limits) -> set[str]:
    """The profiles that appear often enough at one moment with these, directly or through others."""
    reached: set[str] = set()
    frontier = set(start)
    while frontier:
        reached |= frontier
        mine = moments.of_profiles(state, frontier)
        near = sorted(around(state, mine.values(), limits.burst_window).values(), key=lambda one: one.at)
        beside = _beside(near, frontier, limits.burst_window, least=limits.burst_days)
        unknown = ({other for _, other in beside} | frontier) - days.keys()
        days |= moments.profile_days(state, unknown)
        frontier = {other for one, other in beside if may_be_often(days[one], days[other], limits)} - reached
    return reached


def _beside(
    rows: Sequence[Moment], frontier: Collection[str], window: timedelta, *, least: int
) -> set[tuple[str, str]]:
    """Two profiles within one moment on so many days, the first of the frontier."""
    times = [datetime.fromisoformat(one.at) for one in rows]
    met: dict[tuple[str, str], set[str]] = defaultdict(set)
    end = 0
    for at, one in enumerate(rows):
        end = max(end, at)
        while end < len(rows) and times[end] - times[at] <= window:
            end += 1
        for other in rows[at + 1 : end]:
            for two in ((one.profile, other.profile), (other.profile, one.profile)):
                if two[0] in frontier and two[0] != two[1] and two[0] and two[1]:
                    met[two[0], two[1]].add(one.at[:10])
    return {two for two, when in met.items() if len(when) >= least}


def _around(rows: Iterable[KeptAdvert | Moment], beside: timedelta) -> Iterator[Span]:
    for moment in (datetime.fromisoformat(one.at) for one in rows):
        yield moment - beside, moment + beside


def _merged(spans: Iterable[Span]) -> list[Span]:
    """In order of time, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
