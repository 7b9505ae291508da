"""What only several adverts together can show: one contact behind many personas, ages that do not agree.

A pure function of the adverts given; their order never matters. Contacts are compared as keyed HMACs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from enrichment.personas import SAME_AGE, Told, count_personas, told
from zicht.records import EnrichedAdvert, Extraction, Hit, SubjectKey

NETWORK = "network@2026.11.1"  # the cross-advert indicators of INDICATORS.md 3 that are read here
DIMENSION = "NET"
PERSONAS = 3  # XAD-01: at least so many on one contact (INDICATORS.md XAD-01; STIM, Giommoni & Ikwu 2021)
PERSONA_WINDOW = timedelta(days=30)  # XAD-01: within this time
AGE_WINDOW = timedelta(days=90)  # XAD-04: within this time (INDICATORS.md XAD-04; STIM, Skidmore 2018)
POINTS = {"XAD-01": 16.0, "XAD-04": 9.0}  # prior points (INDICATORS.md 3)
PROOF = 20  # so many adverts are named as proof; more would prove nothing more


@dataclass(frozen=True, slots=True)
class Shown:
    """What is compared of an advert: its id, when it was placed, whom it presents, whether a business stands behind it."""

    number: str
    at: datetime
    said: Told | None
    licensed: bool


def cross_hits(advert: EnrichedAdvert, others: Sequence[EnrichedAdvert]) -> tuple[Hit, ...]:
    """XAD-01 and XAD-04 of `advert`, given every advert that shares a subject key with it.

    Each hit stands on the contact in this advert. A code that two contacts prove has points once.
    """
    mine = _shown(advert)
    known = {shown.number: (shown, other) for other in others if (shown := _shown(other)).number != mine.number}
    hits: dict[str, list[Hit]] = {code: [] for code in POINTS}
    for key in sorted(set(advert.subjects), key=key_order):
        sharing = [(shown, other) for shown, other in known.values() if _has(other, key)]
        if not sharing:
            continue
        contact = _contact(advert, key, [other for _, other in sharing])
        theirs = sorted((shown for shown, _ in sharing), key=lambda shown: (shown.at, shown.number))
        for code, proof in (("XAD-01", _personas(mine, theirs)), ("XAD-04", _ages(mine, theirs))):
            if proof:
                hits[code].append(_hit(code, advert, contact, proof))
    return tuple(hit for found in hits.values() for hit in _points_once(found))


def moment(advert: EnrichedAdvert) -> datetime:
    """When the advert was placed, else when it was seen."""
    return advert.advert.posted_at or advert.advert.seen_at


def key_order(key: SubjectKey) -> tuple[str, str]:
    """Sorts subject keys."""
    return key.kind, key.key


def _has(advert: EnrichedAdvert, key: SubjectKey) -> bool:
    return any(one.key == key.key and one.kind == key.kind for one in advert.subjects)


def _shown(advert: EnrichedAdvert) -> Shown:
    return Shown(advert.advert.id, moment(advert), told(advert), _licensed(advert))


def _licensed(advert: EnrichedAdvert) -> bool:
    """A business that can be looked up, not a person: an uncancelled CNT-03 beside a KvK number (a reception line)."""
    said = any(hit.code == "CNT-03" and hit.cancelled_by is None for hit in advert.hits)
    return said and any(found.kind == "kvk" for found in advert.extractions)


def _personas(mine: Shown, theirs: Sequence[Shown]) -> tuple[str, ...]:
    """The adverts that prove XAD-01: one for each thing said, in the first 30 days that hold three personas."""
    everyone = sorted((mine, *theirs), key=lambda shown: (shown.at, shown.number))
    if any(shown.licensed for shown in everyone):
        return ()
    near = [shown for shown in everyone if shown.said and abs(shown.at - mine.at) <= PERSONA_WINDOW]
    if _count(near) < PERSONAS:
        return ()
    enough = next((window for window in _windows(mine, near) if _count(window) >= PERSONAS), ())
    first: dict[Told | None, str] = {}
    for shown in enough:
        first.setdefault(shown.said, shown.number)
    return tuple(sorted({*list(first.values())[:PROOF], mine.number})) if first else ()


def _count(shown: Sequence[Shown]) -> int:
    return count_personas(one.said for one in shown if one.said)


def _windows(mine: Shown, near: Sequence[Shown]) -> Iterator[list[Shown]]:
    """Every 30 days that begin with an advert and hold this one, earliest first."""
    for start in sorted({shown.at for shown in near if shown.at <= mine.at}):
        yield [shown for shown in near if start <= shown.at <= start + PERSONA_WINDOW]


def _ages(mine: Shown, theirs: Sequence[Shown]) -> tuple[str, ...]:
    """The adverts whose age does not go with this one's: more than 3 years off, or lower while later.

    Compared per name; without any name on the contact, as if one person, unless a duo or a business shows otherwise.
    """
    said = mine.said
    if said is None or said.age is None or said.several:
        return ()
    near = [shown for shown in theirs if abs(shown.at - mine.at) <= AGE_WINDOW]
    if said.name is None and any(shown.licensed or _explains(shown.said) for shown in (mine, *near)):
        return ()
    odd = sorted(shown.number for shown in near if _disagree(mine, shown))
    return tuple(sorted([mine.number, *odd[:PROOF]])) if odd else ()


def _explains(said: Told | None) -> bool:
    """A name or a duo on the contact: nameless ages may then be of two people."""
    return said is not None and (said.name is not None or said.several)


def _disagree(mine: Shown, other: Shown) -> bool:
    me, they = mine.said, other.said
    if me is None or they is None or they.several or they.name != me.name or they.age is None or me.age is None:
        return False
    if abs(they.age - me.age) > SAME_AGE:
        return True
    (early, first), (late, then) = sorted(((mine.at.date(), me.age), (other.at.date(), they.age)))
    return early < late and then < first


def _contact(advert: EnrichedAdvert, key: SubjectKey, sharing: Sequence[EnrichedAdvert]) -> Extraction:
    """The contact of `advert` that the others have too."""
    mine = [found for found in advert.extractions if found.kind == key.kind]
    if len(mine) == 1:
        return mine[0]
    theirs = {found.value for other in sharing for found in other.extractions if found.kind == key.kind}
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
