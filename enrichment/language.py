"""Which language an advert is written in, by py3langid (naive Bayes over byte n-grams; model in the package)."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

LANGUAGES = ("nl", "en", "pl", "ro", "bg", "hu", "es", "de")  # those that the packs speak
UNDETERMINED = "und"
_SURE = 0.6  # another language is believed from here on; below it the best of the eight is (measured, LIBRARIES §2)
_ENOUGH = 220  # characters: longer texts do not change the answer, they only cost
_NOT_PROSE = ("@", "://", "www.")
_WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=1)
def _identifiers() -> tuple[Any, Any]:
    """One that gives the likeliest alone, for half the time, and one with probabilities; their tables are the same."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    sure = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    sure.nb_ptc = sure.nb_ptc.astype("float32")  # as it is reckoned with: half the time for 30 MB
    quick = LanguageIdentifier(
        sure.nb_ptc, sure.nb_pc, sure.nb_classes, sure.tk_nextmove, sure.tk_output, tk_row=sure.tk_row
    )
    return quick, sure


def _is_prose(word: str) -> bool:
    if word.isalpha():
        return True
    return not any(map(str.isdigit, word)) and not any(mark in word for mark in _NOT_PROSE)


def language_of(text: str) -> str:
    """ISO 639-1 code of `text`, or `und` below three words; numbers, links and addresses are not words."""
    prose = " ".join([word for word in text[:_ENOUGH].split() if _is_prose(word)])
    if len(list(islice(_WORD.finditer(prose), 3))) < 3:
        return UNDETERMINED
    quick, sure = _identifiers()
    likeliest: str = quick.classify(prose)[0]
    return likeliest if likeliest in LANGUAGES else _of_doubt(sure.rank(prose))


def _of_doubt(ranked: Sequence[tuple[str, float]]) -> str:
    """A language that is none of the eight when it is sure; else the best of those."""
    best, probability = ranked[0]
    return best if probability >= _SURE else next(code for code, _ in ranked if code in LANGUAGES)
