"""Profiles that keep appearing together, in the state of linking: looked for around the moments of waiting adverts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from enrichment.linking import state as keeping
from enrichment.linking.bursts import bursts_of, may_be_often, profile_of
from enrichment.linking.limits import Limits
from ledger import ties
from ledger.connect import stamp
from ledger.ties import KeptAdvert, Moment, State

AROUND = 3  # moments: one, and the crowd that may lie over it


def find_bursts(state: State, waiting: Collection[str], limits: Limits) -> set[str]:
    """Moments that profiles share, for all who appear around these adverts: one more profile may make a moment or a crowd.

    The adverts that have such moments now.
    """
    spans = _spans(ties.placed(state, waiting), AROUND * limits.burst_window)
    profiles = ties.profiles_in(state, spans)
    days = ties.profile_days(state, ties.often(state, profiles, limits.burst_days))
    start = _starting(ties.appearing(state, spans).values(), days, limits) if days else set()
    reached = _closure(state, start | ties.bursting(state, profiles), days, limits)
    if not reached:
        return set()
    mine = ties.of_profiles(state, reached)
    rows = ties.known(state, mine.keys() | around(state, mine.values(), limits.burst_window).keys())
    seen = [keeping.unkept(number, row.seen) for number, row in sorted(rows.items())]
    found = [
        (carrier.key, one.number, profile_of(one) or "")
        for carrier in bursts_of(seen, limits, among=reached)
        for one in carrier.adverts
    ]
    ties.put_bursts(state, reached, found)
    return {number for _, number, _ in found}


def _starting(near: Iterable[Moment], days: Mapping[str, set[str]], limits: Limits) -> set[str]:
    """Busy profiles (`days` has theirs) that appeared beside another one, and may do so often."""
    met = _beside(sorted(near, key=lambda one: one.at), days.keys(), limits.burst_window, least=1)
    return {one for one, other in met if other in days and may_be_often(days[one], days[other], limits)}


def around(state: State, rows: Iterable[KeptAdvert | Moment], window: timedelta) -> dict[str, Moment]:
    """Whoever appears around the moments of these adverts."""
    return ties.appearing(state, _spans(rows, AROUND * window))


def _closure(state: State, start: set[str], days: dict[str, set[str]], limits: Limits) -> set[str]:
    """The profiles that appear often enough at one moment with these, directly or through others."""
    reached: set[str] = set()
    frontier = set(start)
    while frontier:
        reached |= frontier
        mine = ties.of_profiles(state, frontier)
        near = sorted(around(state, mine.values(), limits.burst_window).values(), key=lambda one: one.at)
        beside = _beside(near, frontier, limits.burst_window, least=limits.burst_days)
        unknown = ({other for _, other in beside} | frontier) - days.keys()
        days |= ties.profile_days(state, unknown)
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


def _spans(rows: Iterable[KeptAdvert | Moment], beside: timedelta) -> list[tuple[str, str]]:
    """Stretches of time around these adverts, those that overlap as one."""
    spans: list[tuple[datetime, datetime]] = []
    for moment in sorted(datetime.fromisoformat(one.at) for one in rows):
        start, end = moment - beside, moment + beside
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [(stamp(start), stamp(end)) for start, end in spans]
