"""Thousands told apart, quarters of an hour, noon and rows of dots, in digits: `2 tys. 800 euro`, `vijf kwartier`, `uren ...... 36`."""

import re
from collections.abc import Iterator

from enrichment.numerals.edits import Edit
from enrichment.words.hints import Hints

# The first three begin with a set, and look back behind it, so that the scan is fast.
_APART = re.compile(
    r"(?P<thousands>[0-9](?<![\d.,].)\d?) (?:tys\.?|tysiac\w*|mii|хил\w*\.?|ezer|1000|duizend|mil|tausend|thousand) ?"
    r"(?:de |si |i |и |y |en |and )?(?P<rest>\d{3})(?= ?(?:euro|eur\b|€|евро|zl|lei|ron\b|ft\b|forint|brut|gross|лв|лева|бруто))"
)
_DECIMAL = re.compile(
    r"(?P<whole>[0-9](?<![\d.,].))(?:[.,](?P<part>\d))? ?(?:tys\.?|tysiac\w*|хил\w*\.?|duizend|tausend|thousand)"
    r"(?= ?(?:de )?(?:euro|eur\b|€|евро|zl|lei|brut|gross|лв|лева|бруто))"
)
_THOUSAND = Hints("tys", "хил", "duizend", "tausend", "thousand", " mii", " ezer", " mil", " 1000")
_HUNGARIAN = re.compile(r"(?<=\d)-(?:at|et|ot|t)(?= (?:adok|adunk|fizet\w+|kapsz|kap|keres\w*|brutto|kezbe|kezhez))")

_YEAR = re.compile(
    r"(?P<year>2(?<!\d.)0[1-4]\d) ?- ?(?=\d{1,2}(?:[.,]\d\d)? ?(?:euro|€|eur\b|евро))"
)  # `sommer 2024 - 14 euro`
_NOON = re.compile(r"(?<!\w)(?:del(?:ig|tol|ben)(?!\w)|(?<=do )poludnia|(?<=до )обяд)")
_SAME = (
    (re.compile(r"(?<!\w)(?:vijf|5) kwartier(?!\w)"), "kwartier", "1,25 uur"),
    (re.compile(r"(?<!\w)(?:zes|6) kwartier(?!\w)"), "kwartier", "1,5 uur"),
    (re.compile(r"(?<!\w)(?:zeven|7) kwartier(?!\w)"), "kwartier", "1,75 uur"),
    (re.compile(r" ?\.{4,} ?(?=[\w€])"), "....", ": "),
)


def thousands_of(text: str, language: str) -> Iterator[Edit]:
    """Edits that put such numbers in digits, and the sign of a label in the place of dots."""
    if _THOUSAND.stand_in(text):
        for match in _APART.finditer(text):
            yield match.start(), match.end(), f"{match['thousands']}{match['rest']}"
        for match in _DECIMAL.finditer(text):
            yield match.start(), match.end(), f"{match['whole']}{match['part'] or '0'}00"
    for match in _YEAR.finditer(text):
        yield match.start(), match.end(), f"{match['year']}; "
    for pattern, hint, new in _SAME:
        if hint in text:
            yield from ((*match.span(), new) for match in pattern.finditer(text))
    if language in {"hu", "pl", "bg"}:
        yield from ((*match.span(), "12:00") for match in _NOON.finditer(text))
    if language == "hu":
        yield from ((*match.span(), " euro") for match in _HUNGARIAN.finditer(text))
