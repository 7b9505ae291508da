"""Profiles that keep appearing together: several contacts within ten minutes, on three days or more (XAD-07).

A moment at which half the site appears is the site's clock (a feed, a paid bump), not somebody's hand. Moments to the
second the same are a crawl or an import; a midnight is a day without a time.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import combinations

from enrichment.linking.carriers import Carrier
from enrichment.linking.limits import Limits
from enrichment.linking.seen import Seen, in_time
from enrichment.linking.sets import Sets
from zicht.clock import AMSTERDAM

CROWD = 40  # profiles at one moment: more is the site's clock
MANY = 5 * CROWD  # adverts: a crowd, whoever they are
TOGETHER = 0.5  # of the days on which the rarer of two profiles appears
SAME_SECOND = 0.7  # of a moment's adverts


def bursts_of(adverts: Sequence[Seen], limits: Limits, among: Collection[str] | None = None) -> list[Carrier]:
    """Sets of profiles that appear together again and again, with their adverts at those moments.

    With `among` only these profiles are tied; the others are there because they may be a crowd.
    """
    timed = [(one, profile) for one in in_time(adverts) if (profile := profile_of(one))]
    moments = list(_moments(timed, limits))
    days: dict[str, set[date]] = defaultdict(set)
    for one, profile in timed:
        days[profile].add(one.at.date())
    sets: Sets[str] = Sets()
    tied = {two for two, count in _together(moments).items() if _often(two, count, days, limits)}
    tied = tied if among is None else {two for two in tied if two[0] in among and two[1] in among}
    for one_profile, other in sorted(tied):
        sets.tie(one_profile, other)
    groups = sets.among(sorted({profile for two in tied for profile in two}))
    found = [_carrier(set(group), moments, limits) for group in groups if len(group) >= limits.profiles]
    return [one for one in found if len(one.adverts) > 1]


def profile_of(advert: Seen) -> str | None:
    """Who appears: its own contact, else its account; None when nobody says, or not at what time."""
    if not _has_time(advert):
        return None
    mine = [one for one in advert.subjects if one.kind == "phone"] or list(advert.contacts)
    mine = mine or [one for one in advert.subjects if one.kind == "account"]
    return min(f"{one.kind}:{one.key}" for one in mine) if mine else None


def _has_time(advert: Seen) -> bool:
    local = advert.at.astimezone(AMSTERDAM)
    return bool(local.hour or local.minute or local.second) and bool(advert.at.hour or advert.at.minute)


def _moments(timed: Sequence[tuple[Seen, str]], limits: Limits) -> Iterator[list[tuple[Seen, str]]]:
    """Stretches of ten minutes in which enough profiles appear; none lies within another, or touches a crowd."""
    stretches = list(_stretches(timed, limits))
    crowded: set[int] = set()
    marked = 0
    for start, end in stretches:
        if end - start > MANY or len({profile for _, profile in timed[start:end]}) > CROWD:
            crowded.update(range(max(start, marked), end))
            marked = end
    for start, end in stretches:
        if end - start <= MANY and crowded.isdisjoint(range(start, end)) and _is_moment(timed[start:end], limits):
            yield list(timed[start:end])


def _stretches(timed: Sequence[tuple[Seen, str]], limits: Limits) -> Iterator[tuple[int, int]]:
    end = last = 0
    for start in range(len(timed)):
        while end < len(timed) and timed[end][0].at - timed[start][0].at <= limits.burst_window:
            end += 1
        if end > last and end - start >= limits.profiles:
            last = end
            yield start, end


def _is_moment(window: Sequence[tuple[Seen, str]], limits: Limits) -> bool:
    if len({profile for _, profile in window}) < limits.profiles:
        return False
    return max(Counter(one.at for one, _ in window).values()) < SAME_SECOND * len(window)


def _together(moments: Sequence[Sequence[tuple[Seen, str]]]) -> dict[tuple[str, str], int]:
    """On how many days two profiles appear at one moment."""
    seen: dict[tuple[str, str], set[date]] = defaultdict(set)
    for moment in moments:
        day = moment[0][0].at.date()
        for two in combinations(sorted({profile for _, profile in moment}), 2):
            seen[two].add(day)
    return {two: len(found) for two, found in seen.items()}


def may_be_often(one: set[str], other: set[str], limits: Limits) -> bool:
    """Whether profiles that appear on these days may appear together often enough."""
    both = len(one & other)
    return both >= limits.burst_days and both >= TOGETHER * min(len(one), len(other))


def _often(two: tuple[str, str], count: int, days: dict[str, set[date]], limits: Limits) -> bool:
    return count >= limits.burst_days and count >= TOGETHER * min(len(days[profile]) for profile in two)


def _carrier(profiles: set[str], moments: Sequence[Sequence[tuple[Seen, str]]], limits: Limits) -> Carrier:
    """Their adverts at moments at which enough of them appear."""
    together: dict[str, Seen] = {}
    for moment in moments:
        mine = [(one, profile) for one, profile in moment if profile in profiles]
        if len({profile for _, profile in mine}) >= limits.profiles:
            together |= {one.number: one for one, _ in mine}
    adverts = tuple(in_time(list(together.values())))
    return Carrier("burst", adverts[0].mark if adverts else "", adverts)
