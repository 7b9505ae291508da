"""Pay in lei, zloty, forint or leva for work in the Netherlands, in euro: `Olanda, 30 lei/ora`, `wyplata w zlotowkach 7000 na miesiac`.

The lev is fixed at 1.95583 to the euro (Regulation (EC) 2866/98, as amended for Bulgaria in 2025). The others are taken some 10 %
stronger than they ever were against the euro in 2024 and 2025 (ECB reference rates: 4.97-5.10 lei, 4.15-4.40 zloty, 380-415 forint), so
that no breach is made up. Read only where the text names the Netherlands and no euro: who is sent there may have pay in both.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from enrichment.wages.moneywords import currencies_named
from enrichment.wages.periods import LEAD, PERIODS, Period
from enrichment.wages.written import NET, Money, decimal, period_of
from enrichment.words.hints import Hints

_RATES = {"lei": Decimal("4.5"), "zl": Decimal("3.8"), "ft": Decimal(345), "leva": Decimal("1.95583")}
_SIGNS = {
    "lei": "lei|ron|leilor",
    "zl": r"zl|zlot\w+|pln",
    "ft": r"ft|huf|forint\w*",
    "leva": "лв|лева|левове|bgn|leva",
}
_SIGNED = "|".join(rf"(?P<{name}>{signs})" for name, signs in _SIGNS.items())
_HINTS = Hints("lei", "ron", "zl", "pln", "ft", "huf", "forint", "лв", "лев", "leva", "bgn")
_HERE = re.compile(
    r"\b(?:oland|holand|hollandi|niderland|netherland|nederland|холанд|нидерланд|paises bajos|holland\b)"
)
_MOST: "dict[Period, int]" = {
    "hour": 15, "day": 130, "night": 130, "week": 700, "two_weeks": 1400, "four_weeks": 2800, "month": 3000,
}  # fmt: skip
# euros: more is above the minimum, or no wage
_LEAST: "dict[Period, int]" = {
    "hour": 2, "day": 15, "night": 15, "week": 80, "two_weeks": 150, "four_weeks": 300, "month": 300,
}  # fmt: skip
_WHEN = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in PERIODS if name in _MOST)
_NUMBER = (
    r"(?P<number>\d{1,3}(?:[ .]\d{3})+|\d{1,6}(?:[.,]\d{1,2})?)(?!\d)"
    r"(?: ?(?P<thousands>1000|tys\b\.?|tysiac\w*|mii|хил\w*\.?|ezer|k\b))?"
)
_HOW = (
    r"(?P<how>(?: (?:na )?(?:brutt?[oa]?|bruto|gross|netto?|net|бруто|нето|na reke|in mana|на ръка|kezbe|cash|fix))?)"
    rf"(?:,? ?(?:pay |in totaal )?(?:{_WHEN}))?"
)
_PAID = re.compile(rf"(?<![\d.,]){_NUMBER} ?(?:de )?(?:{_SIGNED})\b\.?{_HOW}")
_BARE = re.compile(rf"(?<![\d.,:]){_NUMBER}(?! ?(?:%|uur|hours?|godzin|ore\b|часа|ora\b|fo\b|osob|pers)){_HOW}")
# The money that the text says it pays in, apart from the amounts.
_PAID_IN = {
    "lei": r"(?:in|в) lei\b|lejben",
    "zl": r"(?:w|in) zlot\w+|(?:w|in) pln\b|в злоти",
    "ft": r"forintban|(?:in|w) forint\w*|in huf\b",
    "leva": r"в лева|в левове|в лв\b|(?:in|w) (?:leva|lew\w+)",
}
_HOURLY = re.compile(
    r"(?<!\w)(?:orankent|na godzine|za godzine|pe ora|на час|per uur|per hour|an hour|pro stunde)(?: [^\W\d_]{2,9})?:? $"
)
_LOOK_BACK = 40


def foreign(text: str) -> Iterator[Money]:
    """Such amounts of a normalised text that are no more than what the law may ask, in euro."""
    if "€" in text or not _HINTS.stand_in(text) or not _HERE.search(text):
        return
    if currencies_named(text)[0]:
        return
    paid = list(_PAID.finditer(text))
    for match in paid:
        yield from _money(match, text, next(name for name in _RATES if match[name]))
    named = [] if paid else [name for name, pattern in _named() if pattern.search(text)]
    if len(named) == 1:
        for match in _BARE.finditer(text):
            yield from _money(match, text, named[0])


@cache
def _named() -> "tuple[tuple[str, re.Pattern[str]], ...]":
    return tuple((name, re.compile(rf"(?<!\w)(?:{said})")) for name, said in _PAID_IN.items())


def _money(match: "re.Match[str]", text: str, money: str) -> Iterator[Money]:
    period = next((name for name, _ in PERIODS if name in _MOST and match[name]), None) or _said_before(
        text, match.start()
    )
    if period not in _MOST:
        return
    amount = decimal(match["number"]) * (1000 if match["thousands"] else 1) / _RATES[money]
    if _LEAST[period] <= amount <= _MOST[period]:
        net = NET.search(match["how"]) is not None
        yield Money(amount, amount, period, match.start(), match.end(), euro=True, net=net)


_SIGN = re.compile(rf" ?(?:de )?(?:{_SIGNED})\b")
_ELSEWHERE = re.compile(r" ?(?:usd|gbp|chf|kc|czk|tl|dollars?|pond|pounds?|pesos?|\$|£)(?!\w)")


def euro_rate(text: str, start: int, end: int) -> Decimal | None:
    """How much of the money of an amount at [start, end) is one euro.

    1 for euros and where no money is named; None for other money where the text does not name the Netherlands, and for money that
    nobody is paid in there.
    """
    sign = _SIGN.match(text, end)
    if sign is None and (_ELSEWHERE.match(text, end) or text[max(0, start - 2) : start].strip() in {"$", "£"}):
        return None
    euro, other = currencies_named(text)
    if sign is None and (euro or not other):
        return Decimal(1)
    named = sign or _SIGN.search(text)
    if named is None or euro or not _HERE.search(text):
        return None
    return next(rate for name, rate in _RATES.items() if named[name])


def _said_before(text: str, start: int) -> Period | None:
    before = text[max(0, start - _LOOK_BACK) : start]
    if _HOURLY.search(before):
        return "hour"
    lead = LEAD.search(before)
    return period_of(lead) if lead else None
