"""Cross-advert indicators and ties: personas behind one contact, ages that do not agree, clusters."""

import re
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.link import NEIGHBOURS, link_stream
from enrichment.linking.cross import INNOCENT, cross_hits
from enrichment.linking.limits import Limits, Rules
from enrichment.persons.personas import Told, count_personas, told
from zicht.records import Advert, EnrichedAdvert, Extraction, Hit, SubjectKey, digest

START = datetime(2026, 11, 1, 9, tzinfo=UTC)
PHONE = "06 1234 5601"
AGE = re.compile(r"(\d{2}) (?:jaar|years|lat|години)")


def made(title: str, body: str, day: float = 0, *, phone: str = PHONE, form: str = "seksueel", kvk: str = "") -> Any:
    """An advert as enrichment would give it, with the extractions that linking reads."""
    body = f"{body} Bel {phone}."
    advert = Advert(
        site="demo", url=f"https://demo.example/{digest(title, body, str(day))[:8]}", title=title, body=body,
        seen_at=START + timedelta(days=day),
    )  # fmt: skip
    found = [_found("phone", "+31" + phone.replace(" ", "")[1:], body.index(phone), len(phone))]
    found += [_found("age", match[1], match.start(), len(match[0])) for match in AGE.finditer(body)]
    hits: tuple[Hit, ...] = ()
    if kvk:
        found.append(_found("kvk", "69599084", 0, 1))
        cancelled = "near:x" if kvk == "cancelled" else None
        hits = (Hit(code="CNT-03", pack="counter@1", field="body", start=0, end=1, text=body[0], points=-5,
                    dimension=None, cancelled_by=cancelled),)  # fmt: skip
    keys = (SubjectKey(kind="phone", key=digest("key", phone)),)
    return EnrichedAdvert.model_validate(
        {"advert": advert, "language": "nl", "form": form, "extractions": found, "hits": hits, "subjects": keys}
    )


def _found(kind: str, value: str, start: int, length: int) -> Extraction:
    return Extraction.model_validate(
        {"kind": kind, "value": value, "field": "body", "start": start, "end": start + length, "by": "test"}
    )


LABOUR = frozenset(("LAB-01",))


def codes(advert: EnrichedAdvert, *others: EnrichedAdvert) -> list[str]:
    return [hit.code for hit in cross_hits(advert, others, Rules(labour=LABOUR))]


def mila(day: float = 0, age: int = 21, **more: Any) -> EnrichedAdvert:
    return made("Ontvangst in Venlo", f"Hoi, ik ben Mila, {age} jaar.", day, **more)


def tess(day: float = 1, **more: Any) -> EnrichedAdvert:
    return made("Tess (26) in Roermond", "Welkom bij mij.", day, **more)


def luna(day: float = 2, **more: Any) -> EnrichedAdvert:
    return made("Weert", "My name is Luna and I am 30 years old.", day, **more)


