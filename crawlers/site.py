"""What a site declares: its family, where it starts, how politely it is read, what a good run looks like."""

from collections.abc import Mapping
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from crawlers.addresses import host_inside
from crawlers.families.anypage import AnyPage as AnyPage
from crawlers.families.api import Api as Api
from crawlers.families.feed import Feed as Feed
from crawlers.families.listing import Listing as Listing
from crawlers.families.offers import Offers as Offers
from crawlers.families.vacancies import Vacancies as Vacancies
from zicht.errors import SiteError
from zicht.records import Record, Text

Hour = Annotated[int, Field(ge=0, le=24)]


class Expect(Record):
    """What a good run looks like: too few pages keep a site out of the day's lists, too many warn.

    A field that is filled less often warns too; less than half as often keeps the site out.
    """

    adverts: int = Field(ge=1)  # pages that are there, at least
    most: int | None = Field(default=None, ge=1)  # and at most
    filled: dict[str, float] = {}  # share of adverts in which a field is filled


def pages_there(stats: Mapping[str, int]) -> int:
    """Pages of a run that were there, those that a process of it which was cut off had read too."""
    return sum(stats.get(how, 0) for how in ("captured", "unchanged", "before"))


class Site(Record):
    """One source; `local` marks a test site on loopback, the only kind that may be there."""

    name: Text
    family: Listing | Vacancies | Feed | Api | Offers | AnyPage
    start: tuple[Text, ...] = Field(min_length=1)
    hosts: tuple[Text, ...] = Field(min_length=1)  # host or host:port
    expect: Expect
    delay: float = Field(default=2.0, ge=0)  # seconds between requests
    concurrency: int = Field(default=1, ge=1, le=32)
    budget: int | None = Field(default=None, ge=1)  # requests a day (Amsterdam)
    quiet: tuple[Hour, Hour] | None = None  # from this hour to that one (Amsterdam) nothing is asked: (23, 6)
    languages: tuple[str, ...] = ("nl", "en")
    browser: bool = False  # JavaScript builds its pages: captured as Chromium shows them
    images: bool = False  # hashes of an advert's pictures, where the legal basis says so; never the pictures
    local: bool = False
    synthetic: bool = False

    @model_validator(mode="after")
    def _stay_where_it_belongs(self) -> Self:
        for host in self.hosts:
            if host_inside(host) != self.local:
                raise SiteError(
                    f"Site {self.name}: {host} {'is geen' if self.local else 'is een'} adres op dit netwerk."
                    " Alleen een lokale toets (local=True) mag daar zijn.",
                    f"Site {self.name}: {host} {'is not' if self.local else 'is'} an address on this network."
                    " Only a local test (local=True) may be there.",
                )
        return self

    def may_fetch(self, url: str) -> bool:
        """Whether an address is this site's own."""
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and parts.netloc.lower() in self.hosts
