"""Finds the cues of all packs in one pass: a cue is looked at only where every one of its parts is in the text."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from typing import Final, Literal

from enrichment.matching.fit import Cue, Form, Found, Known, Text, fit
from enrichment.matching.hooks import Hooks, caught
from enrichment.matching.lexicon import Lexicon
from enrichment.packs.cues import Language, Part, Pattern, compile_cue, parts_of
from enrichment.words.kept import Kept
from enrichment.words.text import fold
from enrichment.words.tokens import Words

Terms = Mapping[str, Mapping[Language, Sequence[str]]]  # name -> language -> words and phrases

TERM: Final[Literal["term"]] = "term"  # the role of the phrases of terms, and the kind of a part that names one
LATER = frozenset(("also", "in_company", "unless"))  # asked for of few owners: their cues are looked up by owner
_ORDER = attrgetter("order")

__all__ = ["Cue", "Found", "Matcher", "Search"]


class Matcher:
    """The cues of many owners, ready to be found. Cost follows the words of the text, not the number of cues."""

    def __init__(self, cues: Sequence[Cue], terms: Terms | None = None) -> None:
        self._lexicon = Lexicon()
        self._terms: dict[str, int] = {}  # name -> the number that its words answer to
        self._with_term: dict[int, list[tuple[frozenset[int], Form]]] = {}  # term -> what its cues need besides
        self._hooks = Hooks()
        self._later: dict[tuple[str, str], list[Form]] = {}  # (role, owner) -> what is looked at when it is asked for
        phrases = list(self._phrases(terms or {}))
        patterns = [(cue, pattern) for cue in _different(cues) for pattern in compile_cue(fold(cue.text))]
        counted = Counter(
            self._number(part, cue) for cue, pattern in (*patterns, *phrases) for part in parts_of(pattern)
        )
        self._hang(phrases, counted)
        self._hang(patterns, counted)
        self._lexicon.close()
        self._known = cache(lambda language: Kept(partial(self._know, language=language)))

    def _phrases(self, terms: Terms) -> Iterator[tuple[Cue, Pattern]]:
        """The terms of one word answer to the name of their list at once; phrases are to be found."""
        for name, said in terms.items():
            number = self._terms[name] = self._lexicon.number_of(Part("term", (name,)), "")
            for language, phrases in said.items():
                for phrase in phrases:
                    for pattern in compile_cue(fold(phrase)):
                        parts = parts_of(pattern)
                        if len(parts) == 1:
                            self._lexicon.answer(number, parts[0], language)
                        else:
                            yield Cue(name, TERM, phrase, language), pattern

    def _number(self, part: Part, cue: Cue) -> int:
        return self._lexicon.number_of(part, cue.language)

    def _hang(self, patterns: Sequence[tuple[Cue, Pattern]], counted: Counter[int]) -> None:
        """The forms by the part that the fewest texts have, so that few are looked at in vain."""
        for at, (cue, pattern) in enumerate(patterns):
            form = self._form(cue, pattern, counted, at)
            if cue.role in LATER:
                self._later.setdefault((cue.role, cue.owner), []).append(form)
            else:
                rare = sorted({(_common(part), self._number(part, cue)) for part in parts_of(pattern)})
                self._hooks.add(form, [number for _, number in rare])
            for part in parts_of(pattern):
                if part.kind == TERM:
                    number = self._number(part, cue)
                    self._with_term.setdefault(number, []).append((form.needs - {number}, form))

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

    def search(self, words: Words, language: str) -> "Search":
        """The text with the cues that may stand in it."""
        text = Text(words, self._known(language))
        search = Search(text, caught(text), self._later)
        self._read_terms(search)
        return search

    def _know(self, word: str, language: str) -> Known:
        numbers = self._lexicon.look_up(word, language)
        return Known(numbers, self._hooks.on(numbers))

    def _read_terms(self, search: "Search") -> None:
        """Finds phrases of terms where nothing else of a cue with that term is lacking, and adds those cues."""
        text, possible = search.text, {self._terms[form.cue.owner] for form in search.standing(TERM)}
        with_term = chain.from_iterable(map(self._with_term.__getitem__, possible & self._with_term.keys()))
        reach = text.there | possible
        wanted = [form for others, form in with_term if others <= reach]
        asked = set[int]().union(*[form.needs for form in wanted])
        phrases = [form for form in search.standing(TERM) if self._terms[form.cue.owner] in asked]
        text.gather(asked.union(*[form.needs for form in (*phrases, *search.standing("cues"))]))
        for found in list(search.among(sorted(phrases, key=_ORDER))):
            text.add(self._terms[found.cue.owner], found.first, found.last)
        search.add(form for form in wanted if form.cue.role not in LATER)


class Search:
    """One text, and the cues that may stand in it, by what they are for; `later` has those that are looked up by owner."""

    def __init__(self, text: Text, forms: Iterable[Form], later: Mapping[tuple[str, str], Sequence[Form]]) -> None:
        self.text = text
        self._later = later
        self._forms = defaultdict[str, set[Form]](set)
        self.add(forms)

    def add(self, forms: Iterable[Form]) -> None:
        """Those of these cues of which no part is lacking now."""
        there = self.text.there
        for form in forms:
            if form.needs <= there:
                self._forms[form.cue.role].add(form)

    def ready(self, role: str, owners: Collection[str] = ()) -> list[Form]:
        """Those for this no part of which is lacking, in their order; of a role that is asked for later, of these owners."""
        return sorted(self._late(role, owners) if role in LATER else self.standing(role), key=_ORDER)

    def standing(self, role: str) -> Collection[Form]:
        """The same in no order, of a role that is not asked for later."""
        return self._forms[role]

    def _late(self, role: str, owners: Collection[str]) -> Iterable[Form]:
        there = self.text.there
        every = chain.from_iterable(self._later.get((role, owner), ()) for owner in owners)
        return [form for form in every if form.needs <= there]

    def find(self, role: str, owners: Collection[str] = ()) -> Iterator[Found]:
        """Every cue for this in the text, each place once per cue; of a role that is asked for later, of these owners."""
        return self.among(self.ready(role, owners))

    def among(self, ready: Sequence[Form]) -> Iterator[Found]:
        """Every place of these forms, once per cue."""
        text = self.text
        seen: set[Found] = set()
        text.gather(chain.from_iterable([form.needs for form in ready]))
        for form in ready:
            for first, last in text.mentions(form.order[0]).items():
                found = fit(form, text, first, last)
                if found and found not in seen:
                    seen.add(found)
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
