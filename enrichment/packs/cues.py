"""The small language of cues: words in order, with gaps, choices and word parts. No regular expressions.

paspoort ~ inleveren     up to three words between
paspoort & inleveren     in any order, up to eight words apart, in one sentence
nier gezocht + betalen   in any order, up to 25 words apart, whatever sentence
(borg|aanbetaling) vooraf    one of these
eerste? maand als borg   the word before `?` may be missing
*kosten   woon*          the end, or the beginning, of a (Dutch, compound) word
=bij                     the word as it is written, none of its other forms
#                        a number
@papers                  any word or phrase of that list in terms.yml, in any language
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from typing import Literal

Language = Literal["nl", "en", "pl", "ro", "bg", "hu", "es", "de"]  # the languages that cues are written in
Kind = Literal["word", "exact", "start", "end", "number", "term"]

MAX_FORMS = 256
GAP = 3  # words that `~` may skip
REACH = 8  # words that `&` may skip
FAR = 25  # words that `+` may skip


class CueError(ValueError):
    """A cue that cannot be read; `nl` and `en` say what to do."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl, self.en = nl, en


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a cue; `gap`: up to three words may stand before it."""

    kind: Kind
    words: tuple[str, ...]  # any of these; all kinds but `word` have one
    gap: bool = False

    @property
    def text(self) -> str:
        """The first of its words."""
        return self.words[0]


Piece = tuple[Part, ...]  # words in order
Group = tuple[Piece, ...]  # pieces in any order, in one sentence
Pattern = tuple[Group, ...]  # groups in any order; most cues have one group of one piece
_TOKEN = re.compile(r"\(|\)|\||~|\?|&|\+|[^\s()|~?&+]+")


@lru_cache(maxsize=1 << 15)  # asked for when a pack is checked, and when its words are matched
def compile_cue(cue: str) -> tuple[Pattern, ...]:
    """Every pattern that a cue stands for; `CueError` for a mistake."""
    groups = [_group(text) for text in cue.split("+")]
    _few(prod(len(some) for some in groups))
    return tuple(dict.fromkeys(product(*groups)))


def _group(text: str) -> list[Group]:
    pieces = [_pieces(part) for part in text.split("&")]
    _few(prod(len(some) for some in pieces))
    return list(product(*pieces))


def parts_of(pattern: Pattern) -> list[Part]:
    """All parts of a pattern."""
    return [part for group in pattern for piece in group for part in piece]


def terms_in(cue: str) -> list[str]:
    """The names of the term lists that a cue uses, without @."""
    return [token[1:] for token in _TOKEN.findall(cue) if token.startswith("@")]


def _pieces(text: str) -> list[Piece]:
    options, rest = _sequence(_TOKEN.findall(text))
    if rest:
        raise CueError("haakje ) zonder (. Haal het weg", "bracket ) without (. Take it out")
    forms = list(dict.fromkeys(tuple(_parts(words)) for words in options))
    if not forms or any(not form for form in forms):
        raise CueError("de cue kan leeg zijn. Noem minstens één woord dat er moet staan",
                       "the cue can be empty. Name at least one word that must be there")  # fmt: skip
    return forms


def _sequence(tokens: list[str]) -> tuple[list[list[str]], list[str]]:
    """Alternatives up to a closing bracket, as lists of words, and what is left behind it."""
    branches: list[list[list[list[str]]]] = [[]]  # branch -> item -> option -> words
    while tokens and tokens[0] != ")":
        token, tokens = tokens[0], tokens[1:]
        if token == "|":
            branches.append([])
        elif token == "?":
            if not branches[-1]:
                raise CueError(
                    "? staat nergens achter. Zet er een woord voor", "? follows nothing. Put a word before it"
                )
            branches[-1][-1] = [*branches[-1][-1], []]
        elif token == "(":
            inner, tokens = _sequence(tokens)
            if not tokens:
                raise CueError("haakje ( zonder ). Sluit het", "bracket ( without ). Close it")
            branches[-1].append(_merged(inner))
            tokens = tokens[1:]
        else:
            branches[-1].append([[token]])
    return [words for branch in branches for words in _joined(branch)], tokens


def _merged(options: list[list[str]]) -> list[list[str]]:
    """Options of one plain word each are one word with a choice: `(a|b|c d)` has two forms, not three."""
    plain = [words[0] for words in options if len(words) == 1 and words[0].isalnum()]
    others = [words for words in options if len(words) != 1 or not words[0].isalnum()]
    return [["|".join(dict.fromkeys(plain))], *others] if plain else others


def _few(forms: int) -> None:
    if forms > MAX_FORMS:
        raise CueError(f"de cue staat voor {forms} vormen, hooguit {MAX_FORMS}. Splits hem",
                       f"the cue stands for {forms} forms, {MAX_FORMS} at most. Split it")  # fmt: skip


def _joined(branch: Sequence[Sequence[list[str]]]) -> Iterator[list[str]]:
    _few(prod(len(item) for item in branch))
    for choice in product(*branch):
        yield [word for words in choice for word in words]


def _parts(words: list[str]) -> Iterator[Part]:
    gap = False
    first = True
    for word in words:
        if word == "~":
            gap = not first
            continue
        yield from _split(word, gap=gap)
        gap, first = False, False


def _split(word: str, *, gap: bool) -> Iterator[Part]:
    """A written word may be several to the tokeniser: `24/7`, `au-pair`."""
    if word == "#" or "|" in word:
        yield Part("number" if word == "#" else "word", tuple(word.split("|")), gap)
        return
    if word.startswith("@"):
        yield Part("term", (word[1:],), gap)
        return
    start, end, exact = word.endswith("*"), word.startswith("*"), word.startswith("=")
    if start and end:
        raise CueError(f"{word}: een * voor of achter, niet beide", f"{word}: a * in front or behind, not both")
    pieces = re.findall(r"[^\W_]+", word)
    if not pieces:
        raise CueError(
            f"{word} bevat geen letters of cijfers. Haal het weg", f"{word} has no letters or digits. Take it out"
        )
    for at, piece in enumerate(pieces):
        last, head = at == len(pieces) - 1, at == 0
        kind: Kind = "start" if start and last else "end" if end and head else "exact" if exact else "word"
        yield Part(kind, (piece,), gap and head)
