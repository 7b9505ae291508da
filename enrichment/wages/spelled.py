"""Amounts whose number stands in words still: `negen vijftig per uur`, `thirty two euros an hour`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from enrichment.numerals.digits import number_words, numbers_said, places_of, separate_tens
from enrichment.wages.periods import LEAD
from enrichment.wages.written import NET, NET_BEFORE, WORDS, Money, period_of
from enrichment.words.tokens import vocabulary

_ANCHOR = re.compile(r" (?:eur|€|евро|per |p/|an )")
_LAST_WORDS = re.compile(r"(?:(?P<first>[^\W\d_]+)(?P<join>-| y | si | и | ))?(?P<last>[^\W\d_]+)$")
_SPOKEN_CENTS = {25, 50, 60, 70, 75, 80, 90}
_HUNDREDS = {
    "honderd": 100, "hundred": 100, "sto": 100, "suta": 100, "сто": 100, "szaz": 100, "cien": 100, "hundert": 100,
    "tweehonderd": 200, "driehonderd": 300, "vierhonderd": 400, "vijfhonderd": 500, "zeshonderd": 600,
}  # fmt: skip


def spelled(text: str, language: str) -> Iterator[Money]:
    """Such amounts of a normalised text."""
    known = number_words(language)
    for _, end in places_of(text, numbers_said(text, language) | (vocabulary(text) & _HUNDREDS.keys())):
        found = _value_before(text, end, known) if _ANCHOR.match(text, end) else None
        match = WORDS.match(text, end) if found else None
        if found is None or match is None:
            continue
        start, value = found
        lead = LEAD.search(text[max(0, start - 40) : start])
        period = period_of(match) or (period_of(lead) if lead else None)
        if not match["euro"] and period != "hour":
            continue
        cents = match["cents"] or ""
        value += Decimal(cents if cents.isdigit() else known.get(cents, 0)) / 100
        net = bool(NET.search(match["how"]) or NET_BEFORE.search(text, max(0, start - 20), start))
        yield Money(value, value, period, start, match.end(), bool(match["euro"]), net)


def _value_before(text: str, end: int, known: dict[str, int]) -> tuple[int, Decimal] | None:
    """(start, value) of the number in words that ends at `end`: `twaalf`, `twenty five`, `treinta y dos`."""
    words = _LAST_WORDS.search(text, max(0, end - 32), end)
    if words is None:
        return None
    last = known.get(words["last"], _HUNDREDS.get(words["last"]))
    if last is None:
        return None
    first = known.get(words["first"] or "", 0)
    if words["first"] in separate_tens() and 0 < last < 10:
        return words.start("first"), Decimal(first + last)
    if 4 <= first <= 25 and last in _SPOKEN_CENTS and words["join"] == " ":
        return words.start("first"), first + Decimal(last) / 100  # negen vijftig
    return words.start("last"), Decimal(last)
