"""Hostile pages: a crawl of a server that means harm, and pages read one by one. `python -m bench.hostile --pages 100000`.

Every family of `bench.hostile_pages` and `bench.hostile_server` is met; a page counts as lost when it ends as nothing: not
captured, not set aside, no dead letter. The crawl's loop is probed all the while. How far it came is told on standard
error after the crawl and after each thousand pages: a run that is ended early has said what it saw.
"""

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from threading import Event, Thread
from typing import Any

from bench.hostile_pages import FAMILIES, SHAPED, Dice
from bench.hostile_server import NAMES
from bench.table import show
from crawlers.jail import ParseLimit
from crawlers.parse import parse_page
from crawlers.site import AnyPage, Api, Expect, Feed, Listing, Offers, Site, Vacancies
from zicht.errors import InputError
from zicht.records import LegalBasis
from zicht.settings import Settings, load_settings

SEED = "20261125"
SEEN = datetime(2026, 11, 25, tzinfo=UTC)
URL = "https://markt.example/1"
FILE = """
from crawlers.site import Expect, Listing, Site
SITE = Site(
    name="hostile", start=("http://127.0.0.1:{port}/",), hosts=("127.0.0.1:{port}",), delay=0, concurrency=16, local=True,
    synthetic=True, expect=Expect(adverts=1), family=Listing(advert="a.p", title="h1", body="div"),
)
"""
GOOD = b"<h1>Goed</h1><div>Deze pagina is gewoon.</div>"


