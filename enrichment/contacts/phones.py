"""Telephone numbers, plain and hidden.

A text is read as atoms (pieces that stand for digits) with gaps between them; atoms join into a number when their
gaps allow it and libphonenumber calls the whole valid. Numbers without country code are Dutch. Ordinary writing is
single spaces, dots, dashes, slashes and brackets (INDICATORS.md 1.2.4); everything else is named in `hidden`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import phonenumbers

from enrichment.contacts.assembled import is_turned, numbered, rewritten
from enrichment.contacts.atoms import Atom, atoms_of
from enrichment.contacts.codes import coded
from enrichment.contacts.decoys import is_of_a_day, is_of_a_thing
from enrichment.contacts.parts import in_parts
from enrichment.words.text import Normal


@dataclass(frozen=True, slots=True)
class Phone:
    """A number found in a normalised text: E.164, where it stands, and how it was hidden (empty: plainly written)."""

    value: str
    start: int
    end: int
    hidden: tuple[str, ...]


_LABEL = re.compile(r"\b(?:ref\w*|id|nr|nummer|order\w*|artikel\w*|code|dossier\w*|big|agb)\b[\s.:#-]{0,3}$")


_GOES_ON = re.compile(r"-(?:[a-z]\b|(?!0[1-9])\d)")  # 06-12345678-b is a code, and so is 06-1234-5678-90
_JOINED = re.compile(r"\d[-.,]")  # more digits of the same group stand before
_WHOLE = 8  # digits of a piece that is a number by itself: 030-2345678-0612345678
_SPELLED = 3  # number words from which nine digits are a mobile number whose 0 was left out


def _number(run: list[Atom], digits: str) -> str | None:
    """What to dial for the digits of a run, in international form; None while it cannot be a number."""
    size = len(digits)
    if run[0].plus:
        return "+" + digits if 9 <= size <= 15 else None
    if digits.startswith("00"):
        return "+" + digits[2:] if 11 <= size <= 17 else None
    if digits.startswith("0"):
        return "+31" + digits[1:] if size == 10 else None
    if digits.startswith(("316", "3106")):
        return "+" + digits if size == (11 if digits[2] == "6" else 12) else None
    spelled = 0 if any(atom.gap == "text" for atom in run[1:]) else sum(atom.how == "word" for atom in run)
    return "+31" + digits if size == 9 and digits[0] == "6" and spelled >= _SPELLED else None


# +31 600 is given to nobody: tests use it instead of numbers that may be somebody's (INDICATORS.md §10); zeros alone are none
MADE_UP = re.compile(r"\+31600(?!0{6})\d{6}")


# Country code -> how many digits follow it, where they are as many for every number.
_LENGTHS = {30: 10, 33: 9, 34: 9, 40: 9, 44: 10, 48: 9, 351: 9, 353: 9, 370: 8, 371: 8, 380: 9, 420: 9, 421: 9}


def _has_its_length(number: phonenumbers.PhoneNumber) -> bool:
    """Whether a number that its country has not handed out yet, or keeps for films, is as long as all its numbers are."""
    return _LENGTHS.get(number.country_code or 0) == len(str(number.national_number))


@lru_cache(maxsize=1 << 14)
def _e164(number: str) -> str | None:
    if MADE_UP.fullmatch(number):
        return number
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    if not (phonenumbers.is_valid_number(parsed) or _has_its_length(parsed)):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


_ALIKE = frozenset(("", "lookalike", "weak"))  # O for 0: written as one writes a number of the land


def _believable(run: list[Atom], text: str, value: str) -> bool:
    """Valid is not enough: lists, times and references can be valid too, so the writing must look like a number."""
    mobile = value.startswith(_MOBILE) or run[0].plus
    pairs = [text[one.end : other.start] for one, other in pairwise(run)]
    gaps = {atom.gap for atom in run[1:]}
    texts = sum(atom.gap == "text" for atom in run[1:])
    if gaps & {"text", "filler"} and is_of_a_day(text[run[0].start : run[-1].end]):
        return False
    if texts and not (value.startswith("+316") and (_may_be_split(texts, pairs) or _in_step(run, pairs, text))):
        return False
    if any("\n" in pair for pair in pairs):
        return all(len(atom.digits) <= 2 for atom in run)
    if text[: run[0].start].rstrip()[-1:] in {"€", "$", "£"} or _GOES_ON.match(text, run[-1].end):
        return False
    begins_within = len(run[0].digits) < _WHOLE and bool(
        _JOINED.fullmatch(text[max(0, run[0].start - 2) : run[0].start])
    )
    if begins_within or is_of_a_thing(text, run[0].start):
        return False
    if mobile or any(atom.how not in _ALIKE for atom in run):
        return mobile or len(run) > 4
    plain_area = len(run[0].digits) in {3, 4, 10} or run[0].digits.startswith("00")
    return plain_area and gaps <= {"ordinary"} and not _LABEL.search(text, 0, run[0].start)


def _may_be_split(texts: int, pairs: list[str]) -> bool:
    """Two pieces of text within a number are believed, three only where each is one short word, more if all are the same."""
    return texts <= 2 or len(set(pairs)) == 1 or (texts == 3 and all(len(pair.strip()) <= 6 for pair in pairs))


_ONE_WORD = re.compile(r" [^\W\d_]{2,12} ")
_AND_ON = re.compile(r" [^\W\d_]{2,12} \d")


def _in_step(run: list[Atom], pairs: list[str], text: str) -> bool:
    """Whether one word stands between all groups of digits, and the number ends the row: `06 hallo 12 daar 34 lieve 56 man 78`."""
    sizes = {len(atom.digits) for atom in run}
    return len(sizes) == 1 and all(map(_ONE_WORD.fullmatch, pairs)) and not _AND_ON.match(text, run[-1].end)


# How the numbers of mobile telephones are written in the land of a language, where no Dutch number is so long; the
# group is what is dialled from abroad too, behind the code.
_AT_HOME = {
    "de": (re.compile(r"0(1[567]\d{8,9})"), "+49"),
    "ro": (re.compile(r"0(7\d{8})"), "+40"),
    "hu": (re.compile(r"06([237]0\d{7})"), "+36"),
}
_MOBILE = ("+316", *(code for _, code in _AT_HOME.values()))


def _at_home(digits: str, language: str) -> str | None:
    """What to dial for a number that a text in another language writes as one does there: `Handy 0176 040690 57`."""
    pattern, code = _AT_HOME.get(language, (None, ""))
    rest = pattern.fullmatch(digits) if pattern else None
    return f"{code}{rest[1]}" if rest else None


def _best(atoms: list[Atom], at: int, text: str, language: str) -> tuple[str, int] | None:
    """(E.164, index past the last atom) of the number that starts at atom `at`."""
    digits = ""
    found: tuple[str, int] | None = None
    for end in range(at, min(at + 15, len(atoms))):
        atom = atoms[end]
        if end > at and (
            atom.gap == "start" or (found and text[atoms[end - 1].end : atom.start] not in {"", " ", "-"})
        ):
            break
        digits += atom.digits
        if len(digits) > 17:
            break
        number = _number(atoms[at : end + 1], digits)
        value = _e164(number) if number else None
        if value is None and not atoms[at].plus and (number := _at_home(digits, language)):
            value = _e164(number)
        if value and _believable(atoms[at : end + 1], text, value):
            found = value, end + 1
    return found


def _starts(atom: Atom) -> bool:
    return atom.how != "double" and (
        atom.plus or atom.digits[0] in "03" or (atom.how == "word" and atom.digits[0] == "6")
    )


_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def _hidden(run: list[Atom], original: str, text: str) -> tuple[str, ...]:
    """How this number was hidden, sorted; empty when it was written as people write numbers."""
    tags = {{"word": "words", "weak": "lookalike"}.get(atom.how, atom.how) for atom in run if atom.how}
    for before, atom in pairwise(run):
        if atom.gap != "ordinary":
            gap = text[before.end : atom.start]
            tags.add("emoji" if any(ord(char) > 0x2100 for char in gap) else "split")
    if not original.isascii():
        if "\u20e3" in original:
            tags.add("keycap")
        elif any(char.isdigit() and not char.isascii() for char in original):
            tags.add("unicode_digits")
        if _UNSEEN.search(original):
            tags.add("zero_width")
    return tuple(sorted(tags))


_PLAIN = Atom("", "", 0, 0, "start")  # a run that begins without a plus
_LEAST, _MOST = 9, 13  # digits of a number


def _backwards(text: str, language: str) -> Iterator[Phone]:
    """Numbers written from the last digit to the first, where the text says so."""
    atoms = atoms_of(text, language)
    at = 0
    while at < len(atoms):
        phone, past = next(_read_back(atoms, at), (None, at + 1))
        if phone:
            yield phone
        at = past


def _read_back(atoms: list[Atom], at: int) -> Iterator[tuple[Phone, int]]:
    """(what the atoms from `at` on say when read from the end, index past the last of them)."""
    digits = ""
    for end in range(at, len(atoms)):
        if (end > at and atoms[end].gap == "start") or len(digits) > _MOST:
            return
        digits = atoms[end].digits[::-1] + digits
        ready = len(digits) >= _LEAST and digits.startswith(("06", "00", "316"))
        value = _e164(number) if ready and (number := _number([_PLAIN], digits)) else None
        if value:
            yield Phone(value, atoms[at].start, atoms[end].end, ("reversed",)), end + 1


def phones(normal: Normal, original: str, language: str) -> list[Phone]:
    """Every telephone number of the text, in order, without overlap; valid according to libphonenumber."""
    return _with_codes(_read(normal, original, language), normal.text)


def _read(normal: Normal, original: str, language: str) -> list[Phone]:
    pieces = numbered(normal.text)
    if pieces and (told := list(_phones(pieces, normal, original, language))):
        return told
    found = list(_phones(normal.text, normal, original, language))
    if not found and is_turned(normal.text):
        found = list(_backwards(normal.text, language))
    if found:
        return found
    for text, how in rewritten(normal.text):
        if read := list(_phones(text, normal, original, language)):
            return [Phone(one.value, one.start, one.end, tuple(sorted({*one.hidden, how}))) for one in read]
    return list(_told_apart(normal.text, language))


def _told_apart(text: str, language: str) -> Iterator[Phone]:
    for told in in_parts(text, language):
        if value := _e164(f"+316{told.subscriber}"):
            yield Phone(value, told.start, told.end, told.hidden)


def _with_codes(found: list[Phone], text: str) -> list[Phone]:
    """The numbers found, and those whose country code is told behind them in place of what was read without it."""
    for one in coded(text):
        value = _e164(one.dialled)
        if value and all(phone.value != value for phone in found):
            apart = [phone for phone in found if phone.end <= one.start or one.end <= phone.start]
            found = sorted([*apart, Phone(value, one.start, one.end, ("split",))], key=lambda phone: phone.start)
    return found


def _phones(text: str, normal: Normal, original: str, language: str) -> Iterator[Phone]:
    atoms = atoms_of(text, language)
    at = 0
    while at < len(atoms):
        hit = _best(atoms, at, text, language) if _starts(atoms[at]) else None
        if hit is None:
            at += 1
            continue
        run = atoms[at : hit[1]]
        begin, end = run[0].sign if run[0].plus else run[0].start, run[-1].end
        left, right = normal.offsets[begin], normal.offsets[end - 1] + 1
        yield Phone(hit[0], begin, end, _hidden(run, original[left:right], text))
        at = hit[1]
