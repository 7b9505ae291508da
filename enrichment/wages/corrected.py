"""An amount that its writer takes back for the next: `13 euro per uur... oh nee, nu 15`, `12, perdón, 15 brutos`."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice

from enrichment.wages.written import Money, decimal

_TAKEN_BACK = re.compile(
    r"(?<!\w)(?:sorry|pardon|oeps|foutje|correctie|oh? nee|nee nee|nee wacht|wacht|ik bedoel|moet zijn|(?:dat|dit) was (?:vorig|"
    r"eerst|vroeger|vorige)|"
    r"tik ?fout\w*|type ?fout\w*|typo|oops|no wait|wait no|scratch that|i mean|correction|should (?:be|read|say)|make (?:that|it)|"
    r"that was last|"
    r"przepraszam|pomylka|poprawka|to znaczy|znaczy sie|mialo byc|ups|scuze|greseala|corectie|corectez|adica|vreau sa zic|am gresit|"
    r"извинете|извинявайте|грешка|поправка|тоест|исках да кажа|bocsanat|bocsi|javitas|elirtam|elnezest|vagyis|akarom mondani|"
    r"akartam irni|"
    r"perdon|quiero decir|quise decir|mejor dicho|correccion|me equivoque|korrektur|ach nein|oh nein|quatsch|vertippt|ich meine?|"
    r"falsch|"
    r"entschuldigung|das war (?:letztes|voriges|fruher))(?!\w)"
)
_NUMBER = re.compile(
    r"(?<![\d.,:])(?P<number>\d{1,2}(?:[.,]\d{1,2})?|\d{3,4})(?![\d%]|[.,:]\d| ?(?:%|km|min|jaar|years|dagen|days|weken|weeks|uur|"
    r"hours))"
)
_NOT = re.compile(r"\b(?:geen|niet|not|no|nie|не|nem|kein\w*|nicht)(?: [^\W\d_]+)? ?€? ?$")
_REACH = 80  # characters between the two amounts
_MOST_APART = 2  # times the one amount
_MOST_TOLD = 4  # behind the first amount


def corrected(moneys: Iterable[Money], text: str) -> list[Money]:
    """The amounts without those taken back; the amount that comes in its place is for the same time."""
    found = list(moneys)
    first = min((one.end for one in found if one.period), default=None)
    if first is None:
        return found
    for match in islice(_TAKEN_BACK.finditer(text, first - 1), _MOST_TOLD):
        before = [
            one for one in found if one.period and one.end <= match.start() + 1 and match.start() - one.end <= _REACH
        ]
        wrong = max(before, key=lambda one: one.end, default=None)
        right = _right(match.end(), wrong, found, text) if wrong else None
        if wrong and right:
            found = [one for one in found if one.start not in {wrong.start, right.start}] + [right]
    return found


def _right(start: int, wrong: Money, moneys: Sequence[Money], text: str) -> Money | None:
    """The amount that stands for the wrong one behind a word that takes it back."""
    for number in _NUMBER.finditer(text, start, min(len(text), start + _REACH)):
        amount = decimal(number["number"])
        near = wrong.high / _MOST_APART <= amount <= wrong.high * Decimal(_MOST_APART)
        if not near or _NOT.search(text, max(0, number.start() - 24), number.start()):
            continue
        told = next((one for one in moneys if one.start <= number.start() < one.end), None)
        if told is None:
            return Money(amount, amount, wrong.period, number.start(), number.end(), wrong.euro, wrong.net)
        return told if told.period else told._replace(period=wrong.period)
    return None
