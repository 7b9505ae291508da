"""The cross-advert indicators of a group (XAD-01..12, all but photographs), each with what it rests on.

A proof that carries makes a group organised unless innocent votes settle it; the others only add to the score.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from typing import Literal

from enrichment.linking import measures, shown
from enrichment.linking.carriers import Carrier
from enrichment.linking.groups import Bundle
from enrichment.linking.limits import Limits, Rules
from enrichment.linking.seen import CONTACTS, Seen
from enrichment.linking.shown import Shown
from enrichment.linking.travel import Journey, busiest
from enrichment.persons.personas import PRESENTING
from enrichment.words.counted import counted
from zicht.records import Explanation

Kind = Literal["template", "phone", "rotation", "movement", "hub", "burst"]
THIRD = frozenset(("SEX-05", "SEX-12"))  # beside these, or several personas, movement tells something (XAD-02)


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that several adverts together show; `rank` orders kinds, lowest first."""

    code: str | None
    points: float
    carries: bool
    kind: Kind | None
    rank: int
    said: Explanation
    shown: tuple[Shown, ...] = ()  # by which adverts


def proofs_of(bundle: Bundle, rules: Rules) -> list[Proof]:
    """Everything that speaks for one hand behind many, weightiest first."""
    ways: tuple[Callable[[Bundle, Limits], Iterator[Proof]], ...] = (
        _bursts, _brands, _moves, _personas, _ages, _profiles, _addresses, _payments, _recruiting,
    )  # fmt: skip
    found = [proof for way in ways for proof in way(bundle, rules.limits)]
    found += [*_texts(bundle, rules), *_labour(bundle, rules)]
    best: dict[str, Proof] = {}
    for proof in sorted(found, key=lambda one: (not one.carries, -one.points, one.rank)):
        best.setdefault(f"{proof.code}:{proof.kind}", proof)
    kept = _points_once(sorted(best.values(), key=lambda one: (not one.carries, -one.points, one.rank)))
    everywhere = {proof.code: () for proof in kept} | _shown(found)
    return [replace(proof, shown=everywhere[proof.code]) for proof in kept]


def _shown(found: Sequence[Proof]) -> dict[str | None, tuple[Shown, ...]]:
    """By code: every stretch of adverts that shows it, whichever way."""
    by_code: dict[str | None, tuple[Shown, ...]] = {}
    for proof in found:
        by_code[proof.code] = (*by_code.get(proof.code, ()), *proof.shown)
    return by_code


def _points_once(proofs: Sequence[Proof]) -> list[Proof]:
    """A code counts once, whichever way it was shown."""
    told: set[str | None] = set()
    kept = []
    for proof in proofs:
        if proof.code not in told or proof.code is None:
            kept.append(proof)
        told.add(proof.code)
    return kept


def _proof(
    code: str | None, points: float, kind: Kind | None, rank: int, nl: str, en: str, by: Sequence[Shown],
    *, carries: bool = True,
) -> Proof:  # fmt: skip
    return Proof(code, points, carries, kind, rank, Explanation(nl=nl, en=en), tuple(by))


def _whole(carrier: Carrier) -> list[Shown]:
    return [Shown(carrier.by, carrier.key, carrier.adverts)]


def _personas(bundle: Bundle, limits: Limits) -> Iterator[Proof]:
    """XAD-01: three personas on one contact in thirty days."""
    by = [one for carrier in bundle.by(*CONTACTS) for one in shown.personas(carrier, limits.personas, limits)]
    if by:
        count = max(measures.personas(one.adverts) for one in by)
        yield _proof("XAD-01", 16, "phone", 4, f"{count} personen achter één contact binnen dertig dagen",
                     f"{count} personas behind one contact within thirty days", by)  # fmt: skip


def _moves(bundle: Bundle, limits: Limits) -> Iterator[Proof]:
    """XAD-02: many places in little time; at the pace of a tour it tells nothing by itself."""
    for carrier in bundle.by(*CONTACTS):
        if not (by := shown.moves(carrier, limits)):
            continue
        third = measures.share(carrier.adverts, measures.with_code(carrier.adverts, THIRD))
        people = measures.most_personas(
            carrier.adverts, limits.persona_window
        )  # one phrase, repeated in each repost, is no company
        company = people >= limits.personas or (people > 1 and third >= limits.labour_share)
        journey = busiest(carrier.adverts, limits)
        breathless = journey is not None and journey.is_breathless
        nl, en = _pace(journey, limits) if journey and breathless else _places(carrier, limits)
        yield _proof("XAD-02", 6, "movement", 3, nl, en, by, carries=company or breathless)


