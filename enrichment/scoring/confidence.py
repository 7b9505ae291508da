"""How sure an outcome is: the share of such outcomes that was right on adverts nobody had mended on, by a small logistic sum.

It asks what the reading itself can know: whether people will look at it, how many codes carry it, how many points, how
many words there were. Language, form and place are not asked. The weights stand in scoring.yml with their date and number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import get_args

import numpy as np
import numpy.typing as npt

from enrichment.packs.schema import Sign
from enrichment.words.stems import words_in
from zicht.records import EnrichedAdvert, Outcome

FLAGGED = ("signal", "review", "breach_only")
NAMES: tuple[Sign, ...] = get_args(Sign)
MOST_CODES, MOST_POINTS, MOST_WORDS = 4, 60, 60  # beyond these nothing grows
RIDGE = 1.0  # pulls the weights to 0: few adverts teach them
FOLDS = 10
BINS = 5
Floats = npt.NDArray[np.float64]


def features(outcome: Outcome, *, codes: int, points: float, words: int) -> tuple[float, ...]:
    """What the sum is over, in the order of `NAMES`: a code's share of 4, points of 60, words of 60, each at most 1."""
    many = min(codes, MOST_CODES) / MOST_CODES
    high, long = min(max(points, 0.0), MOST_POINTS) / MOST_POINTS, min(words, MOST_WORDS) / MOST_WORDS
    return (1.0, many, high, 0.0, 0.0, 0.0) if outcome in FLAGGED else (0.0, 0.0, 0.0, 1.0, high, long)


def features_of(read: EnrichedAdvert) -> tuple[float, ...]:
    """The same of an advert that was read."""
    codes = {hit.code for hit in read.hits if hit.cancelled_by is None and hit.points > 0}
    return features(
        read.outcome, codes=len(codes), points=sum(read.dimensions.values()), words=words_in(read.stems)
    )  # fmt: skip


def confidence(weights: Mapping[Sign, float], asked: Sequence[float]) -> float:
    """0 to 1, two decimals: how often an outcome like this one is right."""
    total = sum(weights.get(name, 0.0) * value for name, value in zip(NAMES, asked, strict=True))
    return round(1 / (1 + exp(-total)), 2)


def fit(rows: Sequence[Sequence[float]], right: Sequence[bool]) -> dict[Sign, float]:
    """The weights that these readings teach (Newton's method on the ridged logistic loss); two decimals."""
    x, y = np.array(rows, dtype=np.float64), np.array(right, dtype=np.float64)
    return {name: round(float(value), 2) for name, value in zip(NAMES, _newton(x, y), strict=True)}


def _newton(x: Floats, y: Floats) -> Floats:
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (chance - y) + RIDGE * weights
        curve = (x.T * (chance * (1 - chance))) @ x + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def unseen(rows: Sequence[Sequence[float]], right: Sequence[bool]) -> list[float]:
    """Per reading the confidence by weights that were fitted without the tenth in which it lies."""
    told = [0.0] * len(rows)
    for fold in range(FOLDS):
        outside = [at for at in range(len(rows)) if at % FOLDS != fold]
        weights = fit([rows[at] for at in outside], [right[at] for at in outside])
        for at in range(fold, len(rows), FOLDS):
            told[at] = confidence(weights, rows[at])
    return told


@dataclass(frozen=True, slots=True)
class Bin:
    """Readings with a confidence in [low, high): how many, what was told, what was right."""

    low: float
    high: float
    n: int
    told: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Reliability: bins, the expected calibration error, Brier's score and that of telling everybody the mean."""

    bins: tuple[Bin, ...]
    n: int
    right: float
    ece: float
    brier: float
    brier_of_mean: float
    loss: float  # logarithmic


def calibration(told: Sequence[float], right: Sequence[bool]) -> Calibration | None:
    """How what was told holds against what was right; None without readings."""
    if not told:
        return None
    n, share = len(told), sum(right) / len(told)
    bins = tuple(one for at in range(BINS) if (one := _bin(told, right, at / BINS, (at + 1) / BINS)))
    kept = [min(max(one, 0.01), 0.99) for one in told]
    return Calibration(
        bins=bins, n=n, right=share,
        ece=sum(one.n * abs(one.told - one.right) for one in bins) / n,
        brier=sum((one - good) ** 2 for one, good in zip(told, right, strict=True)) / n,
        brier_of_mean=share * (1 - share),
        loss=-sum(log(one if good else 1 - one) for one, good in zip(kept, right, strict=True)) / n,
    )  # fmt: skip


def _bin(told: Sequence[float], right: Sequence[bool], low: float, high: float) -> Bin | None:
    inside = [at for at, one in enumerate(told) if low <= one < high or (one == high == 1)]
    if not inside:
        return None
    mean = sum(told[at] for at in inside) / len(inside)
    return Bin(low, high, len(inside), mean, sum(right[at] for at in inside) / len(inside))
