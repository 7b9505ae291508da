"""Shops and classifieds that describe what they offer: schema.org Product or Offer, else OpenGraph."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from crawlers.dates import moment_of
from crawlers.families import Css
from crawlers.families.listing import links_at
from crawlers.families.sitemap import is_sitemap, sitemap_links
from crawlers.html import first_text
from crawlers.page import Fields, Page, address
from crawlers.things import PRODUCTS, Thing, inside, money, plain, things_on
from zicht.records import Record


class Offers(Record):
    """Pages with one offer each, found by links or in a sitemap; `body` is where the whole text stands, if not in the markup."""

    advert: Css | None = None  # links to detail pages
    next: Css | None = None
    pages: str = ""  # of a sitemap, only addresses that contain this
    body: Css | None = None

    @property
    def wanted(self) -> str:
        """What is looked for."""
        return "schema.org Product, Offer; OpenGraph product"

    def overview(self, page: Page) -> str | None:
        """A sitemap carries no offers."""
        return "sitemap" if is_sitemap(page) else None

    def links(self, page: Page) -> Iterable[str]:
        """Pages of offers, then the next overview."""
        return sitemap_links(page, self.pages) if is_sitemap(page) else links_at(page, self.advert, self.next)

    def adverts(self, page: Page) -> list[Fields]:
        """The offer on the page; others beside it are only shown."""
        if is_sitemap(page):
            return []
        fields = _described(page) or _graphed(page)
        body = first_text(page.html, self.body) or (fields and fields["body"])
        return [{**fields, "body": body}] if fields and body else []


def _described(page: Page) -> Fields | None:
    """The thing whose address this is, else the first one."""
    things = things_on(page, *PRODUCTS) or things_on(page, "Offer")
    named = [thing for thing in things if plain(thing.get("name")) or inside(thing.get("itemOffered"), "name")]
    here = [thing for thing in named if address(page.url, str(thing.get("url") or "")) == address(page.url, "")]
    chosen = next(iter(here or named), None)
    return thing_fields(chosen, page) if chosen else None


def thing_fields(thing: Thing, page: Page) -> Fields:
    """The fields of one thing that is offered."""
    offer = inside(thing.get("offers")) or thing
    offered = thing.get("itemOffered")
    posted = plain(thing.get("datePosted")) or plain(_of(offer, "validFrom")) or plain(_of(offer, "availabilityStarts"))
    return {
        "title": plain(thing.get("name")) or plain(inside(offered, "name")),
        "body": plain(thing.get("description")) or plain(_of(offered, "description")),
        "category": plain(inside(thing.get("category"), "name")),
        "place_text": _place(offer) or _place(thing),
        "price_text": _price(offer),
        "account": plain(inside(_of(offer, "seller") or _of(offer, "offeredBy"), "name")),
        "posted_at": moment_of(posted, page.seen_at, page.languages) if posted else None,
    }


def _of(value: Any, name: str) -> Any:  # noqa: ANN401 (JSON)
    return inside(value, name) if isinstance(value, dict | list) else None


def _price(offer: Any) -> str | None:  # noqa: ANN401 (JSON)
    said = _of(offer, "priceSpecification") or offer
    low, high = plain(_of(said, "lowPrice")), plain(_of(said, "highPrice"))
    amount = plain(_of(said, "price")) or "-".join(part for part in (low, high) if part)
    return money(amount, plain(_of(said, "priceCurrency")) or plain(_of(offer, "priceCurrency"))) if amount else None


def _place(thing: Any) -> str | None:  # noqa: ANN401 (JSON)
    where = _of(thing, "availableAtOrFrom") or _of(thing, "areaServed") or _of(thing, "address")
    at = _of(where, "address") or where
    if isinstance(at, str):
        return plain(at)
    parts = [plain(_of(at, name)) for name in ("postalCode", "addressLocality", "addressRegion", "name")]
    return ", ".join(part for part in parts if part) or None


def _graphed(page: Page) -> Fields | None:
    """What OpenGraph says of a product; every page has a title there, so that a price or a type must say that it is one."""
    said = _meta(page)
    amount = said.get("product:price:amount") or said.get("og:price:amount")
    if "og:title" not in said or not (amount or "product" in said.get("og:type", "")):
        return None
    currency = said.get("product:price:currency") or said.get("og:price:currency")
    return {
        "title": said["og:title"],
        "body": said.get("og:description"),
        "category": said.get("product:category"),
        "place_text": said.get("og:locality") or said.get("og:region"),
        "price_text": money(amount, currency) if amount else None,
        "posted_at": _published(said.get("article:published_time"), page),
    }


def _meta(page: Page) -> dict[str, str]:
    """The first value of every property that says something."""
    found: dict[str, str] = {}
    for meta in page.html.css("meta[content]"):
        name = meta.attrib.get("property") or meta.attrib.get("name") or ""
        if said := plain(meta.attrib["content"]):
            found.setdefault(name.lower(), said)
    return found


def _published(said: str | None, page: Page) -> datetime | None:
    return moment_of(said, page.seen_at, page.languages) if said else None