NAMES = [
    ("Mila (21) nieuw in Venlo", "", "seksueel", "mila", 21),
    ("Tess, 26", "", "seksueel", "tess", 26),
    ("Mila – 23 – Venlo", "", "seksueel", "mila", 23),
    ("Mila 23 jaar", "", "seksueel", "mila", 23),
    ("x", "Hoi, ik ben Mila, 21 jaar.", "seksueel", "mila", 21),
    ("x", "Ik heet Noor-Anne en ik ben 24 jaar.", "overig", "noor-anne", 24),
    ("x", "Hi, I'm Anna and I work for myself.", "overig", "anna", None),
    ("x", "Jestem Ola, 25 lat.", "seksueel", "ola", 25),
    ("x", "Аз съм Мария, на 25 години.", "seksueel", "мария", 25),
    ("x", "Ik ben José, 30 jaar.", "seksueel", "jose", 30),
    ("x", "Vraag naar Lisa aan de lijn.", "overig", "lisa", None),
    ("x", "Vanavond wacht de 22-jarige Sofie op je.", "seksueel", "sofie", None),
    ("x", "Alles in overleg. Liefs, Kim", "seksueel", "kim", None),
    ("x", "Tot gauw. Liefs van Kim", "seksueel", "kim", None),
    ("x", "Kim is de naam, 30 jaar.", "seksueel", "kim", 30),
    ("x", "Welkom, 30 jaar.", "seksueel", None, 30),
]
NO_NAMES = [
    ("Kamer, 18 m2", "", "seksueel"),
    ("Massage, 60 min", "", "seksueel"),
    ("Laarzen (38)", "", "overig"),
    ("Piano, 30 jaar", "30 jaar oud", "overig"),
    ("x", "ik ben altijd beschikbaar.", "seksueel"),
    ("x", "IK BEN NIEUW.", "seksueel"),
    ("x", "Wat is de naam van het hotel?", "seksueel"),
    ("x", "Ik ben Roemeense, heel lief.", "seksueel"),
    ("x", "Ik ben Nederlands en discreet.", "seksueel"),
    ("x", "Ik ben Student aan de universiteit.", "overig"),
    ("Mila (21)", "Mijn naam is Sanne, recruiter.", "arbeid"),
    ("x", "Bel gerust.", "seksueel"),
    ("x", "Vraag naar de receptie.", "seksueel"),
    ("x", "Vraag naar Receptie.", "seksueel"),
]


@pytest.mark.parametrize(("title", "body", "form", "name", "age"), NAMES)
def test_a_name_and_an_age_are_read(title: str, body: str, form: str, name: str | None, age: int | None) -> None:
    assert told(made(title, body, form=form)) == Told(name, age)


@pytest.mark.parametrize(("title", "body", "form"), NO_NAMES)
def test_what_is_no_name_is_not_read(title: str, body: str, form: str) -> None:
    said = told(made(title, body, form=form))
    assert said is None or said.name is None


def test_nobody_is_told_of_in_an_advert_for_goods_or_a_vacancy() -> None:
    assert told(made("Piano, 30 jaar", "30 jaar", form="overig")) is None
    assert told(made("Mila (21)", "Ik ben Mila, 21 jaar.", form="arbeid")) is None


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ([("mila", 21), ("mila", 22), ("mila", 24)], 1),
        ([("mila", 21), ("mila", 30)], 2),
        ([("mila", None), ("mila", 21)], 1),
        ([("mila", 21), (None, 22)], 1),
        ([("mila", 21), (None, 40)], 2),
        ([("mila", None), (None, 40)], 1),
        ([("mila", None), (None, 25), (None, 40)], 2),
        ([(None, 20), (None, 25), (None, 40)], 3),
        ([(None, None), (None, None)], 0),
        ([], 0),
    ],
)
def test_the_smallest_number_of_personas_that_explains_it(said: list[tuple[Any, Any]], count: int) -> None:
    assert count_personas([Told(*one) for one in said]) == count


