"""Numbers that are written as they are spoken, put into digits: `twaalf en een halve euro`, `two thousand`, `half vijf`.

Amounts and hours are read in the text that comes out; `Digits.original` leads every place back.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from enrichment.found import Found
from enrichment.numerals.digits import number_words, places_of, separate_tens
from enrichment.numerals.edits import Edit, apart
from enrichment.numerals.latin import bulgarian_of
from enrichment.numerals.marks import marks_of
from enrichment.numerals.slang import SLANG
from enrichment.numerals.times import LED, ends_said, goes_on, is_polish_time, is_side, minutes_said
from enrichment.numerals.vocabulary import (
    ANDS,
    BETWEEN,
    BIG,
    CENTS_JOIN,
    CLIPPED,
    COMPOUNDS,
    HALVES,
    HU_ENDINGS,
    HUNDRED,
    HUNDREDS_JOIN,
    INNER,
    MORE,
    ORDINALS,
    TELLING,
    TENS_MORE,
    THOUSAND,
    UNITS,
)
from enrichment.words.tokens import vocabulary


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
    old = told.back if told.back is not None else array("I", range(len(told.text) + 1))
    at = 0
    for start, end, new in edits:
        parts += (told.text[at:start], new)
        back.extend(old[at:start])
        back.extend(old[min(start + offset, end - 1)] for offset in range(len(new)))
        at = end
    parts.append(told.text[at:])
    back.extend(old[at:])
    return Digits("".join(parts), back)


@cache
def _words(language: str) -> dict[str, int]:
    return {word: n for word, n in number_words(language).items() if n >= 2} | MORE.get(language, {}) | BIG | ORDINALS


@cache
def _word_set(language: str) -> frozenset[str]:
    return frozenset(_words(language))  # a set meets a set by the smaller of the two


def _said(text: str, language: str) -> list[tuple[int, int, int, str]]:
    """(start, end, value, word) of every number word of a text, in order; compounds of hundreds and thousands too."""
    known = _words(language)
    words = vocabulary(text) & _word_set(language)
    found = {word: known[word] for word in words}
    if any(part in text for part in COMPOUNDS):
        for word in vocabulary(text):
            if word not in found and (value := _compound(word, language)) is not None:
                found[word] = value
    told = [(start, end, found[text[start:end]], text[start:end]) for start, end in places_of(text, found)]
    return sorted([*told, *ends_said(text)])


@lru_cache(maxsize=512)
def _compound(word: str, language: str) -> int | None:
    """vijftienhonderd, zweitausendvierhundert, ketezernegyszaz."""
    part = next((part for part in COMPOUNDS if part in word), None)
    if part is None:
        return None
    known = number_words(language) | MORE.get(language, {}) | {"ein": 1, "een": 1, "ket": 2, "egy": 1, "": 0}
    rest, total = word, 0
    for name, times in COMPOUNDS.items():
        if name in rest:
            head, _, rest = rest.partition(name)
            if head not in known:
                return None
            total += (known[head] or 1) * times
    for joiner in ("", "en", "und"):
        if rest.removeprefix(joiner) in known:
            return total + known[rest.removeprefix(joiner)]
    return None


@dataclass(slots=True)
class _Number:
    """A number of one or more words at [start, end)."""

    start: int
    end: int
    value: int
    said: int  # words

    def takes(self, gap: str, value: int, word: str, last: str) -> int | None:
        """The value with one more word; None when that begins another number."""
        if word in THOUSAND:
            return self.value * 1000 if self.value < 100 and gap in {" ", "-"} else None
        if word in HUNDRED:
            low = self.value % 1000
            return self.value - low + low * 100 if 2 <= low < 100 and gap in {" ", "-"} else None
        tens = last in separate_tens() or (last in TENS_MORE)
        if tens and 0 < value < 10 and (gap in {" ", "-"} or gap in INNER):
            return self.value + value
        room = 1000 if self.value % 1000 == 0 else 100 if self.value % 100 == 0 else 1
        if value < room and self.value and (gap in {" ", "-"} or gap in HUNDREDS_JOIN or gap in INNER):
            return self.value + value
        return None


def _grouped(text: str, language: str) -> list[_Number]:
    """The numbers of a text: words that make one number together are put together."""
    found: list[_Number] = []
    last, last_word = -1, ""
    for start, end, value, word in _said(text, language):
        if start < last:
            continue
        number = found[-1] if found else None
        gap = text[last:start] if number else ""
        more = number.takes(gap, value, word, last_word) if number and last > 0 and len(gap) <= 5 else None
        if number and more is not None:
            number.value, number.end, number.said = more, end, number.said + 1
        else:
            found.append(_Number(_led(text, start, word), end, value, 1))
        last, last_word = end, word
    return found


def _led(text: str, start: int, word: str) -> int:
    """`a thousand`, `o mie`: the article before belongs to it."""
    for article in ("a ", "o "):
        if word in THOUSAND | HUNDRED and text.endswith(article, 0, start) and not text[: start - 2][-1:].isalnum():
            return start - 2
    return start


def _joined_to_unit(text: str, language: str) -> Iterator[Edit]:
    """`veertigurige`, `четирийсетчасова`, `vierzigstundenwoche`, `zwolfeinhalb euro`: a number in one word with its unit."""
    if not any(unit in text for unit in UNITS):
        return
    known = _words(language) | CLIPPED
    for word in vocabulary(text):
        unit = next((unit for unit in UNITS if unit in word), None)
        head, _, tail = word.partition(unit) if unit else ("", "", "")
        if unit and head in known and known[head] < 100:
            told = (
                ",50"
                if unit in {"einhalb", "eneenhalve", "eneenhalf"}
                else f" {unit}{tail}".replace("stundenwoche", "stunden woche").replace("stundentag", "stunden tag")
            )
            yield from ((start, end, f"{known[head]}{told}") for start, end in places_of(text, (word,)))


def _numbers(text: str, language: str) -> list[Edit]:
    edits = list(_joined_to_unit(text, language))
    return list(apart(edits + _in_words(text, language))) if edits else _in_words(text, language)


def _in_words(text: str, language: str) -> list[Edit]:
    found = _grouped(text, language)
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


def _spoken_cents(text: str, number: _Number, cents: _Number | None) -> Edit | None:
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


def _half(text: str, number: _Number) -> Edit | None:
    """`twaalf en een halve euro`, `doce euros y medio`."""
    match = _HALF.match(text, number.end)
    if match is None or number.value > 60 or not (match["euro"] or match["behind"]):
        return None
    return number.start, match.end(), f"{number.value},50 euro"


_TELLS = re.compile(rf"{TELLING}| (?:de )?(?:{'|'.join(SLANG)})(?!\w)")
_TO = re.compile(BETWEEN)


def _plain(text: str, number: _Number, following: _Number | None, before: _Number | None) -> Edit | None:
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
