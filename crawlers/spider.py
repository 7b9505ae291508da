"""One spider for all sites: leases pages from the frontier, asks for them, and hands the answers to the scribe."""

import asyncio
from collections import deque
from typing import Any, Self

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from twisted.python.failure import Failure

from crawlers.clocks import SiteClock
from crawlers.manners import Manners, NotNow
from crawlers.reasons import reason_of
from crawlers.scribe import Answer, Ending, Held, Lost, Scribe
from crawlers.site import Site
from crawlers.traps import Guarded
from zicht.clock import now
from zicht.crawling import CONDITIONS, Target

LEASE = 64
TOLD = ("date", "age", "retry-after")
AT_ONCE = ("blocked", "held_off", "robots")  # not one page more, although it was leased


class FrontierSpider(scrapy.Spider):
    """Ends when the frontier has nothing left; a fault of ledger or evidence stops it and is kept in `fault`.

    Ledger, evidence and the reading of pages are left to a thread: the loop that talks to the site never waits for
    them. What comes in meanwhile is written next, in one commit. No more pages are asked than the site has slots for
    until they are written: a kill costs no more than one fetch for each.
    """

    name = "zicht"

    def __init__(self, site: Site, recorder: Guarded) -> None:
        super().__init__()
        self.site, self.recorder = site, recorder
        self.fault: Exception | None = None
        self.in_flight = 0
        self._batch = (
            site.concurrency if site.browser or site.images else LEASE
        )  # whose pages ask for more than themselves
        self.counts = dict.fromkeys(("pages", "captured", "unchanged", "gone", "given_up", "held"), 0)
        self.manners = Manners(site, recorder.asked_today())
        self.clock = SiteClock()
        self._scribe = Scribe(site, recorder)
        self._ready: deque[Target] = deque()  # leased, not asked yet
        self._endings: list[Ending] = []  # came in, not written yet
        self._parts = 0  # of pages in the browser, and pictures: asked, not counted yet
        self._writing = 0  # of them, in the thread
        self._work: asyncio.Task[None] | None = None
        self._closed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 (Scrapy's own signature)
        """Listen for the moment that nothing is in flight (the start is one), and for the end."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.on_idle, signals.spider_idle)
        crawler.signals.connect(spider.on_end, signals.spider_closed)
        crawler.signals.connect(spider.on_robots, signals.robots_parsed)
        return spider

    def on_robots(self, robotparser: RobotParser, request: Request) -> None:
        """A site that wants more time between requests than we take by ourselves gets it."""
        if delay := robotparser.crawl_delay(self.settings["USER_AGENT"]):
            slow_down(self.crawler, request, delay)

    def on_answer(self, response: Response, target: Target) -> None:
        """Keep it; a page that the site keeps for later goes back."""
        self.counts["pages"] += 1
        self._came_in(Held(target) if self.heard(response) else Answer(response, target, now()))

    def heard(self, response: Response) -> bool:
        """Note what an answer tells of its site; whether it asks to come back later."""
        headers, at = _told(response), now()
        self.clock.hear(headers, at)
        return self.manners.heard(response.status, headers, at)

    def may_ask_part(self) -> bool:
        """Whether one part of a page may be asked, for the browser or a hash; then it counts as a page does."""
        may = self.manners.may_ask(1, now()) > 0
        if may:
            self.manners.asked(1)
            self._parts += 1
        return may

    def on_failure(self, failure: Failure) -> None:
        """No answer: a dead letter that names why, unless the page only has to wait."""
        target = failure.request.cb_kwargs["target"]  # type: ignore[attr-defined]
        later = isinstance(failure.value, NotNow)
        self._came_in(Held(target) if later else Lost(target, reason_of(failure), str(failure.value), now()))

    def _came_in(self, ending: Ending) -> None:
        self.in_flight -= 1
        self._endings.append(ending)
        self._go_on()

    def on_idle(self) -> None:
        """Scrapy has nothing to do; whether the crawl has is seen here, and a lease that came back is found."""
        self._go_on()
        raise DontCloseSpider

    async def on_end(self) -> None:
        """What came in before a limit or a signal ended the crawl is kept."""
        self._closed = True
        if self._work:
            await self._work
        self._endings += map(Held, self._ready)
        if (self._endings or self._parts) and self.fault is None:
            await self._write(0)

    def _go_on(self) -> None:
        """See to it that somebody works."""
        if not self._closed and (self._work is None or self._work.done()):
            self._work = asyncio.ensure_future(self._work_on())

    async def _work_on(self) -> None:
        """Write, lease and ask, until there is nothing to do but wait; at the end, close."""
        while not self._closed and self.fault is None:
            wanted = 0 if len(self._ready) >= self.site.concurrency else self.manners.may_ask(self._batch, now())
            if not self._endings and not wanted:
                break
            idle = not self.in_flight
            got = await self._write(wanted)
            self._ask()
            if not got and not self._endings and (self.in_flight or idle):
                break
        self._ask()
        if not self.in_flight and (self.fault or not self._endings):  # after a fault nothing more is written
            self._rest_or_end()

    def _rest_or_end(self) -> None:
        rest = 0.0 if self.manners.stop or self.fault else self.manners.rest(now())
        if rest:
            asyncio.get_running_loop().call_later(rest, self._go_on)
        elif not self._closed:
            self._closed = True
            assert self.crawler.engine is not None
            self.crawler.engine.close_spider(self, "fault" if self.fault else "finished")

    async def _write(self, wanted: int) -> int:
        """In a thread: write down what came in, and lease more; how many."""
        endings, self._endings = self._endings, []
        self._writing = len(endings)
        try:
            targets = await asyncio.to_thread(self._written, endings, wanted)
        except Exception as fault:  # of ledger or evidence: the crawl ends and says so
            self.fault = self.fault or fault
            return 0
        finally:
            self._writing = 0
        self.manners.asked(len(targets))
        self._take(targets)
        return len(targets)

    def _written(self, endings: list[Ending], wanted: int) -> list[Target]:
        if parts := self._parts:
            self.recorder.asked_more(parts)
            self._parts -= parts
        ended, targets = self._scribe.write(endings, wanted)
        for how, number in ended.items():
            self.counts[how] += number
        return targets

    def _take(self, targets: list[Target]) -> None:
        """Scrapy drops a long address without a word, and nobody would end its lease."""
        longest = self.settings.getint("URLLENGTH_LIMIT")
        for target in targets:
            if len(target.url) <= longest:
                self._ready.append(target)
            else:
                self._endings.append(Lost(target, "url_too_long", f"{len(target.url)} > {longest}", now()))

    def _ask(self) -> None:
        """Ask for pages that are ready, as far as there are slots, and unless the site does not want it now."""
        if self._closed or self.fault or self.manners.rest(now()) or self.manners.stop in AT_ONCE:
            return
        assert self.crawler.engine is not None
        while self._ready and self.in_flight + len(self._endings) < self.site.concurrency:
            self.in_flight += 1
            self.crawler.engine.crawl(self._request(self._ready.popleft()))

    def _request(self, target: Target) -> Request:
        known = {asked: getattr(target, name) for name, (_, asked) in CONDITIONS.items()}
        return Request(
            target.url,
            headers={name: value for name, value in known.items() if value},
            callback=self.on_answer,
            errback=self.on_failure,
            cb_kwargs={"target": target},
            dont_filter=True,  # the frontier knows what was fetched
        )


def _told(response: Response) -> dict[str, str]:
    """What an answer tells of its site: the headers that clock and manners look at, by name in lower case."""
    said = ((name, response.headers.get(name)) for name in TOLD)
    return {name: value.decode("latin-1") for name, value in said if value is not None}


def slow_down(crawler: Crawler, request: Request, delay: float) -> None:
    """At least `delay` seconds between requests to the host of this one, from now on."""
    assert crawler.engine is not None
    if throttle := crawler.get_extension(AutoThrottle):
        throttle.mindelay = max(throttle.mindelay, delay)
    downloader = crawler.engine.downloader
    slot = downloader.slots.get(downloader.get_slot_key(request))
    if slot:
        slot.delay = max(slot.delay, delay)
