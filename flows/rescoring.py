"""Adverts scored with what their groups show, without the ledger: so that other processes can do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from enrichment.contacts.keyed import keyed_by
from enrichment.enrich import rescore
from enrichment.linking.cross import Crossed, hits_of
from enrichment.packs.schema import Examples, Indicator, Scoring
from zicht.records import EnrichedAdvert

if TYPE_CHECKING:
    from enrichment.reader import Reader

_READ = {
    "cues": {},
    "also": {},
    "unless": {},
    "examples": Examples(),
}  # what only reading needs, and most of a pack's size


@dataclass(frozen=True, slots=True)
class Names:
    """Code -> name and version of its pack."""

    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scales:
    """What scoring needs of a `Reader`, by the same names; and the key for contacts."""

    by_code: Mapping[str, Indicator]
    scoring: Scoring
    indicators: Names
    key: bytes


class Rescored(NamedTuple):
    """An advert as the ledger keeps it once it is linked."""

    number: str  # Advert.id
    content: str
    enriched: str  # JSON
    score: float
    outcome: str


def scales_of(reader: "Reader") -> Scales:
    """The same scores as this reader gives, in any process."""
    by_code = {code: one.model_copy(update=_READ) for code, one in reader.by_code.items()}
    return Scales(by_code, reader.scoring, Names(dict(reader.indicators.names)), reader.key)


def rescored(bodies: Sequence[str], crossed: Mapping[str, Sequence[Crossed]], scales: Scales) -> list[Rescored]:
    """Enriched adverts, each as JSON, with what they help to show (by Advert.id) in place of earlier hits of this kind."""
    keyed, reader = keyed_by(scales.key), cast("Reader", scales)
    made = []
    for body in bodies:
        advert = EnrichedAdvert.model_validate_json(body)
        number = advert.advert.id
        one = rescore(advert, hits_of(advert, crossed.get(number, ()), keyed), reader)
        made.append(Rescored(number, one.advert.content, one.model_dump_json(), one.score, one.outcome))
    return made
