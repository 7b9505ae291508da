"""A run is held against what its sites expect: alarms in words, and a sick site stays out of the lists."""

import pytest

from crawlers import sites
from demo import words
from enrichment.reader import open_reader
from flows.expecting import Alarm, ParseReport, SiteRead, add_up, alarms_of, sick
from flows.steps import Collected, day_signals, enrich, link, parse
from ledger import ReadPage, open_ledger
from tests.conftest import NOON
from tests.crawling import allow, crawl, knowing
from tests.toy_site import HTML, listing, page, toy_site
from zicht.clock import day_of, now
from zicht.keys import subject_secret
from zicht.records import Advert, Capture
from zicht.settings import Settings

SITE = "demo_classifieds"  # expects 10 pages, and of every advert its date and category


def crawled(captured: int, unchanged: int = 0, verdict: str = "ok") -> Collected:
    return Collected(site=SITE, verdict=verdict, stats={"captured": captured, "unchanged": unchanged})


def read(**more: object) -> ParseReport:
    said = {"pages": 20, "adverts": 20, "filled": {"posted_at": 20, "category": 20}, **more}
    return ParseReport(pages=20, sites={SITE: SiteRead.model_validate(said)})


def kinds(alarms: tuple[Alarm, ...]) -> list[tuple[str, bool]]:
    return [(alarm.kind, alarm.stops) for alarm in alarms]


CRAWLS = [
    (crawled(10), []),
    (crawled(0, 10), []),
    (crawled(9), [("too_few", True)]),
    (crawled(0), [("empty", True)]),
    (crawled(3, verdict="cut_short"), [("cut_short", True)]),
    (crawled(30, verdict="cut_short"), [("cut_short", False)]),
]


@pytest.mark.parametrize(("outcome", "expected"), CRAWLS)
def test_a_crawl_is_held_against_what_its_site_expects(outcome: Collected, expected: list[tuple[str, bool]]) -> None:
    assert kinds(alarms_of([outcome], ParseReport())) == expected


READINGS = [
    (read(), []),
    (read(filled={"posted_at": 20, "category": 19}), [("filled", False)]),
    (read(filled={"posted_at": 9, "category": 20}), [("filled", True)]),
    (read(filled={}), [("filled", True), ("filled", True)]),
    (read(adverts=9, filled={}), []),
    (read(adverts=0, unreadable=10), [("unreadable", True)]),
    (read(pages=100, unreadable=15), []),
    (read(unreadable=9), []),
]


@pytest.mark.parametrize(("report", "expected"), READINGS)
def test_what_was_read_is_held_against_it_too(report: ParseReport, expected: list[tuple[str, bool]]) -> None:
    assert kinds(alarms_of([], report)) == expected


def test_pages_of_a_process_that_was_cut_off_count_for_its_run() -> None:
    last = crawled(0)
    whole = last.model_copy(update={"stats": {**last.stats, "before": 50}})
    assert [alarm.kind for alarm in alarms_of([last], ParseReport())] == ["empty"]
    assert alarms_of([whole], ParseReport()) == ()


def test_too_many_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    known = sites.site(SITE)
    bounded = known.model_copy(update={"expect": known.expect.model_copy(update={"most": 50})})
    monkeypatch.setattr("flows.expecting.find_site", lambda _: bounded)
    (alarm,) = alarms_of([crawled(51)], ParseReport())
    assert (alarm.kind, alarm.stops) == ("too_many", False)
    assert "ten hoogste 50" in alarm.said.nl


def test_an_alarm_says_what_where_and_what_follows() -> None:
    (alarm,) = alarms_of([crawled(3)], ParseReport())
    assert alarm.said.nl == "demo_classifieds: 3 pagina's, verwacht ten minste 10; blijft buiten de lijsten."
    assert alarm.said.en == "demo_classifieds: 3 pages, expected at least 10; kept out of the lists."
    assert sick([alarm]) == {SITE}


def test_batches_add_up() -> None:
    captures = [
        Capture(id=f"urn:{at}", site=SITE, run="r", url=f"http://x/{at}", fetched_at=NOON, status=200, sha256="0",
                segment="s", offset=0)
        for at in range(3)
    ]  # fmt: skip
    advert = Advert(site=SITE, url="http://x/0", title="t", body="b", seen_at=NOON, category="Clubs")
    pages = [
        ReadPage(capture="urn:0", adverts=(advert,), kind="detail"),
        ReadPage(capture="urn:1", adverts=(), kind="listing"),
    ]
    report = add_up(add_up(ParseReport(), captures, pages), captures[:1], pages[:1])
    assert report.pages == 4
    assert report.sites[SITE] == SiteRead(pages=4, unreadable=1, adverts=2, filled={"posted_at": 0, "category": 2})


def test_a_sick_site_is_crawled_and_read_but_kept_out_of_the_lists(settings: Settings) -> None:
    allow(settings)
    _, title, body, *_ = next(said for said in words.ALONE if said[0] == "demo_jobs")
    with toy_site() as site:
        site["/"] = listing("/a")
        site["/a"] = 200, HTML, page(title, body)
        done = crawl(settings, site.file().replace("Expect(adverts=2)", "Expect(adverts=9)"))
    report = done.answer["report"]
    outcome = Collected(site="toy", verdict=report["verdict"], stats=report["stats"])
    ledger = open_ledger(settings.ledger_url)
    with knowing(settings):
        alarms = alarms_of([outcome], parse(ledger, settings))
    assert kinds(alarms) == [("too_few", True)]
    reader = open_reader(settings.packs, key=subject_secret(settings))
    assert enrich(ledger, reader, settings) == 1
    assert link(ledger, reader, settings) == 1
    today = day_of(now())
    assert [signal.adverts[0].title for signal in day_signals(ledger, today)] == [title]
    assert day_signals(ledger, today, sick(alarms)) == []
    ledger.close()
