"""What each number of an advert is for: numbers and sums by tables, adverts that only roles can read, what teaches them."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.numerals.spoken import in_digits
from enrichment.wages.money import amounts
from enrichment.wages.pay import context_of
from enrichment.wages.roles import head, learn
from enrichment.wages.roles.decode import LEAST_WAGE, MOST_WAGE, reckoned
from enrichment.wages.roles.marked import MARKED, marked, read_marked
from enrichment.wages.roles.numbers import pieces_of
from enrichment.wages.roles.read import wage_by_roles
from enrichment.wages.roles.sums import NO_ROLE, ROLES, Told
from enrichment.wages.said import roles_told
from enrichment.words.language import LANGUAGES
from enrichment.words.text import normalise
from enrichment.worktime.hours import hours_of
from tests.test_extract import load, read, values


def numbers(text, language="nl"):
    return [(one.said, one.written, one.value) for one in pieces_of(text, language) if one.written]


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("400 euro", "nl", [("400", "digits", Decimal(400))]),
        ("€ 1.850,50 per maand", "nl", [("1.850,50", "digits", Decimal("1850.50"))]),
        ("van 7:30 tot 16", "nl", [("7:30", "digits", Decimal("7.5")), ("16", "digits", Decimal(16))]),
        ("anderhalf uur", "nl", [("anderhalf uur", "length", Decimal("1.5"))]),
        ("2 ore jumate de camera", "ro", [("2 ore jumate", "length", Decimal("2.5"))]),
        ("rit van 1h50", "nl", [("1h50", "length", Decimal(1) + Decimal(50) / 60)]),
        ("hora y cuarto", "es", [("hora y cuarto", "length", Decimal("1.25"))]),
        ("maandag t/m zaterdag", "nl", [("maandag t/m zaterdag", "weekdays", Decimal(6))]),
        ("every day", "en", [("every day", "weekdays", Decimal(7))]),
        ("until midday", "en", [("midday", "moment", Decimal(12))]),
        ("9" * 40, "nl", [("9" * 40, "digits", Decimal(10**9))]),
        ("we zijn met zeven", "nl", [("zeven", "word", Decimal(7))]),
        ("8 tot 5 uur", "nl", [("8", "digits", Decimal(8)), ("5", "digits", Decimal(5))]),
    ],
)
def test_numbers_as_they_are_written(text, language, said):
    assert numbers(text, language) == said


def per_hour(text, roles):
    """The roles, one for each number of a text in order."""
    pieces = [one for one in pieces_of(text, "nl") if one.written]
    wage = Told(text, [(at, one, role) for at, (one, role) in enumerate(zip(pieces, roles, strict=True))]).per_hour()
    return wage and round(wage.value, 2)


@pytest.mark.parametrize(
    ("text", "roles", "wage"),
    [
        ("400 voor 40 uur", ["pay/week", "hours/week"], "10.00"),
        ("80, van 7 tot 5", ["pay/day", "from/day", "to/day"], "8.00"),  # five in the afternoon
        ("80, van 7 tot 5, 45 min schaft", ["pay/day", "from/day", "to/day", "break/day"], "8.65"),
        ("60 van 7 pm tot middernacht", ["pay/day", "from/day", "to/day"], "12.00"),
        ("80 van 22 tot 6", ["pay/day", "from/day", "to/day"], "10.00"),
        ("480, 6 dagen van 8 uur", ["pay/week", "days/week", "hours/day"], "10.00"),
        ("9 per stuk, 3 in 2 uur", ["pay/piece", "pieces/span", "hours/span"], "13.50"),
        ("12 per kamer, 40 min", ["pay/piece", "hours/piece"], "18.00"),
        ("30 cent per bos, 40 per uur", ["pay/piece", "pieces/hour"], "12.00"),
        ("2k per maand, 40 uur", ["pay/month", "hours/week"], "11.54"),
        ("2400, 3 weken van 50 uur", ["pay/month", "weeks/month", "hours/week"], "16.00"),
        ("3600, 12 weken van 40 uur", ["pay/job", "weeks/job", "hours/week"], "7.50"),
        ("12 per uur, min 80 van 40", ["pay/hour", "cut/week", "hours/week"], "10.00"),
        ("12 tot 14 per uur", ["pay/hour", "pay/hour"], "14.00"),  # of a range the highest: no breach is made up
        ("30 per dag, 20 uur", ["pay/day", "hours/day"], None),  # nobody works so long
        ("400 per week", ["pay/week"], None),
        ("40 uur", ["hours/week"], None),
        ("400 voor 0 uur", ["pay/week", "hours/week"], None),
    ],
)
def test_what_an_hour_pays_by_the_roles_of_numbers(text, roles, wage):
    assert per_hour(text, roles) == (wage and Decimal(wage))


@pytest.mark.parametrize("case", load("roles"), ids=lambda case: f"{case['language']}:{case['text'][:40]}")
def test_wages_that_only_roles_tell_and_numbers_that_are_none(case):
    found, _ = read(case["text"], case["language"], category="vacature")
    assert values(found, "wage_per_hour") == ([case["wage"]] if case["wage"] else [])
    for one in found:
        assert one.kind != "wage_per_hour" or (roles_told(one.by) and 0 < one.confidence <= 1)


def by_roles(text, language="nl"):
    told = in_digits(normalise(text).text, language).text
    found = wage_by_roles(context_of(told), language, hours_of(told, language), list(amounts(told, language)))
    return next(found, None)


WEEK = "We draaien zes dagen, elke dag negen uur, en in het envelopje van zaterdag zit 410 euro. "


def test_only_short_adverts_are_asked():
    assert by_roles(WEEK)
    assert by_roles(WEEK + "Wij zijn een bedrijf met een lange geschiedenis. " * 40) is None
    assert by_roles(WEEK + "Maat 38, 40, 42, 44. " * 8) is None


ANY = st.text(st.characters(codec="utf-8"), max_size=60) | st.text("0123456789.,:'€%-/ uhdagwekmin\n", max_size=60)


@given(ANY, st.sampled_from(LANGUAGES))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text, language):
    found = by_roles(f"{text} 410 euro, 6 dagen van 9 uur {text}", language)
    assert found is None or Decimal(found.value) >= LEAST_WAGE * Decimal("0.2")


def test_what_a_wage_was_worked_out_of_is_told_with_it():
    found = by_roles(WEEK)
    assert roles_told(found.by) == [("6", "days/week"), ("9", "hours/day"), ("410", "pay/week")]
    assert roles_told("wage:hour:net") == []


def test_a_wage_is_one_that_somebody_may_be_offered():
    for one in (learn.lesson(advert) for advert in read_marked()[::40]):
        found = reckoned(one.numbers, head.shipped())
        assert found is None or LEAST_WAGE <= found.wage.value <= MOST_WAGE


def test_marked_adverts_have_every_role_and_language_and_add_up():
    adverts = read_marked()
    lessons = [learn.lesson(advert) for advert in adverts[::8]]
    assert {advert.language for advert in adverts} == set(LANGUAGES)
    assert {role for advert in adverts for *_, role in advert.marks} == set(ROLES) - {NO_ROLE}
    told = [(one.advert.wage, _by_marks(one)) for one in lessons if one.advert.wage]
    alike = sum(wage is not None and abs(float(wage) - said) <= 0.05 * said for said, wage in told)
    assert alike / len(told) >= 0.8  # the others: ranges (here the highest), slang that nobody counts, half a thing


def _by_marks(one):
    pieces = [(at, one.numbers.pieces[at], ROLES[role]) for at, role in zip(one.numbers.places, one.roles, strict=True)]
    wage = Told(one.numbers.text, pieces).per_hour()
    return wage and wage.value


def test_a_mark_that_is_no_role_is_named_with_its_place():
    with pytest.raises(ValueError, match=r"mine\.jsonl:3: no such role: pay/fortnight"):
        marked({"text": "{400|pay/fortnight}", "language": "nl", "wage": None}, "mine.jsonl:3")


def test_heads_are_learnt_written_and_refused_for_other_roles(tmp_path: Path, monkeypatch):
    pytest.importorskip("sklearn")
    lines = [
        {"text": f"{{{pay} euro|pay/week}} voor {{{hours} uur|hours/week}}", "language": "nl", "wage": pay / hours}
        for pay, hours in zip(range(300, 700, 5), range(20, 60), strict=False)
    ]
    lessons = [learn.lesson(marked(line, "here")) for line in lines]
    heads = learn.learn(lessons)
    monkeypatch.setattr(head, "LEARNT", tmp_path / "roles.npz")
    head.write(head.LEARNT, heads)
    head.shipped.cache_clear()
    try:
        found = reckoned(lessons[3].numbers, head.shipped())
        assert found and {*found.roles.values()} == {"pay/week", "hours/week"}
        head.shipped.cache_clear()
        monkeypatch.setattr(head, "ROLES", (*ROLES, "pay/moon"))
        with pytest.raises(ValueError, match="other roles"):
            head.shipped()
    finally:
        head.shipped.cache_clear()


def test_the_lines_of_marked_adverts_hold_nobody_s_number():
    for path in sorted(MARKED.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert set(json.loads(line)) == {"text", "language", "wage", "net"}
