"""What each command does; the rooms are imported when they are needed, so that `--help` answers at once."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.language import chosen, say
from console.terminal import complain, out, progress, show_page, show_report, show_signals, warn
from zicht.clock import now
from zicht.errors import InputError, SettingsError
from zicht.keys import subject_secret
from zicht.records import LegalBasis, Record
from zicht.settings import Settings

if TYPE_CHECKING:
    from enrichment.reader import Reader
    from ledger import Ledger
    from zicht.query import Index

_settings = Settings()


def configure(settings: Settings) -> None:
    """The settings of this process, from the options before the command."""
    global _settings
    _settings = settings


def emit(record: Record) -> None:
    """One JSON line on standard output."""
    sys.stdout.write(record.model_dump_json() + "\n")


@contextmanager
def open_the_ledger() -> "Iterator[Ledger]":
    """The ledger of these settings, closed at the end."""
    from ledger import open_ledger

    ledger = open_ledger(_settings.ledger_url)
    try:
        yield ledger
    finally:
        ledger.close()


@contextmanager
def open_the_index() -> "Iterator[Index]":
    """The index of these settings, closed at the end."""
    from enrichment.stems import stem_query
    from search import open_index

    index = open_index(_settings, stem_query)
    try:
        yield index
    finally:
        index.close()


def open_the_reader() -> "Reader":
    """The packs of these settings."""
    from enrichment.reader import open_reader

    return open_reader(_settings.packs, key=subject_secret(_settings))


def crawl(site: str) -> None:
    """Crawl one site and say how it ended."""
    from flows.steps import collect

    with progress() as tell:
        collected = collect(site, _settings, progress=tell)
    out.print(f"{site}: {collected.verdict}; {collected.stats}", markup=False)


def run(sites: Sequence[str], day: date) -> None:
    """Crawl the sites, work through everything that is ready, and show the day's lists."""
    from crawlers.sites import site as find_site
    from flows.steps import run_all

    for name in sites:
        find_site(name)  # a wrong name is said before anything starts
    with progress() as tell:
        report = run_all(_settings, sites or _approved(), day, tell)
    signals(day, None, json=False)
    show_report(report)
    out.print(say(f"Lijsten: {_settings.lists / day.isoformat()}", f"Lists: {_settings.lists / day.isoformat()}"))


def _approved() -> tuple[str, ...]:
    from crawlers.sites import sites
    from zicht.clock import day_of
    from zicht.errors import LegalBasisError

    found = []
    with open_the_ledger() as ledger:
        for name in sites():
            try:
                ledger.basis_for(name, on=day_of(now()))
            except LegalBasisError:
                continue
            found.append(name)
    if not found:
        raise LegalBasisError(
            "Geen enkele bron is goedgekeurd. Leg een grondslag vast (zicht source basis) en keur een bron goed.",
            "No source is approved. Record a legal basis (zicht source basis) and approve a source.",
        )
    return tuple(found)


def parse(page: Path, url: str, *, json: bool) -> None:
    """Parse a saved page and print its adverts."""
    from crawlers.parse import parse_any

    parsed = parse_any(url, page.read_bytes(), "text/html", seen_at=now(), capture=None)
    for advert in parsed.adverts:
        if json:
            emit(advert)
        else:
            out.print(f"{advert.title}\n{advert.body}\n", markup=False)
    if not parsed.adverts:
        warn(
            f"Geen advertentie op {page}; soort pagina: {parsed.kind}; {len(parsed.links)} verwijzingen.",
            f"No advert on {page}; kind of page: {parsed.kind}; {len(parsed.links)} links.",
        )


def enrich(file: str, *, json: bool) -> int:
    """Enrich the adverts of a pipe; 1 when a line was bad."""
    from console.doors import Complaint, enrich_line, read_lines

    reader = open_the_reader()
    bad = 0
    with _lines(file) as lines, progress() as tell:
        for number, given in enumerate(read_lines(lines), start=1):
            tell("enrich", number)
            if isinstance(given, Complaint):
                bad += given.fatal
                complain(given.said)
                continue
            line = enrich_line(given, reader)
            if json:
                emit(line)
            else:
                said = line.explanation.en if chosen() == "en" else line.explanation.nl
                out.print(f"{line.id}  {line.outcome}  {line.score:g}  {line.place.eenheid}\n  {said}", markup=False)
    return 1 if bad else 0


def link(file: str, *, json: bool) -> int:
    """Link the adverts of a pipe; 1 when a line was bad."""
    from console.doors import Complaint, link_lines, read_lines

    reader = open_the_reader()
    with _lines(file) as lines:
        read = list(read_lines(lines))
    complaints = [one for one in read if isinstance(one, Complaint)]
    for one in complaints:
        complain(one.said)
    for line in link_lines([one for one in read if not isinstance(one, Complaint)], reader):
        if json:
            emit(line)
        else:
            tied = ", ".join(str(tie.to) for tie in line.ties)
            out.print(f"{line.id}  {line.cluster or '-'}  {tied}", markup=False)
    return 1 if any(one.fatal for one in complaints) else 0


def signals(day: date, eenheid: str | None, *, json: bool) -> None:
    """The day's signals from the ledger."""
    with open_the_ledger() as ledger:
        found = ledger.signals(day, eenheid)
    if json:
        for signal in found:
            emit(signal)
        return
    title = say(f"Signalen van {day:%d-%m-%Y}", f"Signals of {day:%Y-%m-%d}")
    if found:
        show_signals(found, title)
    else:
        out.print(say(f"{title}: geen.", f"{title}: none."))


