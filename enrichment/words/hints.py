"""Letters that stand in whatever a pattern finds, so that it is looked for where they stand alone.

The hints of all patterns are looked for together, in one pass over a text: one more costs next to nothing.
"""

from functools import lru_cache
from typing import Any, ClassVar

import ahocorasick


class Hints:
    """Pieces of normalised text, of which one stands in whatever some pattern finds; made when its module is loaded."""

    _every: ClassVar[list[tuple[str, ...]]] = []

    def __init__(self, *pieces: str) -> None:
        self._number = len(self._every)
        self._every.append(pieces)
        _automaton.cache_clear()
        _standing.cache_clear()

    def stand_in(self, text: str) -> bool:
        """Whether any of them stands in a normalised text."""
        return self._number in _standing(text)

    @classmethod
    def by_piece(cls) -> dict[str, frozenset[int]]:
        """Piece -> the numbers of the hints that have it."""
        pieces = {piece for hints in cls._every for piece in hints}
        return {piece: frozenset(at for at, hints in enumerate(cls._every) if piece in hints) for piece in pieces}


@lru_cache(maxsize=1)
def _automaton() -> Any:  # noqa: ANN401 - the library has no types
    machine = ahocorasick.Automaton()
    for piece, numbers in Hints.by_piece().items():
        machine.add_word(piece, numbers)
    machine.make_automaton()
    return machine


@lru_cache(maxsize=8)  # asked for by every step that reads the same text
def _standing(text: str) -> frozenset[int]:
    """The numbers of the hints that stand in a text."""
    return frozenset[int]().union(*{numbers for _, numbers in _automaton().iter(text)})
