"""A wage where the rules found none: the roles of its numbers are read by what marked adverts taught, and worked out.

`by` of what is found names each number with its role, so that a person can work it out anew: `wage:roles[9 pay/piece, 3 pieces/span,
2 hours/span]`.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from enrichment.found import Found
from enrichment.wages.foreign import euro_rate
from enrichment.wages.holiday import holiday_share
from enrichment.wages.leads import GROSS
from enrichment.wages.least import is_little
from enrichment.wages.pay import Context, is_paid, offered
from enrichment.wages.roles.barred import barred, is_left_open
from enrichment.wages.roles.decode import Numbers, numbers_of, reckoned
from enrichment.wages.roles.head import shipped
from enrichment.wages.roles.numbers import Piece
from enrichment.wages.roles.senses import senses_of
from enrichment.wages.roles.signs import seen_by_rules
from enrichment.wages.written import NET, NET_BEFORE, Money
from enrichment.words.sentences import sentence_around
from enrichment.worktime.mention import Hours

LEAST_CHANCE = (
    0.2  # of all the roles together: the least that makes up nothing on our own hard examples (decision 0027)
)
HOURLY, WORKED_OUT = "wage:hour:roles", "wage:roles"  # said per hour (LAB-01), or worked out of other numbers (LAB-02)
# The marked adverts have at most some 110 words; of 2,800 real vacancies, most of them longer, it told nine wages that were none.
_LONGEST, _MOST_NUMBERS = 1600, 24  # characters, numbers of an advert that is asked
_SURE = 0.9  # chance of all roles from which an amount needs no word for money: below it the number of a house became a wage
_NEAR = 5  # words to either side of a pay
_REACH = 60  # characters of the sentence of a pay


def wage_by_roles(
    context: Context, language: str, mentions: Sequence[Hours], moneys: Sequence[Money]
) -> Iterator[Found]:
    """The wage per hour in euros of a normalised text with its numbers in digits, where they add up to one; one or none.

    What the rules know for a cost, a bonus or pay per hour they have turned down as a wage: it stays so.
    """
    text = context.text
    if len(text) > _LONGEST or is_left_open(text):
        return
    numbers = numbers_of(text, language, seen_by_rules(mentions, moneys))
    if len(numbers.places) > _MOST_NUMBERS:
        return
    found = reckoned(numbers, shipped(), {at: barred(context, numbers.pieces[at]) for at in numbers.places})
    if found is None or found.chance < LEAST_CHANCE:
        return
    pay = next(numbers.pieces[at] for at, role in found.roles.items() if role.startswith("pay/"))
    rate = euro_rate(text, pay.start, pay.end)
    hourly = {*found.roles.values()} == {"pay/hour"}
    here = [one for one in moneys if one.start < pay.end and pay.start < one.end]
    told_money = bool(here) or (found.chance >= _SURE and not hourly) or _is_money(pay, numbers, hourly=hourly)
    if rate is None or _is_turned_down(here, context) or not told_money:
        return
    period = next(role for role in found.roles.values() if role.startswith("pay/")).removeprefix("pay/")
    amount = max((one.high for one in here), default=Decimal(0))
    if is_little(period, amount, found.wage.value) and not is_paid(pay.start, pay.end, context):
        return
    value = (found.wage.value / rate).quantize(Decimal("0.01"))
    flags = filter(None, (_net(text, pay), holiday_share(text, pay.start, pay.end)))
    told = ", ".join(f"{numbers.pieces[at].said} {role}" for at, role in sorted(found.roles.items()))
    by = HOURLY if hourly else WORKED_OUT
    yield Found("wage_per_hour", f"{value}", pay.start, pay.end, ":".join((f"{by}[{told}]", *flags)), (), found.chance)


def _is_turned_down(here: Sequence[Money], context: Context) -> bool:
    """Whether the rules read an amount where the pay stands, and know that it is no wage."""
    return any(one.period == "hour" for one in here) or (bool(here) and not offered(here, context))


def _is_money(pay: Piece, numbers: Numbers, *, hourly: bool) -> bool:
    """Whether an amount that no rule reads is slang, or stands near a word for money or paying: that is no pay per hour yet."""
    if pay.written == "slang":
        return True
    if hourly:
        return False
    at = numbers.pieces.index(pay)
    near = numbers.pieces[max(0, at - _NEAR) : at + _NEAR + 1]
    return any({"money", "pay"} & set(senses_of(one.said)) for one in near if one.written is None) or any(
        NET.search(one.said) or GROSS.search(one.said) for one in near
    )


def _net(text: str, pay: Piece) -> str:
    start, end = sentence_around(text, pay.start, pay.end, _REACH)
    return "net" if NET.search(text, start, end) or NET_BEFORE.search(text, start, pay.start) else ""
