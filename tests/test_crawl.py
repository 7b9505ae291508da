"""Real crawls, in a child process, of a site on loopback that behaves as the web does."""

import gzip
import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from sqlalchemy import create_engine, select

from crawlers.run import run_crawl
from crawlers.site import Expect, Listing, Site
from flows.steps import parse
from ledger import Ledger, open_ledger, tables
from ledger.sealing import vault_of
from tests.crawling import Crawl, adverts, allow, basis, crawl, knowing, letters
from tests.toy_site import FAMILY, HTML, ToySite, listing, moved, page, toy_site, zipped
from zicht.errors import LegalBasisError, SiteError
from zicht.records import Capture
from zicht.settings import Settings

PAST = date(2026, 1, 1)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[ToySite]:
    """Another host, that nobody may ask anything."""
    with toy_site() as site:
        yield site


LATIN = '<meta charset="iso-8859-1"><h1>Café</h1><div class="body">€ 10 à één</div>'.encode("cp1252")
NULS = b'<h1>Nul\x00len</h1><div class="body">tus\x00sen de woor\x00den</div>'
DEEP = b'<h1>Diep</h1><div class="body">' + b"<div>" * 5000 + b"bodem" + b"</div>" * 5000 + b"</div>"
LONG = "/lang?q=" + "x" * 1500


@pytest.fixture(scope="module")
def world(elsewhere: ToySite) -> Iterator[ToySite]:
    with toy_site() as site:
        site["/robots.txt"] = 200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /geheim\n"
        site["/"] = listing(
            "/goed", "/zelfde", "/stil", "/weg", "/weg410", "/stuk", "/groot", "/bom", "/geheim", "/elders", "/hier", "/rond",
            "/latin", "/nullen", "/diep", "/hang", "/half", "/vreemd", "/bestand", LONG, "http://[half", "mailto:a@b.example",
            f"http://{elsewhere.host}/", "/naar-geheim",
        )  # fmt: skip
        site["/goed"] = 200, {**HTML, "ETag": '"1"'}, page("Goed", "wat er staat")
        site["/stil"] = 200, HTML, page("Stil", "altijd hetzelfde")
        site["/zelfde"] = lambda headers: (
            (304, {"ETag": '"z"'}, b"")
            if headers.get("if-none-match") == '"z"'
            else (200, {**HTML, "ETag": '"z"'}, page("Zelfde", "verandert niet"))
        )
        site["/weg410"] = 410, HTML, b"weg"
        site["/stuk"] = 500, HTML, b"stuk"
        site["/groot"] = 200, HTML, page("Groot", "x" * (9 << 20))
        site["/bom"] = zipped(200 << 20)
        site["/geheim"] = 200, HTML, page("Geheim", "niet voor ons")
        site["/naar-geheim"] = moved("/geheim")
        site["/elders"] = moved(f"http://{elsewhere.host}/x")
        site["/hier"] = moved("/doel")
        site["/doel"] = 200, HTML, page("Doel", "na een omweg")
        site["/rond"] = moved("/rond?1")
        for at in range(1, 9):
            site[f"/rond?{at}"] = moved(f"/rond?{at + 1}")
        site["/latin"] = 200, {"Content-Type": "text/html"}, LATIN
        site["/nullen"] = 200, HTML, NULS
        site["/diep"] = 200, HTML, DEEP
        site["/hang"] = None
        site["/half"] = 200, {**HTML, "Content-Length": "500", "Connection": "close"}, b"<h1>half"
        site["/vreemd"] = 418, HTML, b"theepot"
        site["/bestand"] = moved("file:///etc/passwd")
        yield site


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    allow(settings)
    return settings


@pytest.fixture(scope="module")
def first(home: Settings, world: ToySite) -> Crawl:
    """The world, crawled once."""
    done = crawl(home, world.file())
    done.letters = letters(home)
    return done


@pytest.fixture(scope="module")
def asked_first(first: Crawl, world: ToySite) -> Counter[str]:
    return Counter(path for path, _ in world.asked)


def test_the_crawl_ends_well(first: Crawl) -> None:
    assert first.code == 0, first.words
    assert first.answer["report"]["verdict"] == "ok"
    assert "Traceback" not in first.words


REASONS = {
    "/stuk": "http_500",
    "/groot": "too_large",
    "/bom": "too_large",
    "/geheim": "robots",
    "/naar-geheim": "robots",
    "/elders": "foreign_host",
    "/rond": "redirects",
    "/hang": "connection_lost",
    "/half": "cut_off",
    "/vreemd": "http_418",
    "/bestand": "http_302",
    LONG: "url_too_long",
}


