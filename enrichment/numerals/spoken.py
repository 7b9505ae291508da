"""Numbers that are written as they are spoken, put into digits: `twaalf en een halve euro`, `two thousand`, `half vijf`.

Amounts and hours are read in the text that comes out; `Digits.original` leads every place back.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from enrichment.found import Found
from enrichment.numerals.digits import places_of
from enrichment.numerals.edits import Edit, apart
from enrichment.numerals.grouped import Number, grouped, words_of_numbers
from enrichment.numerals.latin import bulgarian_of
from enrichment.numerals.marks import marks_of
from enrichment.numerals.slang import SLANG
from enrichment.numerals.times import LED, goes_on, is_polish_time, is_side, minutes_said
from enrichment.numerals.vocabulary import (
    ANDS,
    BETWEEN,
    CENTS_JOIN,
    CLIPPED,
    HALF_OF_TIME,
    HALF_UNITS,
    HALVES,
    HU_ENDINGS,
    ORDINALS,
    TELLING,
    UNITS,
)
from enrichment.words.hints import Hints
from enrichment.words.text import in_place
from enrichment.words.tokens import vocabulary

_UNIT = Hints(*UNITS)


@dataclass(frozen=True, slots=True)
class Digits:
    """A normalised text with its number words in digits; `back[i]` is where character i stands in the other."""

    text: str
    back: "array[int] | None"  # None: nothing was put into digits

    def original(self, found: Found) -> Found:
        """The same value at its place in the normalised text."""
        if self.back is None:
            return found
        start, end = self.places(found.start, found.end)
        return found._replace(start=start, end=end)

    def places(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) of this text in the normalised one."""
        if self.back is None:
            return start, end
        return self.back[start], max(self.back[end - 1] + 1, self.back[end])

    def span(self, at: tuple[int, int] | None) -> tuple[int, int] | None:
        """A place of the normalised text in this one."""
        if at is None or self.back is None:
            return at
        return bisect_left(self.back, at[0]), bisect_left(self.back, at[1])


@lru_cache(maxsize=8)  # asked for by the values and by the rules of one text
def in_digits(text: str, language: str) -> Digits:
    """`text` with the numbers that tell money or time in digits."""
    told = Digits(text, None)
    for edits_of in (bulgarian_of, _numbers, marks_of):
        if edits := edits_of(told.text, language):
            told = _edited(told, edits)
    return told


def _edited(told: Digits, edits: Iterable[Edit]) -> Digits:
    parts: list[str] = []
    back = array("I")
    old = told.back if told.back is not None else in_place(0, len(told.text) + 1)
    at = 0
    for start, end, new in edits:
        parts += (told.text[at:start], new)
        back.extend(old[at:start])
        back.extend(old[min(start + offset, end - 1)] for offset in range(len(new)))
        at = end
    parts.append(told.text[at:])
    back.extend(old[at:])
    return Digits("".join(parts), back)


def _joined_to_unit(text: str, language: str) -> Iterator[Edit]:
    """`veertigurige`, `четирийсетчасова`, `vierzigstundenwoche`, `zwolfeinhalb euro`: a number in one word with its unit."""
    if not _UNIT.stand_in(text):
        return
    known = words_of_numbers(language) | CLIPPED
    for word in vocabulary(text):
        unit = next((unit for unit in UNITS if unit in word), None)
        head, _, tail = word.partition(unit) if unit else ("", "", "")
        if unit and head in known and known[head] < 100:
            told = (
                ",50"
                if unit in HALF_UNITS
                else f" {unit}{tail}".replace("stundenwoche", "stunden woche").replace("stundentag", "stunden tag")
            )
            yield from ((start, end, f"{known[head]}{told}") for start, end in places_of(text, (word,)))


def _numbers(text: str, language: str) -> list[Edit]:
    edits = list(_joined_to_unit(text, language))
    return list(apart(edits + _in_words(text, language))) if edits else _in_words(text, language)


