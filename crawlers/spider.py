"""One spider for all sites: leases pages from the frontier, records the answer, then looks for links."""

from collections.abc import AsyncIterator, Iterator
from hashlib import sha256
from typing import Any, Self

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawlers.page import Page
from crawlers.parse import links_on
from crawlers.reasons import reason_of
from crawlers.site import Site
from zicht.clock import now
from zicht.crawling import Recorder, Target
from zicht.errors import ZichtError

LEASE = 64
GONE = (404, 410)
MAX_DEPTH = 200  # a page of a long listing lies as deep as its number


class FrontierSpider(scrapy.Spider):
    """Ends when the frontier has nothing left; a fault of ledger or evidence stops it and is kept in `fault`."""

    name = "zicht"

    def __init__(self, site: Site, recorder: Recorder) -> None:
        super().__init__()
        self.site, self.recorder = site, recorder
        self.fault: ZichtError | None = None
        self.in_flight = 0
        self.counts = dict.fromkeys(("pages", "captured", "unchanged", "gone", "given_up"), 0)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 (Scrapy's own signature)
        """Listen for the moment that nothing is in flight."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.on_idle, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The first pages."""
        for request in self._more():
            yield request

    def on_idle(self) -> None:
        """Go on while the frontier has pages; a lease that came back is found here."""
        requests = list(self._more())
        for request in requests:
            assert self.crawler.engine is not None
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def _more(self) -> Iterator[Request]:
        if self.fault is None:
            try:
                targets = self.recorder.lease(LEASE)
            except ZichtError as fault:
                self._stop(fault)
                return
            self.in_flight += len(targets)
            for target in targets:
                if self._fits(target):
                    yield self._request(target)

    def _fits(self, target: Target) -> bool:
        """Scrapy drops a long address without a word, and nobody would end its lease."""
        longest = self.settings.getint("URLLENGTH_LIMIT")
        if len(target.url) <= longest:
            return True
        self.in_flight -= 1
        self._give_up(target, "url_too_long", f"{len(target.url)} > {longest}")
        return False

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

    def on_answer(self, response: Response, target: Target) -> Iterator[Request]:
        """Record, then follow; more pages when few are left in flight."""
        self.in_flight -= 1
        self.counts["pages"] += 1
        try:
            self._record(response, target)
        except ZichtError as fault:
            self._stop(fault)
        except Exception as fault:  # nobody foresaw it: said, and the crawl goes on
            self._give_up(target, type(fault).__name__, str(fault)[:500])
        if self.in_flight < LEASE // 2:
            yield from self._more()

    def _record(self, response: Response, target: Target) -> None:
        at = now()
        if response.status == 304:
            self._count("unchanged")
            self.recorder.unchanged(target, status=304, fetched_at=at)
        elif response.status in GONE:
            self._count("gone")
            self.recorder.gone(target, status=response.status, fetched_at=at)
        elif response.status != 200:
            self._give_up(target, f"http_{response.status}", response.url)
        else:
            self._keep(response, target)
            self._follow(response, target)

    def _keep(self, response: Response, target: Target) -> None:
        """Evidence before anything reads it; a page with the same words is not kept twice."""
        if sha256(response.body).hexdigest() == target.sha256:
            self._count("unchanged")
            self.recorder.unchanged(target, status=200, fetched_at=now())
            return
        self._count("captured")
        self.recorder.capture(
            target,
            url=response.url,
            status=response.status,
            headers=_headers(response),
            payload=response.body,
            fetched_at=now(),
            request_headers=_headers(response.request),
        )

    def _follow(self, response: Response, target: Target) -> None:
        """Links of a page that is safe; one that cannot be read is said so, and the crawl goes on."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        page = Page(response.url, response.body, content_type, now(), self.site.languages)
        try:
            links = links_on(self.site, page)
        except Exception as fault:  # a hostile page must not hold up the others
            self._give_up(target, "links_unreadable", str(fault)[:500])
            return
        if links and target.depth < MAX_DEPTH:
            self.recorder.add(links, target.depth + 1, found_on=target)

    def on_failure(self, failure: Failure) -> Iterator[Request]:
        """No answer: a dead letter that names why."""
        self.in_flight -= 1
        target = failure.request.cb_kwargs["target"]  # type: ignore[attr-defined]
        self._give_up(target, reason_of(failure), str(failure.value)[:500])
        yield from self._more() if self.in_flight < LEASE // 2 else ()

    def _give_up(self, target: Target, reason: str, detail: str) -> None:
        self._count("given_up")
        try:
            self.recorder.give_up(target, reason=reason, detail=detail, at=now())
        except ZichtError as fault:
            self._stop(fault)

    def _count(self, name: str) -> None:
        self.counts[name] += 1

    def _stop(self, fault: ZichtError) -> None:
        if self.fault is None:
            self.fault = fault
            assert self.crawler.engine is not None
            self.crawler.engine.close_spider(self, "fault")


def _headers(message: Request | Response | None) -> list[tuple[str, str]]:
    if message is None:
        return []
    pairs = ((key, value) for key, values in message.headers.items() for value in values)
    return [(key.decode("latin-1"), value.decode("latin-1")) for key, value in pairs]
