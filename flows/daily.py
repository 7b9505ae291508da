"""The daily run under Prefect: the same steps as `zicht run`, with retries, a schedule and something to look at.

Prefect only wraps: each task opens the ledger, calls one step and closes it. Results stay in memory, or are JSON.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, cast, get_args
from uuid import UUID

os.environ["DO_NOT_TRACK"] = "1"  # before Prefect is imported: it would report its use to its makers
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ.setdefault("PREFECT_RESULTS_DEFAULT_SERIALIZER", "json")  # never a pickle

from prefect import Task, flow, get_run_logger, serve, task
from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.task_runners import ThreadPoolTaskRunner

from enrichment.words.stems import stem_query
from flows import canary, steps, watching
from flows.expecting import Alarm, ParseReport, sick
from flows.figures import measure
from flows.packs import active_reader
from flows.steps import Collected, RunReport
from ledger import Conservation, Ledger, open_ledger
from search import open_index
from zicht.clock import day_of, now
from zicht.errors import LegalBasisError, PackError, SettingsError, SiteError, ZichtError
from zicht.records import Eenheid, Signal
from zicht.settings import Settings, load_settings

EVERY_MORNING = Cron("0 6 * * *", timezone="Europe/Amsterdam")
SITES_AT_ONCE = 4
COLUMNS = {
    "nl": (
        "eenheid", "regels", "direct naar een mens", "dringend", "ter beoordeling", "hoogste score", "boven de daggrens",
    ),
    "en": ("eenheid", "lines", "straight to a person", "urgent", "for review", "top score", "beyond the daily cap"),
}  # fmt: skip
LASTING = (LegalBasisError, SettingsError, PackError, SiteError)  # trying again changes nothing


def may_pass(_task: Task[..., Any], _run: object, state: State[Any]) -> bool:
    """Whether trying again may help: not when a person has to mend something first."""
    try:
        state.result()
    except LASTING:
        return False
    except Exception:
        return True
    return False


PATIENT: dict[str, Any] = {
    "retries": 3,
    "retry_delay_seconds": [30, 120, 600],
    "retry_condition_fn": may_pass,
    "cache_policy": NO_CACHE,  # the ledger knows what is done
    "persist_result": False,
    "result_serializer": "json",
}


@contextmanager
def _ledger(settings: Settings) -> Iterator[Ledger]:
    ledger = open_ledger(settings.ledger_url)
    try:
        yield ledger
    finally:
        ledger.close()


def _log(step: str, done: int, total: int | None = None) -> None:
    get_run_logger().info("%s: %d%s", step, done, "" if total is None else f" / {total}")


@task(task_run_name="collect {site}", **PATIENT)
def collect(site: str, settings: Settings) -> Collected:
    """Crawl one site in a process of its own."""
    return steps.collect(site, settings, progress=_log)


@task(**PATIENT)
def parse(settings: Settings) -> ParseReport:
    """Captures to adverts."""
    with _ledger(settings) as ledger:
        return steps.parse(ledger, settings, progress=_log)


@task(**PATIENT)
def enrich(settings: Settings) -> int:
    """Adverts to enriched adverts."""
    with _ledger(settings) as ledger:
        return steps.enrich(ledger, active_reader(ledger, settings), settings, progress=_log)


@task(**PATIENT)
def link(settings: Settings) -> int:
    """Enriched adverts to linked ones."""
    with _ledger(settings) as ledger:
        return steps.link(ledger, active_reader(ledger, settings), settings, progress=_log)


@task(**PATIENT)
def publish(settings: Settings) -> int:
    """Linked adverts to the index."""
    index = open_index(settings, stem_query)
    try:
        with _ledger(settings) as ledger:
            return steps.publish(ledger, index, settings, progress=_log)
    finally:
        index.close()


@task(**PATIENT)
def lists(settings: Settings, day: date, without: Sequence[str] = ()) -> list[str]:
    """The day's lists, as files and as a table to look at; sites that had a bad run stay out."""
    with _ledger(settings) as ledger:
        files = steps.make_lists(ledger, settings, day, without=without, progress=_log)
        signals = ledger.signals(day)
    create_table_artifact(key="signaallijst", table=overview(signals, settings.language), description=day.isoformat())
    return [str(file) for file in files]


@task(**PATIENT)
def figures(settings: Settings) -> int:
    """How often each indicator stands, and what people said of those adverts; over how many."""
    with _ledger(settings) as ledger:
        return measure(ledger, settings, progress=_log).all.adverts


