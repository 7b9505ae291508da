"""Finds what no cue finds: sentences that mean what the packs' own examples of a code mean."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np

from enrichment.found import MODEL
from enrichment.models.encoders import Vectors
from enrichment.models.examples import Said, examples_of, may_be_meant
from enrichment.models.head import FOLDS, Flags, Head, fit, thresholds, unseen_scores
from enrichment.models.kept import KeptVectors
from enrichment.models.sentences import Sentence, masked, sentences_of, vocabulary_of
from enrichment.pack_schema import Indicator
from enrichment.reading import Reading

ALIKE = 0.4  # a sentence that resembles no single example so much is unlike all of them


@dataclass(frozen=True, slots=True)
class Meant:
    """A sentence that means a code; `like` is the example it resembles most, `similarity` their cosine."""

    code: str
    sentence: Sentence
    like: str
    similarity: float
    score: float


class Meaning:
    """The examples as vectors and a head over them."""

    def __init__(self, indicators: Sequence[Indicator], extra: Sequence[Said], vectors: KeptVectors) -> None:
        self.said = tuple(dict.fromkeys((*examples_of(indicators), *extra)))
        self.vectors = vectors
        self.vocabulary = vocabulary_of((one.language, one.text) for one in self.said)
        open_to = {one.code for one in indicators if may_be_meant(one)}
        self.codes = tuple(sorted({code for one in self.said for code in one.codes} & open_to))
        self.by = f"{MODEL}{vectors.encoder.name}"

    @cached_property
    def revision(self) -> str:
        """The model and the sentences it learns from, beside those of the packs."""
        said = sha256(repr(self.said).encode()).hexdigest()
        return f"{self.vectors.encoder.name}+{said[:8]}"

    @cached_property
    def texts(self) -> list[str]:
        """The examples as they are compared."""
        return [masked(one.text, self.vocabulary) for one in self.said]

    @cached_property
    def _rows(self) -> Vectors:
        return self.vectors.examples(self.texts)

    @cached_property
    def labels(self) -> Flags:
        """Sentence by code."""
        return np.array([[code in one.codes for code in self.codes] for one in self.said])

    @cached_property
    def languages(self) -> list[str]:
        """Of the sentences."""
        return [one.language for one in self.said]

    @cached_property
    def head(self) -> Head:
        """Fitted on all examples."""
        return fit(self._rows, self.languages, self.labels, self.codes)

    @cached_property
    def unseen(self) -> Vectors:
        """Scores of the examples by heads that were not shown them."""
        folds = [int(sha256((one.group or one.text).encode()).hexdigest(), 16) % FOLDS for one in self.said]
        return unseen_scores(self._rows, self.languages, self.labels, self.codes, folds)

    @cached_property
    def thresholds(self) -> Vectors:
        """Per code."""
        return thresholds(self.unseen, self.labels)

    @cached_property
    def _examples(self) -> Vectors:
        return self.head.centred(self._rows, self.languages)

    def meant(self, reading: Reading, codes: Set[str]) -> Iterator[Meant]:
        """For each of these codes, the sentence that means it most, if any does."""
        open_to = [at for at, code in enumerate(self.codes) if code in codes]
        sentences = list(sentences_of(reading, self.vocabulary)) if open_to else []
        if not sentences:
            return
        rows = self.vectors.encode([one.said for one in sentences])
        spoken = [reading.language] * len(sentences)
        scores = self.head.scores(rows, spoken)
        for at in open_to:
            best = int(scores[:, at].argmax())
            if scores[best, at] >= self.thresholds[at]:
                centred = self.head.centred(rows[best : best + 1], spoken[:1])[0]
                found = self._meant(at, sentences[best], centred, float(scores[best, at]))
                if found.similarity >= ALIKE:
                    yield found

    def _meant(self, at: int, sentence: Sentence, row: Vectors, score: float) -> Meant:
        own = np.flatnonzero(self.labels[:, at])
        alike = self._examples[own] @ row
        nearest = int(alike.argmax())
        like = self.said[int(own[nearest])].text
        return Meant(self.codes[at], sentence, like, round(float(alike[nearest]), 2), score)
