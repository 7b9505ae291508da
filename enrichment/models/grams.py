"""Runs of letters and words of a sentence, weighed by how rare they are: what a head reads beside vectors.

Vectors bring languages and paraphrases together and blur what is denied; runs of letters keep "with" and "without" apart, and bear
typing errors, inflection and compounds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from enrichment.models.encoders import Vectors
from enrichment.words.text import fold

LETTERS, WORDS = "char_wb", "word"
RUNS = {LETTERS: (2, 5), WORDS: (1, 2)}
FEWEST = {LETTERS: 3, WORDS: 2}  # sentences in which a run must stand
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_DIGITS = 4


@dataclass(frozen=True, eq=False)
class Grams:
    """A vocabulary of runs and how rare each is; made by `grams_of`."""

    letters: tuple[str, ...]
    letters_idf: Vectors
    words: tuple[str, ...]
    words_idf: Vectors

    def rows(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 (a matrix of scipy, which has no types)
        """One sparse row per text: tf-idf of runs of letters, then of words, each part of length 1."""
        from scipy.sparse import hstack

        plain = [plainly(text) for text in texts]
        return hstack([one.transform(plain) for one in self._vectorizers]).tocsr()

    @cached_property
    def _vectorizers(self) -> tuple[Any, Any]:
        return _ready(LETTERS, self.letters, self.letters_idf), _ready(WORDS, self.words, self.words_idf)


def grams_of(texts: Sequence[str]) -> Grams:
    """The runs that these texts share."""
    plain = [plainly(text) for text in texts]
    letters, letters_idf = _learnt(LETTERS, plain)
    words, words_idf = _learnt(WORDS, plain)
    return Grams(letters, letters_idf, words, words_idf)


def plainly(text: str) -> str:
    """Folded; of a number only how many digits it has before the comma."""
    return _NUMBER.sub(_size, fold(text))


def _size(found: re.Match[str]) -> str:
    return "0" * min(len(re.split("[.,]", found.group())[0]), _DIGITS)


def _vectorizer(kind: str, **more: Any) -> Any:  # noqa: ANN401 (scikit-learn has no types)
    from sklearn.feature_extraction.text import TfidfVectorizer

    if kind == WORDS:
        more["token_pattern"] = r"\w+"
    return TfidfVectorizer(analyzer=kind, ngram_range=RUNS[kind], sublinear_tf=True, dtype=np.float32, **more)


def _learnt(kind: str, plain: Sequence[str]) -> tuple[tuple[str, ...], Vectors]:
    learner = _vectorizer(kind, min_df=min(FEWEST[kind], len(plain)))
    learner.fit(plain)
    return tuple(learner.get_feature_names_out()), np.asarray(learner.idf_, dtype=np.float32)


def _ready(kind: str, runs: Sequence[str], idf: Vectors) -> Any:  # noqa: ANN401
    ready = _vectorizer(kind, vocabulary={run: at for at, run in enumerate(runs)})
    ready.idf_ = idf
    return ready
