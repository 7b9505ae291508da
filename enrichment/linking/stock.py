"""Stock texts: what many writers copy from one source says nothing about who belongs with whom.

Known by evidence in the adverts at hand, never from a list. In a set of copies each copy differs from the rest here and
there; where most have a long stretch of their own beside what all share, what they share is stock. And a set whose
words stand as much outside it, with other contacts, is no set: everybody writes so. Sentences that everybody writes
are no evidence one by one, yet put together in one order, place after place, as nobody else has them, they are.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple
from zlib import crc32

from enrichment.linking.copies import Pair
from enrichment.linking.holes import NEARLY_ALL, PIECE, has_hole, longest_gap
from enrichment.linking.leaning import lean_together, leaning
from enrichment.linking.sets import Sets
from enrichment.linking.similar import similarity, text_of

FIRM = 0.64  # alike: two texts are copies, whoever else there is; less needs …
BACKED = 0.2  # … of the writers that either is tied to, tied to both
MEMBERS = 5  # writers from which a set is judged; fewer prove nothing
MOST = 0.5  # of the writers have a stretch of their own
LARGE = 2  # writers from which the words of a set are laid beside those of everybody
SENTENCE = 5  # words in a row that are not the set's; fewer are changes here and there
STORY = 0.2  # of a text in such rows, one piece aside (a disclaimer, one more sentence): a story of its own in pieces
SHARED = 0.34  # of the writers have two words beside each other: those are stock
SHINGLE = 4  # words
OWN = 0.34  # of a shingle's writers are in the set: it is the set's own
OWN_SHARE = 0.6  # of what a set shares must be its own …
OWN_PLACES = 3  # … or a member has it in so many places: where sentences of everybody meet as nowhere else
# pairs a writer, and of all its pairs, that make a set a circle: then, or when its texts lean on it, …
CIRCLE, DENSE = 2, 0.3
CIRCLE_PLACES = 2  # … so many places are enough
RESIDUE = 6  # words beside the stock text that can tie

FEW = 5  # shingles in a row of which one is chosen, in every text the same

Words = tuple[str, ...]
Texts = Sequence[Words] | Mapping[int, Words]  # by place
Writers = Sequence[str] | Mapping[int, str]
Users = Callable[[Collection[int]], Mapping[int, int]]  # how many writers use each of these prints


class Large(NamedTuple):
    """A set that several writers have: its texts, its pairs, and print -> how many of its writers use it, of what two use or more."""

    members: list[int]
    inside: list[Pair]
    shared: dict[int, int]


class Looked(NamedTuple):
    """What can be said before the prints of these sets are counted among all adverts."""

    kept: list[Pair]  # these tie
    large: list[Large]  # these do as far as what they share is their own


def without_stock(
    pairs: Sequence[Pair], texts: Sequence[Words], writers: Sequence[str], users: Users | None = None
) -> tuple[list[Pair], list[Pair]]:
    """The pairs that tie, and those that only share a stock text; `writers` names who is behind each text.

    `users` counts the writers of a print among all adverts; without it these texts are all there are.
    """
    kept, large = looked_at(pairs, texts, writers)
    wanted = {mark for one in large for mark in one.shared}
    counts = users(wanted) if users else _counted(wanted, texts, writers)
    for one in large:
        kept += own_pairs(one, common_of(one.shared, counts), texts, writers)
    left = {(pair.one, pair.other) for pair in kept}
    return kept, [pair for pair in pairs if (pair.one, pair.other) not in left]


def looked_at(pairs: Sequence[Pair], texts: Sequence[Words], writers: Sequence[str]) -> Looked:
    """The pairs without those that only share a stock text, as far as the sets themselves show it."""
    firm = _firm(pairs, writers)
    by_set = _by_set([*firm, *leaning(pairs, firm, texts, writers)])
    left: list[Pair] = []
    for members, inside in by_set:
        stock = _stock([(texts[at], writers[at]) for at in members])
        left += inside if stock is None else [pair for pair in inside if _alike_beside(pair, texts, stock)]
    found = Looked([], [])
    for members, inside in _by_set(left):
        if len({writers[at] for at in members}) < LARGE:
            found.kept.extend(inside)
        else:
            found.large.append(Large(members, inside, _shared_prints(members, texts, writers)))
    return found


def _firm(pairs: Sequence[Pair], writers: Sequence[str]) -> list[Pair]:
    """Pairs alike enough by themselves, or that others are tied to on both sides: chance brings two together, seldom a circle."""
    beside: dict[int, set[str]] = defaultdict(set)
    for pair in pairs:
        beside[pair.one].add(writers[pair.other])
        beside[pair.other].add(writers[pair.one])
    return [pair for pair in pairs if pair.similarity >= FIRM or _backed(pair, beside, writers)]


def _backed(pair: Pair, beside: Mapping[int, set[str]], writers: Sequence[str]) -> bool:
    """Whether enough of the writers beside either text stand beside the other too."""
    these = {writers[pair.one], writers[pair.other]}
    one, other = beside[pair.one] - these, beside[pair.other] - these
    return len(one & other) >= max(1, BACKED * len(one), BACKED * len(other))


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
    found = bytes(_in_stock(words, shared))
    runs = sorted(len(run) for run in found.split(b"\x01") if len(run) >= SENTENCE)
    if runs and longest_gap(found) <= PIECE * len(found):
        return sum(runs[:-1]) >= STORY * len(found)
    return sum(found) < NEARLY_ALL * len(found) and has_hole(found)


def _in_stock(words: Words, stock: Collection[Words]) -> list[bool]:
    """For each word whether it stands there as in the stock text: beside a neighbour with which it is stock."""
    inside = [False] * len(words)
    for at in range(len(words) - 1):
        if words[at : at + 2] in stock:
            inside[at : at + 2] = [True] * 2
    return inside


def _alike_beside(pair: Pair, texts: Sequence[Words], stock: Collection[Words]) -> bool:
    """Whether two texts are copies even without the stock words."""
    one, other = (_rest(texts[at], stock) for at in (pair.one, pair.other))
    return min(len(one), len(other)) >= RESIDUE and similarity(text_of(one), text_of(other)) > 0


def _rest(words: Words, stock: Collection[Words]) -> Words:
    return tuple(word for word, inside in zip(words, _in_stock(words, stock), strict=True) if not inside)


@lru_cache(maxsize=1 << 13)
def prints_of(words: Words) -> Mapping[int, int]:
    """Some shingles of a text as numbers, with their places: of every FEW in a row at least one."""
    said = " ".join(words).encode()
    sizes = map(len, words) if said.isascii() else (len(word.encode()) for word in words)
    starts = [0, *accumulate(size + 1 for size in sizes)]
    hashed = [crc32(said[start : end - 1]) for start, end in zip(starts, starts[SHINGLE:], strict=False)]
    return _least_of_few(hashed or [crc32(said)])


def _least_of_few(hashed: Sequence[int]) -> dict[int, int]:
    """The least of every FEW in a row, each with its place; of equal ones in a row the first."""
    chosen, at = {}, -1
    for start in range(max(1, len(hashed) - FEW + 1)):
        if at < start:
            window = hashed[start : start + FEW]
            at = start + window.index(min(window))
        elif hashed[start + FEW - 1] < hashed[at]:
            at = start + FEW - 1
        else:
            continue
        chosen[hashed[at]] = at
    return chosen


def _counted(wanted: set[int], texts: Sequence[Words], writers: Sequence[str]) -> dict[int, int]:
    """How many writers of these texts use each print."""
    users: dict[int, set[str]] = defaultdict(set)
    for words, writer in zip(texts, writers, strict=True):
        for mark in wanted.intersection(prints_of(words)):
            users[mark].add(writer)
    return {mark: len(who) for mark, who in users.items()}


def is_circle(inside: Sequence[Pair], writers: Writers) -> bool:
    """Whether most writers of a set are tied to several others: chance ties one to the next, in a row."""
    tied = {tuple(sorted((writers[pair.one], writers[pair.other]))) for pair in inside}
    tied = {two for two in tied if two[0] != two[1]}
    many = len({who for two in tied for who in two})
    return bool(tied) and len(tied) >= max(CIRCLE * many, DENSE * many * (many - 1) / 2)


def common_of(shared: Mapping[int, int], users: Mapping[int, int]) -> set[int]:
    """The prints of a set that stand as much outside it; none when they are the smaller part of what it shares."""
    common = {mark for mark, count in shared.items() if count < OWN * users.get(mark, 0)}
    of_all = sum(shared[mark] for mark in common)
    return set() if of_all <= (1 - OWN_SHARE) * sum(shared.values()) else common


def own_pairs(one: Large, common: Collection[int], texts: Texts, writers: Writers) -> list[Pair]:
    """The pairs of a set that agree beside the words of everybody; all, when there are none of these, or they meet as nowhere else."""
    if not common or _has_places(one, common, texts, writers):
        return one.inside
    return [pair for pair in one.inside if _alike_outside(pair, texts, common)]


def _has_places(one: Large, common: Collection[int], texts: Texts, writers: Writers) -> bool:
    """Whether a third of the writers of a set have in several places what others have not; of a circle, in two."""
    found = [(_own_places(texts[at], one.shared, common), writers[at]) for at in one.members]
    least = SHARED * len({writers[at] for at in one.members})
    if len({who for places, who in found if places >= OWN_PLACES}) >= least:
        return True
    several = len({who for places, who in found if places >= CIRCLE_PLACES}) >= least
    return several and (is_circle(one.inside, writers) or lean_together(one.members, texts, writers))


def _own_places(words: Words, shared: Collection[int], common: Collection[int]) -> int:
    """In how many places of a text stands what its set shares and others have not."""
    marks = [mark for mark, _ in sorted(prints_of(words).items(), key=lambda item: item[1]) if mark in shared]
    return sum(1 for own, _ in groupby(marks, key=lambda mark: mark not in common) if own)


def most_users(inside: int) -> int:
    """Up to how many writers a print that so many of a set use is the set's own."""
    return int(inside / OWN)


