"""Near-duplicates among many texts: candidates by equal bands, verified, and grouped; any order gives the same."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from enrichment.linking.signatures import Bands, Signatures, bands_of, likeness, signatures_of
from enrichment.linking.similar import similarity, texts_of

CROWD = 16  # texts in one bucket: above it only neighbours are compared, so that the cost stays linear
NEAR = 4  # neighbours on one side in a crowd; they share the next band too, where they can
CLOSEST = 12  # others that a text is compared with: the most alike; a set of copies hangs together through them
WORTH = 0.16  # estimated likeness from which a pair is looked at (measured, docs/decisions)

Numbers = npt.NDArray[np.int64]


class Pair(NamedTuple):
    """Two texts, by their places, that are copies of one text."""

    one: int
    other: int
    similarity: float


def copies_among(texts: Sequence[tuple[str, ...]]) -> list[Pair]:
    """Pairs of different texts that are copies of one; equal texts must be one text before they come here."""
    if not texts:
        return []
    order = sorted(range(len(texts)), key=texts.__getitem__)  # whatever order they come in
    mine = [texts[at] for at in order]
    signatures = signatures_of(mine)
    left, right = _candidates(bands_of(signatures), signatures)
    needed = sorted({*left.tolist(), *right.tolist()})
    ready = dict(zip(needed, texts_of([mine[at] for at in needed]), strict=True))
    found = []
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        if alike := similarity(ready[one], ready[other]):
            first, second = sorted((order[one], order[other]))
            found.append(Pair(first, second, round(alike, 3)))
    return sorted(found, key=lambda pair: (pair.one, pair.other))


def _candidates(bands: Bands, signatures: Signatures) -> tuple[Numbers, Numbers]:
    """Pairs that share a band and look alike by their signatures; each pair once."""
    size = max(1, len(bands))
    every = np.unique(np.concatenate([_in_band(bands, at) for at in range(bands.shape[1])]))
    left, right = every // size, every % size
    alike = likeness(signatures, left, right)
    worth = alike >= WORTH
    left, right, alike = left[worth], right[worth], alike[worth]
    close = _closest(left, right, alike) | _closest(right, left, alike)
    return left[close], right[close]


def _closest(mine: Numbers, theirs: Numbers, alike: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Which pairs are among the most alike of the text in `mine`."""
    order = np.lexsort((theirs, -alike, mine))
    ordered = mine[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(ordered)])))
    rank = np.arange(len(ordered)) - np.repeat(starts, sizes)
    found = np.zeros(len(mine), np.bool_)
    found[order] = rank < CLOSEST
    return found


def _in_band(bands: Bands, at: int) -> Numbers:
    """Pairs (as one number) of the texts with the same key in one band."""
    size, column = len(bands), bands[:, at]
    order = np.lexsort((bands[:, (at + 1) % bands.shape[1]], column))
    ordered = column[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    sizes = np.diff(np.concatenate((starts, [size])))
    found = [np.zeros(0, np.int64)]
    for length in np.unique(sizes[sizes > 1]).tolist():
        members = order[starts[sizes == length][:, None] + np.arange(length)]
        one, other = _compared(length)
        found.append(_key(members[:, one], members[:, other], size).ravel())
    return np.concatenate(found)


@cache
def _compared(length: int) -> tuple[Numbers, Numbers]:
    """Which places of a bucket are compared: all, or in a crowd the nearest."""
    one, other = np.triu_indices(length, 1) if length <= CROWD else _nearest(length)
    return one.astype(np.int64), other.astype(np.int64)


def _nearest(length: int) -> tuple[Numbers, Numbers]:
    one = np.repeat(np.arange(length), NEAR)
    other = one + np.tile(np.arange(1, NEAR + 1), length)
    return one[other < length], other[other < length]


def _key(one: Numbers, other: Numbers, size: int) -> Numbers:
    return np.minimum(one, other) * size + np.maximum(one, other)
