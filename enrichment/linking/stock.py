"""Stock texts: what many writers copy from one source says nothing about who belongs with whom.

Known by evidence in the adverts at hand, never from a list. In a set of copies each copy differs from the rest here and
there; where most have a long stretch of their own beside what all share, what they share is stock. And a set whose
words stand as much outside it, with other contacts, is no set: everybody writes so.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from enrichment.linking.copies import Pair
from enrichment.linking.sets import Sets
from enrichment.linking.similar import NEARLY_ALL, has_hole, similarity, text_of

MEMBERS = 5  # writers from which a set is judged; fewer prove nothing
MOST = 0.5  # of the writers have a stretch of their own
SHARED = 0.34  # of the writers have two words beside each other: those are stock
SHINGLE = 4  # words
OWN = 0.5  # of a shingle's writers are in the set: it is the set's own
OWN_SHARE = 0.4  # of what a set shares must be its own
RESIDUE = 6  # words beside the stock text that can tie

Words = tuple[str, ...]


def without_stock(
    pairs: Sequence[Pair], texts: Sequence[Words], writers: Sequence[str]
) -> tuple[list[Pair], list[Pair]]:
    """The pairs that tie, and those that only share a stock text; `writers` names who is behind each text."""
    by_set = _by_set(pairs)
    kept: list[Pair] = []
    for members, inside in by_set:
        stock = _stock([(texts[at], writers[at]) for at in members])
        kept += inside if stock is None else [pair for pair in inside if _alike_beside(pair, texts, stock)]
    kept = _distinct(kept, texts, writers)
    left = {(pair.one, pair.other) for pair in kept}
    return kept, [pair for pair in pairs if (pair.one, pair.other) not in left]


def _by_set(pairs: Iterable[Pair]) -> list[tuple[list[int], list[Pair]]]:
    """Texts that are tied by pairs, and the pairs among them."""
    sets: Sets[int] = Sets()
    for pair in pairs:
        sets.tie(pair.one, pair.other)
    inside: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        inside[sets.root(pair.one)].append(pair)
    return [(sorted({at for pair in many for at in (pair.one, pair.other)}), many) for many in inside.values()]


def _stock(said: Sequence[tuple[Words, str]]) -> frozenset[Words] | None:
    """What many writers of a set share, when most have a stretch of their own beside it; else None."""
    of_writer = dict(sorted(((writer, words) for words, writer in said), reverse=True))  # one text of each
    if len(of_writer) < MEMBERS:
        return None
    counted = Counter(two for words in of_writer.values() for two in set(pairwise(words)))
    shared = frozenset(two for two, count in counted.items() if count >= SHARED * len(of_writer))
    holes = sum(_own_stretch(words, shared) for words in of_writer.values())
    return shared if holes > MOST * len(of_writer) else None


def _own_stretch(words: Words, shared: frozenset[Words]) -> bool:
    found = _in_stock(words, shared)
    return sum(found) < NEARLY_ALL * len(found) and has_hole(bytes(found))


def _in_stock(words: Words, stock: Collection[Words], size: int = 2) -> list[bool]:
    """For each word whether it stands there as in the stock text: within `size` words that are stock."""
    inside = [False] * len(words)
    for at in range(len(words) - size + 1):
        if words[at : at + size] in stock:
            inside[at : at + size] = [True] * size
    return inside


def _alike_beside(pair: Pair, texts: Sequence[Words], stock: Collection[Words], size: int = 2) -> bool:
    """Whether two texts are copies even without the stock words."""
    one, other = (_rest(texts[at], stock, size) for at in (pair.one, pair.other))
    return min(len(one), len(other)) >= RESIDUE and similarity(text_of(one), text_of(other)) > 0


def _rest(words: Words, stock: Collection[Words], size: int) -> Words:
    return tuple(word for word, inside in zip(words, _in_stock(words, stock, size), strict=True) if not inside)


def _distinct(pairs: Sequence[Pair], texts: Sequence[Words], writers: Sequence[str]) -> list[Pair]:
    """The pairs of sets whose shared words are their own, or that agree beside the words of everybody."""
    sets = [(members, inside, {writers[at] for at in members}) for members, inside in _by_set(pairs)]
    large = [one for one in sets if len(one[2]) >= 3]
    users = _users(
        {shingle for members, _, _ in large for at in members for shingle in _shingles(texts[at])}, texts, writers
    )
    kept = [pair for _, inside, who in sets if len(who) < 3 for pair in inside]
    for members, inside, _ in large:
        common = _of_everybody(members, texts, writers, users)
        kept += inside if common is None else [pair for pair in inside if _alike_beside(pair, texts, common, SHINGLE)]
    return kept


def _users(wanted: set[Words], texts: Sequence[Words], writers: Sequence[str]) -> dict[Words, set[str]]:
    """Who uses each of these shingles."""
    users: dict[Words, set[str]] = defaultdict(set)
    for words, writer in zip(texts, writers, strict=True):
        for shingle in wanted.intersection(_shingles(words)) if wanted else ():
            users[shingle].add(writer)
    return users


def _of_everybody(
    members: Sequence[int], texts: Sequence[Words], writers: Sequence[str], users: Mapping[Words, set[str]]
) -> set[Words] | None:
    """The shingles of the set that stand as much outside it; None when they are the smaller part of what it shares."""
    inside: dict[Words, set[str]] = defaultdict(set)
    for at in members:
        for shingle in _shingles(texts[at]):
            inside[shingle].add(writers[at])
    shared = {shingle: len(who) for shingle, who in inside.items() if len(who) > 1}
    common = {shingle for shingle, count in shared.items() if count < OWN * len(users[shingle])}
    of_all = sum(shared[shingle] for shingle in common)
    return common if of_all > (1 - OWN_SHARE) * sum(shared.values()) else None


def _shingles(words: Words) -> set[Words]:
    return {words[at : at + SHINGLE] for at in range(max(1, len(words) - SHINGLE + 1))}
