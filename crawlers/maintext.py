"""The words that a page is about, without what stands around every page of its site.

Paragraphs lift the elements around them; links and names such as `sidebar` weigh them down; the element that is lifted
most holds the text, with its like beside it. Everything is counted once, from the leaves up.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from typing import Any

from crawlers.html import text_of
from crawlers.lead import lead_of, own_words
from crawlers.page import Page

Node = Any  # an lxml element: lxml has no types

AROUND = frozenset(
    "script style noscript template head nav footer aside iframe svg button select textarea input dialog menu object"
    " embed audio video canvas figcaption".split()
)
NAMED_AROUND = re.compile(
    r"(?:^|[\s_-])(?:ads?|banner|breadcrumbs?|kruimelpad|cookies?|consent|gdpr|comments?|commentlist|reacties?|disqus|"
    r"footer|menu|nav|navigation|navbar|masthead|modal|newsletter|nieuwsbrief|outbrain|taboola|pager|pagination|popup|"
    r"promo|related|gerelateerd|recommend\w*|replies|respond|rss|shar(?:e|ing)|sharedaddy|shoutbox|sidebar|skip|social|"
    r"sponsor\w*|subscribe|subscription|toolbar|tags?|widgets?|login|signup|populair|popular|trending|caption|print|"
    r"sr-only|visually-hidden|screen-reader-text|byline|dateline|meta|author|metadata|teaser\w*|ratings?|nocomments|"
    r"kommentare?|komentarze|image-?description|bildunterschrift|bijschrift|legend|copyright)(?:$|[\s_-])",
    re.IGNORECASE,
)
ROLES = frozenset("navigation complementary dialog alert menu banner contentinfo".split())
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
NAMED_WITHIN = re.compile(
    r"article|body|content|entry|inhoud|main|post|story|text|tekst|omschrijving|description|vacature|detail",
    re.IGNORECASE,
)
NEVER = frozenset(("html", "body", "article", "main"))
BOXES = frozenset(("div", "section", "article"))  # paragraphs too, where words stand in them directly
PARAGRAPHS = frozenset("p pre td blockquote li dd".split()) | BOXES
AWAY = re.compile(  # short lines that send the reader elsewhere
    r"\W*(?:lees (?:ook|verder|meer)|zie ook|meer (?:over|lezen|weten\?)|deel (?:dit|deze)|print (?:dit|deze)|meld (?:misbruik|deze)|"
    r"terug naar|bewaar|(?:geen|\d+) reacties?|read (?:more|also|next)|see also|related\b|share this|report this|save\b|print\b|"
    r"no comments|\d+ comments?|\(?(?:(?:derzeit )?noch )?keine (?:kommentare|bewertungen)|"
    r"\(?nog geen (?:reacties|beoordelingen)|mehr (?:zum|themen|über)|lesen sie auch|weitere (?:informationen|beiträge)|"
    r"zum weiterlesen|zurück (?:zu|zur|zum)\b|czytaj (?:też|także|więcej|dalej)|zobacz (?:też|także)|udostępnij|zgłoś)\b",
    re.IGNORECASE,
)
# in schema.org's words: of the thing itself, whatever the element is called
TEXTS = frozenset(("articleBody", "description", "text"))
ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
LISTS = frozenset("ul ol div section table dl".split())
FIRST = {
    "article": 10, "main": 8, "div": 5, "pre": 3, "td": 3, "blockquote": 3, "section": 2,
    "form": -3, "ul": -3, "ol": -3, "li": -3, "dl": -3, "h1": -5, "h2": -5, "h3": -5,
}  # fmt: skip
SHORT = 60  # characters of a line
LEAST, UP = 25, 5  # characters that make a paragraph; levels that it lifts
SHARE = 0.3  # of the words of a page: what holds more is not around it, whatever it is called
ENOUGH, SOME = 250, 60  # characters: less than this, and the names may have misled us


def main_text(page: Page) -> str:
    """The main text of a page, a block a line; "" when it shows nothing."""
    return str(page.once(_main))


def around_text(page: Page) -> Set[Node]:
    """The elements that stand around the main part of a page, each with all that is in it."""
    return _Reading(page.html.root, names=True).around


def _main(page: Page) -> str:
    root = page.html.root
    strict = _Reading(root, names=True).text()
    if len(strict) >= ENOUGH:
        return strict
    loose = _Reading(root, names=False).text()
    best = loose if len(loose) > 3 * len(strict) else strict
    whole = text_of(root, without={node for node in root.iter() if node.tag in AROUND}) if len(best) < SOME else ""
    return whole if len(whole) > 3 * len(best) else best


class _Reading:
    """One way to read a page, with or without what the names of its elements say."""

    def __init__(self, root: Node, *, names: bool) -> None:
        self.root = root
        self.nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        self.holding = self._holding()
        self.spoken: dict[Node, bool] = {}
        self._count({node for node in self.nodes if node.tag in AROUND})
        whole = max(1, self.chars[root] - self.linked[root])
        self.around = {node for node in self.nodes if node.tag not in NEVER and self._is_around(node, names, whole)}
        self._count(self.around)

    def _is_around(self, node: Node, names: bool, whole: int) -> bool:
        if node.tag in AROUND or (node.tag == "header" and self.commas[node] < 6 and node not in self.holding):
            return True
        if node.get("hidden") is not None or node.get("aria-hidden") == "true" or node.get("role") in ROLES:
            return True
        if UNSEEN.search(node.get("style") or ""):
            return True
        called = _called(node)
        named = NAMED_AROUND.search(called) or "hidden" in called.split()
        if not (names and named) or node.get("itemprop") in TEXTS or self._is_in_line(node):
            return False
        return self.chars[node] - self.linked[node] < SHARE * whole

    def _is_in_line(self, node: Node) -> bool:
        """Whether words of the same paragraph stand beside it."""
        outer = node.getparent()
        if node.tag != "span" or outer is None or outer.tag != "p":
            return False
        if outer not in self.spoken:
            self.spoken[outer] = len(own_words(outer)) >= LEAST
        return self.spoken[outer]

    def _holding(self) -> Set[Node]:
        """The elements that hold an article."""
        found = set[Node]()
        for node in reversed(self.nodes):
            if node.tag == "article" or node in found:
                found.add(node.getparent())
        return found

    def _count(self, around: Set[Node]) -> None:
        """Characters, those in links, and commas, of every element with all that is in it."""
        self.chars: defaultdict[Node, int] = defaultdict(int)
        self.linked: defaultdict[Node, int] = defaultdict(int)
        self.commas: defaultdict[Node, int] = defaultdict(int)
        self.left: set[Node] = set()
        for node in self.nodes:
            if node in around or node.getparent() in self.left:
                self.left.add(node)
        for node in reversed(self.nodes):
            if node not in self.left:
                self._add(node, node.text)
                if node.tag == "a":
                    self.linked[node] = self.chars[node]
            if (outer := node.getparent()) is not None:
                self._add(outer, node.tail)
                self.chars[outer] += self.chars[node]
                self.linked[outer] += self.linked[node]
                self.commas[outer] += self.commas[node]

    def _add(self, node: Node, text: str | None) -> None:
        if text:
            self.chars[node] += len(" ".join(text.split()))
            self.commas[node] += text.count(",")

    def _density(self, node: Node) -> float:
        """How much of it is links."""
        return self.linked[node] / self.chars[node] if self.chars[node] else 1.0

    def text(self) -> str:
        """What it takes for the main text."""
        lifted = self._lifted()
        if not lifted:
            return ""
        chosen = list(self._beside(self._top(lifted), lifted))
        left = self.around | {node for one in chosen for node in one.iter() if node is not one and self._is_poor(node)}
        blocks = [*lead_of(self.nodes, chosen, self.around), *(text_of(one, without=left) for one in chosen)]
        shown = "\n".join(filter(None, blocks)).split("\n")
        lines = [line for line in shown if len(line) > SHORT or not AWAY.match(line)]
        headings = {text_of(node) for node in self.nodes if node.tag in HEADINGS}
        while len(lines) > 1 and lines[-1] in headings:  # of what is left out below it
            lines.pop()
        return "\n".join(lines)

    def _lifted(self) -> dict[Node, float]:
        """How far paragraphs lift the elements around them."""
        lifted: dict[Node, float] = {}
        for node in self.nodes:
            if not self._is_paragraph(node):
                continue
            gain = (1 + self.commas[node] + min(self.chars[node] // 100, 3)) * (1 - self._density(node))
            around = node if node.tag in BOXES else node.getparent()
            for level in range(UP):
                if around is None:
                    break
                lifted.setdefault(around, FIRST.get(around.tag, 0) + 25 * bool(NAMED_WITHIN.search(_called(around))))
                lifted[around] += gain / max(1, level * 3 - (level == 1))
                around = around.getparent()
        return {node: height * (1 - self._density(node)) for node, height in lifted.items()}

    def _is_paragraph(self, node: Node) -> bool:
        if node in self.left or node.tag not in PARAGRAPHS or self.chars[node] < LEAST:
            return False
        return node.tag not in BOXES or len(own_words(node)) >= LEAST

    def _top(self, lifted: dict[Node, float]) -> Node:
        """What is lifted most; where it is one of several parts of a text, what holds them."""
        top = max(lifted, key=lambda node: lifted[node])
        strong = [
            set(node.iterancestors()) for node in lifted if lifted[node] >= 0.75 * lifted[top] and node is not top
        ]
        inner = [around for around in top.iterancestors() if around.tag not in ("html", "body")]
        top = next((around for around in inner if sum(around in over for over in strong[:99]) >= 3), top)
        return self._wider(top, lifted)

    def _wider(self, top: Node, lifted: dict[Node, float]) -> Node:
        """The same with what is around it, where that is lifted more, or holds nothing else."""
        last = lifted.get(top, 0.0)
        for around in top.iterancestors():
            height = lifted.get(around)
            if height is None or around.tag in ("html", "body") or height < lifted.get(top, 0.0) / 3:
                break
            if height > last:
                top = around
                break
            last = height
        while (outer := top.getparent()) is not None and outer.tag not in ("html", "body") and self._only(outer):
            top = outer
        return top

    def _only(self, outer: Node) -> bool:
        return sum(isinstance(node.tag, str) and node not in self.around for node in outer) == 1

    def _beside(self, top: Node, lifted: dict[Node, float]) -> Iterator[Node]:
        """It, and what stands beside it and belongs to the same text."""
        around = top.getparent()
        if around is None or top.tag == "body":
            yield top
            return
        least = max(10.0, lifted.get(top, 0.0) * 0.2)
        for node in around:
            alike = least if _called(node).strip() and _called(node) == _called(top) else 0.0
            if node is top or (
                node not in self.left and (lifted.get(node, 0.0) + alike >= least or self._reads_on(node))
            ):
                yield node

    def _reads_on(self, node: Node) -> bool:
        """A paragraph between the parts: long, or short with a whole sentence and no link."""
        if node.tag != "p":
            return False
        if self.chars[node] > 80:
            return self._density(node) < 0.25
        return not self.linked[node] and re.search(r"\.( |$)", "".join(node.itertext())) is not None

    def _is_poor(self, node: Node) -> bool:
        """Within the text: lists of links, forms, a line that is one link."""
        if node in self.left or not self.chars[node]:
            return False
        if node.tag in LISTS:
            return self._density(node) > 0.5
        if node.tag == "form":
            return self.commas[node] < 5
        if node.tag != "p" or self.chars[node] >= 300 or self._density(node) <= 0.9:
            return False
        return not ADDRESS.match("".join(node.itertext()))  # a link that is written out was meant to be read


def _called(node: Node) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}"
