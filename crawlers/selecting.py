"""CSS selectors that a person could have written: for one element, for a group of links, for the field of an advert."""

import re
from collections import defaultdict
from typing import Any

from parsel import Selector

from crawlers.html import text_of
from crawlers.page import Page, address

STABLE = re.compile(
    r"^[a-zA-Z][a-zA-Z_-]*$"
)  # a class with figures in it is often made by a machine, and gone tomorrow
DEPTH = 4
SHORT = 80  # characters: what is longer is no place, price or name
PRICE = re.compile(r"(?:€|\beur(?:o)?\b)\s*\d|\d[\d.,]*\s*(?:€|euro\b|,-)", re.IGNORECASE)
DATE = re.compile(
    r"\d{1,2}[-/ .](?:\d{1,2}|[a-z]{3,9}\.?)[-/ .]\d{2,4}|\d{4}-\d\d-\d\d|\b(?:vandaag|gisteren|geleden)\b",
    re.IGNORECASE,
)
# words in class, id or itemprop that name a field, in Dutch and English
NAMED = {
    "category": re.compile(r"categor|rubriek|breadcrumb|kruimel", re.IGNORECASE),
    "place": re.compile(r"place|plaats|locat|city|stad\b|woonplaats|regio", re.IGNORECASE),
    "price": re.compile(r"price|prijs|tarief|vergoeding|salar", re.IGNORECASE),
    "posted": re.compile(r"posted|date|datum|geplaatst|published", re.IGNORECASE),
    "employer": re.compile(r"employer|werkgever|company|bedrijf|organi[sz]ati", re.IGNORECASE),
    "account": re.compile(r"account|user|seller|verkoper|adverteerder|gebruiker|author|\blid\b", re.IGNORECASE),
}
LOOKS = {"price": PRICE, "posted": DATE}
NEXT = re.compile(r"^\W*(?:volgende|next|verder|meer)\b|^\W*[›»>]\W*$", re.IGNORECASE)
OUTSIDE = frozenset("nav header footer aside script style form noscript template head".split())


def selector_for(node: Any, page: Selector) -> str | None:  # noqa: ANN401 (an lxml element)
    """A selector whose first match is this element; None when no plain one is."""
    for css in _own(node):
        if _first(page, css) is node:
            return css
    return _below(node, page)


def _own(node: Any) -> list[str]:  # noqa: ANN401
    number, classes = node.get("id") or "", (node.get("class") or "").split()
    named = [f"#{number}"] if STABLE.match(number) else []
    prop = node.get("itemprop") or ""
    named += [f"[itemprop={prop}]"] if STABLE.match(prop) else []
    return [*named, *(f"{node.tag}.{name}" for name in classes if STABLE.match(name)), str(node.tag)]


def _below(node: Any, page: Selector) -> str | None:  # noqa: ANN401
    """Within the nearest element around it that has a selector."""
    around = node.getparent()
    for _ in range(DEPTH):
        if around is None:
            return None
        for outer in _own(around):
            for inner in _own(node):
                if outer not in ("html", "body", "div") and _first(page, f"{outer} {inner}") is node:
                    return f"{outer} {inner}"
        around = around.getparent()
    return None


def _first(page: Selector, css: str) -> Any:  # noqa: ANN401
    found = page.css(css)
    return found[0].root if found else None


def field_of(page: Page, field: str) -> str | None:
    """Where a field of an advert seems to stand: by what its element is called, else by what it looks like."""
    short = [node for node in _inside(page) if 0 < len(text_of(node)) <= SHORT]
    called = [node for node in short if NAMED[field].search(_called(node))]
    if field == "posted":
        called = [node for node in short if node.tag == "time" and node.get("datetime")] or called
    if looks := LOOKS.get(field):
        alike = [node for node in short if looks.search(node.get("datetime") or text_of(node)) and not len(node)]
        called = [node for node in called if node in alike or node.get("datetime")] or alike
    return selector_for(called[0], page.html) if called else None


def _called(node: Any) -> str:  # noqa: ANN401
    return " ".join(filter(None, (node.get("class"), node.get("id"), node.get("itemprop"))))


def _inside(page: Page) -> list[Any]:
    """The elements of the page's own part, without what stands around every page."""
    nodes = []
    skipped: set[Any] = set()
    for node in page.html.root.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag in OUTSIDE or node.getparent() in skipped:
            skipped.add(node)
        elif node.tag not in ("html", "body"):
            nodes.append(node)
    return nodes


def title_of(page: Page) -> str | None:
    """The first heading that says something."""
    headings = [node for tag in ("h1", "h2") for node in _inside(page) if node.tag == tag and text_of(node)]
    return selector_for(headings[0], page.html) if headings else None


def body_of(page: Page) -> str | None:
    """The tightest element, with a name if it can be, that holds most of the words outside links."""
    words = {node: _words(node) for node in _inside(page)}
    most = max(words.values(), default=0)
    holding = [node for node, count in words.items() if count and count >= 0.6 * most]
    if not holding:
        return None
    named = [node for node in holding if any(not css.isalpha() for css in _own(node))]
    return selector_for((named or holding)[-1], page.html)  # in the order of the page, inner ones come last


def _words(node: Any) -> int:  # noqa: ANN401
    """Words in an element, without those of links: menus are made of links."""
    linked = sum(len(text_of(link).split()) for link in node.iter("a"))
    return len(text_of(node).split()) - linked


def links_to(page: Page, detail: str | None = None) -> str | None:
    """The links to adverts: those that look like the one to `detail`, else the largest group that is no menu."""
    groups: dict[str, set[str]] = defaultdict(set)
    leads = {}
    for node in _inside(page):
        target = address(page.base, node.get("href")) if node.tag == "a" and node.get("href") else None
        if target and target != page.url:
            name = _group(node)
            groups[name].add(target)
            leads[target] = name
    if detail in leads:
        return leads[detail]
    largest = max(groups, key=lambda name: len(groups[name]), default=None)
    return largest if largest and len(groups[largest]) >= 3 else None


def _group(link: Any) -> str:  # noqa: ANN401
    """How a link is called; without a name of its own, by what it stands in."""
    own = [css for css in _own(link) if "." in css]
    if own:
        return own[0]
    around = link.getparent()
    for _ in range(DEPTH):
        if around is None or around.tag == "body":
            break
        names = [css for css in _own(around) if not css.isalpha()]
        if names:
            return f"{names[0]} a"
        around = around.getparent()
    return f"{link.getparent().tag} > a"


def next_of(page: Page) -> str | None:
    """The link to the next listing page."""
    if page.html.css("a[rel=next]"):
        return "a[rel=next]"
    links = [node for node in page.html.root.iter("a") if node.get("href")]
    said = [node for node in links if re.search(r"\bnext\b|volgende", _called(node)) or NEXT.search(text_of(node))]
    return selector_for(said[0], page.html) if said else None
