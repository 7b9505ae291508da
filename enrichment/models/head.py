"""A linear head: which code a sentence means, learnt from examples, trusted as far as they prove it.

One support vector machine per code over vectors and grams together (scikit-learn). The thresholds come from cross-validation:
what is asked is precision on sentences that the head was not shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from enrichment.models.encoders import Vectors

COST = 0.7  # of a sentence on the wrong side
RARE = 2.0  # how much dearer a missed one is than a false one: most sentences mean nothing
CLOSE = 0.01  # tolerance of the solver: scores change in the third digit
FOLDS = 5
PRECISION = 0.9  # asked over all codes, and, with one hit for free, of each: OWN
OWN = 0.8
VOTE = 0.75  # asked of a statement of own choice: it takes two of them to say anything, and they take few points away
SURE = 0.95  # asked of a sentence that, with another, cancels all that was read
NEVER = 9.0  # a threshold that nothing reaches
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Head:
    """Fitted: rows in, one score per code out."""

    weights: Vectors  # feature by code
    bias: Vectors

    def scores(self, rows: Any) -> Vectors:  # noqa: ANN401 (a matrix of scipy)
        """One row per sentence, one column per code; above 0 is on the side of those that mean it."""
        return np.asarray(rows @ self.weights + self.bias, dtype=np.float32)


def fit(rows: Any, labels: Flags) -> Head:  # noqa: ANN401
    """The head that these examples teach; `labels` has a row per sentence and a column per code."""
    columns = [_column(rows, labels[:, at]) for at in range(labels.shape[1])]
    weights, bias = zip(*columns, strict=True)
    return Head(np.stack(weights, axis=1).astype(np.float32), np.array(bias, dtype=np.float32))


def _column(rows: Any, wanted: Flags) -> tuple[Vectors, float]:  # noqa: ANN401
    from sklearn.svm import LinearSVC

    if not wanted.any() or wanted.all():
        return np.zeros(rows.shape[1], dtype=np.float32), -NEVER
    learner = LinearSVC(C=COST, class_weight={False: 1.0, True: RARE}, tol=CLOSE, random_state=1).fit(rows, wanted)
    return learner.coef_[0], float(learner.intercept_[0])


def unseen_scores(rows: Any, labels: Flags, folds: Sequence[int | None]) -> Vectors:  # noqa: ANN401
    """Scores of every sentence by a head that was fitted without the fold in which it lies; 0 of those that lie in none."""
    scores = np.zeros(labels.shape, dtype=np.float32)
    for one in sorted({fold for fold in folds if fold is not None}):
        inside = np.array([fold == one for fold in folds])
        scores[inside] = fit(rows[~inside], labels[~inside]).scores(rows[inside])
    return scores


def thresholds(scores: Vectors, labels: Flags, own: Sequence[float | None] = ()) -> Vectors:
    """Per code, the score from which it is told: one for all, higher for a code that it does not make precise.

    A code that accuses nobody may have a precision of its `own`, and is held to that alone.
    """
    common = _lowest(scores.ravel(), labels.ravel(), PRECISION, free=0)
    asked = [
        max(common, _lowest(scores[:, at], labels[:, at], OWN, free=1))
        if precision is None
        else _lowest(scores[:, at], labels[:, at], precision, free=0)
        for at, precision in enumerate(own or [None] * labels.shape[1])
    ]
    return np.array(asked, dtype=np.float32)


def _lowest(scores: Vectors, right: Flags, asked: float, *, free: int) -> float:
    """The lowest score from which enough of what lies above it is right."""
    order = np.argsort(-scores, kind="stable")
    good = np.cumsum(right[order]) + free
    enough = np.flatnonzero(good / (np.arange(1, len(order) + 1) + free) >= asked)
    reached = [at for at in enough if right[order[at]]]
    return float(scores[order[reached[-1]]]) if reached else NEVER
