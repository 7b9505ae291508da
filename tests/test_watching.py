"""A run that was blind says so: the canary goes from loopback to the lists, clocks are compared, and alarms stay visible."""

import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from console.cli import app
from console.commands.rooms import configure
from console.web import create_app
from crawlers import sites
from crawlers.clocks import SiteClock
from flows import canary, watching
from flows.expecting import Alarm, ParseReport
from flows.steps import Collected, RunReport, day_signals, rebuild, run_all
from ledger import Ledger, open_ledger
from search import open_index
from tests.conftest import NOON
from tests.test_console import Console
from zicht.clock import day_of, now
from zicht.errors import ZichtError
from zicht.query import Query
from zicht.records import Explanation
from zicht.settings import Settings


@pytest.fixture
def singer(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings with a canary on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("ZICHT_CANARY", str(port))
    forget_sites()
    yield settings.model_copy(update={"canary": port})
    forget_sites()


def forget_sites() -> None:
    import sys

    sites.site.cache_clear()
    sys.modules.pop("crawlers.sites.canary", None)


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    settings.home.mkdir(parents=True, exist_ok=True)
    opened = open_ledger(settings.ledger_url)
    yield opened
    opened.close()


def kinds(report: RunReport) -> list[str]:
    return [alarm.kind for alarm in report.alarms]


STEPS = (  # that do nothing, and where the canary is missed then
    ("parse", ParseReport(), "niet opgehaald of niet gelezen"),
    ("enrich", 0, "niet geduid"),
    ("publish", 0, "niet te vinden in de index"),
)


def test_the_canary_arrives_in_each_run_and_is_in_no_list_and_no_search(
    singer: Settings, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [kinds(run_all(singer, ())) for _ in range(2)] == [[], []]
    stored = ledger.get(canary.advert_id())
    assert stored is not None
    assert stored.versions == 2
    assert stored.advert.extra["synthetic"] == "true"
    assert ledger.signals(day_of(now())) == day_signals(ledger, day_of(now())) == []
    index = open_index(singer, lambda word: (word,))
    assert index.search(Query(text="kanarie")).total == index.count() == 0
    rebuild(ledger, index, singer)
    assert index.count() == 0
    index.close()
    assert ledger.conservation().unaccounted == 0
    for step, did, where in STEPS:
        with monkeypatch.context() as broken:
            broken.setattr(f"flows.steps.{step}", lambda *_, did=did, **__: did)
            (alarm,) = run_all(singer, ()).alarms
        assert where in alarm.said.nl
    monkeypatch.setattr(canary, "CONTACT", "iemand@anders.example")
    (alarm,) = run_all(singer, ()).alarms
    assert alarm.said.nl == (
        "kanarie: de proefadvertentie kwam niet aan: anders gelezen dan verwacht: contact; vertrouw een stille lijst niet."
    )


def test_a_canary_whose_port_is_taken_is_an_alarm(singer: Settings, ledger: Ledger) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", singer.canary))
        other.listen()
        (alarm,) = run_all(singer, ()).alarms
    assert (alarm.kind, alarm.stops) == ("canary", True)
    assert str(singer.canary) in alarm.said.nl


CLOCKS = [
    ({"a": 0, "b": -3}, []),
    ({"a": 299}, []),
    ({}, []),
    ({"a": 3600, "b": 3500}, [("clock", True)]),
    ({"a": -7200}, [("clock", True)]),
    ({"a": 3600, "b": 2}, [("a", False)]),
]


@pytest.mark.parametrize(("ahead", "expected"), CLOCKS)
def test_our_clock_beside_those_of_sites(ahead: dict[str, int], expected: list[tuple[str, bool]]) -> None:
    collected = [Collected(site=site, verdict="ok", stats={}, ahead=seconds) for site, seconds in ahead.items()]
    assert [(one.site, one.stops) for one in watching.clock_alarms(collected, None, at=NOON)] == expected


def test_which_way_a_clock_is_wrong() -> None:
    collected = [Collected(site="a", verdict="ok", stats={}, ahead=90_000)]
    (alarm,) = watching.clock_alarms(collected, None, at=NOON)
    assert alarm.said.nl == "klok: de klok van deze machine loopt 1 d 1:00:00 achter op die van a."


def test_a_clock_that_went_back_is_an_alarm(settings: Settings, ledger: Ledger) -> None:
    ledger.audit("consult", "x", who="toets", at=now() + timedelta(hours=2))
    (alarm,) = run_all(settings, ()).alarms
    assert alarm.kind == "clock"
    assert "1:59:" in alarm.said.nl


@pytest.mark.parametrize(
    ("headers", "ahead"),
    [
        ([{"date": "Tue, 24 Nov 2026 11:00:10 GMT"}], 10),
        ([{"date": "Tue, 24 Nov 2026 10:00:00 GMT", "age": "3600"}], 0),
        ([{"date": "Tue, 24 Nov 2026 09:00:00 GMT"}, {"date": "Tue, 24 Nov 2026 11:00:01 GMT"}], 1),
        ([{"date": "gisteren"}, {}, {"date": "Tue, 24 Nov 2026 10:00:00 GMT", "age": "-1"}], -3600),
        ([{}], None),
    ],
)
def test_what_answers_tell_of_a_clock(headers: list[dict[str, str]], ahead: int | None) -> None:
    clock = SiteClock()
    for said in headers:
        clock.hear(said, datetime(2026, 11, 24, 11, 0, tzinfo=UTC))
    assert clock.ahead == ahead


def alarm(site: str) -> Alarm:
    return Alarm(site=site, kind="empty", stops=True, said=Explanation(nl=f"{site}: leeg.", en=f"{site}: empty."))


def test_an_alarm_stays_until_a_good_run_of_the_same_site(ledger: Ledger) -> None:
    watching.tell(ledger, ["a", "b"], [alarm("a"), alarm("b")], at=NOON)
    watching.tell(ledger, ["b"], [], at=NOON + timedelta(hours=1))
    seen = watching.watch(ledger, at=NOON + timedelta(hours=2))
    assert [one.site for one in seen.alarms] == ["a"]
    assert seen.last_run == NOON + timedelta(hours=1)
    watching.tell(ledger, ["a"], [], at=NOON + timedelta(hours=3))
    assert watching.watch(ledger, at=NOON + timedelta(hours=4)).alarms == ()


def test_no_run_for_long_is_an_alarm_and_none_yet_is_not(ledger: Ledger) -> None:
    assert watching.watch(ledger, at=NOON).alarms == ()
    watching.tell(ledger, [], [], at=NOON)
    (silent,) = watching.watch(ledger, at=NOON + timedelta(hours=40)).alarms
    assert silent.said.nl == "runs: al 40 uur geen run meer geweest; kijk of het dagelijkse schema loopt."


def test_alarms_are_on_every_page_of_the_console_and_in_the_exit_code(settings: Settings, ledger: Ledger) -> None:
    index = open_index(settings, lambda word: (word,))
    assert 'role="alert"' not in Console(create_app(ledger, index), ledger, index).ask("/lists").text
    assert status(settings)[0] == 0
    watching.tell(ledger, ["toy"], [alarm("toy")], at=now())
    console = Console(create_app(ledger, index), ledger, index)
    for path in ("/", "/lists", "/letters"):
        assert "toy: leeg." in console.ask(path).text
    assert "toy: empty." in console.ask("/lists?lang=en").text
    index.close()
    code, said = status(settings)
    assert code == 1
    assert "toy: leeg." in said


def status(settings: Settings) -> tuple[int, str]:
    configure(settings)
    result = CliRunner().invoke(app, ["--home", str(settings.home), "status"], env={**os.environ})
    return result.exit_code, result.output


STATS = dict.fromkeys(("pages", "captured", "unchanged", "gone", "given_up", "held"), 0)


def test_a_crawl_that_dies_is_an_alarm_and_the_others_go_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(site: str, settings: Settings, *, progress: object) -> Collected:
        if site == "demo_jobs":
            raise ZichtError("De crawl is afgebroken.", "The crawl was cut off.")
        return Collected(site=site, verdict="ok", stats=STATS)

    monkeypatch.setattr("flows.steps.collect", dies)
    report = run_all(settings, ("demo_jobs", "demo_classifieds"))
    broken = [alarm for alarm in report.alarms if alarm.kind == "broken"]
    assert [(one.site, one.stops, one.said.nl) for one in broken] == [
        ("demo_jobs", True, "demo_jobs: De crawl is afgebroken.")
    ]
    assert [one.site for one in report.collected] == ["demo_classifieds"]
    with pytest.raises(ZichtError, match="afgebroken"):
        run_all(settings, ("demo_jobs",))


@pytest.mark.parametrize(
    ("day", "kinds_told"),
    [(datetime(2027, 1, 15, 12, tzinfo=UTC), []), (datetime(2027, 1, 16, 12, tzinfo=UTC), ["wages"])],
)
def test_a_wage_table_that_has_run_out_is_told(ledger: Ledger, day: datetime, kinds_told: list[str]) -> None:
    alarms = watching.watch(ledger, at=day).alarms
    assert [alarm.kind for alarm in alarms] == kinds_told
    assert not any(alarm.stops for alarm in alarms)  # collecting and reading go on
