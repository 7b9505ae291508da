"""Crawl with capture and ledger beside bare Scrapy on the same pages of the same server, in turn.

Beside the clock stands the CPU of both processes, from their start: on a machine that others use it tells more.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.table import show
from console.show_demo import allow_demo
from flows.crawling import crawl_in_process
from zicht.settings import Settings

COUNT, ROUNDS = 2000, 5
SERVER = """
import time
from demo.adverts import adverts_of
from demo.server import DemoWorld, serving
with serving(DemoWorld(adverts_of(count={count}))):
    print("ready", flush=True)
    time.sleep(3600)
"""


class Pace(NamedTuple):
    """Of one crawl."""

    per_second: float  # pages
    cpu: float  # milliseconds a page, of the process itself: the child that reads pages has another core


def _cpu() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def bare() -> Pace:
    """Bare Scrapy."""
    before = _cpu()
    done = subprocess.run(
        [sys.executable, "-m", "bench.bare_scrapy", "http://127.0.0.1:8701/"],
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return Pace(said["pages"] / said["seconds"], 1000 * (_cpu() - before) / said["pages"])


def ours(home: Path) -> Pace:
    """Zicht: capture on disk and ledger row before the next page counts."""
    settings = Settings(home=home)
    allow_demo(settings)
    before = _cpu()
    report = crawl_in_process("demo_classifieds", settings)
    return Pace(report.stats["pages"] / report.seconds, 1000 * (_cpu() - before) / report.stats["pages"])


def _told(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.2f} × ({min(ratios):.2f}–{max(ratios):.2f})"


def main() -> int:
    """Print both and the ratio of the medians."""
    server = subprocess.Popen([sys.executable, "-c", SERVER.format(count=COUNT)], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    server.stdout.readline()
    try:
        with tempfile.TemporaryDirectory() as folder:
            bare()  # warms the server's answers
            pairs = [(bare(), ours(Path(folder) / str(at))) for at in range(ROUNDS)]
    finally:
        server.terminate()
        server.wait()
        time.sleep(0.1)
    stock, zicht = (Pace(*map(statistics.median, zip(*side, strict=True))) for side in zip(*pairs, strict=True))
    show(
        f"Crawl of the demo's classifieds ({COUNT} adverts on both sites), median of {ROUNDS} in turn",
        [
            ("Zicht: WARC record and ledger row, fsync, own frontier", f"{zicht.per_second:,.0f} pages/s", ""),
            ("bare Scrapy, nothing kept", f"{stock.per_second:,.0f} pages/s", ""),
            ("ratio of pages/s", _told([our.per_second / their.per_second for their, our in pairs]), "≥ 0.7 ×"),
            ("CPU a page, Zicht and bare Scrapy", f"{zicht.cpu:.1f} and {stock.cpu:.1f} ms", ""),
            ("ratio of pages a second of CPU", _told([their.cpu / our.cpu for their, our in pairs]), ""),
        ],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
