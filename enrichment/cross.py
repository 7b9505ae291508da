"""What only several adverts together can show: one contact behind many personas, ages that do not agree.

A pure function of the adverts given; their order never matters. Contacts are compared as keyed HMACs.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from enrichment.personas import SAME_AGE, Told, count_personas, told
from zicht.records import EnrichedAdvert, Extraction, Hit, SubjectKey

NETWORK = "network@2026.11.1"  # the cross-advert indicators of INDICATORS.md 3 that are read here
DIMENSION = "NET"
PERSONAS = 3  # XAD-01: at least so many on one contact (INDICATORS.md XAD-01; STIM, Giommoni & Ikwu 2021)
PERSONA_WINDOW = timedelta(days=30)  # XAD-01: within this time
AGE_WINDOW = timedelta(days=90)  # XAD-04: within this time (INDICATORS.md XAD-04; STIM, Skidmore 2018)
POINTS = {"XAD-01": 16.0, "XAD-04": 9.0}  # prior points (INDICATORS.md 3)
HUB_ADVERTS, HUB_PERSONAS = (
    50,
    20,
)  # a contact of more adverts and more personas than this ties nobody (ours, to be tuned)
NEIGHBOURS = 50  # an advert is tied to at most so many others of one contact: those placed nearest in time
PROOF = 20  # so many adverts are named as proof; more would prove nothing more


def cross_hits(advert: EnrichedAdvert, others: Sequence[EnrichedAdvert]) -> tuple[Hit, ...]:
    """XAD-01 and XAD-04 of `advert`, given every advert that shares a subject key with it.

    Each hit stands on the contact in this advert. A code that two contacts prove has points once.
    """
    hits: dict[str, list[Hit]] = {code: [] for code in POINTS}
    known = {other.advert.id: other for other in others if other.advert.id != advert.advert.id}
    for key in sorted(set(advert.subjects), key=key_order):
        sharing = sorted((other for other in known.values() if key in other.subjects), key=time_order)
        if not sharing:
            continue
        contact = _contact(advert, key, sharing)
        for code, proof in (("XAD-01", _personas(advert, sharing)), ("XAD-04", _ages(advert, sharing))):
            if proof:
                hits[code].append(_hit(code, advert, contact, proof))
    return tuple(hit for found in hits.values() for hit in _points_once(found))


def licensed(advert: EnrichedAdvert) -> bool:
    """A business that can be looked up, not a person: an uncancelled CNT-03 beside a KvK number (a reception line)."""
    said = any(hit.code == "CNT-03" and hit.cancelled_by is None for hit in advert.hits)
    return said and any(found.kind == "kvk" for found in advert.extractions)


def moment(advert: EnrichedAdvert) -> datetime:
    """When the advert was placed, else when it was seen."""
    return advert.advert.posted_at or advert.advert.seen_at


def key_order(key: SubjectKey) -> tuple[str, str]:
    """Sorts subject keys."""
    return key.kind, key.key


def time_order(advert: EnrichedAdvert) -> tuple[datetime, str]:
    """Sorts adverts by when they were placed."""
    return moment(advert), advert.advert.id


def _personas(advert: EnrichedAdvert, sharing: Sequence[EnrichedAdvert]) -> tuple[str, ...]:
    """The adverts that prove XAD-01: one for each thing said, in the first 30 days that hold three personas."""
    everyone = sorted((advert, *sharing), key=time_order)
    if any(licensed(one) for one in everyone):
        return ()
    near = [one for one in everyone if abs(moment(one) - moment(advert)) <= PERSONA_WINDOW]
    presenting = [(one, said) for one in near if (said := told(one))]
    if _count(presenting) < PERSONAS:
        return ()
    enough = next((window for window in _windows(advert, presenting) if _count(window) >= PERSONAS), [])
    first: dict[Told, str] = {}
    for one, said in enough:
        first.setdefault(said, one.advert.id)
    return tuple(sorted({*list(first.values())[:PROOF], advert.advert.id})) if first else ()


def _count(presenting: Sequence[tuple[EnrichedAdvert, Told]]) -> int:
    return count_personas(said for _, said in presenting)


def _windows(
    advert: EnrichedAdvert, presenting: Sequence[tuple[EnrichedAdvert, Told]]
) -> Iterator[list[tuple[EnrichedAdvert, Told]]]:
    """Every 30 days that begin with an advert and hold this one, earliest first."""
    for start in sorted({moment(one) for one, _ in presenting}):
        if start <= moment(advert):
            yield [pair for pair in presenting if start <= moment(pair[0]) <= start + PERSONA_WINDOW]


def _ages(advert: EnrichedAdvert, sharing: Sequence[EnrichedAdvert]) -> tuple[str, ...]:
    """The adverts whose age does not go with that of `advert`: more than 3 years off, or lower while later.

    Compared per name; without any name on the contact, as if one person, unless a duo or a business shows otherwise.
    """
    near = [one for one in sharing if abs(moment(one) - moment(advert)) <= AGE_WINDOW]
    said = {one.advert.id: told(one) for one in (advert, *near)}
    mine = said[advert.advert.id]
    if mine is None or mine.age is None or mine.several:
        return ()
    if mine.name is None and (any(_explains(one) for one in said.values()) or any(map(licensed, (advert, *near)))):
        return ()
    odd = [one.advert.id for one in near if _disagree(advert, mine, one, said[one.advert.id])]
    return tuple(sorted([advert.advert.id, *sorted(odd)[:PROOF]])) if odd else ()


def _explains(one: Told | None) -> bool:
    """A name or a duo on the contact: nameless ages may then be of two people."""
    return one is not None and (one.name is not None or one.several)


def _disagree(advert: EnrichedAdvert, mine: Told, other: EnrichedAdvert, theirs: Told | None) -> bool:
    if theirs is None or theirs.several or theirs.name != mine.name or theirs.age is None or mine.age is None:
        return False
    if abs(theirs.age - mine.age) > SAME_AGE:
        return True
    (early, first), (late, then) = sorted(((moment(advert).date(), mine.age), (moment(other).date(), theirs.age)))
    return early < late and then < first


def _contact(advert: EnrichedAdvert, key: SubjectKey, sharing: Sequence[EnrichedAdvert]) -> Extraction:
    """The contact of `advert` that the others have too."""
    theirs = {found.value for other in sharing for found in other.extractions if found.kind == key.kind}
    mine = [found for found in advert.extractions if found.kind == key.kind]
    return next((found for found in mine if found.value in theirs), mine[0])


def _hit(code: str, advert: EnrichedAdvert, contact: Extraction, proof: tuple[str, ...]) -> Hit:
    text: str = getattr(advert.advert, contact.field)
    return Hit(
        code=code,
        pack=NETWORK,
        field=contact.field,
        start=contact.start,
        end=contact.end,
        text=text[contact.start : contact.end],
        points=POINTS[code],
        dimension=DIMENSION,
        by="cross",
        adverts=proof,
    )


def _points_once(hits: Sequence[Hit]) -> Iterator[Hit]:
    for at, hit in enumerate(sorted(hits, key=lambda hit: (hit.field, hit.start))):
        yield hit if at == 0 else hit.model_copy(update={"points": 0.0})
