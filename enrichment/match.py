"""Finds the cues of all packs in one pass: each word is looked up once, and only what it anchors is looked at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enrichment.cues import GAP, Language, Part, compile_cue
from enrichment.stems import stem
from enrichment.text import fold
from enrichment.tokens import Words

ALWAYS = ("nl", "en")  # languages whose cues are tried on every text: adverts mix them
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
    """A cue in the text: words [first, last]."""

    cue: Cue
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Form:
    """One sequence of a cue, its words folded and stemmed in the cue's language; `anchor` is its rarest part."""

    cue: Cue
    parts: tuple[Part, ...]
    stems: tuple[str, ...]
    anchor: int


class Matcher:
    """The cues of many owners, ready to be found. Cost follows the words of the text, not the number of cues."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._words: dict[str, list[_Form]] = {}  # folded word -> forms that it anchors
        self._stems: dict[tuple[str, str], list[_Form]] = {}  # (language, stem) -> forms
        self._starts: dict[str, list[_Form]] = {}
        self._ends: dict[str, list[_Form]] = {}
        self._known: dict[tuple[str, str], tuple[_Form, ...]] = {}  # (word, language) -> forms, filled as words come
        for cue in cues:
            for parts in compile_cue(fold(cue.text)):
                self._add(cue, parts)
        self._start_sizes = sorted({len(start) for start in self._starts})
        self._end_sizes = sorted({len(end) for end in self._ends})

    def _add(self, cue: Cue, parts: tuple[Part, ...]) -> None:
        stems = tuple(stem(part.text, cue.language) if part.kind == "word" else part.text for part in parts)
        rank = {"word": 2, "start": 1, "end": 1, "number": 0}
        anchor = max(range(len(parts)), key=lambda at: (rank[parts[at].kind], len(parts[at].text)))
        form = _Form(cue, parts, stems, anchor)
        part = parts[anchor]
        if part.kind == "word":
            self._words.setdefault(part.text, []).append(form)
            self._stems.setdefault((cue.language, stems[anchor]), []).append(form)
        elif part.kind == "number":
            self._words.setdefault("#", []).append(form)
        else:
            (self._starts if part.kind == "start" else self._ends).setdefault(part.text, []).append(form)

    def find(self, words: Words, language: str) -> Iterator[Found]:
        """Every cue in the text, each place once per cue."""
        seen: set[tuple[Cue, int, int]] = set()
        for at, word in enumerate(words.text):
            for form in self._known.get((word, language)) or self._forms(word, language):
                for first, last in _fits(form, words, at):
                    key = (form.cue, first, last)
                    if key not in seen:
                        seen.add(key)
                        yield Found(*key)

    def _forms(self, word: str, language: str) -> tuple[_Form, ...]:
        """The forms that a word anchors; kept, because adverts use the same words."""
        found = list(self._words.get(word, ()))
        for spoken in dict.fromkeys((*ALWAYS, language)):
            found += self._stems.get((spoken, stem(word, spoken)), ())
        found += [form for size in self._start_sizes if size < len(word) for form in self._starts.get(word[:size], ())]
        found += [form for size in self._end_sizes if size < len(word) for form in self._ends.get(word[-size:], ())]
        if word.isdigit() or word in NUMBER_WORDS:
            found += self._words.get("#", ())
        forms = tuple({id(form): form for form in found}.values())
        if len(self._known) > 200_000:
            self._known.clear()
        self._known[word, language] = forms
        return forms


def _fits(form: _Form, words: Words, at: int) -> Iterator[tuple[int, int]]:
    """The form around its anchor at word `at`, within one sentence: (first word, last word)."""
    if not _is(form, form.anchor, words, at):
        return
    last = _walk(form, words, at, range(form.anchor + 1, len(form.parts)), 1)
    if last is None:
        return
    first = _walk(form, words, at, range(form.anchor - 1, -1, -1), -1)
    if first is not None:
        yield first, last


def _walk(form: _Form, words: Words, at: int, parts: Sequence[int], step: int) -> int | None:
    """The word where the parts on one side of the anchor end; the nearest words are taken."""
    sentence, size = words.sentence[at], len(words.text)
    for number in parts:
        gap = form.parts[number].gap if step > 0 else form.parts[number + 1].gap
        for skip in range(GAP + 1 if gap else 1):
            there = at + step * (skip + 1)
            if not 0 <= there < size or words.sentence[there] != sentence:
                return None
            if _is(form, number, words, there):
                at = there
                break
        else:
            return None
    return at


def _is(form: _Form, number: int, words: Words, at: int) -> bool:
    part, word = form.parts[number], words.text[at]
    if part.kind == "word":
        return word == part.text or stem(word, form.cue.language) == form.stems[number]
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
