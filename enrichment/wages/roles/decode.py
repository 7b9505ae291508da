"""The likeliest roles with which the numbers of a text add up to a wage that somebody may be offered."""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from enrichment.wages.roles.head import Chances, Heads
from enrichment.wages.roles.numbers import Piece, pieces_of
from enrichment.wages.roles.signs import Seen, Signs
from enrichment.wages.roles.sums import ROLES, Sum, Told

LEAST_WAGE, MOST_WAGE = 3, 45  # an hour, in euros: outside of it the roles are not what the writer meant
_MOST_COST = 3.0  # how much less likely (natural logarithm) roles may be that add up than the likeliest of each number
_MOST_CHANGES = 12  # other roles that are tried, one or two at a time
_SECOND = 3  # roles of one number that are looked at


class Numbers(NamedTuple):
    """The pieces of a text, which of them are numbers, and the signs of those."""

    text: str
    pieces: list[Piece]
    places: list[int]
    signs: list[list[str]]


class Reckoned(NamedTuple):
    """A wage per hour, the numbers it was worked out of with their roles, and how likely all those roles are."""

    wage: Sum
    roles: dict[int, str]
    chance: float


def numbers_of(text: str, language: str, seen: Sequence[Seen]) -> Numbers:
    """The numbers of a normalised text, whose number words are in digits."""
    pieces = pieces_of(text, language)
    signs = Signs(pieces, language, seen)
    places = [at for at, piece in enumerate(pieces) if piece.written is not None]
    return Numbers(text, pieces, places, [signs.of(at) for at in places])


class _Reading(NamedTuple):
    roles: list[str]
    chances: list[float]


def reckoned(numbers: Numbers, heads: Heads, barred: Mapping[int, Set[str]] = MappingProxyType({})) -> Reckoned | None:
    """The wage by the likeliest roles that add up; None where none do. `barred`: what a number, by its place, cannot be (`pay`)."""
    if not numbers.places:
        return None
    chances = heads.chances(numbers.signs)
    for reading in _likeliest_first(chances):
        told = Told(
            numbers.text,
            [
                (at, numbers.pieces[at], role)
                for at, role in zip(numbers.places, reading.roles, strict=True)
                if role.partition("/")[0] not in barred.get(at, ())
            ],
        )
        wage = told.per_hour()
        if wage and LEAST_WAGE <= wage.value <= MOST_WAGE:
            return _of(numbers, reading, wage)
    return None


def _of(numbers: Numbers, reading: _Reading, wage: Sum) -> Reckoned:
    used = [(at, role, chance) for at, role, chance in zip(numbers.places, *reading, strict=True) if at in wage.of]
    return Reckoned(wage, {at: role for at, role, _ in used}, float(np.prod([chance for *_, chance in used])))


def _likeliest_first(chances: Sequence[Chances]) -> Iterator[_Reading]:
    """The likeliest role of each number, then with one or two others in their place, as long as they are not much less likely."""
    best = [int(of.argmax()) for of in chances]
    yield _reading(chances, best)
    others = sorted(_others(chances, best))[:_MOST_CHANGES]
    changes: list[tuple[float, tuple[tuple[int, int], ...]]] = [(cost, ((at, role),)) for cost, at, role in others]
    changes += [
        (one[0] + other[0], ((one[1], one[2]), (other[1], other[2])))
        for one, other in combinations(others, 2)
        if one[1] != other[1] and one[0] + other[0] <= _MOST_COST
    ]
    for _, change in sorted(changes):
        changed = dict(change)
        yield _reading(chances, [changed.get(at, role) for at, role in enumerate(best)])


def _others(chances: Sequence[Chances], best: Sequence[int]) -> Iterator[tuple[float, int, int]]:
    """(cost, number, role): how much less likely another role of a number is than its likeliest one."""
    for at, of in enumerate(chances):
        for role in np.argsort(-of, kind="stable")[1:_SECOND]:
            cost = float(np.log(of[best[at]]) - np.log(of[role] + 1e-9))
            if cost <= _MOST_COST:
                yield cost, at, int(role)


def _reading(chances: Sequence[Chances], roles: Sequence[int]) -> _Reading:
    return _Reading([ROLES[role] for role in roles], [float(of[role]) for of, role in zip(chances, roles, strict=True)])
