"""Hashes the pictures of adverts, for a site that says so and whose legal basis does; words alone are the rule (REQ-L03).

Pictures are fetched by the crawl itself: hosts, robots.txt, the way out, delays and requests a day hold for them too. The
bytes go to the child that reads, and nowhere else; the capture keeps a hash, or a reason, and the address.
"""

import asyncio
from hashlib import sha256
from typing import Any, Self, cast

from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Request, Response
from twisted.python.failure import Failure

from crawlers.manners import CLOSED, WAIT
from crawlers.page import Page
from crawlers.parse import look_at, pictures_on
from crawlers.phash import LARGEST, Look
from crawlers.pictures import HASHED, REFUSED
from crawlers.reasons import reason_of
from crawlers.site import Site
from zicht.clock import now
from zicht.errors import InputError

HOW = {"download_maxsize": LARGEST, "download_timeout": 15, "dont_retry": True}


class Hasher:
    """Downloader middleware next to the spider: sees the page as it will be captured."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        spider: Any = crawler.spider
        self._spider, self._site = spider, cast(Site, spider.site)
        spider.counts |= {"images": 0, "images_refused": 0, "images_withheld": 0}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for each crawl."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """The page, with what its pictures look like in its headers; a page that did not change has that already."""
        if "target" not in request.cb_kwargs or response.status != 200 or not isinstance(response, HtmlResponse):
            return response
        if sha256(response.body).hexdigest() != request.cb_kwargs["target"].sha256:
            for url in await self._wanted(response):
                if not await self._hash(url, response):
                    break
        return response

    async def _wanted(self, response: Response) -> tuple[str, ...]:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        page = Page(response.url, response.body, content_type, now(), self._site.languages)
        try:
            found = await asyncio.to_thread(pictures_on, self._site, page)
        except InputError:  # a page that cannot be read is told where it is parsed
            return ()
        self._spider.counts["images_withheld"] += found.kind == "withheld"
        return found.links

    async def _hash(self, url: str, response: Response) -> bool:
        """Note what one picture looks like, or why that is not known; whether the site wants more to be asked."""
        if not self._spider.may_ask_part():
            self._note(response, Look(refused="not_now"), url)
            return False
        asked = Request(url, meta=dict(HOW), dont_filter=True)
        try:
            assert self._crawler.engine is not None
            answer = await self._crawler.engine.download_async(asked)
            self._spider.heard(answer)
            if answer.status != 200:
                self._note(response, Look(refused=f"http_{answer.status}"), asked.url)
                return answer.status not in (*CLOSED, *WAIT)
            seen = await asyncio.to_thread(look_at, asked.url, answer.body)
        except Exception as fault:  # a picture that cannot be had or read must not cost its page
            seen = Look(refused=reason_of(Failure(fault)))  # type: ignore[no-untyped-call]
        self._note(response, seen, asked.url)
        return True

    def _note(self, response: Response, seen: Look, url: str) -> None:
        name, word = (HASHED, seen.hash) if seen.hash else (REFUSED, seen.refused)
        self._spider.counts["images" if seen.hash else "images_refused"] += 1
        response.headers.appendlist(name, f"{word} {url}")
