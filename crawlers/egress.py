"""The one way out: every name is resolved here, and an address on a network of our own is refused, however it is reached.

Scrapy asks for each connection anew, for links, redirects and robots.txt alike, and connects to the address that it got
here: a name that first points outside and then inside (rebinding) finds this door each time.
"""

from collections.abc import Sequence
from typing import Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawlers.addresses import is_inside

LOCAL = "ZICHT_LOCAL"  # Scrapy setting: a test site, the only kind that may be on this machine


REFUSED: dict[str, str] = {}  # name → address that this process refused; Twisted only says that there is no address


class PrivateAddressError(DNSLookupError):
    """A name that leads to a network of our own, or, for a test site, away from it."""


class EgressResolver(CachingThreadedResolver):
    """Scrapy's resolver (IPv4), with a look at every answer."""

    local = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """The resolver of one crawl."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.local = crawler.settings.getbool(LOCAL)
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":
        """The address of a name, if it may be reached; `PrivateAddressError` when not."""
        return super().getHostByName(name, timeout).addCallback(self.checked, name)

    def checked(self, address: str, name: str) -> str:
        """The address, when it lies on the side where the site belongs."""
        if is_inside(address) != self.local:
            REFUSED[name] = address
            raise PrivateAddressError(f"{name} → {address}")
        return address
