"""Other pictures beside the same words are another version: by their addresses, which nobody asks for."""

from datetime import timedelta

import pytest
from typer.testing import CliRunner

from console.cli import app
from crawlers.page import Page
from crawlers.pictures import prints_of
from flows.steps import parse
from ledger import open_ledger
from tests.conftest import NOON
from tests.crawling import allow, crawl, knowing
from tests.test_history import WORDS, Site, site  # noqa: F401
from tests.toy_site import HTML, ToySite, listing, toy_site
from zicht.records import Advert
from zicht.settings import Settings

URL = "https://markt.example/a/1"
WORDS_ON_PAGE = (
    "<h1>Kamer in Ede</h1><div class=body><p>Nette kamer bij het centrum, rustig huis, per direct vrij.</p></div>"
)


def prints(markup: str, address: str = URL) -> tuple[str, ...]:
    return prints_of(Page(address, f"<body>{WORDS_ON_PAGE}{markup}</body>".encode(), "text/html", NOON))


SAME = {
    "another order": ('<img src="/foto/2.jpg"><img src="/foto/1.jpg">', '<img src="/foto/1.jpg"><img src="/foto/2.jpg">'),
    "another size": ('<img src="/foto/1.jpg?w=300&q=80">', '<img src="/foto/1.jpg?w=600&q=60">'),
    "another signature": ('<img src="/foto/1.jpg?sig=a&expires=1">', '<img src="/foto/1.jpg?sig=b&expires=2">'),
    "another protocol": ('<img src="http://markt.example/foto/1.jpg">', '<img src="/foto/1.jpg">'),
    "a lazy one": ('<img src="leeg.gif" data-src="/foto/1.jpg">', '<img src="/foto/1.jpg">'),
    "a banner of others": ('<img src="https://reclame.example/7.gif"><img src="/foto/1.jpg">', '<img src="/foto/1.jpg">'),
    "other adverts": ('<a href="/a/7"><img src="/foto/7.jpg"></a><img src="/foto/1.jpg">', '<img src="/foto/1.jpg">'),
    "a picture in the menu": ('<nav><img src="/foto/9.jpg"></nav><img src="/foto/1.jpg">', '<img src="/foto/1.jpg">'),
    "a gallery": ('<a href="/foto/1.jpg"><img src="/foto/1.jpg"></a>', '<img src="/foto/1.jpg">'),
    "a gallery below": ('<a href="/a/1/fotos"><img src="/foto/1.jpg"></a>', '<img src="/foto/1.jpg">'),
}  # fmt: skip
OTHER = {
    "one more": ('<img src="/foto/1.jpg"><img src="/foto/2.jpg">', '<img src="/foto/1.jpg">'),
    "another one": ('<img src="/foto/2.jpg">', '<img src="/foto/1.jpg">'),
    "another number in the query": ('<img src="/foto?id=2&w=9">', '<img src="/foto?id=1&w=9">'),
    "none any more": ("", '<img src="/foto/1.jpg">'),
    "on the site's own picture host": ('<img src="https://img.markt.example/2.jpg">', '<img src="https://img.markt.example/1.jpg">'),
}  # fmt: skip


@pytest.mark.parametrize("how", SAME)
def test_the_same_pictures_are_the_same(how: str) -> None:
    one, other = map(prints, SAME[how])
    assert one == other
    assert one


@pytest.mark.parametrize("how", OTHER)
def test_other_pictures_are_others(how: str) -> None:
    one, other = map(prints, OTHER[how])
    assert one != other


def shown(site: Site, *pictures: str | None, body: str = WORDS, day: float, imported: bool = False) -> Advert:  # noqa: F811
    found = None if pictures == (None,) else tuple(sorted(pictures))
    return site.shows("1", body, day=day, imported=imported, pictures=found)


A, B, C = "a" * 16, "b" * 16, "c" * 16


