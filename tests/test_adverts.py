"""Whole synthetic adverts, labelled before anything read them: what the packs find, and whom they leave alone."""

import json
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from enrichment.enrich import enrich
from enrichment.reader import open_reader
from zicht.records import Advert, EnrichedAdvert

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "adverts.jsonl"
LEAST = 0.9
LEFT_ALONE = ("independent", "licensed", "fair_agency")
FLAGGED = ("signal", "review")
FORMS = ("seksueel", "arbeid", "crimineel", "orgaan")


@cache
def _cases() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines())


def _advert(number: int, case: dict[str, Any]) -> Advert:
    posted = datetime.fromisoformat(case["posted_at"])
    said = {name: case.get(name) for name in ("title", "body", "category", "place_text")}
    return Advert(
        site="test", url=f"https://example.nl/{number}", seen_at=datetime(2026, 9, 11, tzinfo=UTC), posted_at=posted, **said
    )  # fmt: skip


@cache
def _read() -> tuple[EnrichedAdvert, ...]:
    reader = open_reader(ROOT / "indicators", key=b"test")
    return tuple(enrich(_advert(number, case), reader) for number, case in enumerate(_cases()))


def _found(enriched: EnrichedAdvert) -> set[str]:
    """Codes of indicators that stand; OBF-03 and others without points are shown, not counted."""
    return {hit.code for hit in enriched.hits if hit.cancelled_by is None and hit.points > 0}


def _pairs() -> list[tuple[dict[str, Any], EnrichedAdvert]]:
    return list(zip(_cases(), _read(), strict=True))


def test_there_are_enough_adverts_of_every_kind() -> None:
    kinds = Counter(case["kind"] for case in _cases())
    forms = Counter(case["expected"]["form"] for case in _cases() if case["expected"]["codes"])
    assert len(_cases()) >= 120
    assert kinds["indicators"] >= 35
    assert all(kinds[kind] >= 5 for kind in (*LEFT_ALONE, "vacancy", "awareness")), kinds
    assert all(forms[form] >= 4 for form in FORMS), forms


def test_outcomes_are_as_labelled() -> None:
    wrong = [
        f"{case['title']}: {case['expected']['outcome']}, read as {enriched.outcome} {sorted(_found(enriched))}"
        for case, enriched in _pairs()
        if enriched.outcome != case["expected"]["outcome"]
    ]
    assert 1 - len(wrong) / len(_cases()) >= LEAST, "\n".join(wrong)


@pytest.mark.parametrize("measure", ["precision", "recall"])
def test_codes_are_as_labelled(measure: str) -> None:
    right = missed = extra = 0
    told = []
    for case, enriched in _pairs():
        expected, found = set(case["expected"]["codes"]), _found(enriched)
        right, missed, extra = (
            right + len(expected & found),
            missed + len(expected - found),
            extra + len(found - expected),
        )
        if expected != found:
            told.append(f"{case['title']}: missed {sorted(expected - found)}, extra {sorted(found - expected)}")
    share = right / (right + (extra if measure == "precision" else missed))
    assert share >= LEAST, "\n".join(told)


def test_forms_are_as_labelled_for_what_a_person_sees() -> None:
    seen = [(case, enriched) for case, enriched in _pairs() if case["expected"]["outcome"] in FLAGGED]
    right = sum(enriched.form == case["expected"]["form"] for case, enriched in seen)
    assert right / len(seen) >= LEAST


@pytest.mark.parametrize("kind", LEFT_ALONE)
def test_nobody_who_works_lawfully_is_flagged(kind: str) -> None:
    flagged = [case["title"] for case, enriched in _pairs() if case["kind"] == kind and enriched.outcome in FLAGGED]
    assert flagged == []


def test_warnings_are_never_flagged() -> None:
    flagged = [case["title"] for case, enriched in _pairs() if case["kind"] == "awareness" and _found(enriched)]
    assert flagged == []


def test_every_quote_is_in_the_advert() -> None:
    for enriched in _read():
        for hit in enriched.hits:
            assert getattr(enriched.advert, hit.field)[hit.start : hit.end] == hit.text
