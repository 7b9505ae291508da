"""One spider for all sites: leases pages from the frontier, hands the answers to the scribe, and goes on."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any, Self

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.reactor import CallLaterOnce
from twisted.python.failure import Failure

from crawlers.manners import Manners
from crawlers.reasons import reason_of
from crawlers.scribe import Answer, Scribe
from crawlers.site import Site
from zicht.clock import now
from zicht.crawling import Recorder, Target
from zicht.errors import ZichtError

LEASE = 64
PATIENCE = 0.1  # seconds that an answer waits for others, to be written with them


class FrontierSpider(scrapy.Spider):
    """Ends when the frontier has nothing left; a fault of ledger or evidence stops it and is kept in `fault`.

    As many answers as the site may be asked at once are written in one commit: a kill costs no more than one
    fetch for each of them.
    """

    name = "zicht"

    def __init__(self, site: Site, recorder: Recorder) -> None:
        super().__init__()
        self.site, self.recorder = site, recorder
        self.fault: ZichtError | None = None
        self.in_flight = 0
        self.counts = dict.fromkeys(("pages", "captured", "unchanged", "gone", "given_up", "held"), 0)
        self.manners = Manners(site, recorder.asked_today())
        self._scribe = Scribe(site, recorder)
        self._answers: list[Answer] = []
        self._later: CallLaterOnce[None] = CallLaterOnce(self._write)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 (Scrapy's own signature)
        """Listen for the moment that nothing is in flight, and for the end."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.on_idle, signals.spider_idle)
        crawler.signals.connect(spider.on_end, signals.spider_closed)
        crawler.signals.connect(spider.on_robots, signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The first pages."""
        for request in self._more():
            yield request

    def on_robots(self, robotparser: RobotParser, request: Request) -> None:
        """A site that wants more time between requests than we take by ourselves gets it."""
        if delay := robotparser.crawl_delay(self.settings["USER_AGENT"]):
            slow_down(self.crawler, request, delay)

    def on_answer(self, response: Response, target: Target) -> None:
        """Keep it until it can be written with others; a page that the site keeps for later goes back."""
        self.in_flight -= 1
        self.counts["pages"] += 1
        if self.manners.heard(response.status, _named(response), now()):
            self._put_back(target)
            return
        self._answers.append(Answer(response, target, now()))
        if len(self._answers) >= self.site.concurrency or not self.in_flight:
            self._write()
        else:
            self._later.schedule(PATIENCE)

    def on_failure(self, failure: Failure) -> None:
        """No answer: a dead letter that names why."""
        self.in_flight -= 1
        target = failure.request.cb_kwargs["target"]  # type: ignore[attr-defined]
        self._give_up(target, reason_of(failure), str(failure.value))
        self._feed()

    def on_idle(self) -> None:
        """Go on while the frontier has pages; a lease that came back is found here."""
        self._write()
        if self.in_flight or (self.manners.rest(now()) and not self.manners.stop and self.fault is None):
            raise DontCloseSpider

    def on_end(self) -> None:
        """What came in before a limit or a signal ended the crawl is kept."""
        self._later.cancel()
        self._keep()

    def _write(self) -> None:
        self._keep()
        self._feed()

    def _keep(self) -> None:
        answers, self._answers = self._answers, []
        if answers and self.fault is None:
            try:
                self._count(self._scribe.write(answers))
            except ZichtError as fault:
                self._stop(fault)

    def _feed(self) -> None:
        """More pages when few are left in flight."""
        if self.in_flight < LEASE // 2:
            for request in self._more():
                assert self.crawler.engine is not None
                self.crawler.engine.crawl(request)

    def _more(self) -> list[Request]:
        requests: list[Request] = []
        while self.fault is None and not requests and (count := self.manners.may_ask(LEASE, now())):
            try:
                targets = self.recorder.lease(count)
            except ZichtError as fault:
                self._stop(fault)
                break
            if not targets:
                break
            self.manners.asked(len(targets))
            requests = [self._request(target) for target in targets if self._fits(target)]
        self.in_flight += len(requests)
        return requests

    def _put_back(self, target: Target) -> None:
        self.counts["held"] += 1
        try:
            self.recorder.put_back(target)
        except ZichtError as fault:
            self._stop(fault)
        self._later.schedule(self.manners.rest(now()) or PATIENCE)

    def _fits(self, target: Target) -> bool:
        """Scrapy drops a long address without a word, and nobody would end its lease."""
        longest = self.settings.getint("URLLENGTH_LIMIT")
        if len(target.url) > longest:
            self._give_up(target, "url_too_long", f"{len(target.url)} > {longest}")
        return len(target.url) <= longest

    def _request(self, target: Target) -> Request:
        headers = {"If-None-Match": target.etag, "If-Modified-Since": target.last_modified}
        return Request(
            target.url,
            headers={name: value for name, value in headers.items() if value},
            callback=self.on_answer,
            errback=self.on_failure,
            cb_kwargs={"target": target},
            dont_filter=True,  # the frontier knows what was fetched
        )

    def _give_up(self, target: Target, reason: str, detail: str) -> None:
        try:
            self._count(self._scribe.give_up(target, reason, detail, now()))
        except ZichtError as fault:
            self._stop(fault)

    def _count(self, ended: Counter[str]) -> None:
        for how, number in ended.items():
            self.counts[how] += number

    def _stop(self, fault: ZichtError) -> None:
        if self.fault is None:
            self.fault = fault
            assert self.crawler.engine is not None
            self.crawler.engine.close_spider(self, "fault")


def _named(response: Response) -> dict[str, str]:
    """The headers of an answer, by name in lower case."""
    pairs = response.headers.items()
    return {name.decode("latin-1").lower(): values[-1].decode("latin-1") for name, values in pairs if values}


def slow_down(crawler: Crawler, request: Request, delay: float) -> None:
    """At least `delay` seconds between requests to the host of this one, from now on."""
    assert crawler.engine is not None
    if throttle := crawler.get_extension(AutoThrottle):
        throttle.mindelay = max(throttle.mindelay, delay)
    downloader = crawler.engine.downloader
    slot = downloader.slots.get(downloader.get_slot_key(request))
    if slot:
        slot.delay = max(slot.delay, delay)
