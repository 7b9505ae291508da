"""Whether a run was a good one, by what its sites said to expect: alarms in words, and which sites hold back.

A sick site never reaches the day's lists; the others are not held up, and whoever runs it is told (exit code, console).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Literal, Protocol

from crawlers.site import pages_there
from crawlers.sites import site as find_site
from ledger import ReadPage
from zicht.records import Capture, Explanation, Record

ENOUGH = 10  # pages or adverts before a share says anything
MANY = 5  # error pages that answer 200: a person should look at one
MOSTLY = 0.5  # of the pages that a crawl found: if so many say that their advert is away, the site is unwell
UNREADABLE = 0.2  # of the pages: above it the markup has changed


class CrawlOutcome(Protocol):
    """How the crawl of one site ended."""

    @property
    def site(self) -> str:
        """The site."""

    @property
    def verdict(self) -> str:
        """ok, too_few, empty, cut_short."""

    @property
    def stats(self) -> dict[str, int]:
        """Pages by how they ended."""


class SiteRead(Record):
    """What parsing gave for one site in this run."""

    pages: int = 0
    unreadable: int = 0
    errors: int = 0  # of pages that answer 200 and are an error; among them:
    gone: int = 0  # those that say that their advert is away
    adverts: int = 0
    filled: dict[str, int] = {}  # adverts per field of `expect`


class ParseReport(Record):
    """What the parse step did."""

    pages: int = 0
    sites: dict[str, SiteRead] = {}


class Alarm(Record):
    """Something a person should look at; `stops` keeps the site out of the lists."""

    site: str
    kind: Literal[
        "blocked", "robots", "paused", "too_few", "empty", "cut_short", "too_many", "unreadable", "error_pages", "filled", "canary",
        "clock", "silent", "broken", "wages",
    ]  # fmt: skip
    stops: bool
    said: Explanation


def add_up(
    report: ParseReport, captures: Sequence[Capture], pages: Sequence[ReadPage], excused: Collection[str] = ()
) -> ParseReport:
    """The report with one more batch: every capture was read, or is unreadable; `excused` are those of error pages."""
    read = {page.capture: page for page in pages}
    sites = dict(report.sites)
    for name in {capture.site for capture in captures}:
        mine = [capture.id for capture in captures if capture.site == name]
        errors = len(set(mine) & set(excused))
        sites[name] = _with(sites.get(name, SiteRead()), name, [read.get(one) for one in mine], errors)
    return ParseReport(pages=report.pages + len(captures), sites=sites)


def _with(known: SiteRead, name: str, pages: Sequence[ReadPage | None], errors: int) -> SiteRead:
    adverts = [advert for page in pages if page for advert in page.adverts]
    filled = Counter(known.filled)
    for field in _expected(name) if adverts else ():
        filled[field] += sum(getattr(advert, field, None) not in (None, "") for advert in adverts)
    return SiteRead(
        pages=known.pages + len(pages),
        unreadable=known.unreadable + pages.count(None),
        errors=known.errors + errors,
        gone=known.gone + sum(page is not None and page.kind == "gone" for page in pages),
        adverts=known.adverts + len(adverts),
        filled=dict(filled),
    )


def _expected(name: str) -> Iterable[str]:
    return find_site(name).expect.filled


def alarms_of(collected: Sequence[CrawlOutcome], report: ParseReport) -> tuple[Alarm, ...]:
    """Everything that is not as the sites said it would be."""
    found = [alarm for outcome in collected for alarm in _of_crawl(outcome)]
    alive = {outcome.site: pages_there(outcome.stats) for outcome in collected}
    for name, read in sorted(report.sites.items()):
        found += [*_of_errors(name, read, alive.get(name, read.pages)), *_of_reading(name, read)]
    return tuple(found)


def sick(alarms: Iterable[Alarm]) -> frozenset[str]:
    """Sites that hold back."""
    return frozenset(alarm.site for alarm in alarms if alarm.stops)


def _of_crawl(outcome: CrawlOutcome) -> Iterable[Alarm]:
    expect = find_site(outcome.site).expect
    alive = pages_there(outcome.stats)
    if outcome.verdict == "blocked":
        yield _alarm(outcome.site, "blocked", True,
                     f"de site weigert ons na {alive} pagina's; niet omzeilen, overleg met de houder",
                     f"the site refuses us after {alive} pages; do not get round it, talk to its owner")  # fmt: skip
    elif outcome.verdict == "robots":
        yield _alarm(outcome.site, "robots", alive < expect.adverts,
                     f"gestopt na {alive} pagina's: robots.txt is niet te krijgen, dan mag niets; de volgende run gaat verder",
                     f"stopped after {alive} pages: robots.txt cannot be had, then nothing may be; the next run goes on")  # fmt: skip
    elif outcome.verdict == "paused":
        yield _alarm(outcome.site, "paused", False,
                     f"gestopt na {alive} pagina's: budget, stille uren of verzoek om te wachten; de volgende run gaat verder",
                     f"stopped after {alive} pages: budget, quiet hours or a request to wait; the next run goes on")  # fmt: skip
    elif outcome.verdict == "cut_short":
        yield _alarm(outcome.site, "cut_short", alive < expect.adverts,
                     f"afgebroken na {alive} pagina's", f"cut short after {alive} pages")  # fmt: skip
    elif alive < expect.adverts:
        yield _alarm(outcome.site, "too_few" if alive else "empty", True,
                     f"{alive} pagina's, verwacht ten minste {expect.adverts}",
                     f"{alive} pages, expected at least {expect.adverts}")  # fmt: skip
    elif expect.most is not None and alive > expect.most:
        yield _alarm(outcome.site, "too_many", False,
                     f"{alive} pagina's, verwacht ten hoogste {expect.most}",
                     f"{alive} pages, expected at most {expect.most}")  # fmt: skip


def _of_errors(name: str, read: SiteRead, alive: int) -> Iterable[Alarm]:
    """Error pages that answer 200: some are odd, many mean that a crawl saw the site while it was unwell."""
    errors = read.errors - read.gone
    if read.gone >= ENOUGH and read.gone > MOSTLY * alive:
        yield _alarm(name, "error_pages", True,
                     f"{read.gone} van {alive} pagina's zeggen dat hun advertentie er niet meer is: is de site wel gezond?",
                     f"{read.gone} of {alive} pages say that their advert is no longer there: is the site well?")  # fmt: skip
    if errors >= MANY:
        yield _alarm(name, "error_pages", errors >= ENOUGH and errors > UNREADABLE * read.pages,
                     f"{errors} van {read.pages} pagina's zijn foutpagina's, al antwoordde de site met 200 (zie zicht dead)",
                     f"{errors} of {read.pages} pages are error pages, although the site answered 200 (see zicht dead)")  # fmt: skip


def _of_reading(name: str, read: SiteRead) -> Iterable[Alarm]:
    lost = read.unreadable - (read.errors - read.gone)  # error pages are told by themselves
    if lost >= ENOUGH and lost > UNREADABLE * read.pages:
        yield _alarm(name, "unreadable", True,
                     f"{lost} van {read.pages} pagina's onleesbaar: is de opmaak veranderd?",
                     f"{lost} of {read.pages} pages unreadable: did the markup change?")  # fmt: skip
    if read.adverts < ENOUGH:
        return
    for field, least in find_site(name).expect.filled.items():
        share = read.filled.get(field, 0) / read.adverts
        if share < least:
            yield _alarm(name, "filled", share < least / 2,
                         f"{field} gevuld in {share:.0%} van {read.adverts} advertenties, verwacht {least:.0%}",
                         f"{field} filled in {share:.0%} of {read.adverts} adverts, expected {least:.0%}")  # fmt: skip


def _alarm(site: str, kind: str, stops: bool, nl: str, en: str) -> Alarm:
    after = ("; blijft buiten de lijsten", "; kept out of the lists") if stops else ("", "")
    said = Explanation(nl=f"{site}: {nl}{after[0]}.", en=f"{site}: {en}{after[1]}.")
    return Alarm.model_validate({"site": site, "kind": kind, "stops": stops, "said": said})
