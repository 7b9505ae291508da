"""What only several adverts together can show of one advert.

One contact behind many personas, ages that do not agree, many places in little time, labour indicators that stack up, a
recruiter who supplies later.
A pure function of the adverts given; their order never matters. Contacts are compared as keyed HMACs. Groups, and what
needs texts or moments (XAD-03, 07, 12), are in `enrichment.linking`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from enrichment.linking.limits import LIMITS
from enrichment.linking.places import kilometres
from enrichment.personas import SAME_AGE, Told, count_personas, told
from zicht.records import EnrichedAdvert, Extraction, Form, Hit, SubjectKey

NETWORK = "network@2026.11.1"  # the cross-advert indicators of INDICATORS.md 3; rescore names the pack that is loaded
AGE_WINDOW = timedelta(days=90)  # XAD-04: within this time (INDICATORS.md XAD-04; STIM, Skidmore 2018)
POINTS = {
    "XAD-01": 16.0,
    "XAD-02": 6.0,
    "XAD-04": 9.0,
    "XAD-05": 12.0,
    "XAD-08": 14.0,
    "XAD-11": 20.0,
}  # as in the pack
DIMENSIONS = {"XAD-02": "MOVE"}  # the others are NET
LABOUR_POINTS = 8.0  # a labour indicator of so many points counts for XAD-08
PROOF = 20  # so many adverts are named as proof; more would prove nothing more


@dataclass(frozen=True, slots=True)
class Shown:
    """What is compared of an advert: its id, when and where it was placed, whom it presents, who stands behind it."""

    number: str
    at: datetime
    said: Told | None
    licensed: bool
    gemeente: str | None
    form: Form
    labour: bool  # it has a labour indicator that counts for XAD-08


def cross_hits(advert: EnrichedAdvert, others: Sequence[EnrichedAdvert]) -> tuple[Hit, ...]:
    """The cross-advert indicators of `advert`, given every advert that shares a subject key with it.

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
        for code, rule in RULES.items():
            if proof := rule(mine, theirs, key):
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
    return Shown(
        number=advert.advert.id,
        at=moment(advert),
        said=told(advert),
        licensed=_licensed(advert),
        gemeente=advert.place.gemeente,
        form=advert.form,
        labour=any(hit.code.startswith("LAB") and hit.points >= LABOUR_POINTS for hit in advert.hits),
    )


def _licensed(advert: EnrichedAdvert) -> bool:
    """A business that can be looked up, not a person: an uncancelled CNT-03 beside a KvK number (a reception line)."""
    said = any(hit.code == "CNT-03" and hit.cancelled_by is None for hit in advert.hits)
    return said and any(found.kind == "kvk" for found in advert.extractions)


def _personas(mine: Shown, theirs: Sequence[Shown], key: SubjectKey) -> tuple[str, ...]:
    """XAD-01: three personas on one contact."""
    del key
    return _enough_personas(mine, theirs, LIMITS.personas)


def _profiles(mine: Shown, theirs: Sequence[Shown], key: SubjectKey) -> tuple[str, ...]:
    """XAD-05: five profiles under one account or address; a phone has XAD-01."""
    return () if key.kind == "phone" else _enough_personas(mine, theirs, LIMITS.profiles)


def _enough_personas(mine: Shown, theirs: Sequence[Shown], least: int) -> tuple[str, ...]:
    """One advert for each thing said, in the first 30 days that hold so many personas."""
    everyone = sorted((mine, *theirs), key=lambda shown: (shown.at, shown.number))
    if any(shown.licensed for shown in everyone):
        return ()
    near = [shown for shown in everyone if shown.said and abs(shown.at - mine.at) <= LIMITS.persona_window]
    if _count(near) < least:
        return ()
    enough = next((window for window in _windows(mine, near) if _count(window) >= least), ())
    first: dict[Told | None, str] = {}
    for shown in enough:
        first.setdefault(shown.said, shown.number)
    return tuple(sorted({*list(first.values())[:PROOF], mine.number})) if first else ()


def _count(shown: Sequence[Shown]) -> int:
    return count_personas(one.said for one in shown if one.said)


