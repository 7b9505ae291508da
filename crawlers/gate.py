"""Nothing leaves for a host that the site does not name: not by a link, not by a redirect, not for robots.txt."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request

from crawlers.site import Site


class ForeignHost(IgnoreRequest):
    """A request to a host that is not the site's own."""


class HostGate:
    """Downloader middleware before all others: also sees what redirects and robots.txt ask for."""

    def __init__(self, site: Site) -> None:
        self._site = site

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The site travels with the spider."""
        assert crawler.spider is not None
        return cls(crawler.spider.site)  # type: ignore[attr-defined]

    def process_request(self, request: Request) -> None:
        """Refuse what is not the site's own."""
        if not self._site.may_fetch(request.url):
            raise ForeignHost(f"{request.url} is geen adres van {self._site.name}")
