"""How a contact moves, judged by what a person can travel: a tour sleeps and works where it goes.

An advert says that somebody is at a place from its moment on. Places named in one sitting are a region that is served, not
a journey, and places that lie close by are one place: nobody moves between them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from enrichment.linking import measures
from enrichment.linking.limits import Limits
from enrichment.linking.seen import Seen
from enrichment.places.distance import kilometres


@dataclass(frozen=True, slots=True)
class Journey:
    """From place to place within one window: how many places, in how long, how far as the crow flies, the middle stay."""

    places: int
    lasting: timedelta
    far: float  # kilometres
    stay: timedelta
    is_breathless: bool  # one person cannot keep it up: half of the stays leave no room for a night and a day's work
    is_restless: bool  # more than tours are: possible, and no longer ordinary


@dataclass(frozen=True, slots=True)
class _Stop:
    gemeente: str
    at: datetime  # of the first advert there


def busiest(adverts: Sequence[Seen], limits: Limits) -> Journey | None:
    """The journey of most places, of those that nobody can keep up if there are; None where nobody moves."""
    placed = [one for one in adverts if one.gemeente]
    found = [
        journey for window in measures.windows(placed, limits.move_window) if (journey := _journey(window, limits))
    ]
    return max(found, key=lambda one: (one.is_breathless, one.places, -one.stay), default=None)


def _journey(adverts: Sequence[Seen], limits: Limits) -> Journey | None:
    stops = list(_stops(adverts, limits))
    if len(stops) < 2:
        return None
    stays = sorted(then.at - now.at for now, then in pairwise(stops))
    places, stay = len({one.gemeente for one in stops}), stays[len(stays) // 2]
    return Journey(
        places=places,
        lasting=stops[-1].at - stops[0].at,
        far=sum(kilometres(now.gemeente, then.gemeente) for now, then in pairwise(stops)),
        stay=stay,
        is_breathless=places >= limits.tour_places and stay < limits.tour_stay,
        is_restless=places >= limits.tour_places and stay <= limits.restless_stay,
    )


def _stops(adverts: Sequence[Seen], limits: Limits) -> Iterator[_Stop]:
    """Where somebody is from when, each further than next door."""
    here: _Stop | None = None
    for sitting in _sittings(adverts, limits.sitting):
        told = {one.gemeente for one in sitting}
        there = _Stop(sitting[0].gemeente or "", sitting[0].at)
        if len(told) == 1 and (here is None or kilometres(here.gemeente, there.gemeente) > limits.near):
            yield there
            here = there


def _sittings(adverts: Sequence[Seen], pause: timedelta) -> Iterator[list[Seen]]:
    """Adverts that follow each other without a pause."""
    sitting: list[Seen] = []
    for one in adverts:
        if sitting and one.at - sitting[-1].at > pause:
            yield sitting
            sitting = []
        sitting.append(one)
    if sitting:
        yield sitting
