"""A pattern that is looked for only in texts with the letters that it cannot do without; they are read off the pattern itself."""

import re
from collections.abc import Iterable, Iterator
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from enrichment.words.hints import Hints

_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_NONE: frozenset[str] = frozenset()


class Sought:
    """A pattern over normalised texts: most lack all of its letters, and are not gone through."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._compiled = re.compile(pattern)
        self._hints = Hints(*sorted(needed(pattern)))

    def search(self, text: str, *span: int) -> "re.Match[str] | None":
        """The first place in a whole text, or in [start, end) of it."""
        return self._compiled.search(text, *span) if self._hints.stand_in(text) else None

    def finditer(self, text: str, *span: int) -> "Iterator[re.Match[str]]":
        """Every place in a whole text, or in [start, end) of it."""
        return self._compiled.finditer(text, *span) if self._hints.stand_in(text) else iter(())


def needed(pattern: str) -> frozenset[str]:
    """Pieces of text of which one stands in whatever the pattern finds; `ValueError` where none must."""
    found = _of_row(parser.parse(pattern))
    if not found:
        raise ValueError(f"finds what has no letters of its own: {pattern[:60]}")
    return found


def _of_row(row: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The pieces of that part of a row which tells most: the shortest of its pieces is the longest."""
    run, able = "", [_NONE]
    for op, value in row:
        run = f"{run}{chr(value)}" if op is ops.LITERAL else ""
        able.append(frozenset((run,)) if run else _of_part(op, value))
    return max(able, key=lambda pieces: (min(map(len, pieces), default=0), -len(pieces)))


def _of_part(op: object, value: Any) -> frozenset[str]:  # noqa: ANN401 - as the library has it
    if op is ops.SUBPATTERN or (op in _REPEATS and value[0] > 0):
        return _of_row(value[-1])
    if op is ops.BRANCH:
        several = [_of_row(row) for row in value[1]]
        return _NONE.union(*several) if all(several) else _NONE
    return _of_row(value[1]) if op is ops.ASSERT else _NONE
