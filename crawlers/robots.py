"""robots.txt as RFC 9309 has it: one that is not there forbids nothing, one that cannot be had forbids everything.

Scrapy's own reader takes both, and a closed door, for consent. A crawl is shorter than the day that a robots.txt may be
kept, so each asks anew and nothing is kept beyond it.
"""

import logging
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser

from crawlers.egress import REFUSED
from crawlers.manners import NotNow

LONGEST = 500 << 10  # bytes that are read: RFC 9309, 2.5
NAME = "Zicht"  # what a robots.txt calls us
BUSY = 429  # the one answer of its kind that says nothing about what is there
NO_RULES = b""


class RobotsUnreachable(IgnoreRequest):
    """A host whose rules cannot be known: nothing of it may be asked."""


class Rules(RobotsTxtMiddleware):
    """Scrapy's reader of robots.txt, with the RFC's consequences; `unreachable` says why, by host."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)  # our own words tell it
        self.unreachable: dict[str, str] = {}

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse what the rules forbid, and everything while they cannot be known."""
        if said := self.unreachable.get(urlsplit(request.url).netloc):
            raise self._closed(request, said)
        super().process_request_2(rp, request)

    def _closed(self, request: Request, said: str) -> IgnoreRequest:
        """For the site's own host: the whole crawl waits for a better day. Another one costs only its own pages."""
        assert self.crawler.spider is not None
        spider: Any = self.crawler.spider
        host = urlsplit(request.url).netloc
        words = f"robots.txt of {host} cannot be had ({said}): nothing may be asked (RFC 9309, 2.3.1.4)"
        if any(urlsplit(start).netloc == host for start in spider.site.start):
            spider.manners.stop = spider.manners.stop or "robots"
            return NotNow(words)
        return RobotsUnreachable(words)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == BUSY:
            self.unreachable[netloc] = f"http_{response.status}"
        rules = response.body if response.status == 200 else NO_RULES
        await super()._parse_robots(response.replace(body=_head(rules)), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if (urlsplit(f"//{netloc}").hostname or "") not in REFUSED:  # else the page itself says why it cannot be had
            self.unreachable[netloc] = f"{type(exc).__name__}: {exc}"[:200]
        super()._robots_error(exc, netloc)


def _head(rules: bytes) -> bytes:
    """As much as must be read, in whole lines: half a rule may forbid, or allow, something else."""
    if len(rules) <= LONGEST:
        return rules
    return rules[: rules.rfind(b"\n", 0, LONGEST) + 1]
