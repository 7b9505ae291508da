"""Crawl with capture and ledger beside bare Scrapy on the same pages of the same server, in turn."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def bare() -> float:
    """Pages per second of bare Scrapy."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.bare_scrapy", "http://127.0.0.1:8701/"],
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return float(said["pages"]) / float(said["seconds"])


def ours(home: Path) -> float:
    """Pages per second of Zicht: capture on disk and ledger row before the next page counts."""
    settings = Settings(home=home)
    allow_demo(settings)
    report = crawl_in_process("demo_classifieds", settings)
    return report.stats["pages"] / report.seconds


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
    stock, zicht = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratios = sorted(our / their for their, our in pairs)
    show(
        f"Crawl of the demo's classifieds ({COUNT} adverts on both sites), median of {ROUNDS} in turn",
        [
            ("Zicht: WARC record and ledger row, fsync, own frontier", f"{zicht:,.0f} pages/s", ""),
            ("bare Scrapy, nothing kept", f"{stock:,.0f} pages/s", ""),
            ("ratio", f"{statistics.median(ratios):.2f} × ({ratios[0]:.2f}–{ratios[-1]:.2f})", "≥ 0.7 ×"),
        ],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
