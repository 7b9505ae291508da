"""Wages per hour by age: `18 jaar 7,60 / 19 jaar 9,10 / 21 en ouder 14,30`."""

import re
from collections.abc import Iterator
from decimal import Decimal

_YEARS = (
    r"(?:jaar|jarigen?|jr\.?|j\.?|years? old|years|yrs?|yo|-year-olds?|lat(?:ek|ki|kow)?|ani|години|г\.?|"
    r"eves(?:ek)?|anos|jahre|jahrige)"
)
_OLDER = (
    r"(?: ?(?:\+|plus|en ouder|e\.o\.|of ouder|and (?:over|older|up)|or older|i wiecej|si peste|in sus|i wyzej|wzwyz|нагоре|и повече|"
    r"felett|o mas|und alter|ab))?"
)
_AGE = rf"(?P<age>1[5-9]|2[0-9])(?<![\d.,€]..)(?![\d.,]\d) ?(?:-?{_YEARS}(?![^\W\d_]))?{_OLDER}"
_LINK = r" ?(?:[:=(–>→-]|get|earn|krijgen|verdienen|bruto|dostaje|primesc|получава\w*|kap|cobran|bekommen)* ?"
_AMOUNT = r"(?:€|eur|euro)? ?(?P<amount>\d{1,2}[.,]\d\d)(?![\d%])"
_AGE_FIRST = re.compile(_AGE + _LINK + _AMOUNT)
_HOURLY = re.compile(r"uur|hour|godz|\bora\b|oraber|\bpe ora|час|hora\b|stunde")
_LEAST, _MOST = 3, 30  # euros an hour
_PAIRS = 2  # fewer are an age and a wage, and no scale
_STEPS = 3  # so many before tax are of an hour, though none is named
_GROSS = re.compile("brut|gross|бруто")


def scale_of(text: str) -> Iterator[tuple[int, Decimal, int, int]]:
    """(age, gross euros per hour, start, end of the amount) of each step, where an advert gives more than one."""
    steps = [
        (int(match["age"]), Decimal(match["amount"].replace(",", ".")), match.start("amount"), match.end("amount"))
        for match in _AGE_FIRST.finditer(text)
    ]
    steps = [step for step in steps if _LEAST <= step[1] <= _MOST]
    ages = [step[0] for step in steps]
    hourly = len(steps) >= _PAIRS and (_HOURLY.search(text) or (len(steps) >= _STEPS and _GROSS.search(text)))
    if hourly and len(set(ages)) == len(ages):
        yield from steps
