"""What a text says of hours or days of work, and where."""

from decimal import Decimal
from typing import Literal, NamedTuple


class Hours(NamedTuple):
    """Hours (or days) of a text at [start, end): lowest and highest said, per week or per day.

    `near`: no period is said; `clock`: between two times of the clock (low: without an hour of pauses), `shift`: of which the
    text says that one works between them, `pair`: that stand alone as the ends of a day; `sum`: of a week, added up over its
    days with their times; `weekend` the same of Saturday and Sunday; `basis`: of the full week that a pay is reckoned for; `long`: of
    more than a week, as nobody works so many in one or the text says.
    """

    low: Decimal
    high: Decimal
    per: Literal["week", "day", "days", "near", "clock", "shift", "pair", "sum", "weekend", "basis", "long"]
    start: int
    end: int
