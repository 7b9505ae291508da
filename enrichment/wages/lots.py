"""Pay for many pieces at once, or half a piece an hour: `4 euro per 100 bossen`, `24 euro per huisje, een half per uur`."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from enrichment.wages.durations import agrees
from enrichment.wages.piecework import is_least
from enrichment.wages.written import Money

_AN_HOUR = (
    r"(?:(?:in een|in 1|per|p/|/|an|each|every|in an|na|za|pe|на|за|la|por|a la|pro|in der|je|jede|egy) ?"
    r"(?:uur|hour|godzin[ae]|ora|час|hora|stunde)|orankent)(?!\w)"
)
_NO_THING = (
    r"(?!kg|kilo|gram|km|meter|metr|min|uur|hour|ore|ora|godz|час|hora|stund|euro|proc|prozent|punt|punkt|"
    r"da[gy]|dia|dni|tag|nap|ден|дни|week|woche|tyg|sapt|jaar|year|pers|osob)"
)
_MANY = r"(?:1000?|[25]00|250|[1257][05]|12)"
_LOT = re.compile(
    r" ?(?:(?:per|pro|za|за|la|por(?: cada)?|for(?: (?:each|every))?|voor(?: (?:elke?|iedere))?|je|fur|pentru|a) "
    rf"(?P<lot>{_MANY})(?: de)? {_NO_THING}(?P<thing>[^\W\d_]{{3,}})|(?P<many>{_MANY}) (?P<things>{_NO_THING}[^\W\d_]{{2,}}ert)(?!\w))"
)
_RATE = re.compile(rf"(?<![\d.,€:-])(?P<number>\d{{1,4}})(?: (?:de )?{_NO_THING}(?P<thing>[^\W\d_]{{3,}}))? {_AN_HOUR}")
_HALF = re.compile(
    r"(?<!\w)(?:half|halve|halbe[rsn]?|pol|jumatate de|половин|fel|medio|media)(?: an?| een| o)? "
    rf"{_NO_THING}(?P<thing>[^\W\d_]{{3,}}) {_AN_HOUR}"
)
_STEM = 3  # letters in which a thing and its plural agree
_BEHIND = 16  # characters behind an amount in which its thing stands
_MOST = 2000  # pieces in an hour


def by_lots(moneys: Sequence[Money], text: str) -> Iterator[tuple[Money, Decimal]]:
    """(amount for a lot, gross euros per hour) where the text says how many pieces are done in an hour; of several the most."""
    for money in moneys:
        lot = _LOT.match(text, money.end) if money.euro and money.period in {None, "piece"} else None
        if lot is None:
            continue
        many, thing = lot["lot"] or lot["many"], lot["thing"] or lot["things"]
        paces = [
            int(one["number"])
            for one in _RATE.finditer(text)
            if one.start() >= lot.end() or one.end() <= money.start
            if agrees(one["thing"], thing) and not is_least(one, text)
        ]
        able = [pace for pace in paces if 1 < pace <= _MOST]
        if able:
            yield money, money.high * max(able) / int(many)


def by_halves(moneys: Sequence[Money], text: str) -> Iterator[tuple[Money, Decimal]]:
    """(amount per piece, gross euros per hour) where half of such a piece is done in an hour."""
    half = _HALF.search(text)
    for money in moneys if half else ():
        behind = text[money.end : money.end + _BEHIND]
        if half and money.euro and money.period in {None, "piece"} and f" {half['thing'][:_STEM]}" in behind:
            yield money, money.high / 2
