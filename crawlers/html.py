"""Bytes of a page to text that reads as it is shown: charset, blocks as lines, no NULs."""

from typing import Any

from lxml import etree
from lxml import html as lxml_html
from parsel import Selector
from w3lib.encoding import html_to_unicode

BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figcaption footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol p pre section table td th tr ul".split()
)
HIDDEN = frozenset(("script", "style", "noscript", "template", "head"))


def selector_of(payload: bytes, content_type: str, url: str) -> Selector:
    """A parsel selector over the page, in the charset that a browser would take."""
    _, text = html_to_unicode(content_type or None, payload)
    return Selector(text=text.replace("\x00", ""), base_url=url, huge_tree=True)


def text_of(node: Any) -> str:  # noqa: ANN401 (an lxml element: lxml has no types)
    """What an element shows: blocks on lines of their own, white space folded, hidden elements left out."""
    pieces: list[str] = []
    _collect(node, pieces)
    lines = ("".join(pieces)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _collect(root: Any, pieces: list[str]) -> None:  # noqa: ANN401
    """Walks without recursion: a page may be nested deeper than Python's stack."""
    skip: Any = None
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start" and skip is None:
            if node.tag in HIDDEN:
                skip = node
                continue
            pieces.append(("\n" if node.tag in BLOCKS else "") + (node.text or ""))
        elif event == "end":
            if skip is not None and skip is not node:
                continue
            closed = "\n" if skip is None and node.tag in BLOCKS else ""
            skip = None
            pieces.append(closed + (_tail(node, root)))
        elif skip is None:
            pieces.append(_tail(node, root))


def _tail(node: Any, root: Any) -> str:  # noqa: ANN401
    return "" if node is root else (node.tail or "")


def text_of_html(markup: str) -> str:
    """What a piece of HTML shows; plain text stays plain text."""
    if "<" not in markup and "&" not in markup:
        return "\n".join(line for line in (" ".join(line.split()) for line in markup.splitlines()) if line)
    return text_of(lxml_html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div"))


def first_text(page: Selector, css: str | None) -> str | None:
    """What the first match shows, or None."""
    found = page.css(css) if css else []
    return text_of(found[0].root) or None if found else None
