"""A sitemap whose pages carry a schema.org JobPosting."""

from collections.abc import Iterable
from typing import Any

from crawlers.dates import moment_of
from crawlers.facts import completed
from crawlers.families.sitemap import is_sitemap, sitemap_links
from crawlers.page import Fields, Page, address
from crawlers.things import Thing, inside, many, money, plain, things_on
from zicht.records import Record

UNITS = {"HOUR": "per uur", "DAY": "per dag", "WEEK": "per week", "MONTH": "per maand", "YEAR": "per jaar"}


class Vacancies(Record):
    """A sitemap (or an index of them) whose pages carry a schema.org JobPosting."""

    pages: str = ""  # only addresses that contain this are followed

    @property
    def wanted(self) -> str:
        """What is looked for on a detail page."""
        return "JobPosting"

    def overview(self, page: Page) -> str | None:
        """A sitemap carries no vacancies."""
        return "sitemap" if is_sitemap(page) else None

    def links(self, page: Page) -> Iterable[str]:
        """Sitemaps within an index, or the pages that a sitemap names."""
        return sitemap_links(page, self.pages) if is_sitemap(page) else ()

    def adverts(self, page: Page) -> list[Fields]:
        """Every vacancy on the page; what its markup does not say of pay or hours, its own words may."""
        return [] if is_sitemap(page) else [completed(fields) for fields in posting_fields(page)]


def posting_fields(page: Page) -> list[Fields]:
    """Every schema.org JobPosting on a page (JSON-LD or microdata) that has a title and a description."""
    found = [posting(thing, page) for thing in things_on(page, "JobPosting")]
    found = [fields for fields in found if fields["title"] and fields["body"]]
    for fields in found:
        said = fields.pop("url")
        if said and len(found) > 1:  # one of several stands under its own address
            fields["url"] = address(page.url, said)
    return found


def posting(thing: Thing, page: Page) -> Fields:
    """The fields of one vacancy, title and body None where it has none; `url` is what it gives as its address."""
    posted, until = plain(thing.get("datePosted")), plain(thing.get("validThrough"))
    kinds = [kind for kind in map(plain, many(thing.get("employmentType"))) if kind]
    extra = {"validThrough": until, "employmentType": ", ".join(kinds)}
    return {
        "url": plain(thing.get("url")),
        "title": plain(thing.get("title") or thing.get("name")),
        "body": plain(thing.get("description")),
        "category": plain(thing.get("industry")) or plain(thing.get("occupationalCategory")) or "vacature",
        "place_text": _place(thing.get("jobLocation")),
        "price_text": _salary(thing.get("baseSalary")),
        "employer": plain(inside(thing.get("hiringOrganization"), "name")),
        "posted_at": moment_of(posted, page.seen_at, page.languages) if posted else None,
        "extra": {name: value for name, value in extra.items() if value},
    }


def _place(location: Any) -> str | None:  # noqa: ANN401 (JSON)
    address = inside(location, "address")
    if isinstance(address, str):
        return plain(address)
    parts = [plain(inside(address, name)) for name in ("postalCode", "addressLocality", "addressRegion")]
    return ", ".join(part for part in parts if part) or None


def _salary(salary: Any) -> str | None:  # noqa: ANN401 (JSON)
    value = inside(salary, "value")
    low, high = (plain(inside(value, name)) for name in ("minValue", "maxValue"))
    amount = plain(inside(value, "value")) if isinstance(value, dict) else plain(value)
    said = amount or "-".join(part for part in (low, high) if part)
    if not said:
        return None
    unit = UNITS.get(plain(inside(value, "unitText")) or plain(inside(salary, "unitText")) or "", "")
    return money(said, plain(inside(salary, "currency")), unit)
