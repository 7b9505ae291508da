"""Whether a cue stands around a word of a text, and on which words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress
from operator import itemgetter, not_
from typing import Final, NamedTuple

from enrichment.packs.cues import FAR, GAP, REACH
from enrichment.words.tokens import Words

Spans = dict[int, int]  # first word -> last word (or the other way round) of one part's mentions


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """One written cue of one list in one language; it equals only itself, so that it is quickly told from others."""

    owner: str  # whose it is, and
    role: str  # what for: whatever the caller wants back
    text: str
    language: str


class Phrase(NamedTuple):
    """The words of one sentence that a cue names, by number, in order."""

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


class Found(NamedTuple):
    """A cue in the text: its phrases in order; most cues have one."""

    cue: Cue
    phrases: tuple[Phrase, ...]

    @property
    def first(self) -> int:
        """The first word."""
        return self.phrases[0].words[0]

    @property
    def last(self) -> int:
        """The last word."""
        phrases = self.phrases
        return phrases[0].words[-1] if len(phrases) == 1 else max(phrase.last for phrase in phrases)


Piece = tuple[tuple[int, bool], ...]  # (number of a part, whether a gap may stand before it)


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One pattern of a cue, its parts by their numbers; part `anchor` of the first piece is the rarest of all."""

    cue: Cue
    groups: tuple[tuple[Piece, ...], ...]
    anchor: int
    order: tuple[int, int]  # the number of its anchor, and its place among all forms
    needs: frozenset[int]
    alone: bool  # one part, which is all there is to find


class Near(NamedTuple):
    """What hangs on one word, by what must stand at one side of it; `others` are the keys of `forms`."""

    step: int  # right behind it (1), before it (-1), or anywhere (0)
    others: frozenset[int]
    forms: dict[int, list[Form]]


class Known(NamedTuple):
    """What the cues know of a word: the numbers of the parts that it answers to, and the forms that hang on it."""

    numbers: frozenset[int]
    hooks: tuple[Near, ...]


_NUMBERS: Final = itemgetter(0)  # of what is known of a word
_HOOKS: Final = itemgetter(1)


class Text:
    """The parts that one text answers to, and where: places are looked up for the few parts that are asked for."""

    def __init__(self, words: Words, known: Mapping[str, "Known"]) -> None:
        self.words = words
        told = [*map(known.__getitem__, words.text)]
        self.hooks = [*map(_HOOKS, told)]
        self.at = [*map(_NUMBERS, told), frozenset[int]()]  # nothing stands before or behind
        self.there: set[int] = set().union(*map(_NUMBERS, map(known.__getitem__, words.unique)))
        self._starts: dict[int, Spans] = {}
        self._ends: dict[int, Spans] = {}  # of the parts that phrases of several words answer to
        self.in_vain: set[tuple[int, int, int, int]] = set()  # what `_walk` need not try again

    @cached_property
    def _firsts(self) -> list[int]:
        """Where the word of each place stands first."""
        text = self.words.text
        first = dict(zip(reversed(text), range(len(text) - 1, -1, -1), strict=True))
        return [*map(first.__getitem__, text)]

    def add(self, number: int, first: int, last: int) -> None:
        """A phrase of several words answers to this part too."""
        starts = self.mentions(number)
        for at in (first, last):
            self.at[at] |= {number}
        self.there.add(number)
        ends = self._ends.setdefault(number, dict(starts))
        starts[first] = max(last, starts.get(first, last))
        ends[last] = min(first, ends.get(last, first))

    def mentions(self, number: int, step: int = 1) -> Spans:
        """Where a part begins, with its last word; going back (`step` -1) where it ends, with its first."""
        if step < 0 and number in self._ends:
            return self._ends[number]
        if number not in self._starts:
            self.gather({number})
        return self._starts[number]

    def gather(self, numbers: Iterable[int]) -> None:
        """Looks up where these parts begin, all in one pass: each at the words that answer to it, by their first place."""
        wanted = set(numbers).difference(self._starts)
        starts = self._starts
        if not wanted:
            return
        starts.update({number: {} for number in wanted})
        told = self.at[: len(self.words.text)]
        places = compress(range(len(told)), map(not_, map(wanted.isdisjoint, told)))
        for at in sorted(places, key=self._firsts.__getitem__):
            for number in wanted & told[at]:
                starts[number][at] = at

    def near(self, at: int, step: int, reach: int) -> range:
        """The words up to `reach` others away from word `at`, nearest first, within its sentence."""
        first, past = self.words.around(at)
        end = min(past, at + reach + 2) if step > 0 else max(first - 1, at - reach - 2)
        return range(at + step, end, step)


