"""What speaks for one role of a number or another: its size, the words around it with their senses, what the rules saw there."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from enrichment.wages.roles.numbers import Piece
from enrichment.wages.roles.senses import senses_of
from enrichment.wages.written import Money
from enrichment.worktime.mention import Hours

_SIZES = (1, 4, 8, 13, 25, 40, 62, 100, 200, 400, 800, 1500, 3000, 8000)
_CENTS = re.compile(r"[.,]\d{1,2}$")
_BESIDE, _NEAR, _FAR = 2, 3, 6  # words before and behind: with their whole form, with their distance, at all
_BAG = 12  # words up to the next number
_STEM = 5  # letters of a word that are looked at
_EXACT = 31  # numbers up to a day of the month are signs by themselves
_SENTENCE_ENDS = frozenset(".!?;\n")


class Seen(NamedTuple):
    """A stretch of which the rules say something: `week` hours, pay per `day`."""

    start: int
    end: int
    what: str


def seen_by_rules(mentions: Sequence[Hours], moneys: Sequence[Money]) -> list[Seen]:
    """What the rules read of hours and of amounts."""
    hours = [Seen(one.start, one.end, f"hours {one.per}") for one in mentions]
    return hours + [Seen(one.start, one.end, f"money {one.period} {one.euro}") for one in moneys]


class Signs:
    """The signs of the numbers of one text."""

    def __init__(self, pieces: Sequence[Piece], language: str, seen: Sequence[Seen]) -> None:
        self._pieces, self._language, self._seen = pieces, language, seen
        self._shapes = [_shape(piece) for piece in pieces]
        self._senses = [senses_of(piece.said) if piece.written is None else () for piece in pieces]

    def of(self, at: int) -> list[str]:
        """The signs of the number that is piece `at`."""
        return [*self._own(at), *self._beside(at), *self._up_to_the_next(at), *self._by_rule(at), *self._of_all]

    def _own(self, at: int) -> Iterator[str]:
        piece = self._pieces[at]
        yield from ("any", self._shapes[at], f"in {self._language}", f"as {piece.written}")
        if piece.written in {"digits", "word"} and piece.value == int(piece.value):
            yield f"is {piece.value}" if piece.value <= _EXACT else "is more"
            yield from (f"tens of {step}" for step in (5, 10, 50) if piece.value % step == 0)

    def _beside(self, at: int) -> Iterator[str]:
        for away in range(1, _FAR + 1):
            for side, there in (("<", at - away), (">", at + away)):
                reach = min(away, _NEAR + 1)
                if not 0 <= there < len(self._pieces):
                    yield f"{side}{reach} nothing"
                    continue
                yield f"{side}{reach} {self._stem(there)}"
                if away <= _BESIDE:
                    yield f"{side}{away} = {self._shapes[there]}"
                for sense in self._senses[there]:
                    yield from (f"{side}{reach}:{sense}", f"{side}{away} exactly:{sense}")
        before, behind = self._senses_at(at - 1), self._senses_at(at + 1)
        yield f"between {self._stem(at - 1)} and {self._stem(at + 1)}"
        yield from (f"between :{one} and :{other} {self._shapes[at]}" for one in before for other in behind)
        yield from (f"behind :{one} :{other}" for one in behind for other in self._senses_at(at + 2))

    def _up_to_the_next(self, at: int) -> Iterator[str]:
        for side, there in (("<", range(at - 1, max(-1, at - _BAG - 1), -1)), (">", range(at + 1, at + _BAG + 1))):
            senses: set[str] = set()
            later = ""
            for one in there:
                if one >= len(self._pieces):
                    break
                if self._pieces[one].written is not None:
                    yield f"{side} next {self._shapes[one]}"
                    yield f"{side} up to the next {' '.join(sorted(senses))}"
                    break
                later = "later " if self._pieces[one].said in _SENTENCE_ENDS else later
                senses.update(self._senses[one])
                yield f"{side} {later}{self._stem(one)}"
                yield from (f"{side} {later}:{sense}" for sense in self._senses[one])

    def _by_rule(self, at: int) -> Iterator[str]:
        piece = self._pieces[at]
        here = [one.what for one in self._seen if one.start < piece.end and piece.start < one.end]
        yield from (f"rule {what}" for what in here or ("none",))

    @cached_property
    def _of_all(self) -> list[str]:
        """Of the whole text: every sense, and every thing that a rule saw."""
        senses = {sense for senses in self._senses for sense in senses}
        return [f"text :{sense}" for sense in sorted(senses)] + [f"text rule {one.what}" for one in self._seen]

    def _stem(self, at: int) -> str:
        if not 0 <= at < len(self._pieces):
            return "nothing"
        return self._shapes[at] if self._pieces[at].written is not None else self._shapes[at][:_STEM]

    def _senses_at(self, at: int) -> tuple[str, ...]:
        return (self._senses[at] or ("none",)) if 0 <= at < len(self._pieces) else ("none",)


def _shape(piece: Piece) -> str:
    """The word itself, or how large a number is and how it is written."""
    if piece.written is None:
        return piece.said
    if piece.written not in {"digits", "word"}:
        return f"#{piece.written}"
    if ":" in piece.said:
        return "#clock"
    size = next((size for size in _SIZES if piece.value <= size), "more")
    return f"#{'cents' if _CENTS.search(piece.said) else ''}{size}"
