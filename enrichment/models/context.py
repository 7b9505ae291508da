"""How far the rest of an advert bears out what one of its sentences says: how near others come, what else it tells, and for whom.

A logistic regression over some twenty signs, the same for every code, with a lean of its own for each; learnt from adverts of
which no sentence taught the head. A code is told from the chance on that makes F1 highest: half of the F1 that is reached
(Lipton et al. 2014, arXiv:1402.1892).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
import numpy.typing as npt

from enrichment.models.encoders import Vectors
from enrichment.models.head import Flags
from enrichment.scoring.score import OWN_WAY

LEAST = 0.45  # chance from which a code is told, …
DEEPEST = -0.9  # … and how far below its threshold its best sentence may lie: some sentence must say it
FEW = 3  # sentences; of fewer there is no rest that could bear one out
STEEP = 4.0  # from a score above its threshold to how sure a sentence is of a code by itself
FAR, NOWHERE = -2.0, -9.0  # score of a sentence that is not there, as a neighbour and as company
ORDINARY = 8  # sentences of an advert; one of many sentences comes near a code by chance, …
LONGER = 0.1  # … so a code is asked to score so much more in an advert of twice as many
MOST_WORDS = 20  # of a sentence that are counted: text without full stops comes in far longer pieces
HELD = 4.0  # no sign is believed beyond so many standard deviations
COST = 0.1  # of a weight: so much the less is believed of what few adverts show
FORMS = ("SEX", "LAB", "CRI", "ORG", "OTH")
INNOCENT = (OWN_WAY, "CNT-03", "CNT-04", "CNT-05", "SPM-01")  # what speaks for another reading, each a sign of its own
SIGNS = (
    "first", "second", "third", "before", "after",  # its own scores: the three best sentences, those beside the best
    "company", "most", "elsewhere", "other", "other_most",  # other codes: of its form, in other sentences, of other forms
    "rival", "lead",  # what else the best sentence says
    *INNOCENT, "votes",  # what the advert tells for another reading
    "sentences", "place", "words",
    "whole",  # the advert read as one text
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Scored:
    """One advert as a context sees it."""

    over: Vectors  # sentence by code, as of `over_thresholds`
    words: Sequence[int]  # length of each sentence
    whole: Vectors  # per code, what all sentences as one text score


@dataclass(frozen=True, eq=False)
class Context:
    """Fitted: what each sign weighs, and how far a code is told too often or too seldom."""

    mean: Vectors  # sign
    scale: Vectors
    weights: Vectors
    lean: Vectors  # code

    def bears_out(self, codes: Sequence[str], advert: Scored) -> Flags:
        """Which codes an advert means."""
        deepest = DEEPEST if len(advert.over) >= FEW else 0.0
        return np.asarray((self.chances(codes, advert) >= LEAST) & (advert.over.max(axis=0) >= deepest))

    def chances(self, codes: Sequence[str], advert: Scored) -> Vectors:
        """Per code the chance that an advert means it."""
        rows = (signs(codes, advert) - self.mean) / self.scale
        return _sure(np.clip(rows, -HELD, HELD) @ self.weights + self.lean, 1.0)


def plain(codes: Sequence[str]) -> Context:
    """Where no advert taught anything: a code is told by a sentence that reaches its threshold."""
    weights = np.array([10.0 * (name == "first") for name in SIGNS], dtype=np.float32)
    ones = np.ones(len(SIGNS), dtype=np.float32)
    return Context(ones * 0, ones, weights, np.full(len(codes), np.log(LEAST / (1 - LEAST)), dtype=np.float32))


def over_thresholds(scores: Vectors, thresholds: Vectors) -> Vectors:
    """Scores (sentence by code) beside what is asked of an advert of so many sentences."""
    return longer(scores - thresholds, max(1.0, len(scores) / ORDINARY))


def longer(scores: Vectors, times: float) -> Vectors:
    """Scores of an advert so many times as long as most: the more is said, the nearer something comes by chance."""
    return scores - np.float32(LONGER * log2(times))


def fit(codes: Sequence[str], adverts: Sequence[Scored], labels: Flags) -> Context:
    """The context that these adverts teach; `labels` has a row per advert and a column per code."""
    from sklearn.linear_model import LogisticRegression

    asked = [at for at, code in enumerate(codes) if code[:3] in FORMS]
    rows = np.concatenate([signs(codes, advert)[asked] for advert in adverts])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    held = np.clip((rows - mean) / scale, -HELD, HELD)
    own = np.tile(np.eye(len(asked), dtype=np.float32), (len(adverts), 1))
    learner = LogisticRegression(C=COST, max_iter=3000).fit(np.hstack([held, own]), labels[:, asked].ravel())
    weights, leans = np.split(learner.coef_[0].astype(np.float32), [len(SIGNS)])
    lean = np.full(len(codes), learner.intercept_[0], dtype=np.float32)
    lean[asked] += leans
    return Context(mean, scale, weights, lean)


def signs(codes: Sequence[str], advert: Scored) -> Vectors:
    """One row per code, one column per sign."""
    over = advert.over
    count, every = len(over), np.arange(len(codes))
    order = np.argsort(-over, axis=0, kind="stable")
    best = order[0]
    padded = np.vstack([over, np.full((3, len(codes)), FAR, dtype=np.float32)])
    first, second, third = (padded[order[at] if at < count else count, every] for at in range(3))
    told = _Told(codes, over, best)
    columns = {
        "first": first,
        "second": second,
        "third": third,
        "before": padded[best - 1, every],  # of the first sentence: the last row, which is not there
        "after": padded[best + 1, every],
        **told.others(),
        **told.here(first),
        **told.advert(),
        "sentences": np.full(len(codes), log2(count / ORDINARY)),
        "place": best / max(1, count - 1),
        "words": np.minimum(MOST_WORDS, np.array(advert.words))[best],
        "whole": advert.whole,
    }
    return np.stack([columns[name] for name in SIGNS], axis=1).astype(np.float32)


class _Told:
    """What an advert tells beside one code, for all codes at once."""

    def __init__(self, codes: Sequence[str], over: Vectors, best: npt.NDArray[np.intp]) -> None:
        self._codes, self._over, self._best = list(codes), over, best
        form = np.array([code[:3] for code in codes])
        indicator = np.isin(form, FORMS)
        self._alike = (form[:, None] == form[None, :]) & ~np.eye(len(codes), dtype=bool)
        self._unlike = (form[:, None] != form[None, :]) & indicator[None, :]
        self._rivals = indicator[None, :] & ~np.eye(len(codes), dtype=bool)
        self._sure = _sure(over.max(axis=0), STEEP)

    def others(self) -> dict[str, Vectors]:
        """How sure the advert is of other codes of the same form, in other sentences too, and of other forms."""
        return {
            "company": self._alike @ self._sure,
            "most": _most(self._alike, self._sure),
            "elsewhere": _most(self._alike, _sure(self._without_best(), STEEP)),
            "other": self._unlike @ self._sure,
            "other_most": _most(self._unlike, self._sure),
        }

    def here(self, first: Vectors) -> dict[str, Vectors]:
        """What else the best sentence of a code says."""
        row = self._over[self._best]
        rival = np.where(self._rivals, row, FAR).max(axis=1)
        return {"rival": rival, "lead": first - rival}

    def advert(self) -> dict[str, Vectors]:
        """What the whole advert tells for another reading."""
        told = {code: self._of(code)[:1].sum() for code in INNOCENT} | {"votes": self._of(OWN_WAY)[:2].sum()}
        return {name: np.full(len(self._codes), value) for name, value in told.items()}

    def _of(self, code: str) -> Vectors:
        """How sure each sentence is of a code, the surest first."""
        own = self._over[:, self._codes.index(code)] if code in self._codes else np.zeros(0, dtype=np.float32)
        return np.sort(_sure(own, STEEP))[::-1]

    def _without_best(self) -> Vectors:
        """Per code, the best scores of all codes in the sentences beside its own best one."""
        ordered = np.sort(np.vstack([self._over, np.full(self._over.shape[1], NOWHERE, dtype=np.float32)]), axis=0)
        here = self._best[:, None] == self._best[None, :]
        elsewhere: Vectors = np.where(here, ordered[-2][None, :], ordered[-1][None, :])
        return elsewhere


def _most(among: Flags, sure: Vectors) -> Vectors:
    """The surest among others; `sure` per code, or per code and other code."""
    most: Vectors = np.where(among, sure, 0).max(axis=1)
    return most


def _sure(score: Vectors, steep: float) -> Vectors:
    sure: Vectors = 1 / (1 + np.exp(-np.float32(steep) * score))
    return sure
