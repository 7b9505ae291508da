"""Linking 1,000 new adverts on a small and on a large ledger, on both databases: cost follows what is new (goal: at most 1.2 times).

The old adverts are written as rows, with random signatures and prints of the right shape: linking a million one by one would take
an hour and change nothing for a look-up. Equally many adverts a day in both; three in ten of the new ones have the number of
an old one. Both ledgers take the same thousand in turn, five times: of each the cheapest counts, because other work on
the machine only adds. What is due to go from the fresh level into the large tables is measured apart and added.

Give two counts for other sizes, `sqlite` or `postgres` for one database. PostgreSQL is started as the tests start it (without fsync).
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from sqlalchemy import select, text

from bench.link import enriched
from bench.table import Spent, peak_megabytes, show
from enrichment.linking import state as keeping
from enrichment.linking.seen import Seen
from enrichment.reader import Reader, open_reader
from flows.ahead import save_read
from flows.steps import link
from ledger import Ledger, levels, open_ledger, tables
from ledger.tie_tables import link_adverts, link_fresh, link_keys, link_said, link_texts
from tests.servers import postgres, postgres_programs
from zicht.clock import stamp
from zicht.records import EnrichedAdvert, SubjectKey
from zicht.settings import Settings

COUNTS = (100_000, 1_000_000)
NEW, ROUNDS, A_DAY, PART = 1000, 5, 3000, 20_000
PRINTS = 20  # of a text
CARRIED: tuple[tuple[levels.Kind, int], ...] = (("bands", 64), ("prints", PRINTS), ("stock", PRINTS))  # rows a text
END = datetime(2026, 11, 20, tzinfo=UTC)


def number_of(at: int) -> str:
    """A number that nobody has."""
    return f"+3169{at:07}"


# --- the old


def fill(ledger: Ledger, reader: Reader, count: int) -> None:
    """So many old adverts in the state of linking."""
    dice = np.random.default_rng(1)
    for start in range(0, count, PART):
        size = min(PART, count - start)
        signatures = dice.integers(0, 1 << 32, (size, 192), dtype=np.uint32)
        texts = [keeping.number_of("old", str(at)) for at in range(start, start + size)]
        seen = [_old(at, count, reader) for at in range(start, start + size)]
        rows = [{"kind": "phone", "key": one.subjects[0].key, "advert": one.number} for one in seen]
        with ledger.linking() as state:
            state.execute(link_said.insert(), [_said(*one) for one in zip(texts, signatures, strict=True)])
            state.execute(link_texts.insert(), [_text(one) for one in texts])
            state.execute(link_adverts.insert(), [_advert(*one) for one in zip(seen, texts, strict=True)])
            state.execute(link_keys.insert(), rows)
            keys = keeping.keys_of(signatures)
            levels.note(state, "bands", levels.changed(keys.ravel(), np.repeat(np.array(texts), keys.shape[1]), 1))
            levels.note(state, "prints", _counts(dice, size, 64))
            levels.note(state, "stock", _counts(dice, size, 33))

    while _is_due(ledger):
        with ledger.linking() as state:
            for kind in levels.LARGE:
                levels.carry(state, kind)


def _is_due(ledger: Ledger) -> bool:
    """Whether pieces wait to go over: what that costs is measured apart."""
    with ledger.looking() as state:
        return state.execute(select(link_fresh.c.id).where(link_fresh.c.due == 1).limit(1)).first() is not None


def _counts(dice: np.random.Generator, size: int, bits: int) -> levels.Changes:
    made = dice.integers(-(1 << (bits - 1)), 1 << (bits - 1), size * PRINTS, dtype=np.int64)
    return levels.changed(made, 0, 1)


def _said(number: int, signature: "np.ndarray[tuple[int], np.dtype[np.uint32]]") -> dict[str, object]:
    return {"id": number, "words": f"oud {number} " + "woord " * 12, "signature": signature.tobytes()}


def _text(number: int) -> dict[str, object]:
    return {"id": number, "writer": str(number), "label": number, "stock": None, "dirty": 0}


def _advert(one: Seen, said: int) -> dict[str, object]:
    key = one.subjects[0].key
    row = {
        "number": one.number,
        "text": said,
        "at": stamp(one.at),
        "profile": f"phone:{key}",
        "owner": key,
        "presents": 1,
    }
    return {**row, "seen": keeping.kept(one), "hits": "[]", "cluster": None, "dirty": 0}


def _old(at: int, count: int, reader: Reader) -> Seen:
    key = SubjectKey(kind="phone", key=reader.keyed("phone", number_of(at)))
    return Seen(
        number=f"old{at}", content=f"c{at}", at=END - timedelta(days=(count - at) / A_DAY), site="s", form="seksueel",
        said=None, gemeente=None, subjects=(key,), brand=None, named=None, broker=False, kvk=False, identity=False,
        codes=frozenset(), words=(),
    )  # fmt: skip


# --- the new


def fresh(round_: int, old: int) -> list[EnrichedAdvert]:
    """New adverts, a third of them copies of each other; every round as many and as alike."""
    dice, made = Random(round_), []
    for at, one in enumerate(enriched(NEW, seed=7 + round_)):
        value = number_of(dice.randrange(old)) if at % 10 < 3 else number_of(9_000_000 + round_ * NEW + at)
        phone = one.extractions[0].model_copy(update={"value": value})
        told = {"seen_at": END + timedelta(hours=8 * round_, seconds=28 * at), "url": f"urn:bench:{round_}:{at}"}
        advert = one.advert.model_copy(update=told)
        made.append(one.model_copy(update={"advert": advert, "extractions": (phone,), "subjects": ()}))
    return made


def save(ledger: Ledger, adverts: Sequence[EnrichedAdvert], reader: Reader) -> None:
    """As enriching leaves them."""
    save_parsed(ledger, adverts)
    save_read(ledger, adverts, reader, at=END)


def save_parsed(ledger: Ledger, adverts: Sequence[EnrichedAdvert]) -> None:
    """As parsing leaves them."""
    with ledger.linking() as state:
        for one in adverts:
            at = stamp(one.advert.seen_at)
            told, row = one.advert, dict.fromkeys(("first_seen", "changed_at", "last_seen"), at)
            row |= {"id": told.id, "site": "bench", "url": told.url, "page": told.url, "content": told.content}
            row |= {"state": "parsed", "advert": told.model_dump_json()}
            state.execute(tables.adverts.insert(), {**row, "versions": 1})


# --- what it costs


class Cost(NamedTuple):
    """Of a thousand new adverts: linking them, and their share of what goes over into the large tables."""

    linked: Spent
    carried: Spent

    @property
    def whole(self) -> Spent:
        """Both."""
        return Spent(self.linked.wall + self.carried.wall, self.linked.cpu + self.carried.cpu)


def spend(ledger: Ledger, work: Callable[[], object]) -> Spent:
    """Seconds of a piece of work; CPU of this process, and of the server process that it talks to."""
    before = _server_cpu(ledger)
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    spent = Spent(time.perf_counter() - wall, time.process_time() - cpu)
    return Spent(spent.wall, spent.cpu + _server_cpu(ledger) - before)


def _server_cpu(ledger: Ledger) -> float:
    with ledger.looking() as state:
        if state.dialect.name == "sqlite":
            return 0.0
        process = state.execute(text("SELECT pg_backend_pid()")).scalar_one()
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(ledgers: dict[int, Ledger], reader: Reader, settings: Settings) -> dict[int, Cost]:
    """The same thousands in turn; the first of each is for warming up."""
    spent: dict[int, list[Spent]] = {count: [] for count in ledgers}
    for round_ in range(ROUNDS + 1):
        for count, ledger in ledgers.items():
            save(ledger, fresh(round_, count), reader)
            spent[count].append(spend(ledger, lambda ledger=ledger: link(ledger, reader, settings)))  # type: ignore[misc]
    return {count: Cost(_least(spent[count][1:]), _carrying(ledger)) for count, ledger in ledgers.items()}


def _least(many: Sequence[Spent]) -> Spent:
    return Spent(min(one.wall for one in many), min(one.cpu for one in many))


def _carrying(ledger: Ledger) -> Spent:
    """So many rows that all go over, of each table in turn; the share of a thousand adverts in that."""
    dice, wall, cpu = np.random.default_rng(9), 0.0, 0.0
    for kind, a_text in CARRIED:
        new = _random(dice, levels.FULL)
        spent = spend(ledger, lambda kind=kind, new=new: _note(ledger, kind, new))  # type: ignore[misc]
        share = NEW * a_text / levels.FULL
        wall, cpu = wall + spent.wall * share, cpu + spent.cpu * share
    return Spent(wall, cpu)


def _random(dice: np.random.Generator, size: int) -> levels.Changes:
    keys = np.unique(dice.integers(-(1 << 63), (1 << 63) - 1, size, dtype=np.int64))
    return levels.Changes(keys, np.zeros(len(keys), np.int64), np.ones(len(keys), np.int32))


def _note(ledger: Ledger, kind: levels.Kind, new: levels.Changes) -> None:
    with ledger.linking() as state:
        levels.note(state, kind, new)


@contextmanager
def databases(name: str, counts: Sequence[int], folder: Path) -> Iterator[dict[int, str]]:
    """An empty database for each size."""
    if name == "sqlite":
        yield {count: f"sqlite:///{folder / f'{count}.db'}" for count in counts}
        return
    with postgres() as small, postgres() as large:
        yield dict(zip(counts, (small, large), strict=True))


def table(name: str, counts: Sequence[int]) -> None:
    """Both sizes on one database, and how they compare."""
    with tempfile.TemporaryDirectory() as home, databases(name, counts, Path(home)) as urls:
        settings = Settings(home=Path(home), batch=NEW)
        reader = open_reader(settings.packs, key=b"k" * 32)
        ledgers = {count: open_ledger(url) for count, url in urls.items()}
        for count, ledger in ledgers.items():
            fill(ledger, reader, count)
        costs = measured(ledgers, reader, settings)
        for ledger in ledgers.values():
            ledger.close()
    rows = [
        (f"{NEW} on {count:,}", f"{cost.linked.wall:.2f} s, {cost.linked.cpu:.2f} CPU-seconds; "
         f"going over {cost.carried.wall:.2f} s, {cost.carried.cpu:.2f} CPU-seconds", "")
        for count, cost in costs.items()
    ]  # fmt: skip
    small, large = (cost.whole for cost in costs.values())
    rows.append(("ratio", f"wall {large.wall / small.wall:.2f}, CPU {large.cpu / small.cpu:.2f}", "≤ 1.2"))
    rows.append(("peak memory", f"{peak_megabytes():.0f} MB", ""))
    show(f"Linking what is new, {name}, load {os.getloadavg()[0]:.1f}", rows)


def main(given: Sequence[str]) -> int:
    """One table a database."""
    counts = [int(one) for one in given if one.isdigit()] or COUNTS
    for name in [one for one in given if not one.isdigit()] or ("sqlite", "postgres"):
        if name == "postgres" and postgres_programs() is None:
            show("Linking what is new, postgres", [("PostgreSQL", "not installed", "")])
            continue
        table(name, counts)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
