"""Groups on a second stream, of other wordings and kinds: frames that all writers share, texts in four languages, tours and rounds."""

from collections.abc import Sequence
from random import Random

import pytest

from console.doors import Given
from enrichment.enrich import enrich
from enrichment.link import LinkedStream, link_groups
from enrichment.reader import Reader
from tests.link_stream import Stream, scored
from tests.link_world import world
from tests.test_link_groups import given_of

SEED = 1003  # never looked at while linking was mended


@pytest.fixture(scope="module")
def linked(reader: Reader) -> tuple[Stream, Sequence[Given], LinkedStream]:
    made = world(SEED)
    given = given_of(made.lines)
    return made, given, link_groups([enrich(one.advert, reader) for one in given], reader)


def test_organised_groups_are_found_and_nobody_is_accused(linked: tuple[Stream, Sequence[Given], LinkedStream]) -> None:
    made, given, found = linked
    ids = {one.advert.id: one.id for one in given}
    score = scored(
        made, [[ids[one] for one in group.adverts] for group in found.groups if group.verdict == "organised"]
    )
    assert score.f1 >= 0.95, score
    assert (score.accused, score.missed, score.wrong) == ((), (), 0)


def test_what_nobody_can_travel_is_said_in_words(linked: tuple[Stream, Sequence[Given], LinkedStream]) -> None:
    made, given, found = linked
    ids = {one.advert.id: one.id for one in given}
    driven = [one for one in found.groups if made.truth.get(ids[one.adverts[0]], "").startswith("movement")]
    assert len(driven) == 2
    assert all("dat houdt één mens niet vol" in one.explanation.nl for one in driven)
    assert all("one person cannot keep that up" in one.explanation.en for one in driven)


def test_any_order_gives_the_same(reader: Reader) -> None:
    lines = world(3, 0, per=1).lines
    read = [enrich(one.advert, reader) for one in given_of(lines)]
    first = link_groups(read, reader).groups
    Random(7).shuffle(read)
    assert link_groups(read, reader).groups == first
