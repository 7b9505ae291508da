"""Which cues may stand in a text: each hangs on its rarest part, and is looked at only beside the part next to that."""

from collections.abc import Sequence, Set
from itertools import compress
from typing import NamedTuple

from enrichment.matching.fit import Form, Near, Text


class Hook(NamedTuple):
    """A form, and what must stand beside its rarest part: right behind (`step` 1), before (-1), or anywhere (0)."""

    form: Form
    step: int
    other: int


class Hooks:
    """Forms by their rarest part; cost follows the words of a text, not the number of forms."""

    def __init__(self) -> None:
        self._by_number: dict[int, list[Hook]] = {}

    def add(self, form: Form, rare: Sequence[int]) -> None:
        """Hang a form on the first of its parts; they are told by number, the rarest first."""
        step, other = _beside(form, rare[0]) or (0, rare[:2][-1])
        self._by_number.setdefault(rare[0], []).append(Hook(form, step, other))

    def on(self, numbers: Set[int]) -> tuple[Near, ...]:
        """What hangs on a word that answers to these numbers."""
        sides: dict[int, dict[int, list[Form]]] = {}
        for number in numbers:
            for form, step, other in self._by_number.get(number, ()):
                sides.setdefault(step, {}).setdefault(other, []).append(form)
        return tuple(Near(step, frozenset(forms), forms) for step, forms in sides.items())


def caught(text: Text) -> set[Form]:
    """The forms that may stand in the text by what stands at and beside their rarest part."""
    said, there = text.at, text.there
    found = set[Form]()
    for at in compress(range(len(text.hooks)), text.hooks):
        for step, others, forms in text.hooks[at]:
            beside = said[at + step] if step else there
            if not others.isdisjoint(beside):
                for other in others & beside:
                    found.update(forms[other])
    return found


def _beside(form: Form, number: int) -> tuple[int, int] | None:
    """(step, number) of a part that must stand right beside this one."""
    for piece in (piece for group in form.groups for piece in group):
        for at, (own, gap) in enumerate(piece):
            if own == number and at + 1 < len(piece) and not piece[at + 1][1]:
                return 1, piece[at + 1][0]
            if own == number and at and not gap:
                return -1, piece[at - 1][0]
    return None
