"""One advert while it is being read: what the steps share before the record is made."""

from dataclasses import dataclass
from datetime import date

from enrichment.words.text import Normal, Source
from enrichment.words.tokens import Words
from zicht.records import Advert, Extraction, Place


@dataclass(frozen=True, slots=True)
class Reading:
    """An advert with its text, its words and the values that were found in it."""

    advert: Advert
    source: Source
    normal: Normal
    words: Words
    language: str
    posted: date  # the day whose law counts: of posting, else of seeing
    extractions: tuple[Extraction, ...]
    place: Place
    below_minimum: bool | None  # whether the best wage offered is under the legal minimum; None: not said

    def span_of(self, extraction: Extraction) -> tuple[int, int]:
        """[start, end) of an extraction in the joined text."""
        base = next(start for field, start, _ in self.source.spans if field == extraction.field)
        return base + extraction.start, base + extraction.end

    def span_of_words(self, first: int, last: int) -> tuple[int, int]:
        """[start, end) of words in the joined text."""
        return self.normal.original(self.words.start[first], self.words.end[last])
