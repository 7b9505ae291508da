"""What only several adverts together can show of one advert: the indicators of its groups, as hits on this advert.

What a group shows (`enrichment.linking.proofs`) and what scores are one and the same: an advert has a hit of each code
that it helps to show. Where a group has an ordinary explanation (a licensed club, an agency, one firm, information) its
hits are kept and cancelled. A hit stands on the contact, or on the words, that carry it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from enrichment.contacts.keyed import Keyed
from enrichment.linking.limits import RULES, Rules
from enrichment.linking.proofs import Proof
from enrichment.linking.seen import see
from enrichment.linking.shown import Shown
from enrichment.linking.stream import link_all
from enrichment.linking.verdict import Judged, is_settled
from zicht.records import EnrichedAdvert, Extraction, FieldName, Hit

NETWORK = "network@2026.11.1"  # rescore names the pack that is loaded, its points and its dimension
INNOCENT = "group:innocent"  # cancels what a group shows that has an ordinary explanation
PROOF = 20  # so many adverts are named as proof; more would prove nothing more
QUOTE = 200  # characters of the text that a hit without a contact stands on (REQ-L06)


@dataclass(frozen=True, slots=True)
class Crossed:
    """One code that an advert helps to show, over which value, and which adverts prove it."""

    code: str
    points: float
    by: str
    key: str
    adverts: tuple[str, ...]
    cancelled: bool


def crossed(groups: Iterable[Judged]) -> dict[str, tuple[Crossed, ...]]:
    """Advert.id -> what it helps to show, by code; of a code in two groups the one that counts."""
    found: dict[str, dict[str, Crossed]] = {}
    for group in sorted(groups, key=lambda one: (is_settled(one), one.bundle.key)):
        for proof in group.proofs:
            for number, one in _of_proof(proof, cancelled=is_settled(group)):
                found.setdefault(number, {}).setdefault(one.code, one)
    return {number: tuple(codes[code] for code in sorted(codes)) for number, codes in found.items()}


def _of_proof(proof: Proof, *, cancelled: bool) -> Iterator[tuple[str, Crossed]]:
    if proof.code is None:
        return
    for shown in proof.shown:
        names = _named(shown)
        for advert in shown.adverts:
            together = tuple(sorted({*names, advert.number}))
            yield advert.number, Crossed(proof.code, proof.points, shown.by, shown.key, together, cancelled)


def _named(shown: Shown) -> tuple[str, ...]:
    """The first advert of each persona, place and contact."""
    first: dict[object, str] = {}
    for one in shown.adverts:
        first.setdefault((one.said, one.gemeente, min((key.key for key in one.contacts), default="")), one.number)
        if len(first) == PROOF:
            break
    return tuple(first.values())


def hits_of(advert: EnrichedAdvert, found: Sequence[Crossed], keyed: Keyed | None) -> tuple[Hit, ...]:
    """The hits on this advert; `keyed` finds the contact among those in its text."""
    return tuple(_hit(advert, one, keyed) for one in found)


def cross_hits(advert: EnrichedAdvert, others: Sequence[EnrichedAdvert], rules: Rules = RULES) -> tuple[Hit, ...]:
    """The cross-advert indicators of `advert` among these others."""
    seen = {one.number: one for one in map(see, (*others, advert))}
    groups = link_all(list(seen.values()), rules).groups
    return hits_of(advert, crossed(groups).get(advert.advert.id, ()), None)


def _hit(advert: EnrichedAdvert, found: Crossed, keyed: Keyed | None) -> Hit:
    field, start, end = _where(advert, found, keyed)
    text: str = getattr(advert.advert, field)
    return Hit(
        code=found.code,
        pack=NETWORK,
        field=field,
        start=start,
        end=end,
        text=text[start:end],
        points=0.0 if found.cancelled else found.points,
        dimension="MOVE" if found.code == "XAD-02" else "NET",
        by="cross",
        cancelled_by=INNOCENT if found.cancelled else None,
        adverts=found.adverts,
    )


def _where(advert: EnrichedAdvert, found: Crossed, keyed: Keyed | None) -> tuple[FieldName, int, int]:
    """The contact that carries it; without one the beginning of the text, or of the title where there is no text."""
    mine = [one for one in advert.extractions if one.kind == found.by]
    this = [one for one in mine if keyed is not None and keyed(one.kind, one.value) == found.key]
    if contact := next(iter(this or mine), None):
        return _span(contact)
    field: FieldName = "body" if found.by == "text" and advert.advert.body else "title"
    field = field if getattr(advert.advert, field) else "body"
    return field, 0, min(QUOTE, len(getattr(advert.advert, field)))


def _span(contact: Extraction) -> tuple[FieldName, int, int]:
    return contact.field, contact.start, contact.end
