"""Hostile pages, in families from a seed: each ends in words or adverts, in bounded time, and the next page is read."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.hostile import crawled
from bench.hostile_pages import FAMILIES, POSTING, SHAPED, Dice, attributes, ld
from crawlers.html import decoded
from crawlers.jail import JAIL, WAIT, Jail, Job, ParseLimit
from crawlers.page import Page
from crawlers.parse import links_on, parse_any, parse_page
from crawlers.site import Api, Expect, Feed, Listing, Offers, Site, Vacancies
from tests.conftest import NOON
from zicht.errors import InputError

URL = "https://markt.example/1"
SEED = 20261124
ROOT = Path(__file__).resolve().parent.parent


def site(family: object) -> Site:
    return Site(name="markt", start=(URL,), hosts=("markt.example",), family=family, expect=Expect(adverts=1))


SITES = {
    "listing": site(Listing(advert="a", title="h1", body="div")),
    "vacancies": site(Vacancies()),
    "offers": site(Offers(advert="a")),
    "feed": site(Feed()),
    "api": site(Api(items="ads", title="t", body="b")),
}
GOOD = b"<h1>Goed</h1><div>Deze pagina is gewoon.</div>"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_hostile_page_ends_and_the_next_is_read(family: str) -> None:
    dice = Dice(f"{SEED} {family}")
    kind = SHAPED.get(family) or dice.choice(["listing", "vacancies", "offers"])
    payload = FAMILIES[family](dice)[: 8 << 20]
    started = time.monotonic()
    with contextlib.suppress(InputError):  # in words: the page has no advert, or costs too much
        parse_page(SITES[kind], URL, payload, "text/html", seen_at=NOON, capture=None)
    assert time.monotonic() - started < WAIT + 2
    (advert,) = parse_page(SITES["listing"], URL, GOOD, "text/html", seen_at=NOON, capture=None).adverts
    assert advert.title == "Goed"


READER = """
import contextlib
from bench.hostile_pages import FAMILIES, Dice
from crawlers.memory import own_peak
from tests.test_hostile import NOON, SEED, SITES, URL
from crawlers.parse import parse_page
from zicht.errors import InputError
for family in ("comments", "entities", "open tags", "links"):
    payload = FAMILIES[family](Dice(f"{SEED} {family}"))[: 8 << 20]
    with contextlib.suppress(InputError):
        parse_page(SITES["listing"], URL, payload, "text/html", seen_at=NOON, capture=None)
