"""Shapes of sites: from a page to links and an advert. Pure functions over bytes; a site only declares."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import extruct
from lxml import etree
from parsel import Selector

from crawlers.html import first_text, selector_of, text_of_html
from crawlers.site import Listing, Site, Vacancies
from zicht.clock import AMSTERDAM
from zicht.records import canonical_url

Fields = dict[str, Any]  # of one Advert, before it is made
XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:urlset|sitemapindex)\b", re.DOTALL)
UNITS = {"HOUR": "per uur", "DAY": "per dag", "WEEK": "per week", "MONTH": "per maand", "YEAR": "per jaar"}


def links_on(site: Site, url: str, payload: bytes, content_type: str) -> tuple[str, ...]:
    """Pages of the same site that this page leads to, in the order in which they stand."""
    if isinstance(site.family, Vacancies):
        found: Iterable[str] = _sitemap(payload, site.family)
    else:
        found = _listed(site.family, selector_of(payload, content_type, url))
    absolute = (canonical_url(urljoin(url, link.strip())) for link in found)
    return tuple(dict.fromkeys(link for link in absolute if site.may_fetch(link)))


def _listed(family: Listing, page: Selector) -> list[str]:
    wanted = [css for css in (family.advert, family.next) if css]
    return [link for css in wanted for link in page.css(css).xpath("@href").getall()]


def _sitemap(payload: bytes, family: Vacancies) -> list[str]:
    if not is_sitemap(payload):
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(payload, parser)
    inner = "sitemapindex" in root.tag
    links = [text.strip() for text in root.xpath("//*[local-name()='loc']/text()")]
    return [link for link in links if inner or family.pages in link]


def is_sitemap(payload: bytes) -> bool:
    """Whether a page is a sitemap or an index of them."""
    return XML.match(payload[:4096]) is not None


def listing_fields(family: Listing, page: Selector, seen_at: datetime, languages: tuple[str, ...]) -> Fields | None:
    """The advert on a detail page, or None when its title or body is not there."""
    title, body = first_text(page, family.title), first_text(page, family.body)
    if title is None or body is None:
        return None
    return {
        "title": title,
        "body": body,
        "category": first_text(page, family.category),
        "place_text": first_text(page, family.place),
        "price_text": first_text(page, family.price),
        "employer": first_text(page, family.employer),
        "account": first_text(page, family.account),
        "posted_at": _posted(page, family.posted, seen_at, languages),
    }


def _posted(page: Selector, css: str | None, seen_at: datetime, languages: tuple[str, ...]) -> datetime | None:
    found = page.css(css) if css else []
    if not found:
        return None
    said = found[0].attrib.get("datetime") or first_text(page, css)
    return moment_of(said, seen_at, languages) if said else None


def moment_of(said: str, seen_at: datetime, languages: tuple[str, ...]) -> datetime | None:
    """A date or moment as a page writes it (05-11 is 5 November); None when it cannot be read."""
    try:
        moment = datetime.fromisoformat(said.strip())
    except ValueError:
        return _worded(said, seen_at, languages)
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


def _worded(said: str, seen_at: datetime, languages: tuple[str, ...]) -> datetime | None:
    import dateparser  # slow to import, and most sites write ISO

    settings: Any = {
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": seen_at.astimezone(AMSTERDAM).replace(tzinfo=None),
        "PREFER_DATES_FROM": "past",
    }
    moment: datetime | None = dateparser.parse(said, languages=list(languages), settings=settings)
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))


def posting_fields(markup: str, url: str, seen_at: datetime, languages: tuple[str, ...]) -> list[Fields]:
    """Every schema.org JobPosting on a page (JSON-LD or microdata; broken blocks are passed over by extruct)."""
    found = extruct.extract(markup, base_url=url, syntaxes=["json-ld", "microdata"], uniform=True, errors="ignore")
    items = [item for syntax in ("json-ld", "microdata") for item in _flat(found.get(syntax) or [])]
    postings = [item for item in items if "JobPosting" in _many(item.get("@type"))]
    return [fields for item in postings if (fields := _posting(item, seen_at, languages))]


def _flat(items: Iterable[Any]) -> list[dict[str, Any]]:
    flat = []
    for item in items:
        if isinstance(item, dict):
            flat += [item, *_flat(_many(item.get("@graph")))]
    return flat


def _posting(item: dict[str, Any], seen_at: datetime, languages: tuple[str, ...]) -> Fields | None:
    title, body = _plain(item.get("title") or item.get("name")), _plain(item.get("description"))
    if title is None or body is None:
        return None
    posted, until = _plain(item.get("datePosted")), _plain(item.get("validThrough"))
    kinds = [kind for kind in map(_plain, _many(item.get("employmentType"))) if kind]
    extra = {"validThrough": until, "employmentType": ", ".join(kinds)}
    return {
        "title": title,
        "body": body,
        "category": _plain(item.get("industry")) or _plain(item.get("occupationalCategory")) or "vacature",
        "place_text": _place(item.get("jobLocation")),
        "price_text": _salary(item.get("baseSalary")),
        "employer": _plain(_inside(item.get("hiringOrganization"), "name")),
        "posted_at": moment_of(posted, seen_at, languages) if posted else None,
        "extra": {name: value for name, value in extra.items() if value},
    }


def _many(value: Any) -> list[Any]:  # noqa: ANN401 (JSON)
    return [] if value is None else value if isinstance(value, list) else [value]


def _inside(value: Any, *names: str) -> Any:  # noqa: ANN401 (JSON)
    """A value within nested objects; the first of a list; a bare string stands for its own name."""
    for name in names:
        value = next(iter(_many(value)), None)
        value = value.get(name) if isinstance(value, dict) else value if name == "name" else None
    return next(iter(_many(value)), None)


def _plain(value: Any) -> str | None:  # noqa: ANN401 (JSON)
    first = next(iter(_many(value)), None)
    if isinstance(first, bool) or not isinstance(first, str | int | float):
        return None
    return text_of_html(str(first)) or None


def _place(location: Any) -> str | None:  # noqa: ANN401 (JSON)
    address = _inside(location, "address")
    if isinstance(address, str):
        return _plain(address)
    parts = [_plain(_inside(address, name)) for name in ("postalCode", "addressLocality", "addressRegion")]
    return ", ".join(part for part in parts if part) or None


def _salary(salary: Any) -> str | None:  # noqa: ANN401 (JSON)
    value = _inside(salary, "value")
    low, high = (_plain(_inside(value, name)) for name in ("minValue", "maxValue"))
    amount = _plain(_inside(value, "value")) if isinstance(value, dict) else _plain(value)
    said = amount or "-".join(part for part in (low, high) if part)
    if not said:
        return None
    currency = _plain(_inside(salary, "currency")) or ""
    unit = UNITS.get(_plain(_inside(value, "unitText")) or _plain(_inside(salary, "unitText")) or "", "")
    return " ".join(part for part in ("€" if currency == "EUR" else currency, said.replace(".", ","), unit) if part)
