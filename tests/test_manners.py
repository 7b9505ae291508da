"""A site is asked as it wants to be asked: budget, quiet hours, time to wait, time between pages, a closed door."""

import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from crawlers.manners import BLOCKS, Manners
from crawlers.site import Expect, Listing, Site
from tests.crawling import Crawl, adverts, allow, crawl, letters
from tests.toy_site import HTML, ToySite, listing, page, toy_site
from zicht.settings import Settings

NIGHT = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # 00:30 in Amsterdam
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


def site(**said: object) -> Site:
    family = Listing(advert="a", title="h1", body="p")
    start = {"name": "toy", "family": family, "start": ("https://x.example/",), "hosts": ("x.example",)}
    return Site.model_validate({**start, "expect": Expect(adverts=1), **said})


def test_a_budget_ends() -> None:
    manners = Manners(site(budget=10), asked_today=4)
    assert manners.may_ask(64, NOON) == 6
    manners.asked(6)
    assert manners.may_ask(64, NOON) == 0
    assert manners.stop == "budget"


@pytest.mark.parametrize(
    ("quiet", "at", "asks"),
    [
        ((23, 6), NIGHT, False),
        ((23, 6), NOON, True),
        ((11, 13), NOON, False),
        ((0, 1), NIGHT, False),
        ((1, 6), NIGHT, True),
    ],
)
def test_quiet_hours_are_those_of_amsterdam(quiet: tuple[int, int], at: datetime, asks: bool) -> None:
    assert bool(Manners(site(quiet=quiet), 0).may_ask(1, at)) == asks


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("Tue, 24 Nov 2026 11:02:00 GMT", 120),
        ("Tue, 24 Nov 2026 10:00:00 GMT", 0),
        ("", 30),
        ("straks", 30),
    ],
)
def test_a_site_is_left_alone_as_long_as_it_says(said: str, seconds: float) -> None:
    manners = Manners(site(), 0)
    assert manners.heard(429, {"retry-after": said}, NOON)
    assert manners.rest(NOON) == seconds
    assert manners.may_ask(1, NOON) == (0 if seconds else 1)
    assert manners.may_ask(1, NOON + timedelta(seconds=seconds)) == 1


def test_waits_that_are_not_said_double_and_end() -> None:
    manners, at, waits = Manners(site(), 0), NOON, []
    while not manners.stop:
        assert manners.heard(503, {}, at)
        waits.append(manners.rest(at))
        at += timedelta(seconds=waits[-1])
    assert waits == [30, 60, 120, 240, 480, 960]
    assert manners.stop == "held_off"


def test_many_answers_at_once_are_one_request_to_wait() -> None:
    manners = Manners(site(), 0)
    for _ in range(8):
        manners.heard(429, {}, NOON)
    assert (manners.rest(NOON), manners.stop) == (30, None)


def test_who_says_tomorrow_is_asked_tomorrow() -> None:
    manners = Manners(site(), 0)
    manners.heard(429, {"retry-after": "86400"}, NOON)
    assert manners.stop == "held_off"


def test_an_answer_between_refusals_starts_the_count_anew() -> None:
    manners = Manners(site(), 0)
    for status in (403,) * (BLOCKS - 1) + (200,) + (403,) * (BLOCKS - 1):
        assert not manners.heard(status, {}, NOON)
    assert manners.stop is None
    manners.heard(401, {}, NOON)
    assert manners.stop == "blocked"


def world(count: int) -> dict[str, object]:
    pages = {f"/{at}": (200, HTML, page(f"Nr {at}", f"tekst {at}")) for at in range(count)}
    return {"/": listing(*pages), **pages}


def run(settings: Settings, toy: ToySite, **said: object) -> Crawl:
    more = "".join(f"{name}={value!r}, " for name, value in {"concurrency": 8, **said}.items())
    return crawl(settings, toy.file().replace("concurrency=8, ", more))


@pytest.fixture
def allowed(settings: Settings) -> Settings:
    allow(settings)
    return settings


def test_a_page_that_is_kept_for_later_comes_later(allowed: Settings) -> None:
    answers = iter([(429, {**HTML, "Retry-After": "1"}, b"")] * 2)
    with toy_site() as toy:
        toy.answers |= world(12)
        toy["/3"] = lambda _: next(answers, (200, HTML, page("Nr 3", "tekst 3")))
        done = run(allowed, toy)
    assert done.answer["report"]["verdict"] == "ok"
    assert (done.stats["captured"], done.stats["held"]) == (13, 2)
    assert len(adverts(allowed)) == 12
    assert letters(allowed) == {}


def test_a_closed_door_is_left_closed(allowed: Settings) -> None:
    with toy_site() as toy:
        toy.answers |= world(100)
        toy.answers |= {f"/{at}": (403, HTML, b"nee") for at in range(100)}
        done = run(allowed, toy, concurrency=1)
        asked = len(toy.asked)
        again = run(allowed, toy, concurrency=1)
    assert done.answer["report"]["verdict"] == again.answer["report"]["verdict"] == "blocked"
    assert asked < 80  # of 102: what was leased when it became clear


def test_a_budget_holds_over_runs_and_nothing_is_lost(allowed: Settings) -> None:
    with toy_site() as toy:
        toy.answers |= world(30)
        first, second = run(allowed, toy, budget=10), run(allowed, toy, budget=10)
        assert len([path for path, _ in toy.asked if path != "/robots.txt"]) == 10
        third = run(allowed, toy, budget=100)
    assert [one.answer["report"]["verdict"] for one in (first, second, third)] == ["paused", "paused", "ok"]
    assert len(adverts(allowed)) == 30


def test_a_site_that_sleeps_is_not_asked(allowed: Settings) -> None:
    with toy_site() as toy:
        toy.answers |= world(3)
        done = run(allowed, toy, quiet=(0, 24))
        assert toy.asked == []
    assert done.answer["report"]["verdict"] == "paused"


def test_the_crawl_delay_of_robots_is_kept(allowed: Settings) -> None:
    moments: list[float] = []

    def timed(_: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        moments.append(time.monotonic())
        return 200, HTML, page("Nr", f"tekst {len(moments)}")

    with toy_site() as toy:
        toy["/robots.txt"] = 200, {"Content-Type": "text/plain"}, b"User-agent: *\nCrawl-delay: 0.4\n"
        toy["/"] = listing("/a", "/b", "/c", "/d")
        toy.answers |= dict.fromkeys(("/a", "/b", "/c", "/d"), timed)
        run(allowed, toy)
    gaps = [after - before for before, after in pairwise(moments)]
    assert len(gaps) == 3
    assert min(gaps) > 0.15  # Scrapy varies it by half, so that it does not beat like a clock
