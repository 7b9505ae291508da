"""One text per advert, and a normalised twin of it; every offset finds its way back to the original field."""

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import get_args

from zicht.records import Advert, FieldName

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
    offsets: array[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The interval of the original that the normalised [start, end) came from."""
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]
