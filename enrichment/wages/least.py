"""So little for a week or a month of work that it is a wage only where a word for paying stands nearest to it.

Rent, insurance, a car and allowances are told per week or month as well: beside 38 hours `95 euro per week` came to 2.50 an hour.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from enrichment.wages.hosts import is_with_hosts
from enrichment.wages.leads import GETS, GROSS
from enrichment.wages.moneywords import Cue

_LEAST = Decimal(4)  # euros per hour
_MOST_RENT = {
    "week": 200,
    "two_weeks": 400,
    "four_weeks": 800,
    "month": 900,
}  # euros: nobody lets a room to a worker for more
REACH = 80  # characters to either side of an amount
_KINDS = frozenset(("pay", "housing", "extra", "kept"))
_ALLOWANCE = re.compile(r"vergoeding|compensation")


def is_little(period: str | None, amount: Decimal, wage: Decimal) -> bool:
    """Whether an amount in euros for this period, that comes to `wage` euros per hour, must be said to be paid."""
    return wage < _LEAST and amount <= _MOST_RENT.get(period or "", 0)


def is_said_paid(text: str, start: int, end: int, near: Sequence[Cue]) -> bool:
    """Whether an amount at [start, end) is said to be paid; `near` are the words about money in its sentence."""
    if is_with_hosts(text) or GROSS.search(text, start, end) or GETS.search(text, max(0, start - REACH), start):
        return True
    told = [cue for cue in near if cue.kinds & _KINDS]
    nearest = min(told, key=lambda cue: max(start - cue.end, cue.start - end), default=None)
    return nearest is not None and "pay" in nearest.kinds and not _ALLOWANCE.search(text, nearest.start, nearest.end)