@flow(
    name="daily",
    task_runner=ThreadPoolTaskRunner(max_workers=SITES_AT_ONCE),  # type: ignore[arg-type]
    persist_result=False,
    result_serializer="json",
)
def daily(sites: list[str], day: date | None = None) -> RunReport:
    """From public pages to the day's lists; the settings come from the environment.

    A site that cannot be read does not hold up the others: the lists are made, and then the run fails and names it.
    """
    settings = load_settings()
    listed = day or day_of(now())
    bar = cast(UUID, create_progress_artifact(0.0, key="voortgang", description="collect"))  # a coroutine only in async
    began = now()
    with _ledger(settings) as ledger:
        before = watching.newest(ledger)
        with canary.singing(settings, ledger) as bird:
            collected, failed = _collect_all(sites, settings, bird is not None)
    _advance(bar, 1, "parse")
    parsed = parse(settings)
    done = {}
    for at, step in enumerate((enrich, link, publish), start=2):
        _advance(bar, at, step.name)
        done[step.name] = step(settings)
    _advance(bar, 5, "lists")
    alarms = _judged(settings, bird, collected, parsed, before, began)
    files = lists(settings, listed, sorted(sick(alarms)))
    figures(settings)
    _advance(bar, 6, "done")
    _say(alarms, settings.language)
    _tell(settings, sites, alarms)
    if failed:
        raise _not_collected(failed)
    if sick(alarms):
        raise _sick(alarms)
    signals, kept = _outcome(settings, listed)
    return RunReport(
        day=listed,
        collected=collected,
        parsed=parsed.pages,
        enriched=done["enrich"],
        linked=done["link"],
        published=done["publish"],
        signals=signals,
        files=tuple(files),
        conservation=kept,
        alarms=alarms,
    )


def _collect_all(sites: Sequence[str], settings: Settings, sings: bool) -> tuple[tuple[Collected, ...], list[str]]:
    """Every site beside the others: how it ended, and which could not be read; the canary beside them is no site."""
    futures = {site: collect.submit(site, settings) for site in sites}
    if sings:
        collect.submit(canary.SITE, settings).wait()
    collected, failed = [], []
    for site, future in futures.items():
        future.wait()
        if not future.state.is_completed():
            failed.append(site)
            continue
        collected.append(future.result())
    return tuple(collected), failed


def _judged(
    settings: Settings,
    bird: canary.Canary | None,
    collected: Sequence[Collected],
    parsed: ParseReport,
    before: datetime | None,
    began: datetime,
) -> tuple[Alarm, ...]:
    index = open_index(settings, stem_query)
    try:
        with _ledger(settings) as ledger:
            return watching.judge(ledger, index, bird, collected, parsed, before, at=began)
    finally:
        index.close()


def _tell(settings: Settings, sites: Sequence[str], alarms: Sequence[Alarm]) -> None:
    with _ledger(settings) as ledger:
        watching.tell(ledger, sites, alarms, at=now())


def _not_collected(failed: Sequence[str]) -> ZichtError:
    names = ", ".join(failed)
    return ZichtError(
        f"Niet opgehaald: {names}. De lijsten zijn gemaakt zonder nieuwe pagina's van deze sites; zie de taken hierboven.",
        f"Not collected: {names}. The lists were made without new pages of these sites; see the tasks above.",
    )


def _say(alarms: Sequence[Alarm], language: str) -> None:
    for alarm in alarms:
        get_run_logger().warning(alarm.said.en if language == "en" else alarm.said.nl)


def _sick(alarms: Sequence[Alarm]) -> ZichtError:
    stopped = [alarm.said for alarm in alarms if alarm.stops]
    return ZichtError(" ".join(said.nl for said in stopped), " ".join(said.en for said in stopped))


def _outcome(settings: Settings, day: date) -> tuple[int, Conservation]:
    with _ledger(settings) as ledger:
        return len(ledger.signals(day)), ledger.conservation()


def _advance(bar: UUID, finished: int, step: str) -> None:
    update_progress_artifact(bar, progress=100.0 * finished / 6, description=step)


def overview(signals: Sequence[Signal], language: str) -> list[dict[str, Any]]:
    """A row per eenheid, also for those without lines."""
    return [_row([one for one in signals if one.eenheid == name], name, language) for name in get_args(Eenheid)]


def _row(lines: Sequence[Signal], eenheid: Eenheid, language: str) -> dict[str, Any]:
    cells = (
        eenheid,
        len(lines),
        sum(1 for line in lines if line.tier == "route"),
        sum(1 for line in lines if line.tier == "urgent"),
        sum(1 for line in lines if line.tier == "review"),
        max((line.score for line in lines), default=0.0),
        sum(line.left_out for line in lines),
    )
    return dict(zip(COLUMNS["en" if language == "en" else "nl"], cells, strict=True))


def serve_daily(settings: Settings, sites: Sequence[str]) -> None:
    """Run `daily` every morning at 06:00 Amsterdam time, one run at a time, until interrupted."""
    os.environ.update(settings.model_copy(update={"home": settings.home.resolve()}).environment())
    deployment = daily.to_deployment(
        "dagelijks",
        schedules=[EVERY_MORNING],
        parameters={"sites": list(sites)},
        concurrency_limit=1,
        description="Van openbare advertenties naar een signaallijst per regionale eenheid.",
    )
    serve(cast(RunnerDeployment, deployment), pause_on_shutdown=False)
