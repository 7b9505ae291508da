"""Words around amounts: who offers work, who sells a service, what is a cost, a room, kept from a wage, or sold to customers.

The table enrichment/reference/amounts.csv holds them in eight languages; `*` stands for any letters before or behind.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple, cast, get_args

import ahocorasick

from enrichment.words.tables import rows_of
from enrichment.words.text import fold

Kind = Literal["pay", "hire", "work", "serve", "seek", "sex", "extra", "housing", "kept", "sold"]


class Cue(NamedTuple):
    """A word of the table at [start, end) of a normalised text; a word may stand in several rows of the table."""

    start: int
    end: int
    kinds: frozenset[Kind]


class _Word(NamedTuple):
    core: str
    open_left: bool
    open_right: bool
    kinds: frozenset[Kind]


def _rows() -> Iterator[tuple[str, Kind]]:
    for row in rows_of("amounts"):
        assert row["kind"] in get_args(Kind), row
        for word in row["words"].split("|"):
            yield fold(word), cast("Kind", row["kind"])


@cache
def _automaton() -> Any:  # noqa: ANN401 - the library has no types
    """Every core of the table with the words that have it."""
    kinds: dict[str, set[Kind]] = {}
    for word, kind in _rows():
        kinds.setdefault(word, set()).add(kind)
    by_core: dict[str, list[_Word]] = {}
    for word, of in kinds.items():
        core = word.strip("*")
        one = _Word(core, word.startswith("*"), word.endswith("*"), frozenset(of))
        by_core.setdefault(core, []).append(one)
    machine = ahocorasick.Automaton()
    for core, words in by_core.items():
        machine.add_word(core, tuple(words))
    machine.make_automaton()
    return machine


def _matches(text: str) -> Iterator[Cue]:
    size = len(text)
    for last, words in _automaton().iter(text):
        end = last + 1
        start = end - len(words[0].core)
        bounded_left = not start or not text[start - 1].isalnum()
        bounded_right = end == size or not text[end].isalnum()
        for _, open_left, open_right, kinds in words:
            if (bounded_left or open_left) and (bounded_right or open_right):
                yield Cue(start, end if bounded_right else _word_end(text, end), kinds)


def _word_end(text: str, end: int) -> int:
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


_KEPT: frozenset[Kind] = frozenset(("kept",))
_OFF = re.compile(r" (?:er|van)?a[fb]\b| off\b")
_APART = re.compile(  # a verb that is kept from its other half: `gaat er elke week 195 euro af`
    r"\b(?:gaat|gaan|geht|gehen|gehn|ziehen|zieht|haalt|halen|comes?|go|goes|takes?)\b"
    r"(?= [^.!?;\n]{1,60}(?<! daar)(?: (?:er)?a[fb]| off)\b)|"
    r"\b(?:daar|er|hier) ga(?:at|an)\b(?= [^.!?;\n]{1,60} vanaf\b)"
)


def _apart(text: str) -> Iterator[Cue]:
    """Words for keeping whose two halves stand apart."""
    for match in _APART.finditer(text) if _OFF.search(text) else ():
        yield Cue(*match.span(), _KEPT)


def cues_of(text: str) -> tuple[Cue, ...]:
    """The words of the table in a normalised text, in order; of two that overlap the one that begins first, or is longer."""
    kept: list[Cue] = []
    for cue in sorted((*_matches(text), *_apart(text)), key=lambda one: (one.start, -one.end)):
        if kept and cue.start < kept[-1].end:
            if cue.end == kept[-1].end:
                kept[-1] = Cue(kept[-1].start, cue.end, kept[-1].kinds | cue.kinds)
            continue
        kept.append(cue)
    return tuple(kept)


_EURO_NAMED = re.compile(r"€|\beuro?\b|евро\b|\b1\d(?:[.,]\d\d)? ?brut")  # nobody is paid 15 zloty
_OTHER_NAMED = re.compile(r"(?<![^\W\d])(?:zl|zlotowk\w+|pln|lei|leu|ron|лв|лева|левове|bgn|ft|huf|forint(?:ban)?)\b")


@lru_cache(maxsize=8)  # asked for by each amount of one text
def currencies_named(text: str) -> tuple[bool, bool]:
    """Whether a normalised text names euro, and whether it names the money of another country."""
    return _EURO_NAMED.search(text) is not None, _OTHER_NAMED.search(text) is not None