def test_other_pictures_make_a_version_and_leave_the_words_alone(site: Site) -> None:  # noqa: F811
    advert = shown(site, A, B, day=0)
    shown(site, B, A, day=1)
    shown(site, B, C, day=2)
    shown(site, B, C, day=3)
    stored, history = site.ledger.get(advert.id), site.ledger.history(advert.id)
    assert stored and stored.versions == 2
    assert (stored.changed_at, stored.last_seen) == (
        NOON,
        NOON + timedelta(days=3),
    )  # the words are as old as they were
    assert stored.advert.pictures == (B, C)
    assert [(one.at, one.new, one.gone, one.of) for one in history.pictures] == [(NOON + timedelta(days=2), 1, 1, 2)]
    assert [one.capture for one in history.versions][-1] == stored.capture.id  # the page that shows them
    assert history.prices == ()
    assert site.ledger.conservation().unaccounted == 0


ONE, NEAR, FAR, OTHER_LOOK = "0" * 16, "000000000000003f", "000000000000007f", "f" * 16
LOOKS = [
    ((ONE,), (NEAR,), 0), ((ONE,), (FAR,), 1), ((), (ONE,), 0), ((ONE, OTHER_LOOK), (OTHER_LOOK, NEAR), 0),
    ((ONE,), (OTHER_LOOK, NEAR), 0), ((ONE, OTHER_LOOK), (FAR, "0f" * 8), 2),
]  # fmt: skip


@pytest.mark.parametrize(("then", "now", "new"), LOOKS)
def test_another_photograph_is_seen_where_both_were_looked_at(
    site: Site,  # noqa: F811
    then: tuple[str, ...],
    now: tuple[str, ...],
    new: int,
) -> None:
    advert = site.shows("1", WORDS, day=0, pictures=(A,), image_hashes=then)
    site.shows("1", WORDS, day=1, pictures=(A,), image_hashes=now)
    stored, history = site.ledger.get(advert.id), site.ledger.history(advert.id)
    assert stored.versions == 1 + bool(new)
    assert [one.swapped for one in history.pictures] == [new] * bool(new)
    assert stored.changed_at == NOON
    if new or not then:
        assert stored.advert.image_hashes == now


def test_pictures_that_nobody_looked_at_are_no_others(site: Site) -> None:  # noqa: F811
    advert = shown(site, None, day=0)
    shown(site, A, day=1)
    shown(site, A, day=2)
    stored = site.ledger.get(advert.id)
    assert (stored.versions, stored.advert.pictures) == (1, (A,))
    shown(site, B, day=3)
    assert site.ledger.get(advert.id).versions == 2


def test_a_capture_that_is_read_late_finds_its_place_by_its_pictures_too(site: Site) -> None:  # noqa: F811
    advert = shown(site, C, day=9)
    shown(site, A, day=1, imported=True)
    shown(site, B, day=5, imported=True)
    shown(site, B, day=6, imported=True)
    stored, history = site.ledger.get(advert.id), site.ledger.history(advert.id)
    assert stored.versions == len(history.versions) == 3
    assert [one.new for one in history.pictures] == [1, 1]
    assert stored.advert.pictures == (C,)


def _serve(served: ToySite, *pictures: str) -> None:
    images = "".join(f'<img src="/foto/{one}.jpg">' for one in pictures)
    served["/"] = listing("/1", "/2")
    served["/2"] = 200, HTML, WORDS_ON_PAGE.replace("Ede", "Venlo").encode()
    served["/1"] = 200, HTML, (WORDS_ON_PAGE + images).encode()


def test_a_crawl_sees_it_asks_for_no_picture_and_tells_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(settings)
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    with toy_site() as served:
        for pictures in (("1", "2"), ("1", "2"), ("2", "3", "4")):
            _serve(served, *pictures)
            assert crawl(settings, served.file()).code == 0
            ledger = open_ledger(settings.ledger_url)
            with knowing(settings):
                parse(ledger, settings)
        assert not [path for path, _ in served.asked if path.startswith("/foto")]
    number = next(one.id for one in ledger.ready("parsed", 9) if "Ede" in one.title)
    assert ledger.get(number).versions == 2
    ledger.close()
    told = CliRunner().invoke(app, ["history", number])
    assert "2 nieuw, 1 weg, nu 3" in told.output
