"""The use cases, as plain functions: each takes what is ready, works in batches, commits result and state together.

Any of them may be killed and run again: nothing is lost, nothing is done twice. Prefect and the command line only wrap.
"""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

from enrichment.enrich import enrich as enrich_advert
from enrichment.link import rules_of
from enrichment.models.opening import open_tongues
from enrichment.reader import Reader
from enrichment.signals import GroupTold, SeenAdvert, signals_for
from enrichment.words.kept import rarely_collected
from enrichment.words.stems import stem_query
from flows import canary, watching
from flows.ahead import ahead, save_read
from flows.beside import Beside
from flows.crawling import crawl_in_process
from flows.expecting import Alarm, ParseReport, add_up, sick
from flows.exports import write_lists
from flows.figures import measure
from flows.packs import active_reader
from flows.pages import read_page
from flows.progress import Progress, quiet
from flows.ready import why
from flows.republishing import find_republished
from flows.saving import Saving
from flows.settling import settle
from flows.translating import translate
from flows.tying import join, leave
from ledger import Conservation, Ledger, StoredAdvert, open_ledger, tie_groups, ties
from ledger.tie_groups import KeptGroup
from search import open_index
from search.documents import document_of
from zicht.clock import day_bounds, day_of, now
from zicht.errors import ZichtError
from zicht.query import Document, Index
from zicht.records import DeadLetter, Record, Signal
from zicht.settings import Settings

AT_ONCE = 10  # batches that linking takes together: what it must read of the state for any, it reads once
Item = TypeVar("Item")
Result = TypeVar("Result")


class Collected(Record):
    """How the crawl of one site ended."""

    site: str
    verdict: str
    stats: dict[str, int]
    ahead: int | None = None  # seconds that the site's clock is ahead of ours


class RunReport(Record):
    """What one whole run did, and the proof that nothing was lost."""

    day: date
    collected: tuple[Collected, ...]
    parsed: int
    enriched: int
    linked: int
    published: int
    signals: int
    files: tuple[str, ...]
    conservation: Conservation
    alarms: tuple[Alarm, ...] = ()


def collect(site: str, settings: Settings, *, progress: Progress = quiet) -> Collected:
    """Crawl one site in a process of its own; captures and their ledger rows are there when it returns."""
    report = crawl_in_process(site, settings)
    progress("collect", report.stats["pages"])
    return Collected(site=site, verdict=report.verdict, stats=report.stats, ahead=report.ahead)


def parse(ledger: Ledger, settings: Settings, *, progress: Progress = quiet) -> ParseReport:
    """Turn captures into adverts; a page without adverts is set aside by name; what was read, site by site."""
    report, vault = ParseReport(), ledger.vault(settings)
    excused: set[str] = set()  # captures of error pages
    while captures := ledger.captured(settings.batch):
        pages = _each(
            ledger,
            "parse",
            captures,
            lambda capture: read_page(ledger, vault, capture, excused),
            lambda capture: capture.id,
        )
        lost = ledger.save_pages(pages)
        report = add_up(report, captures, [page for page in pages if page.capture not in lost], excused)
        progress("parse", report.pages)
    return report


def enrich(ledger: Ledger, reader: Reader, settings: Settings, *, progress: Progress = quiet) -> int:
    """Read every new advert, and every one that was read with other packs; how many."""
    done = 0
    versions = reader.enriched_with
    while adverts := ledger.ready("parsed", settings.batch) or ledger.stale(versions, settings.batch):
        read = _each(ledger, "enrich", adverts, lambda advert: enrich_advert(advert, reader), lambda advert: advert.id)
        save_read(ledger, read, reader, at=now())
        done += len(adverts)
        progress("enrich", done)
    return done


def link(ledger: Ledger, reader: Reader, settings: Settings, *, progress: Progress = quiet) -> int:
    """Tie new adverts into the state of linking, and score everybody whose groups they change; how many new ones."""
    done, limits = 0, rules_of(reader).limits
    with ledger.linking() as state:
        leave(state, ties.buried(state), limits)
    with rarely_collected(), Beside() as beside, Saving() as saving:
        for ready in ahead(ledger, reader, AT_ONCE * settings.batch, beside):
            saving.wait()
            for one in ready.poisoned:
                ledger.bury(_letter("link", *one))
            with saving.transaction(ledger.linking()) as state:
                join(state, ready, limits, beside)
            done += len(ready.adverts) + len(ready.poisoned)
            progress("link", done)
        saving.wait()
        settle(ledger, reader, beside, at=now())
        if reader.indicators.meaning and (tongues := open_tongues(settings.vectors)):
            translate(ledger, tongues)
            settle(ledger, reader, beside, at=now())
    find_republished(ledger, reader, at=now())
    return done


def publish(ledger: Ledger, index: Index, settings: Settings, *, progress: Progress = quiet) -> int:
    """Put every linked advert in the index; what the engine refuses becomes a dead letter. How many are in."""
    done = 0
    while adverts := ledger.enriched("linked", settings.batch):
        refused = {rejected.id: rejected.reason for rejected in index.put([document_of(advert) for advert in adverts])}
        for number, reason in refused.items():
            ledger.bury(DeadLetter(stage="index", key=number, reason="refused", detail=reason, at=now()))
        stored = [advert for advert in adverts if advert.advert.id not in refused]
        ledger.save_indexed(stored, at=now())
        if away := ledger.outdated(stored):  # destroyed, or changed, while we wrote
            index.delete(away)
        done += len(stored)
        progress("publish", done)
    return done


