"""Hours of a day that an amount without a period stands beside: `van 7 tot 19 uur, 80 euro`, `za 12 godzin dostajesz 100 euro`."""

import re
from decimal import Decimal

from enrichment.wages.leads import GROSS, PAYS, each
from enrichment.wages.paytime import MOST_A_DAY
from enrichment.wages.together import days_paid
from enrichment.wages.written import Money
from enrichment.worktime.mention import Hours

_BESIDE = 24  # characters between the hours of a day and an amount without a period
_LEAST_A_DAY = 30  # euros: less, beside the hours of a day, is for an hour


def hours_beside(money: Money, mentions: list[Hours], text: str) -> Decimal | None:
    """Hours of the day that an amount without a period stands beside: `van 7 tot 19 uur, 80 euro`, `8 hrs = 80 euro`."""
    if not money.euro or money.high < _LEAST_A_DAY:
        return None
    if days_paid(text, money.start, money.end) is not None:
        return None  # of more than a day: enrichment.wages.whole
    equal = [at for at in mentions if text[at.end : money.start].strip() == "=" and at.per in {"week", "near", "long"}]
    if equal:
        return equal[0].low  # `40 uur = 480 euro`
    near = [
        at
        for at in mentions
        if at.per in {"day", "clock", "shift", "near"}
        and at.low <= MOST_A_DAY
        and (
            -1 <= (money.start - at.end if at.end <= money.start + 1 else at.start - money.end) <= _BESIDE
            or _is_for(at, money, text)
        )
        and not _is_apart(at, money, text)
    ]
    return min(near, key=lambda at: abs(at.start - money.start)).low if near else None


_STOP = re.compile(r"[.!?;\n](?: |$)")
_PAID = re.compile(
    rf"(?<!\w)(?:{PAYS}|{each('day')}|\w*(?:loon|lohn)\w*|sal[ai]r\w*|wages?|pay|stawka|dniowka|plata|заплата|надница|ber\w*|"
    r"sueldo|jornal|gehalt|cash|contant|handje|zwart|gotowk\w*|do reki|in mana|на ръка|кеш|kezbe|en mano|bar|netto?|neto|нето)(?!\w)"
)


_GROSS_BEHIND = 8  # characters


def _is_apart(hours: Hours, money: Money, text: str) -> bool:
    """`van 9 tot 18 uur. Knippen dames 31 euro`: in a sentence of its own, in which something else stands before the amount."""
    stops = list(_STOP.finditer(text, max(0, hours.end - 1), money.start))
    said = text[stops[-1].end() : money.start].strip(" €") if stops else ""
    return bool(said) and not _PAID.search(said) and not GROSS.search(text, money.start, money.end + _GROSS_BEHIND)


_FOR = re.compile(r"(?:voor|for|za|pentru|за|por|fur) $")


def _is_for(hours: Hours, money: Money, text: str) -> bool:
    """`za 12 godzin na nogach dostajesz 100 euro`: so many hours, and words alone up to what they bring."""
    gap = text[hours.end : money.start]
    return (
        len(gap) <= 2 * _BESIDE
        and not _NO_WORDS.search(gap)
        and bool(_FOR.search(text, max(0, hours.start - 8), hours.start))
    )


_NO_WORDS = re.compile(r"[\d.,;:!?\n]")
