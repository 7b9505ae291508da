"""A crawl that is killed (SIGKILL) again and again: which pages are lost, and how many are asked twice for it.

`python -m bench kills`: 200 kills on 5,000 pages, some at a random moment of the start, most after a random number of requests.
A kill takes its share of the pages that are left, so that the crawl does not end before the last one: a crawl that ended is
over, and the next one rightly asks every page again, which says nothing of kills.
A child of this module crawls: `python -m bench.kills FOLDER-OF-THE-SITE-FILE`.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from bench.table import show
from ledger import Ledger, open_ledger
from zicht.clock import day_of, now
from zicht.records import LegalBasis
from zicht.settings import Settings

KILLS, PAGES, SLOTS, SEED = 200, 5000, 8, 20261125
LINKS = 100  # adverts on a listing page
STARTING = 0.1  # of the kills: at a random moment, also before the first request
START = 3.0  # seconds in which those fall
SHARE = 1.5  # times what is left for each kill: at most so many requests before one
LATENCY = 0.01  # seconds at most that the site takes
SITE = '''"""A site of the benchmark."""
from crawlers.site import *
SITE = Site(name="kills", start=("http://{host}/l/0",), hosts=("{host}",), delay=0, concurrency={slots}, local=True,
            synthetic=True, expect=Expect(adverts={pages}),
            family=Listing(advert="a.ad", next="a.next", title="h1", body="p"))
'''


@dataclass
class World:
    """A site of so many adverts; it knows which process asked for which page."""

    pages: int
    process: int = 0
    asked: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    now: int = 0  # requests of this process
    host: str = ""

    def answer(self, path: str) -> str | None:
        """A page, and note that it was asked for."""
        kind, _, number = path.strip("/").partition("/")
        if not number.isdigit():
            return None
        self.asked[path].append(self.process)
        self.now += 1
        at = int(number)
        if kind == "a":
            return f"<h1>Advertentie {at}</h1><p>{' '.join(f'woord{at * 7 % 1000 + step}' for step in range(150))}</p>"
        links = "".join(f'<a class="ad" href="/a/{one}">x</a>' for one in self._on(at))
        following = f'<a class="next" href="/l/{at + 1}">x</a>' if (at + 1) * LINKS < self.pages else ""
        return f"<html><body>{links}{following}</body></html>"

    def _on(self, listing: int) -> range:
        return range(listing * LINKS, min((listing + 1) * LINKS, self.pages))

    def twice(self) -> list[int]:
        """Of every process: how many of its pages a later one asked again."""
        again = [0] * (self.process + 1)
        for processes in self.asked.values():
            for process in processes[:-1]:
                again[process] += 1
        return again


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the kills cost: `refetched` by process, the last of which ended by itself."""

    kills: int
    lost: int
    refetched: list[int]
    unreadable: int
    unaccounted: int
    captures: int
    seconds: float