def _shared_prints(members: Sequence[int], texts: Sequence[Words], writers: Sequence[str]) -> dict[int, int]:
    """Prints that two writers of a set use, or more, with how many."""
    inside: dict[int, set[str]] = defaultdict(set)
    for at in members:
        for mark in prints_of(texts[at]):
            inside[mark].add(writers[at])
    return {mark: len(who) for mark, who in inside.items() if len(who) > 1}


def _alike_outside(pair: Pair, texts: Texts, common: Collection[int]) -> bool:
    """Whether two texts are copies even without what everybody says."""
    one, other = (_own_words(texts[at], common) for at in (pair.one, pair.other))
    return min(len(one), len(other)) >= RESIDUE and similarity(text_of(one), text_of(other)) > 0


def _own_words(words: Words, common: Collection[int]) -> Words:
    """The words outside of stretches that begin and end with prints of everybody, with none of its own between."""
    own = [True] * len(words)
    last: int | None = None
    for mark, at in sorted(prints_of(words).items(), key=lambda item: item[1]):
        if mark not in common:
            last = None
            continue
        start = at if last is None else last
        own[start : at + SHINGLE] = [False] * len(own[start : at + SHINGLE])
        last = at
    return tuple(word for word, mine in zip(words, own, strict=True) if mine)
