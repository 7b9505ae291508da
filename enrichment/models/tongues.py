"""What an advert says in sentences, and their vectors, for laying templates of two languages beside each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from enrichment.linking.translated import Spoken, spoken_by
from enrichment.models.encoders import Encoder
from enrichment.models.everybody import Everybody, Rows, stepped
from enrichment.models.examples import split
from enrichment.models.sentences import MASKED
from zicht.records import EnrichedAdvert

LEAST = 2  # words of a sentence
MOST = 24  # sentences of an advert that are read


class Told(NamedTuple):
    """The sentences of an advert and their vectors, a row each."""

    said: tuple[str, ...]
    rows: Rows


class Copy(NamedTuple):
    """An advert (Advert.id) that a set of copies is read by."""

    number: str
    language: str
    told: Told


@dataclass(frozen=True, slots=True)
class SetSaid:
    """What a set of copies says, and where each of its sentences stands: the advert and the place in it."""

    spoken: Spoken
    places: tuple[tuple[str, int], ...]


class Tongues:
    """An encoder, with what everybody says. Where vectors lie beside others is worked out when asked, not kept."""

    def __init__(self, encoder: Encoder, known: Everybody) -> None:
        self.languages, self.name = known.languages, known.name
        self._encoder, self._known = encoder, known

    def read(self, adverts: Sequence[EnrichedAdvert]) -> list[Told]:
        """What each says."""
        said = [sentences_of(one) for one in adverts]
        texts = list(dict.fromkeys(text for many in said for text in many))
        rows = dict(zip(texts, stepped(self._encoder.encode(texts)), strict=True)) if texts else {}
        width = self._known.means.shape[1]
        return [Told(many, np.array([rows[text] for text in many], np.int8).reshape(-1, width)) for many in said]

    def spoken(self, texts: Sequence[tuple[str, Sequence[str]]]) -> list[Spoken]:
        """Texts, each as its language and its sentences, ready to be laid beside each other."""
        return [
            self._known.place(language, said, stepped(self._encoder.encode(list(said)))) for language, said in texts
        ]

    def place(self, language: str, told: Told) -> Spoken:
        """Sentences beside what everybody says in that language."""
        return self._known.place(language, told.said, told.rows)

    @staticmethod
    def unpacked(said: tuple[str, ...], rows: bytes) -> Told:
        """As it was kept: `Told.rows`, one behind the other."""
        return Told(said, np.frombuffer(rows, np.int8).reshape(len(said), -1) if said else np.zeros((0, 0), np.int8))

    def of_set(self, copies: Sequence[Copy]) -> SetSaid | None:
        """What these say that are in the language of the first; None when that is none of the eight, or they say nothing."""
        mine = [one for one in copies if one.language == copies[0].language]
        places = spoken_by([one.told.said for one in mine])
        if not places or copies[0].language not in self.languages:
            return None
        said = tuple(mine[at].told.said[place] for at, place in places)
        rows = np.stack([mine[at].told.rows[place] for at, place in places])
        spoken = self.place(copies[0].language, Told(said, rows))
        return SetSaid(spoken, tuple((mine[at].number, place) for at, place in places))


def sentences_of(advert: EnrichedAdvert) -> tuple[str, ...]:
    """Those of title and body that have words enough, without contacts, each once."""
    texts = (text for field in ("title", "body") for text in split(_without_contacts(advert, field)))
    return tuple(dict.fromkeys(text for text in texts if len(text.split()) >= LEAST))[:MOST]


def _without_contacts(advert: EnrichedAdvert, field: str) -> str:
    """A blank for each."""
    text: str = getattr(advert.advert, field)
    spans = ((one.start, one.end) for one in advert.extractions if one.field == field and one.kind in MASKED)
    return "".join(_between(text, sorted(spans)))


def _between(text: str, spans: Iterable[tuple[int, int]]) -> Iterable[str]:
    at = 0
    for start, end in spans:
        yield text[at : max(at, start)] + " "
        at = max(at, end)
    yield text[at:]
