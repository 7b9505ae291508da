"""What everybody says, in each language: the mean of its sentences, and some of them to measure how common a sentence is.

`python -m enrichment.models.everybody` makes the file anew, out of half of the whole adverts that teach; the other half measures
(`python -m bench translations`).
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt

from enrichment.linking.translated import Spoken, cosines
from enrichment.models.arrays import save
from enrichment.models.encoders import Encoder, PlainE5, Vectors, unit
from enrichment.models.examples import ADVERTS, SHIPPED, Said, part_of, read_sentences, together
from enrichment.words.language import LANGUAGES

FILE = Path(__file__).with_name("everybody.npz")
STEPS = 127  # a row is held in whole steps of its largest number
REFERENCE, MEASURE = 0, 1  # halves of the adverts
ADVERTS_OF_EACH = 100  # language
SHOWN = 128  # sentences of each language that are kept
NEAREST = 5  # of these: how near they are on average says how common a sentence is
SENTENCES = range(4, 11)  # of an advert
Rows = npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Everybody:
    """By language, in order: the mean of its sentences (a row each), and of SHOWN of them the vectors beside it."""

    encoder: str
    languages: tuple[str, ...]
    means: Vectors
    shown: Vectors

    @cached_property
    def name(self) -> str:
        """Changes with the model and with what everybody says."""
        return f"{self.encoder}+{sha256(self.means.tobytes() + self.shown.tobytes()).hexdigest()[:8]}"

    def place(self, language: str, said: Sequence[str], rows: Rows) -> Spoken:
        """Sentences of one text beside the mean of their language, with how near everybody comes in each language."""
        vectors = unit(unit(rows.astype(np.float32)) - self.means[self.languages.index(language)])
        close = np.sort(
            cosines(vectors, self.shown.reshape(-1, self.shown.shape[-1])).reshape(len(said), -1, SHOWN), axis=2
        )
        common = close[:, :, -NEAREST:].mean(axis=2)
        return Spoken(language, tuple(said), vectors, {one: common[:, at] for at, one in enumerate(self.languages)})


def stepped(vectors: Vectors) -> Rows:
    """As they are kept: a quarter of the room."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.round(vectors / np.where(largest > 0, largest, 1) * STEPS).astype(np.int8)


def everybody(path: Path = FILE) -> Everybody:
    """Out of its file."""
    with np.load(path, allow_pickle=False) as held:
        shape = held["shown"].shape
        shown = unit(held["shown"].astype(np.float32).reshape(-1, shape[-1])).reshape(shape)
        return Everybody(
            str(held["encoder"]), tuple(held["languages"].tolist()), held["means"].astype(np.float32), shown
        )


def adverts_of(half: int, language: str, count: int) -> list[list[Said]]:
    """So many whole adverts of one half, in an order of chance that stays."""
    said = [one for one in _all() if one.language == language and part_of(one, 2, "everybody") == half]
    whole = [[said[at] for at in own] for own in together(said) if len(own) in SENTENCES]
    return sorted(whole, key=lambda own: _chance([one.text for one in own]))[:count]


def _all() -> Iterator[Said]:
    yield from read_sentences(ADVERTS)
    yield from (one for file in sorted(SHIPPED.glob("adverts_*.tsv")) for one in read_sentences(file))


def _chance(texts: Sequence[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()


def make(encoder: Encoder) -> Everybody:
    """Out of the adverts of the first half."""
    means, shown = [], []
    for language in LANGUAGES:
        said = {one.text for advert in adverts_of(REFERENCE, language, ADVERTS_OF_EACH) for one in advert}
        rows = encoder.encode(sorted(said, key=lambda text: _chance([text])))
        means.append(rows.mean(axis=0))
        shown.append(unit(rows[:SHOWN] - means[-1]))
    return Everybody(encoder.name, tuple(LANGUAGES), np.stack(means), np.stack(shown))


def write(made: Everybody, path: Path = FILE) -> None:
    """To its file."""
    shape = made.shown.shape
    save(
        path,
        {
            "encoder": np.array(made.encoder),
            "languages": np.array(made.languages),
            "means": made.means.astype(np.float16),
            "shown": stepped(made.shown.reshape(-1, shape[-1])).reshape(shape),
        },
    )


def main() -> int:
    """Make it; minutes."""
    write(make(PlainE5()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
