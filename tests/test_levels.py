"""The fresh level says, with the large tables, what a plain count says, whatever goes over and when; and it costs what is new."""

from collections import Counter
from collections.abc import Collection
from random import Random
from typing import Any

import numpy as np
import pytest
from sqlalchemy import func, select

from enrichment.reader import Reader
from flows.steps import link
from ledger import Ledger, copiers, levels, moments, open_ledger, retelling, tie_groups, ties, tying, unlinked, wide
from ledger.levels import changes
from ledger.tie_tables import link_adverts, link_bands, link_fresh, link_prints, link_stock
from ledger.ties import KeptAdvert
from tests.conftest import NOON
from tests.test_link_state import assert_same, read_stream, save
from zicht.settings import Settings

EDGE = 1 << 63  # band numbers are signed and use all 64 bits


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that much goes over, in many pieces."""
    monkeypatch.setattr(levels, "FULL", 300)
    monkeypatch.setattr(levels, "PIECE", dict.fromkeys(levels.LARGE, 40))


def size(ledger: Ledger, table: Any) -> int:
    with ledger.looking() as state:
        return state.execute(select(func.count()).select_from(table)).scalar_one()


def arrays(state: ties.State) -> list[levels.Changes]:
    rows = state.execute(select(link_fresh.c.size, link_fresh.c.body))
    return [levels._read(size, body) for size, body in rows]


def test_counts_take_no_room_for_others_and_arrays_of_before_can_be_read(ledger: Ledger) -> None:
    new = changes([(-EDGE, 0, 2), (7, 0, 1), (EDGE - 1, 0, 3)])
    with ledger.linking() as state:
        levels.note(state, "stock", new)
        kept = state.execute(select(link_fresh.c.body)).scalar_one()
        assert len(kept) == 12 * 3
        of_before = b"".join(part.tobytes() for part in (new.keys, np.zeros(3, np.int64), new.by))
        state.execute(link_fresh.update().values(body=of_before))
        levels.note(state, "stock", changes([(7, 0, 1), (8, 0, 1)]))  # put together with the array of before
        assert levels.counts(state, "stock", [-EDGE, 7, 8, EDGE - 1]) == {-EDGE: 2, 7: 2, 8: 1, EDGE - 1: 3}


def in_buckets(state: ties.State, keys: Collection[int]) -> set[tuple[int, int]]:
    found, texts = tying.bands(state, np.array(list(keys), np.int64))
    return set(zip(found.tolist(), texts.tolist(), strict=True))


def taken_away(state: ties.State) -> int:
    return sum(int((one.by < 0).sum()) for one in arrays(state))


@pytest.mark.usefixtures("small")
def test_counts_are_what_was_added_up(ledger: Ledger) -> None:
    dice, truth = Random(1), Counter[int]()
    keys = [dice.randrange(-EDGE, EDGE) for _ in range(600)] + [-EDGE, EDGE - 1, 0]
    for _ in range(60):
        new = [(key, 0, by) for key in dice.sample(keys, 60) if (by := dice.choice((-1, 1, 2))) + truth[key] >= 0]
        truth.update({key: by for key, _, by in new})
        with ledger.linking() as state:
            levels.note(state, "stock", changes(new))
        with ledger.looking() as state:
            assert levels.counts(state, "stock", keys) == {key: count for key, count in truth.items() if count}
    assert size(ledger, link_stock) > 30  # some went over
    with ledger.linking() as state:
        levels.purge(state)
        assert levels.counts(state, "stock", keys) == {key: count for key, count in truth.items() if count}
        assert not taken_away(state)


@pytest.mark.usefixtures("small")
def test_bands_are_there_and_gone(ledger: Ledger) -> None:
    dice, truth = Random(2), set[tuple[int, int]]()
    rows = [(dice.randrange(-EDGE, EDGE) if at % 3 else 7, dice.randrange(-EDGE, EDGE)) for at in range(2000)]
    keys = {key for key, _ in rows}
    for _ in range(50):
        new = set(dice.sample(rows, 150)) - truth
        gone = set(dice.sample(sorted(truth), len(truth) // 9))
        with ledger.linking() as state:
            tying.put_bands(state, *np.array(sorted(new), np.int64).T)
            levels.note(state, "bands", changes([(key, text, -1) for key, text in gone]))
        truth = truth - gone | new
        with ledger.looking() as state:
            assert in_buckets(state, keys) == truth
            assert in_buckets(state, {7}) == {row for row in truth if row[0] == 7}
    assert size(ledger, link_bands) > 50
    with ledger.linking() as state:
        assert taken_away(state)
        levels.purge(state)
        assert in_buckets(state, keys) == truth
        assert not taken_away(state)
        there = {(key, text) for key, text in state.execute(select(link_bands))}
        there |= {
            (key, text)
            for one in arrays(state)
            for key, text in zip(one.keys.tolist(), one.others.tolist(), strict=True)
        }
        assert there == truth  # nothing else is left anywhere


@pytest.mark.usefixtures("small")
def test_linking_says_the_same_while_all_goes_over(ledger: Ledger, reader: Reader, settings: Settings) -> None:
    adverts = read_stream(reader, 21, 90)
    for start in range(0, len(adverts), 20):
        save(ledger, adverts[start : start + 20])
        link(ledger, reader, settings)
    assert size(ledger, link_bands) > 100
    assert size(ledger, link_prints) > 100
    assert_same(ledger, adverts, reader)
    with ledger.looking() as state:
        arrays = state.execute(select(link_fresh.c.kind, func.count()).group_by(link_fresh.c.kind)).all()
    assert max(count for _, count in arrays) < 40  # not one for every step and piece


def plan(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What SQLite says of every statement of one step that walks over a whole table or index of adverts."""
    found = []
    with ledger.linking() as state:
        run = state.exec_driver_sql

        def explained(statement: Any, *given: Any, **options: Any) -> Any:
            compiled = statement.compile(
                state.engine, compile_kwargs={"literal_binds": False, "render_postcompile": True}
            )
            values = tuple(compiled.params[name] for name in compiled.positiontup or ())
            for row in run(f"EXPLAIN QUERY PLAN {compiled}", values):
                found.append(f"{row[3]} in {compiled}")
            return real(statement, *given, **options)

        real = state.execute
        monkeypatch.setattr(state, "execute", explained)
        ties.dirty(state, 10)
        ties.soil(state, ["a", "b"])
        tying.judged(state, {1: (1, None)}, [], {})
        tying.orphans(state, [1])
        ties.known(state, ["a"])
        ties.values_of(state, ["a"])
        ties.members_of(state, {("phone", "x"), ("text", "1"), ("stock", "1"), ("burst", "b")})
        ties.users(state, {("phone", "x")}, 10)
        ties.crowds(state, {("phone", "x"), ("text", "1"), ("stock", "1"), ("burst", "b")}, 10)
        moments.profile_days(state, ["p"])
        moments.of_profiles(state, ["p"])
        moments.often(state, [("2026-11-25", "2026-11-26")], 3)
        moments.bursting(state, [("2026-11-25", "2026-11-26")])
        moments.appearing(state, [("2026-11-25", "2026-11-26")], ["p"])
        tying.bands(state, np.array([1, 2]))
        tying.pairs_among(state, [1, 2])
        tying.component(state, [1, 2], 10)
        wide.beside_crowds(state, [1, 2], 0.5)
        wide.crowd(state, [1, 2], [3, 4], 0.5)
        wide.labels_of(state, [1, 2])
        wide.shrunk(state, [3], 10)
        unlinked.waiting(state, 10, "")
        unlinked.pass_on(state, {"a": "b"})
        tie_groups.linked(state, [("a", "b", "{}", 0.0, "no_signal")])
        retelling.newcomers(state, NOON)
        retelling.may_replace(state, ["a"])
    return found


