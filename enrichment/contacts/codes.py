"""Country codes told behind a number: `600 000 938, country code for Poland +48`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from enrichment.words.tokens import vocabulary

_WORDS = frozenset(
    "landnummer landcode landencode landennummer landenkengetal kengetal toegangsnummer prefix prefixul prefixu country dialling "
    "dialing dial kierunkowy kierunkowym kierunkowego prefiks prefiksem codul cod код кода кодът префикс orszaghivo orszaghivoszam "
    "orszagkod elohivo elohivoszam elohivoszama elohivoja korzetszam prefijo prefijos codigo indicativo vorwahl landesvorwahl "
    "landervorwahl landervorwahlnummer landervorwahl auslandsvorwahl landerkennzahl".split()
)
_AHEAD = frozenset(
    "ervoor voor vooraan voorzetten front before first przodu poczatku przed fata inainte отпред пред ele elejere elotte delante "
    "antes davor vorne vorweg voran vor".split()
)
_TOLD = re.compile(
    r"(?<![\w+])(?<!\d[.,-])(?P<local>\d(?:[ .-]?\d){7,10})(?P<said>[^\d\n+]{1,70}?)(?P<code>\+ ?\d{2,3}|00\d{2,3}|(?<= )\d{2,3})"
    r"(?![ .-]?\d|[^\W_]|[,:]\d)(?P<after>[^\d\n]{0,30})"
)
_BRACKETED = re.compile(r" ?[(\[]")
_DUTCH = 10  # digits, with 06 ahead


class Coded(NamedTuple):
    """What to dial, with its country code, and where the number and the code stand in the text."""

    dialled: str
    start: int
    end: int


def coded(text: str) -> Iterator[Coded]:
    """Numbers of a normalised text whose country code is told behind them."""
    words = vocabulary(text)
    if _WORDS.isdisjoint(words) and ("+" not in text or (_AHEAD.isdisjoint(words) and "(+" not in text)):
        return
    for told in _TOLD.finditer(text):
        code = told["code"].lstrip("+ ").removeprefix("00")
        if _is_said(told) and int(code) in COUNTRY_CODE_TO_REGION_CODE:
            yield Coded(f"+{code}{_national(told['local'], code)}", told.start(), told.end("code"))


def _is_said(told: re.Match[str]) -> bool:
    """Whether the words around a code say that it is one, and the number does not have another already."""
    digits = re.sub(r"\D", "", told["local"])
    if digits.startswith("00") or (digits.startswith("06") and len(digits) == _DUTCH):
        return False
    if not _WORDS.isdisjoint(vocabulary(told["said"])):
        return True
    after = not _AHEAD.isdisjoint(vocabulary(told["said"]) | vocabulary(told["after"]))
    return told["code"].startswith("+") and (after or bool(_BRACKETED.fullmatch(told["said"])))


def _national(local: str, code: str) -> str:
    """The digits behind the code: without the 0 that is dialled at home, in Hungary 06."""
    digits = re.sub(r"\D", "", local)
    return digits.removeprefix("06") if code == "36" else digits.removeprefix("0")
