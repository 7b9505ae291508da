"""The guard and the verdicts, rule by rule: what is cut and why, what is organised, what has an ordinary explanation."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from enrichment.linking.bursts import bursts_of
from enrichment.linking.limits import RULES, Limits, Rules
from enrichment.linking.seen import Seen
from enrichment.linking.stream import Links, link_all
from enrichment.persons.personas import Told
from zicht.records import SubjectKey, digest

LIMITS = Limits()
START = datetime(2026, 9, 1, 9, 3, tzinfo=UTC)
NAMES = "mila tess luna roos vera noor eva sara iris yara zoe anna demi fay gina hanna isa jade kim lana".split()
TOWNS = ("Groningen", "Zwolle", "Utrecht", "Breda", "Venlo", "Maastricht", "Assen", "Leiden")
NEAR = (
    "Delft",
    "Rijswijk",
    "'s-Gravenhage",
    "Leidschendam-Voorburg",
    "Wassenaar",
    "Pijnacker-Nootdorp",
    "Midden-Delfland",
    "Westland",
)
BODY = "een rustige avond met warme handen zachte muziek thee en alle tijd voor een goed gesprek bij kaarslicht".split()


def own(at: int) -> list[str]:
    """A text that nobody else writes."""
    return ["".join(Random(at * 31 + place).choices("abdefgiklmnoprstu", k=6)) for place in range(25)]


def seen(at: int, day: float = 0, *, name: str | None = None, phone: str | None = "1", words: Sequence[str] | None = None,
         codes: Sequence[str] = (), **more: Any) -> Seen:  # fmt: skip
    subjects = [SubjectKey(kind=kind, key=str(key)) for kind, key in sorted((more.pop("keys", None) or {}).items())]
    subjects += [SubjectKey(kind="phone", key=f"p{phone}")] if phone else []
    brand = more.pop("brand", None)
    return Seen(
        number=f"{at:04}", content=digest(str(at)), at=START + timedelta(days=day), site="s", form=more.pop("form", "seksueel"),
        said=Told(name, 25) if name else None, gemeente=more.pop("town", None), subjects=tuple(subjects), brand=brand, named=brand,
        broker=more.pop("broker", False), kvk=more.pop("kvk", False), identity="CNT-03" in codes, codes=frozenset(codes),
        words=tuple(words or own(at)), **more,
    )  # fmt: skip


def judged(adverts: Sequence[Seen], rules: Rules = RULES) -> tuple[str, str]:
    """Verdict and kind of the one group that holds them all."""
    groups = [one for one in link_all(adverts, rules).groups if len(one.bundle.adverts) == len(adverts)]
    assert len(groups) == 1
    return groups[0].verdict, groups[0].kind


def cut_reasons(links: Links) -> set[str]:
    return {one.why for one in links.carriers if one.cut}


def workers(count: int, **more: Any) -> list[Seen]:
    return [seen(at, at, name=NAMES[at % len(NAMES)], **more) for at in range(count)]


def template(count: int, **more: Any) -> list[Seen]:
    """Copies with one word changed, each under a number of its own."""
    copies = []
    for at in range(count):
        words = [*BODY[: at % 9], f"anders{at}", *BODY[at % 9 + 1 :]]
        copies.append(seen(at, at, phone=str(at), words=words, **{"name": NAMES[at % len(NAMES)], **more}))
    return copies


@pytest.mark.parametrize(
    ("adverts", "expected"),
    [
        (workers(4), ("organised", "phone")),
        (workers(2), ("unclear", "phone")),  # two friends share a phone
        ([seen(at, at * 7, name="mila") for at in range(6)], ("innocent", "phone")),
        ([seen(at, at * 4, name="mila", town=TOWNS[at]) for at in range(6)], ("innocent", "movement")),  # a tour
        ([seen(at, at * 4, name="mila", town=TOWNS[at], codes=("CNT-01",)) for at in range(6)], ("innocent", "movement")),
        ([seen(at, at * 1.2, name="mila", town=TOWNS[at]) for at in range(8)], ("unclear", "movement")),  # a day in each
        ([seen(at, at * 0.45, name="mila", town=TOWNS[at]) for at in range(8)], ("organised", "movement")),  # nobody can
        ([seen(at, at * 0.45, name="mila", town=TOWNS[at], codes=("CNT-01",)) for at in range(8)], ("organised", "movement")),
        ([seen(at, at * 0.45, name="mila", town=TOWNS[at % 2]) for at in range(8)], ("innocent", "movement")),  # to and fro
        ([seen(at, at * 0.02, name="mila", town=TOWNS[at]) for at in range(8)], ("innocent", "movement")),  # all in one sitting
        ([seen(at, at * 0.45, name="mila", town=NEAR[at]) for at in range(8)], ("innocent", "movement")),  # next door
        ([seen(at, at, name=NAMES[at % 3], town=TOWNS[at]) for at in range(6)], ("organised", "movement")),
        (template(6), ("organised", "template")),
        (template(6, name="mila"), ("organised", "rotation")),
        (template(2), ("unclear", "template")),
        (template(8, form="arbeid", name=None, brand="frites"), ("innocent", "template")),  # a franchise
        (template(8, form="arbeid", name=None, codes=("CNT-04",)), ("innocent", "template")),
        (template(4, form="arbeid", name=None), ("unclear", "template")),
        (template(8, form="arbeid", name=None), ("organised", "template")),  # nobody says who hires, under eight numbers
        (template(8, form="arbeid", name=None, kvk=True), ("unclear", "template")),
        (template(8, form="arbeid", name=None, codes=("LAB-01",)), ("organised", "template")),
        (template(8, form="overig", name=None), ("unclear", "rotation")),  # goods
        (template(8, name=None, codes=("CNT-05",)), ("innocent", "rotation")),  # information
        (template(8, codes=("CNT-05",)), ("organised", "template")),  # under adverts that present somebody the site informs
        ([seen(at, at, brand=f"b{at % 3}", broker=True) for at in range(6)], ("organised", "hub")),
        ([seen(at, at, brand=f"b{at % 3}", form="arbeid") for at in range(6)], ("unclear", "hub")),  # one recruiter's clients
        ([seen(at, at, brand=f"b{at % 3}", broker=True, form="arbeid") for at in range(6)], ("organised", "hub")),
        ([seen(at, at, brand="b", form="arbeid") for at in range(9)], ("innocent", "phone")),  # vacancies of one firm
        ([seen(at, at, form="arbeid", codes=("LAB-01",)) for at in range(4)], ("organised", "phone")),
        ([seen(0, 0, form="arbeid"), seen(1, 10), seen(2, 11)], ("organised", "phone")),  # XAD-11
    ],
)  # fmt: skip
def test_verdicts(adverts: list[Seen], expected: tuple[str, str]) -> None:
    assert judged(adverts, Rules(labour=frozenset(("LAB-01",)))) == expected


def test_the_reception_of_a_licensed_club_ties_nobody() -> None:
    club = [*workers(4, kvk=True, codes=("CNT-03",)), *(seen(90 + at, at, name=NAMES[9 + at]) for at in range(4))]
    links = link_all(club)
    assert cut_reasons(links) == {"licensed"}
    assert links.clusters == {}
    assert [one.verdict for one in links.groups] == ["innocent"]


def test_a_licence_in_one_of_ten_is_enough_where_all_have_one_name() -> None:
    named = workers(9, brand="venus")
    assert judged([*named, seen(99, 3, name="xena", brand="venus", kvk=True, codes=("CNT-03",))])[0] == "innocent"
    assert judged([*workers(9), seen(99, 3, name="xena", kvk=True, codes=("CNT-03",))])[0] == "organised"


def test_a_job_board_ties_nobody_and_its_own_ties_survive() -> None:
    """The hub is cut; two vacancies of one firm with its own number stay together."""
    board = [seen(at, at / 3, phone="board", brand=f"firm{at}", form="arbeid") for at in range(30)]
    pair = [
        seen(50 + at, at, phone="board", keys={"email": "own@firm"}, brand="firm7", form="arbeid") for at in range(2)
    ]
    links = link_all([*board, *pair])
    assert cut_reasons(links) == {"unrelated"}
    assert set(links.clusters) == {one.number for one in pair}
    assert all(one.verdict == "innocent" for one in links.groups)


def test_a_number_beside_everybodys_own_contact_is_a_desk() -> None:
    users = [seen(at, at, phone="desk", keys={"email": f"m{at}"}, name=NAMES[at]) for at in range(LIMITS.users + 1)]
    assert cut_reasons(link_all(users)) == {"own_contact"}
    assert cut_reasons(link_all(users[: LIMITS.users - 1])) == set()


def test_an_example_that_many_copy_is_no_hand() -> None:
    assert cut_reasons(link_all(template(LIMITS.text_writers))) == set()
    links = link_all(template(LIMITS.text_writers + 1))
    assert cut_reasons(links) == {"popular"}
    assert links.clusters == {}


def test_where_most_copy_each_other_text_alone_proves_nothing() -> None:
    groups = [
        [seen(100 * group + at, at, phone=f"{group}-{at}", name=NAMES[at], words=own(group)) for at in range(4)]
        for group in range(9)
    ]
    everyone = [one for many in groups for one in many]
    assert {one.verdict for one in link_all(everyone).groups} == {"unclear"}
    alone = [seen(5000 + at, at, phone=f"x{at}", name=NAMES[at % 20]) for at in range(60)]
    assert {one.verdict for one in link_all([*everyone, *alone]).groups} == {"organised"}


def test_an_account_ties_only_what_something_else_ties_too() -> None:
    strangers = [seen(at, at, phone=str(at), keys={"account": "lid7"}, name=NAMES[at]) for at in range(3)]
    links = link_all(strangers)
    assert cut_reasons(links) == {"alone"}
    assert links.clusters == {}
    one = [seen(at, at, keys={"account": "lid7"}, name="mila") for at in range(3)]
    assert len(set(link_all(one).clusters.values())) == 1


def test_a_firms_name_or_number_alone_does_not_tie() -> None:
    jobs = [seen(at, at, phone=str(at), keys={"employer": "firm", "kvk": "1"}, form="arbeid") for at in range(4)]
    assert cut_reasons(link_all(jobs)) == {"firm"}
    assert link_all(jobs).clusters == {}


def burst(days: int, *, profiles: int = 6, minutes: float = 8, same: bool = False, hour: float = 0) -> list[Seen]:
    dice = Random(4)
    return [
        seen(
            day * 100 + at,
            day * 3 + hour / 24 + (0 if same else dice.random() * minutes / 1440),
            phone=str(at),
            name=NAMES[at % 20],
            words=own(at),
        )
        for day in range(days)
        for at in range(profiles)
    ]


def test_profiles_that_keep_appearing_together() -> None:
    (found,) = bursts_of(burst(4), LIMITS)
    assert len(found.adverts) == 24
    assert judged(burst(4)) == ("organised", "burst")


@pytest.mark.parametrize(
    "adverts",
    [
        burst(2),  # twice may be chance
        burst(4, profiles=4),
        burst(4, minutes=200),
        burst(4, same=True),  # to the second the same: a crawl or a feed
        burst(4, same=True, hour=-11.05),  # midnight in Amsterdam: days without a time
        burst(4, profiles=60),  # half the site: its clock
    ],
    ids=["two days", "few", "spread", "one second", "midnight", "crowd"],
)
def test_what_is_no_burst(adverts: list[Seen]) -> None:
    assert bursts_of(adverts, LIMITS) == []


def test_a_hub_of_many_adverts_costs_no_more_than_its_adverts() -> None:
    adverts = [seen(at, at / 50, name=f"n{at % 500}", words=own(at)[:12]) for at in range(3000)]
    links = link_all(adverts)
    assert cut_reasons(links) == {"unrelated"}
    assert links.clusters == {}


def test_groups_merge_over_a_contact_and_not_over_a_stray_text() -> None:
    """Two phone groups with one pair of equal texts between them stay two."""
    left = [seen(at, at, name=NAMES[at], phone="left") for at in range(5)]
    right = [
        seen(10 + at, at, name=NAMES[10 + at], phone="right", words=own(0) if at == 0 else None) for at in range(5)
    ]
    groups = [one for one in link_all([*left, *right]).groups if one.verdict == "organised"]
    assert sorted(len(one.bundle.adverts) for one in groups) == [5, 5]


def bridged(hands: int) -> list[Seen]:
    """One text in two languages, each under five numbers, of which so many stand under both."""
    texts = [own(900), own(901)]
    return [
        seen(10 * text + at, at, phone=str(at if at < hands else f"{text}{at}"), name=NAMES[at], words=texts[text])
        for text in range(2)
        for at in range(5)
    ]


@pytest.mark.parametrize(("hands", "groups"), [(0, 2), (1, 2), (2, 1), (5, 1)])
def test_texts_that_two_hands_use_side_by_side_are_one_writers(hands: int, groups: int) -> None:
    organised = [one for one in link_all(bridged(hands)).groups if one.verdict == "organised"]
    assert len(organised) == groups
    assert {len(one.bundle.adverts) for one in organised} == {10 // groups}


def test_a_text_of_two_contacts_and_their_accounts_bring_nobody_together() -> None:
    """Chance gave two people one text; each has an account on every site, and texts of her own beside it."""
    mine = [seen(at, at, phone="a", words=BODY, keys={"account": f"a{at % 2}"}) for at in range(6)]
    hers = [seen(at, at, phone="b", words=BODY, keys={"account": f"b{at % 2}"}) for at in range(10, 15)]
    beside = [*(seen(at, at, phone="a") for at in (20, 21, 22)), *(seen(at, at, phone="b") for at in (30, 31, 32))]
    groups = [{one.number for one in group.bundle.adverts} for group in link_all([*mine, *hers, *beside]).groups]
    assert any({"0000", "0020"} <= group for group in groups)
    assert any({"0010", "0030"} <= group for group in groups)
    assert not any({"0020", "0030"} <= group for group in groups)
