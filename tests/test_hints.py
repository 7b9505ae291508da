"""Hints: nothing that a pattern finds is without one, and all are looked for in one pass."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.numerals import thousands
from enrichment.wages import corrected, left, pace, steps, work
from enrichment.wages.written import NET_BEFORE
from enrichment.words.hints import Hints
from enrichment.words.sought import Sought, needed
from enrichment.worktime import alldays, pauses
from enrichment.worktime.hourforms import DAYS
from enrichment.worktime.hourwords import OPEN

PAIRS = [
    (alldays._TIMES, alldays._OF_TIMES),
    (left._LEFT, left._HINTS),
    (thousands._APART, thousands._THOUSAND),
    (thousands._DECIMAL, thousands._THOUSAND),
]


@pytest.mark.parametrize(("pattern", "hints"), PAIRS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_hint_stands_in_whatever_its_pattern_finds(pattern: re.Pattern[str], hints: Hints, data: st.DataObject):
    assert hints.stand_in(data.draw(st.from_regex(pattern)))


@pytest.mark.parametrize(
    "sought",
    [
        alldays._ALL,
        steps._BARE,
        corrected._TAKEN_BACK,
        pace._LAW,
        work._TO_LET,
        NET_BEFORE,
        DAYS,
        OPEN,
        *pauses._SAID_OF,
    ],
)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_sought_pattern_is_found_wherever_it_stands(sought: Sought, data: st.DataObject):
    assert sought.search(data.draw(st.from_regex(sought.pattern)))


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("per (?:uur|dag)", {"per "}),
        ("(?:elke|iedere) ?dag", {"elke", "iedere"}),
        (r"\bvrij(?:dag)?", {"vrij"}),
        (r"(?:zon|maan){1,2}dagen", {"dagen"}),
        ("(?:a|(?<=uur )b)x?", {"a", "uur "}),
    ],
)
def test_the_pieces_that_a_pattern_cannot_do_without(pattern: str, pieces: set[str]):
    assert needed(pattern) == pieces


def test_a_pattern_without_letters_of_its_own_is_not_sought():
    with pytest.raises(ValueError, match="no letters"):
        Sought(r"\d+|euro")


def test_each_hint_tells_of_its_own_pieces():
    text = "zeven dagen, ook op zondag, voor 3 tys."
    assert alldays._ALL.search(text)
    assert thousands._THOUSAND.stand_in(text)
    assert not left._HINTS.stand_in(text)


def test_hints_that_come_later_are_seen_in_a_text_that_was_read():
    text = "a text that was read before"
    assert not left._HINTS.stand_in(text)
    assert Hints("read", "written").stand_in(text)
    assert not Hints("written").stand_in(text)
