"""Rent kept from pay (LAB-07), a home lost with the job (LAB-09), and all from one hand (LAB-15), in eight languages."""

import csv
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from enrichment.enrich import enrich
from enrichment.reader import Reader, open_reader
from zicht.records import Advert, EnrichedAdvert

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = {"nl", "en", "pl", "ro", "bg", "hu", "es", "de"}
DAY = datetime(2026, 11, 20, tzinfo=UTC)
Case = tuple[str, str, str, str]


@cache
def reader() -> Reader:
    return open_reader(ROOT / "indicators", key=b"test")


@cache
def cases() -> tuple[Case, ...]:
    lines = (ROOT / "tests" / "cases" / "houses.tsv").read_text(encoding="utf-8").splitlines()
    read = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple((code, language, side, text) for code, language, side, text in read)


def read(text: str) -> EnrichedAdvert:
    return enrich(
        Advert(
            site="houses", url="https://example.nl/1", title="-", body=text, category="vacature", posted_at=DAY, seen_at=DAY
        ),
        reader(),
    )  # fmt: skip


def codes(text: str) -> set[str]:
    return {hit.code for hit in read(text).hits if hit.cancelled_by is None}


@pytest.mark.parametrize("code", ["LAB-07", "LAB-09", "LAB-15"])
def test_what_is_said_of_a_house_is_read_and_gaps_are_gaps(code: str) -> None:
    own = [one for one in cases() if one[0] == code]
    wrong = [text for _, _, side, text in own if (code in codes(text)) != (side == "hit")]
    assert wrong == []
    assert {(language, side) for _, language, side, _ in own} >= {
        (one, side) for one in LANGUAGES for side in ("hit", "miss")
    }


def test_rent_that_is_kept_is_no_wage() -> None:
    told = [text for code, _, side, text in cases() if code == "LAB-07" and side == "hit"]
    assert [text for text in told if codes(text) & {"LAB-01", "LAB-02"}] == []


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("Werk. Een kamer kost 780 euro per maand, dat gaat van je loon af.", "180.00"),
        ("Werk. Per vier weken gaat er 740 euro voor het chalet van je salaris af.", "185.00"),
        ("Praca. Za łóżko idzie z tygodniówki 195 euro.", "195.00"),
        ("Arbeit. Das Bett kostet 28 Euro pro Nacht und wird mit dem Lohn verrechnet.", "196.00"),
    ],
)
def test_kept_rent_is_told_per_week(text: str, euros: str) -> None:
    assert [one.value for one in read(text).extractions if one.kind == "housing_deduction_per_week"] == [euros]


@pytest.mark.parametrize(
    "text",
    [
        "Werk op de band, 14,99 per uur. Je slaapt bij ons. Ben je ziek, dan gaat er 40 euro per dag van je loon af.",
        "Monteur, 40 uur. Een studio van 190 euro per week huur je los van je loon.",
        "Werk met kamer. Bovenop je loon krijg je 200 euro per week woonvergoeding.",
    ],
)
def test_what_is_kept_for_something_else_or_added_is_no_rent(text: str) -> None:
    assert "LAB-07" not in codes(text)
