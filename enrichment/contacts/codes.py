"""Country codes told apart from a number, mostly behind it: `600 000 938, country code for Poland +48`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from enrichment.contacts.decoys import is_of_a_thing
from enrichment.numerals.vocabulary import TELLING
from enrichment.words.tokens import vocabulary

# What names a code, that which may name another code too, and what says where it is to be put.
_NAMES = frozenset(
    "landnummer landcode landencode landennummer landenkengetal toegangsnummer prefix prefixul prefixu kierunkowy kierunkowym "
    "kierunkowego prefiks prefiksem orszaghivo orszaghivoszam orszagkod elohivo elohivoszam elohivoszama elohivoja prefijo prefijos "
    "vorwahl landesvorwahl landervorwahl auslandsvorwahl landerkennzahl".split()
)
_NAMES_OF_MORE = frozenset(
    "kengetal code country dialling dialing dial codul cod код кода кодът префикс korzetszam codigo indicativo".split()
)
_AHEAD = frozenset(
    "ervoor vooraan front przodu poczatku przed fata inainte отпред пред ele elejere delante davor vorne vorweg voran".split()
)
_ANY_NAMES = _NAMES | _NAMES_OF_MORE
_BEHIND = frozenset("voor first before vor antes преди".split())
_PLACES = _AHEAD | _BEHIND
_TOLD = re.compile(
    r"(?<![\w+])(?<!\d[ .,-])(?P<local>\d(?:[ .-]?\d){7,10})(?P<said>[^\d\n+]{1,70}?)"
    r"(?P<code>\+ ?[1-9]\d{1,2}|00[1-9]\d{1,2}|(?<= )[1-9]\d{1,2})"
    r"(?![ .(-]{0,2}\d|[^\W_]|[,:]\d)(?P<after>[^\d\n]{0,30})"
)
_LED = re.compile(
    r"(?<!\w)(?P<code>\+ ?[1-9]\d{1,2}|00[1-9]\d{1,2})(?P<said>[^\d\n+]{1,40}?)(?P<local>\d(?:[ .-]?\d){7,10})(?![ .-]?\d|[^\W_])"
)
_BEFORE = 40  # characters
_NEAR = re.compile(r"(?:[^\W_]+[^\w]*){0,4}$")  # prefijo de Espana 34
_TELLING = re.compile(TELLING)
_BRACKETED = re.compile(r" ?[(\[]")
_DUTCH = 10  # digits, with 06 ahead


class Coded(NamedTuple):
    """What to dial, with its country code, and where the number and the code stand in the text."""

    dialled: str
    start: int
    end: int


def coded(text: str) -> Iterator[Coded]:
    """Numbers of a normalised text whose country code is told behind or before them, in words."""
    words = vocabulary(text)
    if words.isdisjoint(_ANY_NAMES) and ("+" not in text or (words.isdisjoint(_PLACES) and "(+" not in text)):
        return
    for told in (*_TOLD.finditer(text), *_LED.finditer(text)):
        code = told["code"].lstrip("+ ").removeprefix("00")
        known = int(code) in COUNTRY_CODE_TO_REGION_CODE and not _is_something_else(told)
        if known and not _has_code(told["local"]) and (_is_said if told.re is _TOLD else _is_led)(told):
            yield Coded(
                f"+{code}{_national(told['local'], code)}", told.start(), max(told.end("code"), told.end("local"))
            )


def _is_something_else(told: re.Match[str]) -> bool:
    """Whether the text says beside a number that it is an amount or the number of a thing."""
    return is_of_a_thing(told.string, told.start("local")) or bool(_TELLING.match(told.string, told.end("local")))


def _has_code(local: str) -> bool:
    """Whether a number has a country code already, or is a Dutch mobile one."""
    digits = re.sub(r"\D", "", local)
    return digits.startswith("00") or (digits.startswith("06") and len(digits) == _DUTCH)


def _is_led(told: re.Match[str]) -> bool:
    """Whether a code before a number is named as one, and words stand between the two."""
    before = vocabulary(told.string[max(0, told.start() - _BEFORE) : told.start()])
    return not before.isdisjoint(_ANY_NAMES) and any(map(str.isalpha, told["said"]))


def _is_said(told: re.Match[str]) -> bool:
    """Whether the words around a code behind a number say that it is one."""
    if told["code"].isdigit() and not told["code"].startswith("00"):
        near = _NEAR.search(told["said"])
        return bool(near and not _NAMES.isdisjoint(vocabulary(near.group())) and not _TELLING.match(told["after"]))
    said, after = vocabulary(told["said"]), vocabulary(told["after"])
    if not said.isdisjoint(_ANY_NAMES | _AHEAD):
        return True
    return not after.isdisjoint(_PLACES) or bool(_BRACKETED.fullmatch(told["said"]))


def _national(local: str, code: str) -> str:
    """The digits behind the code: without the 0 that is dialled at home, in Hungary 06."""
    digits = re.sub(r"\D", "", local)
    return digits.removeprefix("06") if code == "36" else digits.removeprefix("0")
