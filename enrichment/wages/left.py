"""What is left of a wage when a room and a van are off it: `410 per week houd je over na kamer (130) en busje (30)`.

The minimum is laid beside the wage before that: what is left and what was kept. Where tax may be off it too it counts as net.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from enrichment.wages.leads import GROSS
from enrichment.wages.written import Money
from enrichment.words.hints import Hints

_LEFT = re.compile(
    r"(?<!\w)(?:overblijft|blijft (?:er )?(?:dan )?(?:nog )?over|blijft er|(?:hou(?:d|dt)?|houden) (?:je|jij) (?:dan |er |"
    r"daar )?(?:nog )?"
    r"(?:over|\d)|overhoudt|over is|left (?:with|over)|is left|are left|what(?:'s| is) left|what remains|remains?|remaining|"
    r"zosta(?:je|nie|lo)|zostaja|ramane?|raman|iti raman|остава\w*|marad\w*|qued\w+|sobra\w*|bleib(?:t|en)|ubrig|restbetrag)(?!\w)"
)
# Of these one stands in whatever the pattern above finds.
_HINTS = Hints(
    "blijft", "houd", "hou j", "over is", "left", "remain", "zosta", "raman", "остава", "marad", "qued", "sobra", "bleib", "ubrig",
    "restbetrag",
)  # fmt: skip
_KEPT = re.compile(
    r"aftrek|eraf|er af|gehaald|ingehouden|deduct|taken|we take|comes off|come off|\boff\b|odlicz\w*|potrac\w*|oprim|oprit|"
    r"retin\w*|scad\w*|"
    r"удръж\w*|удърж\w*|вадим|махн\w*|levon\w*|levont\w*|descont\w*|descuent\w*|quit(?:ar|amos|ado|an)|abzug\w*|abgezogen|abzieh\w*|"
    r"[−-] ?\d{2,3}\b(?! ?(?:uur|hours?|h\b))"
)
_OPEN_TAX = re.compile(
    r"(?:belasting\w*|\btax\w*|podat\w*|impozit\w*|данъ\w*|\bado\w*|impuest\w*|steuer\w*)[^.!?\n]{0,40}(?:\bnog\b|still|not|yet|"
    r"to come|jeszcze|\bnie\b|"
    r"inca|\bnu\b|още|\bне\b|\bmeg\b|nincs|falta|aun|todavia|\bno\b|noch|\bab\b)|"
    r"(?:\bnog\b|still|before|jeszcze|przed|inca|inainte|още|преди|\bmeg\b|elott|falta|aun|todavia|antes|\bnoch\b|\bvor\b)[^.!?\n]{0,30}"
    r"(?:belasting|\btax|podat|impozit|данъ|\bado|impuest|steuer)|adozas elott"
)
_NUMBER = re.compile(
    r"(?<![\w.,:/])(?P<number>\d{2,3})(?![\d:/]|[.,]\d| ?(?:%|-?(?:uur|uren|u\b|hours?|hrs?|h\b|godz|ore\b|de ore|часа|ora|horas|"
    r"std|stunden|min|km|"
    r"personen|people|dagen|days|dni|zile|дни|nap|dias|tage)))"
)
_BARE = re.compile(r"[:=]? ?(?:[^\W\d_]{2,9} ){0,2}€? ?(?P<number>[1-9]\d{2})(?![\d.,:]\d|\d)")
_WEEKLY = re.compile(r"\b(?:week\w*|heti|hetente|tydz\w*|tygod\w*|saptaman\w*|седми\w*|seman\w*|woche\w*|wochent\w*)")
_REACH, _FAR = 60, 160  # characters between the word and what is left, and to what was kept and the tax
_MOST_KEPT = 250  # euros of one thing
_MOST_TOLD = 6  # such words; a text with more is a table


def left_over(moneys: Sequence[Money], text: str) -> list[Money]:
    """The amounts, those that are left of a wage with what was kept from it."""
    found = list(moneys)
    for match in islice(_LEFT.finditer(text), _MOST_TOLD) if _HINTS.stand_in(text) else ():
        left, right = max(0, match.start() - _FAR), min(len(text), match.end() + _FAR)
        if not _KEPT.search(text, left, right):
            continue
        near = [one for one in found if not one.left and _is_near(one, match, text)]
        money = min(near, key=lambda one: abs(one.start - match.start()), default=None) or _bare(match, text)
        if money is None or money.high < _MOST_KEPT / 2:
            continue
        kept = sum(_kept(money, text, left, right), Decimal(0))
        if kept > money.high:
            continue
        net = not (_OPEN_TAX.search(text, left, right) or GROSS.search(text, left, right))
        whole = money._replace(low=money.low + kept, high=money.high + kept, net=net, left=True)
        found = [one for one in found if one is not money] + [whole]
    return found


def _is_near(money: Money, match: "re.Match[str]", text: str) -> bool:
    if money.period not in {"week", "two_weeks", "four_weeks", "month"}:
        return False
    gap = text[match.end() : money.start] if money.start >= match.end() else text[money.end : match.start()]
    return len(gap) <= _REACH + (_REACH if money.end <= match.start() else 0) and not re.search(r"[.!?] ", gap)


def _bare(match: "re.Match[str]", text: str) -> Money | None:
    """`= marad 380` of a text that tells of a week."""
    number = _BARE.match(text, match.end())
    if number is None or not _WEEKLY.search(text):
        return None
    amount = Decimal(number["number"])
    return Money(amount, amount, "week", *number.span("number"), euro=True, net=False)


def _kept(money: Money, text: str, left: int, right: int) -> Iterator[Decimal]:
    for match in _NUMBER.finditer(text, left, right):
        outside = match.end() <= money.start or match.start() >= money.end
        if outside and int(match["number"]) <= _MOST_KEPT:
            yield Decimal(match["number"])
