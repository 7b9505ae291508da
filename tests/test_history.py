"""The life of an advert: versions in their place, prices, times away, and adverts that take the place of others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from console.cli import app
from console.web import create_app
from enrichment.enrich import enrich
from enrichment.reader import Reader
from enrichment.words.stems import stem_query
from flows.republishing import find_republished
from ledger import Ledger, ReadPage, open_ledger
from ledger.sealing import Vault
from search import open_index
from tests.conftest import NOON
from tests.test_console import Console
from tests.test_ledger import MASTER, SITE
from zicht.crawling import Target
from zicht.records import Advert, Capture, DeadLetter, EnrichedAdvert
from zicht.settings import Settings

WORDS = (
    "Nette kamer bij centrum voor werkende vrouw, rustig huis met twee andere bewoners, eigen wastafel en een klein balkon,"
    " huisdieren in overleg, per direct vrij. Bel 06 - 86 00 00 21."
)


@dataclass
class Site:
    """A toy site whose pages come, change and go."""

    ledger: Ledger
    vault: Vault

    def shows(
        self, path: str, body: str, *, day: float, price: str | None = None, imported: bool = False,
        pictures: tuple[str, ...] | None = None, image_hashes: tuple[str, ...] = (),
    ) -> Advert:  # fmt: skip
        at, address = NOON + timedelta(days=day), f"https://toy.example/{path}"
        advert = Advert(
            site=SITE, url=address, title="Kamer", body=body, price_text=price, seen_at=at, pictures=pictures,
            image_hashes=image_hashes,
        )  # fmt: skip
        capture = self.captures(path, f"{body}{price}{pictures}{image_hashes}", day=day, imported=imported)
        self.ledger.save_pages([ReadPage(capture=capture.id, adverts=(advert,), kind="detail")])
        return advert

    def captures(self, path: str, payload: str, *, day: float, imported: bool = False) -> Capture:
        at, address = NOON + timedelta(days=day), f"https://toy.example/{path}"
        with self._crawl(day) as recorder:
            if imported:
                target = Target(url=address)
            else:
                recorder.add([address], depth=0)
                (target,) = recorder.lease(1)
            return recorder.capture(
                target, url=address, status=200, headers=[], payload=payload.encode(), fetched_at=at,
                ends=None if imported else True,
            )  # fmt: skip

    def answers(self, path: str, status: int, *, day: float) -> None:
        at = NOON + timedelta(days=day)
        with self._crawl(day) as recorder:
            recorder.add([f"https://toy.example/{path}"], depth=0)
            (target,) = recorder.lease(1)
            (recorder.gone if status == 404 else recorder.unchanged)(target, status=status, fetched_at=at)

    def _crawl(self, day: float):
        from contextlib import contextmanager

        @contextmanager
        def crawl() -> Iterator[object]:
            run = self.ledger.start_run(SITE, at=NOON + timedelta(days=day))
            recorder = self.ledger.recorder(SITE, run, self.vault)
            yield recorder
            recorder.close()
            self.ledger.finish_run(run, verdict="ok", stats={}, at=NOON + timedelta(days=day))

        return crawl()


@pytest.fixture
def site(url: str, tmp_path: Path) -> Iterator[Site]:
    ledger = open_ledger(url)
    yield Site(ledger, Vault(tmp_path / "evidence", MASTER))
    ledger.close()


def said(site: Site, advert: Advert) -> list[tuple[str, int]]:
    return [(one.body, (one.seen_at - NOON).days) for one in site.ledger.history(advert.id).versions]


def test_prices_change_with_their_dates(site: Site) -> None:
    advert = site.shows("1", "kamer", day=0, price="€ 400")
    site.shows("1", "kamer", day=2, price="€ 450")
    site.shows("1", "kamer, nieuw bed", day=3, price="€ 450")
    site.shows("1", "kamer, nieuw bed", day=4)
    prices = site.ledger.history(advert.id).prices
    assert [(one.before, one.after, (one.at - NOON).days) for one in prices] == [
        ("€ 400", "€ 450", 2),
        ("€ 450", None, 4),
    ]


@pytest.mark.parametrize("back", ["a page", "a 304"])
def test_away_and_back_is_a_gap(site: Site, back: str) -> None:
    advert = site.shows("1", "kamer", day=0)
    for day in (1, 2):
        site.answers("1", 404, day=day)
    stored = site.ledger.get(advert.id)
    assert stored and stored.gone_at == NOON + timedelta(days=1)
    if back == "a page":
        site.shows("1", "kamer", day=5)
    else:
        site.answers("1", 304, day=5)
    stored, history = site.ledger.get(advert.id), site.ledger.history(advert.id)
    assert stored and stored.gone_at is None and stored.versions == 1
    assert [(one.gone_at, one.back_at) for one in history.gaps] == [
        (NOON + timedelta(days=1), NOON + timedelta(days=5))
    ]


@pytest.mark.parametrize(("reason", "waits"), [("ErrorPage", 1), ("ParseLimit", 0)])
def test_an_unchanged_page_that_could_not_be_read_is_no_sign_of_life(site: Site, reason: str, waits: int) -> None:
    """It is read again, unless that is too dear."""
    advert = site.shows("1", "kamer", day=0)
    site.captures("1", "storing", day=1)
    (capture,) = site.ledger.captured(9)
    site.ledger.bury(DeadLetter(stage="parse", key=capture.id, reason=reason, detail="", at=NOON))
    site.answers("1", 304, day=2)
    assert len(site.ledger.captured(9)) == waits
    stored = site.ledger.get(advert.id)
    assert stored and (stored.last_seen, stored.gone_at) == (NOON, None)
    assert site.ledger.conservation().unaccounted == 0


def test_a_capture_that_is_read_late_finds_its_place(site: Site) -> None:
    advert = site.shows("1", "nu", day=10)
    for day, body in ((2, "toen"), (6, "daarna"), (4, "toen"), (1, "eerst")):
        site.shows("1", body, day=day, imported=True)
    stored = site.ledger.get(advert.id)
    assert stored and stored.advert.body == "nu"
    assert (stored.first_seen, stored.changed_at) == (NOON + timedelta(days=1), NOON + timedelta(days=10))
    assert (stored.last_seen, stored.versions) == (NOON + timedelta(days=10), 4)
    assert said(site, advert) == [("eerst", 1), ("toen", 2), ("daarna", 6), ("nu", 10)]
    assert site.ledger.conservation().unaccounted == 0
    assert list(site.ledger.verify_evidence(site.vault)) == []


def test_what_is_read_late_never_becomes_current_after_a_304(site: Site) -> None:
    advert = site.shows("1", "nu", day=2)
    site.answers("1", 304, day=9)
    site.shows("1", "tussendoor", day=5, imported=True)
    stored = site.ledger.get(advert.id)
    assert stored and stored.advert.body == "nu"


def test_the_same_words_earlier_move_first_seen_back(site: Site) -> None:
    advert = site.shows("1", "nu", day=3)
    site.shows("1", "nu", day=1, imported=True)
    stored = site.ledger.get(advert.id)
    assert stored and (stored.first_seen, stored.changed_at) == (NOON + timedelta(days=1),) * 2
    assert stored.versions == 1 and said(site, advert) == [("nu", 1)]


def test_a_page_that_a_304_confirmed_before_it_was_read_is_current(site: Site) -> None:
    site.shows("1", "toen", day=0)
    at, address = NOON + timedelta(days=1), "https://toy.example/1"
    with site._crawl(1) as recorder:
        recorder.add([address], depth=0)
        (target,) = recorder.lease(1)
        capture = recorder.capture(target, url=address, status=200, headers=[], payload=b"nu", fetched_at=at)
    site.answers("1", 304, day=2)
    advert = Advert(site=SITE, url=address, title="Kamer", body="nu", seen_at=at)
    site.ledger.save_pages([ReadPage(capture=capture.id, adverts=(advert,), kind="detail")])
    stored = site.ledger.get(advert.id)
    assert stored and (stored.advert.body, stored.versions) == ("nu", 2)


def linked(site: Site, reader: Reader) -> list[EnrichedAdvert]:
    read = [enrich(advert, reader) for advert in site.ledger.ready("parsed", 99)]
    site.ledger.save_enriched(read, at=NOON)
    site.ledger.save_linked(read, at=NOON)
    return read


CASES = {
    "the same words": (WORDS, True),
    "nearly the same": (WORDS.replace("klein", "ruim"), True),
    "nearly the same, another phone": (WORDS.replace("klein", "ruim").replace("21", "77"), False),
    "other words, the same phone": (
        "Fiets te koop, rood, met bel en licht, weinig gebruikt. Bel 06 - 86 00 00 21.",
        False,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_republished_is_a_link_with_a_reason(site: Site, reader: Reader, case: str) -> None:
    words, expected = CASES[case]
    old = site.shows("oud", WORDS, day=0)
    linked(site, reader)
    site.answers("oud", 404, day=4)
    new = site.shows("nieuw", words, day=4)
    linked(site, reader)
    assert find_republished(site.ledger, reader, at=NOON + timedelta(days=4)) == expected
    assert find_republished(site.ledger, reader, at=NOON + timedelta(days=4)) == 0
    link = site.ledger.history(new.id).republished_of
    assert bool(link) == expected
    if link:
        assert (link.earlier, link.first_seen) == (old.id, NOON)
        assert "24-11-2026" in link.reason.nl and "24-11-2026" in link.reason.en
        assert site.ledger.history(old.id).republished_as == (link,)
    stored = site.ledger.get(new.id)
    assert stored and stored.first_seen == NOON + timedelta(days=4)  # two adverts, never one


def test_an_advert_that_is_still_there_is_nobodys_past(site: Site, reader: Reader) -> None:
    site.shows("oud", WORDS, day=0)
    new = site.shows("nieuw", WORDS, day=4)
    linked(site, reader)
    assert find_republished(site.ledger, reader, at=NOON + timedelta(days=4)) == 0
    assert list(site.ledger.newcomers(NOON)) == []  # nobody is read for nothing
    site.answers("oud", 404, day=5)
    assert [one.advert.id for one in site.ledger.newcomers(NOON + timedelta(days=4))] == [new.id]


def test_a_chain_carries_its_first_sight(site: Site, reader: Reader) -> None:
    for at, path in enumerate(("a", "b", "c")):
        last = site.shows(path, WORDS, day=2 * at)
        linked(site, reader)
        find_republished(site.ledger, reader, at=NOON + timedelta(days=2 * at))
        site.answers(path, 404, day=2 * at + 1)
    link = site.ledger.history(last.id).republished_of
    assert link and link.first_seen == NOON


def test_the_command_tells_it(settings: Settings, reader: Reader) -> None:
    settings.home.mkdir(parents=True)
    site = Site(open_ledger(settings.ledger_url), Vault(settings.evidence, MASTER))
    advert = site.shows("1", "kamer", day=0, price="€ 400")
    site.answers("1", 404, day=1)
    site.shows("1", "kamer", day=2, price="€ 450")
    done = CliRunner().invoke(app, ["--home", str(settings.home), "history", advert.id])
    assert done.exit_code == 0, done.output
    assert "€ 400 → € 450" in done.output and "Weg van 2026-11-25 12:00 tot 2026-11-26 12:00" in done.output
    assert [event.target for event in site.ledger.audit_events(action="consult")] == [f"history:{advert.id}"]
    site.ledger.close()


WAS = "€ 495 <strong>(was € 450)</strong>"
SHOWN = {
    "nl": (
        WAS,
        "van 26 nov 2026 12:00 tot 27 nov 2026 12:00",
        "1 nieuw, 1 weg, nu 2",
        "Neemt de plaats in van",
        "Hetzelfde contact",
    ),
    "en": (
        WAS,
        "from 26 Nov 2026 12:00 to 27 Nov 2026 12:00",
        "1 new, 1 gone, now 2",
        "Takes the place of",
        "The same contact",
    ),
}


@pytest.mark.parametrize("language", SHOWN)
def test_the_page_tells_it(settings: Settings, reader: Reader, language: str) -> None:
    settings.home.mkdir(parents=True)
    site = Site(open_ledger(settings.ledger_url), Vault(settings.evidence, MASTER))
    old = site.shows("oud", WORDS, day=-3)
    linked(site, reader)
    site.answers("oud", 404, day=-1)
    new = site.shows("nieuw", WORDS.replace("klein", "ruim"), day=0, price="€ 450")
    linked(site, reader)
    find_republished(site.ledger, reader, at=NOON)
    site.shows("nieuw", WORDS.replace("klein", "ruim"), day=1, price="€ 495", pictures=("a" * 16, "b" * 16))
    site.answers("nieuw", 404, day=2)
    site.shows("nieuw", WORDS.replace("klein", "ruim"), day=3, price="€ 495", pictures=("b" * 16, "c" * 16))
    index = open_index(settings, stem_query)
    console = Console(create_app(site.ledger, index), site.ledger, index)
    page = console.ask(f"/adverts/{new.id}?lang={language}")
    assert page.status_code == 200
    assert [said for said in SHOWN[language] if said not in page.text] == []
    assert f'href="/adverts/{old.id}"' in page.text and "<script" not in page.text
    index.close()
    site.ledger.close()
