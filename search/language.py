"""The query language: Lucene's, as far as both engines mean the same by it (luqum reads it, we give it meaning).

`kamer huur` asks for both words, in any inflection; OR, NOT, - and brackets do what they say (AND binds tighter
than OR, a space binds loosest); "vaste klanten" asks for words side by side; vro* for words that begin so; title: and
body: ask for words as they are written; the other fields for whole values, whatever the case; score: and seen: for
ranges, seen: in days or months of Europe/Amsterdam. Fuzziness, regular expressions and boosts are refused with a
sentence, never ignored.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from luqum import tree as lucene
from luqum.exceptions import ParseError
from luqum.thread import parse

from search.documents import key_of
from search.ranges import between
from search.refusals import refuse, refuse_syntax, stray_quote, unknown_field
from search.tree import AnyOf, Everything, Node, Not, Phrase, Prefix, every, some
from search.words import LONGEST, words
from zicht.query import Stemmer

LONGEST_QUERY = 2_000  # characters
DEEPEST_NESTING = 20  # Elasticsearch stops at 30, and we add some levels
MOST_PARTS = 250  # words, phrases and values
TEXT = {"title": "title_words", "titel": "title_words", "body": "body_words", "tekst": "body_words"}
EXACT = {
    "site": "site", "eenheid": "eenheid", "gemeente": "gemeente", "form": "form", "vorm": "form", "outcome": "outcome",
    "uitkomst": "outcome", "code": "codes", "codes": "codes", "language": "language", "taal": "language",
    "category": "category", "rubriek": "category", "employer": "employer", "werkgever": "employer",
    "account": "account", "url": "url", "subject": "subjects", "location": "location_type", "locatie": "location_type",
}  # fmt: skip
NUMBERS = {"score": "score", "seen": "seen_us", "gezien": "seen_us"}
FIELDS = (*TEXT, *EXACT, *NUMBERS)

_INNER_WILDCARD = re.compile(r"(?<!\\)\*(?!$)|(?<!\\)\?(?=\w)")
_INNER_QUOTE = re.compile(r'(?<!\\)"')
_MODIFIER = re.compile(r"[~^][\d.]*\.")
_REFUSED: dict[type, tuple[str, str]] = {
    lucene.Fuzzy: (
        "zoeken op bijna-gelijk (~) kan niet; zoek op een begin: vro*",
        "fuzzy search (~) is not there; search by a beginning: vro*",
    ),
    lucene.Proximity: (
        "afstand tussen woorden (~) kan niet; zoek de woorden met AND",
        "distance between words (~) is not there; search the words with AND",
    ),
    lucene.Boost: (
        "gewicht (^) of bijna-gelijk (~) kan niet; laat het weg",
        "boosting (^) or fuzzy search (~) is not there; leave it out",
    ),
    lucene.Regex: (
        "een reguliere expressie (/…/) kan niet; zet tekst met een / tussen aanhalingstekens",
        "regular expressions (/…/) are not there; put text with a / between quotes",
    ),
}


def read(text: str, stem: Stemmer) -> Node:
    """The meaning of a query; QueryError says what is wrong, at which position (from 1) and what to do."""
    if not text.strip():
        return Everything()
    if len(text) > LONGEST_QUERY:
        raise refuse(
            f"de vraag is langer dan {LONGEST_QUERY} tekens; stel hem in delen",
            f"the query is longer than {LONGEST_QUERY} characters; ask it in parts",
            LONGEST_QUERY,
        )
    try:
        parsed = parse(text)
    except ParseError as fault:
        raise refuse_syntax(text, str(fault)) from fault
    except (ArithmeticError, ValueError) as fault:  # luqum reads `a^.` and `a~1.2.3` as numbers and trips
        odd = _MODIFIER.search(text)
        raise refuse(*_REFUSED[lucene.Boost], odd.start() if odd else 0) from fault
    meaning = _Reading(stem).node(parsed, None, 0)
    if meaning is None:
        raise refuse("hier staat geen woord om te zoeken", "there is no word to search for here", 0)
    return meaning


@dataclass
class _Reading:
    """One walk through a parsed query; a part without any letter or digit means nothing and is None."""

    stem: Stemmer
    parts: int = field(default=0)

    def node(self, item: Any, name: str | None, depth: int) -> Node | None:  # noqa: ANN401 - luqum has no types
        if depth > DEEPEST_NESTING:
            raise refuse("te veel haakjes in elkaar", "too many brackets within each other", item.pos or 0)
        if type(item) in _REFUSED:
            raise refuse(*_REFUSED[type(item)], item.pos or 0)
        match item:
            case lucene.OrOperation():
                return _joined(some, [self.node(part, name, depth + 1) for part in item.children])
            case lucene.AndOperation() | lucene.UnknownOperation():
                return _joined(every, [self.node(part, name, depth + 1) for part in item.children])
            case lucene.Group() | lucene.FieldGroup() | lucene.Plus():
                return self.node(item.children[0], name, depth + 1)
            case lucene.Not() | lucene.Prohibit():
                inner = self.node(item.children[0], name, depth + 1)
                return None if inner is None else Not(inner)
            case lucene.SearchField():
                return self.in_field(item, name, depth)
        return self.leaf(item, name)

    def in_field(self, item: Any, outer: str | None, depth: int) -> Node | None:  # noqa: ANN401
        name, inside = item.name.lower(), item.expr
        if name == "*" and isinstance(inside, lucene.Word) and inside.value == "*":
            return Everything()
        if name == "subject" and isinstance(inside, lucene.SearchField) and isinstance(inside.expr, lucene.Word):
            return AnyOf("keys", (key_of("subjects", f"{inside.name}:{inside.expr.value}"),))
        if name not in FIELDS:
            raise refuse(*unknown_field(item.name, FIELDS), item.pos or 0)
        if outer is not None or isinstance(inside, lucene.SearchField):
            raise refuse(
                "een veld in een veld kan niet; zet een waarde met een dubbele punt tussen aanhalingstekens",
                "a field within a field is not there; put a value with a colon between quotes",
                item.pos or 0,
            )
        return self.node(inside, name, depth + 1)

    def leaf(self, item: Any, name: str | None) -> Node | None:  # noqa: ANN401
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise refuse(f"meer dan {MOST_PARTS} woorden", f"more than {MOST_PARTS} words", item.pos or 0)
        if name in NUMBERS:
            return between(NUMBERS[name], item)
        if not isinstance(item, lucene.Word | lucene.Phrase):
            raise refuse(
                "een bereik kan alleen bij score: en seen:", "a range goes with score: and seen: only", item.pos or 0
            )
        value, begins = _value(item)
        if name in EXACT:
            key = key_of(EXACT[name], value)
            return Prefix("keys", key) if begins else AnyOf("keys", (key,))
        return self.prefix(item, name, value) if begins else self.text(name, words(value))

    def prefix(self, item: Any, name: str | None, value: str) -> Node | None:  # noqa: ANN401
        found = words(value)
        if not value and name is None:
            return Everything()
        if len(found) > 1:
            raise refuse("een * kan alleen achter één woord", "a * goes behind one word only", item.pos or 0)
        if value and not found:
            return None
        fields = (TEXT[name],) if name else ("title_words", "body_words")
        return some(tuple(Prefix(part, found[0] if found else "") for part in fields))

    def text(self, name: str | None, found: list[str]) -> Node | None:
        if not found:
            return None
        where = TEXT[name] if name else "stems"
        forms: Callable[[str], tuple[str, ...]] = (lambda word: (word,)) if name else self.stems
        places = tuple(forms(word) for word in found)
        return AnyOf(where, places[0]) if len(places) == 1 else Phrase(where, places)

    def stems(self, word: str) -> tuple[str, ...]:
        found = dict.fromkeys(stem[:LONGEST] for stem in self.stem(word) if stem and " " not in stem)
        return tuple(found) or (word,)


def _joined(join: Callable[[tuple[Node, ...]], Node], parts: list[Node | None]) -> Node | None:
    useful = tuple(part for part in parts if part is not None)
    return join(useful) if useful else None


def _value(item: Any) -> tuple[str, bool]:  # noqa: ANN401
    """(what is asked for, whether it is only the beginning)."""
    if isinstance(item, lucene.Phrase):
        return item.unescaped_value[1:-1], False
    if quote := _INNER_QUOTE.search(item.value):
        raise stray_quote((item.pos or 0) + quote.start())
    if inner := _INNER_WILDCARD.search(item.value):
        raise refuse(
            "een * kan alleen aan het eind van een woord, een ? niet; schrijf vro*",
            "a * goes at the end of a word only, a ? nowhere; write vro*",
            (item.pos or 0) + inner.start(),
        )
    begins = item.value.endswith("*") and not item.value.endswith("\\*")
    return (item.unescaped_value[:-1] if begins else item.unescaped_value), begins
