"""Things that a page describes in schema.org's words: JSON-LD first, then microdata, then RDFa. Broken blocks are passed over."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Any

import extruct
import jstyleson

from crawlers.html import text_of_html
from crawlers.page import Page
from crawlers.rdfa import rdfa_on

Thing = dict[str, Any]
MOST = 10_000  # nested values looked at on one page: a bomb ends here


def things_on(page: Page, *kinds: str) -> list[Thing]:
    """Every thing of one of `kinds` (`JobPosting`, `Product` …), however deep it lies in another."""
    return [thing for thing in all_things(page) if kinds_of(thing) & set(kinds)]


def all_things(page: Page) -> list[Thing]:
    """Every object on the page, whatever it describes, outer ones first."""
    found: list[Thing] = page.once(_read)
    return found


def _read(page: Page) -> list[Thing]:
    return [*_within(_json_ld(page)), *_within(_microdata(page)), *_within(rdfa_on(page.html))]


def _json_ld(page: Page) -> Iterator[Any]:
    for script in page.html.xpath("//script[@type]"):
        if "application/ld+json" in script.attrib["type"].lower():
            yield _loaded(script.root.text or "")


def _loaded(script: str) -> Any:  # noqa: ANN401 (JSON)
    """One block; with comments and trailing commas if need be, None when it is broken."""
    for load in (json.loads, jstyleson.loads):
        try:
            return load(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
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


def _within(blocks: Iterable[Any]) -> Iterator[Thing]:
    """Every object in the blocks, outer ones first."""
    waiting = deque(blocks)
    for _ in range(MOST):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
            waiting.extend(inner for inner in value.values() if isinstance(inner, dict | list))
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