def search(text: str, filters: dict[str, tuple[str, ...]], sort: str, limit: int, *, json: bool) -> None:
    """Search the index."""
    from zicht.query import Query

    if sort not in ("score", "newest", "oldest", "relevance"):
        raise InputError(
            f"--sort {sort} bestaat niet. Kies score, newest, oldest of relevance.",
            f"--sort {sort} does not exist. Choose score, newest, oldest or relevance.",
        )
    asked: dict[str, Any] = {"text": text, "sort": sort, "limit": limit, **filters}
    with open_the_index() as index:
        page = index.search(Query.model_validate(asked))
    if json:
        for row in page.rows:
            emit(row.document)
    else:
        show_page(page)


def rebuild() -> None:
    """Build the index anew from the ledger."""
    from flows.steps import rebuild as rebuild_index

    with open_the_ledger() as ledger, open_the_index() as index, progress() as tell:
        count = rebuild_index(ledger, index, _settings, progress=tell)
    out.print(say(f"De index is herbouwd: {count} advertenties.", f"The index was rebuilt: {count} adverts."))


def status(*, json: bool) -> int:
    """Counts and conservation; 1 when a page is unaccounted for."""
    with open_the_ledger() as ledger:
        kept, counts = ledger.conservation(), ledger.counts()
    if json:
        emit(kept)
    else:
        for state, number in counts.items():
            out.print(f"{state:12} {number}", markup=False)
        out.print(kept.model_dump(mode="json"), markup=False)
    return 1 if kept.unaccounted else 0


def dead(limit: int, *, json: bool) -> None:
    """The dead letters."""
    with open_the_ledger() as ledger:
        letters = ledger.dead_letters(limit)
    for letter in letters:
        if json:
            emit(letter)
        else:
            out.print(
                f"{letter.at:%Y-%m-%d %H:%M} {letter.stage} {letter.key}: {letter.reason} {letter.detail}", markup=False
            )
    if not letters and not json:
        out.print(say("Niets is blijven steken.", "Nothing got stuck."))


def verify() -> int:
    """Audit chain and evidence segments; 1 when something is wrong."""
    from ledger.evidence import verify_segment

    with open_the_ledger() as ledger:
        events = ledger.verify_audit()
    problems = [
        str(problem) for path in sorted(_settings.evidence.glob("*.warc.gz")) for problem in verify_segment(path)
    ]
    for problem in problems:
        out.print(problem, markup=False)
    out.print(
        say(
            f"{events} audit-regels gecontroleerd, {len(problems)} problemen.",
            f"{events} audit events, {len(problems)} problems.",
        )
    )
    return 1 if problems else 0


def serve(host: str, port: int) -> None:
    """Serve the web console until interrupted."""
    from console.web import create_app
    from console.web.serve import serve as serve_app
    from ledger.evidence import read_payload
    from zicht.errors import EvidenceError
    from zicht.records import Capture

    def verified(capture: Capture) -> bool:
        try:
            read_payload(_settings.evidence, capture)
        except EvidenceError:
            return False
        return True

    with open_the_ledger() as ledger, open_the_index() as index:
        out.print(say(f"Console: http://{host}:{port}/", f"Console: http://{host}:{port}/"))
        serve_app(create_app(ledger, index, language=_settings.language, verify=verified), host, port)


def serve_flows(sites: Sequence[str]) -> None:
    """Run the daily flow on its schedule until interrupted."""
    try:
        from flows.daily import serve_daily
    except ImportError as fault:
        raise SettingsError(
            "Prefect is niet geïnstalleerd. Installeer het met: pip install 'zicht[flows]'.",
            "Prefect is not installed. Install it with: pip install 'zicht[flows]'.",
        ) from fault
    serve_daily(_settings, sites or _approved())


def record_basis(file: Path) -> None:
    """Record a legal basis from a YAML file."""
    from console.basis import read_basis

    basis: LegalBasis = read_basis(file)
    with open_the_ledger() as ledger:
        ledger.record_basis(basis, who=_settings.who, at=now())
    out.print(
        say(
            f"Grondslag vastgelegd voor {', '.join(basis.sources)}.",
            f"Legal basis recorded for {', '.join(basis.sources)}.",
        )
    )


def approve(site: str, why: str) -> None:
    """Approve a source."""
    from crawlers.sites import site as find_site

    find_site(site)
    with open_the_ledger() as ledger:
        ledger.approve_source(site, who=_settings.who, why=why, at=now())
    out.print(say(f"{site} is goedgekeurd.", f"{site} is approved."))


def list_sites() -> None:
    """The sites that have a file."""
    from crawlers.sites import sites

    for name in sites():
        out.print(name, markup=False)


def demo(count: int) -> None:
    """Serve the demo sites, run everything, let some hours pass, run again."""
    from console.show_demo import show_demo

    show_demo(_settings, count)


@contextmanager
def _lines(file: str) -> Iterator[Iterator[str]]:
    if file == "-":
        yield iter(sys.stdin)
        return
    try:
        opened = open(file, encoding="utf-8", errors="replace")
    except OSError as fault:
        raise InputError(
            f"{file} is niet te lezen: {fault.strerror}. Geef een bestand met JSON-regels, of - voor standaardinvoer.",
            f"{file} cannot be read: {fault.strerror}. Give a file of JSON lines, or - for standard input.",
        ) from fault
    with opened:
        yield iter(opened)
