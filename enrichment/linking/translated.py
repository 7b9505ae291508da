"""Whether two texts in two languages are one template: their sentences laid beside each other, by vectors (docs/decisions/0018).

Two sentences belong together when each is the nearest that the other text has. How near counts beyond how near everybody's
sentences come to either: what all say is near to all, and counts for nothing.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from enrichment.linking.carriers import Carrier, cut
from enrichment.linking.sets import Sets
from zicht.records import Explanation

Vectors = npt.NDArray[np.float32]

BEYOND = 0.1  # cosine beyond what everybody's sentences come to, from which two sentences say the same
TOGETHER = 3  # sentences at least
# Of the sentences of each text, as of words (similar.py): two texts around one stock text have less.
OF_SHORTER, OF_LONGER = 0.6, 0.5
SCORE = 0.15  # above all of 2.2 million pairs of strangers
COPIES = 5  # of a set are read
SHOWN = 3  # sentences that a tie is explained by
SAID_BY = 3  # a set says what more than one in so many of its copies say
OF_ONE_LANGUAGE = 3  # sets in one language that hang together: more, and it is a text that everybody translates


@dataclass(frozen=True, eq=False)
class Spoken:
    """The sentences of a text, and a row of length 1 for each: its vector beside the mean of its language.

    `common` has by language how near everybody's sentences come to each.
    """

    language: str
    said: tuple[str, ...]
    vectors: Vectors
    common: Mapping[str, Vectors]


class Beside(NamedTuple):
    """A sentence of one text (its place) beside one of another, and their cosine."""

    one: int
    other: int
    cosine: float


@dataclass(frozen=True, slots=True)
class Translation:
    """How far one text is the other in another language, and which of their sentences say so."""

    score: float
    beside: tuple[Beside, ...]


def name_of(one: int, other: int) -> str:
    """The name of a tie between two sets of copies, each by the smallest number of its texts."""
    return f"{min(one, other)}:{max(one, other)}"


def cosines(one: Vectors, other: Vectors) -> Vectors:
    """A row for each of one, a column for each of the other."""
    return np.asarray(one @ other.T, dtype=np.float32)


def beyond(one: Spoken, other: Spoken) -> Vectors:
    """How near each sentence comes to each, beyond what everybody's do."""
    common = (one.common[other.language][:, None] + other.common[one.language][None, :]) / 2
    return np.asarray(cosines(one.vectors, other.vectors) - common, dtype=np.float32)


def translation(one: Spoken, other: Spoken, least: float = SCORE) -> Translation | None:
    """None when they are not one text, or when nothing could tell."""
    if one.language == other.language or min(len(one.said), len(other.said)) < TOGETHER:
        return None
    near = beyond(one, other)
    mutual = (near == near.max(axis=1, keepdims=True)) & (near == near.max(axis=0, keepdims=True)) & (near > BEYOND)
    places = np.argwhere(mutual)
    short, long = sorted(near.shape)
    if len(places) < max(TOGETHER, OF_SHORTER * short, OF_LONGER * long):
        return None
    score = float((near[mutual] - BEYOND).sum() / np.sqrt(short * long))
    cosine = cosines(one.vectors, other.vectors)
    beside = tuple(Beside(int(a), int(b), round(float(cosine[a, b]), 2)) for a, b in places)
    return Translation(round(score, 3), beside) if score >= least else None


def translations(
    new: Mapping[int, Spoken], others: Mapping[int, Spoken], least: float = SCORE
) -> dict[tuple[int, int], Translation]:
    """By two names, the smaller first: each new text with each in another language, those that are one template."""
    found = {}
    for language in sorted({one.language for one in others.values()}):
        crowd = _Crowd({name: one for name, one in sorted(others.items()) if one.language == language})
        for name, one in sorted(new.items()):
            for other in crowd.worth_a_look(one) if one.language != language else ():
                (first, mine), (second, theirs) = sorted(((name, one), (other, others[other])), key=lambda two: two[0])
                if told := translation(mine, theirs, least):
                    found[first, second] = told
    return found