@pytest.mark.parametrize("path", REASONS)
def test_what_cannot_be_had_is_a_dead_letter_with_its_reason(first: Crawl, path: str) -> None:
    assert first.letters.get(path) == REASONS[path]


def test_there_are_no_other_dead_letters(first: Crawl) -> None:
    assert set(first.letters) == set(REASONS)


def test_every_page_is_accounted_for(first: Crawl, home: Settings) -> None:
    ledger = open_ledger(home.ledger_url)
    kept = ledger.conservation()
    ledger.close()
    assert (kept.to_fetch, kept.unaccounted) == (0, 0)
    assert first.stats == {"pages": 13, "captured": 8, "unchanged": 0, "gone": 2, "given_up": 12, "held": 0}


def test_nothing_was_sent_to_another_host(first: Crawl, elsewhere: ToySite) -> None:
    assert elsewhere.asked == []


def test_robots_txt_is_obeyed(asked_first: Counter[str]) -> None:
    assert asked_first["/robots.txt"] == 1
    assert asked_first["/geheim"] == 0


def test_a_broken_page_is_tried_three_times(asked_first: Counter[str]) -> None:
    assert asked_first["/stuk"] == 3
    assert asked_first["/goed"] == 1


def test_we_say_who_we_are_and_carry_no_cookies(first: Crawl, world: ToySite) -> None:
    for _, headers in world.asked:
        assert headers["user-agent"].startswith("Zicht/")
        assert "+mailto:osint@politie.example" in headers["user-agent"]
        assert not {"cookie", "referer", "authorization"} & set(headers)


def test_charsets_nuls_and_depth_are_kept(first: Crawl, home: Settings) -> None:
    found = adverts(home)
    assert found["Café"] == "€ 10 à één"
    assert found["Nullen"] == "tussen de woorden"
    assert found["Diep"] == "bodem"
    assert set(found) == {"Goed", "Zelfde", "Stil", "Café", "Nullen", "Diep", "Doel"}


def test_the_evidence_holds_the_bytes_of_the_wire(first: Crawl, home: Settings) -> None:
    segments = list(home.evidence.glob("*.warc.gz"))
    for segment in segments:
        assert subprocess.run(["gzip", "-t", segment], check=False).returncode == 0
    (segment,) = segments
    assert b"tussen de woorden" not in gzip.decompress(segment.read_bytes())  # sealed: it can be destroyed
    ledger = open_ledger(home.ledger_url)
    with create_engine(home.ledger_url).connect() as connection:
        captures = [
            Capture.model_validate_json(one) for one in connection.execute(select(tables.captures.c.capture)).scalars()
        ]
    payloads = {capture.url.split("/", 3)[3]: ledger.payload(vault_of(home), capture) for capture in captures}
    ledger.close()
    assert payloads["nullen"] == NULS
    assert payloads["latin"] == LATIN
    assert payloads["doel"] == page("Doel", "na een omweg")
    assert "hier" not in payloads


def test_a_second_crawl_keeps_what_changed_only(first: Crawl, home: Settings, world: ToySite) -> None:
    adverts(home)
    before = world.times("/zelfde")
    world["/goed"] = 200, {**HTML, "ETag": '"2"'}, page("Goed", "iets anders")
    world["/stil"] = 404, HTML, b"weg"
    second = crawl(home, world.file())
    assert second.stats["captured"] == 1
    assert second.stats["unchanged"] == 6  # the listing, one by 304, four by the same bytes
    assert second.stats["gone"] == 3
    assert world.times("/zelfde") == before + 1
    adverts(home)
    ledger = open_ledger(home.ledger_url)
    gone = [stored.advert.title for stored in ledger_adverts(ledger) if stored.gone_at]
    assert gone == ["Stil"]
    assert ledger.conservation().unaccounted == 0
    ledger.close()


def ledger_adverts(ledger: Ledger) -> list[object]:
    return [ledger.get(advert.id) for advert in ledger.ready("parsed", 999)]


