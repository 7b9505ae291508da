"""Templates in several languages among adverts in memory: the same as `flows.translating` says of them in a ledger."""

from collections.abc import Iterator, Mapping, Sequence

from enrichment.linking.carriers import Carrier
from enrichment.linking.seen import Seen, in_time
from enrichment.linking.state import text_id
from enrichment.linking.translated import COPIES, Translation, name_of, popular, said_of, translations
from enrichment.models.tongues import Copy, SetSaid, Tongues
from zicht.records import EnrichedAdvert

Sets = Mapping[int, Sequence[Seen]]


def translated(texts: Sequence[Carrier], adverts: Mapping[str, EnrichedAdvert], tongues: Tongues) -> list[Carrier]:
    """What ties sets of copies to the same in other languages; `adverts` by Advert.id."""
    members = {_label(one): one.adverts for one in texts}
    said = {label: one for label, many in sorted(members.items()) if (one := _said(_readers(many), adverts, tongues))}
    spoken = {label: one.spoken for label, one in said.items()}
    found = translations(spoken, spoken)
    crowded = popular(found.keys(), {label: one.language for label, one in spoken.items()})
    return [_carrier(two, one, said, members) for two, one in sorted(found.items()) if two not in crowded]


def _label(carrier: Carrier) -> int:
    """The smallest number of its texts."""
    return min(number for number, _ in _texts(carrier.adverts))


def _texts(adverts: Sequence[Seen]) -> Iterator[tuple[int, Seen]]:
    yield from ((number, one) for one in adverts if (number := text_id(one.words)) is not None)


def _readers(adverts: Sequence[Seen]) -> list[str]:
    """Of some texts the adverts with the smallest ids."""
    first: dict[int, str] = {}
    for number, one in _texts(adverts):
        first[number] = min(one.number, first.get(number, one.number))
    return [first[number] for number in sorted(first)[:COPIES]]


def _said(numbers: Sequence[str], adverts: Mapping[str, EnrichedAdvert], tongues: Tongues) -> SetSaid | None:
    told = tongues.read([adverts[number] for number in numbers])
    return tongues.of_set(
        [Copy(number, adverts[number].language, one) for number, one in zip(numbers, told, strict=True)]
    )


def _carrier(two: tuple[int, int], found: Translation, said: Mapping[int, SetSaid], members: Sets) -> Carrier:
    one, other = (said[label].spoken.said for label in two)
    both = in_time([advert for label in two for advert in members[label]])
    beside = [(one[pair.one], other[pair.other], pair.cosine) for pair in found.beside]
    return Carrier("translation", name_of(*two), tuple(both), said=said_of(beside))
