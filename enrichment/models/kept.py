"""Vectors of sentences, each worked out once: in memory for what adverts say, on disk for the examples of the packs."""

import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt

from enrichment.models.arrays import save
from enrichment.models.encoders import Encoder, Vectors, unit

MOST = 1 << 16  # sentences in memory (about 100 MB); then all are forgotten
Row = npt.NDArray[np.int8]
STEPS = (
    127  # a row is held in whole steps of its largest number: a quarter of the room, and the same sentence is the same
)


class KeptVectors:
    """An encoder with a memory. The file holds hashes of example sentences, never a sentence of an advert."""

    def __init__(self, encoder: Encoder, folder: Path | None = None, shipped: Path | None = None) -> None:
        self.encoder = encoder
        self._known: dict[str, Vectors] = {}
        self._file = folder / f"{encoder.name}.npz" if folder else None
        self._rows: dict[str, Row] = read(shipped, encoder.name) | read(self._file, encoder.name)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text; the same sentence is encoded once."""
        if len(self._known) > MOST:
            self._known.clear()
        if new := [text for text in dict.fromkeys(texts) if text not in self._known]:
            self._known |= zip(new, self.encoder.encode(new), strict=True)
        return np.stack([self._known[text] for text in texts])

    def examples(self, texts: Sequence[str]) -> Vectors:
        """The same for examples, kept on disk: one whose words did not change is never encoded again."""
        rows = self.rows_of(texts)
        return unit(np.stack([rows[key_of(text)] for text in texts]).astype(np.float32))

    def rows_of(self, texts: Sequence[str]) -> dict[str, Row]:
        """What is kept of these examples; what is not yet, is encoded first."""
        keys = [key_of(text) for text in texts]
        if new := {key: text for key, text in zip(keys, texts, strict=True) if key not in self._rows}:
            self._rows |= zip(new, _stepped(self.encoder.encode(list(new.values()))), strict=True)
            if self._file:
                write(self._file, {key: self._rows[key] for key in keys}, self.encoder.name)
        return {key: self._rows[key] for key in keys}


def key_of(text: str) -> str:
    """A sentence as a hash."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def read(path: Path | None, name: str) -> dict[str, Row]:
    """Hash to row; nothing when the file is not there, is broken or is of another model: it is made anew then."""
    if path is None or not path.exists():
        return {}
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            same = str(held["name"]) == name
            return dict(zip(held["keys"].tolist(), held["rows"], strict=True)) if same else {}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}


def write(path: Path, rows: dict[str, Row], name: str) -> None:
    """Rows by hash, and the name of their model."""
    save(path, {"name": np.array(name), "keys": np.array(list(rows)), "rows": np.stack(list(rows.values()))})


def _stepped(vectors: Vectors) -> Row:
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.round(vectors / np.where(largest > 0, largest, 1) * STEPS).astype(np.int8)
