"""From captures to lists: 10,000 captured pages through parse, enrich, link, publish and the day's lists."""

import sys
import tempfile
from pathlib import Path

from bench.table import Spent, peak_megabytes, show, spend
from console.show_demo import allow_demo
from demo.adverts import DemoAdvert, adverts_of
from demo.server import PORTS
from demo.sites import page_of
from enrichment.reader import open_reader
from enrichment.words.stems import stem_query
from flows import steps
from ledger import Ledger, open_ledger
from search import open_index
from zicht.clock import day_of, now
from zicht.settings import Settings

COUNT = 10_000


def capture_all(ledger: Ledger, settings: Settings, count: int) -> None:
    """Put `count` advert pages of the demo sites in evidence and ledger, as a crawl would."""
    adverts = adverts_of(count=count)
    for site in PORTS:
        pages = {_url(advert): advert for advert in adverts if advert.site == site}
        run = ledger.start_run(site, at=now())
        recorder = ledger.recorder(site, run, ledger.vault(settings))
        recorder.add(list(pages), depth=1)
        while targets := recorder.lease(200):
            for target in targets:
                payload = page_of(pages[target.url]).body
                recorder.capture(
                    target, url=target.url, status=200, headers=[("Content-Type", "text/html; charset=utf-8")],
                    payload=payload, fetched_at=now(),
                )  # fmt: skip
        ledger.finish_run(run, verdict="ok", stats={}, at=now())


def _url(advert: DemoAdvert) -> str:
    folder = "adverts" if advert.site == "demo_classifieds" else "vacatures"
    return f"http://127.0.0.1:{PORTS[advert.site]}/{folder}/{advert.number}"


def main(count: int = COUNT) -> int:
    """Each step's wall time, the sum, and the peak memory of this process."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        allow_demo(settings)
        ledger = open_ledger(settings.ledger_url)
        capture = spend(lambda: capture_all(ledger, settings, count))
        reader = open_reader(settings.packs, key=b"k" * 32)
        index = open_index(settings, stem_query)
        spent: dict[str, Spent] = {
            "parse": spend(lambda: steps.parse(ledger, settings)),
            "enrich": spend(lambda: steps.enrich(ledger, reader, settings)),
            "link": spend(lambda: steps.link(ledger, reader, settings)),
            "publish": spend(lambda: steps.publish(ledger, index, settings)),
            "lists": spend(lambda: steps.make_lists(ledger, settings, day_of(now()))),
        }
        kept = ledger.conservation()
        ledger.close()
    total = sum(one.wall for one in spent.values())
    rows = [("(captures written beforehand)", f"{capture.wall:.1f} s", "")]
    rows += [(name, f"{one.wall:.1f} s ({one.cpu:.1f} CPU-s)", "") for name, one in spent.items()]
    rows += [
        ("captures → lists", f"{total:.1f} s", "< 180 s"),
        ("peak memory", f"{peak_megabytes():.0f} MB", "< 2,000 MB"),
        ("unaccounted", str(kept.unaccounted), "0"),
    ]
    show(f"{count:,} captures to the day's lists", rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
