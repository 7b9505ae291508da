"""Pages that JavaScript builds, as a person would see them: Chromium shows them, without a network of its own.

Everything that a page asks for is fetched by the crawl itself, so that its rules hold inside a page too: only hosts of the
site, robots.txt, the way out, sizes, delays, requests a day. What is no text is not fetched, nothing is posted, no cookie is
kept. Scripts and styles that pages share are asked for once in a crawl.
"""

import asyncio
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Request, Response

from crawlers.manners import NotNow
from crawlers.site import Site
from zicht.errors import SiteError

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Playwright, Route

CHROMIUM = Path("/usr/bin/chromium")
MARK = "X-Zicht-Rendered"  # header of a capture that is what a browser made of the answer
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # a proxy that is not there, for loopback too: what is not answered here goes nowhere
    "--proxy-server=http://127.0.0.1:1", "--proxy-bypass-list=<-loopback>", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)  # fmt: skip
FETCHED = frozenset(("document", "script", "xhr", "fetch", "stylesheet"))  # text, and what makes it
PARTS = 60  # requests of one page
QUIET, WHOLE = 20.0, 60.0  # seconds until a page is shown as it is; until it is given up
LARGEST = 8 << 20  # bytes
SHARED = frozenset(("script", "stylesheet"))
MOST_SHARED = 32 << 20  # bytes of them that are kept for the next page
KEPT = frozenset(
    (b"date", b"server", b"content-language", b"x-robots-tag")
)  # of the answer; the rest is about its bytes


class RenderFailed(IgnoreRequest):
    """A page that the browser could not show."""


def check_browser(site: Site) -> None:
    """`SiteError` when a site needs a browser that is not there."""
    if site.browser and (find_spec("playwright") is None or not CHROMIUM.exists()):
        raise SiteError(
            f"Site {site.name} heeft een browser nodig. Installeer zicht[browser], en Debians pakket chromium.",
            f"Site {site.name} needs a browser. Install zicht[browser], and Debian's package chromium.",
        )


class Renderer:
    """Downloader middleware after all others: turns the answer into what the browser shows."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        assert crawler.spider is not None
        self._site: Site = crawler.spider.site  # type: ignore[attr-defined]
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._turn = asyncio.Lock()  # one browser for a crawl, started once
        self._shared: dict[str, Response] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for each crawl; its browser ends with it."""
        renderer = cls(crawler)
        crawler.signals.connect(renderer.close, signals.engine_stopped)
        return renderer

    async def process_response(self, request: Request, response: Response) -> Response:
        """The page as it is shown, when it is a page of the crawl and no part of one."""
        if response.status != 200 or "target" not in request.cb_kwargs or not isinstance(response, HtmlResponse):
            return response
        try:
            return await asyncio.wait_for(self._rendered(request, response), WHOLE)
        except NotNow:
            raise
        except Exception as fault:  # whatever the browser stumbled over: it may not be able to go on either
            await self.close()
            raise RenderFailed(f"{type(fault).__name__}: {fault}"[:300]) from fault

    async def _rendered(self, request: Request, response: HtmlResponse) -> Response:
        browser = await self._started()
        agent = (request.headers.get("User-Agent") or b"").decode()
        context = await browser.new_context(user_agent=agent, service_workers="block", accept_downloads=False)
        try:
            page = await context.new_page()
            shown = _Shown(self, response)
            await shown.on(page)
            if shown.held:  # half a page is no proof of what it shows
                raise NotNow(shown.held)
            text, url = await page.content(), page.url
        finally:
            await context.close()
        body = text.encode("utf-8", "replace")
        if len(body) > LARGEST:
            raise RenderFailed(f"{len(body)} > {LARGEST} (max size)")
        headers = {name: values for name, values in response.headers.items() if name.lower() in KEPT}
        headers |= {
            b"Content-Type": [b"text/html; charset=utf-8"],
            MARK.encode(): [f"Chromium/{browser.version}".encode()],
        }
        return response.replace(
            body=body, headers=headers, url=url if self.may_fetch(url) else response.url, encoding="utf-8"
        )

    def may_fetch(self, url: str) -> bool:
        """Whether an address is the site's own."""
        return self._site.may_fetch(url)

    async def fetched(self, url: str, kind: str) -> Response:
        """A part of a page, fetched and counted as any page of the crawl; `NotNow` when the site wants no more of it."""
        if known := self._shared.get(url):
            return known
        assert self._crawler.engine is not None
        spider: Any = self._crawler.spider
        if not spider.may_ask_part():
            raise NotNow(f"{url}: not now")
        answer = await self._crawler.engine.download_async(Request(url, dont_filter=True))
        if spider.heard(answer):
            raise NotNow(f"{url}: {answer.status}")
        if kind in SHARED and answer.status == 200 and self._room_for(answer):
            self._shared[url] = answer
        return answer

    def _room_for(self, answer: Response) -> bool:
        return len(answer.body) + sum(len(one.body) for one in self._shared.values()) <= MOST_SHARED

    async def _started(self) -> "Browser":
        from playwright.async_api import async_playwright

        async with self._turn:
            if self._browser is None:
                self._playwright = await async_playwright().start()
                self._browser = await self._playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
            return self._browser

    async def close(self) -> None:
        """End the browser."""
        browser, playwright, self._browser, self._playwright = self._browser, self._playwright, None, None
        if browser and playwright:
            await browser.close()
            await playwright.stop()


class _Shown:
    """One page in the browser: answers everything that it asks."""

    def __init__(self, renderer: Renderer, answer: Response) -> None:
        self._renderer, self._answer = renderer, answer
        self._asked = 0
        self.held = ""  # the part that has to wait, and the page with it

    async def on(self, page: "Page") -> None:
        """Show it, until nothing is asked any more or its time is up."""
        from playwright.async_api import TimeoutError as TooLong

        await page.route("**/*", self._reply)
        try:
            await page.goto(self._answer.url, wait_until="networkidle", timeout=QUIET * 1000)
        except TooLong:  # it goes on asking: what is there by now counts
            return

    async def _reply(self, route: "Route") -> None:
        asked = route.request
        self._asked += 1
        if self._asked == 1:
            await route.fulfill(status=200, body=self._answer.body, headers=_plain(self._answer))
        elif self._may(asked.url, asked.method, asked.resource_type):
            await self._pass_on(route)
        else:
            await route.abort("blockedbyclient")

    def _may(self, url: str, method: str, kind: str) -> bool:
        return self._asked <= PARTS and method == "GET" and kind in FETCHED and self._renderer.may_fetch(url)

    async def _pass_on(self, route: "Route") -> None:
        try:
            answer = await self._renderer.fetched(route.request.url, route.request.resource_type)
        except NotNow as fault:
            self.held = str(fault)
            await route.abort("blockedbyclient")
            return
        except Exception:  # robots.txt, an address of our own network, too large: to the page it is not there
            await route.abort("blockedbyclient")
            return
        await route.fulfill(status=answer.status, body=answer.body, headers=_plain(answer))


def _plain(answer: Response) -> dict[str, str]:
    """What the browser must know of bytes that are unpacked already."""
    said: Any = answer.headers.get("Content-Type") or b"text/html"
    return {"Content-Type": said.decode("latin-1")}
