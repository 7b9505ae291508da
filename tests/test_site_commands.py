"""A new site in minutes: what is proposed, what is written, and what the check says of it."""

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.cli import app
from crawlers import sites
from crawlers.health import health_of
from crawlers.page import Page
from crawlers.proposing import propose
from crawlers.scaffold import page_from, source_of
from crawlers.site import Api, Expect, Feed, Listing, Offers, Site, Vacancies
from tests.conftest import NOON
from tests.crawling import basis
from tests.toy_site import HTML, listing, page, toy_site
from zicht.clock import now
from zicht.errors import InputError, LegalBasisError, ZichtError
from zicht.records import Advert
from zicht.settings import Settings

PAGES = Path(__file__).parent / "pages"
URL = "https://markt.example"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A house of our own; afterwards its sites are forgotten."""
    known = list(sites.__path__)
    yield tmp_path
    sites.__path__[:] = known
    sites.site.cache_clear()
    sys.modules.pop("crawlers.sites.nieuw", None)


def zicht(room: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--home", str(room / "home"), "site", *words, "--root", str(room)])


def saved(name: str) -> list[Page]:
    found = []
    for case in sorted((PAGES / name).glob("*.json")):
        about = json.loads(case.read_text())
        found.append(Page(about["url"], case.with_suffix(".html").read_bytes(), about["content_type"], NOON))
    return found


@pytest.mark.parametrize("name", ["demo_classifieds", "demo_jobs"])
def test_what_a_person_wrote_is_proposed(name: str) -> None:
    assert propose(saved(name)) == sites.site(name).family


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("toy_feed", Feed()),
        ("toy_offers", Offers(advert="li > a", next="a[rel=next]")),
        (
            "toy_api",
            Api(
                items="data.ads", link="slug", title="title", body="text", category="category.name",
                place="location.city", price="price.label", posted="created", account="user.name",
            ),
        ),
    ],
)  # fmt: skip
def test_other_shapes_are_recognised(name: str, family: object) -> None:
    assert propose(saved(name)) == family


SHAPES = {
    "classes": '<h1 class="kop">Fiets</h1><span class="prijs">€ 25</span><div class="tekst">{body}</div>',
    "ids": '<h1>Fiets</h1><b id="bedrag">25 euro</b><section id="omschrijving">{body}</section>',
    "made by a machine": '<h1 class="x1a2">Fiets</h1><p class="c9">€ 25</p><article><p>{body}</p></article>',
    "a menu around it": (
        "<nav><h1>Markt</h1>{menu}</nav><main><h2>Fiets</h2><i class=price>€ 25</i><div class=ad>{body}</div></main>"
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_fields_are_found_by_name_and_by_look(shape: str) -> None:
    markup = SHAPES[shape]
    body = "Een rode fiets met nieuwe banden, netjes onderhouden en altijd binnen gestaan. " * 3
    menu = "".join(f"<a href='/{at}'>Rubriek {at}</a>" for at in range(50))
    seen = Page(f"{URL}/ad/1", markup.format(body=body, menu=menu).encode(), "text/html", NOON)
    family = propose([seen])
    (found,) = family.adverts(seen)
    assert found["title"] == "Fiets"
    assert found["price_text"] in ("€ 25", "25 euro")
    assert "rode fiets" in found["body"]
    assert "Rubriek" not in found["body"]
    assert family.advert == 'a[href*="/ad/"]'


NO_SHAPE = """<html lang="nl"><head><title>Kamer te huur in Utrecht - Prikbord</title></head><body><table><tr><td>
<b>Kamer te huur in Utrecht</b><br>Nette kamer van 14 m2 in een rustig huis, dicht bij het station. Huur 450 euro per maand.<br>
Mail naar kamer@prikbord.example.</td></tr></table></body></html>"""


def test_a_page_of_no_known_shape_is_read_as_any_page_and_the_proposal_says_why(room: Path, tmp_path: Path) -> None:
    saved_page = tmp_path / "prikbord.html"
    saved_page.write_text(NO_SHAPE, encoding="utf-8")
    done = zicht(room, "new", "prikbord", str(saved_page), "--url", "https://prikbord.example/berichten/17")
    assert done.exit_code == 0, done.output
    assert "Voorstel: AnyPage, want geen vaste vorm" in done.output
    source = (room / "crawlers" / "sites" / "prikbord.py").read_text(encoding="utf-8")
    assert 'pages="/berichten/"' in source
    said = (room / "tests" / "pages" / "prikbord" / "1.json").read_text(encoding="utf-8")
    assert "Huur 450 euro per maand" in said


@pytest.mark.parametrize("payload", [b"", b"<p>", b"<nav><a href=/1>x</a></nav>", b"{}", b'{"ads": []}', b"\x00\xff"])
def test_a_page_without_an_advert_is_said_in_words(payload: bytes) -> None:
    with pytest.raises(InputError, match="geen advertentie"):
        propose([Page(URL, payload, "", NOON)])


@pytest.mark.parametrize("name", ["demo_classifieds", "demo_jobs"])
def test_a_site_file_that_we_write_reads_back(name: str) -> None:
    site = sites.site(name)
    given: dict[str, Site] = {}
    source = source_of(site)
    exec(source, given)
    assert given["SITE"].family == site.family
    assert given["SITE"].expect.filled == site.expect.filled
    assert 9 <= len(source.splitlines()) <= 30


def test_from_saved_pages_to_a_site_that_is_checked(room: Path) -> None:
    folder = PAGES / "demo_classifieds"
    words = [
        str(folder / "1.html"),
        str(folder / "2.html"),
        "--url",
        "http://127.0.0.1:8701/",
        "--url",
        "http://127.0.0.1:8701/adverts/2",
    ]
    made = zicht(room, "new", "nieuw", *words)
    assert made.exit_code == 0, made.output
    assert 'title="h1.title"' in (room / "crawlers" / "sites" / "nieuw.py").read_text()
    assert "gevonden" in made.output

    unread = zicht(room, "check", "nieuw")
    assert unread.exit_code == 1
    assert "door niemand gelezen" in unread.output

    for about in (room / "tests" / "pages" / "nieuw").glob("*.json"):
        about.write_text(about.read_text().replace('"read": false', '"read": true'))
    assert zicht(room, "check", "nieuw").exit_code == 0

    about = room / "tests" / "pages" / "nieuw" / "2.json"
    about.write_text(about.read_text().replace("Gorinchem", "Elders"))
    changed = zicht(room, "check", "nieuw", "--json")
    assert changed.exit_code == 1
    assert "1.title" in changed.output
    fields = [json.loads(line) for line in changed.stdout.splitlines() if line.startswith("{")]
    assert {field["field"]: field["state"] for field in fields}["title"] == "found"

    twice = zicht(room, "new", "nieuw", *words)
    assert isinstance(twice.exception, ZichtError)
    assert "bestaat al" in twice.exception.nl


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "Nieuw!", "{page}", "--url", "http://127.0.0.1:1/a/1"), "geen naam"),
        (("new", "nieuw", "{page}", "--url", "a", "--url", "b"), "--url"),
        (("new", "nieuw", "{page}"), "--url"),
        (("check", "onbekend"), "onbekend"),
    ],
)
def test_wrong_words_are_one_sentence(room: Path, words: tuple[str, ...], said: str) -> None:
    kept = str(PAGES / "demo_classifieds" / "2.html")
    done = zicht(room, *(word.replace("{page}", kept) for word in words))
    assert isinstance(done.exception, ZichtError)
    assert said in done.exception.nl
    assert not (room / "crawlers").exists()


def test_a_saved_page_may_say_its_own_address(tmp_path: Path) -> None:
    browser, canonical = tmp_path / "a.html", tmp_path / "b.html"
    browser.write_text("<!-- saved from url=(0027)https://markt.example/ad/1 --><h1>x")
    canonical.write_text('<link rel="canonical" href="https://markt.example/ad/2">')
    assert page_from(browser, None, NOON).url == f"{URL}/ad/1"
    assert page_from(canonical, None, NOON).url == f"{URL}/ad/2"


def test_an_address_is_fetched_as_a_crawl_would(room: Path) -> None:
    from ledger import open_ledger

    with toy_site() as site:
        site["/"] = listing("/ad/1", "/ad/2", "/ad/3")
        site["/ad/1"] = 200, HTML, page("Fiets", "Een rode fiets met nieuwe banden, netjes onderhouden. " * 3)
        refused = zicht(room, "new", "nieuw", f"http://{site.host}/ad/1")
        assert isinstance(refused.exception, LegalBasisError)
        assert site.asked == []
        ledger = open_ledger(Settings(home=room / "home").ledger_url)
        ledger.record_basis(basis("nieuw"), who="jurist", at=now())
        ledger.close()
        done = _alone(room, f"http://{site.host}/ad/1", f"http://{site.host}/")
        assert done.returncode == 0, done.stderr
        assert [path for path, _ in site.asked] == ["/robots.txt", "/", "/ad/1"]
    assert (room / "crawlers" / "sites" / "nieuw.py").exists()
    assert list((room / "home" / "evidence").glob("*.warc.gz"))


def _alone(room: Path, *urls: str):
    """In a process of its own: a reactor runs once."""
    import subprocess

    command = [sys.executable, "-m", "console", "--home", str(room / "home"), "site", "new", "nieuw", *urls]
    return subprocess.run(
        [*command, "--why", "besluit 1", "--root", str(room)], capture_output=True, text=True, check=False,
        cwd=Path(__file__).parent.parent,
    )  # fmt: skip


def advert(**more: object) -> Advert:
    body = "Een rode fiets, netjes onderhouden, ophalen in Ede."
    said = {"site": "s", "url": f"{URL}/1", "title": "Fiets", "body": body, "seen_at": NOON}
    return Advert.model_validate({**said, **more})


SHOP = Site(
    name="winkel", start=(URL,), hosts=("markt.example",), expect=Expect(adverts=1, filled={"posted_at": 0.5}),
    family=Listing(advert="a", title="h1", body="p", price="b"),
)  # fmt: skip
HEALTH = [
    ({}, "title", "found"),
    ({}, "price_text", "missing"),
    ({}, "posted_at", "missing"),
    ({}, "employer", "unasked"),
    ({"posted_at": NOON}, "posted_at", "found"),
    ({"posted_at": NOON + timedelta(days=2)}, "posted_at", "suspicious"),
    ({"posted_at": NOON - timedelta(days=4000)}, "posted_at", "suspicious"),
    ({"price_text": "in overleg"}, "price_text", "suspicious"),
    ({"price_text": "€ 5"}, "price_text", "found"),
    ({"body": "Fiets"}, "body", "suspicious"),
    ({"body": "Een rode fiets &amp; een tas, ophalen in Ede of in Lunteren."}, "body", "suspicious"),
    ({"title": "CafÃ© te koop"}, "title", "suspicious"),
    ({"title": "x" * 300}, "title", "suspicious"),
    ({"place_text": "y" * 200}, "place_text", "suspicious"),
]


@pytest.mark.parametrize(("more", "field", "state"), HEALTH)
def test_a_field_is_found_missing_or_suspicious(more: dict[str, object], field: str, state: str) -> None:
    found = {one.field: one for one in health_of(SHOP, [advert(**more)])}
    assert found[field].state == state
    assert (found[field].why is None) == (state != "suspicious")


@pytest.mark.parametrize("title", ["Internal Server Error", "404", "Fout 503", "Page not found", "Just a moment..."])
def test_an_error_page_that_answered_200_is_suspicious(title: str) -> None:
    (first, *_) = health_of(sites.site("demo_classifieds"), [advert(title=title)])
    assert (first.field, first.state) == ("title", "suspicious")


@pytest.mark.parametrize("title", ["Onderhoudsmonteur gezocht", "Grind, 500 kg", "Storingsmonteur", "Kamer 404 euro"])
def test_an_advert_is_no_error_page(title: str) -> None:
    health = health_of(sites.site("demo_classifieds"), [advert(title=title)])
    assert health[0].well


def test_a_field_that_is_filled_too_seldom_is_missing() -> None:
    adverts = [advert(url=f"{URL}/{at}", title=f"t{at}", posted_at=NOON if at == 0 else None) for at in range(4)]
    found = {one.field: one for one in health_of(SHOP, adverts)}["posted_at"]
    assert (found.state, found.filled, found.of) == ("missing", 1, 4)
    assert "25%" in found.why.nl


def test_the_same_on_every_page_is_suspicious() -> None:
    found = {one.field: one for one in health_of(SHOP, [advert(url=f"{URL}/{at}") for at in range(3)])}
    assert found["title"].state == "suspicious"


def test_without_adverts_all_is_missing() -> None:
    states = {one.field: one.state for one in health_of(SHOP, [])}
    assert (states["title"], states["employer"]) == ("missing", "unasked")


def test_vacancies_start_at_the_sitemap() -> None:
    assert isinstance(propose(saved("demo_jobs")), Vacancies)