# RELIABILITY 3, and what our own policy adds
SETTINGS = {
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "DOWNLOAD_MAXSIZE": 8 << 20,
    "DOWNLOAD_TIMEOUT": 30,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "REDIRECT_MAX_TIMES": 5,
    "URLLENGTH_LIMIT": 1024,
    "MEMUSAGE_ENABLED": True,
    "MEMUSAGE_LIMIT_MB": 1024,
    "CLOSESPIDER_TIMEOUT": 21600,
    "CLOSESPIDER_ERRORCOUNT": 100,
    "ROBOTSTXT_OBEY": True,
    "COOKIES_ENABLED": False,
    "HTTPCACHE_ENABLED": False,
    "JOBDIR": None,
    "METAREFRESH_ENABLED": False,
    "REFERER_ENABLED": False,
    "RETRY_TIMES": 2,
    "HTTPPROXY_ENABLED": False,
    "ADDONS": {},
    "ITEM_PIPELINES": {},
    "FEEDS": {},
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The settings of a crawl while it ran."""
    settings = Settings(home=tmp_path_factory.mktemp("settings"))
    allow(settings)
    with toy_site() as site:
        site["/"] = listing("/a")
        site["/a"] = 200, HTML, page("A", "tekst")
        done = crawl(settings, site.file(), "--settings")
    assert done.code == 0, done.words
    return done.answer


@pytest.mark.parametrize("name", SETTINGS)
def test_a_running_crawl_has_this_setting(seen: dict[str, dict[str, object]], name: str) -> None:
    assert seen["settings"][name] == SETTINGS[name]


def test_a_running_crawl_speaks_http_only(seen: dict[str, dict[str, object]]) -> None:
    handlers = {scheme for scheme, handler in seen["handlers"].items() if handler}
    assert handlers == {"http", "https"}


def test_a_running_crawl_listens_nowhere(seen: dict[str, object]) -> None:
    assert seen["listening"] == []


def test_the_user_agent_names_a_contact(seen: dict[str, dict[str, object]]) -> None:
    assert seen["settings"]["USER_AGENT"].endswith("(+mailto:osint@politie.example)")


def test_a_page_is_proved_on_disk_before_its_links_are_read(seen: dict[str, list[str]]) -> None:
    assert 'class="advert"' in seen["proved"][0]


@pytest.mark.parametrize("how", ["none", "expired", "unapproved"])
def test_nothing_is_fetched_without_a_basis_and_an_approval(settings: Settings, how: str) -> None:
    if how == "expired":
        allow(settings, until=PAST)
    elif how == "unapproved":
        allow(settings, approve=False)
    with toy_site() as site:
        done = crawl(settings, site.file())
        assert site.asked == []
    assert done.code == 2
    assert done.answer["error"]["kind"] == "LegalBasisError"
    assert "\n" not in done.answer["error"]["nl"]
    assert not list(settings.home.glob("evidence/*"))


def test_a_basis_for_another_site_does_not_count() -> None:
    site = Site(
        name="toy", start=("http://127.0.0.1:1/",), hosts=("127.0.0.1:1",), local=True, expect=Expect(adverts=1),
        family=Listing(advert="a", title="h1", body="p"),
    )  # fmt: skip
    with pytest.raises(LegalBasisError, match="toy"):
        run_crawl(site, None, contact="a@b.example", basis=basis("ander"))
    with pytest.raises(LegalBasisError, match="2026-01-01"):
        run_crawl(site, None, contact="a@b.example", basis=basis("toy", until=PAST))


@pytest.mark.parametrize(("host", "local"), [("127.0.0.1:80", False), ("10.0.0.1", False), ("site.example", True)])
def test_only_a_local_test_may_be_on_this_network(host: str, local: bool) -> None:
    with pytest.raises(SiteError, match="toy"):
        Site(
            name="toy", start=(f"http://{host}/",), hosts=(host,), local=local, expect=Expect(adverts=1),
            family=Listing(advert="a", title="h1", body="p"),
        )  # fmt: skip


def test_a_full_disk_is_one_sentence_and_the_next_crawl_completes(settings: Settings) -> None:
    allow(settings)
    dice = Random(20261124)
    with toy_site() as site:
        site["/"] = listing(*(f"/{at}" for at in range(12)))
        for at in range(12):
            noise = "".join(chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(120_000))
            site[f"/{at}"] = 200, HTML, page(f"Nummer {at}", noise)
        full = crawl(settings, site.file(), f"--largest-file={1 << 20}")
        assert full.code == 2, full.words
        assert full.answer["error"]["kind"] == "EvidenceError"
        assert "niets is verloren" in full.answer["error"]["nl"]
        done = crawl(settings, site.file())
    assert done.code == 0, done.words
    ledger = open_ledger(settings.ledger_url)
    captures = ledger.captured(99)
    assert {capture.url.rpartition("/")[2] for capture in captures} == {"", *(str(at) for at in range(12))}
    assert all(ledger.payload(vault_of(settings), capture) for capture in captures)
    assert list(ledger.verify_evidence(vault_of(settings))) == []
    assert ledger.conservation().unaccounted == 0
    _tear(settings, captures[-1].segment, captures[-1].offset + 40)
    with knowing(settings):
        parse(ledger, settings)
    torn = [letter for letter in ledger.dead_letters() if letter.stage == "parse"]
    assert [letter.reason for letter in torn] == ["EvidenceError"]
    assert captures[-1].segment in torn[0].detail
    assert str(captures[-1].offset) in torn[0].detail
    ledger.close()


def _tear(settings: Settings, segment: str, size: int) -> None:
    os.truncate(settings.evidence / segment, size)


DEADLY = """
import os
from pathlib import Path

class Deadly(Listing):
    def links(self, page):
        if not Path({mark!r}).exists():
            Path({mark!r}).touch()
            keeper = os.getppid()  # of the reader; its own parent is the crawl
            os.kill(int(Path(f"/proc/{{keeper}}/stat").read_text().rpartition(")")[2].split()[1]), 9)
            os._exit(9)
        return super().links(page)

"""


def test_a_page_whose_crawl_is_killed_is_on_disk_and_its_links_are_followed_next(settings: Settings) -> None:
    allow(settings)
    with toy_site() as site:
        site["/"] = 200, {**HTML, "ETag": '"1"'}, listing("/a", "/b")[2]
        site["/a"] = site["/b"] = 200, HTML, page("A", "tekst")
        source = site.file(FAMILY.replace("Listing", "Deadly"))
        source = source.replace("SITE =", DEADLY.format(mark=str(settings.home / "mark")) + "SITE =")
        assert crawl(settings, source).code == -9
        ledger = open_ledger(settings.ledger_url)
        (kept,) = ledger.captured(9)
        assert b"advert" in ledger.payload(vault_of(settings), kept)
        done = crawl(settings, source)
        assert done.code == 0, done.words
        assert (site.times("/a"), site.times("/b")) == (1, 1)
    assert sorted(capture.url.rpartition("/")[2] for capture in ledger.captured(9)) == ["", "a", "b"]
    assert ledger.conservation().to_fetch == 0
    ledger.close()


def test_a_crawl_that_is_stopped_says_so_and_the_next_one_goes_on(settings: Settings) -> None:
    allow(settings)
    paths = [f"/{at}" for at in range(40)]
    with toy_site() as site:
        site["/"] = listing(*paths)
        for path in paths:
            site[path] = lambda _: (time.sleep(0.3), (200, HTML, page("A", "tekst")))[1]
        source = site.file().replace("concurrency=8", "concurrency=2")
        stopped = crawl(settings, source, stop=lambda: len(site.asked) > 8)
        assert stopped.answer["report"]["verdict"] == "cut_short"
        for path in paths:
            site[path] = 200, HTML, page("A", "tekst")
        assert crawl(settings, source).answer["report"]["verdict"] == "ok"
        assert all(1 <= site.times(path) <= 2 for path in paths)
    ledger = open_ledger(settings.ledger_url)
    assert len({capture.url for capture in ledger.captured(99)}) == 41
    ledger.close()


def test_a_page_that_costs_too_much_is_kept_and_said_and_the_others_are_read(settings: Settings) -> None:
    allow(settings)
    heavy = b"<h1>Zwaar</h1><div class=body " + b" ".join(b"a%d=1" % at for at in range(100_000)) + b">x</div>"
    with toy_site() as site:
        site["/"] = listing("/zwaar", "/a", "/b")
        site["/zwaar"] = 200, HTML, heavy
        site["/a"] = site["/b"] = 200, HTML, page("Licht", "tekst")
        done = crawl(settings, site.file())
    assert done.code == 0, done.words
    assert letters(settings) == {"/zwaar": "links_unreadable"}
    assert set(adverts(settings)) == {"Licht"}
    ledger = open_ledger(settings.ledger_url)
    reasons = {letter.stage: letter.reason for letter in ledger.dead_letters()}
    assert reasons == {"fetch": "links_unreadable", "parse": "ParseLimit"}
    assert list(ledger.verify_evidence(vault_of(settings))) == []
    assert ledger.conservation().unaccounted == 0
    ledger.close()
