"""From the bytes of one page to its adverts: pure, and the same for a crawl, a replay and a saved page.

What is asked for is asked of the child (`crawlers.jail`), which answers with `read_job`.
"""

from collections import Counter
from datetime import datetime
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from crawlers import sites
from crawlers.families.anypage import AnyPage, any_fields
from crawlers.imposters import why_no_advert
from crawlers.jail import JAIL, Job
from crawlers.page import Fields, Page, part_of
from crawlers.phash import Look, look
from crawlers.pictures import may_speak_of_a_minor, pictures, prints_of
from crawlers.site import Api, Site
from crawlers.traps import without_session
from zicht.clock import now
from zicht.crawling import Parsed
from zicht.errors import InputError
from zicht.records import Advert, canonical_url, encodable

MAX_BYTES = 8 << 20
MOST_LINKS = 50_000  # that a page may lead to: as many as a sitemap may name


def links_on(site: Site, page: Page) -> tuple[str, ...]:
    """Pages of the same site that this page leads to, in the order in which they stand; read in the child."""
    return JAIL.read(_job("links", page, site), page.payload).links


def glance(site: Site, page: Page) -> Parsed:
    """Links and adverts, for a crawl that looks for traps: a page without adverts is no fault here."""
    return JAIL.read(_job("glance", page, site), page.payload)


def parse_page(
    site: Site, url: str, payload: bytes, content_type: str, *, seen_at: datetime, capture: str | None
) -> Parsed:
    """Links and adverts of a page of `site`; `InputError` says what was looked for and not found."""
    _check_size(url, payload)
    return JAIL.read(_job("page", Page(url, payload, content_type, seen_at), site, capture), payload)


def parse_any(url: str, payload: bytes, content_type: str, *, seen_at: datetime, capture: str | None) -> Parsed:
    """The same for a page of any site: by its host, else by what any page tells of itself."""
    _host(url)
    for site in map(sites.site, sites.sites()):
        if site.may_fetch(url):
            return parse_page(site, url, payload, content_type, seen_at=seen_at, capture=capture)
    _check_size(url, payload)
    return JAIL.read(_job("any", Page(url, payload, content_type, seen_at), None, capture), payload)


def pictures_on(site: Site, page: Page) -> Parsed:
    """Addresses (`links`) of the pictures of the one advert on a page; `withheld` where an age under 18 may stand."""
    return JAIL.read(_job("pictures", page, site), page.payload)


def look_at(url: str, payload: bytes) -> Look:
    """What an image looks like, or why that is not known; `ParseLimit` when it costs too much."""
    return Look.model_validate_json(JAIL.ask(Job(want="image", url=encodable(url)), payload))


def _job(want: str, page: Page, site: Site | None, capture: str | None = None) -> Job:
    return Job(
        want=want, site=site.model_dump_json() if site else None, known=tuple(sites.__path__), url=encodable(page.url),
        content_type=encodable(page.content_type), seen_at=page.seen_at, capture=capture,
    )  # fmt: skip


def read_job(job: Job, payload: bytes) -> str:
    """In the child: what `job` asks for, as JSON."""
    if job.want == "image":
        return look(payload).model_dump_json()
    seen_at = job.seen_at or now()
    if job.site is None:
        return _read_any(
            _host(job.url), Page(job.url, payload, job.content_type, seen_at), job.capture
        ).model_dump_json()
    site = _site(job.site, job.known)
    page = Page(job.url, payload, job.content_type, seen_at, site.languages)
    return _READERS[job.want](site, page, job.capture).model_dump_json()


@lru_cache
def _site(said: str, known: tuple[str, ...]) -> Site:
    """The site of the parent: its own file where it has one, because that may do more than it declares."""
    plain = Site.model_validate_json(said)
    sites.__path__[:] = known
    found = sites.site(plain.name) if plain.name in sites.sites() else plain
    return found if found.model_dump_json() == said else plain


def _links(site: Site, page: Page) -> tuple[str, ...]:
    found = islice(site.family.links(page), MOST_LINKS)
    return tuple(dict.fromkeys(without_session(link) for link in found if site.may_fetch(link)))


