"""Pay in lei, zloty, forint or leva for work in the Netherlands, in euro: `Olanda, 30 lei/ora`.

The lev is fixed at 1.95583 to the euro (Regulation (EC) 2866/98, as amended for Bulgaria in 2025). The others are taken some 10 %
stronger than they ever were against the euro in 2024 and 2025 (ECB reference rates: 4.97-5.10 lei, 4.15-4.40 zloty, 380-415 forint), so
that no breach is made up. Read only where the text names the Netherlands and no euro: who is sent there may have pay in both.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from enrichment.wages.moneywords import currencies_named
from enrichment.wages.periods import PERIODS
from enrichment.wages.written import NET, Money, decimal

_RATES = {"lei": Decimal("4.5"), "zl": Decimal("3.8"), "ft": Decimal(345), "leva": Decimal("1.95583")}
_SIGNS = {"lei": "lei|ron", "zl": "zl|zlotych|zlote|pln", "ft": "ft|huf|forint", "leva": "лв|лева|bgn|leva"}
_HINTS = ("lei", "ron", "zl", "pln", "ft", "huf", "лв", "лева", "leva", "bgn")
_HERE = re.compile(r"\b(?:oland|holand|hollandi|niderland|netherland|nederland|холанд|нидерланд)")
_MOST = {"hour": 12, "day": 90, "night": 90, "week": 450, "month": 1500}  # euros: more may be the minimum
_WHEN = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in PERIODS if name in _MOST)
_PAID = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:[ .]\d{3})+|\d{1,6}(?:[.,]\d{1,2})?) ?(?:de )?(?:"
    + "|".join(rf"(?P<{name}>{signs})" for name, signs in _SIGNS.items())
    + rf")\b\.?(?P<how>(?: (?:brutto?|brut|netto?|net|бруто|нето|na reke|in mana|на ръка|kezbe))?) ?(?:{_WHEN})"
)


def foreign(text: str) -> Iterator[Money]:
    """Such amounts of a normalised text that are far under what the law asks, in euro."""
    if not any(hint in text for hint in _HINTS) or not _HERE.search(text):
        return
    if currencies_named(text)[0]:
        return
    for match in _PAID.finditer(text):
        money = next(name for name in _RATES if match[name])
        period = next(name for name, _ in PERIODS if name in _MOST and match[name])
        amount = decimal(match["number"]) / _RATES[money]
        if amount <= _MOST[period]:
            net = NET.search(match["how"]) is not None
            yield Money(amount, amount, period, match.start(), match.end(), euro=True, net=net)
