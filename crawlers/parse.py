"""From the bytes of one page to its adverts: pure, and the same for a crawl, a replay and a saved page."""

from datetime import datetime
from urllib.parse import urlsplit

from crawlers import sites
from crawlers.families import Fields, is_sitemap, links_on, listing_fields, posting_fields
from crawlers.html import selector_of
from crawlers.site import Listing, Site
from zicht.crawling import Parsed
from zicht.errors import InputError
from zicht.records import Advert

MAX_BYTES = 8 << 20


def parse_page(
    site: Site, url: str, payload: bytes, content_type: str, *, seen_at: datetime, capture: str | None
) -> Parsed:
    """Links and adverts of a page of `site`; `InputError` says what was looked for and not found."""
    _check_size(url, payload)
    links = links_on(site, url, payload, content_type)
    if is_sitemap(payload):
        return Parsed(links=links, kind="sitemap")
    found = _fields(site, url, payload, content_type, seen_at)
    if found:
        marked = {"synthetic": "true"} if site.synthetic else {}
        adverts = tuple(_advert(site.name, url, fields, seen_at, capture, marked) for fields in found)
        return Parsed(links=links, adverts=adverts, kind="detail")
    if links:
        return Parsed(links=links, kind="listing")
    raise _nothing_found(site, url)


def parse_any(url: str, payload: bytes, content_type: str, *, seen_at: datetime, capture: str | None) -> Parsed:
    """The same for a page of any site: by its host, else by the schema.org JobPosting that it carries."""
    for site in map(sites.site, sites.sites()):
        if site.may_fetch(url):
            return parse_page(site, url, payload, content_type, seen_at=seen_at, capture=capture)
    _check_size(url, payload)
    host = urlsplit(url).netloc
    if not host:
        raise InputError(
            f"{url} is geen volledig adres. Geef het adres waar de pagina stond, met https:// ervoor.",
            f"{url} is not a whole address. Give the address where the page stood, with https:// before it.",
        )
    page = selector_of(payload, content_type, url)
    found = posting_fields(page.get(), url, seen_at, ("nl", "en"))
    if not found:
        known = ", ".join(sites.sites())
        raise InputError(
            f"Geen site kent {host}, en de pagina draagt geen schema.org JobPosting. Bekende sites: {known}.",
            f"No site knows {host}, and the page carries no schema.org JobPosting. Known sites: {known}.",
        )
    return Parsed(adverts=tuple(_advert(host, url, fields, seen_at, capture, {}) for fields in found))


def _fields(site: Site, url: str, payload: bytes, content_type: str, seen_at: datetime) -> list[Fields]:
    page = selector_of(payload, content_type, url)
    if isinstance(site.family, Listing):
        fields = listing_fields(site.family, page, seen_at, site.languages)
        return [fields] if fields else []
    return posting_fields(page.get(), url, seen_at, site.languages)


def _advert(
    site: str, url: str, fields: Fields, seen_at: datetime, capture: str | None, marked: dict[str, str]
) -> Advert:
    extra = {**fields.get("extra", {}), **marked}
    return Advert.model_validate(
        {**fields, "extra": extra, "site": site, "url": url, "seen_at": seen_at, "capture": capture}
    )


def _check_size(url: str, payload: bytes) -> None:
    if len(payload) > MAX_BYTES:
        size = len(payload) / (1 << 20)
        raise InputError(
            f"{url}: de pagina is {size:.1f} MB, meer dan {MAX_BYTES >> 20} MB wordt niet gelezen. De vastlegging blijft bewaard.",
            f"{url}: the page is {size:.1f} MB, more than {MAX_BYTES >> 20} MB is not read. The capture is kept.",
        )


def _nothing_found(site: Site, url: str) -> InputError:
    wanted = f"{site.family.title}, {site.family.body}" if isinstance(site.family, Listing) else "JobPosting"
    return InputError(
        f"{url}: geen advertentie en geen verwijzingen gevonden (gezocht: {wanted}). Is de opmaak van {site.name} veranderd?",
        f"{url}: no advert and no links found (looked for: {wanted}). Did the markup of {site.name} change?",
    )
