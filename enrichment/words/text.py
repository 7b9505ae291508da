"""One text per advert, and a normalised twin of it; every offset finds its way back to the original field.

The twin is NFKC, casefolded, without diacritics and without characters that nobody sees (zero-width, soft hyphen,
variation selectors, bidi marks); typographic quotes and dashes become ASCII ones, digits of any script become 0-9.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from zicht.records import Advert, FieldName

PIECE = 20_000  # characters; an advert of more is read for values in pieces
SEPARATOR = "\n\n"  # between fields: no phrase, number or negation reaches across it
FIELDS: tuple[FieldName, ...] = get_args(FieldName)


@dataclass(frozen=True, slots=True)
class Source:
    """The fields of an advert joined in one original text; `spans` are (field, start, end) in `text`."""

    text: str
    spans: tuple[tuple[FieldName, int, int], ...]

    def locate(self, start: int, end: int) -> tuple[FieldName, int, int]:
        """(field, start, end) in code points of that field, for an interval of `text` within one field."""
        at = bisect_right(self.spans, start, key=lambda span: span[1]) - 1
        field, begin, finish = self.spans[at]
        return field, start - begin, min(end, finish) - begin


def source_of(advert: Advert) -> Source:
    """Join title, body and the short fields that the advert has, title first."""
    parts: list[str] = []
    spans: list[tuple[FieldName, int, int]] = []
    at = 0
    for field in FIELDS:
        value = getattr(advert, field)
        if not value:
            continue
        parts.append(value)
        spans.append((field, at, at + len(value)))
        at += len(value) + len(SEPARATOR)
    return Source(SEPARATOR.join(parts), tuple(spans))


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text; `offsets[i]` is where character i began in the original, with one entry past the end."""

    text: str
    offsets: "array[int]"

    def pieces(self) -> Iterator["Normal"]:
        """The text whole, or a very long one in pieces that end at a line or a blank: readers of values look around."""
        at = 0
        while at < len(self.text):
            end = len(self.text) if len(self.text) - at <= 2 * PIECE else self._break(at + PIECE)
            yield self if not at and end == len(self.text) else Normal(self.text[at:end], self.offsets[at : end + 1])
            at = end

    def _break(self, near: int) -> int:
        """The end of a line, of a sentence or of a word at or behind `near`."""
        found = (self.text.find(sign, near, near + 500) for sign in ("\n", ". ", " "))
        return next((at + 1 for at in found if at >= 0), near)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The interval of the original that the normalised [start, end) came from.

        Characters that vanished right behind the piece belong to it: the accent of a letter, the cap of a keycap.
        """
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], max(self.offsets[end - 1] + 1, self.offsets[end])


# Letters that Unicode does not decompose but readers type without their stroke; quotes that vary with the keyboard.
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t"}
    | dict.fromkeys("‘’‚‛′ʼ", "'")
    | dict.fromkeys("“”„‟″«»", '"')
)
_UNSEEN = {"Mn", "Me", "Cf"}
_FILLERS = "\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u2800"  # letters by category, yet they show nothing


def _fold_once(text: str) -> str:
    kept: list[str] = []
    for char in unicodedata.normalize("NFKD", text):
        category = unicodedata.category(char)
        if category in _UNSEEN or char in _FILLERS:
            continue
        if category == "Cs":  # a lone surrogate cannot be written in UTF-8
            kept.append("\ufffd")
        elif category == "Pd" or char == "−":
            kept.append("-")
        elif char.isdigit():  # any script, and ➊ that NFKC leaves alone
            kept.append(str(unicodedata.digit(char)))
        else:
            kept.append(char.casefold())
    return unicodedata.normalize("NFKC", "".join(kept).translate(_LETTERS))


def _fold(char: str) -> str:
    """What one character becomes: usually one, sometimes none or several; folding again changes nothing."""
    folded = _fold_once(char)
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


class _Folds(dict[int, str]):
    """`str.translate` table that folds a character when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold(chr(code))
        return self[code]


_FOLDS = _Folds()
_IDENTITY = array("I", range(1 << 14))
# Latin, Greek, Cyrillic and common signs that keep their length: whole runs of them are folded at once.
_SAME = "".join(chr(code) for code in (*range(0x80, 0x460), 0x2013, 0x2018, 0x2019, 0x201C, 0x201D, 0x20AC, 0x2022))
_RUNS = re.compile("[\\x00-\\x7f" + re.escape("".join(c for c in _SAME if len(_fold(c)) == 1)) + "]+")
_OTHERS = re.compile(r"[^\x00-\x7f]")
_FEW = 8  # different letters: to replace so many costs less than to look every letter up


def in_place(start: int, end: int) -> "array[int]":
    """The offsets of [start, end) where nothing moved."""
    return _IDENTITY[start:end] if end <= len(_IDENTITY) else array("I", range(start, end))


def _fold_run(run: str) -> str:
    """A run of characters that keep their length, folded."""
    others = set(_OTHERS.findall(run, 0, PIECE))
    if len(others) > _FEW or len(run) > PIECE:
        return run.translate(_FOLDS)
    for char in others:
        run = run.replace(char, _FOLDS[ord(char)])
    return run.lower()


def normalise(text: str) -> Normal:
    """Fold `text`; offsets are code points of `text`, never decrease, and end with `len(text)`."""
    size = len(text)
    if text.isascii():
        return Normal(text.lower(), in_place(0, size + 1))
    parts: list[str] = []
    offsets = array("I")
    at = 0
    while at < size:
        run = _RUNS.match(text, at)
        if run:
            parts.append(_fold_run(run.group()))
            offsets.extend(in_place(at, run.end()))
            at = run.end()
            continue
        folded = _FOLDS[ord(text[at])]
        parts.append(folded)
        offsets.extend([at] * len(folded))
        at += 1
    offsets.append(size)
    return Normal("".join(parts), offsets)


def fold(text: str) -> str:
    """The normalised text alone, for words that have no place: cues, names in a table, a query."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)
