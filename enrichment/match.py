"""Finds the cues of all packs in one pass: a cue is looked at only where every one of its parts is in the text."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from enrichment.cues import GAP, REACH, Language, Part, Pattern, compile_cue
from enrichment.lexicon import Lexicon
from enrichment.text import fold
from enrichment.tokens import Words

Terms = Mapping[str, Mapping[Language, Sequence[str]]]  # name -> language -> words and phrases
Spans = dict[int, int]  # first word -> last word (or the other way round) of one part's mentions


@dataclass(frozen=True, slots=True)
class Cue:
    """One written cue of one list in one language."""

    owner: str  # whose it is, and
    role: str  # what for: whatever the caller wants back
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in the text: the words that it names, by number, in order."""

    cue: Cue
    words: tuple[int, ...]

    @property
    def first(self) -> int:
        """Where it begins."""
        return self.words[0]

    @property
    def last(self) -> int:
        """Where it ends."""
        return self.words[-1]

    @property
    def between(self) -> Iterator[int]:
        """The words inside it that it does not name."""
        return (at for at in range(self.first + 1, self.last) if at not in self.words)


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """One pattern of a cue, its parts by their numbers; part `anchor` of piece 0 is the rarest of all."""

    cue: Cue
    pieces: tuple[tuple[tuple[int, bool], ...], ...]  # (number, whether a gap may stand before it)
    anchor: int
    needs: frozenset[int]


class Matcher:
    """The cues of many owners, ready to be found. Cost follows the words of the text, not the number of cues."""

    def __init__(self, cues: Sequence[Cue], terms: Terms | None = None) -> None:
        self._lexicon = Lexicon()
        phrases = list(self._terms(terms or {}))
        patterns = [(cue, pattern) for cue in cues for pattern in compile_cue(fold(cue.text))]
        counted = Counter(self._number(part, cue) for cue, pattern in (*patterns, *phrases) for part in chain(*pattern))
        self._phrases = self._by_anchor(phrases, counted)
        self._forms = self._by_anchor(patterns, counted)
        self._lexicon.close()

    def _terms(self, terms: Terms) -> Iterator[tuple[Cue, Pattern]]:
        """The terms of one word answer to the name of their list at once; phrases are found first."""
        for name, said in terms.items():
            number = self._lexicon.number_of(Part("term", (name,)), "")
            for language, phrases in said.items():
                for phrase in phrases:
                    for (piece,) in compile_cue(fold(phrase)):
                        if len(piece) == 1:
                            self._lexicon.answer(number, piece[0], language)
                        else:
                            yield Cue(name, "term", phrase, language), (piece,)

    def _number(self, part: Part, cue: Cue) -> int:
        return self._lexicon.number_of(part, cue.language)

    def _by_anchor(self, patterns: Sequence[tuple[Cue, Pattern]], counted: Counter[int]) -> dict[int, list[_Form]]:
        found: dict[int, list[_Form]] = {}
        for cue, pattern in patterns:
            pieces = [tuple((self._number(part, cue), part.gap) for part in piece) for piece in pattern]
            rarest = min(
                ((counted[part[0]], at, number) for at, piece in enumerate(pieces) for number, part in enumerate(piece))
            )
            pieces = [pieces[rarest[1]], *pieces[: rarest[1]], *pieces[rarest[1] + 1 :]]
            needs = frozenset(number for piece in pieces for number, _ in piece)
            form = _Form(cue, tuple(pieces), rarest[2], needs)
            found.setdefault(form.pieces[0][form.anchor][0], []).append(form)
        return found

    def find(self, words: Words, language: str) -> Iterator[Found]:
        """Every cue in the text, each place once per cue."""
        text = _Text(words, self._lexicon.answers(language))
        for found in list(self._all(self._phrases, text)):
            text.add(self._lexicon.number_of(Part("term", (found.cue.owner,)), ""), found.first, found.last)
        seen: set[Found] = set()
        for found in self._all(self._forms, text):
            if found not in seen:
                seen.add(found)
                yield found

    def _all(self, by_anchor: Mapping[int, Sequence[_Form]], text: "_Text") -> Iterator[Found]:
        there = text.starts.keys()
        for number in sorted(by_anchor.keys() & there):
            for form in by_anchor[number]:
                if form.needs <= there:
                    for first, last in list(text.starts[number].items()):
                        found = _fit(form, text, first, last)
                        if found:
                            yield found


