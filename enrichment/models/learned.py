"""What was learnt from labelled sentences, as one file of plain arrays: nothing in it can run."""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from enrichment.models.arrays import save
from enrichment.models.context import Context, longer, over_thresholds
from enrichment.models.encoders import Vectors, unit
from enrichment.models.examples import Said
from enrichment.models.grams import Grams
from enrichment.models.head import Head

SAID, TUNED = (
    1.5,
    0.5,
)  # how much a vector weighs beside the grams, each of which has length 1; one of a tuned encoder, which
# knows most sentences that teach the head, and so would be believed too much
STEPS = 127  # weights are held in whole steps of the largest of their code


@dataclass(frozen=True, eq=False)
class Learned:
    """A head over vectors and grams, with all it needs to read a sentence."""

    encoder: str  # its name and revision
    codes: tuple[str, ...]
    vocabulary: frozenset[str]  # words that are no names
    mean: Vectors  # of the vectors of all sentences
    weight: float  # of a vector: SAID or TUNED
    grams: Grams
    head: Head
    whole: Head  # over the vector of a whole advert
    thresholds: Vectors  # per code
    context: Context
    taught_by: str  # hash of the sentences that it learnt from

    @property
    def revision(self) -> str:
        """The model and what it learnt from."""
        return f"{self.encoder}+{self.taught_by[:8]}"

    def rows(self, texts: list[str], vectors: Vectors) -> Any:  # noqa: ANN401 (a matrix of scipy)
        """What the head reads of masked sentences."""
        return features(self.grams, self.mean, self.weight, texts, vectors)

    def scores(self, texts: list[str], vectors: Vectors) -> Vectors:
        """One row per masked sentence, one column per code."""
        return self.head.scores(self.rows(texts, vectors))

    def of_whole(self, vectors: Vectors) -> Vectors:
        """One score per code for an advert that was read as one text, or as several, each with its vector."""
        return longer(self.whole.scores(unit(vectors - self.mean)).max(axis=0), len(vectors))

    def over(self, scores: Vectors) -> Vectors:
        """Scores of one advert beside what is asked of it."""
        return over_thresholds(scores, self.thresholds)


def features(grams: Grams, mean: Vectors, weight: float, texts: list[str], vectors: Vectors) -> Any:  # noqa: ANN401
    """One row per text: its grams, and its vector beside the mean."""
    from scipy.sparse import csr_matrix, hstack

    return hstack([grams.rows(texts), csr_matrix(unit(vectors - mean) * weight)]).tocsr()


def write(path: Path, learned: Learned) -> None:
    """Put it in a file."""
    save(path, _arrays(learned))


def read(path: Path, encoder: str) -> Learned | None:
    """None when the file is not there, is broken, or is of another encoder: it is learnt anew then."""
    if not path.exists():
        return None
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            return _learned(held) if str(held["encoder"]) == encoder else None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def hash_of(said: Iterable[Said]) -> str:
    """Of labelled sentences, in their order."""
    told = [(one.language, one.text, sorted(one.codes), one.group) for one in said]
    return sha256(repr(told).encode("utf-8", "replace")).hexdigest()


def _arrays(learned: Learned) -> dict[str, npt.NDArray[Any]]:
    largest = np.abs(learned.head.weights).max(axis=0)
    steps = np.round(learned.head.weights / np.where(largest > 0, largest, 1) * STEPS).astype(np.int8)
    return {
        "encoder": np.array(learned.encoder),
        "codes": np.array(learned.codes),
        "vocabulary": _joined(sorted(learned.vocabulary)),
        "mean": learned.mean,
        "weight": np.array(learned.weight),
        "letters": _joined(learned.grams.letters),
        "letters_idf": learned.grams.letters_idf,
        "words": _joined(learned.grams.words),
        "words_idf": learned.grams.words_idf,
        "weights": steps,
        "largest": largest,
        "bias": learned.head.bias,
        "whole_weights": learned.whole.weights,
        "whole_bias": learned.whole.bias,
        "thresholds": learned.thresholds,
        "signs_mean": learned.context.mean,
        "signs_scale": learned.context.scale,
        "signs_weights": learned.context.weights,
        "lean": learned.context.lean,
        "taught_by": np.array(learned.taught_by),
    }


def _learned(held: Mapping[str, npt.NDArray[Any]]) -> Learned:
    weights = (held["weights"] * (held["largest"] / STEPS)).astype(np.float32)
    return Learned(
        encoder=str(held["encoder"]),
        codes=tuple(held["codes"].tolist()),
        vocabulary=frozenset(_split(held["vocabulary"])),
        mean=held["mean"],
        weight=float(held["weight"]),
        grams=Grams(_split(held["letters"]), held["letters_idf"], _split(held["words"]), held["words_idf"]),
        head=Head(weights, held["bias"]),
        whole=Head(held["whole_weights"], held["whole_bias"]),
        thresholds=held["thresholds"],
        context=Context(held["signs_mean"], held["signs_scale"], held["signs_weights"], held["lean"]),
        taught_by=str(held["taught_by"]),
    )


def _joined(texts: "tuple[str, ...] | list[str]") -> npt.NDArray[np.uint8]:
    """Many short texts as one run of bytes: as an array of texts each would take the room of the longest."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _split(held: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(held.tobytes().decode().split("\n"))