def _places(carrier: Carrier, limits: Limits) -> tuple[str, str]:
    places = measures.most_places(carrier.adverts, limits.move_window)
    return f"{places} gemeenten binnen veertien dagen", f"{places} municipalities within fourteen days"


def _pace(journey: Journey, limits: Limits) -> tuple[str, str]:
    """A journey in words, with what a person would need."""
    days, hours = ceil(journey.lasting / timedelta(days=1)), round(journey.stay / timedelta(hours=1))
    need = round(limits.tour_stay / timedelta(hours=1))
    return (
        f"{journey.places} plaatsen in {days} dagen, {journey.far:.0f} km hemelsbreed, de helft van de keren hoogstens {hours} uur"
        f" op één plek: slapen en werken vraagt er {need}, dat houdt één mens niet vol",
        f"{journey.places} places in {days} days, {journey.far:.0f} km as the crow flies, half of the time {hours} hours at most"
        f" in one place: sleep and work take {need}, one person cannot keep that up",
    )


def _texts(bundle: Bundle, rules: Rules) -> Iterator[Proof]:
    """XAD-03, XAD-12: one text, several names or numbers; vacancies only where labour indicators stack up or nobody says who hires."""
    limits = rules.limits
    for carrier in bundle.by("text"):
        names, numbers = (
            len(measures.names(carrier.adverts)),
            measures.most_numbers(carrier.adverts, limits.number_window),
        )
        contacts = max(
            numbers,
            measures.most_contacts(carrier.adverts, limits.number_window),
            len(measures.brands(carrier.adverts)),
        )
        if max(names, contacts) < limits.names:
            continue
        work = measures.mainly(carrier.adverts) == "arbeid"
        stacked = (
            measures.share(carrier.adverts, measures.with_code(carrier.adverts, rules.labour)) >= limits.labour_share
        )
        hidden = numbers >= limits.profiles and measures.nameless(carrier.adverts, limits)
        told = names > 0 or numbers > limits.numbers  # a few who never say who they are may each have the site's words
        carries = stacked or (hidden if work else told and _presents(carrier.adverts, limits))
        rotating = numbers >= limits.numbers and names < limits.names and not work
        if numbers >= limits.numbers:
            yield _proof("XAD-12", 8, "rotation", 1 if rotating else 5, f"{numbers} nummers bij dezelfde tekst binnen zestig dagen",
                         f"{numbers} numbers with the same text within sixty days", shown.numbers(carrier, limits),
                         carries=carries and rotating)  # fmt: skip
        kind: Kind = "template" if contacts > 1 else "phone"
        under = max(names, 1), max(contacts, 1)
        yield _proof("XAD-03", 12, kind, 2,
                     f"één tekst onder {counted(under[0], 'naam', 'namen')} en {counted(under[1], 'contact', 'contacten')}",
                     f"one text under {counted(under[0], 'name', 'names')} and {counted(under[1], 'contact', 'contacts')}",
                     _whole(carrier), carries=carries and not rotating)  # fmt: skip


def _presents(adverts: Sequence[Seen], limits: Limits) -> bool:
    """Whether most of them present a person, or sell what a person does; goods and rooms do not."""
    told = sum(1 for one in adverts if one.said or one.form in PRESENTING)
    return measures.share(adverts, told) > limits.unrelated


def _ages(bundle: Bundle, limits: Limits) -> Iterator[Proof]:
    """XAD-04: one name whose age drops or jumps on one contact."""
    if by := [one for carrier in bundle.by(*CONTACTS) for one in shown.ages(carrier, limits)]:
        yield _proof("XAD-04", 9, "phone", 6, "een leeftijd die daalt of verspringt bij één naam",
                     "an age that drops or jumps for one name", by, carries=False)  # fmt: skip


def _profiles(bundle: Bundle, limits: Limits) -> Iterator[Proof]:
    """XAD-05: one account or address manages many profiles."""
    for carrier in bundle.by("account", "email", "handle"):
        if by := shown.personas(carrier, limits.profiles, limits):
            count = max(measures.personas(one.adverts) for one in by)
            # account names repeat by chance: where every profile has a number of its own, the name proves little
            sharing = carrier.by != "account" or len(measures.phones(carrier.adverts)) <= count // 2
            yield _proof("XAD-05", 12, "phone", 5, f"{count} profielen onder één account of adres binnen dertig dagen",
                         f"{count} profiles under one account or address within thirty days", by, carries=sharing)  # fmt: skip


