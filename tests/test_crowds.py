"""A value that thousands have ties nobody, says so, and is never loaded whole: shown on small numbers, the same in any parts."""

import shutil

import pytest

from enrichment.link import rules_of
from enrichment.reader import Reader, open_reader
from flows.deciding import decide, groups_of
from flows.loading import load_region
from flows.steps import link
from ledger import Ledger
from ledger.tie_choices import Choice
from tests.conftest import NOON
from tests.test_link import made, own_words
from tests.test_link_state import assert_same, save
from zicht.records import DeadLetter, EnrichedAdvert
from zicht.settings import Settings


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """By whose packs a crowd is more than thirty, and seven show it."""
    folder = tmp_path_factory.mktemp("crowds") / "packs"
    shutil.copytree(Settings().packs, folder)
    network = folder / "network.yml"
    said = network.read_text(encoding="utf-8")
    assert "  crowd: 10000\n  crowd_shown: 200\n" in said
    network.write_text(said.replace("crowd: 10000", "crowd: 30").replace("crowd_shown: 200", "crowd_shown: 7"))
    return open_reader(folder, key=b"k" * 32)


def crowd_of(count: int) -> list[EnrichedAdvert]:
    return [made(f"c{at}", f"Ik heet Mila. {own_words(at)}", at / 50) for at in range(count)]


@pytest.mark.parametrize("parts", [1, 4])
def test_a_crowd_ties_nobody_and_costs_what_is_new(
    ledger: Ledger, reader: Reader, settings: Settings, parts: int
) -> None:
    """More adverts on one number than anybody could read: cut, said so, the same in any parts, and the number is not loaded whole."""
    adverts = [one.model_copy(update={"subjects": ()}) for one in crowd_of(60)]
    for part in range(parts):
        save(ledger, adverts[part::parts])
        link(ledger, reader, settings)
    assert_same(ledger, adverts, reader)
    (group,) = groups_of(ledger, min(one.advert.id for one in adverts))
    assert group.count == 7
    assert "meer dan 30 advertenties" in group.cut[0].reason.nl
    with ledger.linking() as state:
        loaded = load_region(state, {adverts[5].advert.id: 1}, rules_of(reader).limits)
        assert len(loaded.region.seen) <= 8
    for one in adverts[20:]:
        ledger.bury(DeadLetter(stage="index", key=one.advert.id, reason="refused", at=NOON))
    link(ledger, reader, settings)
    assert_same(ledger, adverts[:20], reader)  # few again: it ties again
    assert not groups_of(ledger, adverts[0].advert.id)[0].cut


def test_a_person_restores_a_crowd(ledger: Ledger, reader: Reader, settings: Settings) -> None:
    adverts = [one.model_copy(update={"subjects": ()}) for one in crowd_of(40)]
    save(ledger, adverts)
    link(ledger, reader, settings)
    value = {"kind": "phone", "key": reader.keyed("phone", "+31612345601")}
    decide(
        ledger, reader, Choice.model_validate({"at": NOON, "who": "a", "what": "restore", "why": "één hand", **value})
    )
    (group,) = [one for one in groups_of(ledger, adverts[0].advert.id) if not one.cut]
    assert group.count == 40
