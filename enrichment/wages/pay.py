"""What an amount of money is: a wage, a cost, or rent that is kept from a wage."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from enrichment.found import Found
from enrichment.wages.beside import hours_beside
from enrichment.wages.heads import heads_of_pay
from enrichment.wages.holiday import holiday_apart, holiday_share
from enrichment.wages.leads import GETS, GROSS
from enrichment.wages.least import REACH, is_little, is_said_paid
from enrichment.wages.lots import by_halves, by_lots
from enrichment.wages.moneywords import Cue, Kind, cues_of
from enrichment.wages.pace import paced, paid_by_piece, promised
from enrichment.wages.paytime import LEAST_FULL, WEEKS, hours_for, of_full_week
from enrichment.wages.piecework import has_base, loosely_paced
from enrichment.wages.scales import scale_of
from enrichment.wages.sold import LOOK_AHEAD, LOOK_BACK, is_sold
from enrichment.wages.steps import stepped
from enrichment.wages.together import days_paid
from enrichment.wages.written import Money
from enrichment.worktime.mention import Hours
from enrichment.worktime.pauses import is_of_pause

# What may stand between a cost and its amount, and between an amount and its cost: "boete van € 50", "€ 50 voor de bus".
_LINK = r"(?!.*(?:[;!?\n,)]|\. |\d| (?:en|and|plus|i|oraz|si|и|es|y|und|naast|gratis|free|gratuit\w*|безплат\w*) ))"
_TO_AMOUNT = re.compile(_LINK + r".{0,26}")
_FROM_AMOUNT = re.compile(
    r" ?(?:(?:voor|aan|als|de|het|een|je|jouw|for|as|the|an|of|your|do|na|za|ako|pentru|la|за|por|para|el|fur|den|die|"
    r"das|der|ra|re|per maand|weekly|monthly) ){0,3}"
)
_PAY_REACH = 12
_KEPT_REACH = 90  # characters between an amount and the word that says it is kept
_KEPT_FARTHEST = _KEPT_REACH + 60  # and the amount itself
_INCLUDED = re.compile(r"\b(?:incl|inkl|excl|exkl|ex)\w*\.?$")
_LEAST_GROSS = 8  # euros: an amount per hour before tax from here on is a wage whatever stands before it
_MOST_GROSS = 40
_NOTHING = re.compile(
    r"\b(?:niets|niks|geen|niet|nooit|zonder|no|not|nothing|never|nic|nie|nimic|nu|не|нищо|nem|nada|nichts|"
    r"kein\w*)\W+(?:\w+\W+)?$"
)
_STOP = re.compile(r"[.!?\n;](?:(?<=[\n;])|(?<=[.!?]) )")  # begins with a set, so that the scan is fast
_SHORT = tuple(
    f"{before}{word}."
    for before in (" ", "(")
    for word in "ok ca min max excl incl inkl zzgl kl bv np approx aprox kb p.w p.m p.u".split()
)  # words that end with a dot within a sentence


@dataclass(frozen=True, slots=True)
class Context:
    """The text around the amounts of one advert, with its words about money in order."""

    text: str
    cues: tuple[Cue, ...]
    ends: tuple[int, ...]

    def kinds(self) -> "frozenset[Kind]":
        """Every kind of word that the advert has."""
        return frozenset(kind for cue in self.cues for kind in cue.kinds)

    def of(self, kind: Kind) -> "list[Cue]":
        """The words of one kind."""
        return [cue for cue in self.cues if kind in cue.kinds]

    def between(self, left: int, right: int) -> "tuple[Cue, ...]":
        """The words that begin in [left, right)."""
        return self.cues[bisect_left(self.cues, (left,)) : bisect_left(self.cues, (right,))]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) of the sentence around a piece of the text."""
        left = bisect_right(self.ends, start)
        right = bisect_left(self.ends, end)
        return self.ends[left - 1] if left else 0, self.ends[right] if right < len(self.ends) else len(self.text)

    def near(self, start: int, end: int, reach: int) -> tuple[int, int]:
        """The part of that sentence within `reach` characters: a text of many amounts may be one sentence."""
        left, right = self.sentence(start, end)
        return max(left, start - reach), min(right, end + reach)


def context_of(text: str) -> Context:
    """The words about money and the ends of the sentences of a normalised text."""
    stops = [match.start() + 1 for match in _STOP.finditer(text)]
    return Context(text, cues_of(text), tuple(at for at in stops if not text.endswith(_SHORT, 0, at)))


def euros(amount: Decimal) -> str:
    """With two decimals, halves up."""
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))


