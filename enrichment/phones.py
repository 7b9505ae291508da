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

from enrichment.atoms import Atom, atoms_of
from enrichment.text import Normal


@dataclass(frozen=True, slots=True)
class Phone:
    """A number found in a normalised text: E.164, where it stands, and how it was hidden (empty: plainly written)."""

    value: str
    start: int
    end: int
    hidden: tuple[str, ...]


_LABEL = re.compile(r"\b(?:ref\w*|id|nr|nummer|order\w*|artikel\w*|code|dossier\w*|big|agb)\b[\s.:#-]{0,3}$")


# A number of something else: the name of a register or a label stands right before it.
_OF_A_THING = re.compile(
    r"\b(?:(?:kvk|k\.v\.k\.?|koophandel|btw|rsin|bsn|vestigingsn\w+|rekening\w*|order\w*|vacaturen\w+|vacature-?id|artikeln\w+|"
    r"serien\w+|serial|dossier\w*|zaakn\w+|klantn\w+|factuur\w*|invoice|tracking\w*|account|nip|regon|krs|pesel|cui|cnp|cif|dni|"
    r"еик|егн|adoszam|steuernummer|part|artikel|refnr|referentie\w*|reference)[^\d\n]{0,14}(?:\d[\d./x-]{0,16})?|"
    r"(?:maten|maat|afmetingen|sizes?|versie|version|loterij\w*|trekking\w*|getallen) (?:\d[\d ./x-]{0,16})?)$"
)
_GOES_ON = re.compile(r"-[a-z]\b")  # 06-12345678-b is a code


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
    spelled = sum(atom.how == "word" for atom in run)
    return "+31" + digits if size == 9 and digits[0] == "6" and spelled >= _SPELLED else None


# +31 600 is given to nobody: tests use it instead of numbers that may be somebody's (INDICATORS.md §10); zeros alone are none
MADE_UP = re.compile(r"\+31600(?!0{6})\d{6}")


@lru_cache(maxsize=1 << 14)
def _e164(number: str) -> str | None:
    if MADE_UP.fullmatch(number):
        return number
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _believable(run: list[Atom], text: str, value: str) -> bool:
    """Valid is not enough: lists, times and references can be valid too, so the writing must look like a number."""
    mobile = value.startswith("+316") or run[0].plus
    pairs = [text[one.end : other.start] for one, other in pairwise(run)]
    gaps = {atom.gap for atom in run[1:]}
    texts = sum(atom.gap == "text" for atom in run[1:])
    if texts and not (value.startswith("+316") and _may_be_split(texts, pairs)):
        return False
    if any("\n" in pair for pair in pairs):
        return all(len(atom.digits) <= 2 for atom in run)
    if text[: run[0].start].rstrip()[-1:] in {"€", "$", "£"} or _GOES_ON.match(text, run[-1].end):
        return False
    if _OF_A_THING.search(text, max(0, run[0].start - 50), run[0].start):
        return False
    if mobile or any(atom.how for atom in run):
        return mobile or len(run) > 4
    plain_area = len(run[0].digits) in {3, 4, 10} or run[0].digits.startswith("00")
    return plain_area and gaps <= {"ordinary"} and not _LABEL.search(text, 0, run[0].start)


def _may_be_split(texts: int, pairs: list[str]) -> bool:
    """Two pieces of text within a number are believed, three only where each is one short word, more if all are the same."""
    return texts <= 2 or len(set(pairs)) == 1 or (texts == 3 and all(len(pair.strip()) <= 6 for pair in pairs))


def _best(atoms: list[Atom], at: int, text: str) -> tuple[str, int] | None:
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


def _swapped(text: str) -> str:
    """The text with `|` and `$` inside numbers read as 1 and 5 (same length, so offsets hold)."""
    return re.sub(r"(?<=[\doilzsb])[|$](?=[\doilzsb])", lambda sign: "1" if sign.group() == "|" else "5", text)


_PLAIN = Atom("", "", 0, 0, "start")  # a run that begins without a plus
_BACKWARDS = re.compile(
    r"achterstevoren|van achter naar voren|van achteren|omgekeerd|backwards?|reversed?|from the back|od tylu|od konca|wspak|"
    r"invers|de la coada|отзад|наобратно|visszafele|hatulrol|al reves|ruckwarts|von hinten"
)
_RUN = re.compile(r"\d(?:[ ./-]{0,3}\d){8,14}(?!\d)")


def _backwards(text: str) -> Iterator[Phone]:
    """Numbers written from the last digit to the first, where the text says so."""
    for run in _RUN.finditer(text):
        digits = re.sub(r"\D", "", run.group())[::-1]
        if (
            digits.startswith(("06", "00", "316"))
            and (number := _number([_PLAIN], digits))
            and (value := _e164(number))
        ):
            yield Phone(value, run.start(), run.end(), ("reversed",))


def phones(normal: Normal, original: str, language: str) -> list[Phone]:
    """Every telephone number of the text, in order, without overlap; valid according to libphonenumber."""
    found = list(_phones(normal.text, normal, original, language))
    if not found and ("|" in normal.text or "$" in normal.text):
        swapped = _swapped(normal.text)
        if swapped != normal.text:
            return [
                Phone(phone.value, phone.start, phone.end, tuple(sorted({*phone.hidden, "lookalike"})))
                for phone in _phones(swapped, normal, original, language)
            ]
    if not found and _RUN.search(normal.text) and _BACKWARDS.search(normal.text):
        return list(_backwards(normal.text))
    return found


def _phones(text: str, normal: Normal, original: str, language: str) -> Iterator[Phone]:
    atoms = atoms_of(text, language)
    at = 0
    while at < len(atoms):
        hit = _best(atoms, at, text) if _starts(atoms[at]) else None
        if hit is None:
            at += 1
            continue
        run = atoms[at : hit[1]]
        begin, end = run[0].sign if run[0].plus else run[0].start, run[-1].end
        left, right = normal.offsets[begin], normal.offsets[end - 1] + 1
        yield Phone(hit[0], begin, end, _hidden(run, original[left:right], text))
        at = hit[1]
