"""Whether a run was a good one, by what its sites said to expect: alarms in words, and which sites hold back.

A sick site never reaches the day's lists; the others are not held up, and whoever runs it is told (exit code, console).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from crawlers.sites import site as find_site
from ledger import ReadPage
from zicht.records import Capture, Explanation, Record

ENOUGH = 10  # pages or adverts before a share says anything
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
        "blocked", "robots", "paused", "too_few", "empty", "cut_short", "too_many", "unreadable", "filled", "canary",
        "clock", "silent", "broken",
    ]  # fmt: skip
    stops: bool
    said: Explanation


def add_up(report: ParseReport, captures: Sequence[Capture], pages: Sequence[ReadPage]) -> ParseReport:
    """The report with one more batch: every capture was read, or is unreadable."""
    read = {page.capture: page for page in pages}
    sites = dict(report.sites)
    for name in {capture.site for capture in captures}:
        own = [read.get(capture.id) for capture in captures if capture.site == name]
        sites[name] = _with(sites.get(name, SiteRead()), name, own)
    return ParseReport(pages=report.pages + len(captures), sites=sites)


def _with(known: SiteRead, name: str, pages: Sequence[ReadPage | None]) -> SiteRead:
    adverts = [advert for page in pages if page for advert in page.adverts]
    filled = Counter(known.filled)
    for field in _expected(name) if adverts else ():
        filled[field] += sum(getattr(advert, field, None) not in (None, "") for advert in adverts)
    return SiteRead(
        pages=known.pages + len(pages),
        unreadable=known.unreadable + pages.count(None),
        adverts=known.adverts + len(adverts),
        filled=dict(filled),
    )


def _expected(name: str) -> Iterable[str]:
    return find_site(name).expect.filled


def alarms_of(collected: Sequence[CrawlOutcome], report: ParseReport) -> tuple[Alarm, ...]:
    """Everything that is not as the sites said it would be."""
    found = [alarm for outcome in collected for alarm in _of_crawl(outcome)]
    found += [alarm for name, read in sorted(report.sites.items()) for alarm in _of_reading(name, read)]
    return tuple(found)


def sick(alarms: Iterable[Alarm]) -> frozenset[str]:
    """Sites that hold back."""
    return frozenset(alarm.site for alarm in alarms if alarm.stops)


def _of_crawl(outcome: CrawlOutcome) -> Iterable[Alarm]:
    expect = find_site(outcome.site).expect
    alive = outcome.stats.get("captured", 0) + outcome.stats.get("unchanged", 0)
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


def _of_reading(name: str, read: SiteRead) -> Iterable[Alarm]:
    if read.unreadable >= ENOUGH and read.unreadable > UNREADABLE * read.pages:
        yield _alarm(name, "unreadable", True,
                     f"{read.unreadable} van {read.pages} pagina's onleesbaar: is de opmaak veranderd?",
                     f"{read.unreadable} of {read.pages} pages unreadable: did the markup change?")  # fmt: skip
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
