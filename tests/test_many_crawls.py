"""Many crawl processes on one PostgreSQL ledger, each with a site of its own; a site is never crawled by two."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from ledger import open_ledger, ownership
from tests.crawling import ROOT, basis
from tests.servers import postgres, postgres_programs
from tests.toy_site import HTML, ToySite, listing, page, toy_site
from zicht.clock import now
from zicht.errors import LedgerError
from zicht.settings import Settings

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(postgres_programs() is None, reason="no PostgreSQL on this machine"),
]
NAMES = ("eerste", "tweede", "derde", "vierde")
PAGES = 60
CHILD = """
import sys, crawlers.sites
crawlers.sites.__path__.append(sys.argv[1])
from flows import crawling
sys.exit(crawling.main([sys.argv[2]]))
"""


@pytest.fixture
def shared(settings: Settings) -> Iterator[Settings]:
    with postgres() as url:
        yield settings.model_copy(update={"ledger": url})


def started(settings: Settings, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(settings.home / "sites"), name]
    environment = {**os.environ, **settings.environment()}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def ready(settings: Settings, name: str, site: ToySite) -> None:
    """A site with pages, its file, and that it may be read."""
    paths = [f"/{name}/{at}" for at in range(PAGES)]
    site["/"] = listing(*paths)
    for at, path in enumerate(paths):
        answer = 200, HTML, page(f"{name} {at}", f"tekst {at} van {name}")
        site[path] = lambda _, answer=answer: (time.sleep(0.05), answer)[1]
    folder = settings.home / "sites"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.py").write_text(
        site.file().replace('"toy"', f'"{name}"').replace("concurrency=8", "concurrency=2")
    )


def test_four_crawls_share_a_ledger_and_a_fifth_waits_in_vain(shared: Settings) -> None:
    ledger = open_ledger(shared.ledger_url)
    ledger.record_basis(basis(*NAMES), who="jurist", at=now())
    with ExitStack() as stack:
        sites = {name: stack.enter_context(toy_site()) for name in NAMES}
        for name, site in sites.items():
            ready(shared, name, site)
            ledger.approve_source(name, who="jurist", why="toets", at=now())
        crawls = [started(shared, name) for name in NAMES]
        while not sites["eerste"].asked:
            time.sleep(0.05)
        owned = [name for name in NAMES if taken(shared, name)]
        said = [child.communicate(timeout=120)[0] for child in crawls]
        assert [child.returncode for child in crawls] == [0] * 4, said
        assert "eerste" in owned
        for name, site in sites.items():
            assert all(site.times(f"/{name}/{at}") == 1 for at in range(PAGES))
    captured = [
        (capture.site, capture.url.partition("127.0.0.1")[2].partition("/")[2]) for capture in ledger.captured(999)
    ]
    assert sorted(captured) == sorted(
        (name, path) for name in NAMES for path in ("", *(f"{name}/{at}" for at in range(PAGES)))
    )
    kept = ledger.conservation()
    assert (kept.to_fetch, kept.unaccounted, kept.fetched) == (0, 0, 4 * (PAGES + 1))
    assert not any(taken(shared, name) for name in NAMES)
    ledger.close()


def taken(settings: Settings, name: str) -> bool:
    """Whether another process has this site."""
    ledger, patience = open_ledger(settings.ledger_url), ownership.PATIENCE
    ownership.PATIENCE = 0.0
    try:
        with ledger.owning(name):
            return False
    except LedgerError:
        return True
    finally:
        ownership.PATIENCE = patience
        ledger.close()
