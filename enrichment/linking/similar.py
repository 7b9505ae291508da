"""Whether one text is a copy of another: laid beside each other, most words stand in the same order, and they do so everywhere.

Copies differ in words here and there, leave a sentence out or put one in. Two writers who share a stock text agree in one stretch
and each say something else in another: however long the stock text is, the place where both have words of their own tells them
apart. Whoever strings common sentences together has them in an order of his own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np
from rapidfuzz.distance import LCSseq

from enrichment.linking.signatures import ALONE, numbers_of

FEW = 4  # words; shorter texts are copies only when they are the same
SAME = 0.999
IN_ORDER = 0.6  # of the words of the shorter text stand in the longer one, in the same order, …
OF_LONGER = 0.45  # … and are so much of the longer one
BOTH_ADD = (
    0.2  # of the shorter text: what each of two copies has beside the other; more are two texts around a stock text
)
ELSEWHERE = 0.82  # of the words stand beside the same neighbour: a copy, in whatever order its sentences are
OWN, CHANGED = 0.85, 0.3  # share of other words in a stretch of one's own; in a copy with many words changed
TELLING = 8.0  # log-likelihood, for each place where it may be, that a stretch is one's own
RARELY, OFTEN = 0.02, 0.85  # bounds of the share of changed words outside such a stretch
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MORE, _LESS = log(OWN / CHANGED), log((1 - OWN) / (1 - CHANGED))


@dataclass(frozen=True, slots=True)
class Text:
    """A skeleton made ready for comparing: its words and pairs of words as numbers, in order, and the pairs as a set."""

    numbers: tuple[int, ...]
    twos: tuple[int, ...]
    pairs: frozenset[int]


def text_of(words: Sequence[str]) -> Text:
    """A skeleton made ready for comparing."""
    return texts_of([words])[0]


def texts_of(many: Sequence[Sequence[str]]) -> list[Text]:
    """The same for many at once."""
    numbers, starts = numbers_of(many)
    twos = numbers[:-1] * _FACTOR ^ numbers[1:]  # also across texts; those are not taken
    found = []
    for start, end in pairwise(starts.tolist()):
        mine, pairs = numbers[start:end].tolist(), twos[start : max(start, end - 1)].tolist()
        found.append(Text(tuple(mine), tuple(pairs), frozenset(pairs)))
    return found


def similarity(one: Text, other: Text) -> float:
    """How much of the longer one returns in the other, 0 to 1; 0 when they are not copies of one text."""
    if one.numbers == other.numbers:
        return 1.0 if one.numbers else 0.0
    short, long = sorted((len(one.numbers), len(other.numbers)))
    if short < FEW:
        return 0.0
    least = max(IN_ORDER * short, OF_LONGER * long)
    if LCSseq.similarity(one.numbers, other.numbers) >= least and (common := _in_order(one, other)) >= least:
        return min(common / long, SAME)
    beside = min(_beside(one, other), _beside(other, one))
    return min(beside, SAME) if beside >= ELSEWHERE else 0.0


def _beside(mine: Text, theirs: Text) -> float:
    """The share of words that stand beside the same neighbour in both."""
    pairs = int.from_bytes(bytes(map(theirs.pairs.__contains__, mine.twos)), "little")
    size = len(mine.numbers)
    return (pairs | pairs << 8).to_bytes(size, "little").count(1) / size


def _in_order(one: Text, other: Text) -> int:
    """How many words both have in one order; 0 when each has a stretch, or too many words, of its own."""
    steps = _steps(one.numbers, other.numbers)
    replaced, common = sum(step[0] for step in steps), sum(step[1] for step in steps)
    short = min(len(one.numbers), len(other.numbers))
    added = short - common - replaced  # by the shorter text; the longer one adds more
    if added > BOTH_ADD * short or _own_stretch(steps, common, replaced) - log(short) >= TELLING:
        return 0
    return common


def _steps(one: tuple[int, ...], other: tuple[int, ...]) -> list[tuple[int, int]]:
    """The texts laid beside each other: how many words stand in the place of others, then how many both have; in turn.

    A short word (the, een, ik) that stands alone there stands there by chance. Plain tuples: millions are made in a run.
    """
    steps: list[tuple[int, int]] = []
    here = there = 0
    for mine, theirs, size in LCSseq.opcodes(one, other).as_matching_blocks():
        if size > 1 or (size and one[mine] >= ALONE):
            steps.append((min(mine - here, theirs - there), size))
            here, there = mine + size, theirs + size
    return [*steps, (min(len(one) - here, len(other) - there), 0)]


def _own_stretch(steps: Sequence[tuple[int, int]], common: int, replaced: int) -> float:
    """How much likelier it is that both say something of their own in one stretch than that words changed as they did elsewhere.

    A log-likelihood ratio over the stretch where other words crowd most; what changed outside of it tells how often words change.
    """
    others, same = best = (0, 0)  # within the stretch: words in the place of others, common words
    most = 0.0
    for here, both in steps:
        if others * _MORE + same * _LESS <= 0:
            others = same = 0
        others += here
        if (weight := others * _MORE + same * _LESS) > most:
            most, best = weight, (others, same)
        same += both
    if not best[0]:
        return 0.0
    rate = (replaced - best[0] + 0.5) / (replaced - best[0] + common - best[1] + 2)
    rate = min(max(rate, RARELY), OFTEN)
    return best[0] * log(OWN / rate) + best[1] * log((1 - OWN) / (1 - rate))
