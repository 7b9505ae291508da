"""Captures made elsewhere become captures of ours: written to our own evidence first, then parsed as after a crawl."""

from collections import Counter
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.marks import as_sent
from crawlers.site import Site
from crawlers.sites import site as find_site
from ledger import Ledger
from ledger.foreign import Found, Skipped, read_captures
from ledger.frontier import SqlRecorder
from zicht.clock import day_of, now
from zicht.crawling import Target
from zicht.errors import EvidenceError, InputError
from zicht.records import Explanation, Record, canonical_url, digest
from zicht.settings import Settings

TOGETHER = 50  # captures in one commit
HOSTS = 5  # of others that are named
LONGEST = 1000  # characters of an address


class ImportReport(Record):
    """What an import did: captures, what was left out by reason, and what was torn or changed, in words."""

    captured: int
    skipped: dict[str, int]
    hosts: dict[str, int]  # records of hosts that are not the site's, the most frequent first
    faults: tuple[Explanation, ...]


def import_captures(path: Path, name: str, ledger: Ledger, settings: Settings) -> ImportReport:
    """Take over the pages of one site; a basis and an approval are needed as for a crawl, and no file counts twice for it."""
    site = find_site(name)
    ledger.basis_for(name, on=day_of(now()))
    seal = _seal(path)
    if _was_imported(ledger, name, seal):
        raise InputError(
            f"{path} is al ingelezen voor {name} (sha256 {seal[:16]}…). Er is niets gedaan.",
            f"{path} was imported for {name} before (sha256 {seal[:16]}…). Nothing was done.",
        )
    run = ledger.start_run(name, at=now())
    recorder = ledger.recorder(name, run, ledger.vault(settings))
    try:
        report = _take_over(path, site, ledger, recorder)
    finally:
        recorder.close()
    ledger.finish_run(run, verdict="imported", stats={"captured": report.captured, **report.skipped}, at=now())
    ledger.audit("import", f"{path.name} sha256:{seal}", who=settings.who, why=f"{name}: {report.captured}", at=now())
    return report


def _was_imported(ledger: Ledger, name: str, seal: str) -> bool:
    """Whether something of this site was taken over from this file."""
    events = ledger.audit_events(limit=1_000_000, action="import")
    said = [event.why for event in events if event.target.endswith(seal)]
    return any(why.startswith(f"{name}: ") and why != f"{name}: 0" for why in said)


def _take_over(path: Path, site: Site, ledger: Ledger, recorder: SqlRecorder) -> ImportReport:
    skipped: Counter[str] = Counter()
    hosts: Counter[str] = Counter()
    faults: list[Explanation] = []
    waiting: list[Found] = []
    captured = 0
    for one in read_captures(path):
        if isinstance(one, Found) and (reason := _unwanted(site, one, ledger)) is None:
            waiting.append(one)
            if len(waiting) >= TOGETHER:
                captured += _record(recorder, waiting)
        elif isinstance(one, EvidenceError):
            faults.append(Explanation(nl=one.nl, en=one.en))
        else:
            skipped[one.reason if isinstance(one, Skipped) else reason or ""] += 1
            if isinstance(one, Found) and reason == "foreign_host":
                hosts[urlsplit(one.url).netloc.lower()[:100]] += 1
    captured += _record(recorder, waiting)
    named = dict(hosts.most_common(HOSTS))
    return ImportReport(captured=captured, skipped=dict(sorted(skipped.items())), hosts=named, faults=tuple(faults))


def _unwanted(site: Site, one: Found, ledger: Ledger) -> str | None:
    """Why a response is not of this site, or not of this world, or of an advert that was destroyed."""
    if not site.may_fetch(one.url):
        return "foreign_host"
    if len(one.url) > LONGEST or not one.url.isprintable():
        return "url_too_long"
    advert = digest(site.name, canonical_url(one.url))[:32]
    return "destroyed" if ledger.barred([advert]) else None


def _record(recorder: SqlRecorder, waiting: list[Found]) -> int:
    """Write what waits, and forget it."""
    with recorder.together():
        for one in waiting:
            url = canonical_url(one.url)
            recorder.capture(
                Target(url=url), url=url, status=one.status, headers=as_sent(one.headers), payload=one.payload,
                fetched_at=one.at, ends=None,
            )  # fmt: skip
    count = len(waiting)
    waiting.clear()
    return count


def _seal(path: Path) -> str:
    try:
        with open(path, "rb") as file:
            seen = sha256()
            while data := file.read(1 << 20):
                seen.update(data)
            return seen.hexdigest()
    except OSError as fault:
        raise InputError(
            f"{path} is niet te lezen: {fault.strerror}. Controleer het pad en de rechten.",
            f"{path} cannot be read: {fault.strerror}. Check the path and the permissions.",
        ) from fault
