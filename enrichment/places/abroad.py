"""Work that is done outside the Netherlands, where the Dutch minimum wage does not hold.

Names of countries and of towns over the border in eight languages: enrichment/reference/abroad.csv.
"""

import re
from functools import cache

from enrichment.words.tables import rows_of
from enrichment.words.tokens import vocabulary

# Where somebody works, not where somebody comes from.
_AT = re.compile(
    r"(?:\b(?:in|te|bij|nabij|vlakbij|naar|near|at|w|we|kolo|do|na terenie|din|la|langa|spre|в|във|до|край|en|"
    r"cerca de|bei|nahe|nach|an|"
    r"standplaats|werkplek|locatie|werklocatie|location|arbeitsort|miejsce pracy|standort|regio|region|omgeving)"
    r"(?: (?:het|de|the|der|die))?:?[ \n]{1,3}|\((?:in )?|, )$"
)
_FROM = re.compile(r"\b(?:uit|vanuit|from|aus|z|ze|din|от|de|desde)(?: (?:het|de|the))? $")
_FIRM = re.compile(  # where who sends somebody is: `firma din Cluj trimite oameni in Olanda`
    r"\b(?:firm\w*|bedrijf|bureau|uitzendbureau|company|agenc\w+|agenti\w+|agentur|фирма\w*|агенция\w*|ceg\w*|ugynokseg\w*|"
    r"empresa|biuro) "
    r"(?:[^\W\d_]+ )?(?:din|de|от|z|ze|uit|from|aus|van|in) $"
)
_SENT = re.compile(  # where the money goes to, or the bus comes from: `virat pe card din Romania`
    r"\b(?:card\w*|cont(?:ul|u)?|banca|plecare\w*|plecari|transport\w*|cuenta|salida|viaje)(?: [^\W\d_]+)? (?:din|de) $"
)
_HERE = re.compile(
    r"holand|holend|niderland|netherland|nederland|dutch|oland|холанд|нидерланд|holland|niederland|paises bajos"
)
# A contract under the law of another country.
_CONTRACT = re.compile(
    r"\b(?:niemieck\w+|belgijsk\w+|duitse?|belgische?|german|belgian|deutsche[rnm]?|немск\w+|белгииск\w+) "
    r"(?:umow\w+|(?:arbeids)?contract\w*|(?:arbeits)?vertrag\w*|договор\w*)"
)
_WORK = re.compile(
    r"\b(?:\w*werk(?:en|t|plek|locatie)?|baan|banen|jobs?|work(?:ing|s)?|vacature\w*|vacanc\w+|prac\w+|robot[aey]|munc\w+|lucr\w+|slujb\w+|"
    r"работ\w*|munka\w*|dolgoz\w*|allas\w*|trabaj\w+|empleo\w*|arbeit\w*|stellen?|locatie|location|standort|standplaats|lugar)(?!\w)"
)
_HEADING = re.compile(r" ?[,:-]")  # `Hiszpania, zbiór oliwek`
_INFLECTED = re.compile(r"(?:ban|ben|ba|be|on|en|ie|ii|iu|ech|sce)$")  # Hungarian and Polish say `in` by the ending


@cache
def _names() -> frozenset[str]:
    return frozenset(name for row in rows_of("abroad") for name in row["namen"].split("|"))


@cache
def _one_of(words: frozenset[str]) -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b")


def works_abroad(text: str, *, placed: bool = False) -> bool:
    """Whether a normalised text says that its work is in another country: `in Antwerpen`, `Kleve (Deutschland)`.

    Where it is `placed` in the Netherlands already, a word for work must stand by the other country: to there go buses and money too.
    """
    if _CONTRACT.search(text):
        return True
    named = _names() & vocabulary(text)
    if not named:
        return False
    here = bool(_HERE.search(text))
    return any(_is_at(text, found, here=here, placed=placed) for found in _one_of(named).finditer(text))


_BY = 24  # characters beside a name


def stands_abroad(text: str, start: int, end: int) -> bool:
    """Whether a country or a town over the border is named right by the name at [start, end): `Zwijndrecht, Belgia`."""
    named = _names() & vocabulary(text)
    near = f"{text[max(0, start - _BY) : start]}|{text[end : end + _BY]}"
    return bool(named) and any(not _FROM.search(near, 0, found.start()) for found in _one_of(named).finditer(near))


def _is_at(text: str, name: "re.Match[str]", *, here: bool, placed: bool) -> bool:
    before = text[max(0, name.start() - 32) : name.start()]
    if here and (_SENT.search(before) or _FIRM.search(before)):
        return False
    if _FROM.search(before) and not before.endswith((" de ", " din ")):
        return False
    if _HEADING.match(name.string, name.end()) and (not before.strip() or before.rstrip(" ")[-1:] in {".", "\n", "!"}):
        return True
    if placed and not _WORK.search(before):
        return False
    return bool(_AT.search(before)) or (not here and bool(_INFLECTED.search(name.group())))
