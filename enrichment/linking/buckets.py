"""Texts in buckets: whoever shares a band with a new text may be a copy of it. Many texts at once, as if they came one by one."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from enrichment.linking.copies import CLOSEST, WORTH
from enrichment.linking.signatures import Signatures, likeness

FULL = 64  # texts in one bucket: what comes later finds those, and stays out
LOOKED_AT = 96  # others of which a text's likeness is estimated: those that share most buckets
_AT_ONCE = 1 << 20  # pairs counted at once: bounds the memory where all texts are alike

Numbers = npt.NDArray[np.int64]


class Rows(NamedTuple):
    """Which text stands in which bucket; both arrays are as long."""

    keys: Numbers
    texts: Numbers

    def at(self, which: "npt.NDArray[np.bool_] | npt.NDArray[np.intp]") -> "Rows":
        """Some of the rows."""
        return Rows(self.keys[which], self.texts[which])


class Pairs(NamedTuple):
    """New texts, each with others; both arrays are as long."""

    texts: Numbers
    others: Numbers

    def at(self, which: "npt.NDArray[np.bool_] | npt.NDArray[np.intp]") -> "Pairs":
        """Some of the pairs."""
        return Pairs(self.texts[which], self.others[which])


NONE = Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64))


def ordered(rows: Rows) -> Rows:
    """In order of their keys; rows of one key as they came."""
    return rows.at(_order(rows.keys))


def _order(numbers: Numbers) -> npt.NDArray[np.intp]:
    """Which number comes first, and so on, equal ones as they stand: four times as quick as NumPy by itself when they are random."""
    order = np.argsort((numbers >> 32).astype(np.uint16), kind="stable")  # of so short numbers that is quick
    order = order[np.argsort((numbers >> 48).astype(np.int16)[order], kind="stable")]
    found: npt.NDArray[np.intp] = order[np.argsort(numbers[order], kind="stable")]  # and of what is nearly in order
    return found


def join(there: Rows, new: Rows) -> tuple[Rows, Pairs]:
    """The rows of `new` that find room, and of each new text those that share most buckets with it.

    Rows of one bucket join in the order of `new`: each finds whoever was there before it. What is `ordered` is quickly joined.
    """
    keys, texts = np.concatenate((there.keys, new.keys)), np.concatenate((there.texts, new.texts))
    order = np.argsort(keys, kind="stable")
    at = _places(order)[len(there.keys) :]
    start = _begins(keys[order])[at]
    passed = np.concatenate(([0], np.cumsum(order < len(there.keys))))
    before, old = at - start, passed[at] - passed[start]
    meets = np.minimum(before, np.maximum(FULL, old))
    found = [NONE, *_most_shared(texts[order], start, meets, new.texts)]
    joins = before < FULL
    return new.at(joins), Pairs(*map(np.concatenate, zip(*found, strict=True)))


def _places(order: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Where each row stands in this order."""
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return places


def _begins(ordered: Numbers) -> npt.NDArray[np.intp]:
    """Where the run of equal numbers begins that each is in."""
    starts = _starts(ordered)
    return np.repeat(starts, np.diff(starts, append=len(ordered)))


def _starts(ordered: Numbers) -> npt.NDArray[np.intp]:
    """Where each run of equal numbers begins."""
    return np.flatnonzero(np.concatenate((np.ones(min(1, len(ordered)), np.bool_), ordered[1:] != ordered[:-1])))


def _most_shared(placed: Numbers, start: Numbers, meets: Numbers, texts: Numbers) -> Iterator[Pairs]:
    """Of each text the others that it meets in most buckets; row by row it meets `meets` of `placed` from `start` on."""
    met = np.flatnonzero(meets)
    met = met[_order(texts[met])]
    start, meets, texts = start[met], meets[met], texts[met]
    edges = np.append(_starts(texts), len(texts))
    total = np.concatenate(([0], np.cumsum(meets)))
    first = 0
    while first < len(edges) - 1:
        last = int(np.searchsorted(total[edges], total[edges[first]] + _AT_ONCE, "right")) - 1
        last = max(last, first + 1)
        part = slice(edges[first], edges[last])
        yield _counted(placed[_ranges(start[part], meets[part])], np.repeat(texts[part], meets[part]))
        first = last


def _ranges(start: Numbers, sizes: Numbers) -> Numbers:
    """start, start + 1, … of each, one after another."""
    inside = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    places: Numbers = np.repeat(start, sizes) + inside
    return places


def _counted(others: Numbers, texts: Numbers) -> Pairs:
    (ours, text), (theirs, other) = _numbered(texts), _numbered(others)
    two = text * len(theirs) + other
    every, count = np.unique(two.astype(np.uint32) if len(ours) * len(theirs) < 1 << 32 else two, return_counts=True)
    text, other = every // len(theirs), every % len(theirs)
    pairs = Pairs(ours[text], theirs[other])
    apart = pairs.texts != pairs.others
    pairs, rank = pairs.at(apart), -count[apart]
    return pairs.at(first_of_each(text[apart], rank, other[apart], LOOKED_AT))


def _numbered(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The distinct numbers in order, and the place among them of each."""
    order = _order(numbers)
    ordered = numbers[order]
    starts = _starts(ordered)
    places = np.empty_like(order)
    places[order] = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(ordered)))
    return ordered[starts], places


def first_of_each(text: Numbers, rank: npt.NDArray[np.generic], other: Numbers, most: int) -> npt.NDArray[np.intp]:
    """Places of the `most` pairs of each text that come first by rank, and then by the other."""
    order = np.lexsort((other, rank, text))
    first: npt.NDArray[np.intp] = order[np.arange(len(order)) - _begins(text[order]) < most]
    return first


def worth_comparing(pairs: Pairs, ids: Numbers, signatures: Signatures) -> Pairs:
    """The most alike of each text's others, by the signatures of `ids`, which are in order."""
    left, right = np.searchsorted(ids, pairs.texts), np.searchsorted(ids, pairs.others)
    alike = likeness(signatures, left, right)
    worth = alike >= WORTH
    pairs, alike = pairs.at(worth), alike[worth]
    return pairs.at(first_of_each(pairs.texts, -alike, pairs.others, CLOSEST))
