"""Any page: what a site describes if it does, else what its title, its text, its labels and its words say."""

import re
from collections.abc import Iterable

from crawlers.about import is_offered, name_of, posted_on, things_of_one, title_on
from crawlers.barren import is_listing, why_barren
from crawlers.facts import completed, facts_on
from crawlers.families import Css
from crawlers.families.listing import links_at
from crawlers.families.offers import Offers, thing_fields
from crawlers.families.sitemap import is_sitemap, sitemap_links
from crawlers.families.vacancies import posting, posting_fields
from crawlers.maintext import main_text
from crawlers.page import Fields, Page
from crawlers.things import kinds_of, outer_things, plain
from zicht.records import Record

WORD = re.compile(r"\w+")
ARTICLES = frozenset(("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting"))
TITLE = 120  # characters of a first line that stands in for a title


class AnyPage(Record):
    """A site that nobody described yet: `follow` finds the links, the rest is found by how pages are made."""

    follow: Css = "a"
    pages: str = ""  # only links, and addresses in a sitemap, that contain this

    @property
    def wanted(self) -> str:
        """What is looked for."""
        return "schema.org, OpenGraph, tekst"

    def overview(self, page: Page) -> str | None:
        """A sitemap, or a page that shows many others."""
        return "sitemap" if is_sitemap(page) else "listing" if is_listing(page) else None

    def links(self, page: Page) -> Iterable[str]:
        """Every link that may lead to an advert."""
        if is_sitemap(page):
            return sitemap_links(page, self.pages)
        return (link for link in links_at(page, self.follow) if self.pages in link)

    def adverts(self, page: Page) -> list[Fields]:
        """What the page describes, else what it shows; `InputError` says in words why a page has no advert."""
        return any_fields(page)


def any_fields(page: Page) -> list[Fields]:
    """Adverts on a page of any site: JobPosting, then Product, Offer or OpenGraph, then title and main text."""
    if found := [completed(fields) for fields in posting_fields(page)]:
        return found
    if is_sitemap(page) or is_listing(page):
        return []
    described = next(iter(Offers().adverts(page)), None) or _named(page)
    if (fault := why_barren(page)) is None:
        shown = _shown(page)
        return [_joined(described, shown) if described and _is_offer(described, page) else shown]
    if described is None:
        raise fault
    return [{**described, "body": described["body"] or described["title"]}]


def _named(page: Page) -> Fields | None:
    """A thing that the page describes in few words, its name if no more."""
    for thing in things_of_one(page)[:1]:
        about = {"title": name_of(thing), "body": plain(thing.get("description") or thing.get("articleBody"))}
        made = posting(thing, page) if "JobPosting" in kinds_of(thing) else thing_fields(thing, page)
        return {name: value for name, value in {**made, **about}.items() if name != "url"}
    return None


def _is_offer(described: Fields, page: Page) -> bool:
    """Whether what is described is an advert, and no article of which the page shows more."""
    if described.get("price_text"):
        return True
    outer = outer_things(page)
    return any(map(is_offered, outer)) and all(kinds_of(thing).isdisjoint(ARTICLES) for thing in outer)


def _shown(page: Page) -> Fields:
    """The page as its reader sees it; contacts beside the text are added to it, because only title and text are searched."""
    title, text = title_on(page), main_text(page)
    facts = facts_on(page, title or "", text)
    beside = facts["extra"].get("contact")
    body = f"{text}\n{beside}" if beside else text
    return {**facts, "title": title or text.split("\n")[0][:TITLE], "body": body, "posted_at": posted_on(page)}


def _joined(described: Fields, shown: Fields) -> Fields:
    """What is described, with what is shown where nothing is; no word of either text is lost.

    The description stands apart in `extra` too, where the body says more.
    """
    said, body = described["body"] or "", _both(described["body"] or "", shown["body"])
    extra = {**shown["extra"], **described.get("extra", {}), **({"description": said} if said and body != said else {})}
    given = {name: value for name, value in described.items() if value}
    return {**shown, **given, "body": body, "extra": extra}


def _both(one: str, other: str) -> str:
    """The longer of two texts, with the shorter under it unless it says most of that already."""
    short, long = sorted((one, other), key=len)
    runs = _runs(short)
    return long if len(runs & _runs(long)) * 2 >= len(runs) else f"{long}\n{short}"


def _runs(text: str) -> set[tuple[str, ...]]:
    """Its runs of three words."""
    words = WORD.findall(text.casefold())
    return set(zip(words, words[1:], words[2:], strict=False))
