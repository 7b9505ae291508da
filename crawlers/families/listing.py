"""Listing pages with links to detail pages, read with CSS selectors."""

from collections.abc import Iterable
from datetime import datetime

from crawlers.dates import moment_of
from crawlers.html import first_text
from crawlers.page import Fields, Page, address
from zicht.records import Record, Text


class Listing(Record):
    """Listing pages with links to detail pages; every other value is a CSS selector on the detail page."""

    advert: Text  # links to detail pages
    next: str | None = None  # link to the next listing page
    title: Text
    body: Text
    category: str | None = None
    place: str | None = None
    price: str | None = None
    posted: str | None = None  # its `datetime` attribute, or its text
    employer: str | None = None
    account: str | None = None

    @property
    def wanted(self) -> str:
        """What is looked for on a detail page."""
        return f"{self.title}, {self.body}"

    def links(self, page: Page) -> Iterable[str]:
        """Detail pages, then the next listing page."""
        for css in (self.advert, self.next):
            hrefs = page.html.css(css).xpath("@href").getall() if css else ()
            yield from filter(None, (address(page.base, href) for href in hrefs))

    def adverts(self, page: Page) -> list[Fields]:
        """The advert on a detail page; none when its title or body is not there."""
        title, body = first_text(page.html, self.title), first_text(page.html, self.body)
        if title is None or body is None:
            return []
        fields = {
            "title": title,
            "body": body,
            "category": first_text(page.html, self.category),
            "place_text": first_text(page.html, self.place),
            "price_text": first_text(page.html, self.price),
            "employer": first_text(page.html, self.employer),
            "account": first_text(page.html, self.account),
            "posted_at": self._posted(page),
        }
        return [fields]

    def _posted(self, page: Page) -> datetime | None:
        found = page.html.css(self.posted) if self.posted else []
        if not found:
            return None
        said = found[0].attrib.get("datetime") or first_text(page.html, self.posted)
        return moment_of(said, page.seen_at, page.languages) if said else None