def _bursts(bundle: Bundle, limits: Limits) -> Iterator[Proof]:
    """XAD-07: profiles that keep appearing together."""
    for carrier in bundle.by("burst"):
        days = len({one.at.date() for one in carrier.adverts})
        yield _proof("XAD-07", 5, "burst", 0, f"profielen die op {days} dagen binnen tien minuten samen verschijnen",
                     f"profiles that appear together within ten minutes on {days} days", _whole(carrier))  # fmt: skip


def _labour(bundle: Bundle, rules: Rules) -> Iterator[Proof]:
    """XAD-08: labour indicators stacked behind one hand; violations per advert, not volume."""
    limits = rules.limits
    for carrier in bundle.by("phone", "email", "handle", "account", "address"):
        if measures.mainly(carrier.adverts) != "arbeid":
            continue
        window = max(measures.windows(carrier.adverts, limits.labour_window), key=len, default=())
        bad = tuple(one for one in window if one.codes & rules.labour)
        if len(bad) >= limits.labour_adverts and measures.share(window, len(bad)) >= limits.labour_share:
            yield _proof("XAD-08", 14, "phone", 5, f"{len(bad)} van {len(window)} advertenties met overtredingen of dwang bij werk",
                         f"{len(bad)} of {len(window)} adverts with breaches or coercion at work",
                         [Shown(carrier.by, carrier.key, bad)])  # fmt: skip


def _addresses(bundle: Bundle, limits: Limits) -> Iterator[Proof]:
    """XAD-09: one door for several personas; a legal workroom has them too, so it does not carry."""
    by = [one for carrier in bundle.by("address") for one in shown.personas(carrier, limits.personas, limits)]
    if by:
        count = max(measures.personas(one.adverts) for one in by)
        yield _proof("XAD-09", 8, "hub", 6, f"{count} personen op één adres binnen dertig dagen",
                     f"{count} personas at one address within thirty days", by, carries=False)  # fmt: skip


def _payments(bundle: Bundle, limits: Limits) -> Iterator[Proof]:
    """XAD-10: one payment route for unrelated personas or firms."""
    for carrier in bundle.by("payment"):
        count = max(measures.personas(carrier.adverts), len(measures.brands(carrier.adverts)))
        if count >= limits.payers:
            yield _proof("XAD-10", 9, "hub", 3, f"één betaalroute voor {count} personen of bedrijven",
                         f"one payment route for {count} personas or firms", _whole(carrier))  # fmt: skip


def _recruiting(bundle: Bundle, limits: Limits) -> Iterator[Proof]:
    """XAD-11: who recruited, supplies later, on one contact."""
    for carrier in bundle.by(*CONTACTS):
        if by := shown.recruiting(carrier, limits):
            yield _proof("XAD-11", 20, "phone", 5, "een contact dat eerst wierf, biedt later aan",
                         "a contact that recruited first supplies later", by,
                         carries=len(carrier.adverts) >= limits.recruits)  # fmt: skip


def _brands(bundle: Bundle, limits: Limits) -> Iterator[Proof]:
    """Brands behind one contact: brokers with different names and one hand; clients of one recruiter are ordinary."""
    for carrier in bundle.by("phone", "email", "handle", "account", "payment"):
        firms = measures.brands(carrier.adverts)
        if len(firms) < limits.brands:
            continue
        brokers = len({one.brand for one in carrier.adverts if one.broker and one.brand})
        work = measures.mainly(carrier.adverts) == "arbeid"
        carries = (
            brokers >= limits.brands
            or measures.mainly(carrier.adverts) == "seksueel"
            or (_one_text(bundle, limits) and not work)
        )
        yield _proof(None, 12, "hub", 0, f"{len(firms)} bedrijfsnamen achter één contact",
                     f"{len(firms)} brands behind one contact", (), carries=carries)  # fmt: skip


def _one_text(bundle: Bundle, limits: Limits) -> bool:
    """Whether brands say the same: one writer."""
    return any(len(measures.brands(one.adverts)) >= limits.brands for one in bundle.by("text"))
