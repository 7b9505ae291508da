"""Words and their stems: one tokeniser and one folding for adverts, cues and queries, so that they meet.

Words are folded before they are stemmed. A Snowball stemmer is a little weaker without diacritics, but adverts
and questions are typed with and without them, and only so do both give the same stem.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from threading import local
from typing import Any

import Stemmer

from enrichment.words.kept import Kept
from enrichment.words.text import fold

_ALGORITHMS = {
    "nl": "dutch",
    "en": "english",
    "pl": "polish",
    "ro": "romanian",
    "hu": "hungarian",
    "es": "spanish",
    "de": "german",
}  # none for Bulgarian: the folded word is its own stem
_WORD = re.compile(r"[^\W_]+")
_stemmers = local()  # a Stemmer object may serve one thread only


def _stemmer(language: str) -> Any:  # noqa: ANN401 - the library has no types
    found = getattr(_stemmers, language, None)
    if found is None:
        found = Stemmer.Stemmer(_ALGORITHMS[language], 0)
        setattr(_stemmers, language, found)
    return found


def words(text: str) -> list[str]:
    """The folded words of `text`: runs of letters and digits."""
    return _WORD.findall(fold(text))


def words_in(stems: str) -> int:
    """How many of these are words: a number says nothing."""
    said = stems.split()
    return len(said) - sum(map(str.isdigit, said))


def stem(word: str, language: str) -> str:
    """The folded stem of one word; of a language without a stemmer the folded word."""
    return _known(language)[word]


@cache
def _known(language: str) -> Kept[str]:
    return Kept(lambda word: _stemmed(word, language))


def _stemmed(word: str, language: str) -> str:
    folded = fold(word)
    if language not in _ALGORITHMS or not folded.isalpha():
        return folded
    return fold(_stemmer(language).stemWord(folded)) or folded


def stems_of_words(folded: Iterable[str], language: str) -> str:
    """The stems of folded words, in order, separated by one space."""
    return " ".join(map(_known(language).__getitem__, folded))


@lru_cache(maxsize=1 << 12)
def stem_query(word: str) -> tuple[str, ...]:
    """Every stem that a word of a query may have in the index, sorted: one per language, each once."""
    pieces = words(word)
    return tuple(sorted({" ".join(stem(piece, language) for piece in pieces) for language in (*_ALGORITHMS, "bg")}))
