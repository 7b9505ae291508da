"""Adverts of people who look for work, and of those who give it in nearly the same words, in eight languages."""

import csv
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.enrich import enrich
from enrichment.persons.seekers import _around_signs, seeks_work, work_is_sought
from enrichment.reader import Reader
from enrichment.words.text import normalise
from zicht.records import Advert, EnrichedAdvert

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = {"nl", "en", "pl", "ro", "bg", "hu", "es", "de"}
FREE = "no_signal"


def cases() -> list[list[str]]:
    lines = (ROOT / "tests" / "cases" / "seekers.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.reader([line for line in lines if not line.startswith("#")], delimiter="\t"))


def read(text: str, category: str, reader: Reader) -> EnrichedAdvert:
    return enrich(
        Advert(
            site="seekers", url="https://example.nl/1", title="-", body=text, category=category,
            seen_at=datetime(2026, 11, 26, tzinfo=UTC),
        ),
        reader,
    )  # fmt: skip


@pytest.mark.parametrize(("language", "outcome", "category", "text"), cases(), ids=lambda one: one[:40])
def test_who_looks_for_work_is_no_employer(language, outcome, category, text, reader):
    assert work_is_sought(normalise(text).text) == (outcome == FREE)
    found = read(text, category, reader)
    assert found.outcome == outcome
    assert not (found.below_minimum_wage and outcome == FREE)


def test_every_language_has_both():
    for free in (True, False):
        assert {one[0] for one in cases() if (one[1] == FREE) == free} == LANGUAGES


def test_what_is_set_aside_is_kept_and_says_why(reader):
    found = read("Ik zoek werk. Mijn loon werd pas na het seizoen betaald.", "vacatures", reader)
    assert [(hit.code, hit.points, hit.cancelled_by) for hit in found.hits] == [("LAB-18", 0, "seeker")]


def test_crimes_and_sex_are_not_set_aside(reader):
    text = "Ik zoek werk. Wie zijn bankrekening en pinpas uitleent krijgt 500 euro."
    assert any(hit.code.startswith("CRI") and hit.cancelled_by is None for hit in read(text, "overig", reader).hits)


def test_of_whom_somebody_else_tells_only_the_amounts_are_set_aside():
    text = normalise("Mijn nichtje zoekt werk, haar paspoort ligt bij mij.").text
    assert (seeks_work(text), work_is_sought(text)) == (False, True)


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text):
    normal = normalise(text).text
    assert work_is_sought(normal) or not seeks_work(normal)


@given(st.lists(st.sampled_from(("zoek ", "niets ", "x" * 300)), max_size=40).map("".join))
def test_no_letter_is_looked_at_twice(text):
    near = list(_around_signs(text))
    assert all(one[1] < other[0] for one, other in pairwise(near))
    assert len(near) <= len(text) // 300 + 1
