"""What an indicator is worth, measured against what people said: share, lift and odds, each with its interval and size."""

from dataclasses import dataclass
from math import exp, log, sqrt

Z = 1.96  # 95 %
LEAST_FIRED = 10  # judged adverts with the code, below which nothing is said
LEAST_SIDE = 5  # judged adverts on either side, yes and no
OFTEN = 0.2  # of the adverts of a window: a code that stands on more is about ordinary life
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Lift:
    """Of the judged adverts with a code, how many are exploitation, beside all judged adverts."""

    n: int  # judged adverts with the code
    share: float  # of them yes
    interval: Interval  # Wilson
    lift: float  # share by the share of all judged adverts
    odds: float  # ratio, with Haldane's half in each cell
    odds_interval: Interval


def wilson(hits: int, n: int) -> Interval:
    """The 95 % interval of a share; (0, 1) of nothing."""
    if n == 0:
        return 0.0, 1.0
    share, square = hits / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def odds_ratio(a: int, b: int, c: int, d: int) -> tuple[float, Interval]:
    """The odds of `a` against `b` by those of `c` against `d`, with 0.5 in each cell, and its 95 % interval."""
    cells = [count + 0.5 for count in (a, b, c, d)]
    middle = log(cells[0] * cells[3] / (cells[1] * cells[2]))
    half = Z * sqrt(sum(1 / cell for cell in cells))
    return exp(middle), (exp(middle - half), exp(middle + half))


def lift_of(yes: int, no: int, all_yes: int, all_no: int) -> Lift | None:
    """The lift of a code that stands on `yes` and `no` judged adverts out of all; None when these are too few."""
    n = yes + no
    if n < LEAST_FIRED or all_yes < LEAST_SIDE or all_no < LEAST_SIDE:
        return None
    odds, interval = odds_ratio(yes, no, all_yes - yes, all_no - no)
    share = yes / n
    return Lift(n, share, wilson(yes, n), share * (all_yes + all_no) / all_yes, odds, interval)


def apart(hits: int, n: int, other_hits: int, other_n: int) -> bool:
    """Whether two shares differ by more than chance explains: their intervals do not meet."""
    low, high = wilson(hits, n)
    other_low, other_high = wilson(other_hits, other_n)
    return high < other_low or other_high < low
