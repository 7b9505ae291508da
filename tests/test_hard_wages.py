"""Wages, hours and rents told in hard wording, in eight languages, beside what the law says of them on the day.

`hard_wages` was mended on, in two parts. At first sight of its first 122 lines: wage breaches precision 1.00, recall 0.25,
hours over the limit 13 of 28, rent over the limit 8 of 16; of the next 54, seen by what the first had mended: precision
0.94, recall 0.43. A line with `gap` is not read yet, and counts as missed. `hard_wages_unseen` was written with it by the
same hand, before any mending, and is counted only: nobody looks at what fails there (at first sight recall 0.05).

The last 28 lines of `hard_wages` are near misses of the rules that `hard_wages_second` asked for (at first sight 21 right).

`hard_wages_second` are whole adverts of 30 to 60 words as on a board, by another hand that had not read the rules, split
by coin: 100 were mended on (at first sight precision 1.00, recall 0.57; 67 of 100 with unknown told apart), 60 stand in
`hard_wages_second_unseen` and are counted only (at first sight precision 1.00, recall 0.69; 45 of 60; now 0.86 and 51). `wage` and
`hours_per_week` are asked for where a line names them.
"""

import json
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from enrichment.enrich import enrich
from enrichment.reader import Reader, open_reader
from zicht.records import Advert

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = {"nl", "en", "pl", "ro", "bg", "hu", "es", "de"}
GOAL = 0.97  # issue 6: precision and recall of wage breaches
UNSEEN = {"hard_wages_unseen": 0.78, "hard_wages_second_unseen": 0.86}  # recall that was reached where nobody mended
MENDED = ("hard_wages", "hard_wages_second")


@cache
def reader() -> Reader:
    return open_reader(ROOT / "indicators", key=b"test")


VALUES = {"wage": "wage_per_hour", "hours_per_week": "hours_per_week"}
A_CENT = 0.015  # so much may rounding take


def load(name: str) -> list[dict]:
    text = (ROOT / "tests" / "cases" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def told(case: dict) -> dict[str, bool | str]:
    """What was read of the facts that a line is about."""
    day = datetime.fromisoformat(case["posted_at"]).replace(hour=12, tzinfo=UTC)
    found = enrich(
        Advert(
            site="hard", url="https://example.nl/1", title="", body=case["text"], category=case["category"], posted_at=day,
            seen_at=day,
        ),
        reader(),
    )  # fmt: skip
    codes = {hit.code for hit in found.hits if hit.cancelled_by is None}
    below = found.below_minimum_wage
    facts = {
        "breach": "unknown" if below is None else below,
        "hours": "LAB-03" in codes,
        "housing": "LAB-07" in codes,
    }
    values = {
        fact: any(one.kind == kind and abs(float(one.value) - float(case[fact])) < A_CENT for one in found.extractions)
        for fact, kind in VALUES.items()
        if fact in case
    }
    return {fact: facts[fact] for fact in case["expect"]} | values


@pytest.mark.parametrize(
    "case", load("hard_wages") + load("hard_wages_second"), ids=lambda case: f"{case['language']}:{case['text'][:40]}"
)
def test_what_an_advert_says_in_hard_words(case):
    expected = case["expect"] | {fact: True for fact in VALUES if fact in case}
    assert (told(case) == expected) is not case.get("gap", False)


@cache
def counted(name: str) -> Counter[tuple[bool, bool]]:
    """(breach of the minimum wage, read as one) -> lines."""
    return Counter((case["expect"]["breach"] is True, told(case)["breach"] is True) for case in load(name))


@pytest.mark.parametrize("name", MENDED)
def test_the_goal_of_issue_six_is_met_where_it_was_mended(name):
    found = counted(name)
    hits, missed, extra = found[True, True], found[True, False], found[False, True]
    assert hits / (hits + extra) >= GOAL
    assert hits / (hits + missed) >= GOAL


@pytest.mark.parametrize("name", UNSEEN)
def test_no_breach_is_made_up_where_nobody_mended_and_recall_does_not_fall(name):
    found = counted(name)
    hits, missed, extra = found[True, True], found[True, False], found[False, True]
    assert extra == 0
    assert hits / (hits + missed) >= UNSEEN[name]


def test_both_sets_have_every_language_breaches_and_legal_twins():
    lines = load("hard_wages")
    assert len(lines) >= 80
    wrong = [line for line in lines if True in line["expect"].values()]
    assert 0.5 <= len(wrong) / len(lines) <= 0.7  # the others are legal twins and traps
    for name in (*MENDED, *UNSEEN):
        assert {line["language"] for line in load(name)} == LANGUAGES
    for mended, unseen in zip(MENDED, UNSEEN, strict=True):
        both = ({(line["text"], line["posted_at"]) for line in load(name)} for name in (mended, unseen))
        assert not set.intersection(*both)
