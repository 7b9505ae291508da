"""Cuts a text where evidence begins and ends, so that overlapping spans can each be shown."""

from collections.abc import Sequence
from itertools import pairwise

from zicht.records import Record

Span = tuple[int, int]
LEAD = 60  # characters shown before the first mark of a snippet


class Piece(Record):
    """A stretch of text, and which spans (by number) lie over it."""

    text: str
    marks: tuple[int, ...] = ()


def pieces(text: str, spans: Sequence[Span | None]) -> tuple[Piece, ...]:
    """The text, whole and in order, cut at every boundary of a span.

    Spans are [start, end) in code points; what lies outside the text is cut off, empty ones and None mark nothing.
    """
    inside = {
        number: (max(0, span[0]), min(len(text), span[1])) for number, span in enumerate(spans) if span is not None
    }
    real = {number: span for number, span in inside.items() if span[0] < span[1]}
    cuts = sorted({0, len(text), *(at for span in real.values() for at in span)})
    return tuple(
        Piece(text=text[start:end], marks=tuple(number for number, span in real.items() if span[0] <= start < span[1]))
        for start, end in pairwise(cuts)
    )


def snippet(text: str, marks: Sequence[Span], *, length: int = 280) -> tuple[Piece, ...]:
    """About `length` characters around the first mark, with an ellipsis where text was left out."""
    first = marks[0][0] if marks else 0
    start = 0 if first <= length // 2 else _word_begin(text, first - LEAD)
    end = len(text) if len(text) - start <= length else _word_end(text, start + length)
    shown = pieces(text[start:end], [(mark[0] - start, mark[1] - start) for mark in marks])
    before = (Piece(text="… "),) if start else ()
    after = (Piece(text=" …"),) if end < len(text) else ()
    return (*before, *shown, *after)


def _word_begin(text: str, at: int) -> int:
    """The start of a word at or after `at`; `at` itself when no space is near."""
    space = text.find(" ", at, at + LEAD)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    """The end of a word at or before `at`; `at` itself when no space is near."""
    space = text.rfind(" ", at - LEAD, at)
    return space if space >= 0 else at
