"""One crawl of one site in this process: Scrapy's reactor runs once, so a crawl is a process of its own."""

import sys
import time
from collections.abc import Callable

from scrapy import signals
from scrapy.crawler import Crawler, CrawlerProcess

from crawlers.heads import bound_heads
from crawlers.jail import JAIL
from crawlers.settings import settings_for
from crawlers.site import Site, pages_there
from crawlers.spider import FrontierSpider
from crawlers.traps import Guarded
from zicht.clock import day_of, now
from zicht.crawling import Recorder
from zicht.errors import LegalBasisError
from zicht.records import LegalBasis, Record

HAND_OVER = 0.0005  # seconds until the thread that writes gets Python's lock from the loop, or the loop from it


class CrawlReport(Record):
    """How a crawl ended.

    `ok`; `too_few` pages for this site, or `empty`; `cut_short` by a limit or a signal; `paused` by the site's budget or
    quiet hours, or because it asked to wait long; `blocked`: it does not want us; `robots`: its rules could not be had.
    """

    verdict: str
    stats: dict[str, int]
    seconds: float
    ahead: int | None = None  # seconds that the site's clock is ahead of ours; None when it did not say


def run_crawl(
    site: Site,
    recorder: Recorder,
    *,
    contact: str,
    basis: LegalBasis,
    watch: Callable[[Crawler], None] | None = None,
    before: int = 0,
) -> CrawlReport:
    """Crawl until the frontier is empty; raises `LegalBasisError` before, ledger and evidence faults during.

    `before`: pages that this run had done when an earlier process of it was cut off; they count for what is expected.
    """
    _check(site, basis)
    recorder.add(site.start, depth=0)
    guarded = Guarded(site, recorder)
    bound_heads()
    JAIL.warm()
    sys.setswitchinterval(HAND_OVER)
    process = CrawlerProcess(settings_for(site, contact))
    crawler = process.create_crawler(FrontierSpider)
    if watch:
        crawler.signals.connect(lambda: watch(crawler), signals.spider_opened, weak=False)
    process.crawl(crawler, site=site, recorder=guarded)
    started = time.monotonic()
    process.start()
    spider = crawler.spider
    assert isinstance(spider, FrontierSpider)
    if spider.fault:
        raise spider.fault
    stats = spider.counts | ({"before": before} if before else {})
    verdict = _verdict(site, stats) if _ended_by_itself(crawler) else "cut_short"
    if stop := spider.manners.stop:
        verdict = stop if stop in ("blocked", "robots") else "paused"
    seconds = time.monotonic() - started
    return CrawlReport(verdict=verdict, stats=stats, seconds=seconds, ahead=spider.clock.ahead)


def _check(site: Site, basis: LegalBasis) -> None:
    if site.name not in basis.sources or basis.valid_until < day_of(now()):
        raise LegalBasisError(
            f"De grondslag ({basis.article}) geldt niet voor {site.name}, of is verlopen op {basis.valid_until}.",
            f"The legal basis ({basis.article}) does not cover {site.name}, or ended on {basis.valid_until}.",
        )
    if site.images and not basis.images:
        raise LegalBasisError(
            f"Site {site.name} laat afbeeldingen hashen (images=True), maar haar grondslag ({basis.article}) zegt dat niet: er"
            " wordt niets opgehaald. Leg een grondslag vast met images: true, of zet images uit in het sitebestand.",
            f"Site {site.name} has pictures hashed (images=True), but its legal basis ({basis.article}) does not say so: nothing"
            " is fetched. Record a basis with images: true, or turn images off in the site file.",
        )


def _ended_by_itself(crawler: Crawler) -> bool:
    """Not by a limit on time, memory or errors, nor by a signal: then pages still wait in the frontier."""
    assert crawler.stats is not None
    return bool(crawler.stats.get_value("finish_reason") == "finished")


def _verdict(site: Site, counts: dict[str, int]) -> str:
    alive = pages_there(counts)
    return "empty" if alive == 0 else "too_few" if alive < site.expect.adverts else "ok"
