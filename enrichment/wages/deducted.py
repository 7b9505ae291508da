"""What goes off the wage of each hour: `uurloon 15,05 euro, maar daar gaat 2,50 euro per uur vanaf voor vervoer`.

Nothing may be kept from the minimum wage but housing and health insurance within limits (Wml art. 13, Besluit minimumloon),
so the minimum is laid beside what is left.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from enrichment.found import Found
from enrichment.wages.pay import Context, euros, is_pay
from enrichment.wages.written import Money

_ALLOWED = re.compile(
    r"verzeker|insur|ubezpiecz|asigurar|застрахов|осигур|biztosit|seguro|versicher|pension|pensioen|emeryt"
)
_TAXED = re.compile(r"belasting|\btax|podat|impozit|taxe|данъ|\bado\b|impuesto|steuer|premie\b")
_MOST = 8  # euros an hour: what is more is a wage
_REACH = 70  # characters between an amount and the word that says that it goes off, …
_FAR = 300  # … and the word that says what for


def after_deductions(found: Iterable[Found], moneys: Sequence[Money], context: Context) -> list[Found]:
    """The wages per hour, less what the text says is kept of each hour for anything but housing, insurance and tax."""
    wages = list(found)
    kept = [one for one in moneys if _is_kept(one, context)] if any(_is_hourly(one) for one in wages) else []
    if not kept:
        return wages
    less, places = max(one.high for one in kept), {one.start for one in kept}
    return [_lowered(one, less) if _is_hourly(one) else one for one in wages if one.start not in places]


_ROOM = re.compile(
    r"kamer|huisvest|woon|huur|slaap|\bbed|\broom|rent|hous|accomm|lodg|pokoj|mieszk|kwater|nocleg|camer|cazar|chiri|стая|кварти|"
    r"нощув|szoba|lakas|szallas|habitac|alojam|piso|zimmer|unterk|miete|wohn|schlaf"
)
_BESIDE = 34  # characters to either side of an amount in which the word for what it is kept for stands


def is_lawfully_kept(text: str, start: int, end: int) -> bool:
    """Whether an amount at [start, end) may be kept from the minimum wage: for housing, insurance, tax and pension."""
    near = max(0, start - _BESIDE), end + _BESIDE
    return any(pattern.search(text, *near) for pattern in (_ROOM, _ALLOWED, _TAXED))


def _is_hourly(wage: Found) -> bool:
    return wage.by.startswith("wage:hour")


def _lowered(wage: Found, less: Decimal) -> Found:
    value = max(Decimal(wage.value) - less, Decimal(0))
    return wage._replace(value=euros(value), by=wage.by.replace("wage:hour", "wage:hour:kept", 1))


def _is_kept(money: Money, context: Context) -> bool:
    if money.period != "hour" or not money.euro or money.high > _MOST or is_pay(money, context):
        return False
    cues = context.between(*context.near(money.start, money.end, _REACH))
    if not any("kept" in cue.kinds for cue in cues) or any("housing" in cue.kinds for cue in cues):
        return False
    near = context.near(money.start, money.end, _FAR)
    return not _ALLOWED.search(context.text, *near) and not _TAXED.search(context.text, *near)