def _only_links(site: Site, page: Page, capture: str | None) -> Parsed:
    return Parsed(links=_links(site, page))


def _glance(site: Site, page: Page, capture: str | None) -> Parsed:
    links = _links(site, page)
    try:
        return Parsed(links=links, adverts=_adverts(site.name, page, site.family.adverts(page), capture))
    except Exception:  # whatever is wrong with them: parsing will say so
        return Parsed(links=links)


def _read(site: Site, page: Page, capture: str | None) -> Parsed:
    links, found = _links(site, page), site.family.adverts(page)
    if fault := why_no_advert(site, page, found):
        raise fault
    if found:
        adverts = _adverts(site.name, page, found, capture, site.synthetic)
        return Parsed(links=links, adverts=_with_pictures(site, page, adverts), kind="detail")
    if kind := site.family.overview(page) or ("listing" if links else None):
        return Parsed(links=links, kind=kind)
    raise InputError(
        f"{page.url}: geen advertentie en geen verwijzingen gevonden (gezocht: {site.family.wanted})."
        f" Is de opmaak van {site.name} veranderd?",
        f"{page.url}: no advert and no links found (looked for: {site.family.wanted})."
        f" Did the markup of {site.name} change?",
    )


def _with_pictures(site: Site, page: Page, adverts: tuple[Advert, ...]) -> tuple[Advert, ...]:
    """Which pictures stand beside an advert that has the page for itself; of several nobody can say whose they are."""
    if len(adverts) != 1 or adverts[0].url != canonical_url(page.url) or isinstance(site.family, Api):
        return adverts
    return (adverts[0].model_copy(update={"pictures": prints_of(page)}),)


def _pictures(site: Site, page: Page, capture: str | None) -> Parsed:
    """Of several adverts on a page nobody can say whose a picture is."""
    found = _adverts(site.name, page, site.family.adverts(page), capture)
    if len(found) != 1:
        return Parsed(kind="listing")
    if may_speak_of_a_minor(found[0]):
        return Parsed(kind="withheld")
    return Parsed(links=tuple(filter(site.may_fetch, pictures(page))))


_READERS = {"links": _only_links, "glance": _glance, "page": _read, "pictures": _pictures}


def _read_any(host: str, page: Page, capture: str | None) -> Parsed:
    """A page that no site of ours describes; `InputError` says why it has no advert."""
    if found := any_fields(page):
        return Parsed(adverts=_adverts(host, page, found, capture))
    return Parsed(kind=AnyPage().overview(page) or "listing", links=tuple(dict.fromkeys(AnyPage().links(page))))


def _host(url: str) -> str:
    try:
        if host := urlsplit(url).netloc:
            return host
    except ValueError:  # for instance half of an IPv6 address
        pass
    raise InputError(
        f"{url} is geen volledig adres. Geef het adres waar de pagina stond, met https:// ervoor.",
        f"{url} is not a whole address. Give the address where the page stood, with https:// before it.",
    )


def _adverts(
    site: str, page: Page, found: list[Fields], capture: str | None, synthetic: bool = False
) -> tuple[Advert, ...]:
    """The adverts of one page, each with an address of its own: its id hangs on it."""
    marked = {"synthetic": "true"} if synthetic else {}
    told: Counter[str] = Counter()
    adverts = []
    for fields in found:
        url = canonical_url(fields.get("url") or page.url)
        told[url] += 1
        if told[url] > 1:  # a second advert under one address is told apart by its number
            url = part_of(url, str(told[url]))
        extra = {**fields.get("extra", {}), **marked}
        whole = {**fields, "extra": extra, "site": site, "url": url, "seen_at": page.seen_at, "capture": capture}
        adverts.append(Advert.model_validate(whole))
    return tuple(adverts)


def _check_size(url: str, payload: bytes) -> None:
    if len(payload) > MAX_BYTES:
        size = len(payload) / (1 << 20)
        raise InputError(
            f"{url}: de pagina is {size:.1f} MB, meer dan {MAX_BYTES >> 20} MB wordt niet gelezen. De vastlegging blijft bewaard.",
            f"{url}: the page is {size:.1f} MB, more than {MAX_BYTES >> 20} MB is not read. The capture is kept.",
        )