@contextmanager
def serving(world: World, dice: random.Random) -> Iterator[None]:
    """Serve the world on a free port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            said = world.answer(self.path)
            body = (said or "").encode()
            time.sleep(dice.random() * LATENCY)
            self.send_response(200 if said else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a crawler that was killed hangs up
    world.host = f"127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def measure(
    home: Path, *, kills: int, pages: int, slots: int = SLOTS, seed: int = SEED, ledger_url: str = ""
) -> Outcome:
    """Kill a crawl so often, let it end, and count."""
    settings, dice, world = Settings(home=home, ledger=ledger_url), random.Random(seed), World(pages)
    folder, began = home / "sites", time.monotonic()
    folder.mkdir(parents=True)
    with serving(world, random.Random(seed)):  # dice of its own: its threads throw in any order
        (folder / "kills.py").write_text(SITE.format(host=world.host, slots=slots, pages=pages), encoding="utf-8")
        _allow(settings)
        while world.process < kills and not _over(settings, world) and _killed(settings, world, dice, kills):
            world.process += 1
        if not _over(settings, world) and (code := _child(settings).wait()):
            raise RuntimeError(f"the last crawl ended with {code}")
    return _counted(settings, world, time.monotonic() - began)


def _killed(settings: Settings, world: World, dice: random.Random, kills: int) -> bool:
    """One crawl, killed; whether it still ran. `RuntimeError` when it broke."""
    world.now = 0
    left = world.pages - len(world.asked)
    enough = dice.randrange(1, max(2, int(SHARE * left / (kills - world.process + 1))))
    until = time.monotonic() + (dice.random() * START if dice.random() < STARTING else float("inf"))
    child = _child(settings)
    while world.now < enough and time.monotonic() < until and child.poll() is None:
        time.sleep(0.001)
    time.sleep(dice.random() * 0.02)
    code = child.poll()
    if code:
        raise RuntimeError(f"a crawl ended with {code} before it was killed")
    child.kill()
    child.wait()
    return code is None


def _over(settings: Settings, world: World) -> bool:
    """Whether every page has ended."""
    ledger = open_ledger(settings.ledger_url)
    try:
        return bool(world.asked) and ledger.conservation().to_fetch == 0
    finally:
        ledger.close()


def _child(settings: Settings) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.kills", str(settings.home / "sites")]
    environment = {**os.environ, **settings.environment()}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, text=True)


def _allow(settings: Settings) -> None:
    basis = LegalBasis(
        article="n.v.t.", purpose="meting", authority="meting", officer_role="meting", dpia_reference="n.v.t.",
        sources=("kills",), valid_until=day_of(now()) + timedelta(days=1),
    )  # fmt: skip
    ledger = open_ledger(settings.ledger_url)
    ledger.record_basis(basis, who="bench", at=now())
    ledger.approve_source("kills", who="bench", why="meting", at=now())
    ledger.close()


def _counted(settings: Settings, world: World, seconds: float) -> Outcome:
    ledger = open_ledger(settings.ledger_url)
    kept = {capture.url.partition(world.host)[2] for capture in ledger.captured(10 * world.pages)}
    wanted = {f"/a/{at}" for at in range(world.pages)} | {f"/l/{at}" for at in range(-(-world.pages // LINKS))}
    outcome = Outcome(
        kills=world.process,
        lost=len(wanted - kept),
        refetched=world.twice(),
        unreadable=_unreadable(ledger, settings),
        unaccounted=ledger.conservation().unaccounted,
        captures=ledger.conservation().fetched,
        seconds=seconds,
    )
    ledger.close()
    return outcome


def _unreadable(ledger: Ledger, settings: Settings) -> int:
    vault = ledger.vault(settings)
    bad = 0
    for capture in ledger.captured(1_000_000):
        try:
            ledger.payload(vault, capture)
        except Exception:  # whatever is wrong with it
            bad += 1
    return bad


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        got = measure(Path(folder) / "home", kills=KILLS, pages=PAGES)
    killed = got.refetched[:-1]
    show(
        f"A crawl of {PAGES} pages in {SLOTS} slots, killed {got.kills} times ({got.seconds:,.0f} s)",
        [
            ("pages lost", str(got.lost), "0"),
            ("captures that cannot be read, or are unaccounted for", str(got.unreadable + got.unaccounted), "0"),
            ("pages asked again for one kill, at most", str(max(killed, default=0)), f"≤ {SLOTS}"),
            ("for one kill, on average", f"{sum(killed) / max(len(killed), 1):.1f}", ""),
            ("captures", str(got.captures), ""),
        ],
    )
    return 0


def crawl(folder: str) -> int:
    """The crawl that is killed."""
    import crawlers.sites
    from flows import crawling

    crawlers.sites.__path__.append(folder)
    return crawling.main(["kills"])


if __name__ == "__main__":
    sys.exit(crawl(sys.argv[1]) if len(sys.argv) > 1 else main())