def fit(form: Form, text: Text, first: int, last: int) -> Found | None:
    """The form around a mention of its anchor."""
    if form.alone:
        return Found(form.cue, (Phrase(tuple(range(first, last + 1))),))
    piece = form.groups[0][0]
    after = _walk(piece, text, last, form.anchor + 1, 1) if form.anchor + 1 < len(piece) else ()
    before = _walk(piece, text, first, form.anchor - 1, -1) if form.anchor and after is not None else ()
    if after is None or before is None:
        return None
    own = _with(form.groups[0][1:], text, tuple(sorted((*before, *range(first, last + 1), *after))))
    phrases = [own] if own else []
    for group in form.groups[1:]:
        further = _further(group, text, phrases[0]) if phrases else None
        phrases = [*phrases, further] if further else []
    return Found(form.cue, tuple(map(Phrase, sorted(phrases)))) if phrases else None


def _with(pieces: Sequence[Piece], text: Text, taken: tuple[int, ...]) -> tuple[int, ...] | None:
    """What is taken, and every other piece of its group beside it; a far one may be near to one that is taken first."""
    left = list(pieces)
    while left:
        told = ((piece, _beside(piece, text, taken)) for piece in left)
        piece, beside = next(((piece, one) for piece, one in told if one), (None, None))
        if piece is None or beside is None:
            return None
        left.remove(piece)
        taken = beside
    return taken


def _further(group: Sequence[Piece], text: Text, taken: tuple[int, ...]) -> tuple[int, ...] | None:
    """Another group within reach of what is taken, whatever sentence; what stands behind it first."""
    size = len(text.words.text)
    behind = range(taken[-1] + 1, min(size, taken[-1] + FAR + 2))
    before = range(taken[0] - 1, max(-1, taken[0] - FAR - 2), -1)
    mentions = text.mentions(group[0][0][0])
    for there in chain(behind, before):
        end = mentions.get(there)
        rest = None if end is None else _walk(group[0], text, end, 1, 1)
        if end is not None and rest is not None:
            found = _with(group[1:], text, (*range(there, end + 1), *rest))
            if found and not set(found) & set(taken):
                return found
    return None


def _walk(piece: Piece, text: Text, at: int, number: int, step: int) -> tuple[int, ...] | None:
    """Words for the parts from `number` to the end on one side of `at`; the nearest that leave room for the rest.

    What was tried in vain is not tried again: however many gaps a cue has, each part is looked for once behind each word.
    """
    if not 0 <= number < len(piece):
        return ()
    gap = piece[max(number, number - step)][1]
    tried = (id(piece), at, number, step)
    if gap and tried in text.in_vain:
        return None
    mentions, sentence = text.mentions(piece[number][0], step), text.words.sentence
    for there in range(at + step, at + step * (GAP + 2 if gap else 2), step):
        end = mentions.get(there)
        if end is None or sentence[there] != sentence[at]:
            continue
        rest = _walk(piece, text, end, number + step, step)
        if rest is not None:
            return (*range(min(there, end), max(there, end) + 1), *rest)
    if gap:
        text.in_vain.add(tried)
    return None


def _beside(piece: Piece, text: Text, taken: tuple[int, ...]) -> tuple[int, ...] | None:
    """The piece before, behind or among the words that are taken; the nearest."""
    first, last = taken[0], taken[-1]
    places = [there for there in range(first + 1, last) if there not in taken]
    around = chain(places, text.near(last, 1, REACH), text.near(first, -1, REACH + len(piece)))
    mentions = text.mentions(piece[0][0])
    for there in around:
        end = mentions.get(there)
        rest = None if end is None else _walk(piece, text, end, 1, 1)
        if end is not None and rest is not None:
            whole = (*range(there, end + 1), *rest)
            if not set(whole) & set(taken):
                return tuple(sorted((*taken, *whole)))
    return None
