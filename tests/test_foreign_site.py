"""A site on software that nobody here wrote is crawled whole, twice, with edits and removals in between.

Needs `django-classified` (PyPI) in a virtual environment of its own: ZICHT_TEST_DJANGO is the path of its Python.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawlers.page import Page
from crawlers.proposing import propose
from crawlers.site import Offers
from flows.steps import parse
from ledger import open_ledger
from tests.conftest import NOON
from tests.crawling import Crawl, allow, crawl, knowing
from tests.toy_site import SITE
from zicht.records import digest
from zicht.settings import Settings

PYTHON = os.environ.get("ZICHT_TEST_DJANGO")
pytestmark = pytest.mark.skipif(not PYTHON, reason="ZICHT_TEST_DJANGO names no Python with django-classified")
FAMILY = 'Offers(pages="-fiets-nummer-", body=".dcf-description")'


class Foreign:
    """The site in its own process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        assert process.stdout
        self.host = f"127.0.0.1:{int(process.stdout.readline())}"

    def change(self, **said: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(said) + "\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "done\n"

    def crawl(self, settings: Settings) -> Crawl:
        source = SITE.format(host=self.host, family=FAMILY).replace(f"{self.host}/", f"{self.host}/sitemap.xml", 1)
        done = crawl(settings, source)
        assert done.code == 0, done.words
        return done


@contextmanager
def foreign(folder: Path) -> Iterator[Foreign]:
    assert PYTHON
    folder.mkdir(parents=True, exist_ok=True)
    script = Path(__file__).parent / "django_site.py"
    with subprocess.Popen(
        [PYTHON, str(script), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield Foreign(process)
        finally:
            process.kill()


def read(settings: Settings) -> dict[str, object]:
    """Every advert that is known, by title."""
    ledger = open_ledger(settings.ledger_url)
    with knowing(settings):
        parse(ledger, settings)
    found = {advert.title: ledger.get(advert.id) for advert in ledger.ready("parsed", 999)}
    assert ledger.conservation().unaccounted == 0
    assert ledger.conservation().to_fetch == 0
    ledger.close()
    return found


def test_a_foreign_site_is_crawled_whole_twice(settings: Settings, tmp_path: Path) -> None:
    allow(settings)
    with foreign(tmp_path / "site") as site:
        first = site.crawl(settings)
        assert first.stats["captured"] == 61  # the sitemap, and sixty adverts
        before = read(settings)
        assert set(before) == {f"Fiets nummer {at}" for at in range(60)}
        seven = before["Fiets nummer 7"].advert
        assert seven.body == (
            "Een nette fiets met nieuwe banden.\nBel 06 1111 1101 & kom kijken: \"echt\" 'waar' <niet vies>. Nummer 7."
        )
        assert (seven.price_text, seven.category) == ("€ 8,00", "Huis - Fietsen")
        assert seven.id == digest("toy", f"http://{site.host}/8-fiets-nummer-7/")[:32]

        site.change(edit=[1, 2, 3], remove=[10, 11], add=4)
        second = site.crawl(settings)
        assert second.stats["gone"] == 2
        after = read(settings)
        gone = {title for title, stored in after.items() if stored.gone_at}
        edited = {
            title
            for title, stored in after.items()
            if title in before and stored.advert.content != before[title].advert.content
        }
        assert gone == {"Fiets nummer 10", "Fiets nummer 11"}
        assert edited == {"Fiets nummer 1", "Fiets nummer 2", "Fiets nummer 3"}
        assert len(set(after) - set(before)) == 4


def test_its_pages_propose_what_fits(settings: Settings, tmp_path: Path) -> None:
    import urllib.request

    with foreign(tmp_path / "site") as site:
        urls = [f"http://{site.host}/group/2-fietsen/", f"http://{site.host}/59-fiets-nummer-58/"]
        pages = []
        for url in urls:
            with urllib.request.urlopen(url) as answer:
                pages.append(Page(url, answer.read(), answer.headers["Content-Type"], NOON))
    family = propose(pages)
    assert isinstance(family, Offers)
    assert f"http://{site.host}/59-fiets-nummer-58/" in list(family.links(pages[0]))
    assert [found["title"] for found in family.adverts(pages[1])] == ["Fiets nummer 58"]
    assert family.adverts(pages[0]) == []
