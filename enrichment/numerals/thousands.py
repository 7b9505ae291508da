"""Thousands told apart, quarters of an hour, noon and rows of dots, in digits: `2 tys. 800 euro`, `vijf kwartier`, `uren ...... 36`."""

import re
from collections.abc import Iterator

from enrichment.numerals.edits import Edit

_APART = re.compile(
    r"(?<![\d.,])(?P<thousands>\d{1,2}) (?:tys\.?|tysiac\w*|mii|хил\w*\.?|ezer|1000|duizend|mil|tausend|thousand) ?"
    r"(?:de |si |i |и |y |en |and )?(?P<rest>\d{3})(?= ?(?:euro|eur\b|€|евро|zl|lei|ron\b|ft\b|forint|brut|gross|лв|лева|бруто))"
)
_DECIMAL = re.compile(
    r"(?<![\d.,])(?P<whole>\d)(?:[.,](?P<part>\d))? ?(?:tys\.?|tysiac\w*|хил\w*\.?|duizend|tausend|thousand)"
    r"(?= ?(?:de )?(?:euro|eur\b|€|евро|zl|lei|brut|gross|лв|лева|бруто))"
)
_KWARTIER = re.compile(r"(?<!\w)(?P<number>vijf|zes|zeven|[5-7]) kwartier(?!\w)")
_HOURS = {"vijf": "1,25", "zes": "1,5", "zeven": "1,75", "5": "1,25", "6": "1,5", "7": "1,75"}
_DOTS = re.compile(r" ?\.{4,} ?(?=[\w€])")
_HUNGARIAN = re.compile(r"(?<=\d)-(?:at|et|ot|t)(?= (?:adok|adunk|fizet\w+|kapsz|kap|keres\w*|brutto|kezbe|kezhez))")

_YEAR = re.compile(
    r"(?<!\d)(?P<year>20[1-4]\d) ?- ?(?=\d{1,2}(?:[.,]\d\d)? ?(?:euro|€|eur\b|евро))"
)  # `sommer 2024 - 14 euro`
_NOON = re.compile(r"(?<!\w)(?:del(?:ig|tol|ben)(?!\w)|(?<=do )poludnia|(?<=до )обяд)")


def thousands_of(text: str, language: str) -> Iterator[Edit]:
    """Edits that put such numbers in digits, and the sign of a label in the place of dots."""
    for match in _APART.finditer(text):
        yield match.start(), match.end(), f"{match['thousands']}{match['rest']}"
    for match in _DECIMAL.finditer(text):
        yield match.start(), match.end(), f"{match['whole']}{match['part'] or '0'}00"
    if "kwartier" in text:
        for match in _KWARTIER.finditer(text):
            yield match.start(), match.end(), f"{_HOURS[match['number']]} uur"
    if "...." in text:
        for match in _DOTS.finditer(text):
            yield match.start(), match.end(), ": "
    for match in _YEAR.finditer(text):
        yield match.start(), match.end(), f"{match['year']}; "
    for match in _NOON.finditer(text) if language in {"hu", "pl", "bg"} else ():
        yield match.start(), match.end(), "12:00"
    if language == "hu":
        for match in _HUNGARIAN.finditer(text):
            yield match.start(), match.end(), " euro"
