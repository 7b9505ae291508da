"""The weakest edge of a group: where it would fall apart first."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from enrichment.linking.carriers import Carrier
from enrichment.linking.sets import Sets
from zicht.records import Explanation, Record

FEW = 40  # carriers of which every two are laid beside each other; a larger group is held by its first


class Edge(Record):
    """Two adverts (Advert.id) between which the tie is thinnest, how strong it is from 0 to 1, and why in words."""

    one: str
    other: str
    strength: float
    said: Explanation


def weakest(carriers: Sequence[Carrier], alike: Mapping[tuple[str, str], float]) -> Edge | None:
    """Of copies the least alike pair that is needed to hold them together; of values the fewest adverts in common.

    `alike` has the pairs of Advert.ids that were compared, the smaller id first. None for a group that one value holds.
    """
    edges = [*_of_texts(carriers, alike), *_between(carriers[:FEW])]
    return min(edges, key=lambda edge: (edge.strength, edge.one, edge.other), default=None)


def _of_texts(carriers: Sequence[Carrier], alike: Mapping[tuple[str, str], float]) -> list[Edge]:
    """The last edge of the strongest tree over the copies."""
    inside = {one.number for carrier in carriers if carrier.by == "text" for one in carrier.adverts}
    sets: Sets[str] = Sets()
    last: tuple[str, str, float] | None = None
    for (one, other), strength in sorted(alike.items(), key=lambda item: (-item[1], item[0])):
        if one in inside and other in inside and sets.root(one) != sets.root(other):
            sets.tie(one, other)
            last = one, other, strength
    if last is None:
        return []
    one, other, strength = last
    nl, en = f"de teksten zijn voor {strength:.0%} gelijk", f"the texts are {strength:.0%} alike"
    return [Edge(one=one, other=other, strength=strength, said=Explanation(nl=nl, en=en))]


def _between(carriers: Sequence[Carrier]) -> list[Edge]:
    """How every value hangs on the others, over the adverts that they have in common."""
    numbers = [frozenset(one.number for one in carrier.adverts) for carrier in carriers]
    sets: Sets[int] = Sets()
    edges = []
    ties = [
        (len(numbers[a] & numbers[b]) / min(len(numbers[a]), len(numbers[b])), a, b)
        for a, b in combinations(range(len(carriers)), 2)
    ]
    for strength, a, b in sorted(ties, key=lambda tie: (-tie[0], tie[1], tie[2])):
        if strength and sets.root(a) != sets.root(b):
            sets.tie(a, b)
            common = sorted(numbers[a] & numbers[b])
            edges.append(_edge(carriers[a], carriers[b], common, strength))
    return edges


def _edge(one: Carrier, other: Carrier, common: Sequence[str], strength: float) -> Edge:
    beside = next((advert.number for advert in other.adverts if advert.number not in common[:1]), common[0])
    count = len(common)
    return Edge(
        one=common[0], other=beside, strength=round(strength, 3),
        said=Explanation(
            nl=f"{count} advertentie(s) hebben zowel {one.by} als {other.by}; meer houdt deze twee niet bijeen",
            en=f"{count} advert(s) have both {one.by} and {other.by}; nothing else holds these two together",
        ),
    )  # fmt: skip