_COSTS = re.compile(  # `parkeren kost 12 euro per uur`; not `een uur werk kost ons 12 euro`
    r"\b(?:kost|costs|kosztuje|costa|cuesta|струва|kostet|kerul|betaal je|you pay)(?: [^\W\d_]{1,7}){0,2} ?(?:€|eur|euro)? ?$"
)
_WORTH = re.compile(
    r"uur|hour|godzin|\bora\b|час|hora|stunde|werk|work|prac|munc|труд|работ|munka|trabaj|arbeit|\bda[gy]\b|dzien|\bzi\b|"
    r"\bден|\bnap|\bdia\b|tag\b"
)
_CLAUSE = re.compile(r"[.,;:!?\n]")
_COSTS_REACH = 64  # characters


def is_extra(money: Money, context: Context) -> bool:
    """Whether an amount is a cost, a fine, a bonus or what customers pay: its word stands just before or behind it."""
    text = context.text
    said = text[money.start : money.end]
    if _INCLUDED.search(said) or (money.period == "hour" and GROSS.search(said) and money.high >= _LEAST_GROSS):
        return False
    if text[max(0, money.start - 3) : money.start].rstrip(" €").endswith("+") or _is_price(money, context):
        return True
    before = text[max(0, money.start - _COSTS_REACH) : money.start]
    costs = None if GROSS.search(said) else _COSTS.search(before)
    if costs and not _WORTH.search(_CLAUSE.split(before[: costs.start()])[-1]):
        return True
    near = [cue for cue in context.between(money.start - 60, money.end + 40) if cue.kinds & {"extra", "pay"}]
    cues = [cue for cue in near if cue.end <= money.start]
    if cues and "pay" not in cues[-1].kinds and _TO_AMOUNT.fullmatch(text, cues[-1].end, money.start):
        return True
    after = next((cue for cue in near if cue.start >= money.end), None)
    ended = text[money.end - 1] in ".,"
    return bool(
        after and not ended and "pay" not in after.kinds and _FROM_AMOUNT.fullmatch(text, money.end, after.start)
    )


def _is_price(money: Money, context: Context) -> bool:
    """Whether an amount without a period is what customers pay for what stands beside it."""
    if money.period:
        return False
    left, right = context.sentence(money.start, money.end)
    near = context.between(max(left, money.start - LOOK_BACK), min(right, money.end + LOOK_AHEAD))
    return is_sold(context.text, money.start, money.end, near)


def is_pay(money: Money, context: Context) -> bool:
    """Whether a word for pay stands right before an amount, and not as what something is kept from."""
    before = [cue for cue in context.between(money.start - 40, money.start) if cue.end <= money.start]
    if not before or "pay" not in before[-1].kinds or money.start - before[-1].end > _PAY_REACH:
        return False
    return not any(cue.kinds & {"kept", "housing"} for cue in before[-2:])


def kept_amounts(moneys: Sequence[Money], context: Context) -> set[int]:
    """Where the amounts begin that the advert says are kept from the wage: those near the word, in its sentence."""
    found: set[int] = set()
    able = sorted((one for one in moneys if one.period != "hour"), key=lambda one: one.start)
    starts = [one.start for one in able]
    for cue in context.of("kept"):
        if _NOTHING.search(context.text, max(0, cue.start - 24), cue.start) or is_of_pause(
            context.text, cue.start, cue.end
        ):
            continue
        left, right = context.sentence(cue.start, cue.end)
        left, right = max(left, cue.start - _KEPT_FARTHEST), min(right, cue.end + _KEPT_FARTHEST)
        near = able[bisect_left(starts, left) : bisect_left(starts, right)]
        near = [one for one in near if distance(one, cue.start, cue.end) <= 2 * _KEPT_REACH]
        found.update(
            one.start for one in near if not one.left and not is_pay(one, context) and not _is_got(one, context.text)
        )
    return found


def _is_got(money: Money, text: str) -> bool:
    """`primesti 600 brut saptamanal, din ei se opresc 140`: what one gets is not what is kept of it."""
    return GETS.search(text, max(0, money.start - _KEPT_REACH), money.start) is not None


def distance(money: Money, start: int, end: int) -> int:
    """Twice the characters between an amount and a word; a word before an amount is a little nearer than one behind."""
    return 2 * (money.start - end) if money.start >= end else 2 * (start - money.end) + 1


def is_paid(start: int, end: int, context: Context) -> bool:
    """Whether the sentence of an amount at [start, end) says that it is paid to who works, by the word that is nearest."""
    return is_said_paid(context.text, start, end, context.between(*context.near(start, end, REACH)))


_MOST_AN_HOUR = 60
_LEAST_AN_HOUR = 3  # euros: less is a wage only behind a word for pay


def _is_rent(money: Money, context: Context) -> bool:
    """Whether a word for a room stands in the sentence of an amount."""
    return any("housing" in cue.kinds for cue in context.between(*context.sentence(money.start, money.end)))


