"""From saved pages to a site that might read them: a proposal, for a person to look at."""

from collections.abc import Sequence
from posixpath import dirname
from typing import Any
from urllib.parse import urlsplit

from crawlers.families.anypage import AnyPage, any_fields
from crawlers.families.api import Api, loaded
from crawlers.families.feed import Feed, read
from crawlers.families.listing import Listing
from crawlers.families.offers import Offers
from crawlers.families.sitemap import is_sitemap
from crawlers.families.vacancies import Vacancies, posting_fields
from crawlers.page import Page
from crawlers.selecting import NAMED, body_of, field_of, links_to, next_of, title_of
from zicht.errors import InputError
from zicht.records import Explanation

# how APIs call what we want, best first
KEYS = {
    "title": ("title", "titel", "name", "naam", "subject", "headline"),
    "body": ("body", "description", "omschrijving", "text", "tekst", "content", "summary"),
    "link": ("url", "link", "permalink", "href", "slug", "id"),
    "category": ("category", "categorie", "rubriek", "type"),
    "place": ("place", "plaats", "location", "locatie", "city", "stad", "region"),
    "price": ("price", "prijs", "salary", "salaris", "wage"),
    "posted": ("posted", "created", "published", "date", "datum", "created_at", "published_at", "updated"),
    "employer": ("employer", "werkgever", "company", "bedrijf", "organization"),
    "account": ("account", "user", "seller", "author", "gebruiker", "verkoper"),
}
INNER = ("name", "naam", "label", "title", "city", "value", "amount", "username")  # of an object that stands for a text


Family = Listing | Vacancies | Feed | Api | Offers | AnyPage
WHY: dict[type[Family], tuple[str, str]] = {
    Feed: ("de pagina is een feed (RSS of Atom)", "the page is a feed (RSS or Atom)"),
    Api: ("het antwoord is JSON met een lijst van gelijksoortige dingen", "the answer is JSON with a list of like things"),
    Vacancies: ("een pagina beschrijft een vacature als schema.org JobPosting", "a page describes a JobPosting (schema.org)"),
    Offers: ("een pagina beschrijft haar aanbod (schema.org of OpenGraph)", "a page describes its offer (schema.org, OpenGraph)"),
    Listing: ("kop en tekst staan elk in een vast element", "title and text each stand in an element of their own"),
    AnyPage: (
        "geen vaste vorm: titel, tekst, contact, prijs en plaats worden op elke pagina gezocht; kijk deze extra na",
        "no fixed shape: title, text, contact, price and place are looked for on every page; check these with more care",
    ),
}  # fmt: skip


def why(family: Family) -> Explanation:
    """What in the pages spoke for this family."""
    nl, en = WHY[type(family)]
    return Explanation(nl=nl, en=en)


def propose(pages: Sequence[Page]) -> Family:
    """The family that seems to fit; `InputError` when the pages show no advert in any shape that we know."""
    for page in pages:
        if page.once(read).get("version"):
            return Feed()
        if api := _api(page):
            return api
    html = [page for page in pages if not is_sitemap(page)]
    if any(posting_fields(page) for page in html):
        return Vacancies(pages=_folder([page for page in html if posting_fields(page)]))
    if any(Offers().adverts(page) for page in html):
        return _offers(html)
    return _listing(html)


def _offers(pages: Sequence[Page]) -> Offers:
    detail = next(page for page in pages if Offers().adverts(page))
    lists = [page for page in pages if not Offers().adverts(page)]
    shown = (
        {"advert": links_to(lists[0], detail.url), "next": next_of(lists[0])} if lists else {"advert": _named(detail)}
    )
    return Offers.model_validate(shown)


def _shows(page: Page) -> bool:
    """Whether a page of no known shape seems to show an advert."""
    try:
        return bool(any_fields(page))
    except InputError:
        return False


def _listing(pages: Sequence[Page]) -> Listing | AnyPage:
    """The page with most words shows an advert, the one with most links the list of them."""
    details = [page for page in pages if title_of(page) and body_of(page)]
    if not details and (plain := [page for page in pages if _shows(page)]):
        return AnyPage(pages=_folder(plain))
    if not details:
        raise InputError(
            "Op deze pagina's staat geen advertentie die wij herkennen: geen feed, geen JSON, geen schema.org, geen kop met"
            " tekst. Bewaar de pagina van één advertentie, nadat de browser haar heeft getoond.",
            "These pages show no advert that we recognise: no feed, no JSON, no schema.org, no heading with text. Save the"
            " page of one advert, after the browser has shown it.",
        )
    detail = max(details, key=lambda page: page.url.count("/") * 1000 + len(page.html.css("p")))
    lists = [page for page in pages if page is not detail and links_to(page)]
    shown: dict[str, str | None] = {name: field_of(detail, name) for name in NAMED}
    shown |= {"title": title_of(detail), "body": body_of(detail), "advert": _named(detail)}
    if lists:
        shown |= {"advert": links_to(lists[0], detail.url), "next": next_of(lists[0])}
    said = [shown["title"], shown["body"]]
    return Listing.model_validate(
        {name: css for name, css in shown.items() if name in ("title", "body") or css not in said}
    )


def _named(detail: Page) -> str:
    """Links to pages in the same folder as this advert."""
    folder = _folder([detail])
    return f'a[href*="{folder}"]' if folder else "a"


def _folder(pages: Sequence[Page]) -> str:
    folder = dirname(urlsplit(pages[0].url).path)
    return f"{folder}/" if folder.strip("/") else ""


def _api(page: Page) -> Api | None:
    answer = page.once(loaded)
    path, items = _longest(answer, "")
    if not items:
        return None
    fields = {name: _key(items, keys) for name, keys in KEYS.items()}
    if not fields["title"] or not fields["body"]:
        return None
    following = answer.get("next") if isinstance(answer, dict) else None
    return Api.model_validate({"items": path or "@", "next": "next" if following else None, **fields})


def _longest(value: Any, path: str, depth: int = 0) -> tuple[str, list[dict[str, Any]]]:  # noqa: ANN401 (JSON)
    """The longest list of objects in an answer, and the path to it."""
    if isinstance(value, list):
        objects = [item for item in value if isinstance(item, dict)]
        return (path, objects) if objects else (path, [])
    if not isinstance(value, dict) or depth > 3:
        return path, []
    within = [
        _longest(inner, f"{path}.{name}" if path else name, depth + 1)
        for name, inner in value.items()
        if name.isidentifier()
    ]
    return max(within, key=lambda found: len(found[1]), default=(path, []))


def _key(items: Sequence[dict[str, Any]], keys: Sequence[str]) -> str | None:
    """The first of these keys that an item has; within an object, what names it."""
    for key in keys:
        values = [item[key] for item in items if item.get(key) not in (None, "", [], {})]
        if values and isinstance(values[0], dict):
            return next((f"{key}.{inner}" for inner in INNER if inner in values[0]), None)
        if values:
            return key
    return None
