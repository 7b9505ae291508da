"""The cross-advert indicators of a group (XAD-01..12, all but photographs), each with what it rests on.

A proof that carries makes a group organised unless innocent votes settle it; the others only add to the score.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from enrichment.linking import measures
from enrichment.linking.groups import Bundle
from enrichment.linking.limits import LIMITS
from enrichment.linking.seen import CONTACTS, Seen
from enrichment.personas import PRESENTING, SAME_AGE
from zicht.records import Explanation

Kind = Literal["template", "phone", "rotation", "movement", "hub", "burst"]
THIRD = frozenset(("SEX-05", "SEX-12"))  # beside these, or several personas, movement tells something (XAD-02)
RECRUITING, SUPPLYING = frozenset(("arbeid",)), frozenset(("seksueel", "crimineel"))
HOPS = 3  # impossible ones, to be no mistake


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that several adverts together show; `rank` orders kinds, lowest first."""

    code: str | None
    points: float
    carries: bool
    kind: Kind | None
    rank: int
    said: Explanation


def proofs_of(bundle: Bundle, labour: frozenset[str]) -> list[Proof]:
    """Everything that speaks for one hand behind many, weightiest first."""
    rules: tuple[Callable[[Bundle], Iterator[Proof]], ...] = (
        _bursts, _brands, _moves, _personas, _ages, _profiles, _addresses, _payments, _recruiting,
    )  # fmt: skip
    found = [proof for rule in rules for proof in rule(bundle)]
    found += [*_texts(bundle, labour), *_labour(bundle, labour)]
    best: dict[str, Proof] = {}
    for proof in sorted(found, key=lambda one: (not one.carries, -one.points, one.rank)):
        best.setdefault(f"{proof.code}:{proof.kind}", proof)
    return _points_once(sorted(best.values(), key=lambda one: (not one.carries, -one.points, one.rank)))


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
    code: str | None, points: float, kind: Kind | None, rank: int, nl: str, en: str, *, carries: bool = True
) -> Proof:
    return Proof(code, points, carries, kind, rank, Explanation(nl=nl, en=en))


def _personas(bundle: Bundle) -> Iterator[Proof]:
    """XAD-01: three personas on one contact in thirty days."""
    count = max((measures.most_personas(one.adverts) for one in bundle.by(*CONTACTS)), default=0)
    if count >= LIMITS.personas:
        yield _proof("XAD-01", 16, "phone", 4, f"{count} personen achter één contact binnen dertig dagen",
                     f"{count} personas behind one contact within thirty days")  # fmt: skip


def _moves(bundle: Bundle) -> Iterator[Proof]:
    """XAD-02: many places in little time; at the pace of a tour it tells nothing by itself."""
    for carrier in bundle.by(*CONTACTS):
        places, hops = measures.most_places(carrier.adverts), measures.impossible_hops(carrier.adverts)
        if places < LIMITS.places and not hops:
            continue
        third = measures.share(carrier.adverts, measures.with_code(carrier.adverts, THIRD))
        people = measures.most_personas(carrier.adverts)  # one phrase, repeated in each repost, is no company
        company = people >= LIMITS.personas or (people > 1 and third >= LIMITS.labour_share)
        restless = places >= LIMITS.restless_places and measures.stay(carrier.adverts) <= LIMITS.restless_stay
        yield _proof("XAD-02", 6, "movement", 3, f"{places} gemeenten binnen veertien dagen, {hops} keer te ver om te reizen",
                     f"{places} municipalities within fourteen days, {hops} times too far to travel",
                     carries=company or restless or hops >= HOPS)  # fmt: skip


def _texts(bundle: Bundle, labour: frozenset[str]) -> Iterator[Proof]:
    """XAD-03 and XAD-12: one text under several names or numbers; of vacancies only where labour indicators stack up."""
    for carrier in bundle.by("text"):
        names, numbers = len(measures.names(carrier.adverts)), measures.most_numbers(carrier.adverts)
        contacts = max(numbers, measures.most_contacts(carrier.adverts), len(measures.brands(carrier.adverts)))
        if max(names, contacts) < LIMITS.names:
            continue
        work = measures.mainly(carrier.adverts) == "arbeid"
        stacked = measures.share(carrier.adverts, measures.with_code(carrier.adverts, labour)) >= LIMITS.labour_share
        carries = stacked or (not work and _presents(carrier.adverts))
        rotating = numbers >= LIMITS.numbers and names < LIMITS.names and not work
        if numbers >= LIMITS.numbers:
            yield _proof("XAD-12", 8, "rotation", 1 if rotating else 5, f"{numbers} nummers bij dezelfde tekst binnen zestig dagen",
                         f"{numbers} numbers with the same text within sixty days", carries=carries and rotating)  # fmt: skip
        kind: Kind = "template" if contacts > 1 else "phone"
        yield _proof("XAD-03", 12, kind, 2, f"één tekst onder {max(names, 1)} namen en {max(contacts, 1)} contacten",
                     f"one text under {max(names, 1)} names and {max(contacts, 1)} contacts",
                     carries=carries and not rotating)  # fmt: skip


def _presents(adverts: Sequence[Seen]) -> bool:
    """Whether most of them present a person, or sell what a person does; goods and rooms do not."""
    told = sum(1 for one in adverts if one.said or one.form in PRESENTING)
    return measures.share(adverts, told) > LIMITS.unrelated


