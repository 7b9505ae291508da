"""Words of a text: one folding and one cut for documents, queries and highlights, whatever the engine.

The rules are those of enrichment's own words (a test holds the two together): case and diacritics are folded,
characters that nobody sees vanish, a word is a run of letters and digits. Engines only ever split on a space.
"""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 255  # characters: Elasticsearch's whitespace analyser breaks a longer word in pieces

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = {"Mn", "Me", "Cf"}
_FILLERS = "\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u2800"  # letters by category, yet they show nothing
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t"}
    | dict.fromkeys("‘’‚‛′ʼ", "'")
    | dict.fromkeys("“”„‟″«»", '"')
)


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands: [start, end) in code points of the text it came from."""

    text: str
    start: int
    end: int


def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category in _UNSEEN or char in _FILLERS:
        return ""
    if category == "Cs":
        return "\ufffd"
    if category == "Pd" or char == "−":
        return "-"
    return str(unicodedata.digit(char)) if char.isdigit() else char.casefold()


def _fold_once(text: str) -> str:
    kept = "".join(map(_plain, unicodedata.normalize("NFKD", text)))
    return unicodedata.normalize("NFKC", kept.translate(_LETTERS))


class _Folds(dict[int, str]):
    """`str.translate` table that folds a character when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_once(chr(code))
        while (again := _fold_once(folded)) != folded:
            folded = again
        self[code] = folded
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """`text` without case and diacritics; folding again changes nothing."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def words(text: str) -> list[str]:
    """The folded words of `text`, in order, each at most 255 characters."""
    return [word[:LONGEST] for word in _WORD.findall(fold(text))]


def placed_words(text: str) -> list[Word]:
    """The folded words of `text` with their places; accents that follow a letter belong to it."""
    if text.isascii():
        return [Word(found.group()[:LONGEST], *found.span()) for found in _WORD.finditer(text.lower())]
    pieces = [_FOLDS[ord(char)] for char in text]
    offsets = [at for at, piece in enumerate(pieces) for _ in piece]
    offsets.append(len(text))
    return [
        Word(found.group()[:LONGEST], offsets[found.start()], max(offsets[found.end() - 1] + 1, offsets[found.end()]))
        for found in _WORD.finditer("".join(pieces))
    ]


def same(value: str) -> str:
    """A keyword as it is compared: folded, white space as single spaces."""
    return " ".join(fold(value).split())