def main(arguments: list[str]) -> int:
    """Exit code 1 when a page was lost, the loop stood still or memory was not kept."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--pages", type=int, default=200, help="pages that are read one by one")
    asked.add_argument("--crawled", type=int, default=2 * len(NAMES), help="hostile pages that are crawled")
    asked.add_argument(
        "--minutes", type=float, default=math.inf, help="it ends after so long, and says how far it came"
    )
    asked.add_argument("--in", dest="folder", help=argparse.SUPPRESS)
    said = asked.parse_args(arguments)
    if said.folder:
        return crawl(Path(said.folder))
    until = time.monotonic() + 60 * said.minutes
    met = crawled(said.crawled)
    _tell(f"{said.crawled} crawled: {json.dumps(met)}")
    read, memory = read_all(said.pages, until - time.monotonic())
    show(
        f"{said.crawled} hostile pages crawled ({len(NAMES)} families), {sum(read.values())} read alone ({len(FAMILIES)} families)",
        [
            ("crawled and unaccounted", str(met["lost"]), "0"),
            ("good pages beside them that were captured", f"{met['good']} of {said.crawled}", "all"),
            ("longest that the loop stood still, on the clock", f"{met['lag']:.2f} s", "≤ 1 s"),
            ("longest that it worked on one thing, of its own CPU", f"{met['busy']:.2f} s", "≤ 1 s"),
            ("peak memory of the crawl with its reader", f"{met['memory']:,.0f} MB", "< 1,500 MB"),
            ("how the crawled ones ended", _told(met["ends"]), ""),
            ("read one by one, of those asked for", f"{sum(read.values())} of {said.pages}", "all"),
            ("of them ended by something that nobody foresaw", str(read["unforeseen"]), "0"),
            ("how they ended", _told(read), ""),
            ("peak memory with the reader", f"{memory:,.0f} MB", "< 1,500 MB"),
        ],
    )
    right = met["lost"] == 0 and met["good"] == said.crawled and met["lag"] <= 1 and max(memory, met["memory"]) < 1500
    whole = sum(read.values()) == said.pages or said.minutes < math.inf
    return 0 if right and whole and not read["unforeseen"] else 1


def _told(ends: dict[str, int]) -> str:
    return ", ".join(f"{count} {how}" for how, count in sorted(ends.items(), key=lambda one: -one[1]))


def read_all(pages: int, seconds: float = math.inf) -> tuple[Counter[str], float]:
    """How so many pages ended, or as many as so long is enough for, and the peak of memory in MB.

    An ordinary page is read after each hundred.
    """
    sites, until = _sites(), time.monotonic() + seconds
    ends: Counter[str] = Counter()
    with peak() as most:
        for number in takewhile(lambda _: time.monotonic() < until, range(pages)):
            family = list(FAMILIES)[number % len(FAMILIES)]
            dice = Dice(f"{SEED} {family} {number}", _much(number))
            site = sites[SHAPED.get(family) or dice.choice(["listing", "vacancies", "offers", "any"])]
            ends[_end(site, FAMILIES[family](dice)[: 8 << 20])] += 1
            if number % 100 == 0:
                assert _end(sites["listing"], GOOD) == "adverts"
            if number % 1000 == 999:
                _tell(f"{number + 1} of {pages} read: {_told(ends)}; peak {most.megabytes:,.0f} MB")
    return ends, most.megabytes


def _tell(words: str) -> None:
    """A line with the time and the load of the machine, at once."""
    sys.stderr.write(f"{datetime.now(UTC):%H:%M:%S} load {os.getloadavg()[0]:.1f} {words}\n")


def _much(number: int) -> float:
    """Most are small; one in twenty, in every family, is as large as it may be, or nearly so."""
    large = number // len(FAMILIES) % 20 == 0
    return math.exp(-Dice(f"{SEED} {number}").uniform(*((0, 4) if large else (4, 9))))


def _end(site: Site, payload: bytes) -> str:
    try:
        parsed = parse_page(site, URL, payload, "text/html", seen_at=SEEN, capture=None)
    except ParseLimit:
        return "too dear"
    except InputError as fault:
        return "unforeseen" if "could not be read (" in fault.en else "nothing on it"
    return "adverts" if parsed.adverts else "set aside"


def _sites() -> dict[str, Site]:
    families = {
        "listing": Listing(advert="a", title="h1", body="div"), "vacancies": Vacancies(), "offers": Offers(advert="a"),
        "feed": Feed(), "api": Api(items="ads", title="t", body="b"), "any": AnyPage(),
    }  # fmt: skip
    about = {"name": "markt", "start": (URL,), "hosts": ("markt.example",), "expect": Expect(adverts=1)}
    return {name: Site.model_validate({**about, "family": family}) for name, family in families.items()}


def crawled(pages: int, *families: str) -> dict[str, Any]:
    """Crawl so many, of these families or all, in a process of its own; what it said."""
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.hostile_server", str(pages), "1", *families], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    try:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "sites").mkdir()
            (Path(folder) / "sites" / "hostile.py").write_text(FILE.format(port=server.stdout.readline().strip()))
            command = [sys.executable, "-m", "bench.hostile", "--in", folder]
            environment = {**os.environ, **Settings(home=Path(folder)).environment()}
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
            said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
            return said
    finally:
        server.kill()
        server.communicate()


def crawl(folder: Path) -> int:
    """The crawl itself, its loop probed; one JSON line."""
    from scrapy import signals
    from scrapy.crawler import Crawler

    import crawlers.sites
    from crawlers.run import run_crawl
    from flows import crawling

    crawlers.sites.__path__.append(str(folder / "sites"))
    settings = load_settings()
    _allow(settings)
    probe = Probe()

    def watch(crawler: Crawler) -> None:
        probe.start()
        crawler.signals.connect(probe.stop, signals.spider_closed)

    def watched(*given: object, **named: object) -> object:
        return run_crawl(*given, **named, watch=watch)  # type: ignore[arg-type]

    crawling.run_crawl = watched  # type: ignore[assignment]
    with peak() as most:
        report = crawling.crawl("hostile", settings)
    said = {
        **_met(settings),
        "lag": probe.longest,
        "busy": probe.busiest,
        "memory": most.megabytes,
        "verdict": report.verdict,
    }
    sys.stdout.write(json.dumps(said) + "\n")
    return 0


def _allow(settings: Settings) -> None:
    from ledger import open_ledger

    ledger = open_ledger(settings.ledger_url)
    basis = LegalBasis(
        article="bench", purpose="bench", authority="bench", officer_role="bench", dpia_reference="bench",
        sources=("hostile",), valid_until=date.today() + timedelta(days=2),
    )  # fmt: skip
    ledger.record_basis(basis, who="bench", at=datetime.now(UTC))
    ledger.approve_source("hostile", who="bench", why="bench", at=datetime.now(UTC))
    ledger.close()


def _met(settings: Settings) -> dict[str, object]:
    """How every page of the crawl ended, from the ledger."""
    from ledger import open_ledger

    ledger = open_ledger(settings.ledger_url)
    captures = [capture.url for capture in ledger.captured(10**6)]
    letters = [letter for letter in ledger.dead_letters(10**6) if letter.stage == "fetch"]
    kept = ledger.conservation()
    ledger.close()
    hostile = {url for url in captures if "/kwaad/" in url}
    ends = Counter(letter.reason for letter in letters) + Counter(captured=len(hostile))
    good = sum("/goed/" in url for url in captures)
    return {"ends": ends, "good": good, "lost": kept.unaccounted + kept.to_fetch}


class Probe:
    """How long the loop stood still at most: it asks to be called each 20 ms, and looks how late it is.

    On a machine that others use it may only have waited for a core: `busiest` is the CPU that it used in between itself.
    """

    EVERY = 0.02

    def __init__(self) -> None:
        self.longest = self.busiest = 0.0
        self._on = True

    def start(self) -> None:
        """From now on, in the running loop."""
        import asyncio

        self._loop = asyncio.get_running_loop()
        self._used = time.thread_time()
        self._due = self._loop.time() + self.EVERY
        self._loop.call_at(self._due, self._look)

    def _look(self) -> None:
        now, used = self._loop.time(), time.thread_time()
        self.longest = max(self.longest, now - self._due)
        self.busiest, self._used = max(self.busiest, used - self._used), used
        if self._on:
            self._due = now + self.EVERY
            self._loop.call_at(self._due, self._look)

    def stop(self) -> None:
        """Until now."""
        self._on = False


class peak:
    """The most memory that this process and its children held together while the block ran, looked at each 20 ms."""

    megabytes = 0.0

    def __enter__(self) -> "peak":
        self._end = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(0.02):
            self.megabytes = max(self.megabytes, sum(map(_resident, _tree(os.getpid()))) / 1024)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))
    except OSError:
        return  # it ended


def _resident(pid: int) -> int:
    try:
        found = re.search(r"RssAnon:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


if __name__ == "__main__":
    started = time.monotonic()
    code = main(sys.argv[1:])
    if "--in" not in sys.argv:
        sys.stdout.write(f"{time.monotonic() - started:,.0f} s\n")
    sys.exit(code)