def _in_words(text: str, language: str) -> list[Edit]:
    found = grouped(text, language)
    edits: list[Edit] = []
    at = 0
    while at < len(found):
        number = found[at]
        following = found[at + 1] if at + 1 < len(found) else None
        if edit := _spoken_cents(text, number, following):
            edits.append(edit)
            at += 2
            continue
        if edit := _half(text, number) or _plain(text, number, following, found[at - 1] if at else None):
            edits.append(edit)
        at += 1
    return edits


_PRICED = re.compile(
    r" (?:euro|eur\b|€|евро|brut|brutt|gross|net|бруто|нето|per (?:uur|hour)|an hour|p/u|/|het uur|la hora|por hora|"
    r"(?:die|pro|je|in der) stunde|je std|za godzine|na godzine|na reke|pe ora|ora\b|на час|az orab|oraber|orankent|before tax|"
    r"in de hand)"
)


def _spoken_cents(text: str, number: Number, cents: Number | None) -> Edit | None:
    """`elf vijftig bruto`, `fifteen-fifty an hour`, `quince con cincuenta`: euros and cents; or a time of the clock."""
    if cents is None:
        return None
    if edit := minutes_said(text, (number.start, number.end, number.value), (cents.start, cents.end, cents.value)):
        return edit
    if not 4 <= number.value <= 60 or not 5 <= cents.value <= 95:
        return None
    gap = text[number.end : cents.start].replace(" euros", "").replace(" euro", "")
    if gap not in CENTS_JOIN:
        return None
    if cents.value < 10 or not _PRICED.match(text, cents.end) or (gap == " en " and cents.value % 10):
        return None
    if gap in ANDS and is_side(text, number.start):
        return None
    return (
        number.start,
        cents.end,
        f"{number.value},{cents.value:02}{' euro' * ('euro' in text[number.end : cents.start])}",
    )


_HALF = re.compile(
    rf"(?: ?(?P<euro>euro?s?|евро|eurot))?(?:{'|'.join(HALVES)})(?: ?(?P<behind>euro?s?|евро|"
    rf"eurot)\b)?"
)


_MOST_HALVED = 24  # hours, days or weeks
_HALF_TIME = re.compile(HALF_OF_TIME)


def _half(text: str, number: Number) -> Edit | None:
    """`twaalf en een halve euro`, `doce euros y medio`, `two and a half hours`."""
    if number.value <= _MOST_HALVED and (time := _HALF_TIME.match(text, number.end)):
        return number.start, time.end(), f"{number.value},50"
    match = _HALF.match(text, number.end)
    if match is None or number.value > 60 or not (match["euro"] or match["behind"]):
        return None
    return number.start, match.end(), f"{number.value},50 euro"


_TELLS = re.compile(rf"{TELLING}| (?:de )?(?:{'|'.join(SLANG)})(?!\w)")
_TO = re.compile(BETWEEN)


def _plain(text: str, number: Number, following: Number | None, before: Number | None) -> Edit | None:
    """A number whose unit stands behind it, or that is one side of a range or of two times."""
    value = f"{number.value}"
    word = text[number.start : number.end]
    if word.partition(" ")[0] in ORDINALS and (
        word.endswith(HU_ENDINGS) or is_polish_time(text, number.start, number.value)
    ):
        return number.start, number.end, f"{value}:00"
    if (
        number.value >= 100
        or _TELLS.match(text, number.end)
        or LED.search(text, max(0, number.start - 44), number.start)
    ):
        return number.start, number.end, value
    gap = text[number.end : following.start] if following else ""
    if _TO.fullmatch(gap) or (gap in ANDS and is_side(text, number.start)):
        return number.start, number.end, value
    ranged = (
        (before is not None and _TO.fullmatch(text, before.end, number.start))
        or _DIGIT_BEFORE.search(text, max(0, number.start - 30), number.start)
        or _DIGIT_BEHIND.match(text, number.end)
    )
    on = ranged or goes_on(text, number.start, number.end, before.end if before else None)
    return (number.start, number.end, value) if on else None


_DIGIT_BEFORE, _DIGIT_BEHIND = re.compile(rf"\d{BETWEEN}$"), re.compile(rf"{BETWEEN}\d")
