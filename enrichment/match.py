"""Finds the cues of all packs in one pass: each word is looked up once, and only what it anchors is looked at."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from enrichment.cues import GAP, Language, Part, compile_cue
from enrichment.stems import stem
from enrichment.text import fold
from enrichment.tokens import Words

ALWAYS = ("nl", "en")  # languages whose cues are tried on every text: adverts mix them
KEEP = 200_000  # words whose forms are remembered
NUMBER_WORDS = frozenset(
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf one two three four five six seven eight nine ten".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One written cue of one list in one language."""

    owner: str  # whatever the caller wants back
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
    """One sequence of a cue, its words folded and stemmed in the cue's language; `anchor` is its rarest part."""

    cue: Cue
    parts: tuple[Part, ...]
    stems: tuple[frozenset[str], ...]
    anchor: int
    needs: frozenset[str]  # stems of the words it cannot do without
    exact: frozenset[str]  # the same words as written, for a text in another language


class Matcher:
    """The cues of many owners, ready to be found. Cost follows the words of the text, not the number of cues."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._stems: dict[tuple[str, str], list[_Form]] = {}  # (language, stem) -> forms that it anchors
        self._exact: dict[str, list[_Form]] = {}  # folded word -> forms that it anchors
        self._starts: dict[str, list[_Form]] = {}
        self._ends: dict[str, list[_Form]] = {}
        self._numbers: list[_Form] = []
        self._known: dict[tuple[str, str], tuple[_Form, ...]] = {}  # (word, language) -> forms, filled as words come
        compiled = [(cue, parts) for cue in cues for parts in compile_cue(fold(cue.text))]
        self._common = Counter(word for _, parts in compiled for part in parts for word in part.words)
        for cue, parts in compiled:
            self._add(cue, parts)
        self._start_sizes = sorted({len(start) for start in self._starts})
        self._end_sizes = sorted({len(end) for end in self._ends})

    def _add(self, cue: Cue, parts: tuple[Part, ...]) -> None:
        stems = tuple(_stems(part, cue.language) for part in parts)
        anchor = max(
            range(len(parts)), key=lambda at: (_RANK[parts[at].kind], -self._rate(parts[at]), len(parts[at].text))
        )
        only = [at for at, part in enumerate(parts) if part.kind == "word" and len(part.words) == 1]
        needs = frozenset[str]().union(*(stems[at] for at in only))
        form = _Form(cue, parts, stems, anchor, needs, frozenset(parts[at].text for at in only))
        part = parts[anchor]
        if part.kind == "word":
            for one in stems[anchor]:
                self._stems.setdefault((cue.language, one), []).append(form)
            for word in part.words:
                self._exact.setdefault(word, []).append(form)
        elif part.kind == "number":
            self._numbers.append(form)
        else:
            (self._starts if part.kind == "start" else self._ends).setdefault(part.text, []).append(form)

    def _rate(self, part: Part) -> int:
        """How often the words of a part stand in cues: the rarest part is the anchor."""
        return sum(self._common[word] for word in part.words)

    def find(self, words: Words, language: str) -> Iterator[Found]:
        """Every cue in the text, each place once per cue."""
        spoken = _spoken(language)
        unique = frozenset(words.text)
        present = {one: frozenset([stem(word, one) for word in unique]) for one in spoken}
        seen: set[Found] = set()
        for at, word in enumerate(words.text):
            for form in self._of(word, language):
                there = present.get(form.cue.language)
                if not (form.exact <= unique if there is None else form.needs <= there):
                    continue
                found = _fit(form, words, at)
                if found and found not in seen:
                    seen.add(found)
                    yield found

    def _of(self, word: str, language: str) -> tuple[_Form, ...]:
        """The forms that a word anchors; kept, because adverts use the same words."""
        found = self._known.get((word, language))
        if found is None:
            if len(self._known) > KEEP:
                self._known.clear()
            found = self._known[word, language] = tuple(self._look_up(word, language))
        return found

    def _look_up(self, word: str, language: str) -> Iterator[_Form]:
        spoken = _spoken(language)
        for one in spoken:
            yield from self._stems.get((one, stem(word, one)), ())
        yield from (form for form in self._exact.get(word, ()) if form.cue.language not in spoken)
        for size in self._start_sizes:
            yield from self._starts.get(word[:size], ()) if size < len(word) else ()
        for size in self._end_sizes:
            yield from self._ends.get(word[-size:], ()) if size < len(word) else ()
        if word.isdigit() or word in NUMBER_WORDS:
            yield from self._numbers


_RANK = {"word": 2, "start": 1, "end": 1, "number": 0}


def _stems(part: Part, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) if part.kind == "word" else word for word in part.words)


@cache
def _spoken(language: str) -> tuple[str, ...]:
    """Languages in which words are stemmed; cues of another language must stand as they are written."""
    return tuple(dict.fromkeys((*ALWAYS, language)))


def _fit(form: _Form, words: Words, at: int) -> Found | None:
    """The form around its anchor at word `at`, within one sentence."""
    if not _is(form, form.anchor, words, at):
        return None
    after = _walk(form, words, at, form.anchor + 1, 1)
    before = _walk(form, words, at, form.anchor - 1, -1) if after is not None else None
    return None if after is None or before is None else Found(form.cue, (*reversed(before), at, *after))


def _walk(form: _Form, words: Words, at: int, number: int, step: int) -> tuple[int, ...] | None:
    """Words for the parts from `number` to the end on one side of `at`; the nearest that leave room for the rest."""
    if not 0 <= number < len(form.parts):
        return ()
    gap = form.parts[max(number, number - step)].gap
    for there in range(at + step, at + step * (GAP + 2 if gap else 2), step):
        if not 0 <= there < len(words.text) or words.sentence[there] != words.sentence[at]:
            return None
        if _is(form, number, words, there):
            rest = _walk(form, words, there, number + step, step)
            if rest is not None:
                return (there, *rest)
    return None


def _is(form: _Form, number: int, words: Words, at: int) -> bool:
    part, word = form.parts[number], words.text[at]
    if part.kind == "word":
        return word in part.words or stem(word, form.cue.language) in form.stems[number]
    if part.kind == "start":
        return word.startswith(part.text)
    if part.kind == "end":
        return word.endswith(part.text)
    return word.isdigit() or word in NUMBER_WORDS


def matcher_of(lists: Mapping[str, Mapping[Language, Sequence[str]]]) -> Matcher:
    """A matcher over owner -> language -> cues."""
    return Matcher(
        [Cue(owner, cue, language) for owner, said in lists.items() for language, cues in said.items() for cue in cues]
    )
