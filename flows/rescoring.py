"""Adverts scored with what their groups show, without the ledger: so that other processes can do it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from enrichment.contacts.keyed import keyed_by
from enrichment.linking.cross import Crossed, hits_of
from enrichment.scoring.scales import Scales, rescore
from flows.ready import Read
from zicht.records import EnrichedAdvert

if TYPE_CHECKING:
    from enrichment.reader import Reader

Scorer = Callable[[Sequence[Read], Mapping[str, Sequence[Crossed]]], "list[Rescored]"]


class Rescored(NamedTuple):
    """An advert as the ledger keeps it once it is linked."""

    number: str  # Advert.id
    content: str
    enriched: str  # JSON
    score: float
    outcome: str


def scorer_of(reader: "Reader") -> Scorer:
    """`rescored` with the scales and the key of this reader: the same scores as it gives, in any process."""
    return partial(rescored, scales=reader.scales.light(), key=reader.key)


def rescored(
    read: Sequence[Read], crossed: Mapping[str, Sequence[Crossed]], *, scales: Scales, key: bytes
) -> list[Rescored]:
    """Enriched adverts with what they help to show (by Advert.id) in place of earlier hits of this kind."""
    keyed = keyed_by(key)
    made = []
    for number, content, body in read:
        advert = EnrichedAdvert.model_validate_json(body)
        one = rescore(advert, hits_of(advert, crossed.get(number, ()), keyed), scales)
        made.append(Rescored(number, content, one.model_dump_json(), one.score, one.outcome))
    return made
