"""Crawls of a toy site for the tests: in a child process, with a basis and an approval, and what they left."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from crawlers import sites
from flows.steps import parse
from ledger import open_ledger
from zicht.clock import day_of, now
from zicht.records import LegalBasis
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Crawl:
    """What a crawl said and left."""

    code: int
    answer: dict[str, object]
    words: str
    letters: dict[str, str] = field(default_factory=dict)

    @property
    def stats(self) -> dict[str, int]:
        return self.answer["report"]["stats"]


def basis(*sites: str, until: date | None = None, images: bool = False) -> LegalBasis:
    return LegalBasis(
        article="Politiewet 2012 art. 3", purpose="toets", authority="toets", officer_role="rol",
        dpia_reference="DPIA-0", sources=sites, valid_until=until or day_of(now()) + timedelta(days=1),
        images=images,
    )  # fmt: skip


def allow(settings: Settings, *, until: date | None = None, approve: bool = True, images: bool = False) -> None:
    ledger = open_ledger(settings.ledger_url)
    ledger.record_basis(basis("toy", until=until, images=images), who="jurist", at=now())
    if approve:
        ledger.approve_source("toy", who="jurist", why="toets", at=now())
    ledger.close()


def crawl(settings: Settings, site: str, *arguments: str, stop: Callable[[], bool] | None = None) -> Crawl:
    """Crawl the toy site that `site` (source of a site file) declares; once `stop` says so, ask it to end."""
    folder = settings.home / "sites"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "toy.py").write_text(site, encoding="utf-8")
    command = [sys.executable, "-m", "tests.crawl_child", str(folder), *arguments]
    environment = {**os.environ, **settings.environment()}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        while stop and child.poll() is None:
            if stop():
                child.terminate()
                break
            time.sleep(0.02)
        said, words = child.communicate(timeout=60)
    lines = said.splitlines()
    return Crawl(child.returncode, json.loads(lines[-1]) if lines else {}, words)


def letters(settings: Settings) -> dict[str, str]:
    """Reason of every dead letter, by path."""
    ledger = open_ledger(settings.ledger_url)
    found = {"/" + letter.key.split("/", 3)[-1]: letter.reason for letter in ledger.dead_letters()}
    ledger.close()
    return found


@contextmanager
def knowing(settings: Settings) -> Iterator[None]:
    """The toy site is one of ours until the block ends."""
    folder = str(settings.home / "sites")
    sites.__path__.append(folder)
    try:
        yield
    finally:
        sites.__path__.remove(folder)
        sites.site.cache_clear()
        sys.modules.pop("crawlers.sites.toy", None)


def adverts(settings: Settings) -> dict[str, str]:
    """What was read, title -> body."""
    ledger = open_ledger(settings.ledger_url)
    with knowing(settings):
        parse(ledger, settings)
    found = {advert.title: advert.body for advert in ledger.ready("parsed", 999)}
    ledger.close()
    return found
