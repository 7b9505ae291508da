"""Traps end within 500 pages, and the adverts beside them are all there."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest

from crawlers.page import Page
from crawlers.parse import glance
from crawlers.site import Expect, Listing, Site
from crawlers.traps import Guarded, runs_in_circles, shape_of, without_session
from tests.conftest import NOON
from tests.crawling import allow, crawl, letters
from tests.toy_site import HTML, toy_site
from zicht.crawling import Target
from zicht.settings import Settings

HOST = "https://markt.example"
REAL, PAGE, LIMIT = 2000, 40, 500
SITE = Site(
    name="markt", start=(f"{HOST}/lijst?p=1",), hosts=("markt.example",), expect=Expect(adverts=1),
    family=Listing(advert="a.ad", next="a.verder", title="h1", body="p"),
)  # fmt: skip


class Memory:
    """A frontier in memory: nearest to the start first, then by address, as the ledger's."""

    def __init__(self) -> None:
        self.waiting: dict[str, int] = {}
        self.known: set[str] = set()
        self.reasons: Counter[str] = Counter()

    @contextmanager
    def together(self) -> Iterator[None]:
        yield

    def add(self, urls: Sequence[str], depth: int) -> int:
        fresh = [url for url in dict.fromkeys(urls) if url not in self.known]
        self.known |= set(fresh)
        self.waiting |= dict.fromkeys(fresh, depth)
        return len(fresh)

    def lease(self, count: int) -> list[Target]:
        chosen = sorted(self.waiting, key=lambda url: (self.waiting[url], url))[:count]
        return [Target(url=url, depth=self.waiting.pop(url)) for url in chosen]

    def give_up(self, target: Target, *, reason: str, **_: object) -> None:
        self.reasons[reason] += 1

    def capture(self, *_: object, **__: object) -> None:
        pass

    def done(self, *_: object) -> None:
        pass


def walk(site: Callable[[str], str], most: int = 8000) -> tuple[Counter[str], set[str], Memory]:
    """Crawl `site`; pages by path, titles of adverts, and what the frontier knows."""
    memory = Memory()
    guarded = Guarded(SITE, memory)
    guarded.add(SITE.start, 0)
    fetched: Counter[str] = Counter()
    titles: set[str] = set()
    while targets := guarded.lease(64):
        for target in targets:
            parts = urlsplit(target.url)
            fetched[parts.path.split("/")[1]] += 1
            assert fetched.total() < most, fetched
            page = Page(target.url, site(target.url).encode(), "text/html", NOON)
            titles |= {found["title"] for found in SITE.family.adverts(page)}
            guarded.capture(
                target,
                url=target.url,
                status=200,
                headers=[("Content-Type", "text/html")],
                payload=page.payload,
                fetched_at=NOON,
            )
            seen = glance(SITE, page)
            if seen.links:
                guarded.add(seen.links, target.depth + 1, found_on=target)
            guarded.hear(target, seen.adverts)
            guarded.done(target)
    return fetched, titles, memory


def ads(*links: str) -> str:
    return "".join(f'<a class="ad" href="{link}">x</a>' for link in links)


def more(*links: str) -> str:
    return "".join(f'<a class="verder" href="{link}">x</a>' for link in links)


def advert(number: str) -> str:
    return f"<h1>Advertentie {number}</h1><p>Tekst van nummer {number}.</p>"


def real(url: str, extra: str = "", mark: str = "") -> str | None:
    """The honest part of every site here: 50 pages of 40 adverts each."""
    parts = urlsplit(url)
    if parts.path == "/lijst":
        at = int(parse_qs(parts.query).get("p", ["1"])[0])
        numbers = range((at - 1) * PAGE, min(at * PAGE, REAL))
        following = more(f"/lijst?p={at + 1}{mark}") if at * PAGE < REAL else ""
        return ads(*(f"/ad/{number}{mark.replace('&', '?')}" for number in numbers)) + following + extra
    if parts.path.startswith("/ad/"):
        return advert(parts.path.rsplit("/", 1)[1]) + extra
    return None


