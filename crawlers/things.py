"""Things that a page describes in schema.org's words: JSON-LD first, then microdata, then RDFa. Broken blocks are passed over."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import isfinite
from typing import Any

import extruct
import jstyleson

from crawlers.html import text_of_html
from crawlers.page import Page
from crawlers.rdfa import rdfa_on

Thing = dict[str, Any]
MOST = 10_000  # nested values looked at on one page: a bomb ends here
PRODUCTS = (
    "Product",
    "IndividualProduct",
    "ProductModel",
    "Service",
    "Vehicle",
    "Car",
    "Accommodation",
    "Apartment",
    "Room",
)
ADVERTS = frozenset((*PRODUCTS, "Offer", "JobPosting"))
WHOLES = ("@graph", "mainEntity")  # hold what a block is about; anything else holds parts of it
REMARK = re.compile(r"\A\s*<!--[^\n]*?-->")


def things_on(page: Page, *kinds: str) -> list[Thing]:
    """Every thing of one of `kinds` (`JobPosting`, `Product` …), however deep it lies in another."""
    return [thing for thing in all_things(page) if kinds_of(thing) & set(kinds)]


def all_things(page: Page) -> list[Thing]:
    """Every object on the page, whatever it describes, outer ones first."""
    found: list[Thing] = page.once(_read)
    return found


def outer_things(page: Page) -> list[Thing]:
    """The things that the blocks of a page are about, without the parts of each."""
    return [thing for blocks in page.once(_written) for thing in _within(blocks, WHOLES)]


def _read(page: Page) -> list[Thing]:
    return [thing for blocks in page.once(_written) for thing in _within(blocks)]


def _written(page: Page) -> list[list[Any]]:
    return [_json_ld(page), _microdata(page), rdfa_on(page.html)]


def _json_ld(page: Page) -> list[Any]:
    scripts = page.html.xpath("//script[@type]")
    said = [one.root.text or "" for one in scripts if "application/ld+json" in one.attrib["type"].lower()]
    return _joined([_loaded(script) for script in said])


def _joined(blocks: list[Any]) -> list[Any]:
    """The same blocks: what only refers to a thing by its `@id` is that thing, a value with a language is the value."""
    things = list(_within(blocks))
    named = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    for thing in things:
        for name, value in thing.items():
            parts = [_meant(part, named) for part in value] if isinstance(value, list) else _meant(value, named)
            thing[name] = parts
    return blocks


def _meant(value: Any, named: dict[str, Thing]) -> Any:  # noqa: ANN401 (JSON)
    if not isinstance(value, dict):
        return value
    if "@value" in value:
        return value["@value"]
    about = value.get("@id")
    return named.get(about, value) if len(value) == 1 and isinstance(about, str) else value


def _loaded(script: str) -> Any:  # noqa: ANN401 (JSON)
    """One block; with comments and trailing commas if need be, None when it is broken."""
    whole = script.strip().removeprefix("<!--").removesuffix("-->")
    for said, load in product((whole, REMARK.sub("", script)), (json.loads, jstyleson.loads)):
        try:
            return load(said, strict=False)
        except (ValueError, RecursionError, IndexError):
            continue
    return None


def _microdata(page: Page) -> list[Any]:
    if not page.html.xpath("(//@itemscope)[1]"):
        return []
    try:
        found = extruct.extract(
            page.html.root, base_url=page.url, syntaxes=["microdata"], uniform=True, errors="strict"
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):  # whatever it stumbled over
        return []
    return found.get("microdata") or []


def _within(blocks: Iterable[Any], names: Sequence[str] | None = None) -> Iterator[Thing]:
    """Every object in the blocks, each once, outer ones first; with `names`, only those that lie under these."""
    waiting, seen = deque(blocks), set[int]()
    for _ in range(MOST):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, dict) and id(value) not in seen:
            seen.add(id(value))
            yield value
            parts = value.values() if names is None else (value[name] for name in names if name in value)
            waiting.extend(inner for inner in parts if isinstance(inner, dict | list))
        elif isinstance(value, list):
            waiting.extend(inner for inner in value if isinstance(inner, dict | list))


def kinds_of(thing: Thing) -> set[str]:
    """Its types without `https://schema.org/` or `schema:` before them."""
    said = (kind for kind in many(thing.get("@type")) if isinstance(kind, str))
    return {kind.replace(":", "/").replace("#", "/").rstrip("/").rpartition("/")[2] for kind in said}


def many(value: Any) -> list[Any]:  # noqa: ANN401 (JSON)
    """A value as a list: none, one or many."""
    return [] if value is None else value if isinstance(value, list) else [value]


def inside(value: Any, *names: str) -> Any:  # noqa: ANN401 (JSON)
    """A value within nested objects; the first of a list; a bare string stands for its own name."""
    for name in names:
        value = next(iter(many(value)), None)
        value = value.get(name) if isinstance(value, dict) else value if name == "name" else None
    return next(iter(many(value)), None)


def plain(value: Any) -> str | None:  # noqa: ANN401 (JSON)
    """A value as its reader sees it; None for what is not a text or a number."""
    first = next(iter(many(value)), None)
    if isinstance(first, bool) or not isinstance(first, str | int | float):
        return None
    return None if isinstance(first, float) and not isfinite(first) else text_of_html(str(first)) or None


def money(amount: str, currency: str | None, unit: str = "") -> str:
    """An amount as a person would write it: `€ 14,50 per uur`."""
    sign = "€" if currency == "EUR" else currency
    return " ".join(part for part in (sign, amount.replace(".", ","), unit) if part)
