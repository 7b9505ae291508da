"""Hashes the pictures of adverts, for a site that says so and whose legal basis does; words alone are the rule (REQ-L03).

Pictures are fetched by the crawl itself: hosts, robots.txt, the way out, delays and requests a day hold for them too. The
bytes go to the child that reads, and nowhere else; the capture keeps a hash, or a reason, and the address. Of a page that
did not change the pictures are asked for again on the condition that they did.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any, Self, cast

from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Request, Response
from twisted.python.failure import Failure

from crawlers.manners import CLOSED, WAIT
from crawlers.page import Page
from crawlers.parse import look_at, pictures_on
from crawlers.phash import LARGEST, Look
from crawlers.pictures import HASHED, KEPT, REFUSED, Seen, seen_in
from crawlers.reasons import reason_of
from crawlers.scribe import SWAPPED
from crawlers.site import Site
from zicht.clock import now
from zicht.errors import InputError, ZichtError
from zicht.looks import SAME, distance

HOW = {"download_maxsize": LARGEST, "download_timeout": 15, "dont_retry": True}


class Hasher:
    """Downloader middleware next to the spider: sees the page as it will be captured."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        spider: Any = crawler.spider
        self._spider, self._site = spider, cast(Site, spider.site)
        spider.counts |= {"images": 0, "images_refused": 0, "images_withheld": 0, "images_swapped": 0}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for each crawl."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """The page, with what its pictures look like in its headers; where it did not change, one may be another all the same."""
        target = request.cb_kwargs.get("target")
        if target is None or response.status not in (200, 304):
            return response
        if response.status == 304 or sha256(response.body).hexdigest() == target.sha256:
            return await self._looked_again(request, response)
        return await self._with_hashes(response)

    async def _with_hashes(self, response: Response) -> Response:
        if isinstance(response, HtmlResponse):
            for url in await self._wanted(response):
                if not await self._hash(url, response):
                    break
        return response

    async def _looked_again(self, request: Request, response: Response) -> Response:
        """The answer as it came, unless another photograph stands on the page: then the page whole, to be captured anew."""
        with suppress(ZichtError):  # of the ledger: it is told when the page is written down
            said = await asyncio.to_thread(self._spider.recorder.last_headers, request.cb_kwargs["target"])
            if await self._is_swapped(seen_in(said)):
                whole = response if response.status == 200 else await self._whole(request)
                if whole is not None:
                    self._spider.counts["images_swapped"] += 1
                    whole.flags.append(SWAPPED)
                    return await self._with_hashes(whole)
        return response

    async def _is_swapped(self, known: Sequence[Seen]) -> bool:
        """Asked on the condition that it changed; a picture that cannot be had or read now is no other."""
        for one in filter(lambda one: self._site.may_fetch(one.address), known):
            if not self._spider.may_ask_part():
                return False
            with suppress(Exception):
                answer = await self._download(Request(one.address, headers=one.conditions, meta=dict(HOW)))
                if answer.status in (*CLOSED, *WAIT):
                    return False
                look = await asyncio.to_thread(look_at, one.address, answer.body) if answer.status == 200 else Look()
                if look.hash and distance(look.hash, one.hash) > SAME:
                    return True
        return False

    async def _whole(self, request: Request) -> Response | None:
        """The page that answered that it did not change, without that condition; None when it cannot be had now."""
        if not self._spider.may_ask_part():
            return None
        with suppress(Exception):
            answer = await self._download(Request(request.cb_kwargs["target"].url))
            if answer.status == 200 and answer.request is not None:
                kept = {name: getattr(request, name) for name in ("callback", "errback", "cb_kwargs")}
                answer.request = answer.request.replace(**kept)
                return answer
        return None

    async def _download(self, asked: Request) -> Response:
        assert self._crawler.engine is not None
        answer = await self._crawler.engine.download_async(asked.replace(dont_filter=True))
        self._spider.heard(answer)
        return answer

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
        asked = Request(url, meta=dict(HOW))
        try:
            answer = await self._download(asked)
            if answer.status != 200:
                self._note(response, Look(refused=f"http_{answer.status}"), asked.url)
                return answer.status not in (*CLOSED, *WAIT)
            seen = await asyncio.to_thread(look_at, asked.url, answer.body)
        except Exception as fault:  # a picture that cannot be had or read must not cost its page
            self._note(response, Look(refused=reason_of(Failure(fault))), asked.url)  # type: ignore[no-untyped-call]
            return True
        self._note(response, seen, asked.url)
        for kept, (told, _) in KEPT.items():
            if seen.hash and (value := (answer.headers.get(told) or b"").decode("latin-1")).isprintable() and value:
                response.headers.appendlist(kept, f"{asked.url} {value}")
        return True

    def _note(self, response: Response, seen: Look, url: str) -> None:
        name, word = (HASHED, seen.hash) if seen.hash else (REFUSED, seen.refused)
        self._spider.counts["images" if seen.hash else "images_refused"] += 1
        response.headers.appendlist(name, f"{word} {url}")