def calendar(url: str) -> str:
    found = real(url, more("/agenda/2026/11"))
    if found is not None:
        return found
    _, _, year, month = urlsplit(url).path.split("/")
    at = int(year) * 12 + int(month) - 1
    return more(*(f"/agenda/{(at + step) // 12}/{(at + step) % 12 + 1}" for step in (-12, -1, 1, 12))) + ads(
        "/ad/1", "/ad/2"
    )


def repeating(url: str) -> str:
    path = urlsplit(url).path
    found = real(url, more("/map/")) if path.startswith(("/lijst", "/ad/")) else None
    return found if found is not None else more(f"{path}map/", f"{path}sub/map/") + ads("/ad/1")


def facets(url: str) -> str:
    found = real(url, more("/zoek?kleur=rood"))
    if found is not None:
        return found
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    onward = []
    for name in ("kleur", "maat", "merk", "staat", "prijs"):
        for value in "abcdefgh":
            chosen = sorted({**asked, name: value}.items())
            onward.append("/zoek?" + "&".join(f"{key}={said}" for key, said in chosen))
    return more(*onward) + ads("/ad/3", "/ad/4")


def sessions(name: str) -> Callable[[str], str]:
    """Every page shows every link with another session id."""
    dice = random.Random(20261124)

    def site(url: str) -> str:
        mark = f"&{name}={dice.randrange(10**12)}"
        found = real(url, more(f"/lijst?p=1{mark}"), mark)
        assert found is not None
        return found

    return site


def endless_numbers(url: str) -> str:
    """A page "after" every page, for ever: it answers, and says the same."""
    found = real(url, more("/archief/1"))
    return found if found is not None else advert("7") + more(f"/archief/{int(url.rsplit('/', 1)[1]) + 1}")


def ping_pong(url: str) -> str:
    """Two paths that lead to each other for ever, with the same adverts."""
    found = real(url, more("/dag/1"))
    if found is not None:
        return found
    _, kind, at = urlsplit(url).path.split("/")
    return more(f"/{'week' if kind == 'dag' else 'dag'}/{int(at) + 1}") + ads("/ad/1", "/ad/2")


def ping_pong_wide(url: str) -> str:
    """The same, three links a page: they would be many before they are deep."""
    found = real(url, more("/dag/1"))
    if found is not None:
        return found
    _, kind, at = urlsplit(url).path.split("/")
    other = "week" if kind == "dag" else "dag"
    return more(*(f"/{other}/{int(at) * 3 + step}" for step in range(3))) + ads("/ad/1", "/ad/2")


def three_of_them(url: str) -> str:
    """Three paths in turn, each with words that another page said."""
    found = real(url, more("/a1/1"))
    if found is not None:
        return found
    _, kind, at = urlsplit(url).path.split("/")
    onward = {"a1": "b2", "b2": "c3", "c3": "a1"}[kind]
    return advert("7") + more(f"/{onward}/{int(at) * 2}", f"/{onward}/{int(at) * 2 + 1}")


TRAPS = {
    "two paths that lead to each other": ping_pong,
    "two paths that branch into each other": ping_pong_wide,
    "three paths in turn": three_of_them,
    "calendar": calendar,
    "a path that repeats": repeating,
    "facets": facets,
    "a known session id": sessions("PHPSESSID"),
    "an unknown session id": sessions("x"),
    "endless numbers": endless_numbers,
}


@pytest.mark.parametrize("kind", TRAPS)
def test_a_trap_ends_and_the_adverts_beside_it_are_there(kind: str) -> None:
    fetched, titles, _ = walk(TRAPS[kind])
    trap = fetched.total() - REAL - REAL // PAGE
    assert trap <= LIMIT, fetched
    assert len(titles) >= 0.99 * REAL


def stale(url: str) -> str:
    """Half of the pages are there, and say nothing any more."""
    parts = urlsplit(url)
    if parts.path.startswith("/ad/") and int(parts.path.rsplit("/", 1)[1]) < REAL // 2:
        return "<p>Deze advertentie is verlopen"
    return real(url) or ""