def test_three_personas_on_one_number_within_thirty_days() -> None:
    adverts = [mila(), tess(), luna()]
    for advert in adverts:
        others = [other for other in adverts if other is not advert]
        (hit,) = cross_hits(advert, others)
        assert (hit.code, hit.points, hit.dimension, hit.by) == ("XAD-01", 16, "NET", "cross")
        assert hit.pack.startswith("network@")
        assert advert.advert.body[hit.start : hit.end] == hit.text == PHONE
        assert hit.adverts == tuple(sorted(one.advert.id for one in adverts))


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ([tess()], "two personas"),
        ([mila(3), mila(5), tess()], "the same persona counts once"),
        ([tess(31), luna(62)], "never three within thirty days"),
        ([tess(), luna(phone="06 1234 5602")], "another number"),
        ([tess(), luna(kvk="yes")], "a business with a KvK number: a reception line"),
        ([], "alone"),
        ([made("Duo Mila en Tess", "Wij zijn 21 jaar en 26 jaar."), tess()], "a duo is no third person"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_near_misses_of_many_personas(others: list[EnrichedAdvert], why: str) -> None:
    assert "XAD-01" not in codes(mila(), *others), why


def test_a_cancelled_business_claim_exempts_nobody() -> None:
    assert codes(mila(), tess(), luna(kvk="cancelled")) == ["XAD-01"]


@pytest.mark.parametrize(("day", "hit"), [(30.0, True), (30.01, False)])
def test_the_window_is_thirty_days_to_the_minute(day: float, hit: bool) -> None:
    assert (codes(mila(), tess(), luna(day)) == ["XAD-01"]) is hit


def test_swapping_names_changes_nothing() -> None:
    """Parity: any three names, of any origin, give the same hits."""
    for names in (("Mila", "Tess", "Luna"), ("Fatima", "Ioana", "Joanna"), ("Нина", "Zsófia", "Þóra")):
        adverts = [made("x", f"Ik ben {name}, {21 + at} jaar.", at) for at, name in enumerate(names)]
        assert codes(adverts[0], *adverts[1:]) == ["XAD-01"]


@pytest.mark.parametrize(
    ("first", "then", "hit"),
    [
        (mila(0, 24), mila(10, 22), True),  # lower while later
        (mila(0, 22), mila(10, 24), False),  # older while later
        (mila(0, 22), mila(10, 26), True),  # more than three years
        (mila(0, 22), mila(10, 25), False),
        (mila(0, 24), mila(95, 22), False),  # too long ago
        (mila(0, 24), mila(0.1, 22), False),  # the same day has no order
        (mila(0, 24), tess(10), False),  # two names
        (mila(0, 21), made("Duo", "Wij zijn 21 jaar en 28 jaar.", 5), False),  # a duo
        (made("x", "Welkom, 29 jaar."), made("y", "Welkom, 23 jaar.", 5), True),  # nobody has a name
        (made("x", "Welkom, 29 jaar."), tess(5), False),  # one has
        (made("x", "Welkom, 29 jaar.", kvk="yes"), made("y", "Welkom, 23 jaar.", 5), False),  # a business
    ],
)
def test_ages_that_do_not_agree(first: EnrichedAdvert, then: EnrichedAdvert, hit: bool) -> None:
    assert ("XAD-04" in codes(first, then)) is hit
    assert ("XAD-04" in codes(then, first)) is hit


def test_both_indicators_have_their_own_points() -> None:
    hits = cross_hits(mila(), [tess(), luna(), mila(20, 30)])
    assert {hit.code: hit.points for hit in hits} == {"XAD-01": 16, "XAD-04": 9}


def test_a_code_that_two_contacts_prove_is_one_hit() -> None:
    def both(advert: EnrichedAdvert) -> EnrichedAdvert:
        mail = SubjectKey(kind="email", key="m" * 64)
        found = (
            *advert.extractions,
            advert.extractions[0].model_copy(update={"kind": "email", "value": "a@b.example"}),
        )
        return advert.model_copy(update={"subjects": (*advert.subjects, mail), "extractions": found})

    hits = cross_hits(both(mila()), [both(tess()), both(luna())])
    assert [(hit.code, hit.points) for hit in hits] == [("XAD-01", 16)]


@given(st.permutations(range(6)))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_others_does_not_matter(order: list[int]) -> None:
    others = [tess(), luna(), mila(3, 28), mila(6, 20), made("x", "Ik heet Roos.", 4), tess(12)]
    assert cross_hits(mila(), [others[at] for at in order]) == cross_hits(mila(), others)


def test_a_hit_stands_when_more_adverts_come() -> None:
    before = cross_hits(mila(5), [tess(6), luna(7)])
    after = cross_hits(mila(5), [tess(6), luna(7), made("x", "Ik heet Roos.", 8)])
    assert [hit.code for hit in before] == [hit.code for hit in after] == ["XAD-01"]


def test_what_has_an_ordinary_explanation_is_kept_and_cancelled() -> None:
    """Vacancies of one firm under many names of recruiters: shown, for no points."""

    def certified(advert: EnrichedAdvert) -> EnrichedAdvert:
        hit = Hit(
            code="CNT-04",
            pack="counter@1",
            field="body",
            start=0,
            end=1,
            text=advert.advert.body[0],
            points=-5,
            dimension=None,
        )
        return advert.model_copy(update={"hits": (hit,)})

    (hit,) = cross_hits(certified(mila()), [certified(tess()), certified(luna())])
    assert (hit.code, hit.points, hit.cancelled_by) == ("XAD-01", 0, INNOCENT)


def in_place(advert: EnrichedAdvert, gemeente: str) -> EnrichedAdvert:
    return advert.model_copy(update={"place": advert.place.model_copy(update={"gemeente": gemeente})})


@pytest.mark.parametrize(
    ("stops", "hit"),
    [
        ([("Venlo", 0), ("Breda", 5), ("Assen", 13)], True),
        ([("Venlo", 0), ("Breda", 9), ("Assen", 18)], False),  # a slow tour
        ([("Venlo", 0), ("Venlo", 2), ("Breda", 4)], False),
        ([("Groningen", 0), ("Maastricht", 0.3)], True),  # 270 km in seven hours
        ([("Groningen", 0), ("Maastricht", 0.001)], False),  # at one moment: one advert for all regions
        ([("Rotterdam", 0), ("Delft", 0.3)], False),
    ],
)
def test_many_places_in_little_time(stops: list[tuple[str, float]], hit: bool) -> None:
    adverts = [in_place(mila(day), gemeente) for gemeente, day in stops]
    found = cross_hits(adverts[0], adverts[1:])
    assert [one.code for one in found] == (["XAD-02"] if hit else [])
    assert not hit or (found[0].dimension, found[0].points) == ("MOVE", 6)


def with_labour(advert: EnrichedAdvert, code: str = "LAB-01") -> EnrichedAdvert:
    hit = Hit(
        code=code,
        pack="labour@1",
        field="body",
        start=0,
        end=1,
        text=advert.advert.body[0],
        points=15,
        dimension="PAY",
    )
    return advert.model_copy(update={"hits": (hit,)})


def test_labour_indicators_stack_up_behind_one_number() -> None:
    jobs = [made(f"Baan {at}", "Werk in de kas.", at, form="arbeid") for at in range(9)]
    bad = [with_labour(job) for job in jobs[:3]]
    assert codes(bad[0], *bad[1:], *jobs[3:6]) == ["XAD-08"]
    assert codes(jobs[5], *bad) == []  # this one has none itself
    assert codes(bad[0], *bad[1:], *jobs[3:9]) == []  # one in three is many adverts, few violations
    assert codes(bad[0], bad[1], jobs[4]) == []
    assert codes(*(with_labour(job, "LAB-99") for job in jobs[:3])) == []


@pytest.mark.parametrize(("job", "offer", "hit"), [(0, 100, True), (0, 181, False), (10, 0, False)])
def test_a_recruiter_supplies_later(job: float, offer: float, hit: bool) -> None:
    recruits, supplies = made("Werk", "Wij zoeken dames.", job, form="arbeid"), made("Nieuw", "Welkom.", offer)
    assert ("XAD-11" in codes(recruits, supplies)) is ("XAD-11" in codes(supplies, recruits)) is hit


def test_five_profiles_on_one_address() -> None:
    mail = SubjectKey(kind="email", key="m" * 64)

    def mailed(name: str, age: int) -> EnrichedAdvert:
        one = made("x", f"Ik ben {name}, {age} jaar.", age / 10, phone=f"06 1234 56{age}")
        found = one.extractions[0].model_copy(update={"kind": "email", "value": "a@b.example"})
        return one.model_copy(update={"subjects": (mail,), "extractions": (*one.extractions[1:], found)})

    profiles = [mailed(name, 20 + at) for at, name in enumerate(("Mila", "Tess", "Luna", "Roos", "Vera"))]
    assert codes(profiles[0], *profiles[1:]) == ["XAD-01", "XAD-05"]
    assert codes(profiles[0], *profiles[1:4]) == ["XAD-01"]


# --- the door


def test_a_cluster_is_what_shares_a_contact() -> None:
    adverts = [mila(), tess(), made("z", "Iets anders.", phone="06 1234 5609"), luna()]
    linked = link_stream(adverts, None)
    assert [one.id for one in linked] == [advert.advert.id for advert in adverts]
    assert linked[0].cluster == linked[1].cluster == linked[3].cluster is not None
    assert linked[2].cluster is None
    assert linked[2].ties == linked[2].groups == ()
    (first, second) = linked[0].ties
    assert {first.to, second.to} == {adverts[1].advert.id, adverts[3].advert.id}
    assert (first.by, first.similarity, first.kept) == ("phone", 1.0, True)
    assert first.value == adverts[0].subjects[0].key
    assert "telefoonnummer" in first.reason.nl
    assert "phone number" in first.reason.en
    assert linked[0].groups == linked[1].groups


def test_clusters_are_the_same_in_any_order() -> None:
    adverts = [made(f"t{at}", "Tekst.", at, phone=f"06 1234 56{at % 7:02}") for at in range(30)]
    expected = {one.id: one for one in link_stream(adverts, None)}
    Random(1).shuffle(adverts)
    assert {one.id: one for one in link_stream(adverts, None)} == expected


def test_contacts_chain() -> None:
    """A and B share a phone, B and C an address: one cluster, one group."""
    mail = SubjectKey(kind="email", key="m" * 64)
    first, middle = mila(), tess()
    last = luna(phone="06 1234 5608")
    middle = middle.model_copy(update={"subjects": (*middle.subjects, mail)})
    last = last.model_copy(update={"subjects": (*last.subjects, mail)})
    linked = link_stream([first, middle, last], None)
    assert len({one.cluster for one in linked}) == 1
    assert len({one.groups for one in linked}) == 1


def own_words(at: int) -> str:
    """A text that nobody else writes."""
    dice = Random(at)
    return " ".join("".join(dice.choices("abdefgiklmnoprstu", k=6)) for _ in range(20))


def test_a_hub_ties_nobody() -> None:
    """So many names, each with a text of its own, are no hand's work; one advert fewer is still believed."""
    names = [f"N{chr(97 + at // 5)}{chr(97 + at % 5)}a" for at in range(25)]
    said = [f"Ik heet {names[at % 25]}. {own_words(at)}" for at in range(Limits().hub_adverts + 1)]
    adverts = [made(f"t{at}", text, at / 10) for at, text in enumerate(said)]
    linked = link_stream(adverts, None)
    assert {one.cluster for one in linked} == {None}
    assert not any(tie.kept for one in linked for tie in one.ties)
    assert linked[0].ties[0].reason.nl.startswith("hub")
    fewer = link_stream(adverts[: Limits().hub_adverts], None)
    assert len({one.cluster for one in fewer}) == 1
    assert fewer[0].cluster


def test_one_person_who_posts_often_is_no_hub_and_ties_stay_few() -> None:
    adverts = [made(f"t{at}", f"Ik heet Roos. {own_words(at)}", at / 10) for at in range(4 * NEIGHBOURS)]
    linked = link_stream(adverts, None)
    assert len({one.cluster for one in linked}) == 1
    assert max(len(one.ties) for one in linked) <= NEIGHBOURS
    pairs = {(one.id, tie.to) for one in linked for tie in one.ties}
    assert pairs == {(other, one) for one, other in pairs}
