"""Rent that goes off the wage, told over clauses: `een kamer; daarvoor gaat er 185 per week van je loon af`.

Three things together: an amount for a time, a room in its sentence or in the one before, and that it comes off what one
is paid, in its sentence or in one behind that points back.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from enrichment.wages.leads import GETS
from enrichment.wages.pay import Context, distance, is_pay
from enrichment.wages.periods import Period
from enrichment.wages.rentwords import ADDED, APART, FROM_PAY, HINTS, IT, LANDLORD, LESS, OFF, OTHER, ROOM
from enrichment.wages.written import Money

WEEKS: dict[Period, Decimal] = {
    "week": Decimal(1), "four_weeks": Decimal(1) / 4, "month": Decimal(12) / 52, "day": Decimal(7), "night": Decimal(7),
}  # fmt: skip
_LEAST, _MOST = 20, 400  # euros a week: what is more is pay
_BACK, _AHEAD = 200, 110  # characters to a room in the sentence before, and to what is said of the amount behind
_REACH = 130  # characters within one sentence
_TIMES: tuple[tuple[Period, str], ...] = (
    (
        "four_weeks",
        r"(?:4|vier|four|cztery|czterech|patru|четири|negy|cuatro)[ -]?(?:weken|wekelijks\w*|weeks|weekly|tygodni\w*|saptamani|седмици|"
        r"het\w*|semanas|wochen)|czterotygodn\w*|negyhetente",
    ),
    (
        "week",
        r"\w*week(?:ly|en|s|huur|loon)?|wekelijks\w*|tydzien|tyg|tygodn\w*|saptaman\w*|седми\w*|het(?:i|en|ente|re)|seman\w*|"
        r"wochen\w*|woche|vrijdags?|fridays?|friday's|piatek|vineri|vinerea|петък|pentek\w*|viernes|freitags?",
    ),
    (
        "month",
        r"maand\w*|month\w*|miesi\w*|luna|lunar\w*|месе\w*|honap\w*|hav(?:i|onta)|mes|mensual\w*|monat\w*",
    ),
    ("night", r"nacht|night|noc|noapte\w*|нощ|ejszak\w*|noche"),
)
_TIME = re.compile("|".join(rf"(?<!\w)(?P<{name}>{words})(?!\w)" for name, words in _TIMES))
_OF_HOURS = re.compile(
    r"\d ?(?:uur|uren|u|hours?|h|godz\w*|(?:de )?ore|часа|ora\w*|oras|horas|std|stunden)\W+(?:[^\W\d]+ ){0,2}$"
)
_NOTHING = re.compile(
    r"(?<!\w)(?:niets|niks|geen|nothing|never|no|nic|nigdy|nimic|нищо|semmi\w*|nada|nichts|kein\w*)(?!\w)"
)


def rents_off(moneys: Sequence[Money], context: Context) -> Iterator[tuple[Money, Decimal]]:
    """(amount, euros a week) of what goes off the wage for a room."""
    able = [one for one in moneys if one.period in {None, *WEEKS} and not one.left]
    if not able or not HINTS.stand_in(context.text):
        return
    for money in able:
        value = _a_week(money, context)
        if value and _LEAST <= value <= _MOST and _is_rent(money, able, context):
            yield money, value


def is_paid_apart(money: Money, context: Context) -> bool:
    """Whether the sentence of an amount says that it has nothing to do with the wage."""
    return APART.search(context.text, *context.sentence(money.start, money.end)) is not None


def is_of_a_landlord(money: Money, context: Context) -> bool:
    """Whether the sentence of an amount says that it is paid to somebody who lets, and may not be the one who gives work."""
    return LANDLORD.search(context.text, *context.sentence(money.start, money.end)) is not None


def _a_week(money: Money, context: Context) -> Decimal | None:
    """By the time that stands with the amount, else by the one that stands nearest in its sentence."""
    if money.period:
        return money.high * WEEKS[money.period]
    if not money.euro:
        return None
    left, right = context.near(money.start, money.end, _REACH)
    told = [one for one in _TIME.finditer(context.text, left, right) if not _is_of_hours(one, context.text)]
    near = min(told, key=lambda one: distance(money, *one.span()), default=None)
    return money.high * next(weeks for name, weeks in WEEKS.items() if name == near.lastgroup) if near else None


def _is_of_hours(time: "re.Match[str]", text: str) -> bool:
    return _OF_HOURS.search(text, max(0, time.start() - 30), time.start()) is not None


def _is_rent(money: Money, moneys: Sequence[Money], context: Context) -> bool:
    text = context.text
    left, right = context.near(money.start, money.end, _REACH)
    if ADDED.search(text, left, right) or is_paid_apart(money, context):
        return False
    if LESS.match(text, money.end):
        return ROOM.search(text, left, right) is not None
    if is_pay(money, context) or GETS.search(text, left, money.start):
        return False
    behind = _behind(money, moneys, context)
    return _is_off((left, right), behind, text) and _is_of_room(money, (left, right), behind, context)


def _behind(money: Money, moneys: Sequence[Money], context: Context) -> tuple[int, int]:
    """[start, end) of the sentence after that of an amount, where it points back to it; nothing where it tells of another."""
    _, end = context.sentence(money.start, money.end)
    _, right = context.sentence(min(end + 1, len(context.text)), min(end + 1, len(context.text)))
    right = min(right, end + _AHEAD)
    others = any(end <= one.start < right and one.high != money.high for one in moneys)
    again = re.search(rf"(?<!\d){money.high.normalize():f}(?!\d)", context.text[end:right])
    points = IT.match(context.text, end) or again
    return (end, right) if points and not others else (end, end)


def _is_off(own: tuple[int, int], behind: tuple[int, int], text: str) -> bool:
    for left, right in (own, behind):
        said = FROM_PAY.search(text, left, right) or OFF.search(text, left, right)
        if said and not _NOTHING.search(text, max(left, said.start() - 24), said.start()):
            return True
    return False


def _is_of_room(money: Money, own: tuple[int, int], behind: tuple[int, int], context: Context) -> bool:
    """A room stands nearest to the amount in its sentence; where nothing does, in the sentence before or right behind."""
    text = context.text
    rooms, others = ([distance(money, *one.span()) for one in of.finditer(text, *own)] for of in (ROOM, OTHER))
    if rooms or others:
        return bool(rooms) and min(rooms) < min(others, default=10**6)
    if money.period == "day":  # `ill: minus 40 a day`
        return False
    left, _ = context.sentence(money.start, money.end)
    start, _ = context.sentence(max(0, left - 2), max(0, left - 2))
    before = max(start, left - _BACK), left
    if ROOM.search(text, *before):
        return True
    return ROOM.search(text, *behind) is not None
