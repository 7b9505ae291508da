"""A site on software that nobody here wrote: django-classified, crawled whole, twice, with edits and removals in between."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ledger import open_ledger
from ledger.records import StoredAdvert
from tests.crawling import Crawl, adverts, allow, crawl, letters
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "classified"  # made once: a minute of downloads the first time
WANTED = "django-classified==1.3"
SITE = (ROOT / "tests" / "sites" / "classified.py").read_text(encoding="utf-8")
PLACES = {"Ede": "Diensten", "Venlo": "Werk", "Gouda": "Wonen"}


def python_of_its_own() -> Path:
    """A Python with django-classified; skips, loudly, when it cannot be had."""
    python = KEPT / "bin" / "python"
    if (KEPT / WANTED).exists():
        return python
    install = [str(python), "-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "15", WANTED]
    for command in ([sys.executable, "-m", "venv", "--clear", str(KEPT)], install):
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode:
            pytest.skip(f"{WANTED} cannot be installed here: {done.stderr[-300:]}")
    (KEPT / WANTED).touch()
    return python


def advert(number: int, **more: object) -> dict[str, object]:
    """What is told of one; every third has 12 adverts in its group, so that its list has a second page."""
    place = list(PLACES)[number % 3]
    words = f"Advertentie nummer {number}, 'met' \"leestekens\" & een tweede regel.\nBel 06-1234{number:04}."
    said = {
        "section": PLACES[place],
        "group": f"Groep {place}",
        "area": place,
        "description": words,
        "price": 10 + number,
    }
    return {**said, **more}


FIRST = {"add": {f"Nummer {at}": advert(at) for at in range(36)} | {"Gesloten": advert(99, active=False)}}
SECOND: dict[str, dict[str, dict[str, object]]] = {
    "add": {f"Nieuw {at}": advert(at) for at in range(5)} | {"Nieuwe groep": advert(7, group="Nog een groep")},
    "edit": {
        "Nummer 0": {"description": "Heel iets anders."},
        "Nummer 1": {"price": 999},
        "Nummer 2": {"description": advert(2)["description"]},  # saved anew, the same words
        "Nummer 3": {"is_active": False},
        "Gesloten": {"is_active": True},
    },
    "delete": {"Nummer 4": {}, "Nummer 5": {}, "Nummer 6": {}},
}
NEW = {*SECOND["add"], "Gesloten"}
EDITED = {"Nummer 0", "Nummer 1"}
GONE = {"Nummer 3", "Nummer 4", "Nummer 5", "Nummer 6"}


@dataclass
class World:
    runs: list[Crawl] = field(default_factory=list)
    stored: list[dict[str, StoredAdvert]] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    unaccounted: int = -1


def stored(settings: Settings) -> dict[str, StoredAdvert]:
    """Every advert with its history, by title."""
    adverts(settings)
    ledger = open_ledger(settings.ledger_url)
    found = [ledger.get(advert.id) for advert in ledger.ready("parsed", 999)]
    ledger.close()
    return {one.advert.title: one for one in found if one}


@contextmanager
def served(python: Path, database: Path) -> Iterator[str]:
    """The site on a free port of loopback; gives its host."""
    command = [str(python), str(ROOT / "tests" / "classified_server.py"), "serve", str(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield f"127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two crawls, with changes in between."""
    python, home = python_of_its_own(), tmp_path_factory.mktemp("classified")
    settings, found, database = Settings(home=home / "home"), World(), home / "classified.sqlite3"
    allow(settings)
    with served(python, database) as host:
        for what in (FIRST, SECOND):
            command = [str(python), str(ROOT / "tests" / "classified_server.py"), "change", str(database)]
            subprocess.run(command, input=json.dumps(what), text=True, check=True)
            found.runs.append(crawl(settings, SITE.replace("127.0.0.1:8700", host)))
            found.stored.append(stored(settings))
    found.letters = letters(settings)
    ledger = open_ledger(settings.ledger_url)
    found.unaccounted = ledger.conservation().unaccounted
    ledger.close()
    return found


def test_every_crawl_ends_well_and_accounts_for_every_page(world: World) -> None:
    assert [(run.code, run.words) for run in world.runs] == [(0, "")] * 2
    assert (world.letters, world.unaccounted) == ({}, 0)


def test_the_first_crawl_finds_every_open_advert(world: World) -> None:
    assert set(world.stored[0]) == {f"Nummer {at}" for at in range(36)}
    assert all(one.gone_at is None and one.versions == 1 for one in world.stored[0].values())


FIELDS = {
    "body": "Advertentie nummer 7, 'met' \"leestekens\" & een tweede regel.\nBel 06-12340007.",
    "category": "Groep Venlo",
    "place_text": "Venlo · Werk · Groep Venlo",
    "price_text": "€17.00",
}


@pytest.mark.parametrize("name", FIELDS)
def test_an_advert_has_its_field(world: World, name: str) -> None:
    assert getattr(world.stored[0]["Nummer 7"].advert, name) == FIELDS[name]


def test_how_long_ago_becomes_a_moment(world: World) -> None:
    assert all(one.advert.posted_at for one in world.stored[0].values())


def test_what_is_new_is_found_and_nothing_else(world: World) -> None:
    assert set(world.stored[1]) - set(world.stored[0]) == NEW


def test_what_was_edited_has_a_second_version_and_nothing_else(world: World) -> None:
    assert {title for title, one in world.stored[1].items() if one.versions > 1} == EDITED


def test_what_was_removed_or_closed_is_gone_and_nothing_else(world: World) -> None:
    assert {title for title, one in world.stored[1].items() if one.gone_at} == GONE
    assert world.runs[1].stats["gone"] == len(GONE)


def test_the_site_file_is_small() -> None:
    assert 9 <= len(SITE.splitlines()) <= 30
