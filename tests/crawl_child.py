"""One crawl of a toy site in a process of its own: the whole way of `python -m flows.crawling`, or a look at its settings."""

import json
import os
import resource
import sys
from pathlib import Path

import crawlers.sites
from flows import crawling
from zicht.settings import Settings


def main(folder: str, *arguments: str) -> int:
    """Crawl `toy` from the site file in `folder`; `--settings` prints the running settings instead of a report."""
    crawlers.sites.__path__.append(folder)
    for said in arguments:
        if said.startswith("--largest-file="):
            most = int(said.partition("=")[2])
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    if "--settings" in arguments:
        return look()
    return crawling.main(["toy"])


def look() -> int:
    """Crawl, and say on one line with which settings, and on which sockets it listened."""
    from scrapy import signals

    from crawlers.run import run_crawl
    from ledger import open_ledger
    from zicht.clock import day_of, now

    settings, seen = Settings(), {}

    def watch(crawler) -> None:
        seen["settings"] = crawler.settings.copy_to_dict()
        seen["handlers"] = dict(crawler.settings.getwithbase("DOWNLOAD_HANDLERS"))
        crawler.signals.connect(lambda: seen.update(listening=listening()), signals.response_received, weak=False)

    ledger = open_ledger(settings.ledger_url)
    run = ledger.start_run("toy", at=now())
    recorder = ledger.recorder("toy", run, ledger.vault(settings))
    recorder.add = proving(recorder.add, ledger, settings, seen.setdefault("proved", []))
    basis = ledger.basis_for("toy", on=day_of(now()))
    run_crawl(crawlers.sites.site("toy"), recorder, contact=settings.contact, basis=basis, watch=watch)
    print(json.dumps({**seen, "letters": [str(one) for one in ledger.dead_letters()]}, default=repr))
    ledger.close()
    return 0


def proving(add, ledger, settings: Settings, proved: list[str]):
    """`add`, that first reads back from disk the pages that came in: the links were found on one of them."""

    def checked(urls, depth: int) -> int:
        proved.extend(ledger.payload(ledger.vault(settings), one).decode() for one in ledger.captured(99) if depth)
        return add(urls, depth)

    return checked


def listening() -> list[str]:
    """Sockets of this process that accept connections, from /proc."""
    own = {os.readlink(fd) for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink() and os.path.lexists(fd)}
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/self/net/{name}").open()]
    return [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in own]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
