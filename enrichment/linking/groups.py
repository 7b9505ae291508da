"""Groups: carriers that have adverts in common are one group; a stray advert between two groups joins nothing."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from enrichment.linking.carriers import Carrier
from enrichment.linking.seen import Seen, in_time
from enrichment.linking.sets import Sets
from zicht.records import digest

OF_ONE_HAND = frozenset(("phone", "email", "handle", "payment", "person"))  # one advert that has both ties both
SOFT = frozenset(("account", "address"))  # names that repeat by chance, doors that people share: others must agree
TYING = OF_ONE_HAND | SOFT | {"text", "burst"}
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


def bundles_of(carriers: Sequence[Carrier]) -> list[Bundle]:
    """Kept carriers in groups, and each cut carrier by itself; ordered by their first advert."""
    kept = [one for one in carriers if one.cut is None and one.by in TYING]
    groups = _merged(kept)
    alone = [[one] for one in carriers if one.cut is not None and one.by in TYING and one.by != "person"]
    return sorted((_bundle(group) for group in (*groups, *alone)), key=lambda one: (one.adverts[0].order, one.key))


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
    return [[carriers[at] for at in group] for group in sets.among(range(len(carriers)))]


def _belong(one: Carrier, other: Carrier, common: int) -> bool:
    if one.by in OF_ONE_HAND and other.by in OF_ONE_HAND:
        return True
    if soft := [carrier for carrier in (one, other) if carrier.by in SOFT]:
        return common >= TWO and all(common >= NEARLY * len(carrier.adverts) for carrier in soft)
    return common >= TWO or common > MOST * min(len(one.adverts), len(other.adverts))


def _bundle(carriers: Sequence[Carrier]) -> Bundle:
    ordered = sorted(carriers, key=lambda one: (one.adverts[0].order, one.by, one.key))
    adverts = {advert.number: advert for one in ordered for advert in one.adverts}
    first = ordered[0]
    key = digest("group", first.by, first.key, first.adverts[0].mark)[:16]
    return Bundle(key, tuple(ordered), tuple(in_time(list(adverts.values()))))
