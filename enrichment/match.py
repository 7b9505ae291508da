"""Finds the cues of all packs in one pass: a cue is looked at only where every one of its parts is in the text."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from enrichment.cues import Language, Part, Pattern, compile_cue, parts_of
from enrichment.fit import Cue, Form, Found, Text, fit
from enrichment.hooks import Hooks
from enrichment.lexicon import Lexicon
from enrichment.text import fold
from enrichment.tokens import Words

Terms = Mapping[str, Mapping[Language, Sequence[str]]]  # name -> language -> words and phrases

__all__ = ["Cue", "Found", "Matcher"]


class Matcher:
    """The cues of many owners, ready to be found. Cost follows the words of the text, not the number of cues."""

    def __init__(self, cues: Sequence[Cue], terms: Terms | None = None) -> None:
        self._lexicon = Lexicon()
        phrases = list(self._terms(terms or {}))
        patterns = [(cue, pattern) for cue in _different(cues) for pattern in compile_cue(fold(cue.text))]
        counted = Counter(
            self._number(part, cue) for cue, pattern in (*patterns, *phrases) for part in parts_of(pattern)
        )
        self._phrases = self._by_hook(phrases, counted)
        self._forms = self._by_hook(patterns, counted)
        self._lexicon.close()

    def _terms(self, terms: Terms) -> Iterator[tuple[Cue, Pattern]]:
        """The terms of one word answer to the name of their list at once; phrases are found first."""
        for name, said in terms.items():
            number = self._lexicon.number_of(Part("term", (name,)), "")
            for language, phrases in said.items():
                for phrase in phrases:
                    for pattern in compile_cue(fold(phrase)):
                        parts = parts_of(pattern)
                        if len(parts) == 1:
                            self._lexicon.answer(number, parts[0], language)
                        else:
                            yield Cue(name, "term", phrase, language), pattern

    def _number(self, part: Part, cue: Cue) -> int:
        return self._lexicon.number_of(part, cue.language)

    def _by_hook(self, patterns: Sequence[tuple[Cue, Pattern]], counted: Counter[int]) -> Hooks:
        """The forms by the part that the fewest texts have, so that few are looked at in vain."""
        hooks = Hooks()
        for at, (cue, pattern) in enumerate(patterns):
            rare = sorted({(_common(part), self._number(part, cue)) for part in parts_of(pattern)})
            hooks.add(self._form(cue, pattern, counted, at), [number for _, number in rare])
        return hooks

    def _form(self, cue: Cue, pattern: Pattern, counted: Counter[int], order: int) -> Form:
        """The pattern by numbers, the group and the piece with the rarest part first."""
        groups = [
            [tuple((self._number(part, cue), part.gap) for part in piece) for piece in group] for group in pattern
        ]
        _, at, which, anchor = min(
            (counted[part[0]], at, which, number)
            for at, group in enumerate(groups)
            for which, piece in enumerate(group)
            for number, part in enumerate(piece)
        )
        groups.insert(0, groups.pop(at))
        groups[0].insert(0, groups[0].pop(which))
        needs = frozenset(number for group in groups for piece in group for number, _ in piece)
        alone = sum(len(piece) for group in groups for piece in group) == 1
        order_of = (groups[0][0][anchor][0], order)
        return Form(cue, tuple(map(tuple, groups)), anchor, order_of, needs, alone)

    def find(self, words: Words, language: str) -> Iterator[Found]:
        """Every cue in the text, each place once per cue."""
        text = Text(words, self._lexicon.answers(language))
        for found in list(self._all(self._phrases, text)):
            text.add(self._lexicon.number_of(Part("term", (found.cue.owner,)), ""), found.first, found.last)
        seen: set[Found] = set()
        for found in self._all(self._forms, text):
            if found not in seen:
                seen.add(found)
                yield found

    def _all(self, hooks: Hooks, text: Text) -> Iterator[Found]:
        ready = hooks.ready(text)
        text.read(frozenset[int]().union(*[form.needs for form in ready]))
        for form in ready:
            for first, last in text.mentions(form.order[0]).items():
                if found := fit(form, text, first, last):
                    yield found


def _common(part: Part) -> float:
    """How common the words of a part may be: short ones are, and beginnings; numbers and whole lists are the most."""
    if part.kind in ("number", "term"):
        return 1.0
    open_ended = 3 if part.kind in ("start", "end") else 0
    return sum(0.5 ** (len(word) - open_ended) for word in part.words)


def _different(cues: Sequence[Cue]) -> list[Cue]:
    """Each cue once: packs may say the same twice."""
    found: dict[tuple[str, ...], Cue] = {}
    for cue in cues:
        found.setdefault((cue.owner, cue.role, cue.text, cue.language), cue)
    return list(found.values())
