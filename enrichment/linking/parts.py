"""Texts in parts that have no pairs with each other: each may be looked at by a process of its own, with the result of all at once."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from enrichment.linking.copies import Pair
from enrichment.linking.sets import Sets
from enrichment.linking.stock import Looked, looked_at

PORTION = 250  # texts of a part; more when they all hang together

Text = tuple[int, str, str]  # link_texts.id, words with a space between, writer
Alike = tuple[int, int, float]  # two texts, and how alike


class Part(NamedTuple):
    """Texts, and all their pairs."""

    texts: list[Text]
    pairs: list[Alike]


class Ordered(NamedTuple):
    """Texts in order of their words, and what was found of their pairs; these name texts by their places."""

    order: list[int]
    found: Looked


def parts_of(texts: Iterable[Text], pairs: Sequence[Alike]) -> list[Part]:
    """Those of these texts that have pairs, with what they hang together with."""
    sets: Sets[int] = Sets()
    for one, other, _ in pairs:
        sets.tie(one, other)
    whole: dict[int, Part] = {}
    for pair in pairs:
        whole.setdefault(sets.root(pair[0]), Part([], [])).pairs.append(pair)
    for text in texts:
        if part := whole.get(sets.root(text[0])):
            part.texts.append(text)
    found: list[Part] = []
    for part in whole.values():
        if not found or len(found[-1].texts) >= PORTION:
            found.append(Part([], []))
        found[-1].texts.extend(part.texts)
        found[-1].pairs.extend(part.pairs)
    return found


def look(part: Part) -> Ordered:
    """What can be said of these texts before the prints of their sets are counted; in whatever order they come, the same."""
    said = {text: (tuple(words.split(" ")), writer) for text, words, writer in part.texts}
    order = sorted(said, key=lambda text: said[text][0])
    place = {text: at for at, text in enumerate(order)}
    pairs = sorted(_pair(place[one], place[other], alike) for one, other, alike in part.pairs)
    return Ordered(order, looked_at(pairs, [said[text][0] for text in order], [said[text][1] for text in order]))


def _pair(one: int, other: int, alike: float) -> Pair:
    return Pair(min(one, other), max(one, other), alike)
