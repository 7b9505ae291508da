"""Which words of a title and body a query found: worked out here, so that both engines show the same marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from search.tree import Leaf, Node, Phrase, Prefix, wanted
from search.words import Word, placed_words
from zicht.query import Document, Row, Stemmer

Marks = tuple[tuple[int, int], ...]
_FIELDS = {"title_words": (0,), "body_words": (1,), "stems": (0, 1)}


@dataclass(frozen=True, slots=True)
class _Token:
    part: int  # 0 title, 1 body
    word: Word


class Marker:
    """Marks rows; remembers the stems of words that it met."""

    def __init__(self, stem: Stemmer) -> None:
        self._stems = lru_cache(maxsize=1 << 16)(lambda word: frozenset((*stem(word), word)))

    def rows(self, documents: list[Document], text: Node) -> tuple[Row, ...]:
        """The documents with the words that `text` found in them, as [start, end) in code points."""
        leaves = [leaf for leaf in wanted(text) if leaf.field in _FIELDS]
        return tuple(self._row(document, leaves) for document in documents)

    def _row(self, document: Document, leaves: list[Leaf]) -> Row:
        if not leaves:
            return Row(document=document)
        texts = (document.title, document.body)
        tokens = [_Token(part, word) for part, text in enumerate(texts) for word in placed_words(text)]
        known = frozenset(document.stems.split())
        found: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
        for part, start, end in chain.from_iterable(self._found(leaf, tokens, known) for leaf in leaves):
            found[part].append((start, end))
        return Row(document=document, title_marks=_merged(found[0]), body_marks=_merged(found[1]))

    def _found(self, leaf: Leaf, tokens: list[_Token], known: frozenset[str]) -> Iterator[tuple[int, int, int]]:
        """(part, start, end) of every place where the leaf matches."""
        parts = _FIELDS[leaf.field]
        row = [token for token in tokens if token.part in parts]
        if isinstance(leaf, Prefix):
            begun = [token for token in row if token.word.text.startswith(leaf.start)]
            yield from ((token.part, token.word.start, token.word.end) for token in begun)
            return
        places = [frozenset(place) for place in (leaf.places if isinstance(leaf, Phrase) else (leaf.values,))]
        forms = [self._forms(token.word.text, leaf.field, known) for token in row]
        for at in range(len(row) - len(places) + 1):
            if all(places[step] & forms[at + step] for step in range(len(places))):
                yield from _stretch(row[at : at + len(places)])

    def _forms(self, word: str, field: str, known: frozenset[str]) -> frozenset[str]:
        """How a word of the document stands in the index: as itself, or as the stem that enrichment kept of it."""
        return self._stems(word) & known if field == "stems" else frozenset((word,))


def _stretch(row: list[_Token]) -> Iterator[tuple[int, int, int]]:
    """One mark per field for words side by side; a phrase may run from the title into the body."""
    for part in (0, 1):
        if inside := [token.word for token in row if token.part == part]:
            yield part, inside[0].start, inside[-1].end


def _merged(marks: list[tuple[int, int]]) -> Marks:
    """In order, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
