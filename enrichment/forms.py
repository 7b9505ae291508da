"""What an advert is about, and which indicators run on it (the form gate of INDICATORS.md 2)."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from enrichment.pack_schema import FormWords, Indicator, Scoring
from enrichment.stems import words as words_of_text
from enrichment.tokens import Words
from zicht.records import Form, Hit

ENOUGH = 2  # different words of one kind in a text
UNDECIDED = frozenset(("overig",))


class FormReader:
    """The words that tell forms apart, ready for use."""

    def __init__(self, scoring: Scoring) -> None:
        self._forms = scoring.forms
        self._gates = {name: frozenset(kinds) for name, kinds in scoring.gates.items()}
        self._told = lru_cache(maxsize=1 << 16)(self._tells)

    def about(self, category: str | None, words: Words) -> frozenset[str]:
        """Every kind of advert that it is: the category's, and the text's where two words say so; else `overig`."""
        counted = self._counted(words)
        by_text = {name for name, count in counted.items() if count >= ENOUGH}
        return frozenset(self._by_category(category or "") | by_text) or UNDECIDED

    def main(self, category: str | None, words: Words) -> Form:
        """The one form it is called: by category, else by most words."""
        counted = self._counted(words)
        said = self._by_category(category or "") & {"seksueel", "arbeid"}
        known = [name for name in ("seksueel", "arbeid") if counted.get(name, 0) >= ENOUGH]
        ranked = sorted(said or known, key=lambda name: (-counted.get(name, 0), name))
        return "overig" if not ranked else "seksueel" if ranked[0] == "seksueel" else "arbeid"

    def runs(self, one: Indicator, about: frozenset[str]) -> bool:
        """Whether an indicator runs on this kind of advert; a gate on its code goes before the gate on its group."""
        gate = self._gates.get(one.code) or self._gates.get(one.group)
        return gate is None or bool(about & gate)

    def _by_category(self, category: str) -> set[str]:
        return {name for word in words_of_text(category) for name in self._told(word, "category")}

    def _counted(self, words: Words) -> Mapping[str, int]:
        counted: dict[str, int] = {}
        for word in set(words.text):
            for name in self._told(word, "text"):
                counted[name] = counted.get(name, 0) + 1
        return counted

    def _tells(self, word: str, where: Literal["category", "text"]) -> tuple[str, ...]:
        return tuple(name for name, said in self._forms.items() if _any(word, _list(said, where)))


def _list(said: FormWords, where: Literal["category", "text"]) -> Sequence[str]:
    return said.category if where == "category" else said.text


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
