"""Atoms: the pieces of a text that stand for digits, and how each may join with the one before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import filterfalse
from typing import NamedTuple

from enrichment.contacts.decoys import barriers
from enrichment.contacts.gaps import gap_of
from enrichment.contacts.spelled import LIKE_DIGITS, LONG, chained, classify, glued, leet_word
from enrichment.numerals.digits import number_words, numbers_said, separate_tens, tens_of
from enrichment.words.kept import Kept
from enrichment.words.language import LANGUAGES
from enrichment.words.tokens import vocabulary


@dataclass(slots=True)
class Atom:
    """Digits at [start, end) of a normalised text."""

    digits: str
    how: str  # "" word lookalike weak split double
    start: int
    end: int
    gap: str  # before it: start, ordinary, symbol, filler, bracket, text
    plus: bool = False
    sign: int = 0  # where the + stands, when there is one


Piece = tuple[tuple[str, str], int, int]  # ((digits, how), start, end)
_TOKEN = re.compile(r"[^\W_]+")
_OFTEN = frozenset("234")
_HUNDRED = re.compile(
    r"[ -](?:honderd|hundred|hundert|sto|sute|сто(?:тин)?|szaz|cientos|cientas)\b"
)  # `nine hundred, four one six`
_TENS_FIRST = separate_tens() | tens_of("hu")
_TENS_LAST = tens_of("nl") | tens_of("de")
_ONE_AND = ("ein und ", "ein-und-")  # `ein` alone is no digit: it is an article
_ONE_AND_SIZE = len(_ONE_AND[0])
_TIMES = re.compile(r" (?:(?:x|keer|maal|times|razy|ori|пъти|szor|szer|veces|mal) (?:de |the |el |die )?)?")


class _Told(NamedTuple):
    """What a token stands for, and the digits that it ends with where pages lost a blank: Telefoon0612345678."""

    kind: tuple[str, str] | None  # (digits, how)
    stuck: str | None


@cache
def _tokens(language: str) -> Kept[_Told | None]:
    """Token -> what it stands for in a text of this language; None for ordinary words."""
    return Kept(lambda token: _told_of(token, language))


def _told_of(token: str, language: str) -> _Told | None:
    kind = classify(token, language)
    stuck = None if token.isalpha() else _STUCK.fullmatch(token)
    return _Told(kind, (stuck["digits"] or stuck["code"]) if stuck else None) if kind or stuck else None


_CHAT = re.compile(r"(?:wa\.me/|phone=|whatsapp://send\?phone=|viber://\S*number=)(?:%2b|\+)?$")


_PLUS_SAID = (" plus", ":plus", "\nplus", " mas", " plusz", "плюс", "plus 00")


def _plus(text: str, start: int, digits: str) -> bool:
    """Whether a country code starts here: behind a +, the word plus, or in a chat link."""
    before = text[max(0, start - 6) : start]
    if before[-3:].rstrip(" (").endswith("+") or before.rstrip().endswith(_PLUS_SAID):
        return True
    return len(digits) > 8 and bool(_CHAT.search(text, max(0, start - 40), start))


_STUCK = re.compile(r"(?!id|ref|art|order)[a-z]{2,}(?P<digits>(?:0|31|0031)\d{9,10})|plus(?P<code>\d{2,3})")
_DIGITS = re.compile(r"[0-9]\d*")
_ENOUGH_WORDS = 3
_ENOUGH_ALONE = 2  # where the text is too short to tell its language
_ENOUGH_ALIKE = 3  # tokens of digits and letters that look like them
_ENOUGH_DIGITS = 5
_TEN_AND_UNIT = 3  # digits of the two as they are written
_REACH = 80  # characters around digits that may still belong to their number


def _spoken_in(text: str, language: str) -> str | None:
    """The language whose number words the text uses most, when it uses enough of them to hide a number; else None."""
    known = language in LANGUAGES
    if not known and len(numbers_said(text, language)) > 0:  # few words: `0 hat 00 hatvanegy 62 68`
        language = max(LANGUAGES, key=lambda code: len(numbers_said(text, code)))
    if len(numbers_said(text, language)) < (_ENOUGH_WORDS if known else _ENOUGH_ALONE):
        return None
    return max((language, *LANGUAGES), key=lambda code: len(numbers_said(text, code)))


def _hides(token: str) -> bool:
    """Whether a token may be a whole number by itself: long, of digits and letters that look like them."""
    return len(token) > 8 and bool(LIKE_DIGITS.fullmatch(token))


def _hidden_in(text: str, language: str) -> bool:
    """Whether the text has tokens in which digits are hidden among letters: `4o 5o 6o`, `seventeen18nineteen`."""
    words = vocabulary(text)
    odd = [*filterfalse(str.isalpha, words)]
    if max(map(len, words), default=0) >= LONG or any(map(_hides, odd)):
        return True
    mixed = [token for token in odd if not token.isdigit()]
    alike = sum(bool(LIKE_DIGITS.fullmatch(token)) for token in mixed)
    known = number_words(language)
    if alike >= _ENOUGH_ALIKE or sum(leet_word(token, known) is not None for token in mixed) >= _ENOUGH_ALIKE:
        return True
    return any(glued(token, language) for token in mixed)


def _windows(text: str) -> list[tuple[int, int]]:
    """Parts of a text worth reading: around five or more digits near each other."""
    windows: list[tuple[int, int, int]] = []
    for run in _DIGITS.finditer(text):
        size = run.end() - run.start()
        if windows and run.start() - windows[-1][1] <= _REACH:
            left, _, digits = windows.pop()
            windows.append((left, run.end(), digits + size))
        else:
            windows.append((run.start(), run.end(), size))
    return [(max(0, left - _REACH), right + _REACH) for left, right, digits in windows if digits >= _ENOUGH_DIGITS]


_LETTERS = re.compile(r"(?<!\w)[^\W\d_](?:[ .*_-][^\W\d_]){2,}(?!\w)")


@cache
def _spelled_units() -> tuple[frozenset[str], ...]:
    """The letters of each word for 0 to 9 that has three or more."""
    return tuple(
        {
            frozenset(word)
            for code in LANGUAGES
            for word in number_words(code)
            if len(word) > 2 and number_words(code)[word] < 10
        }
    )


@cache
def _letters_of_units() -> frozenset[str]:
    return frozenset().union(*_spelled_units())


def _spaced(text: str, language: str) -> Iterator[Piece]:
    """Number words whose letters stand apart: `z e s`, `n.u.l`."""
    alone = vocabulary(text) & _letters_of_units()
    if len(alone) < 2 or not any(letters <= alone for letters in _spelled_units()):
        return
    known = number_words(language)
    for run in _LETTERS.finditer(text):
        if digits := chained(run.group()[::2], known):
            yield (digits, "word"), *run.span()


def _pieces(text: str, language: str, *, everywhere: bool) -> list[Piece]:
    spoken = _spoken_in(text, language)
    spaced = list(_spaced(text, spoken or language))
    whole = everywhere or spoken or spaced or _hidden_in(text, language)
    tokens = _tokens(spoken or language)
    found = []
    at = 0
    for left, right in [(0, len(text))] if whole else _windows(text):
        for token in _TOKEN.finditer(text, max(at, left), right):
            told = tokens[token.group()]
            if told is None or (spaced and any(start <= token.start() < end for _, start, end in spaced)):
                continue
            if told.kind and (token.start() != left or not left):
                found.append((told.kind, token.start(), token.end()))
            elif told.stuck:
                found.append(((told.stuck, ""), token.end() - len(told.stuck), token.end()))
        at = right
    return sorted([*found, *spaced], key=lambda piece: piece[1])


_BEFORE_WORD = re.compile(r" [^\W\d_]{2}")


def _without_joiners(found: list[Piece], text: str) -> list[Piece]:
    """Without a lone `i` between groups of digits: in Polish it says `and`."""

    def joins(at: int) -> bool:
        _, start, end = found[at]
        if text[start:end] != "i" or not 0 < at < len(found) - 1:
            return False
        if _BEFORE_WORD.match(text, end):  # 9 4 4 1 i na koniec 0 5
            return True
        (before, how), (behind, how_behind) = found[at - 1][0], found[at + 1][0]
        return min(len(before), len(behind)) > 1 or how == how_behind == "word"

    return [piece for at, piece in enumerate(found) if not joins(at)]


def atoms_of(text: str, language: str, *, everywhere: bool = False) -> list[Atom]:
    """The atoms in order; the first of every run that may be one number has gap `start`. Too few digits: none.

    Digits that stand far from others are left out, but not if they are asked for `everywhere`.
    """
    found = _without_joiners(_pieces(text, language, everywhere=everywhere), text)
    if sum(len(kind[0]) for kind, _, _ in found) < 8:
        return []
    elsewhere = barriers(text)
    atoms: list[Atom] = []
    last = -1
    for (digits, how), start, end in found:
        if elsewhere and any(left <= start < right for left, right in elsewhere):
            last = -1
            continue
        repeated = last >= 0 and _is_repeated(atoms[-1], how, digits, text[last:start])
        if repeated:
            atoms[-1].how = "double"
        elif how == "zeros":
            last = -1
            continue
        if how == "word" and text[max(0, start - _ONE_AND_SIZE) : start] in _ONE_AND and text[start:end] in _TENS_LAST:
            digits, start = f"{digits[0]}1", start - _ONE_AND_SIZE
        if how == "word" and len(digits) == 1 and (hundred := _HUNDRED.match(text, end)):
            digits, end = f"{digits}00", hundred.end()
        plus = _plus(text, start, digits)
        gap = None if last < 0 or plus else "ordinary" if repeated else gap_of(text[last:start])
        sign = max(text.rfind("+", 0, start), text.rfind("plus", 0, start), start - 5) if plus else start
        atoms.append(Atom(digits, how, start, end, gap or "start", plus, min(sign, start)))
        last = end
    return _joined(atoms, text)


def _is_repeated(before: Atom, how: str, digits: str, between: str) -> bool:
    """Whether the last atom says how often this digit stands there: `drie keer vijf`, `twee nullen`."""
    if len(digits) != 1 or before.digits not in _OFTEN:
        return False
    if between == " de " and digits == "0" and before.how == how == "word":  # doi de zero
        return True
    if not _TIMES.fullmatch(between):
        return False
    return between == " " if how == "zeros" else between != " "


def _joined(atoms: list[Atom], text: str) -> list[Atom]:
    """Doubles and separate tens made one atom: `dubbel vijf` is 55, `thirty four` is 34."""
    out: list[Atom] = []
    for atom in atoms:
        before = out[-1] if out else None
        if before is None or atom.gap not in {"ordinary", "text", "filler"}:
            out.append(atom)
        elif before.how == "double" and len(atom.digits) == 1:
            out[-1] = Atom(atom.digits * int(before.digits), "word", before.start, atom.end, before.gap, before.plus)
        elif digits := _merged(before, atom, text):
            out[-1] = Atom(digits, "word", before.start, atom.end, before.gap, before.plus, before.sign)
        else:
            out.append(atom)
    return [atom for atom in out if atom.how != "double"]


_UNIT_FIRST = re.compile(r"[ -](?:en|und)[ -]")
_TEN_FIRST = re.compile(r"[ -](?:(?:y|si|и|i)[ -])?")  # with and without a hyphen: cincuenta-y-dos


def _merged(before: Atom, atom: Atom, text: str) -> str | None:
    """The two digits that a ten and a unit say together: `thirty four`, `negen-en-negentig`; None where they do not."""
    if before.how != "word" or atom.how != "word" or len(before.digits) + len(atom.digits) != _TEN_AND_UNIT:
        return None
    between = text[before.end : atom.start]
    if len(atom.digits) == 1:
        tens = text[before.start : before.end] in _TENS_FIRST or (before.digits == "10" and between.strip(" -") == "y")
        return before.digits[0] + atom.digits if tens and atom.digits != "0" and _TEN_FIRST.fullmatch(between) else None
    tens = text[atom.start : atom.end] in _TENS_LAST
    return atom.digits[0] + before.digits if tens and before.digits != "0" and _UNIT_FIRST.fullmatch(between) else None