class _Crowd:
    """Texts of one language, with all their sentences as one."""

    def __init__(self, texts: Mapping[int, Spoken]) -> None:
        self._names = list(texts)
        self._whole = _as_one(list(texts.values()))
        self._owners = np.repeat(np.arange(len(texts)), [len(text.said) for text in texts.values()])

    def worth_a_look(self, one: Spoken) -> list[int]:
        """Those that have enough sentences near to its own, whichever they are."""
        near = beyond(one, self._whole).max(axis=0, initial=-1) > BEYOND
        counts = np.bincount(self._owners[near], minlength=len(self._names))
        return [self._names[at] for at in np.flatnonzero(counts >= TOGETHER)]


def _as_one(texts: Sequence[Spoken]) -> Spoken:
    vectors = np.concatenate([text.vectors for text in texts])
    common = {one: np.concatenate([text.common[one] for text in texts]) for one in texts[0].common}
    return Spoken(texts[0].language, tuple(said for text in texts for said in text.said), vectors, common)


def popular(pairs: Collection[tuple[int, int]], languages: Mapping[int, str]) -> set[tuple[int, int]]:
    """Of translations those of sets that hang together with too many of one language: sentences that everybody strings together."""
    sets: Sets[int] = Sets()
    for one, other in pairs:
        sets.tie(one, other)
    crowded = {
        sets.root(many[0])
        for many in sets.among(sorted({name for pair in pairs for name in pair}))
        if max(Counter(languages[name] for name in many).values()) > OF_ONE_LANGUAGE
    }
    return {pair for pair in pairs if sets.root(pair[0]) in crowded}


def spoken_by(copies: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """What a set of copies says: places (copy, sentence) of the sentences that more than one in SAID_BY have, each once."""
    known: list[
        tuple[frozenset[str], tuple[int, int], set[int]]
    ] = []  # its words, where it stands first, which copies have it
    for at, copy in enumerate(copies):
        for place, said in enumerate(copy):
            words = _words(said)
            having = next((having for other, _, having in known if _same(words, other)), None)
            if having is None:
                known.append((words, (at, place), {at}))
            else:
                having.add(at)
    return [place for _, place, having in known if len(having) * SAID_BY > len(copies)]


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences of copies are one, a word or a name here and there aside."""
    return len(one & other) * 2 >= len(one | other) > 0


def _words(said: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in said.split() if not word[0].isdigit())


def said_of(beside: Collection[tuple[str, str, float]]) -> Explanation:
    """Which sentences say so, the nearest first, for people: each with the other, and their cosine."""
    bare = ((one.rstrip(" .!"), other.rstrip(" .!"), cosine) for one, other, cosine in beside)
    nearest = sorted(bare, key=lambda one: (-one[2], one))[:SHOWN]
    nl = "; ".join(f"“{one}” ~ “{other}”, gelijkenis {cosine:.2f}" for one, other, cosine in nearest)
    en = "; ".join(f"“{one}” ~ “{other}”, likeness {cosine:.2f}" for one, other, cosine in nearest)
    return Explanation(nl=f"{len(beside)} zinnen, zoals {nl}", en=f"{len(beside)} sentences, such as {en}")


def without_cut_texts(carriers: Sequence[Carrier]) -> list[Carrier]:
    """The carriers, where a translation of a text that ties nobody ties nobody: stock texts have translations too."""
    fallen = {one.number for carrier in carriers if carrier.by == "text" and carrier.cut for one in carrier.adverts}
    return [_fallen(one) if _is_of(one, fallen) else one for one in carriers]


def _is_of(carrier: Carrier, fallen: Collection[str]) -> bool:
    """Whether it is a translation that nobody restored, with one of these adverts."""
    return (
        carrier.by == "translation"
        and carrier.cut is None
        and carrier.why != "restored"
        and any(one.number in fallen for one in carrier.adverts)
    )


def _fallen(carrier: Carrier) -> Carrier:
    return cut(
        carrier,
        "stock",
        "vertaling van een tekst die zelf niet bindt: een standaardtekst, of die van een bedrijf.",
        "translation of a text that does not tie by itself: a stock text, or that of a business.",
    )
