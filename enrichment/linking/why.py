"""Why two adverts belong together: the shortest chain of ties that were kept; where there is none, what was cut."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from enrichment.linking.carriers import Carrier
from enrichment.linking.stream import Links


@dataclass(frozen=True, slots=True)
class Step:
    """From one advert to the next (Advert.id), over what both have."""

    one: str
    other: str
    carrier: Carrier


def chain(links: Links, start: str, end: str) -> list[Step]:
    """The shortest chain of kept ties, the same in every order of arrival; empty when there is none."""
    return walk([one for one in links.carriers if one.cut is None], start, end)


def cut_chain(links: Links, start: str, end: str) -> list[Step]:
    """The shortest chain when cut ties count too: what a person may want to restore."""
    return walk(links.carriers, start, end)


def walk(carriers: Iterable[Carrier], start: str, end: str) -> list[Step]:
    """The shortest chain over these carriers."""
    having: dict[str, list[Carrier]] = defaultdict(list)
    for carrier in carriers:
        for advert in carrier.adverts:
            having[advert.number].append(carrier)
    came: dict[str, Step | None] = {start: None}
    used: set[tuple[str, str]] = set()
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for carrier in having[here]:
            if (carrier.by, carrier.key) not in used:  # its adverts are all one step away: looked at once
                used.add((carrier.by, carrier.key))
                for advert in carrier.adverts:
                    if advert.number not in came:
                        came[advert.number] = Step(here, advert.number, carrier)
                        waiting.append(advert.number)
    return _back(came, end)


def _back(came: dict[str, Step | None], end: str) -> list[Step]:
    steps: list[Step] = []
    step = came.get(end)
    while step:
        steps.append(step)
        step = came[step.one]
    return steps[::-1]