print(own_peak())
"""


def test_a_process_that_reads_them_stays_small() -> None:
    done = subprocess.run([sys.executable, "-c", READER], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 700 << 20  # bytes; the pages that the test makes are in it too


def big(words: bytes) -> bytes:
    return b"<h1>Groot</h1><a href='/2'>x</a><div>" + words + b"</div>" + b"<p>vulling</p>" * 80_000


def test_a_large_page_is_read_like_any_other() -> None:
    page = Page(URL, big(b"<p>een</p><p>twee</p>"), "text/html", NOON)
    parsed = parse_page(SITES["listing"], URL, page.payload, "text/html", seen_at=NOON, capture="urn:uuid:1")
    (advert,) = parsed.adverts
    assert (advert.title, advert.body, advert.capture, advert.seen_at) == ("Groot", "een\ntwee", "urn:uuid:1", NOON)
    assert links_on(SITES["listing"], page) == parsed.links == ("https://markt.example/2",)


def test_a_page_of_nobody_is_read_in_the_child_too() -> None:
    payload = ld(POSTING) + b"<p>vulling</p>" * 80_000
    (advert,) = parse_any(URL, payload, "text/html", seen_at=NOON, capture=None).adverts
    assert (advert.site, advert.title) == ("markt.example", "x")


def job(payload_of: str = "page") -> Job:
    return Job(
        want=payload_of, site=SITES["listing"].model_dump_json(), url=URL, content_type="text/html", seen_at=NOON
    )


@pytest.fixture
def jail():
    made = Jail(seconds=0.5, memory=400 << 20)
    yield made
    made.close()


@pytest.mark.parametrize(
    "payload", [attributes(111_111), b"<h1>x</h1><div>" + b"<b>x</b>" * 1_000_000], ids=["cpu", "memory"]
)
def test_a_page_that_is_too_dear_is_said_and_the_child_made_anew(jail: Jail, payload: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(ParseLimit, match="rekentijd of geheugen"):
        jail.read(job(), payload)
    assert time.monotonic() - started < WAIT + 2
    assert jail.read(job(), GOOD).adverts[0].title == "Goed"


def test_what_the_reader_says_is_said_by_the_child(jail: Jail) -> None:
    with pytest.raises(InputError, match="geen advertentie") as raised:
        jail.read(job(), b"<p>niets")
    assert not isinstance(raised.value, ParseLimit)


def test_a_child_that_was_killed_is_made_anew(jail: Jail) -> None:
    assert jail.read(job(), GOOD).adverts
    assert jail._child
    os.killpg(jail._child.pid, signal.SIGKILL)
    jail._child.wait()
    with pytest.raises(ParseLimit):
        jail.read(job(), GOOD)
    assert jail.read(job(), GOOD).adverts


def test_one_child_serves_all(jail: Jail) -> None:
    jail.read(job(), GOOD)
    first = jail._child
    for _ in range(5):
        jail.read(job(), GOOD)
    assert jail._child is first
    assert JAIL is not jail


def readers_of(keeper: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{keeper}/task/{keeper}/children").read_text().split()]


def test_a_reader_that_dies_between_pages_costs_no_page(jail: Jail) -> None:
    assert jail.read(job(), GOOD).adverts
    assert jail._child
    (reader,) = readers_of(jail._child.pid)
    os.kill(reader, signal.SIGKILL)
    while reader in readers_of(jail._child.pid):  # until it is gone, it may still take half of the next job along
        time.sleep(0.01)
    assert [jail.read(job(), GOOD).adverts[0].title for _ in range(3)] == ["Goed"] * 3
    assert readers_of(jail._child.pid) != [reader]


def test_a_page_that_is_too_dear_costs_no_new_start(jail: Jail) -> None:
    assert jail.read(job(), GOOD).adverts
    keeper = jail._child
    with pytest.raises(ParseLimit):
        jail.read(job(), attributes(111_111))
    started = time.monotonic()
    assert jail.read(job(), GOOD).adverts
    assert jail._child is keeper
    assert time.monotonic() - started < 2  # a fork, not a Python with all its imports


def test_a_reader_that_grew_is_replaced() -> None:
    big_one = Jail(seconds=5)
    try:
        assert big_one.read(job(), GOOD).adverts
        assert big_one._child
        first = readers_of(big_one._child.pid)
        big_one.read(job(), b"<h1>x</h1><div>" + b"<b>x</b>" * 900_000)
        assert big_one.read(job(), GOOD).adverts
        assert readers_of(big_one._child.pid) != first
    finally:
        big_one.close()


def test_nothing_lives_on_when_the_jail_is_closed(jail: Jail) -> None:
    assert jail.read(job(), GOOD).adverts
    assert jail._child
    (reader,) = readers_of(jail._child.pid)
    jail.close()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{reader}/cmdline").exists() and Path(f"/proc/{reader}/cmdline").read_bytes():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_crawl_of_them_never_stands_still_and_loses_nothing() -> None:
    families = (
        "endless headers",
        "endless body",
        "gzip bomb",
        "attributes",
        "links",
        "two lengths",
        "figures without end",
    )
    met = crawled(len(families), *families)
    assert met["lost"] == 0
    assert met["good"] == len(families)  # the ordinary pages beside them
    assert met["lag"] < 1, "seconds that the loop stood still"
    assert met["memory"] < 1000, "MB"
    assert met["ends"] == {"captured": 3, "too_large": 3, "bad_answer": 1, "links_unreadable": 1}


def test_what_python_calls_a_codec_is_no_charset() -> None:
    assert decoded(b'<meta charset="zlib">x', "text/html; charset=base64") == '<meta charset="zlib">x'


FAT = """
import subprocess, sys
fat = bytearray(700 << 20); fat[::4096] = b"x" * len(fat[::4096])
print(subprocess.check_output([sys.executable, "-c", "from crawlers.memory import own_peak; print(own_peak())"], text=True))
"""


def test_a_child_of_a_large_process_is_not_large() -> None:
    """Its crawl ended before the first page, and its reader was replaced after each."""
    said = subprocess.run([sys.executable, "-c", FAT], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert 1 << 20 < int(said) < 200 << 20
