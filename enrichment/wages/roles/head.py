"""How likely each role of a number is: two logistic regressions over signs, each sign in one of many buckets by its hash.

The second sees what the first made of the other numbers: a beginning of the day asks for an end, a pay per piece for a pace.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from enrichment.wages.roles.sums import ROLES

LEARNT = Path(__file__).with_name("roles.npz")
BUCKETS = 1 << 16
Chances = npt.NDArray[np.float32]
_LEAST = 0.02  # of a weight; six out of seven are smaller, and the file with them would be six times as large
_SURE = 0.6  # chance of a role that is as good as told


@lru_cache(maxsize=1 << 16)
def _bucket(sign: str) -> int:
    return crc32(sign.encode("utf-8", "replace")) % BUCKETS


def buckets_of(signs: Iterable[str]) -> set[int]:
    """Where the weights of these signs lie; two signs may share a bucket, as in every hashed table of this kind."""
    return set(map(_bucket, signs))


@dataclass(frozen=True, eq=False)
class Head:
    """Weights by bucket and role, and the lean of each role."""

    weights: Chances
    lean: Chances

    def chances(self, buckets: Set[int]) -> Chances:
        """Per role, in the order of ROLES, adding up to one."""
        rows = np.fromiter(sorted(buckets), dtype=np.intp, count=len(buckets))  # in order: sums come out the same
        scores = self.weights[rows].sum(axis=0) + self.lean
        grown = np.exp(scores - scores.max())
        return np.asarray(grown / grown.sum(), dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Heads:
    """What a number looks like by itself, and beside the others."""

    alone: Head
    beside: Head

    def chances(self, signs: Sequence[Sequence[str]]) -> list[Chances]:
        """Per number of a text, in order."""
        own = [buckets_of(of) for of in signs]
        others = company([self.alone.chances(of) for of in own])
        return [self.beside.chances(of | buckets_of(more)) for of, more in zip(own, others, strict=True)]


def company(chances: Sequence[Chances]) -> list[list[str]]:
    """What the likeliest roles of all numbers of a text say to each of them."""
    order = [np.argsort(-of, kind="stable") for of in chances]
    named = [ROLES[of[0]] for of in order]
    return [[*_own(named[at], ROLES[order[at][1]], chances[at]), *_others(named, at)] for at in range(len(named))]


def _own(role: str, second: str, chances: Chances) -> list[str]:
    return [f"1 {role}", f"1 {role} {bool(chances.max() > _SURE)}", f"2 {second}", f"1 {role} 2 {second}"]


def _others(named: Sequence[str], at: int) -> list[str]:
    here = named[at]
    signs = []
    for away in (-2, -1, 1, 2):
        there = named[at + away] if 0 <= at + away < len(named) else "nothing"
        signs += [f"{away} {there}", f"{away} {there} 1 {here}"]
    for role in sorted({*named[:at], *named[at + 1 :]}):
        signs += [f"with {role}", f"with {role} 1 {here}"]
    return signs


def write(path: Path, heads: Heads) -> None:
    """The file that comes with Zicht, weights in two bytes each and none that hardly counts; nothing in it can run."""
    arrays = {
        f"{name}_{part}": _kept(getattr(getattr(heads, name), part))
        for name in ("alone", "beside")
        for part in ("weights", "lean")
    }
    np.savez_compressed(path, allow_pickle=False, roles=np.array(ROLES), **arrays)


def _kept(numbers: Chances) -> npt.NDArray[np.float16]:
    return np.where(np.abs(numbers) < _LEAST, 0, numbers).astype(np.float16)


@cache
def shipped() -> Heads:
    """The heads that come with Zicht.

    Raises ValueError when the file was made for other roles.
    """
    with np.load(LEARNT, allow_pickle=False) as file:
        if tuple(file["roles"]) != ROLES:
            raise ValueError(f"{LEARNT.name} was learnt for other roles: run `python -m enrichment.wages.roles.learn`")
        alone, beside = (
            Head(*(file[f"{name}_{part}"].astype(np.float32) for part in ("weights", "lean")))
            for name in ("alone", "beside")
        )
        return Heads(alone, beside)