def rebuild(ledger: Ledger, index: Index, settings: Settings, *, progress: Progress = quiet) -> int:
    """Build the index anew from the ledger beside the one in use, then switch; how many adverts are in."""
    refused = index.rebuild(_documents(ledger, settings, progress))
    for rejected in refused:
        ledger.bury(DeadLetter(stage="index", key=rejected.id, reason="refused", detail=rejected.reason, at=now()))
    return index.count()


def _documents(ledger: Ledger, settings: Settings, progress: Progress) -> Iterator[list[Document]]:
    done = 0
    for batch in ledger.all_linked(settings.batch):
        yield [document_of(advert) for advert in batch if advert.advert.site != canary.SITE]
        done += len(batch)
        progress("rebuild", done)


def make_lists(
    ledger: Ledger,
    settings: Settings,
    day: date,
    *,
    without: Collection[str] = (),
    progress: Progress = quiet,
) -> list[Path]:
    """The day's signals, kept in the ledger and written per eenheid; the same ledger gives the same bytes.

    Adverts of the sites in `without` stay out: these had a bad run, and are listed after the next good one.
    """
    signals = day_signals(ledger, day, without)
    ledger.save_signals(day, signals, at=now())
    progress("lists", len(signals), len(signals))
    return write_lists(settings.lists, day, signals, settings.language)


def day_signals(ledger: Ledger, day: date, without: Collection[str] = ()) -> list[Signal]:
    """The signals of an Amsterdam day, from what was first seen, or changed, on it; never the canary."""
    start, end = day_bounds(day)
    without = {*without, canary.SITE}
    seen = [stored for stored in ledger.seen_between(start, end) if stored.advert.site not in without]
    with ledger.looking() as state:
        told = tie_groups.told(state, [stored.advert.id for stored in seen])
    return signals_for(day, [_seen(stored, told.get(stored.advert.id)) for stored in seen])


def run_all(settings: Settings, sites: Sequence[str], day: date | None = None, progress: Progress = quiet) -> RunReport:
    """From public pages to the day's lists, without Prefect; run again after a kill, it goes on where it was."""
    ledger = open_ledger(settings.ledger_url)
    index = open_index(settings, stem_query)
    try:
        reader = active_reader(ledger, settings)
        began, before = now(), watching.newest(ledger)
        with canary.singing(settings, ledger) as bird:
            collected, broken = _collect_all(sites, settings, progress)
            if bird:
                with suppress(ZichtError):  # it does not arrive, then, and that is told
                    collect(canary.SITE, settings)
        parsed = parse(ledger, settings, progress=progress)
        enriched = enrich(ledger, reader, settings, progress=progress)
        linked = link(ledger, reader, settings, progress=progress)
        published = publish(ledger, index, settings, progress=progress)
        listed = day or day_of(now())
        alarms = watching.judge(ledger, index, bird, collected, parsed, before, at=began)
        alarms = (*watching.broken_alarms(broken), *alarms)
        files = make_lists(ledger, settings, listed, without=sick(alarms), progress=progress)
        watching.tell(ledger, sites, alarms, at=now())
        measure(ledger, settings, progress=progress)
        return RunReport(
            day=listed,
            collected=collected,
            parsed=parsed.pages,
            enriched=enriched,
            linked=linked,
            published=published,
            signals=len(ledger.signals(listed)),
            files=tuple(str(file) for file in files),
            conservation=ledger.conservation(),
            alarms=alarms,
        )
    finally:
        index.close()
        ledger.close()


def _collect_all(
    sites: Sequence[str], settings: Settings, progress: Progress
) -> tuple[tuple[Collected, ...], dict[str, ZichtError]]:
    """How every crawl ended, and those that did not end; raises when that is all of them."""
    collected: list[Collected] = []
    broken: dict[str, ZichtError] = {}
    for site in sites:
        try:
            collected.append(collect(site, settings, progress=progress))
        except ZichtError as fault:
            broken[site] = fault
    if broken and not collected:
        raise next(iter(broken.values()))
    return tuple(collected), broken


def _each(
    ledger: Ledger, stage: str, items: Sequence[Item], work: Callable[[Item], Result], key: Callable[[Item], str]
) -> list[Result]:
    """Do the work on each; one that breaks ends as a dead letter, the others go on."""
    results = []
    for item in items:
        try:
            results.append(work(item))
        except Exception as fault:  # one poisoned advert must not hold up the rest
            ledger.bury(_letter(stage, key(item), *why(fault)))
    return results


def _letter(stage: str, key: str, reason: str, detail: str) -> DeadLetter:
    return DeadLetter.model_validate(
        {"stage": stage, "key": key, "reason": reason, "detail": detail[:2000], "at": now()}
    )


def _seen(stored: StoredAdvert, told: tuple[str | None, list[KeptGroup]] | None) -> SeenAdvert:
    assert stored.enriched is not None  # seen_between gives enriched adverts only
    cluster, groups = told or (None, [])
    said = [GroupTold(id=one.id, verdict=one.verdict, said=json.loads(one.body)["said"]) for one in groups]
    return SeenAdvert(
        enriched=stored.enriched,
        first_seen=stored.first_seen,
        capture=stored.capture,
        linked=told is not None,
        cluster=cluster,
        groups=tuple(said),
    )
