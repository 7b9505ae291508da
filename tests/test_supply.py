"""What is given beside work (LAB-15): the kinds that are told over several sentences, and what is no supply, in eight languages."""

import csv
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from enrichment.enrich import enrich
from enrichment.hits.supply import LEAST, supplies_of
from enrichment.reader import Reader, open_reader
from zicht.records import Advert, Hit

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = {"nl", "en", "pl", "ro", "bg", "hu", "es", "de"}
RULE = "rule:total_package"


@cache
def reader() -> Reader:
    return open_reader(ROOT / "indicators", key=b"test")


def cases() -> list[list[str]]:
    lines = (ROOT / "tests" / "cases" / "supply.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.reader([line for line in lines if not line.startswith("#")], delimiter="\t"))


def advert(text: str, category: str = "vacature", title: str = "-") -> Advert:
    return Advert(
        site="supply", url="https://example.nl/1", title=title, body=text, category=category,
        seen_at=datetime(2026, 11, 26, tzinfo=UTC),
    )  # fmt: skip


def hits(text: str, category: str = "vacature", title: str = "-") -> list[Hit]:
    return [hit for hit in enrich(advert(text, category, title), reader()).hits if hit.by == RULE]


@pytest.mark.parametrize(("language", "kinds", "category", "text"), cases(), ids=lambda one: one[:40])
def test_kinds_of_supply(language, kinds, category, text):
    wanted = set() if kinds == "-" else set(kinds.split())
    assert set(supplies_of(reader().read(advert(text, category)))) == wanted


def test_every_language_has_supply_and_none():
    for expected in (True, False):
        assert {one[0] for one in cases() if (one[1] != "-") == expected} == LANGUAGES


@pytest.mark.parametrize(("language", "kinds", "category", "text"), cases(), ids=lambda one: one[:40])
def test_a_hit_for_each_kind_from_three_on(language, kinds, category, text):
    count = 0 if kinds == "-" else len(kinds.split())
    assert bool(hits(text, category)) == (count >= LEAST)


def test_a_bed_and_a_ride_are_no_package():
    assert not hits("Werk in de kas. Je slaapt in een caravan achter de schuur. Wij halen jullie elke ochtend op.")


def test_a_hit_quotes_what_is_given_in_its_field():
    text = "Wij halen jullie elke ochtend op. Wij doen de maaltijden."
    found = hits(text, title="Werk: je slaapt in een caravan")
    assert {hit.field for hit in found} == {"title", "body"}
    assert all(hit.text == text[hit.start : hit.end] for hit in found if hit.field == "body")
    assert all(hit.code == "LAB-15" and len(hit.text.split()) <= 8 for hit in found)


def test_it_counts_only_beside_another_sign():
    package = "Werk in de kas. Huisvesting is er. Wij halen jullie elke ochtend op. Wij doen de maaltijden."
    points = [
        sum(hit.points for hit in hits(text)) for text in (package, f"{package} Je paspoort lever je bij ons in.")
    ]
    assert points == [0, 3]
