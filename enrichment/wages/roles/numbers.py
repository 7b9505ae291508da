"""The numbers of an advert that may tell pay or time, and the words between them.

Numbers in digits; lengths of time in words (`anderhalf uur`, `2 ore jumate`); number words that no rule put into digits; slang for
money; noon and midnight; days of the week that are listed (`ma t/m vr`: five) and `every day`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from enrichment.numerals.grouped import grouped
from enrichment.numerals.slang import SLANG
from enrichment.wages.written import decimal
from enrichment.worktime.pausewords import SAID_LENGTH, length_said
from enrichment.worktime.weekdays import groups_of

Written = Literal["digits", "length", "word", "slang", "moment", "weekdays"]
_DAYS_OF_WEEK = Decimal(7)
_MOST = Decimal(10**9)  # a longer number is none that anybody is paid or works
_PIECE = re.compile(
    r"\d{1,3}(?:[ .]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,:]\d{1,3})*|[^\W\d_]+(?:['’][^\W\d_]+)?|[€$£%]|\n|[^\s\w]"
)
_LENGTH = re.compile(rf"(?<!\w)(?:{SAID_LENGTH})\w*")
_HOURS = r"(?:uur|uren|u|h|hrs?|hours?|std\.?|stunden?|de ore|ore|ora|horas?|godz\.?|godziny?|часа?|ч)"
_MORE = r"(?: ?(?:en|and|und|y|si|i|и|es))?(?: (?:een|a|an|o|un|una|eine?))? ?"
_AND_MORE = re.compile(  # `1h50`, `2 ore jumate`, `hora y cuarto`
    rf"(?<![\w.,:])(?:(?P<hours>\d\d?) ?{_HOURS}|(?:een uur|an hour|one hour|una hora|hora|o ora|ora|"
    rf"eine stunde|godzina|час)){_MORE}"
    r"(?:(?P<minutes>[0-5]\d)(?![\d.,:€%])(?: ?(?:min|perc|мин)\w*)?|(?P<half>hal(?:f|ve|bes?)|jum(?:ate|atate|"
    r"a)|media|pol|половина|fel)|"
    r"(?P<quarter>kwartier|quarter|viertel\w*|sfert|cuarto|kwadrans|четвърт|negyed))(?!\w)"
)
_DAILY = re.compile(
    r"(?<!\w)(?:(?:elke|iedere) dag|alle dagen|every (?:single )?day|each day|all week|(?:hele|ganze|whole|"
    r"entire) (?:week|woche)|"
    r"codziennie|kazdego dnia|w kazdy dzien|caly tydzien|in fiecare zi|zi de zi|zilnic|toata saptamana|(?:всеки|"
    r"всяк\w+) ден|"
    r"цялата седмица|minden ?nap|egesz heten|todos los dias|cada dia|toda la semana|jeden tag|taglich|dagelijks|"
    r"без почивен ден)(?!\w)"
)
_MIDNIGHT = r"middernacht|midnight|polnoc\w*|miezul noptii|полунощ|ejfel\w*|medianoche|mitternacht"
_MOMENT = re.compile(
    rf"(?<!\w)(?:(?P<midnight>{_MIDNIGHT})|noon|midday|poludni\w*|pranz|обед|обяд|del(?:ig|tol|ben)|mediodia|"
    rf"mittag)(?!\w)"
)
_WORTH = {word: worth for word, worth in SLANG.items() if worth > 1}
_SLANG = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_WORTH, key=len, reverse=True))})(?!\w)")


class Piece(NamedTuple):
    """A word, a sign or a number of a text at [start, end); `written`, how, and `value` of a number."""

    start: int
    end: int
    said: str
    written: Written | None = None
    value: Decimal = Decimal(0)


def pieces_of(text: str, language: str) -> list[Piece]:
    """A normalised text, its numbers in digits, cut into numbers, words and signs, in order; blanks are left out."""
    found = list(_told(text, language))
    taken = bytearray(len(text) + 1)
    kept: list[Piece] = []
    for one in (*found, *map(_cut, _PIECE.finditer(text))):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return sorted(kept)


def _cut(match: "re.Match[str]") -> Piece:
    said = match.group()
    if not said[0].isdecimal():
        return Piece(*match.span(), said)
    return Piece(*match.span(), said, "digits", _number(said))


def _number(said: str) -> Decimal:
    """`7:30` is seven and a half; of a number that nobody writes so, its first digits."""
    if ":" in said:
        hours, minutes = said.split(":")[:2]
        return min(_MOST, Decimal(re.sub(r"\D.*", "", hours)) + Decimal(re.sub(r"\D.*", "", minutes) or 0) / 60)
    try:
        return min(decimal(said), _MOST)
    except ArithmeticError:
        return min(Decimal(re.split(r"\D", said)[0]), _MOST)


def _hours_and_more(match: "re.Match[str]") -> Decimal:
    minutes = Decimal(match["minutes"] or (30 if match["half"] else 15))
    return Decimal(match["hours"] or 1) + minutes / 60


def _told(text: str, language: str) -> Iterator[Piece]:
    for match in _AND_MORE.finditer(text):
        yield Piece(*match.span(), match.group(), "length", _hours_and_more(match))
    for match in _LENGTH.finditer(text):
        yield Piece(*match.span(), match.group(), "length", length_said(match.group()))
    for group in groups_of(text):
        yield Piece(group.start, group.end, text[group.start : group.end], "weekdays", Decimal(len(group.days)))
    for match in _DAILY.finditer(text):
        yield Piece(*match.span(), match.group(), "weekdays", _DAYS_OF_WEEK)
    for one in grouped(text, language):
        yield Piece(one.start, one.end, text[one.start : one.end], "word", Decimal(one.value))
    for match in _SLANG.finditer(text):
        yield Piece(*match.span(), match.group(), "slang", Decimal(_WORTH[match.group()]))
    for match in _MOMENT.finditer(text):
        yield Piece(*match.span(), match.group(), "moment", Decimal(24 if match["midnight"] else 12))
