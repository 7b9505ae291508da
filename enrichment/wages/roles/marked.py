"""Adverts in which somebody marked what each number is for, `{400 euro|pay/week}`, `{6|from/day}`: roles are learnt from them."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from enrichment.numerals.spoken import Digits, in_digits
from enrichment.wages.roles.numbers import Piece
from enrichment.wages.roles.sums import NO_ROLE, ROLES
from enrichment.words.text import Normal, normalise

MARKED = Path(__file__).with_name("marked")
_MARK = re.compile(r"\{(?P<said>[^{}|]+)\|(?P<role>[^{}|]+)\}")


class Marked(NamedTuple):
    """One advert: as written, normalised, with its numbers in digits; `marks`: [start, end) as written, and the role."""

    language: str
    plain: str
    normal: Normal
    told: Digits
    marks: tuple[tuple[int, int, str], ...]
    wage: float | None  # per hour, in the money of the advert; None: it does not tell

    def role_of(self, piece: Piece) -> str:
        """The role that was marked where a number of `told` stands."""
        start, end = self.normal.original(*self.told.places(piece.start, piece.end))
        return next((role for left, right, role in self.marks if left < end and start < right), NO_ROLE)


def read_marked(folder: Path = MARKED) -> list[Marked]:
    """Every marked advert of a folder of JSON lines, in order.

    Raises ValueError for a role that there is not, with file and line.
    """
    return [
        marked(json.loads(line), f"{path.name}:{number}")
        for path in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip()
    ]


def marked(line: dict[str, Any], place: str) -> Marked:
    """One line: `text` with its marks, `language`, `wage`."""
    plain, marks = _unmarked(line["text"])
    if unknown := {role for _, _, role in marks} - set(ROLES):
        raise ValueError(f"{place}: no such role: {', '.join(sorted(unknown))}; there are: {', '.join(ROLES)}")
    normal = normalise(plain)
    return Marked(line["language"], plain, normal, in_digits(normal.text, line["language"]), marks, line["wage"])


def _unmarked(text: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    parts: list[str] = []
    marks = []
    at = length = 0
    for match in _MARK.finditer(text):
        parts += (text[at : match.start()], match["said"])
        start = length + match.start() - at
        length = start + len(match["said"])
        marks.append((start, length, match["role"]))
        at = match.end()
    return "".join((*parts, text[at:])), tuple(marks)
