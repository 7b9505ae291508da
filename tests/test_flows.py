"""The daily flow: it only wraps. One run under Prefect's harness; the rest is plain."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest

from zicht.errors import LegalBasisError, ZichtError
from zicht.records import Eenheid
from zicht.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
if find_spec("prefect") is None:
    pytest.skip("Prefect is not installed", allow_module_level=True)
daily = import_module("flows.daily")  # before Prefect: it turns off what Prefect tells its makers
from prefect.settings import PREFECT_API_URL  # noqa: E402
from prefect.states import Completed, Failed  # noqa: E402
from prefect.testing.utilities import prefect_test_harness  # noqa: E402

TASKS = ("collect", "parse", "enrich", "link", "publish", "lists")


def test_nothing_is_told_to_the_makers_of_prefect() -> None:
    shown = (
        "import flows.daily, prefect.settings as s;"
        " print(s.get_current_settings().server.analytics_enabled, s.get_current_settings().results.default_serializer)"
    )
    bare = {name: value for name, value in os.environ.items() if name != "DO_NOT_TRACK" and "PREFECT" not in name}
    done = subprocess.run(
        [sys.executable, "-c", shown], env=bare, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["False", "json"], done.stderr
    assert os.environ["DO_NOT_TRACK"] == "1"


def test_the_steps_do_not_need_prefect() -> None:
    hidden = "import sys; sys.modules['prefect'] = None; import flows, flows.steps, flows.exports"
    done = subprocess.run([sys.executable, "-c", hidden], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", TASKS)
def test_every_task_tries_again_and_keeps_no_pickle(name: str) -> None:
    task = getattr(daily, name)
    assert task.retries == 3
    assert task.retry_delay_seconds == [30, 120, 600]
    assert task.persist_result is False
    assert task.result_serializer == daily.daily.result_serializer == "json"


@pytest.mark.parametrize(("fault", "again"), [(LegalBasisError("n", "e"), False), (OSError("disk"), True)])
def test_what_a_person_must_mend_is_not_tried_again(fault: Exception, again: bool) -> None:
    assert daily.may_pass(None, None, Failed(data=fault)) is again
    assert daily.may_pass(None, None, Completed(data=1)) is False


def test_six_in_the_morning_in_amsterdam_in_winter_and_summer() -> None:
    schedule = daily.EVERY_MORNING
    assert (schedule.cron, schedule.timezone) == ("0 6 * * *", "Europe/Amsterdam")


def test_the_table_has_a_row_per_eenheid() -> None:
    from tests.test_exports import signal

    lines = [signal(tier="urgent", score=70.0), signal(rank=2, tier="review", score=20.0, left_out=4)]
    rows = daily.overview(lines, "nl")
    assert [row["eenheid"] for row in rows] == list(get_args(Eenheid))
    limburg = next(row for row in rows if row["eenheid"] == "Limburg")
    assert list(limburg.values()) == ["Limburg", 2, 0, 1, 1, 70.0, 4]
    assert list(daily.overview([], "en")[0].values())[1:] == [0, 0, 0, 0, 0.0, 0]


@pytest.fixture(scope="module")
def harness() -> Iterator[None]:
    """Prefect's own server, once for this file (15 s)."""
    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture
def at_home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    return settings


def artifact(key: str) -> Any:
    """What Prefect shows, asked of its API: its own client sends nulls that its server refuses (422)."""
    asked = {"artifacts": {"key": {"any_": [key]}}}
    (found,) = httpx.post(f"{PREFECT_API_URL.value()}/artifacts/filter", json=asked).raise_for_status().json()
    return found["data"]


def files_of(settings: Settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(settings.lists.rglob("*.*"))}


@pytest.mark.usefixtures("demo_ports")
@pytest.mark.prefect
@pytest.mark.filterwarnings("default")  # Prefect's server has its own
def test_a_run_under_prefect_gives_what_the_plain_run_gives(harness: None, at_home: Settings) -> None:
    from console.show_demo import allow_demo
    from demo.adverts import adverts_of
    from demo.server import PORTS, DemoWorld, serving
    from flows.steps import run_all

    allow_demo(at_home)
    with serving(DemoWorld(adverts_of(count=40))):
        report = daily.daily(list(PORTS))
    assert report.published == 40
    assert report.conservation.unaccounted == 0
    assert len(report.files) == 44
    made = files_of(at_home)
    again = run_all(at_home, (), report.day)
    assert files_of(at_home) == made
    assert again.signals == report.signals

    table = json.loads(artifact("signaallijst"))
    assert [row["eenheid"] for row in table] == list(get_args(Eenheid))
    assert sum(row["regels"] for row in table) == report.signals
    assert artifact("voortgang") == 100.0


@pytest.mark.usefixtures("demo_ports")
@pytest.mark.prefect
@pytest.mark.filterwarnings("default")
def test_a_site_that_cannot_be_read_is_named_and_the_lists_are_made(harness: None, at_home: Settings) -> None:
    with pytest.raises(ZichtError, match="demo_jobs"):
        daily.daily(["demo_jobs"], day=date(2026, 11, 24))
    assert len(files_of(at_home)) == 44


def test_serving_asks_for_one_run_a_day_at_a_time(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """The deployment that is handed to Prefect, without serving it."""
    handed: list[Any] = []
    monkeypatch.setattr(daily, "serve", lambda deployment, **_: handed.append(deployment))
    for name in settings.environment():
        monkeypatch.setenv(name, "")  # restored after the test
    daily.serve_daily(settings, ["demo_jobs"])
    (deployment,) = handed
    assert deployment.parameters == {"sites": ["demo_jobs"]}
    assert deployment.concurrency_limit == 1
    (one,) = deployment.schedules
    assert (one.schedule.cron, one.schedule.timezone) == ("0 6 * * *", "Europe/Amsterdam")
    assert Path(os.environ["ZICHT_HOME"]).is_absolute()