def _ages(bundle: Bundle) -> Iterator[Proof]:
    """XAD-04: one name whose age drops or jumps on one contact."""
    for carrier in bundle.by(*CONTACTS):
        told: dict[str, list[tuple[int, int]]] = {}
        for one in carrier.adverts:
            if one.said and one.said.name and one.said.age and not one.said.several:
                told.setdefault(one.said.name, []).append((one.at.toordinal(), one.said.age))
        if any(_odd(many) for many in told.values()):
            yield _proof("XAD-04", 9, "phone", 6, "een leeftijd die daalt of verspringt bij één naam",
                         "an age that drops or jumps for one name", carries=False)  # fmt: skip
            return


def _odd(told: Sequence[tuple[int, int]]) -> bool:
    ages = [age for _, age in told]
    drops = any(day < later and then < age for (day, age), (later, then) in pairwise(told))
    return drops or max(ages) - min(ages) > SAME_AGE


def _profiles(bundle: Bundle) -> Iterator[Proof]:
    """XAD-05: one account or address manages many profiles."""
    for carrier in bundle.by("account", "email", "handle"):
        count = measures.most_personas(carrier.adverts)
        if count >= LIMITS.profiles:
            # account names repeat by chance: where every profile has a number of its own, the name proves little
            sharing = carrier.by != "account" or len(measures.phones(carrier.adverts)) <= count // 2
            yield _proof("XAD-05", 12, "phone", 5, f"{count} profielen onder één account of adres binnen dertig dagen",
                         f"{count} profiles under one account or address within thirty days", carries=sharing)  # fmt: skip


def _bursts(bundle: Bundle) -> Iterator[Proof]:
    """XAD-07: profiles that keep appearing together."""
    for carrier in bundle.by("burst"):
        days = len({one.at.date() for one in carrier.adverts})
        yield _proof("XAD-07", 5, "burst", 0, f"profielen die op {days} dagen binnen tien minuten samen verschijnen",
                     f"profiles that appear together within ten minutes on {days} days")  # fmt: skip


def _labour(bundle: Bundle, labour: frozenset[str]) -> Iterator[Proof]:
    """XAD-08: labour indicators stacked behind one hand; violations per advert, not volume."""
    for carrier in bundle.by("phone", "email", "handle", "account", "address"):
        if measures.mainly(carrier.adverts) != "arbeid":
            continue
        window = max(measures.windows(carrier.adverts, LIMITS.labour_window), key=len, default=())
        count = measures.with_code(window, labour)
        if count >= LIMITS.labour_adverts and measures.share(window, count) >= LIMITS.labour_share:
            yield _proof("XAD-08", 14, "phone", 5, f"{count} van {len(window)} advertenties met overtredingen of dwang bij werk",
                         f"{count} of {len(window)} adverts with breaches or coercion at work")  # fmt: skip


def _addresses(bundle: Bundle) -> Iterator[Proof]:
    """XAD-09: one door for several personas; a legal workroom has them too, so it does not carry."""
    count = max((measures.most_personas(one.adverts) for one in bundle.by("address")), default=0)
    if count >= LIMITS.personas:
        yield _proof("XAD-09", 8, "hub", 6, f"{count} personen op één adres binnen dertig dagen",
                     f"{count} personas at one address within thirty days", carries=False)  # fmt: skip


def _payments(bundle: Bundle) -> Iterator[Proof]:
    """XAD-10: one payment route for unrelated personas or firms."""
    for carrier in bundle.by("payment"):
        count = max(measures.personas(carrier.adverts), len(measures.brands(carrier.adverts)))
        if count >= LIMITS.payers:
            yield _proof("XAD-10", 9, "hub", 3, f"één betaalroute voor {count} personen of bedrijven",
                         f"one payment route for {count} personas or firms")  # fmt: skip
            return


def _recruiting(bundle: Bundle) -> Iterator[Proof]:
    """XAD-11: who recruited, supplies later, on one contact."""
    for carrier in bundle.by(*CONTACTS):
        recruiting = [one.at for one in carrier.adverts if one.form in RECRUITING]
        supplying = [one.at for one in carrier.adverts if one.form in SUPPLYING]
        gaps = [supply - recruit for recruit in recruiting[:20] for supply in supplying[:200] if supply >= recruit]
        if gaps and min(gaps) <= LIMITS.recruit_window:
            yield _proof("XAD-11", 20, "phone", 5, "een contact dat eerst wierf, biedt later aan",
                         "a contact that recruited first supplies later",
                         carries=len(carrier.adverts) >= LIMITS.recruits)  # fmt: skip
            return


def _brands(bundle: Bundle) -> Iterator[Proof]:
    """Brands behind one contact: brokers with different names and one hand; clients of one recruiter are ordinary."""
    for carrier in bundle.by("phone", "email", "handle", "account", "payment"):
        firms = measures.brands(carrier.adverts)
        if len(firms) < LIMITS.brands:
            continue
        brokers = len({one.brand for one in carrier.adverts if one.broker and one.brand})
        work = measures.mainly(carrier.adverts) == "arbeid"
        carries = (
            brokers >= LIMITS.brands
            or measures.mainly(carrier.adverts) == "seksueel"
            or (_one_text(bundle) and not work)
        )
        yield _proof(None, 12, "hub", 0, f"{len(firms)} bedrijfsnamen achter één contact",
                     f"{len(firms)} brands behind one contact", carries=carries)  # fmt: skip


def _one_text(bundle: Bundle) -> bool:
    """Whether brands say the same: one writer."""
    return any(len(measures.brands(one.adverts)) >= LIMITS.brands for one in bundle.by("text"))
