"""What a person must hear about a run after it: alarms, kept in the audit log until a good run of the same sites.

The console, `zicht status` and the exit code tell the same: a silent failure would be trusted as much as a quiet day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Protocol

from enrichment.wages.minimum import table_ends
from flows import canary
from flows.expecting import Alarm, CrawlOutcome, ParseReport, alarms_of
from ledger import Ledger
from zicht.clock import day_of
from zicht.errors import ZichtError
from zicht.query import Index
from zicht.records import Explanation, Instant, Record

SKEW = timedelta(minutes=5)  # between our clock and what sites say: more is no delay on the way
BACK = timedelta(seconds=30)  # that our clock may lie before what the ledger knows
SILENT = timedelta(hours=36)  # without a run, where there were runs before
LOOK_BACK = 500  # runs in which a site's last one is looked for
CLOCK, RUNS, WAGES = "clock", "runs", "minimum wage"  # what an alarm is about when it is about no site


class Crawled(CrawlOutcome, Protocol):
    """How the crawl of one site ended, and what its clock said."""

    @property
    def ahead(self) -> int | None:
        """Seconds that its clock is ahead of ours; None when it did not say."""


class RunTold(Record):
    """How a run ended: which sites took part, and what was not as it should be."""

    sites: tuple[str, ...]
    alarms: tuple[Alarm, ...]


class Watch(Record):
    """How things stand: when the last run ended (None: never), and what still needs a person."""

    last_run: Instant | None
    alarms: tuple[Alarm, ...]


def tell(ledger: Ledger, sites: Iterable[str], alarms: Sequence[Alarm], *, at: datetime) -> None:
    """Keep how a run ended."""
    told = RunTold(sites=tuple(sites), alarms=tuple(alarms))
    ledger.audit("run", "run", who="zicht", why=told.model_dump_json(), at=at)


def watch(ledger: Ledger, *, at: datetime) -> Watch:
    """Of every site what its last run told, and whether runs still come."""
    runs = ledger.audit_events(limit=LOOK_BACK, action="run")  # newest first
    heard: set[str] = set()
    found: list[Alarm] = []
    for event in runs:
        told = RunTold.model_validate_json(event.why)
        found += [alarm for alarm in told.alarms if alarm.site not in heard]
        heard |= {*told.sites, CLOCK, canary.SITE}
    last = max((event.at for event in runs), default=None)
    if last and at - last > SILENT:
        hours = int((at - last).total_seconds() // 3600)
        found.append(_alarm(RUNS, "silent", f"al {hours} uur geen run meer geweest; kijk of het dagelijkse schema loopt",
                            f"no run for {hours} hours; see whether the daily schedule runs"))  # fmt: skip
    return Watch(last_run=last, alarms=(*found, *wage_alarms(at)))


def wage_alarms(at: datetime) -> Iterator[Alarm]:
    """The table of the minimum wage has no amount for today: over wages nothing is said until it has (INDICATORS.md 5.1)."""
    day, ends = day_of(at), table_ends()
    if day > ends:
        yield _alarm(WAGES, "wages", f"de tabel loopt tot {ends:%d-%m-%Y}; over loon in nieuwere advertenties wordt niets gezegd tot "
                     "de bedragen van het nieuwe halfjaar in enrichment/reference/minimumloon.csv staan",
                     f"the table ends on {ends:%Y-%m-%d}; nothing is said about wages in newer adverts until the amounts of the new "
                     "half year stand in enrichment/reference/minimumloon.csv", stops=False)  # fmt: skip


def clock_alarms(collected: Sequence[Crawled], newest: datetime | None, *, at: datetime) -> Iterator[Alarm]:
    """Our clock beside those of the sites and beside our own past."""
    if newest and newest - at > BACK:
        yield _alarm(CLOCK, "clock", f"de klok van deze machine staat {_long(newest - at)} vóór het nieuwste in het grootboek",
                     f"this machine's clock is {_long(newest - at)} before the newest in the ledger")  # fmt: skip
    ahead = {one.site: one.ahead for one in collected if one.ahead is not None}
    odd = {site: seconds for site, seconds in ahead.items() if abs(seconds) > SKEW.total_seconds()}
    if odd and len(odd) == len(ahead):  # nobody agrees with us
        gap = timedelta(seconds=median(odd.values()))
        side = ("achter", "behind") if gap > timedelta(0) else ("voor", "ahead of")
        yield _alarm(CLOCK, "clock", f"de klok van deze machine loopt {_long(abs(gap))} {side[0]} op die van {', '.join(odd)}",
                     f"this machine's clock is {_long(abs(gap))} {side[1]} that of {', '.join(odd)}")  # fmt: skip
        return
    for site, seconds in odd.items():
        words = _long(timedelta(seconds=abs(seconds)))
        yield _alarm(site, "clock", f"de klok van de site wijkt {words} af; die van andere sites niet",
                     f"the site's clock is {words} off; those of other sites are not", stops=False)  # fmt: skip


def newest(ledger: Ledger) -> datetime | None:
    """The latest moment that the ledger knows of; to be asked before a run adds its own."""
    return max((event.at for event in ledger.audit_events(limit=50)), default=None)


def judge(
    ledger: Ledger,
    index: Index,
    bird: canary.Canary | None,
    collected: Sequence[Crawled],
    report: ParseReport,
    before: datetime | None,
    *,
    at: datetime,
) -> tuple[Alarm, ...]:
    """All alarms of a run that is published: of its sites, of the clocks (`before`: what `newest` gave), of the canary.

    The canary leaves the index here. `at`: when the run began.
    """
    found = [*alarms_of(collected, report), *clock_alarms(collected, before, at=at)]
    if bird:
        if why := canary.missing(bird, ledger, index):
            found.append(canary_alarm(why))
        index.delete([canary.advert_id()])
    return tuple(found)


def broken_alarms(broken: Mapping[str, ZichtError]) -> tuple[Alarm, ...]:
    """The sites whose crawl ended in a fault; the others went on without them."""
    return tuple(_alarm(site, "broken", fault.nl.rstrip("."), fault.en.rstrip(".")) for site, fault in broken.items())


def canary_alarm(why: Explanation) -> Alarm:
    """The canary did not arrive: until it does, a quiet list says nothing."""
    return _alarm(canary.SITE, "canary", f"de proefadvertentie kwam niet aan: {why.nl}; vertrouw een stille lijst niet",
                  f"the test advert did not arrive: {why.en}; do not trust a quiet list")  # fmt: skip


def _alarm(about: str, kind: str, nl: str, en: str, *, stops: bool = True) -> Alarm:
    names = {CLOCK: "klok", RUNS: "runs", WAGES: "minimumloon", canary.SITE: "kanarie"}
    said = Explanation(nl=f"{names.get(about, about)}: {nl}.", en=f"{about}: {en}.")
    return Alarm.model_validate({"site": about, "kind": kind, "stops": stops, "said": said})


def _long(gap: timedelta) -> str:
    """`2:05:00` or `3 d 2:05:00`, without fractions."""
    days, rest = gap.days, timedelta(seconds=int(gap.total_seconds()) % 86_400)
    return f"{days} d {rest}" if days else str(rest)