def _windows(mine: Shown, near: Sequence[Shown]) -> Iterator[list[Shown]]:
    """Every 30 days that begin with an advert and hold this one, earliest first."""
    for start in sorted({shown.at for shown in near if shown.at <= mine.at}):
        yield [shown for shown in near if start <= shown.at <= start + LIMITS.persona_window]


def _places(mine: Shown, theirs: Sequence[Shown], key: SubjectKey) -> tuple[str, ...]:
    """XAD-02: three gemeenten in fourteen days, or too far for half a day; the first advert of each is the proof."""
    del key
    everyone = sorted((mine, *theirs), key=lambda shown: (shown.at, shown.number))
    if mine.gemeente is None or any(shown.licensed for shown in everyone):
        return ()
    near = [shown for shown in everyone if shown.gemeente and abs(shown.at - mine.at) <= LIMITS.move_window]
    for start in near:
        first: dict[str, str] = {}
        for shown in near:
            if start.at <= shown.at <= start.at + LIMITS.move_window:
                first.setdefault(shown.gemeente or "", shown.number)
        if len(first) >= LIMITS.places and start.at <= mine.at <= start.at + LIMITS.move_window:
            return tuple(sorted({*list(first.values())[:PROOF], mine.number}))
    far = [shown.number for shown in near if _too_far(mine, shown)]
    return tuple(sorted({*far[:PROOF], mine.number})) if far else ()


def _too_far(mine: Shown, other: Shown) -> bool:
    """One persona in two places, too far apart for the time between; at one moment it is one advert for all regions."""
    apart = abs(mine.at - other.at)
    if not LIMITS.burst_window < apart <= LIMITS.far_window or mine.gemeente is None or other.gemeente is None:
        return False
    one_persona = mine.said is None or other.said is None or mine.said.name == other.said.name
    return one_persona and kilometres(mine.gemeente, other.gemeente) > LIMITS.far


def _labour(mine: Shown, theirs: Sequence[Shown], key: SubjectKey) -> tuple[str, ...]:
    """XAD-08: this advert and others of one hand have labour indicators; violations per advert count, not volume."""
    del key
    if not mine.labour:
        return ()
    near = [mine, *(shown for shown in theirs if abs(shown.at - mine.at) <= LIMITS.labour_window)]
    stacked = sorted(shown.number for shown in near if shown.labour)
    if len(stacked) < LIMITS.labour_adverts or len(stacked) < LIMITS.labour_share * len(near):
        return ()
    return tuple(sorted({*stacked[:PROOF], mine.number}))


def _recruiting(mine: Shown, theirs: Sequence[Shown], key: SubjectKey) -> tuple[str, ...]:
    """XAD-11: the contact recruits in one advert and supplies, within 180 days, in a later one."""
    del key
    proof = [shown.number for shown in theirs if _recruits_first(mine, shown) or _recruits_first(shown, mine)]
    return tuple(sorted({*proof[:PROOF], mine.number})) if proof else ()


def _recruits_first(one: Shown, other: Shown) -> bool:
    supplies = other.form in ("seksueel", "crimineel")
    return one.form == "arbeid" and supplies and timedelta() <= other.at - one.at <= LIMITS.recruit_window


def _ages(mine: Shown, theirs: Sequence[Shown], key: SubjectKey) -> tuple[str, ...]:
    """The adverts whose age does not go with this one's: more than 3 years off, or lower while later.

    Compared per name; without any name on the contact, as if one person, unless a duo or a business shows otherwise.
    """
    del key
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


Rule = Callable[[Shown, Sequence[Shown], SubjectKey], tuple[str, ...]]
RULES: dict[str, Rule] = {
    "XAD-01": _personas, "XAD-02": _places, "XAD-04": _ages, "XAD-05": _profiles, "XAD-08": _labour, "XAD-11": _recruiting,
}  # fmt: skip


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
        dimension=DIMENSIONS.get(code, "NET"),
        by="cross",
        adverts=proof,
    )


def _points_once(hits: Sequence[Hit]) -> Iterator[Hit]:
    for at, hit in enumerate(sorted(hits, key=lambda hit: (hit.field, hit.start))):
        yield hit if at == 0 else hit.model_copy(update={"points": 0.0})
