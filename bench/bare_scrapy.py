"""Bare Scrapy on the demo classifieds: follows the same links, keeps nothing. Prints pages and seconds."""

import json
import sys
import time
from collections.abc import Iterator

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response


class Bare(scrapy.Spider):
    """Listing pages and detail pages, by the same selectors as our site file."""

    name = "bare"
    pages = 0
    custom_settings = {
        "ROBOTSTXT_OBEY": True,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_ENABLED": False,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "DOWNLOAD_DELAY": 0,
    }

    def parse(self, response: Response) -> Iterator[scrapy.Request]:
        """Follow adverts and the next page."""
        Bare.pages += 1
        for link in response.css("a.advert::attr(href), a.next::attr(href)").getall():
            yield response.follow(link)


def main(url: str) -> None:
    """Crawl from `url`; one JSON line."""
    process = CrawlerProcess()
    process.crawl(Bare, start_urls=[url])
    started = time.perf_counter()
    process.start()
    print(json.dumps({"pages": Bare.pages, "seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main(sys.argv[1])
