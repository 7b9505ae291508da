"""Profiles that keep appearing together, in the state of linking: looked for around the moments of waiting adverts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from enrichment.linking import state as keeping
from enrichment.linking.bursts import bursts_of, may_be_often, profile_of
from enrichment.linking.limits import Limits
from ledger import ties
from ledger.connect import stamp
from ledger.ties import KeptAdvert, State

AROUND = 3  # moments: one, and the crowd that may lie over it


def find_bursts(state: State, waiting: Collection[str], limits: Limits) -> None:
    """Moments that profiles share, for all who appear around these adverts: one more profile may make a moment or a crowd."""
    near = around(state, ties.known(state, waiting).values(), limits.burst_window)
    days = ties.profile_days(state, {row.profile for row in near.values() if row.profile})
    busy = {profile for profile, when in days.items() if len(when) >= limits.burst_days}
    met = _beside(sorted(near.values(), key=lambda one: one.at), busy, limits.burst_window, least=1)
    start = {one for one, other in met if other in busy and may_be_often(days[one], days[other], limits)}
    profiles = _closure(state, start | ties.bursting(state, days), days, limits)
    if not profiles:
        return
    mine = ties.of_profiles(state, profiles)
    rows = mine | around(state, mine.values(), limits.burst_window)
    seen = [keeping.unkept(number, row.seen) for number, row in sorted(rows.items())]
    found = [
        (carrier.key, one.number, profile_of(one) or "")
        for carrier in bursts_of(seen, limits, among=profiles)
        for one in carrier.adverts
    ]
    ties.put_bursts(state, profiles, found)


def around(state: State, rows: Iterable[KeptAdvert], window: timedelta) -> dict[str, KeptAdvert]:
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
    rows: Sequence[KeptAdvert], frontier: Collection[str], window: timedelta, *, least: int
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


def _spans(rows: Iterable[KeptAdvert], beside: timedelta) -> list[tuple[str, str]]:
    """Stretches of time around these adverts, those that overlap as one."""
    spans: list[tuple[datetime, datetime]] = []
    for moment in sorted(datetime.fromisoformat(one.at) for one in rows):
        start, end = moment - beside, moment + beside
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [(stamp(start), stamp(end)) for start, end in spans]
