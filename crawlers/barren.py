"""Pages without an advert: a list of others, an error that answers 200, a closed door, nothing at all."""

import re
from collections import defaultdict
from typing import Any
from urllib.parse import urlsplit

from crawlers.about import meta_on, title_on
from crawlers.excuses import NUMBER, SMALL, SORRY, Excuse, excuse_in
from crawlers.labels import MENUS, labelled, lines_of
from crawlers.maintext import NAMED_AROUND, main_text
from crawlers.page import Page, address
from crawlers.things import plain, things_on
from zicht.errors import InputError

LEAST = 25  # characters: less is no advert
SINGLE = (
    "JobPosting",
    "Product",
    "Event",
    "MusicEvent",
    "NewsArticle",
    "Article",
    "BlogPosting",
)  # a page of one shows one
PROSE, LITTLE = 100, 500  # characters of a line that is read, not glanced at; and of all such lines on a list
ITEMS = 6  # links to others that make a list
FACTS = 3  # labels with a value: these are of one thing
NOTHING = re.compile(
    r"\b(?:geen|0) (?:resultaten|advertenties|vacatures|zoekresultaten)|\b(?:no|0) (?:results|jobs|ads|listings|vacancies)\b|"
    r"nothing found|"
    r"keine (?:ergebnisse|treffer)|brak wyników|0 (?:výsledků|nabídek)|nenašli|nenalez",
    re.IGNORECASE,
)


def is_listing(page: Page) -> bool:
    """Whether it shows others, or says that there are none."""
    return bool(page.once(_is_listing))


def _is_listing(page: Page) -> bool:
    names = {
        plain(thing.get("name") or thing.get("title") or thing.get("headline")) for thing in things_on(page, *SINGLE)
    }
    if len(names) == 1 or meta_on(page).get("og:type") == "article" or len(labelled(page)) >= FACTS:
        return False
    prose = sum(len(line) for line in main_text(page).split("\n") if len(line) >= PROSE)
    if prose > LITTLE:
        return False
    if max(map(len, _groups(page).values()), default=0) >= ITEMS:
        return True
    return any(NOTHING.search(line) for line in lines_of(page) if len(line) <= PROSE)


def _groups(page: Page) -> dict[str, set[str]]:
    """Where links lead that look alike and stand alone in a heading, an item or a cell, by how they look."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    outside: set[Any] = set()
    for node in page.html.root.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag in MENUS or node.getparent() in outside or NAMED_AROUND.search(node.get("class") or ""):
            outside.add(node)
        elif node.tag == "a" and (target := address(page.base, node.get("href") or "")) and _is_other(page, target):
            groups[f"{node.getparent().tag} {node.get('class') or ''} {_folder(target)}"].add(target)
    return groups


def _is_other(page: Page, target: str) -> bool:
    """Another page, deeper than a front door."""
    path = urlsplit(target).path
    return path != urlsplit(page.url).path and len(path) > 8


def _folder(target: str) -> str:
    parts = urlsplit(target)
    return parts.netloc + parts.path.rstrip("/").rpartition("/")[0]


def why_barren(page: Page) -> InputError | None:
    """Why a page that is no list has no advert either; None when it seems to have one."""
    text, title = main_text(page), title_on(page) or ""
    if len(text) < LEAST:
        return _empty(page, text)
    excuse = excuse_in(title, text) if len(text) <= SMALL else None
    if excuse and (excuse.is_all_of(title) or not _offers(page, text, excuse)):
        return excuse.fault(page.url)
    return None


def _offers(page: Page, text: str, excuse: Excuse) -> bool:
    """Whether it tells more than its excuse: at length, with facts, or with a number to call.

    Who writes that an earlier advert was removed has an advert.
    """
    at_length = len(text) > SORRY and not (excuse.titled and excuse.sure)
    return at_length or bool(labelled(page)) or bool(NUMBER.search(text))


def _empty(page: Page, text: str) -> InputError:
    if not text and page.html.xpath("(//script)[1]"):
        return InputError(
            f"{page.url}: de pagina toont zonder JavaScript geen tekst. Bewaar haar nadat de browser haar heeft getoond.",
            f"{page.url}: without JavaScript the page shows no text. Save it after the browser has shown it.",
        )
    if not text:
        return InputError(f"{page.url}: de pagina is leeg.", f"{page.url}: the page is empty.")
    return InputError(
        f"{page.url}: de pagina toont te weinig tekst voor een advertentie (“{text}”).",
        f"{page.url}: the page shows too little text for an advert (“{text}”).",
    )
