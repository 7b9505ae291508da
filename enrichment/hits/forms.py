"""What an advert is about, and which indicators run on it (the form gate of INDICATORS.md 2)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain

from enrichment.packs.schema import Indicator, Scoring
from enrichment.words.kept import Kept
from enrichment.words.stems import words as words_of_text
from enrichment.words.tokens import Words
from zicht.records import Form, Hit

ENOUGH, SURE = 2, 3  # different words of one kind in a text, without and with a category that says something
UNDECIDED = frozenset(("overig",))


class FormReader:
    """The words that tell forms apart, ready for use."""

    def __init__(self, scoring: Scoring) -> None:
        self._gates = {name: frozenset(kinds) for name, kinds in scoring.gates.items()}
        self._by_word = _told_by({name: said.text for name, said in scoring.forms.items()})
        self._counted = lru_cache(maxsize=8)(self._count)  # asked for twice of each advert
        self._by_label = _told_by({name: said.category for name, said in scoring.forms.items()})

    def about(self, category: str | None, words: Words) -> frozenset[str]:
        """Every kind of advert that it is: the category's, and the text's where its words say so; else `overig`."""
        told = self._by_category(category or "")
        enough = SURE if told else ENOUGH
        by_text = {name for name, count in self._counted(words.unique).items() if count >= enough}
        return frozenset(told | by_text) or UNDECIDED

    def main(self, category: str | None, words: Words) -> Form:
        """The one form it is called: by category, else by most words."""
        counted = self._counted(words.unique)
        said = self._by_category(category or "") & {"seksueel", "arbeid"}
        known = [name for name in ("seksueel", "arbeid") if counted.get(name, 0) >= ENOUGH]
        ranked = sorted(said or known, key=lambda name: (-counted.get(name, 0), name))
        return "overig" if not ranked else "seksueel" if ranked[0] == "seksueel" else "arbeid"

    def runs(self, one: Indicator, about: frozenset[str]) -> bool:
        """Whether an indicator runs on this kind of advert; a gate on its code goes before the gate on its group."""
        gate = self._gates.get(one.code) or self._gates.get(one.group)
        return gate is None or bool(about & gate)

    def _by_category(self, category: str) -> set[str]:
        return {name for word in words_of_text(category) for name in self._by_label[word]}

    def _count(self, words: frozenset[str]) -> Mapping[str, int]:
        return Counter(chain.from_iterable(map(self._by_word.__getitem__, words)))


def _told_by(said: Mapping[str, Sequence[str]]) -> Kept[tuple[str, ...]]:
    """Word -> the kinds of advert that it tells of."""
    return Kept(lambda word: tuple(name for name, patterns in said.items() if _any(word, patterns)))


def _any(word: str, patterns: Sequence[str]) -> bool:
    return any(word.startswith(one[:-1]) if one.endswith("*") else word == one for one in patterns)


def form_of(main: Form, hits: Sequence[Hit]) -> Form:
    """The form that the hits prove, else the one the advert is about: an organ or a crime outweighs where it stands."""
    weights: dict[str, float] = {}
    for hit in hits:
        if hit.cancelled_by is None and hit.by != "cross":
            weights[hit.code[:3]] = weights.get(hit.code[:3], 0) + hit.points
    if weights.get("ORG"):
        return "orgaan"
    if weights.get("CRI", 0) > max(weights.get("SEX", 0), weights.get("LAB", 0)):
        return "crimineel"
    if main == "overig" and (weights.get("SEX") or weights.get("LAB")):
        return "seksueel" if weights.get("SEX", 0) >= weights.get("LAB", 0) else "arbeid"
    return main
