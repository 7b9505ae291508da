"""A linear head over vectors: which code a sentence means, learnt from examples, trusted as far as they prove it.

Ridge regression of one column per code, in closed form; the score of a code is lowered by that of its strongest rival.
The thresholds come from cross-validation: what is asked is precision on sentences that the head was not shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from enrichment.models.encoders import Vectors, unit

RIDGE = 1.0
RIVAL = 0.3  # how much of the strongest other code is taken off
FAMILIAR = 20  # sentences that the mean over all languages weighs beside those of one language
FOLDS = 10
PRECISION = 0.9  # asked over all codes, and, with one hit for free, of each: OWN
OWN = 0.8
NEVER = 9.0  # a threshold that nothing reaches
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Head:
    """Fitted: vectors in, scores per code out."""

    codes: tuple[str, ...]
    weights: Vectors
    bias: Vectors
    means: dict[str, Vectors]  # language -> mean vector; "" for all

    def centred(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """What a sentence says beside what all sentences of its language say."""
        return unit(vectors - np.stack([self.means.get(one, self.means[""]) for one in languages]))

    def scores(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """One row per sentence, one column per code."""
        raw: Vectors = self.centred(vectors, languages) @ self.weights + self.bias
        return raw - RIVAL * _rivals(raw)


def _rivals(raw: Vectors) -> Vectors:
    """Per code, the best score of the others."""
    if raw.shape[1] < 2:
        return np.zeros_like(raw)
    ordered = np.sort(raw, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(raw >= best, second, best)


def fit(vectors: Vectors, languages: Sequence[str], labels: Flags, codes: tuple[str, ...]) -> Head:
    """The head that these examples teach; `labels` has a row per sentence and a column per code."""
    means = _means(vectors, languages)
    blank = Head(codes, np.zeros((0, 0), np.float32), np.zeros(0, np.float32), means)
    rows = blank.centred(vectors, languages)
    wanted = labels.astype(np.float32)
    bias = wanted.mean(axis=0)
    square = rows.T @ rows + RIDGE * np.eye(rows.shape[1], dtype=np.float32)
    weights = np.linalg.solve(square, rows.T @ (wanted - bias)).astype(np.float32)
    return Head(codes, weights, bias, means)


def _means(vectors: Vectors, languages: Sequence[str]) -> dict[str, Vectors]:
    whole: Vectors = vectors.mean(axis=0)
    spoken = np.array(languages)
    means = {"": whole}
    for language in sorted(set(languages)):
        own = vectors[spoken == language]
        means[language] = (own.sum(axis=0) + FAMILIAR * whole) / (len(own) + FAMILIAR)
    return means


def unseen_scores(
    vectors: Vectors, languages: Sequence[str], labels: Flags, codes: tuple[str, ...], folds: Sequence[int]
) -> Vectors:
    """Scores of every sentence by a head that was fitted without the fold in which it lies."""
    scores = np.zeros(labels.shape, dtype=np.float32)
    spoken, fold = np.array(languages), np.array(folds)
    for one in sorted(set(folds)):
        inside = fold == one
        head = fit(vectors[~inside], spoken[~inside].tolist(), labels[~inside], codes)
        scores[inside] = head.scores(vectors[inside], spoken[inside].tolist())
    return scores


def thresholds(scores: Vectors, labels: Flags) -> Vectors:
    """Per code, the score from which it is told: one for all, higher for a code that it does not make precise."""
    common = _lowest(scores.ravel(), labels.ravel(), PRECISION, free=0)
    own = [_lowest(scores[:, at], labels[:, at], OWN, free=1) for at in range(labels.shape[1])]
    return np.maximum(np.array(own, dtype=np.float32), common)


def _lowest(scores: Vectors, right: Flags, asked: float, *, free: int) -> float:
    """The lowest score from which enough of what lies above it is right."""
    order = np.argsort(-scores, kind="stable")
    good = np.cumsum(right[order]) + free
    enough = np.flatnonzero(good / (np.arange(1, len(order) + 1) + free) >= asked)
    reached = [at for at in enough if right[order[at]]]
    return float(scores[order[reached[-1]]]) if reached else NEVER