@pytest.mark.parametrize("site", [lambda url: real(url) or "", stale])
def test_a_site_without_a_trap_is_read_whole(site: Callable[[str], str]) -> None:
    fetched, _, memory = walk(site)
    assert fetched == {"lijst": REAL // PAGE, "ad": REAL}
    assert memory.reasons == {}


def branches(url: str) -> str:
    """Regions lead to rubrics and rubrics to regions, for a hundred pages each; only rubrics lead to adverts."""
    parts = urlsplit(url).path.split("/")
    at = int(parts[2]) if len(parts) > 2 else 0
    if parts[1] == "ad":
        return advert(parts[2])
    if parts[1] == "rubriek":
        links = ads(*(f"/ad/{number}" for number in range(at * 20, at * 20 + 20)))
        return links + (more(f"/regio/{at + 1}") if at < REAL // 20 - 1 else "")
    return more(f"/rubriek/{at}")


def test_paths_that_lead_to_each_other_and_to_adverts_are_no_trap() -> None:
    fetched, titles, memory = walk(branches)
    assert fetched == {"lijst": 1, "rubriek": 100, "regio": 99, "ad": REAL}
    assert len(titles) == REAL
    assert memory.reasons == {}


def test_a_trap_is_told_once_a_shape() -> None:
    _, _, memory = walk(TRAPS["a path that repeats"])
    assert 1 <= memory.reasons["trap"] <= 50


CIRCLES = {
    "/a/b/c": False,
    "/a/a/b": False,
    "/a/a/a": True,
    "/x/a/b/a/b/a/b": True,
    "/a/b/a/b": False,
    "/" + "/".join(map(str, range(20))): False,
    "/" + "/".join(map(str, range(21))): True,
    "/": False,
}


@pytest.mark.parametrize("path", CIRCLES)
def test_a_path_that_runs_in_circles(path: str) -> None:
    assert runs_in_circles(HOST + path) is CIRCLES[path]


SESSIONS = {
    "/a?sid=1&b=2": "/a?b=2",
    "/a?PHPSESSID=1": "/a",
    "/a;jsessionid=1?b=2": "/a?b=2",
    "/a?utm_source=x&utm_medium=y&b=2": "/a?b=2",
    "/a?session_id=7&b=": "/a?b=",
    "/a?side=1": "/a?side=1",
    "/a?b=%20x&c": "/a?b=%20x&c",
}


@pytest.mark.parametrize("url", SESSIONS)
def test_an_address_without_who_asks(url: str) -> None:
    assert without_session(HOST + url) == HOST + SESSIONS[url]


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        ("/ad/12", "/ad/#"),
        ("/ad/rode-fiets", "/ad/#"),
        ("/2026/11/fiets", "/#/#/#"),
        ("/rode-fiets", "/#"),
        ("/", "/"),
        ("/zoek?maat=m&kleur=rood", "/zoek?kleur&maat"),
        ("/123?p=1", "/#?p"),
    ],
)
def test_addresses_of_one_template_have_one_shape(url: str, shape: str) -> None:
    assert shape_of(HOST + url) == shape


def test_a_real_crawl_leaves_a_calendar(settings: Settings) -> None:
    allow(settings)
    with toy_site() as site:
        month = lambda at: more(f"/agenda/{at // 12}/{at % 12}", f"/agenda/{(at + 11) // 12}/{(at + 11) % 12}")  # noqa: E731
        site["/"] = 200, HTML, (ads(*(f"/ad/{at}" for at in range(60))) + month(24_300)).encode()
        for at in range(60):
            site[f"/ad/{at}"] = 200, HTML, advert(str(at)).encode()
        for at in range(24_000, 26_000):
            site[f"/agenda/{at // 12}/{at % 12}"] = 200, HTML, month(at + 1).encode()
        done = crawl(settings, site.file('Listing(advert="a.ad", next="a.verder", title="h1", body="p")'))
        visited = sum(path.startswith("/agenda/") for path, _ in site.asked)
        adverts = sum(path.startswith("/ad/") for path, _ in site.asked)
    assert done.code == 0, done.words
    assert adverts == 60
    assert 30 <= visited <= LIMIT
    assert "trap" in letters(settings).values()
