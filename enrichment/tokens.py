"""Words of a normalised text with their places; letters that were pulled apart or swapped are put back."""

import re
from dataclasses import dataclass

from enrichment.text import Normal

# letters one by one (z.o.n.d.e.r), signs for letters (b@nk, and m!n where one side has no vowel: "mag!bel" is two words),
# plain words; in this order
_NO_VOWEL = r"(?:(?![aeiouy])[^\W_])+"
_WORD = re.compile(
    r"[^\W\d_](?:[.\-_*·•|/][^\W\d_]){3,}(?![^\W_])|[^\W_]+(?:[@$][^\W_]+)+|"
    rf"{_NO_VOWEL}[!|][^\W_]+|[^\W_]+[!|]{_NO_VOWEL}(?![^\W_])|[^\W_]+"
)
_PLAIN = re.compile(r"[^\W_]+")
_TRICKY = re.compile(r"\w[@$!|]\w|(?:[^\W\d_][.\-_*·•|/]){3}")  # most adverts have none: they are read faster
_ENDS = re.compile(r"[.!?…]+(?:[\s\"')]|$)|\n\s*\n|[\n•]\s*[-–*•]|;")
_LEET = str.maketrans(
    {"@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "|": "i", "0": "o", "$": "s", "5": "s", "7": "t"}
)
_MIXED = re.compile(r"(?=.*[^\W\d_]{2})(?=.*[0-9@$!|])")
_UNIT = re.compile(r"\d+[^\W\d_]+|[^\W\d_]+\d+")  # 40u, m2: a number with its unit


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one advert, as parallel lists; places are in the normalised text."""

    text: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    sentence: tuple[int, ...]  # words of one sentence, within one field, share a number
    comma: tuple[int, ...]  # how many commas and line ends stand before the word
    pulled: frozenset[int]  # words that were put back together


def words_of(normal: Normal) -> Words:
    """Words in reading order; a sentence ends at . ! ? ; an empty line (fields too), or a list item."""
    text = normal.text
    found = list((_WORD if _TRICKY.search(text) else _PLAIN).finditer(text))
    plain = [match.group() for match in found]
    pulled = frozenset(at for at, word in enumerate(plain) if not word.isalnum() or _is_leet(word))
    if pulled:
        plain = [_put_back(word) if at in pulled else word for at, word in enumerate(plain)]
    starts, ends = tuple(match.start() for match in found), tuple(match.end() for match in found)
    return Words(
        tuple(plain), starts, ends, _numbered(starts, [match.start() for match in _ENDS.finditer(text)]),
        _numbered(starts, [at for at, sign in enumerate(text) if sign in ",\n"]), pulled,
    )  # fmt: skip


def _numbered(starts: tuple[int, ...], breaks: list[int]) -> tuple[int, ...]:
    """For each place, how many breaks lie before it."""
    numbers: list[int] = []
    number, count = 0, len(breaks)
    for start in starts:
        while number < count and breaks[number] < start:
            number += 1
        numbers.append(number)
    return tuple(numbers)


def _is_leet(word: str) -> bool:
    return not word.isalpha() and not word.isdigit() and bool(_MIXED.match(word)) and not _UNIT.fullmatch(word)


def _put_back(word: str) -> str:
    if re.fullmatch(r"[^\W\d_](?:[.\-_*·•|/][^\W\d_])+", word):
        return re.sub(r"[^\w]|_", "", word)
    return re.sub(r"[^\w]|_", "", word.translate(_LEET))