def test_no_step_walks_over_all_adverts(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'l.db'}")
    rows = [KeptAdvert(f"a{at}", at, "2026-11-25", "p", "o", 1, "[]") for at in range(300)]
    with ledger.linking() as state:
        ties.put(state, rows, {row.number: [("phone", str(at))] for at, row in enumerate(rows)})
        state.execute(link_adverts.update().values(dirty=0))
    plans = plan(ledger, monkeypatch)
    assert len(plans) > 15
    assert not [
        one for one in plans if one.startswith(("SCAN link_", "SCAN adverts", "SCAN unlinked", "SCAN made_ready"))
    ]
    assert not [one for one in plans if "ix_adverts_state_id (state=?)" in one]
    assert not [one for one in plans if "dirty=?" in one.split(" in ")[0] and one.split(" in ")[1].startswith("UPDATE")]
    ledger.close()


def test_writers_are_counted_anew_only_when_enough_moved(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path / 'l.db'}")
    rows = [KeptAdvert(f"a{at}", None, "2026-11-25", None, f"o{at}", 1, "[]") for at in range(100)]
    asked = []

    def judge(groups: int, copying: int, writers: int) -> bool:
        asked.append(writers)
        return groups >= 1 and copying >= 0.5 * writers

    with ledger.linking() as state:
        ties.put(state, rows, {row.number: [] for row in rows})
        copiers.moved(state, 100)
        assert not copiers.changed(state, judge)
        assert 100 in asked  # counted
        for moved, again in ((30, False), (30, True)):
            asked.clear()
            copiers.moved(state, moved)
            assert not copiers.changed(state, judge)
            assert (100 in asked) is again
    ledger.close()
