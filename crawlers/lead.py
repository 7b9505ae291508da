"""The lead of a text: what stands between the heading of a page and its main text, often in a box of its own."""

from collections.abc import Iterator, Sequence, Set
from typing import Any

from crawlers.html import text_of

Node = Any  # an lxml element: lxml has no types

CARRIERS = frozenset("p div section span strong h2 h3 h4".split())
AROUND = frozenset(
    "h1 nav aside footer figure figcaption form button select svg iframe script style noscript template a li".split()
)
LEAST, MOST = 50, 900  # characters: less is a date or a name, more is no lead
LINES = 4


def lead_of(nodes: Sequence[Node], chosen: Sequence[Node], around: Set[Node]) -> list[str]:
    """Its blocks in order, at most four; none where the heading is part of the chosen elements.

    `nodes` are all elements in order, `chosen` those of the main text, `around` those that are no part of any text; a
    header may hold a lead all the same.
    """
    taken = {node for one in chosen for node in one.iter()} | set(chosen[0].iterancestors())
    before = nodes[: nodes.index(chosen[0])]
    headings = [at for at, node in enumerate(before) if node.tag == "h1"]
    if not headings or before[headings[-1]] in taken:
        return []
    between = [node for node in before[headings[-1] + 1 :] if node not in taken]
    return [said for node in _outermost(between, around) if len(said := text_of(node)) <= MOST][:LINES]


def _outermost(nodes: Sequence[Node], around: Set[Node]) -> Iterator[Node]:
    """The elements with words enough of their own that stand in no other such element."""
    found = set[Node]()
    for node in nodes:
        line = [node, *node.iterancestors()]
        if found.isdisjoint(line) and _may_lead(node, line, around):
            found.add(node)
            yield node


def _may_lead(node: Node, line: Sequence[Node], around: Set[Node]) -> bool:
    if node.tag not in CARRIERS or any(one.tag in AROUND or (one in around and one.tag != "header") for one in line):
        return False
    return len(own_words(node)) >= LEAST


def own_words(node: Node) -> str:
    """What stands in an element directly, with single blanks."""
    return " ".join(" ".join([node.text or "", *(inner.tail or "" for inner in node)]).split())
