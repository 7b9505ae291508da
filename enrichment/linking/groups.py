"""Groups: carriers that have adverts in common are one group; a stray advert between two groups joins nothing."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, permutations

from enrichment.linking.carriers import Carrier
from enrichment.linking.crowds import few_of
from enrichment.linking.limits import Limits
from enrichment.linking.measures import owners
from enrichment.linking.seen import Seen, in_time
from enrichment.linking.sets import Sets
from zicht.records import digest

OF_ONE_HAND = frozenset(("phone", "email", "handle", "payment", "person"))  # one advert that has both ties both
SOFT = frozenset(("account", "address"))  # names that repeat by chance, doors that people share: others must agree
TYING = OF_ONE_HAND | SOFT | {"text", "burst", "translation"}
NEARLY = 0.75  # of a soft carrier's adverts are in the other
TWO = 2  # adverts in common tie any two carriers
MOST = 0.5  # more than this of the smaller carrier ties, too


@dataclass(frozen=True, slots=True)
class Bundle:
    """A group before it is judged: what carries it, what was cut, and its adverts in order of time."""

    key: str
    carriers: tuple[Carrier, ...]
    adverts: tuple[Seen, ...]

    def by(self, *kinds: str) -> tuple[Carrier, ...]:
        """Its carriers of these kinds."""
        return tuple(one for one in self.carriers if one.by in kinds)


def bundles_of(carriers: Sequence[Carrier], limits: Limits) -> list[Bundle]:
    """Kept carriers in groups, and each cut carrier by itself; ordered by their first advert."""
    kept = [one for one in carriers if one.cut is None and one.by in TYING]
    groups = _merged(kept)
    alone = [
        [_shown(one, limits)] for one in carriers if one.cut is not None and one.by in TYING and one.by != "person"
    ]
    return sorted((_bundle(group) for group in (*groups, *alone)), key=lambda one: (one.adverts[0].order, one.key))


def _shown(carrier: Carrier, limits: Limits) -> Carrier:
    """Of a crowd those that show it."""
    return replace(carrier, adverts=few_of(carrier.adverts, limits)) if carrier.why == "crowd" else carrier


def _merged(carriers: Sequence[Carrier]) -> list[list[Carrier]]:
    having: dict[str, list[int]] = defaultdict(list)
    for at, carrier in enumerate(carriers):
        for advert in carrier.adverts:
            having[advert.number].append(at)
    common = Counter(two for many in having.values() for two in combinations(many, 2))
    sets: Sets[int] = Sets()
    for (one, other), count in common.items():
        if _belong(carriers[one], carriers[other], count):
            sets.tie(one, other)
    _tie_bridged(carriers, having.values(), sets)
    return [[carriers[at] for at in group] for group in sets.among(range(len(carriers)))]


def _is_of_two(carrier: Carrier) -> bool:
    """A text of one or two contacts: two may have it by chance, so that it goes with one and brings nothing together."""
    return carrier.by == "text" and 0 < len(owners(carrier.adverts)) <= TWO


def _tie_bridged(carriers: Sequence[Carrier], together: Collection[Sequence[int]], sets: Sets[int]) -> None:
    """Texts that two hands or more use side by side are of one writer, as with one text in several languages.

    One hand that uses both may have copied one of them; with each tie more hands may reach over what is one now.
    """
    hands = _hands(carriers, together)
    beside = {
        (hands[one], other)
        for many in together
        for one, other in permutations(many, 2)
        if one in hands and carriers[other].by == "text"
    }
    while bridged := _bridged(beside, sets):
        for texts, mine in bridged:
            for one in (*texts, *mine):
                sets.tie(one, texts[0])


def _hands(carriers: Sequence[Carrier], together: Collection[Sequence[int]]) -> dict[int, int]:
    """Carriers of one hand -> the one that stands for all that share adverts with it."""
    sets: Sets[int] = Sets()
    for many in together:
        mine = [at for at in many if carriers[at].by in OF_ONE_HAND]
        for one, other in pairwise(mine):
            sets.tie(one, other)
    return {at: sets.root(at) for at, carrier in enumerate(carriers) if carrier.by in OF_ONE_HAND}


def _bridged(beside: Collection[tuple[int, int]], sets: Sets[int]) -> list[tuple[tuple[int, int], list[int]]]:
    """Two groups of texts, and the hands that use texts of both, where these are TWO or more."""
    using: dict[int, set[int]] = defaultdict(set)
    for hand, text in beside:
        using[hand].add(sets.root(text))
    bridges: dict[tuple[int, int], list[int]] = defaultdict(list)
    for hand, texts in sorted(using.items()):
        for two in combinations(sorted(texts), 2):
            bridges[two].append(hand)
    return [(two, mine) for two, mine in sorted(bridges.items()) if len(mine) >= TWO]


def _belong(one: Carrier, other: Carrier, common: int) -> bool:
    if one.by in OF_ONE_HAND and other.by in OF_ONE_HAND:
        return True
    soft = [carrier for carrier in (one, other) if carrier.by in SOFT]
    pairs = [carrier for carrier in (one, other) if _is_of_two(carrier)]
    if soft or pairs:
        within = all(common >= NEARLY * len(carrier.adverts) for carrier in soft)
        return within and (common >= TWO or not soft) and all(common > MOST * len(carrier.adverts) for carrier in pairs)
    several = common >= TWO and "burst" not in (one.by, other.by)  # profiles that burst have texts of their own
    return several or common > MOST * min(len(one.adverts), len(other.adverts))


def _bundle(carriers: Sequence[Carrier]) -> Bundle:
    ordered = sorted(carriers, key=lambda one: (one.adverts[0].order, one.by, one.key))
    adverts = {advert.number: advert for one in ordered for advert in one.adverts}
    first = ordered[0]
    key = digest("group", first.by, first.key, first.adverts[0].mark)[:16]
    return Bundle(key, tuple(ordered), tuple(in_time(list(adverts.values()))))
