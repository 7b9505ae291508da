"""The number words of a text, those that make one number together put together: `zweihundert funfzig`, `two thousand five hundred`."""

from dataclasses import dataclass
from functools import cache, lru_cache

from enrichment.numerals.digits import number_words, places_of, separate_tens
from enrichment.numerals.times import ends_said
from enrichment.numerals.vocabulary import (
    BIG,
    COMPOUNDS,
    HUNDRED,
    HUNDREDS_JOIN,
    INNER,
    MORE,
    ORDINALS,
    TENS_MORE,
    THOUSAND,
)
from enrichment.words.hints import Hints
from enrichment.words.tokens import vocabulary

_COMPOUND = Hints(*COMPOUNDS)


@cache
def words_of_numbers(language: str) -> dict[str, int]:
    """What each number word of a language from two on is worth; folded."""
    return {word: n for word, n in number_words(language).items() if n >= 2} | MORE.get(language, {}) | BIG | ORDINALS


def _said(text: str, language: str) -> list[tuple[int, int, int, str]]:
    """(start, end, value, word) of every number word of a text, in order; compounds of hundreds and thousands too."""
    known = words_of_numbers(language)
    found = {word: known[word] for word in vocabulary(text) & known.keys()}
    if _COMPOUND.stand_in(text):
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
class Number:
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


def grouped(text: str, language: str) -> list[Number]:
    """The numbers of a text: words that make one number together are put together."""
    found: list[Number] = []
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
            found.append(Number(_led(text, start, word), end, value, 1))
        last, last_word = end, word
    return found


def _led(text: str, start: int, word: str) -> int:
    """`a thousand`, `o mie`: the article before belongs to it."""
    for article in ("a ", "o "):
        if word in THOUSAND | HUNDRED and text.endswith(article, 0, start) and not text[: start - 2][-1:].isalnum():
            return start - 2
    return start