class _Text:
    """The mentions of every part in one text."""

    def __init__(self, words: Words, answers: Mapping[str, tuple[int, ...]]) -> None:
        self.words = words
        self.starts: dict[int, Spans] = {}
        self._own: set[int] = set()  # parts whose spans are nobody else's
        said: dict[str, Spans] = {}
        for at, word in enumerate(words.text):
            if answers[word]:
                said.setdefault(word, {})[at] = at
        for word, spans in said.items():
            for number in answers[word]:
                known = self.starts.get(number)
                self.starts[number] = known | spans if known else spans
        self.ends: dict[int, Spans] = dict(self.starts)  # the same until a phrase of several words comes

    def add(self, number: int, first: int, last: int) -> None:
        """A phrase of several words; spans that others share are copied first."""
        if number not in self._own:
            self._own.add(number)
            self.starts[number] = dict(self.starts.get(number, {}))
            self.ends[number] = dict(self.ends.get(number, {}))
        starts, ends = self.starts[number], self.ends[number]
        starts[first] = max(last, starts.get(first, last))
        ends[last] = min(first, ends.get(last, first))

    def near(self, at: int, step: int, reach: int) -> range:
        """The words up to `reach` others away from word `at`, nearest first, within its sentence."""
        sentence = self.words.sentence
        end = at + step
        while 0 <= end < len(sentence) and sentence[end] == sentence[at] and abs(end - at) <= reach + 1:
            end += step
        return range(at + step, end, step)


def _fit(form: _Form, text: _Text, first: int, last: int) -> Found | None:
    """The form around a mention of its anchor."""
    piece = form.pieces[0]
    own = tuple(range(first, last + 1))
    after = _walk(piece, text, last, form.anchor + 1, 1) if form.anchor + 1 < len(piece) else ()
    before = _walk(piece, text, first, form.anchor - 1, -1) if after is not None and form.anchor else ()
    if after is None or before is None:
        return None
    taken: tuple[int, ...] | None = tuple(sorted((*before, *own, *after)))
    for other in form.pieces[1:]:
        taken = _beside(other, text, taken) if taken else None
    return Found(form.cue, taken) if taken else None


def _walk(piece: Sequence[tuple[int, bool]], text: _Text, at: int, number: int, step: int) -> tuple[int, ...] | None:
    """Words for the parts from `number` to the end on one side of `at`; the nearest that leave room for the rest."""
    if not 0 <= number < len(piece):
        return ()
    gap = piece[max(number, number - step)][1]
    mentions = (text.starts if step > 0 else text.ends)[piece[number][0]]
    for there in text.near(at, step, GAP if gap else 0):
        end = mentions.get(there)
        if end is not None:
            rest = _walk(piece, text, end, number + step, step)
            if rest is not None:
                return (*range(min(there, end), max(there, end) + 1), *rest)
    return None


def _beside(piece: Sequence[tuple[int, bool]], text: _Text, taken: tuple[int, ...]) -> tuple[int, ...] | None:
    """The piece before, behind or among the words that are taken; the nearest."""
    first, last = taken[0], taken[-1]
    places = [there for there in range(first + 1, last) if there not in taken]
    around = chain(places, text.near(last, 1, REACH), text.near(first, -1, REACH + len(piece)))
    mentions = text.starts[piece[0][0]]
    for there in around:
        end = mentions.get(there)
        rest = None if end is None else _walk(piece, text, end, 1, 1)
        if end is not None and rest is not None:
            whole = (*range(there, end + 1), *rest)
            if not set(whole) & set(taken):
                return tuple(sorted((*taken, *whole)))
    return None
