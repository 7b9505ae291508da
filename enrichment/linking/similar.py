"""Whether one text is a copy of another: most of its words return, and they return everywhere in it.

Copies differ in words here and there. Two writers who share a stock text agree in one stretch and not at all in another:
the emptiest stretch tells them apart, however long the stock text is.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import add

import numpy as np

from enrichment.linking.signatures import ALONE, numbers_of

STRETCH = 10  # words looked at together
LEAST_IN_STRETCH = 3  # so many of them must return; by chance one or two do
COVER = 0.5  # of all words must return, in both directions
NEARLY_ALL = 0.82  # returns beside its neighbour: then a stretch may be another, as with one sentence added
CHANCE = 0.03  # words that changed here and there leave so long a hole at most this often
HOLE = 7  # words; fewer are a slot of a template, however few other words changed
PIECE = 0.24  # of a text; what a copy leaves out or puts in is less, what one writes beside a stock text is more
IN_PIECES = 0.58  # returns beside its neighbour, where no more than such pieces are missing, …
IN_ORDER = 0.92  # … and so much of that stands in the same order: whoever strings common sentences together has another
OWN = 5  # words at an end of both texts that do not return: neither is left out, each says something else
FEW = 4  # words; shorter texts are copies only when they are the same
SAME = 0.999
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_RETURNS = b"\x01"
_GAP = bytes((STRETCH - LEAST_IN_STRETCH) // LEAST_IN_STRETCH + 1)  # a stretch with too few has a gap at least so long
_EMPTY = bytes(STRETCH - LEAST_IN_STRETCH + 1)  # and with so long a gap it has too few


@dataclass(frozen=True, slots=True)
class Text:
    """A skeleton made ready for comparing: its words and pairs of words as numbers, in order and as sets."""

    numbers: tuple[int, ...]
    words: frozenset[int]
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
        found.append(
            Text(tuple(mine), frozenset([one for one in mine if one >= ALONE]), tuple(pairs), frozenset(pairs))
        )
    return found


def similarity(one: Text, other: Text) -> float:
    """How much of both returns in the other, 0 to 1; 0 when they are not copies of one text."""
    if one.numbers == other.numbers:
        return 1.0 if one.numbers else 0.0
    if min(len(one.numbers), len(other.numbers)) < FEW:
        return 0.0
    covers, holes = [], []
    both = _returning(one, other), _returning(other, one)
    framed = _framed(both[0][0], both[1][0])
    for (beside, found), mine, theirs in zip(both, (one, other), (other, one), strict=True):
        size = len(found)
        cover = found.count(1) / size
        if cover < COVER:
            return 0.0
        whole = beside.count(1) >= NEARLY_ALL * size
        whole = whole or (misses_pieces(beside) and not framed and _in_order(mine, theirs) >= IN_ORDER)
        if not whole and _has_empty_stretch(found):
            return 0.0
        covers.append(cover)
        holes.append(not whole and has_hole(beside))
    return 0.0 if all(holes) else min(*covers, SAME)


def _framed(one: bytes, other: bytes) -> bool:
    """Whether both begin, or both end, with words of their own: a common text within two stories, not a sentence left out."""
    return any(mine[:OWN] == theirs[:OWN] == bytes(OWN) for mine, theirs in ((one, other), (one[::-1], other[::-1])))


def misses_pieces(beside: bytes) -> bool:
    """Whether most returns beside its neighbour and what is missing is a sentence here and there."""
    return beside.count(1) >= IN_PIECES * len(beside) and longest_gap(beside) <= PIECE * len(beside)


def _in_order(mine: Text, theirs: Text) -> float:
    """Of the pairs of words that return, the share that stands in the same order in both."""
    places = dict(zip(reversed(theirs.twos), range(len(theirs.twos), 0, -1), strict=True))
    ends: list[int] = []  # the smallest last place of a rising row, by its length
    met = [place for two in mine.twos if (place := places.get(two))]
    for place in met:
        ends[(at := bisect_left(ends, place)) : at + 1] = [place]
    return len(ends) / max(1, len(met))


def longest_gap(found: bytes) -> int:
    """The longest run of missing words; one may return in it."""
    runs = [len(run) for run in found.split(_RETURNS)]
    return max(map(add, runs, runs[1:]), default=runs[0])


def _returning(mine: Text, theirs: Text) -> tuple[bytes, bytes]:
    """For each word of `mine`, one byte: whether it returns beside the same neighbour; and whether it returns at all.

    A telling word returns anywhere, a short one beside a neighbour only. In bytes and whole numbers, for speed.
    """
    size = len(mine.numbers)
    pairs = int.from_bytes(bytes(map(theirs.pairs.__contains__, mine.twos)), "little")
    words = int.from_bytes(bytes(map(theirs.words.__contains__, mine.numbers)), "little")
    beside = pairs | pairs << 8
    return beside.to_bytes(size, "little"), (beside | words).to_bytes(size, "little")


def _has_empty_stretch(found: bytes) -> bool:
    """Whether in some stretch hardly a word returns; a text shorter than a stretch is not looked at so."""
    if len(found) <= STRETCH or _GAP not in found:
        return False
    if _EMPTY in found:
        return True
    counts = [0, *accumulate(found)]
    return any(later - now < LEAST_IN_STRETCH for now, later in zip(counts, counts[STRETCH:], strict=False))


def has_hole(found: bytes) -> bool:
    """Whether words (a byte each) are missing in a run too long for scattered changes; one may return in it."""
    longest = longest_gap(found)
    missing = 1 - found.count(_RETURNS) / len(found)
    return bool(longest >= HOLE and longest * len(found) * missing**longest < CHANCE)
