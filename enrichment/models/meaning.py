"""Finds what no cue finds: sentences that mean what labelled sentences of a code mean; and doubts what a cue found."""

import logging
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from enrichment.found import MODEL
from enrichment.models import learned as held
from enrichment.models.context import Scored
from enrichment.models.encoders import Vectors, unit
from enrichment.models.examples import BY_RULE_TOO, INFORMING, VOTING, Said, all_of, codes_of
from enrichment.models.kept import KeptVectors
from enrichment.models.learn import learn
from enrichment.models.learned import Learned, hash_of
from enrichment.models.sentences import Sentence, joined, masked, sentences_of, stretches_of
from enrichment.packs.schema import Indicator
from enrichment.reading import Reading

TWICE = 2  # sentences that tell of information together
DOUBT = -0.55  # a score below which a model denies what a cue found
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Meant:
    """A sentence that means a code; `like` is the example it resembles most, `similarity` their cosine."""

    code: str
    sentence: Sentence
    like: str
    similarity: float


@dataclass(frozen=True, eq=False)
class Weighed:
    """The sentences of one advert, with the vector and the scores (one column per code) of each."""

    sentences: tuple[Sentence, ...]
    vectors: Vectors
    scores: Vectors
    whole: Vectors  # per code, of all sentences as one text


class Meaning:
    """What was learnt from labelled sentences; learns when first asked, unless a file has it already."""

    def __init__(
        self,
        indicators: Sequence[Indicator],
        extra: Sequence[Said],
        vectors: KeptVectors,
        files: Sequence[Path] = (),  # where it may have been learnt already; the first is our own
        adverts: Sequence[Said] = (),  # whole ones, which teach how far a sentence is borne out
    ) -> None:
        self.said, self.adverts = all_of(indicators, extra), tuple(adverts)
        self.vectors = vectors
        self._files = files
        self.asked = codes_of(self.said, indicators)
        self.by = f"{MODEL}{vectors.encoder.name}"
        self._rows: dict[str, tuple[list[str], Vectors]] = {}

    @cached_property
    def learned(self) -> Learned:
        """What today's examples taught, else what earlier ones did; learnt now, and kept in the first file, when no file has it."""
        found = [one for path in self._files if (one := held.read(path, self.vectors.encoder.name))]
        if len(found) > 1:
            today = self._today()
            return next((one for one in found if one.taught_by == today), found[0])
        return found[0] if found else self._learn()

    def _today(self) -> str:
        """The hash of all that it would learn from now."""
        return hash_of((*self.said, *self.adverts))

    def _learn(self) -> Learned:
        _LOG.warning("%s leert uit %d zinnen, dat duurt minuten / learns, which takes minutes", self.by, len(self.said))
        made, _ = learn(self.said, self.asked, self.vectors, self.adverts)
        if self._files:
            held.write(self._files[0], made)
        return made

    @property
    def revision(self) -> str:
        """The model and the sentences it learnt from."""
        return self.learned.revision

    @property
    def behind(self) -> bool:
        """Whether it reads with what earlier examples taught."""
        return self.learned.taught_by != self._today()

    @cached_property
    def codes(self) -> frozenset[str]:
        """Those that it may tell."""
        return frozenset(self.learned.codes) & frozenset(self.asked)

    def weigh(self, reading: Reading) -> Weighed:
        """The sentences of an advert, each with its scores."""
        sentences = tuple(sentences_of(reading, self.learned.vocabulary))
        if not sentences:
            none = np.zeros((0, len(self.learned.codes)), np.float32)
            return Weighed((), np.zeros((0, 1), np.float32), none, none.sum(axis=0))
        texts = [one.said for one in sentences]
        rows = self.vectors.encode([*texts, *(joined(texts, one) for one in stretches_of(texts, range(len(texts))))])
        vectors, whole = rows[: len(texts)], rows[len(texts) :]
        return Weighed(sentences, vectors, self.learned.scores(texts, vectors), self.learned.of_whole(whole))

    def meant(self, weighed: Weighed, codes: Set[str]) -> Iterator[Meant]:
        """For each of these codes the sentence that means it most, if any does; all of them where each is a vote."""
        if not weighed.sentences or not codes:
            return
        over = self.learned.over(weighed.scores)
        lengths = [len(one.said.split()) for one in weighed.sentences]
        borne_out = self.learned.context.bears_out(self.learned.codes, Scored(over, lengths, weighed.whole))
        for at, code in enumerate(self.learned.codes):
            if code in codes:
                for best in _telling(code, over[:, at], borne_out=bool(borne_out[at])):
                    yield self._meant(code, weighed, best)

    def denies(self, weighed: Weighed, code: str, start: int, end: int) -> bool:
        """Whether the sentence in which a cue of a code stands, [start, end) of the joined text, does not mean it at all.

        Never of a code of which it was taught a part.
        """
        if code not in self.codes - BY_RULE_TOO:
            return False
        own = [at for at, one in enumerate(weighed.sentences) if one.start < end and start < one.end]
        return bool(own) and float(weighed.scores[own, self.learned.codes.index(code)].max()) < DOUBT

    def _meant(self, code: str, weighed: Weighed, at: int) -> Meant:
        texts, rows = self._positives(code)
        alike = rows @ unit(weighed.vectors[at : at + 1] - self.learned.mean)[0]
        nearest = int(alike.argmax())
        return Meant(code, weighed.sentences[at], texts[nearest], round(float(alike[nearest]), 2))

    def _positives(self, code: str) -> tuple[list[str], Vectors]:
        """Sentences that mean a code, and their vectors beside the mean."""
        if code not in self._rows:
            texts = [one.text for one in self.said if code in one.codes]
            rows = self.vectors.examples([masked(text, self.learned.vocabulary) for text in texts])
            self._rows[code] = texts, unit(rows - self.learned.mean)
        return self._rows[code]


def _telling(code: str, over: Vectors, *, borne_out: bool) -> list[int]:
    """The sentences that tell a code: each that is a vote, two of information, else the best that its advert bears out."""
    order = np.argsort(-over, kind="stable").tolist()
    if code in VOTING:
        return [one for one in order if over[one] >= 0]
    if code in INFORMING:
        return order[:TWICE] if len(order) >= TWICE and over[order[1]] >= 0 else []
    return order[:1] if borne_out else []
