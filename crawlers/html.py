"""Bytes of a page to text that reads as it is shown: charset, blocks as lines, no NULs."""

import re
from collections.abc import Set
from functools import cache
from html import unescape
from typing import Any

from lxml import etree
from parsel import Selector
from parsel.csstranslator import HTMLTranslator
from w3lib.encoding import html_to_unicode

from crawlers.nesting import flattened
from zicht.errors import InputError

BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figcaption footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol p pre section table td th tr ul".split()
)
HIDDEN = frozenset(("script", "style", "noscript", "template", "head"))
KEPT = frozenset(("pre", "textarea", "listing", "xmp"))  # a new line in their source is one that is shown
EMPTY = b"<html/>"
HALVES = re.compile("[\ud800-\udfff]")
SPACE = re.compile(r"\s+")
MARKUP = re.compile(r"</\w+>|<(?:br|p|li|div)\b[^>]*>", re.IGNORECASE)


def decoded(payload: bytes, content_type: str) -> str:
    """The page as text, in the charset that a browser would take, without NULs."""
    try:
        _, text = html_to_unicode(content_type or None, payload, auto_detect_fun=_undeclared)
    except LookupError:  # what it declares is a codec of Python, and no charset: zlib, base64
        text = payload.decode(_undeclared(payload), "replace")
    return sound(str(text))


def _undeclared(payload: bytes) -> str:
    """UTF-8 where it can be, else what European browsers take."""
    try:
        payload.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def selector_of(payload: bytes, content_type: str, url: str) -> Selector:
    """A parsel selector over the page, in which no word is lost."""
    return Selector(root=tree_of(decoded(payload, content_type), url), type="html", base_url=url)


def tree_of(markup: str, url: str = "") -> Any:  # noqa: ANN401 (an lxml element: lxml has no types)
    """The page as a tree; nested too deep for the parser, it is flattened first. `InputError` when that does not help."""
    root, whole = _root(markup, url)
    if not whole:
        root, whole = _root(flattened(markup), url)
    if not whole:
        raise InputError(
            f"{url}: de pagina is te diep genest om heel te lezen. De vastlegging blijft bewaard.",
            f"{url}: the page is nested too deep to be read whole. The capture is kept.",
        )
    return root


def _root(markup: str, url: str) -> tuple[Any, bool]:
    """The tree, and whether libxml2 read all of it: it stops at a limit without raising."""
    parser = etree.HTMLParser(recover=True, encoding="utf-8", huge_tree=True)
    root = etree.fromstring(markup.strip().encode() or EMPTY, parser, base_url=url)
    if root is None:  # nothing but a comment
        root = etree.fromstring(EMPTY, parser)
    return root, not any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log)


def text_of(node: Any, without: Set[Any] = frozenset()) -> str:  # noqa: ANN401 (an lxml element: lxml has no types)
    """What an element shows: blocks on lines of their own, white space folded, hidden elements left out."""
    pieces: list[str] = []
    _collect(node, pieces, without)
    return _lines("".join(pieces))


def _lines(text: str) -> str:
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)


def _collect(root: Any, pieces: list[str], without: Set[Any]) -> None:  # noqa: ANN401
    """Walks without recursion: a page may be nested deeper than Python's stack."""
    skip: Any = None
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start" and skip is None:
            if node.tag in HIDDEN or node in without:
                skip = node
                continue
            pieces.append(("\n" if node.tag in BLOCKS else "") + _said(node.text, node))
        elif event == "end":
            if skip is not None and skip is not node:
                continue
            closed = "\n" if skip is None and node.tag in BLOCKS else ""
            skip = None
            pieces.append(closed + _tail(node, root))
        elif skip is None:
            pieces.append(_tail(node, root))


def _tail(node: Any, root: Any) -> str:  # noqa: ANN401
    return "" if node is root else _said(node.tail, node.getparent())


def _said(text: str | None, node: Any) -> str:  # noqa: ANN401
    """A text as it is shown: where the source wraps a line, the reader sees a space."""
    return "" if not text else text if node is not None and node.tag in KEPT else SPACE.sub(" ", text)


def text_of_html(markup: str) -> str:
    """What a piece of HTML shows, also when it was escaped twice; plain text stays plain text, with its lines."""
    shown = _shown(sound(markup))
    return _shown(shown) if MARKUP.search(shown) else shown


def _shown(markup: str) -> str:
    return text_of(tree_of(markup)) if "<" in markup else _lines(unescape(markup).replace("\r", "\n"))


def sound(text: str) -> str:
    """The text without what no text may hold: NULs and halves of a surrogate pair."""
    return HALVES.sub("\ufffd", text.replace("\x00", ""))


def first(page: Selector, css: str) -> Selector | None:
    """The first match; the others are not even looked at."""
    found = page.xpath(f"({_xpath(css)})[1]")
    return found[0] if found else None


@cache
def _xpath(css: str) -> str:
    return HTMLTranslator().css_to_xpath(css)


def first_text(page: Selector, css: str | None) -> str | None:
    """What the first match shows, or None."""
    found = first(page, css) if css else None
    return text_of(found.root) or None if found is not None else None
