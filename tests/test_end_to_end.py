"""From public pages to lists, for real: two sites on loopback, the whole run, and the same under `kill -9`."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from console.show_demo import allow_demo
from demo.adverts import adverts_of
from demo.server import PORTS, DemoWorld, serving
from enrichment.words.stems import stem_query
from flows.steps import RunReport, collect, make_lists, run_all
from ledger import open_ledger
from search import open_index
from zicht.clock import day_of, now
from zicht.query import Query
from zicht.records import DeadLetter
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
COUNT, KILLS = 150, 30
pytestmark = pytest.mark.usefixtures("demo_ports")


@pytest.fixture(scope="module")
def world() -> DemoWorld:
    return DemoWorld(adverts_of(count=COUNT))


def run_twice(settings: Settings, world: DemoWorld) -> tuple[RunReport, RunReport]:
    allow_demo(settings)
    with serving(world):
        first = run_all(settings, tuple(PORTS))
        world.advance()
        return first, run_all(settings, tuple(PORTS))


def test_from_page_to_list_and_once_more(settings: Settings) -> None:
    world = DemoWorld(adverts_of(count=COUNT))
    before = {advert.number: advert.body for advert in world.adverts}
    first, second = run_twice(settings, world)
    after = {advert.number: advert.body for advert in world.adverts}
    changed = sum(1 for number, body in after.items() if before.get(number) != body)
    gone = set(before) - set(after)

    assert first.published == COUNT
    assert first.conservation.unaccounted == second.conservation.unaccounted == 0
    assert second.enriched == changed
    assert first.signals >= 3

    ledger = open_ledger(settings.ledger_url)
    index = open_index(settings, stem_query)
    assert index.count() == len(set(before) | set(after))
    assert ledger.counts()["indexed"] == index.count()
    ended = [stored for stored in ledger.seen_between(*_always()) if stored.gone_at]
    assert len(ended) == len(gone)
    assert index.search(Query(text="paspoort")).total >= 1
    day = day_of(now())
    codes = {code for line in ledger.signals(day) for code in line.codes}
    assert {"LAB-04", "LAB-10"} <= codes
    made = {path: path.read_bytes() for path in make_lists(ledger, settings, day)}
    assert {path: path.read_bytes() for path in make_lists(ledger, settings, day)} == made
    assert len([path for path in made if path.suffix == ".csv"]) == 11
    index.close()
    ledger.close()


def _always() -> tuple[object, object]:
    from datetime import UTC, datetime

    return datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def test_thirty_kills_lose_nothing(settings: Settings, world: DemoWorld) -> None:
    allow_demo(settings)
    dice = random.Random(20261124)
    with serving(world):
        for _ in range(KILLS):
            _start_and_kill(settings, after=dice.uniform(0.3, 9.0))
        report = run_all(settings, tuple(PORTS))
    ledger = open_ledger(settings.ledger_url)
    index = open_index(settings, stem_query)
    served = {f"http://127.0.0.1:{PORTS[advert.site]}" for advert in world.adverts}
    assert len(served) == 2
    assert report.conservation.unaccounted == 0
    assert report.conservation.waiting == 0
    assert ledger.dead_letters() == []
    assert ledger.counts()["indexed"] == COUNT, str(report.collected)
    assert index.count() == COUNT
    assert index.search(Query(limit=500)).total == COUNT
    assert ledger.verify_audit() > 0
    index.close()
    ledger.close()


def _start_and_kill(settings: Settings, *, after: float) -> None:
    command = [sys.executable, "-m", "console", "run", *PORTS]
    started = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **settings.environment()}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(after)
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()


def test_a_killed_starter_takes_its_crawl_with_it(settings: Settings, world: DemoWorld) -> None:
    allow_demo(settings)
    with serving(world):
        command = [sys.executable, "-m", "console", "crawl", "demo_jobs"]
        started = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings.environment()})
        time.sleep(1.0)
        started.kill()
        started.wait()
        collected = collect("demo_jobs", settings)
    assert collected.verdict == "ok"


def test_a_broken_advert_is_a_dead_letter_and_the_rest_goes_on(settings: Settings, world: DemoWorld) -> None:
    allow_demo(settings)
    ledger = open_ledger(settings.ledger_url)
    with serving(world):
        collect("demo_jobs", settings)
    segment = next(settings.evidence.glob("*.warc.gz"))
    capture = ledger.captured(500)[5]
    raw = bytearray((settings.evidence / capture.segment).read_bytes())
    raw[capture.offset + 60] ^= 0xFF
    segment.write_bytes(raw)
    report = run_all(settings, ())
    letters = ledger.dead_letters()
    assert [letter.stage for letter in letters] == ["parse"]
    assert isinstance(letters[0], DeadLetter)
    assert letters[0].key == capture.id
    assert str(capture.offset) in letters[0].detail
    assert report.conservation.unaccounted == 0
    assert report.published > 10
    ledger.close()
