"""Hints: nothing that a pattern finds is without one, and all are looked for in one pass."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.numerals import thousands
from enrichment.wages import left
from enrichment.words.hints import Hints
from enrichment.worktime import alldays

PAIRS = [
    (alldays._ALL, alldays._HINTS),
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


def test_each_hint_tells_of_its_own_pieces():
    text = "zeven dagen, ook op zondag, voor 3 tys."
    assert alldays._HINTS.stand_in(text)
    assert thousands._THOUSAND.stand_in(text)
    assert not left._HINTS.stand_in(text)


def test_hints_that_come_later_are_seen_in_a_text_that_was_read():
    text = "a text that was read before"
    assert not left._HINTS.stand_in(text)
    assert Hints("read", "written").stand_in(text)
    assert not Hints("written").stand_in(text)
