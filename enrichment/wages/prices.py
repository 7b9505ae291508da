"""Prices of an advert that offers a service: amounts with the time that they buy."""

import re
from collections.abc import Iterator

from enrichment.found import Found
from enrichment.wages.pay import euros
from enrichment.wages.written import Money

_MINUTES_BEFORE = re.compile(r"\d ?(?:min|minut\w*|uur|hour|h)\.?[ :=,-]{0,3}€? ?$")
_MINUTES_BEHIND = re.compile(r"[ ,]{0,2}(?:(?:voor|for|za|pentru|за|por|fur|per|-|/) ?)?\d{2,3} ?(?:min|minut)")


def _timed(money: Money, text: str) -> bool:
    """`60 min € 80`, `€ 70 voor 45 minuten`."""
    return bool(
        money.period
        or _MINUTES_BEFORE.search(text, max(0, money.start - 16), money.start)
        or _MINUTES_BEHIND.match(text, money.end)
    )


def of_service(moneys: list[Money], text: str, price_text: tuple[int, int] | None) -> Iterator[Found]:
    """Prices of an advert that offers something: amounts with a time, and whatever stands in the price field."""
    for money in moneys:
        priced = price_text is not None and price_text[0] <= money.start < price_text[1]
        bare = money.period in {"half_hour", "quarter", "hour"} and 20 <= money.high <= 1000
        if (money.euro and (_timed(money, text) or priced)) or bare:
            yield Found("price", euros(money.high), money.start, money.end, f"price:{money.period or 'once'}")
