"""What is read off an advert: data-driven over tests/cases/*.jsonl, and properties over any text."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.contacts.phones import MADE_UP, phones
from enrichment.extract import extract
from enrichment.numerals.spoken import in_digits
from enrichment.wages.minimum import (
    below_minimum,
    best_wage,
    housing_limit,
    housing_over_limit,
    is_implied,
    minimum_wage,
    over_shift_limit,
    over_week_limit,
)
from enrichment.wages.said import wage_said
from enrichment.words.language import language_of
from enrichment.words.text import normalise, source_of
from enrichment.worktime.hours import hours_of
from zicht.records import Advert, Extraction

DAY = date(2026, 3, 1)
CASES = Path(__file__).parent / "cases"


def load(name):
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def advert(body, title="", **fields):
    seen = datetime(2026, 3, 1, tzinfo=UTC)
    return Advert(site="demo", url="https://example.nl/1", title=title, body=body, seen_at=seen, **fields)


def read(body, language=None, **fields):
    source = source_of(advert(body, **fields))
    normal = normalise(source.text)
    return extract(source, normal, language or language_of(body), DAY), normal.text


def values(found, kind):
    return [item.value for item in found if item.kind == kind]


@pytest.mark.parametrize("case", load("phones"), ids=lambda case: ascii(case["text"])[:40])
def test_phones_plain_hidden_and_near_misses(case):
    found = phones(normalise(case["text"]), case["text"], language_of(case["text"]))
    assert [phone.value for phone in found] == case["phones"]
    assert sorted({tag for phone in found for tag in phone.hidden}) == case["hidden"]


@pytest.mark.parametrize("case", load("attacks"), ids=lambda case: f"{case['kind']}:{ascii(case['text'])[:30]}")
def test_phones_however_they_are_hidden(case):
    found = phones(normalise(case["text"]), case["text"], language_of(case["text"]))
    assert [phone.value for phone in found] == case["phones"]
    if case["kind"] == "plain":
        assert not any(phone.hidden for phone in found)


@pytest.mark.parametrize("case", load("told_phones"), ids=lambda case: f"{case['language']}:{ascii(case['text'])[:40]}")
def test_phones_as_they_are_told_in_eight_languages(case):
    found = phones(normalise(case["text"]), case["text"], case["language"])
    assert [phone.value for phone in found] == case["phones"]


def test_phone_cases_are_enough_and_valid():
    cases = load("phones")
    numbers = [number for case in cases for number in case["phones"]]
    assert sum(bool(case["phones"]) for case in cases) >= 60
    assert sum(not case["phones"] for case in cases) >= 40
    assert all(MADE_UP.fullmatch(n) or phonenumbers.is_valid_number(phonenumbers.parse(n)) for n in numbers)


def test_phone_quote_is_where_it_stands():
    body = "Bel mij: 0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣ graag"
    (phone,) = [item for item in read(body)[0] if item.kind == "phone"]
    assert body[phone.start : phone.end] == body[9:-6]
    assert phone.field == "body"
    assert phone.hidden == ("keycap",)


@pytest.mark.parametrize("body", ["06 123", "45678"])
def test_a_number_never_reaches_across_fields(body):
    found, _ = read("45678 " + body, place_text="06 123")
    assert values(found, "phone") == []


@pytest.mark.parametrize("case", load("wages"), ids=lambda case: case["text"][:40])
def test_wages_per_hour_and_the_minimum(case):
    found, text = read(case["text"])
    wages = [item for item in found if item.kind == "wage_per_hour"]
    best = best_wage(found) or (wages[0] if wages else None)
    assert (best.value if best else None) == case["wage"]
    assert below_minimum(found, DAY, text) is case["below"]


@pytest.mark.parametrize("case", load("offers"), ids=lambda case: f"{case['language']}:{case['text'][:40]}")
def test_what_a_job_offers(case):
    found, text = read(case["text"], title=case.get("title", ""))
    best = best_wage(found)
    assert (best.value if best else None) == case["wage"]
    assert below_minimum(found, date.fromisoformat(case.get("posted_at", "2026-09-10")), text) is case["below"]
    assert max(values(found, "hours_per_week"), key=Decimal, default=None) == case["hours"]
    assert sorted(set(values(found, "housing_deduction_per_week"))) == [case["housing"]] * (case["housing"] is not None)


@pytest.mark.parametrize(
    "case",
    [case for case in load("spoken_wages") if "wage" in case],
    ids=lambda case: f"{case['language']}:{case['text'][:40]}",
)
def test_wages_as_they_are_spoken(case):
    assert case["wage"] in values(read(case["text"], category=case["category"])[0], "wage_per_hour")


@pytest.mark.parametrize("case", load("values"), ids=lambda case: f"{case['kind']}:{case['text'][:30]}")
def test_other_values(case):
    fields = {key: case[key] for key in ("category", "employer", "price_text") if key in case}
    assert values(read(case["text"], **fields)[0], case["kind"]) == case["values"]


@pytest.mark.parametrize(
    ("on", "age", "amount"),
    [
        (date(2026, 3, 1), None, "14.71"),
        (date(2026, 3, 1), 21, "14.71"),
        (date(2026, 3, 1), 45, "14.71"),
        (date(2026, 3, 1), 20, "11.77"),
        (date(2026, 3, 1), 15, "4.41"),
        (date(2026, 6, 30), None, "14.71"),
        (date(2026, 7, 1), None, "14.99"),
        (date(2027, 1, 15), None, "14.99"),
        (date(2025, 6, 30), 18, "7.03"),
        (date(2025, 7, 1), 18, "7.20"),
        (date(2024, 1, 1), None, "13.27"),
        (date(2023, 1, 1), None, "11.16"),
    ],
)
def test_minimum_wage_by_date_and_age(on, age, amount):
    assert minimum_wage(on, age) == Decimal(amount)


@pytest.mark.parametrize(("on", "age"), [(date(2022, 12, 31), None), (date(2027, 1, 16), None), (date(2026, 3, 1), 14)])
def test_minimum_wage_is_not_said_outside_the_table(on, age):
    assert minimum_wage(on, age) is None


def test_a_stale_table_says_nothing_about_a_wage():
    found, text = read("Vacature: € 8 per uur")
    assert below_minimum(found, DAY, text) is True
    assert below_minimum(found, date(2027, 2, 1), text) is None


def test_the_wage_is_laid_beside_the_amount_of_the_posting_date():
    found, text = read("Vacature: € 14,00 per uur bruto")
    assert below_minimum(found, date(2025, 6, 1), text) is True
    assert below_minimum(found, date(2024, 12, 1), text) is False


def test_pay_per_day_is_implied_and_pay_per_hour_is_said():
    assert [
        is_implied(item) for item in read("werk € 50 per dag, 12 uur per dag")[0] if item.kind == "wage_per_hour"
    ] == [True]
    assert [is_implied(item) for item in read("werk € 5 per uur")[0] if item.kind == "wage_per_hour"] == [False]


def test_housing_is_measured_against_the_stated_hours():
    assert housing_limit(DAY, None) == Decimal("147.1000")
    over, _ = read("werk 40 uur per week, huur € 175 per week wordt ingehouden")
    under, _ = read("werk 40 uur per week, huur € 140 per week wordt ingehouden")
    assert housing_over_limit(over, DAY).value == "175.00"
    assert housing_over_limit(under, DAY) is None


@pytest.mark.parametrize(
    ("body", "shift", "week"),
    [
        ("14 uur per dag", True, False),
        ("8 uur per dag", False, False),
        ("80 uur per week", False, True),
        ("60 uur per week", False, False),
    ],
)
def test_hours_above_the_working_hours_act(body, shift, week):
    assert bool(over_shift_limit(hours_of(body, "nl"))) is shift
    assert bool(over_week_limit(read(body)[0])) is week


@pytest.mark.parametrize(
    ("language", "body"),
    [("en", "Expect fifteen hour shifts during summer."), ("en", "Fourteen hour days."), ("en", "We do 13 hours straight."),
     ("nl", "Werkdagen van vijftien uur zijn normaal."), ("nl", "Veertienurige diensten."), ("nl", "Je werkt 14 uur achter elkaar."),
     ("de", "Schichten von 14 Stunden."), ("de", "14-Stunden-Schichten."), ("de", "Ein Arbeitstag hat 14 Stunden."),
     ("pl", "Dzień pracy trwa u nas 14 godzin."), ("pl", "14-godzinne zmiany."), ("pl", "Zmiany po 14 godzin."),
     ("ro", "Ziua de lucru are 14 ore."), ("ro", "Ture de 14 ore."), ("bg", "Работният ден е 14 часа."), ("bg", "14-часови смени."),
     ("hu", "A munkanap nálunk 14 óra."), ("hu", "14 órás műszakok."),
     ("es", "La jornada es de 14 horas."), ("es", "Turnos de 14 horas.")],
)  # fmt: skip
def test_hours_of_a_day_are_read_in_every_language(language, body):
    told = in_digits(normalise(body).text, language).text
    assert over_shift_limit(hours_of(told, language))


def test_a_shift_of_so_many_hours_is_no_day_of_work():
    assert not [one for one in hours_of("14-hour shifts", "en") if one.per == "days"]


def test_minors_have_lower_limits():
    assert over_shift_limit(hours_of("10 uur per dag", "nl"), minor=True)
    assert over_week_limit(read("48 uur per week")[0], minor=True)


WORDS = st.sampled_from(
    "bel 06 12345678 nul zes € 8 per uur 40 uur per week 19 jaar naam@voorbeeld.nl @naam kvk 69599084 ingehouden huur 🌹 6️⃣ "
    "\u200b ① ( ) - , . \n + 31 twaalf een dubbel \ud800 １２ ß İ".split(" ")
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=30).map(" ".join))


@given(title=TEXTS, body=TEXTS, price=st.none() | TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_ordered_values_inside_their_field(title, body, price):
    page = advert(body, price_text=price).model_copy(update={"title": title})
    source = source_of(page)
    found = extract(source, normalise(source.text), "nl", DAY)
    for item in found:
        assert isinstance(item, Extraction)
        assert 0 <= item.start < item.end <= len(getattr(page, item.field))
        if item.kind == "phone":
            assert phonenumbers.is_valid_number(phonenumbers.parse(item.value))
        if item.kind in {"price", "wage_per_hour", "housing_deduction_per_week"}:
            assert Decimal(item.value).as_tuple().exponent == -2


@given(digits=st.integers(10_000_000, 99_999_999), separator=st.sampled_from(["", " ", "-", ".", "/"]))
@settings(max_examples=60, deadline=None)
def test_a_mobile_number_is_read_the_same_however_it_is_written(digits, separator):
    pairs = separator.join(f"{digits}"[at : at + 2] for at in range(0, 8, 2))
    plain = [phone.value for phone in phones(normalise(f"06{digits}"), f"06{digits}", "nl")]
    for written in (f"06{separator}{pairs}", f"+31 6 {pairs}", f"0031 6 {pairs}"):
        assert [phone.value for phone in phones(normalise(written), written, "nl")] == plain


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("n u l  z e s  n u l  n u l  31 32 33", "+31600313233"),
        ("z.e.s nul nul 31 32 33, de nul zet je er zelf voor", "+31600313233"),
        ("zeroszesczerozero51 52 55", "+31600515255"),
        ("o6 oo 4o 5o 6o", "+31600405060"),
        ("0 hat 00 hatvanegy 62 68", "+31600616268"),
        ("06 dan 00, dan 31 en 32, en als laatste 39", "+31600313239"),
    ],
)
def test_a_number_is_put_together_from_letters_that_stand_apart_and_glued_words(body, value):
    assert values(read(body)[0], "phone") == [value]


@pytest.mark.parametrize(
    "body", ["plan a b c d 12 34 56 78 90", "s e x 10 20 30 40 50", "zone 4a 5b 6c en 10 tot 20 uur"]
)
def test_single_letters_and_codes_are_no_number(body):
    assert values(read(body)[0], "phone") == []


def test_the_wage_is_told_with_the_row_of_the_law():
    found, text = read("Vacature: € 9 per uur bruto")
    said = wage_said(found, text, date(2026, 9, 10), below=True)
    assert said is not None
    assert said.nl == (
        "€ 9,00 per uur ligt onder het wettelijk minimumloon van € 14,99 "
        "(leeftijd onbekend: 21 jaar en ouder, bedragen per 1-7-2026; Wml art. 7)."
    )
    assert "€ 14.06" in (wage_said(found, text, date(2025, 3, 1), below=True) or said).en


def test_the_age_that_the_wage_is_for_is_told():
    found, text = read("Bezorger (18), € 7,00 bruto per uur")
    said = wage_said(found, text, date(2026, 9, 10), below=below_minimum(found, date(2026, 9, 10), text))
    assert said is not None and "€ 7,50 (18 jaar" in said.nl


def test_a_stale_table_is_told_and_an_honest_wage_is_not():
    found, text = read("Vacature: € 16 per uur bruto")
    assert wage_said(found, text, date(2026, 9, 10), below=False) is None
    stale = wage_said(found, text, date(2027, 2, 1), below=None)
    assert stale is not None and "2027-02-01" in stale.en


@pytest.mark.parametrize(
    ("body", "over"),
    [
        ("Je werkt van 6 tot 20 uur in de kas", True),
        ("Shift from 5:00 to 20:00 in the laundry", True),
        ("Praca od 5 do 20, magazyn", True),
        ("Je werkt van 7 tot 19 uur met een uur pauze", False),
        ("Bel ons tussen 6 en 23 uur", False),
        ("Winkel open van 6 tot 22 uur, je werkt 32 uur per week", False),
        ("Nachtdienst van 22 tot 6 uur", False),
        ("Flexibele werktijden, van 7 tot 22 uur, jij kiest", False),
        ("Werken tussen 6.00 en 22.00 uur, in overleg", False),
        ("Praca zmianowa 7.00 - 22.00, siedem dni w tygodniu", False),
        ("Praca w godzinach 6:00-21:00 wedlug grafiku, dwie zmiany", False),
        ("Working between 06:00 and 21:00, two shifts", False),
        ("Arbeit von 6 bis 22 Uhr im Zweischichtbetrieb, 2-Schicht", False),
    ],
)
def test_a_shift_between_two_times_may_be_too_long(body, over):
    assert (over_shift_limit(hours_of(normalise(body).text, "nl")) is not None) == over


def test_under_eighteen_a_shorter_shift_and_week_are_too_long():
    hours = hours_of("je bent 16 en werkt 10 uur per dag", "nl")
    assert over_shift_limit(hours, minor=True) is not None
    assert over_shift_limit(hours) is None


@pytest.mark.parametrize(
    ("body", "hours"), [("Weekloon 500 bruto, 55 uur, boerderij", "55"), ("Reactie binnen 48 uur.", None)]
)
def test_hours_of_46_to_60_that_stand_alone_are_of_a_week_and_no_breach(body, hours):
    found, _ = read(body)
    assert next(iter(values(found, "hours_per_week")), None) == hours
    assert over_week_limit(found) is None
