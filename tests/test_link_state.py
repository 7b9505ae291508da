"""The state of linking in the ledger says what linking all adverts at once says, whatever the order and the kills."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from types import SimpleNamespace
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis.strategies import data, integers, permutations, sets
from sqlalchemy import select

from console.doors import read_lines
from enrichment.enrich import enrich
from enrichment.link import LinkedStream, link_groups
from enrichment.linking.groups import TYING
from enrichment.reader import Reader
from flows import settling
from flows.ahead import save_read
from flows.grouping import _born
from flows.steps import link
from ledger import Ledger, lone, open_ledger, tables, tie_groups, ties
from ledger.tie_tables import link_adverts, link_members
from tests.conftest import NOON
from tests.link_stream import stream
from zicht.clock import stamp
from zicht.records import Advert, DeadLetter, EnrichedAdvert
from zicht.settings import Settings


def read_stream(reader: Reader, seed: int, count: int, per: int = 1) -> list[EnrichedAdvert]:
    lines = stream(seed, count, per=per, held=True).lines
    given = [one for one in read_lines(json.dumps(line) for line in lines)]
    return [enrich(one.advert, reader) for one in given]


def save(ledger: Ledger, adverts: Sequence[EnrichedAdvert], reader: Reader | None = None) -> None:
    """As parsing and enriching leave them; an advert that is there gets these words. With a reader, half of them made ready."""
    with ledger.linking() as state:
        for one in adverts:
            advert, at = one.advert, stamp(one.advert.seen_at)
            row = {"id": advert.id, "site": advert.site, "url": advert.url, "page": advert.url, "content": advert.content,
                   "state": "parsed", "first_seen": at, "changed_at": at, "last_seen": at, "versions": 1,
                   "advert": advert.model_dump_json()}  # fmt: skip
            state.execute(tables.subjects.delete().where(tables.subjects.c.advert == advert.id))
            state.execute(tables.adverts.delete().where(tables.adverts.c.id == advert.id))
            state.execute(tables.adverts.insert(), row)
    ledger.save_enriched(adverts[1::2] if reader else adverts, at=NOON)
    if reader:
        save_read(ledger, adverts[::2], reader, at=NOON)


def said_by(found: LinkedStream) -> dict[str, Any]:
    return {
        group.id: (group.verdict, group.kind, group.score, group.codes, tuple(sorted(group.adverts)))
        for group in found.groups
    }


def kept_in(ledger: Ledger) -> dict[str, Any]:
    with ledger.looking() as state:
        members: dict[str, list[str]] = {}
        for row in state.execute(select(link_members)):
            members.setdefault(row.group, []).append(row.advert)
        return {
            one.key: (
                one.verdict,
                one.kind,
                one.score,
                tuple(json.loads(one.body)["codes"]),
                tuple(sorted(members[one.id])),
            )
            for one in tie_groups.groups(state)
        }


def clusters_in(ledger: Ledger) -> dict[str, str]:
    with ledger.looking() as state:
        rows = state.execute(select(link_adverts.c.number, link_adverts.c.cluster))
        return {row.number: row.cluster for row in rows if row.cluster}


def clusters_of(found: LinkedStream) -> dict[str, str]:
    return {one.id: one.cluster for one in found.adverts if one.cluster}


@pytest.mark.parametrize("parts", [1, 5])
def test_the_state_says_what_the_stream_says(ledger: Ledger, reader: Reader, settings: Settings, parts: int) -> None:
    adverts = read_stream(reader, 11, 250)
    Random(parts).shuffle(adverts)
    size = -(-len(adverts) // parts)
    for start in range(0, len(adverts), size):
        save(ledger, adverts[start : start + size], reader)
        link(ledger, reader, settings)
    assert_same(ledger, adverts, reader)


def test_those_with_nobody_wait_for_no_step(
    ledger: Ledger, reader: Reader, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []  # adverts that still wait, after each
    step = settling._groups_step

    def counted(*given: Any) -> bool:
        made = step(*given)
        with ledger.looking() as state:
            waiting = ties.dirty(state, 1000)
            assert lone.in_company(state, waiting, TYING) == waiting.keys()
        steps.append(len(waiting))
        return made

    monkeypatch.setattr(settling, "ADVERTS", 3)
    monkeypatch.setattr(settling, "_groups_step", counted)
    adverts = read_stream(reader, 11, 120)
    save(ledger, adverts)
    link(ledger, reader, settings)
    assert_same(ledger, adverts, reader)
    assert steps == sorted(steps, reverse=True)
    assert len(steps) > 3


def assert_same(ledger: Ledger, adverts: Sequence[EnrichedAdvert], reader: Reader) -> None:
    found = link_groups(adverts, reader)
    assert kept_in(ledger) == said_by(found)
    assert clusters_in(ledger) == clusters_of(found)
    assert_scored(ledger, found)


def assert_scored(ledger: Ledger, found: LinkedStream) -> None:
    """Each advert scores what its groups show, and of each group every code stands on some advert of it."""
    hits = {
        one.id: {hit.code: hit for hit in ledger.get(one.id).enriched.hits if hit.by == "cross"}
        for one in found.adverts
    }
    groups = {one.id: one for one in found.groups}
    for one in found.adverts:
        assert hits[one.id].keys() <= {code for id in one.groups for code in groups[id].codes}
    for group in found.groups:
        assert set(group.codes) <= {code for number in group.adverts for code in hits[number]}
        if group.verdict == "organised":
            assert any(hit.points for number in group.adverts for hit in hits[number].values()) or not group.codes
        if group.kind == "hub" and group.verdict == "innocent":
            alone = [number for number in group.adverts if sum(number in other.adverts for other in found.groups) == 1]
            assert not any(hit.points for number in alone for hit in hits[number].values())


@given(made=data())
@hypothesis.settings(
    max_examples=4, deadline=None, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
def test_any_order_in_any_parts_gives_the_same(made: Any, reader: Reader, tmp_path_factory: Any) -> None:
    adverts = read_stream(reader, 12, 30)
    order = made.draw(permutations(range(len(adverts))))
    cuts = sorted(made.draw(sets(integers(1, len(adverts) - 1), max_size=4)))
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    ledger = open_ledger(settings.ledger_url)
    for start, end in pairwise([0, *cuts, len(adverts)]):
        save(ledger, [adverts[at] for at in order[start:end]], reader)
        link(ledger, reader, settings)
    assert_same(ledger, adverts, reader)
    ledger.close()


def test_an_edited_advert_loses_its_old_ties(ledger: Ledger, reader: Reader, settings: Settings) -> None:
    adverts = read_stream(reader, 13, 80)
    save(ledger, adverts)
    link(ledger, reader, settings)
    dice = Random(3)
    changed = {at: adverts[(at + 7) % len(adverts)] for at in dice.sample(range(len(adverts)), 40)}
    edited = {at: enrich(_with_words_of(adverts[at], other), reader) for at, other in changed.items()}
    read = [edited.get(at, one) for at, one in enumerate(adverts)]
    save(ledger, list(edited.values()), reader)
    link(ledger, reader, settings)
    assert_same(ledger, read, reader)
    save(ledger, [adverts[at] for at in changed], reader)
    link(ledger, reader, settings)
    assert_same(ledger, adverts, reader)


def _with_words_of(one: EnrichedAdvert, other: EnrichedAdvert) -> Advert:
    return one.advert.model_copy(update={"title": other.advert.title, "body": other.advert.body, "account": None})


def test_of_equal_shares_the_first_name_is_the_one_split_from() -> None:
    """Whatever the hash seed makes of a set: the same stream tells the same story."""
    carrier = SimpleNamespace(cut=None, by="phone")
    group: Any = SimpleNamespace(bundle=SimpleNamespace(carriers=[carrier]))
    for names in ("ab", "ba"):
        told = _born(group, "new", Counter(names), {"a", "b"}, stamp(NOON))
        assert (told.what, told.other) == ("split", "a")


def test_a_dead_advert_ties_nobody(ledger: Ledger, reader: Reader, settings: Settings) -> None:
    adverts = read_stream(reader, 14, 60)
    save(ledger, adverts)
    link(ledger, reader, settings)
    for one in adverts[:30]:
        ledger.bury(DeadLetter(stage="index", key=one.advert.id, reason="refused", at=NOON))
    link(ledger, reader, settings)
    assert_same(ledger, adverts[30:], reader)


def test_a_kill_at_any_write_costs_nothing(reader: Reader, tmp_path: Any) -> None:
    """A process killed at its n-th transaction, started again until it ends: the same as never killed."""
    adverts = read_stream(reader, 15, 60)
    settings = Settings(home=tmp_path / "home", batch=3)
    ledger = open_ledger(settings.ledger_url)
    save(ledger, adverts, reader)
    ledger.close()
    kills = 0
    for after in (1, 2, 3, 5, 8, 13, 1000):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(after)], env={**os.environ, **settings.environment()}, check=False
        )
        kills += done.returncode == -signal.SIGKILL
    assert done.returncode == 0
    assert kills >= 4
    ledger = open_ledger(settings.ledger_url)
    assert_same(ledger, adverts, reader)
    assert ledger.counts()["linked"] == len(adverts)
    ledger.close()


KILLED = """
import os, signal, sys
from enrichment.reader import open_reader
from flows.steps import link
from ledger import open_ledger
from sqlalchemy import event
from zicht.settings import load_settings
settings = load_settings()
ledger = open_ledger(settings.ledger_url)
left = int(sys.argv[1])
def commit(connection):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(ledger._engine, "commit", commit)
link(ledger, open_reader(settings.packs, key=b"k" * 32), settings)
"""
