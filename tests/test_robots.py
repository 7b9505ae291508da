"""robots.txt as RFC 9309 has it: not there forbids nothing, not to be had forbids everything."""

import pytest

from crawlers.robots import LONGEST, _head
from tests.crawling import Crawl, allow, crawl, letters
from tests.toy_site import HTML, Answer, ToySite, listing, moved, page, toy_site
from zicht.settings import Settings

TEXT = {"Content-Type": "text/plain"}
FORBIDS = b"User-agent: *\nDisallow: /a\n"
LONG_TAIL = b"User-agent: *\nDisallow: /a\n" + b"# \n" * (LONGEST // 3) + b"Disallow: /b\n"


@pytest.fixture
def allowed(settings: Settings) -> Settings:
    allow(settings)
    return settings


def run(settings: Settings, rules: Answer | None, *, more: dict[str, Answer] | None = None) -> tuple[Crawl, ToySite]:
    with toy_site() as site:
        site["/robots.txt"] = rules
        site["/"] = listing("/a", "/b")
        site.answers |= {
            "/a": (200, HTML, page("A", "tekst a")),
            "/b": (200, HTML, page("B", "tekst b")),
            **(more or {}),
        }
        return crawl(settings, site.file()), site


def pages(site: ToySite) -> set[str]:
    return {path for path, _ in site.asked if not path.startswith("/robots")}


OBEYED = {
    "rules": ((200, TEXT, FORBIDS), {"/", "/b"}),
    "after a byte order mark": ((200, TEXT, b"\xef\xbb\xbf" + FORBIDS), {"/", "/b"}),
    "for us by name": ((200, TEXT, b"User-agent: zicht\nDisallow: /b\n\nUser-agent: *\nDisallow: /\n"), {"/", "/a"}),
    "of which a page is allowed": ((200, TEXT, b"User-agent: *\nDisallow: /\nAllow: /$\nAllow: /b\n"), {"/", "/b"}),
    "elsewhere on the host": (moved("/robots2.txt"), {"/", "/b"}),
    "too long to be read whole": ((200, TEXT, LONG_TAIL), {"/", "/b"}),
    "bytes that are no text": ((200, TEXT, b"\xff\xfe\x00" * 9 + b"\n" + FORBIDS), {"/", "/b"}),
    "a page instead": ((200, HTML, b"<html><body>Welkom</body></html>"), {"/", "/a", "/b"}),
    "not there": ((404, HTML, FORBIDS), {"/", "/a", "/b"}),
    "a closed door": ((403, HTML, FORBIDS), {"/", "/a", "/b"}),
}


@pytest.mark.parametrize("kind", OBEYED)
def test_rules_that_are_there_are_obeyed_and_others_forbid_nothing(allowed: Settings, kind: str) -> None:
    rules, asked = OBEYED[kind]
    done, site = run(allowed, rules, more={"/robots2.txt": (200, TEXT, FORBIDS)})
    assert done.code == 0, done.words
    assert pages(site) == asked
    assert set(letters(allowed).values()) <= {"robots"}


UNREACHABLE = {
    "broken": (500, HTML, FORBIDS),
    "not now": (503, HTML, b""),
    "too often": (429, HTML, b""),
    "no answer": None,
    "in circles": moved("/robots.txt"),
    "on another host": moved("http://127.0.0.1:1/robots.txt"),
    "cut off": (200, {**TEXT, "Content-Length": "500", "Connection": "close"}, b"User-agent: *\n"),
    "too large": (200, TEXT, b"#" * (9 << 20)),
}


@pytest.mark.parametrize("kind", UNREACHABLE)
def test_rules_that_cannot_be_had_forbid_everything_and_nothing_is_lost(allowed: Settings, kind: str) -> None:
    done, site = run(allowed, UNREACHABLE[kind])
    assert done.code == 0, done.words
    assert done.answer["report"]["verdict"] == "robots"
    assert "Traceback" not in done.words
    assert pages(site) == set()
    assert letters(allowed) == {}


def test_the_next_crawl_goes_on_where_rules_could_not_be_had(allowed: Settings) -> None:
    with toy_site() as site:
        site["/"], site["/a"] = listing("/a"), (200, HTML, page("A", "tekst"))
        site["/robots.txt"] = 500, HTML, b""
        assert crawl(allowed, site.file()).stats["pages"] == 0
        site["/robots.txt"] = 404, HTML, b""
        assert crawl(allowed, site.file()).stats["captured"] == 2


def test_another_host_without_rules_costs_only_its_own_pages(allowed: Settings) -> None:
    with toy_site() as site, toy_site() as other:
        other["/robots.txt"] = 500, HTML, b""
        site["/"] = listing("/a", f"http://{other.host}/x")
        site["/a"] = 200, HTML, page("A", "tekst")
        hosts = f'hosts=("{site.host}", "{other.host}")'
        done = crawl(allowed, site.file().replace(f'hosts=("{site.host}",)', hosts))
    assert done.answer["report"]["verdict"] == "ok"
    assert pages(other) == set()
    assert letters(allowed) == {"/x": "robots_unreachable"}


def test_half_a_rule_is_no_rule() -> None:
    rules = b"Disallow: /geheim\n" * (LONGEST // 18 + 1)
    assert len(_head(rules)) <= LONGEST
    assert set(_head(rules).splitlines()) == {b"Disallow: /geheim"}
    assert _head(FORBIDS) == FORBIDS
