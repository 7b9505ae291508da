"""Listing pages with links to detail pages, read with CSS selectors."""

from collections.abc import Iterable
from datetime import datetime

from crawlers.dates import moment_of
from crawlers.families import Css
from crawlers.html import first, first_text, text_of
from crawlers.page import Fields, Page, address
from zicht.records import Record

BESIDE = {  # fields of an advert beside title and body, and the selector that finds each
    "category": "category", "place_text": "place", "price_text": "price", "posted_at": "posted", "employer": "employer",
    "account": "account",
}  # fmt: skip


def links_at(page: Page, *selectors: str | None) -> Iterable[str]:
    """Where the links lead that each selector finds."""
    for css in selectors:
        hrefs = page.html.css(css).xpath("@href").getall() if css else ()
        yield from filter(None, (address(page.base, href) for href in hrefs))


class Listing(Record):
    """Listing pages with links to detail pages; every other value is a CSS selector on the detail page."""

    advert: Css  # links to detail pages
    next: Css | None = None  # link to the next listing page
    title: Css
    body: Css
    category: Css | None = None
    place: Css | None = None
    price: Css | None = None
    posted: Css | None = None  # its `datetime` attribute, or its text
    employer: Css | None = None
    account: Css | None = None

    @property
    def wanted(self) -> str:
        """What is looked for on a detail page."""
        return f"{self.title}, {self.body}"

    def overview(self, page: Page) -> str | None:
        """Only its links tell a listing page."""
        return None

    def links(self, page: Page) -> Iterable[str]:
        """Detail pages, then the next listing page."""
        return links_at(page, self.advert, self.next)

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
        found = first(page.html, self.posted) if self.posted else None
        if found is None:
            return None
        said = found.attrib.get("datetime") or text_of(found.root)
        return moment_of(said, page.seen_at, page.languages) if said else None
