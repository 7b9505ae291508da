"""Learns from labelled sentences which code a sentence means, and what that is worth."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from enrichment.models import context
from enrichment.models.context import Context, Scored
from enrichment.models.encoders import Vectors, unit
from enrichment.models.examples import ADVERTISING, INFORMING, Said, adverts_of, part_of, together
from enrichment.models.grams import grams_of
from enrichment.models.head import FOLDS, PRECISION, SURE, VOTE, Flags, Head, fit, thresholds, unseen_scores
from enrichment.models.kept import KeptVectors
from enrichment.models.learned import SAID, TUNED, Learned, features, hash_of
from enrichment.models.sentences import joined, masked, says_something, stretches_of, vocabulary_of
from enrichment.models.tuned import kept_apart
from enrichment.scoring.score import OWN_WAY

ALL = "alle"
JOINED, ROUNDS = 4, 4  # adverts that make a long one; times that all of them are mixed and joined
_OWN = dict.fromkeys(ADVERTISING, PRECISION) | dict.fromkeys(INFORMING, SURE) | {OWN_WAY: VOTE}


@dataclass(frozen=True, eq=False)
class Unseen:
    """Which code was told of which sentence by heads that were not shown it."""

    codes: tuple[str, ...]
    labels: Flags  # sentence by code
    told: Flags

    def worth(self) -> Iterator[tuple[str, int, float, float]]:
        """Code, sentences that mean it, precision, recall; over all codes last."""
        for at, code in enumerate((*self.codes, ALL)):
            own = slice(None) if code == ALL else slice(at, at + 1)
            right, told = self.labels[:, own], self.told[:, own]
            both = int((right & told).sum())
            yield code, int(right.sum()), both / max(1, int(told.sum())), both / max(1, int(right.sum()))


def learn(
    said: Sequence[Said], codes: Sequence[str], vectors: KeptVectors, adverts: Sequence[Said] = ()
) -> tuple[Learned, Unseen]:
    """What these sentences teach of these codes, and what it was worth on sentences that were kept from it.

    An encoder that was tuned has seen most of them: then only those count that were kept from it too. Of whole `adverts`, a sentence
    each with the codes of its advert, it learns how far the rest of one bears out a sentence; without, each is believed by itself.
    """
    vocabulary = vocabulary_of((one.language, one.text) for one in said)
    texts = [masked(one.text, vocabulary) for one in said]
    wholes = list(_stretches(texts, adverts_of(said)))
    beside = _Beside(adverts, [masked(one.text, vocabulary) for one in adverts])
    vectors.rows_of([*texts, *_joined(texts, wholes), *beside.texts()])  # together: what was asked last is kept
    given = vectors.examples(texts)
    mean = given.mean(axis=0)
    grams = grams_of(texts)
    weight = TUNED if vectors.encoder.tuned else SAID
    rows = features(grams, mean, weight, texts, given)
    labels = np.array([[code in one.codes for code in codes] for one in said])
    folds = [fold_of(one, tuned=vectors.encoder.tuned) for one in said]
    new = [at for at, fold in enumerate(folds) if fold is not None]
    scores = unseen_scores(rows, labels, folds)[new]
    asked = thresholds(scores, labels[new], [own_precision(code) for code in codes])
    of_whole = [labels[own].any(axis=0) for own in wholes]
    made = Learned(
        vectors.encoder.name, tuple(codes), vocabulary, mean, weight, grams, fit(rows, labels),
        _whole(vectors, mean, _joined(texts, wholes), np.array(of_whole)) if wholes else _unmoved(mean, codes),
        asked, context.plain(codes), hash_of((*said, *adverts)),
    )  # fmt: skip
    if adverts:
        made = replace(made, context=beside.teach(made, vectors))
    return made, Unseen(tuple(codes), labels[new], scores >= asked)


def _whole(vectors: KeptVectors, mean: Vectors, texts: Sequence[str], labels: Flags) -> Head:
    """Tells of an advert that is read as one text which codes it means."""
    from scipy.sparse import csr_matrix

    return fit(csr_matrix(unit(vectors.examples(texts) - mean)), labels)


def _unmoved(mean: Vectors, codes: Sequence[str]) -> Head:
    """Where no whole advert taught: tells nothing."""
    return Head(np.zeros((len(mean), len(codes)), np.float32), np.zeros(len(codes), np.float32))


class _Beside:
    """Whole adverts that teach the context: their sentences, masked, and which belong together."""

    def __init__(self, adverts: Sequence[Said], texts: Sequence[str]) -> None:
        self._codes, self._texts = [one.codes for one in adverts], texts
        telling = ([at for at in own if says_something(texts[at])] for own in together(adverts))
        some = [own for own in telling if own]
        self._adverts = [*some, *_end_to_end([own for own in some if not self._codes[own[0]]])]

    def texts(self) -> list[str]:
        """All that is read of them: each sentence, and what is read as one."""
        return [*self._texts, *_joined(self._texts, _stretches(self._texts, self._adverts))]

    def teach(self, made: Learned, vectors: KeptVectors) -> Context:
        """How far the rest of each bears out what the head reads in one of its sentences."""
        scores = made.scores(list(self._texts), vectors.examples(self._texts))
        given = [
            Scored(
                made.over(scores[own]),
                [len(self._texts[at].split()) for at in own],
                made.of_whole(vectors.examples(_joined(self._texts, _stretches(self._texts, [own])))),
            )
            for own in self._adverts
        ]
        labels = [[code in self._codes[own[0]] for code in made.codes] for own in self._adverts]
        return context.fit(made.codes, given, np.array(labels))


def _stretches(texts: Sequence[str], adverts: Iterable[Sequence[int]]) -> Iterator[list[int]]:
    """Where the sentences stand that are read as one."""
    for own in adverts:
        yield from stretches_of(texts, own)


def _joined(texts: Sequence[str], stretches: Iterable[Sequence[int]]) -> list[str]:
    return [joined(texts, own) for own in stretches]


def _end_to_end(adverts: Sequence[list[int]]) -> Iterator[list[int]]:
    """Ordinary adverts joined: writers write short ones, and outside the ordinary ones are long and many."""
    draw = Random(1)
    for _ in range(ROUNDS):
        mixed = draw.sample(adverts, len(adverts))
        for at in range(0, len(mixed) - JOINED + 1, JOINED):
            yield [one for own in mixed[at : at + JOINED] for one in own]


def own_precision(code: str) -> float | None:
    """What is asked of a code that accuses nobody; None of the others."""
    return _OWN.get(code)


def fold_of(one: Said, *, tuned: bool = False) -> int | None:
    """In which part a sentence is judged, those that belong together in one; None of what a tuned encoder was shown."""
    if tuned:
        return 0 if kept_apart(one) else None
    return part_of(one, FOLDS)
