"""A page that fits the selectors of a site and is no advert: an error page in the site's own dress, or another page of it.

A selector finds a heading and a text on almost anything. What tells an advert is what it says, and whether what the site
has beside title and text (place, price, date, account) is there too.
"""

from collections.abc import Sequence

from crawlers.excuses import NUMBER, SMALL, SORRY, ErrorPage, Excuse, excuse_in
from crawlers.families.feed import Feed
from crawlers.families.listing import BESIDE, Listing
from crawlers.html import first_text
from crawlers.page import Fields, Page
from crawlers.site import Site

OFTEN = 0.9  # share of a site's adverts that have a field: then one without it is odd
MANY, FEW = 3, 2  # fields that a site shows, and of them so often, before their absence alone says something


def why_no_advert(site: Site, page: Page, found: Sequence[Fields]) -> ErrorPage | None:
    """Why what was read from this page is no advert of the site; None when it is one, or the site does not say how they look."""
    family = site.family.detail if isinstance(site.family, Feed) else site.family
    if not isinstance(family, Listing):
        return None
    if len(found) != 1:
        return None if found else _excused(page)
    fields = found[0]
    excuse = excuse_in(fields["title"], fields["body"]) or _headed(page)
    if excuse and _tells(site, family, fields, excuse):
        return excuse.fault(page.url)
    return _unlike(site, family, page, fields)


def _headed(page: Page) -> Excuse | None:
    """What the head of the page says, beside its shown title."""
    excuse = excuse_in(first_text(page.html, "title") or "")
    return excuse if excuse and excuse.sure else None


def _excused(page: Page) -> ErrorPage | None:
    """A page with other adverts' links, or without anything, that says in its title that something is wrong."""
    for css in ("h1", "title"):
        said = first_text(page.html, css) or ""
        if (excuse := excuse_in(said)) and excuse.is_all_of(said):
            return excuse.fault(page.url)
    return None


def _tells(site: Site, family: Listing, fields: Fields, excuse: Excuse) -> bool:
    """Whether the excuse is the page's own: nothing of an advert is there, or its title says only this and much is missing."""
    shown, there, body = _shown(family), _there(family, fields), len(fields["body"])
    if body > SMALL:
        return False
    if shown and not there:
        return excuse.sure or body <= SORRY
    if excuse.is_all_of(fields["title"]):
        return not shown or bool((_often(site) & shown) - there) or 2 * len(there) <= len(shown)
    only_sorry = body <= SORRY and not NUMBER.search(fields["body"])
    return not shown and excuse.sure and not excuse.titled and only_sorry


def _unlike(site: Site, family: Listing, page: Page, fields: Fields) -> ErrorPage | None:
    """A short page with nothing of what almost every advert of the site has."""
    shown, often = _shown(family), _often(site) & _shown(family)
    if _there(family, fields) or len(shown) < MANY or len(often) < FEW or len(fields["body"]) > SMALL:
        return None
    names = ", ".join(sorted(shown))
    return ErrorPage(
        f"{page.url}: de pagina lijkt niet op een advertentie van {site.name}: wel titel en tekst, maar niets van {names}.",
        f"{page.url}: the page does not look like an advert of {site.name}: title and text, but nothing of {names}.",
    )


def _shown(family: Listing) -> set[str]:
    """What the site says that its adverts show beside title and text."""
    return {name for name, selector in BESIDE.items() if getattr(family, selector)}


def _there(family: Listing, fields: Fields) -> set[str]:
    return {name for name in _shown(family) if fields.get(name)}


def _often(site: Site) -> set[str]:
    return {name for name, share in site.expect.filled.items() if share >= OFTEN}
