"""Signatures and bands: texts that are alike share a band, so that candidates are found by plain lookup.

MinHash over words and pairs of words. A signature is a function of one text alone: it never depends on other texts, so
that it can be kept, and adverts may come in any order.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from zlib import crc32

import numpy as np
import numpy.typing as npt

ROWS, BANDS = (
    3,
    64,
)  # three equal rows: texts with half of their words in common share a band (measured, docs/decisions)
_SIZE = ROWS * BANDS
_CHUNK = 4096  # texts at once: bounds the memory
_PAIRS = 1024  # compared at once: what stays near the processor
_SEED = 20261125

Signatures = npt.NDArray[np.uint32]
Bands = npt.NDArray[np.uint64]


_SHORT = 4  # letters; shorter words (the, een, ik) say little alone, and count beside their neighbour only
ALONE = 1 << 32  # set in the number of a word that counts alone


class _Ids(dict[str, int]):
    """A word's number: the same in every process."""

    def __missing__(self, word: str) -> int:
        alone = ALONE if len(word) >= _SHORT or not word.isalpha() else 0
        self[word] = number = crc32(word.encode("utf-8", "replace")) | alone
        return number


_IDS = _Ids()
_dice = np.random.default_rng(_SEED)
_FACTORS = _dice.integers(1, 1 << 62, size=_SIZE, dtype=np.uint64) | np.uint64(1)
_SHIFT = np.uint64(32)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)


def numbers_of(texts: Sequence[Sequence[str]]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """All words of all texts as numbers, and where each text begins (one place past the end too)."""
    sizes = np.fromiter((len(words) for words in texts), np.int64, len(texts))
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
    every = np.fromiter(map(_IDS.__getitem__, chain.from_iterable(texts)), np.uint64, int(starts[-1]))
    return every, starts


def signatures_in(held: Iterable[bytes]) -> Signatures:
    """Signatures that were kept as bytes, a row each."""
    return np.frombuffer(b"".join(held), np.uint32).reshape(-1, _SIZE)


def signatures_of(texts: Sequence[Sequence[str]]) -> Signatures:
    """One row per text; a text without words has the largest numbers everywhere."""
    found = np.full((len(texts), _SIZE), np.iinfo(np.uint32).max, np.uint32)
    for at in range(0, len(texts), _CHUNK):
        _fill(found[at : at + _CHUNK], texts[at : at + _CHUNK])
    return found


def _fill(found: Signatures, texts: Sequence[Sequence[str]]) -> None:
    some = [at for at, words in enumerate(texts) if words]
    if not some:
        return
    every, starts = numbers_of([texts[at] for at in some])
    features, begins = _features(every, starts)
    hashed, least = np.empty_like(features), np.empty((_SIZE, len(some)), np.uint64)
    for row, factor in enumerate(_FACTORS):
        np.multiply(features, factor, out=hashed)
        np.minimum.reduceat(hashed, begins, out=least[row])
    found[some] = (least >> _SHIFT).astype(np.uint32).T  # the least of all stays the least without its lower half


def _features(
    every: npt.NDArray[np.uint64], starts: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """Each word with its follower within one text, and words that count alone, spread over 64 bits; where each text begins."""
    after = np.roll(every, -1)
    after[starts[1:] - 1] = 0  # the last word of a text has no follower
    pairs = _spread(every * _SECOND + after * _GOLDEN)
    alone = every >= ALONE
    ends = np.cumsum(1 + alone)
    found = np.empty(ends[-1], np.uint64)
    found[ends - 1] = pairs
    found[ends[alone] - 2] = _spread(every[alone] * _GOLDEN)
    return found, np.concatenate(([0], ends))[starts[:-1]]


def _spread(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    mixed = (numbers ^ (numbers >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> _SHIFT)


def bands_of(signatures: Signatures) -> Bands:
    """One number per text and band; texts with an equal number are candidates. The band's place is part of it."""
    rows = signatures.reshape(len(signatures), BANDS, ROWS).astype(np.uint64)
    keys = np.full((len(signatures), BANDS), 0, np.uint64) + np.arange(BANDS, dtype=np.uint64) * _SECOND
    for row in range(ROWS):
        keys = _spread(keys * _GOLDEN + rows[:, :, row])
    return keys


def likeness(
    signatures: Signatures, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """How alike the pairs of texts are, 0 to 1, estimated from the signatures."""
    same = np.empty(len(left), np.float64)
    for at in range(0, len(left), _PAIRS):
        part = slice(at, at + _PAIRS)
        same[part] = (signatures[left[part]] == signatures[right[part]]).sum(axis=1, dtype=np.uint8)
    return same / _SIZE