def _wage(money: Money, mentions: list[Hours], context: Context) -> Found | None:
    """Gross or net pay per hour; of a range the upper bound."""
    if money.period == "hour":
        hours: Decimal | None = Decimal(1)
    elif money.period in {"day", "night", "week", "weekend", "two_weeks", "four_weeks", "month", "year"}:
        hours = hours_for(money, mentions)
    else:
        hours = (
            None
            if money.period or not money.euro or _is_rent(money, context)
            else hours_beside(money, mentions, context.text)
        )
    full = not hours and of_full_week(money, context.text)
    if full:
        hours = LEAST_FULL * WEEKS.get(money.period or "week", Decimal(1))
    if not hours:
        return None
    wage = money.high / hours / heads_of_pay(context.text, money.start, money.end)
    if money.period is None and wage > _MOST_AN_HOUR:
        return None  # hours of a day beside the pay of a month
    if money.period == "hour" and wage < _LEAST_AN_HOUR and not is_pay(money, context):
        return None  # a surcharge, or the price of something
    if is_little(money.period, money.high, wage) and not is_paid(money.start, money.end, context):
        return None
    if not Decimal(1) <= wage <= 200 or (not money.euro and not (2 if money.period == "week" else 4) <= wage <= 40):
        return None
    flags = [f"wage:{money.period or 'day'}"] + ["range_upper"] * (money.high > money.low) + ["net"] * money.net
    flags += ["fulltime"] * full
    flags += filter(None, [_with_holiday(money, context.text)])
    return Found("wage_per_hour", euros(wage), money.start, money.end, ":".join(flags))


def _with_holiday(money: Money, text: str) -> str:
    """Whether the holiday pay is in the amount, which the minimum wage leaves out; of a year it may be."""
    share = holiday_share(text, money.start, money.end)
    return "maybe_holiday" if not share and money.period == "year" and not holiday_apart(text) else share


def offered(moneys: Sequence[Money], context: Context) -> list[Money]:
    """The amounts that are neither kept from a wage nor a cost or a bonus."""
    kept = kept_amounts(moneys, context)
    return [
        one
        for one in moneys
        if one.left or (one.start not in kept and (_is_sum(one, context.text) or not is_extra(one, context)))
    ]


def _is_sum(money: Money, text: str) -> bool:
    """`samen 200 euro bruto`: what comes before tax for some days is no cost, though `samen` may stand before one."""
    return (
        days_paid(text, money.start, money.end) is not None and GROSS.search(text, money.start, money.end) is not None
    )


def wages(moneys: Sequence[Money], mentions: list[Hours], context: Context) -> list[Found]:
    """Wages per hour among amounts that are no rent; what is said per hour wins over what can be worked out."""
    able = offered(moneys, context)
    steps = [
        Found("wage_per_hour", euros(amount), start, end, f"wage:hour:age{age}")
        for age, amount, start, end in scale_of(context.text)
    ]
    if steps:
        return steps
    least = ":promised" * promised(context.text)
    pieces = [
        Found("wage_per_hour", euros(wage), money.start, money.end, "wage:piece" + least)
        for money, wage in _by_piece(able, context.text)
        if 1 <= wage <= _MOST_AN_HOUR
    ]
    if pieces and has_base(context.text):
        pieces = []
    if pieces:  # `20 per uur` beside them is how many, and no wage
        able = [one for one in able if one.euro or _CENTS.search(context.text, one.start, one.end)]
    told = [wage for money in able if (wage := _wage(money, mentions, context))]
    found = told or pieces or _bare(able, mentions, context)
    said = [wage for wage in found if wage.by.startswith("wage:hour")]
    return stepped(said or found, context.text)


def _by_piece(moneys: Sequence[Money], text: str) -> list[tuple[Money, Decimal]]:
    """(amount for pieces, gross euros per hour), by what the text says most plainly of their pace."""
    for read in (by_halves, by_lots, paced, loosely_paced):
        if found := list(read(moneys, text)):
            return found
    return []


def _bare(moneys: Sequence[Money], mentions: list[Hours], context: Context) -> list[Found]:
    """`15 euro brutto, 40 godzin w tygodniu`: before tax beside hours, or to the cent, and too little for anything but an hour."""
    beside = any(at.per in {"week", "day", "shift", "sum"} for at in mentions)
    gross = [one for one in moneys if one.period is None and _LEAST_GROSS <= one.low and one.high <= _MOST_GROSS]
    found = []
    for one in gross:
        said = GROSS.search(context.text, max(0, one.start - 8), one.end + 8) and not one.net
        if said and (beside or (_CENTS.search(context.text, one.start, one.end) and not paid_by_piece(context.text))):
            share = filter(None, [holiday_share(context.text, one.start, one.end)])
            flags = ["wage:hour", *["range_upper"] * (one.high > one.low), *share]
            found.append(Found("wage_per_hour", euros(one.high), one.start, one.end, ":".join(flags)))
    return found


_CENTS = re.compile(r"\d[.,]\d\d(?!\d)")
