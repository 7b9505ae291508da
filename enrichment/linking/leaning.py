"""A copy with too many changed words to be like any one other: where its words are those of a whole set, in order, it is of that set.

Two noisy copies of one text each lost other words, so that little is left in common; a set of them has every word often. By chance
one text comes near to another, and then its words are no nearer to the set than to that one.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from rapidfuzz.distance import LCSseq

from enrichment.linking.copies import Pair
from enrichment.linking.sets import Sets
from enrichment.linking.similar import Text, texts_of

MEMBERS = 5  # writers of a set; of fewer no word stands there often
BESIDE = 12  # texts of the set that the doubtful one is laid beside
OFTEN, LEAST = 1 / 3, 3  # of them, and so many at least, have a word, in the same order
LEANS = 0.65  # of the words of a text stand in the set so often (measured, docs/decisions)
TOGETHER = 0.72  # … and so of most texts of a set: by chance it is less

Words = tuple[str, ...]


def leaning(pairs: Sequence[Pair], firm: Sequence[Pair], texts: Sequence[Words], writers: Sequence[str]) -> list[Pair]:
    """Those of `pairs` that bring a text to a set of `firm` pairs on which it leans."""
    sets: Sets[int] = Sets()
    for pair in firm:
        sets.tie(pair.one, pair.other)
    members: dict[int, set[int]] = defaultdict(set)
    for pair in firm:
        members[sets.root(pair.one)] |= {pair.one, pair.other}
    large = {root: many for root, many in members.items() if len({writers[at] for at in many}) >= MEMBERS}
    ways = [
        (pair, at, sets.root(to))
        for pair in pairs
        for at, to in ((pair.one, pair.other), (pair.other, pair.one))
        if sets.root(to) in large and sets.root(at) != sets.root(to)
    ]
    beside = {root: _chosen(large[root], texts) for root in {root for _, _, root in ways}}
    ready = dict(zip(wanted := sorted({at for _, at, _ in ways}), texts_of([texts[at] for at in wanted]), strict=True))
    leans = {
        (at, root): share_in(ready[at], beside[root]) >= LEANS for at, root in {(at, root) for _, at, root in ways}
    }
    return sorted({pair for pair, at, root in ways if leans[at, root]}, key=lambda pair: (pair.one, pair.other))


def lean_together(
    members: Collection[int], texts: Sequence[Words] | Mapping[int, Words], writers: Sequence[str] | Mapping[int, str]
) -> bool:
    """Whether half of a set's writers lean on the others, so much as neighbours by chance never do."""
    of_writer = dict(sorted((writers[at], texts[at]) for at in members))  # one text of each
    said = texts_of(_some(sorted(of_writer.values())))
    shares = sorted(share_in(one, [other for other in said if other is not one]) for one in said)
    return len(of_writer) >= MEMBERS and shares[len(shares) // 2] >= TOGETHER


def _chosen(members: set[int], texts: Sequence[Words]) -> list[Text]:
    return texts_of(_some(sorted(texts[at] for at in members)))


def _some(said: Sequence[Words]) -> Sequence[Words]:
    """Evenly from all in order of their words: whatever order they came in, the same."""
    return said[:: -(-len(said) // BESIDE)]


def share_in(text: Text, many: Sequence[Text]) -> float:
    """The share of its words that OFTEN of the others have too, in the same order."""
    having = [0] * len(text.numbers)
    for other in many:
        for block in LCSseq.opcodes(text.numbers, other.numbers):
            if block.tag == "equal":
                for at in range(block.src_start, block.src_end):
                    having[at] += 1
    return sum(count >= max(LEAST, OFTEN * len(many)) for count in having) / len(having)
