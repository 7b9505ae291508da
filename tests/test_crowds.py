"""A value that thousands have ties nobody, says so, and is never loaded whole: shown on small numbers, the same in any parts."""

import shutil
from collections.abc import Collection
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from enrichment.enrich import enrich
from enrichment.link import rules_of
from enrichment.reader import Reader, open_reader
from flows import settling
from flows.deciding import decide, groups_of
from flows.loading import load_region
from flows.moments import Looked
from flows.steps import link
from flows.tying import leave
from ledger import Ledger, copiers, moments, open_ledger, ties, tying
from ledger.tie_choices import Choice
from ledger.ties import KeptAdvert, State
from ledger.tying import KeptText
from tests.conftest import NOON
from tests.test_link import made, own_words
from tests.test_link_state import assert_same, save
from zicht.records import Advert, DeadLetter, EnrichedAdvert
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


def near_copies(count: int) -> list[EnrichedAdvert]:
    """One text with two other words each time, and another number."""
    words = (own_words(1) + own_words(2)).split()
    found = []
    for at in range(count):
        said = list(words)
        said[at % 20], said[20 + at // 20] = f"anders{at}", f"eigen{at}"
        found.append(made(f"n{at}", " ".join(said), at / 50, phone=f"06 1{at:03} 5678"))
    return [one.model_copy(update={"subjects": ()}) for one in found]


@pytest.mark.parametrize("parts", [1, 2, 7, 60])
def test_a_crowd_of_near_copies_is_never_loaded(
    ledger: Ledger, reader: Reader, settings: Settings, monkeypatch: pytest.MonkeyPatch, parts: int
) -> None:
    """More near copies than make a crowd tie nobody, in any parts; no more texts are read than are judged at once, and what is new."""
    read: list[int] = []
    texts = tying.texts

    def counted(state: State, ids: Collection[int]) -> dict[int, KeptText]:
        found = texts(state, ids)
        read.append(len(found))
        return found

    monkeypatch.setattr(tying, "texts", counted)
    adverts = near_copies(60)
    Random(parts).shuffle(adverts)
    for part in range(parts):
        save(ledger, adverts[part::parts])
        link(ledger, reader, settings)
    assert_same(ledger, adverts, reader)
    assert max(read) <= 30
    (group,) = groups_of(ledger, min(one.advert.id for one in adverts))
    assert "meer dan 30 advertenties" in group.cut[0].reason.nl
    for one in adverts[20:]:
        ledger.bury(DeadLetter(stage="index", key=one.advert.id, reason="refused", at=NOON))
    link(ledger, reader, settings)
    (group,) = groups_of(ledger, adverts[0].advert.id)
    assert not group.cut  # few again: they tie again, but those whose twelve pairs were all with others that left
    assert 15 <= group.count <= 20
    save(ledger, adverts[20:])
    link(ledger, reader, settings)
    assert_same(ledger, adverts, reader)


def busy(seed: int) -> list[EnrichedAdvert]:
    """Numbers and texts that some thirty adverts have, and profiles that appear together, some at the moment of a site's clock."""
    dice = Random(seed)
    found = [
        made(
            f"h{at}",
            f"Ik heet {dice.choice(('Mila', 'Noor'))}. {own_words(at % 70)}",
            dice.random() * 4,
            phone=f"06 1234 500{at % 3}",
        )
        for at in range(100)
    ]
    found += [
        made("t", own_words(999), 4 * dice.random(), phone=f"06 12{at:02} 6000") for at in range(dice.randint(25, 45))
    ]
    for day in range(dice.choice((3, 4))):
        for at in range(dice.choice((6, 38, 44))):
            minute = (7 * at % 9) / 1440 + at / 86_400 if at < 6 or dice.random() < 0.9 else dice.random()
            found.append(
                made(f"b{day}", own_words(200 + day * 50 + at), day + 0.31 + minute, phone=f"06 13{at:02} 7000")
            )
    return [one.model_copy(update={"subjects": ()}) for one in found]


@pytest.mark.parametrize("seed", range(8))
def test_who_leaves_is_as_if_never_there(ledger: Ledger, reader: Reader, settings: Settings, seed: int) -> None:
    """Whatever crowds and moments become of those who are left; and nobody is looked at for being near."""
    adverts = busy(seed)
    save(ledger, adverts)
    link(ledger, reader, settings)
    assert_same(ledger, adverts, reader)
    dice = Random(seed)
    while len(adverts) > 20:
        gone = set(dice.sample(range(len(adverts)), dice.choice((1, 15, len(adverts) // 3))))
        for at in gone:
            ledger.bury(DeadLetter(stage="index", key=adverts[at].advert.id, reason="refused", at=NOON))
        adverts = [one for at, one in enumerate(adverts) if at not in gone]
        link(ledger, reader, settings)
        assert_same(ledger, adverts, reader)


@pytest.mark.parametrize("kind", ["phone", "text"])
def test_who_leaves_a_crowd_soils_those_that_show_it(
    ledger: Ledger, reader: Reader, settings: Settings, kind: str
) -> None:
    """Or the first who is left, as long as it is a crowd; and nobody who was placed at about that time."""
    adverts = (
        crowd_of(60)
        if kind == "phone"
        else [made("t", own_words(1), at / 9000, phone=f"06 12{at} 6000") for at in range(10, 70)]
    )
    adverts = [one.model_copy(update={"subjects": ()}) for one in adverts]
    save(ledger, adverts)
    link(ledger, reader, settings)
    ids = sorted(one.advert.id for one in adverts)
    steps = (
        (ids[40:50], ids[:1]),
        (ids[:7], ids[7:8]),
        (ids[50:], ids[7:8]),
        (ids[7:8], ids[8:14]),
        (ids[38:40], ids[8:38]),
    )
    for gone, soiled in steps:
        with ledger.linking() as state:
            leave(state, gone, rules_of(reader).limits)
            assert sorted(ties.dirty(state, 1000)) == soiled
        link(ledger, reader, settings)


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


def effort(state: State) -> int:
    """Steps of SQLite, in hundreds, to know of one value and one text whether they are crowds, and who shows them."""
    taken: list[int] = []
    connection: Any = state.connection.driver_connection
    connection.set_progress_handler(lambda: taken.append(1), 100)
    both = {("phone", "x"), ("text", "1")}
    assert ties.crowds(state, both, 100) == both
    assert ties.users(state, {("phone", "x")}, 100) == {("phone", "x"): 101}
    found = ties.smallest_of(state, both, 20)
    connection.set_progress_handler(None, 0)
    assert set(map(tuple, found.values())) == {tuple(f"a{at:05}" for at in range(20))}
    return len(taken)


def test_more_of_a_crowd_costs_no_more(tmp_path: Any) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'l.db'}")
    efforts = []
    with ledger.linking() as state:
        tying.put_texts(state, [KeptText(1, "x", None, "w", 1, None)], [])
        for start, end in ((0, 300), (300, 6000)):
            rows = [KeptAdvert(f"a{at:05}", 1, "2026-11-25", None, None, 1, "[]") for at in range(start, end)]
            ties.put(state, rows, {one.number: [("phone", "x")] for one in rows})
            efforts.append(effort(state))
    ledger.close()
    assert efforts[1] < 1.2 * efforts[0] + 2


def test_no_run_looks_twice_at_a_moment_unless_others_wrote(ledger: Ledger) -> None:
    rows = [KeptAdvert(f"a{at}", None, f"2026-11-{day}T12:00:00+00:00", f"p{at}", None, 1, "[]")
            for at, day in enumerate((11, 12, 25))]  # fmt: skip
    looked, near = Looked(), timedelta(minutes=30)
    with ledger.linking() as state:
        ties.put(state, rows, {one.number: [] for one in rows})
        copiers.moved(state, 3)
        for numbers, stretches in ((["a0", "a1"], 2), (["a1", "a2"], 1), (["a0", "a2"], 0)):
            assert len(looked.fresh(state, moments.placed(state, numbers), near)) == stretches
            looked.ends(state)
        copiers.moved(state, 1)
        assert len(looked.fresh(state, moments.placed(state, ["a0", "a2"]), near)) == 2


def test_moments_of_a_crowd_come_to_an_end(
    ledger: Ledger, reader: Reader, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six profiles that burst on a week of days, more adverts than wait in one step: each step finds the moments, none for ever."""
    monkeypatch.setattr(settling, "WAITING", 10)
    adverts = [
        made(f"b{day}-{at}", own_words(10 * day + at), day + at / 1440, phone=f"06 1234 561{at}").model_copy(update={"subjects": ()})
        for day in range(7)
        for at in range(6)
    ]  # fmt: skip
    save(ledger, adverts)
    link(ledger, reader, settings)
    assert_same(ledger, adverts, reader)
    assert any("meer dan 30" in cut.reason.nl for group in groups_of(ledger, adverts[0].advert.id) for cut in group.cut)


def test_empty_texts_are_linked_with_nobody(ledger: Ledger, reader: Reader, settings: Settings) -> None:
    blank = Advert(site="demo", url="https://demo.example/", title="", body="", seen_at=NOON)
    said = [("", ""), (" ", "\n"), ("!!!", "..."), ("x", "x")]
    adverts = [
        enrich(blank.model_copy(update={"url": f"{blank.url}{at}", "title": said[at % 4][0], "body": said[at % 4][1]}), reader)
        for at in range(60)
    ]  # fmt: skip
    save(ledger, adverts)
    assert link(ledger, reader, settings) == 60
    assert_same(ledger, adverts, reader)
    assert ledger.counts()["linked"] == 60
    assert not any(groups_of(ledger, one.advert.id) for one in adverts)
