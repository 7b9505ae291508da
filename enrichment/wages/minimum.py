"""Numbers with a law behind them: the minimum wage, and what may be kept from it for housing.

Wettelijk minimumloon per hour, gross, without holiday pay (Wet minimumloon en minimumvakantiebijslag); housing at
most 25% of it (Besluit minimumloon). Amounts: enrichment/reference/minimumloon.csv, with the source of each row.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from enrichment.places.abroad import works_abroad
from enrichment.wages.hosts import is_pocket_money
from enrichment.wages.youth import is_for_the_young, wanted_age
from enrichment.words.tables import rows_of
from enrichment.worktime.mention import Hours
from zicht.records import Extraction

ADULT = 21  # from this age on the full amount
YOUNGEST = 15  # below it there is no amount
HOUSING_SHARE = Decimal("0.25")
_CURRENT = timedelta(days=14)  # amounts change each half year; two weeks of grace before the table is called stale


@cache
def _table(week: int | None = None) -> dict[date, dict[int, Decimal]]:
    """Valid from -> age -> amount. Where it hung on the full working week (2023) that of `week`, else the lowest.

    So no breach is made up.
    """
    table: dict[date, dict[int, Decimal]] = {}
    for row in rows_of("minimumloon"):
        amounts = table.setdefault(date.fromisoformat(row["vanaf"]), {})
        age, amount = int(row["leeftijd"]), Decimal(row["uurloon"])
        if not week or not row["week"] or int(row["week"]) == week:
            amounts[age] = min(amount, amounts.get(age, amount))
    return table


def _half_year_later(start: date) -> date:
    months = start.month + 5
    return start.replace(year=start.year + months // 12, month=months % 12 + 1)


def table_ends() -> date:
    """The last day for which the table speaks: half a year after its newest amounts, and two weeks of grace."""
    return _half_year_later(max(_table())) + _CURRENT


@lru_cache(maxsize=1 << 10)
def minimum_row(on: date, age: int | None, week: int | None = None) -> tuple[date, int | None, Decimal] | None:
    """(first day of the amounts, age, gross euros per hour) for a day and an age; None where `minimum_wage` is.

    `week`: hours of the full week of the firm, on which the amount per hour hung before 2024 (36, 38 or 40).
    """
    started = [start for start in _table() if start <= on]
    if not started or on > table_ends():
        return None
    amount = _table(week)[max(started)].get(ADULT if age is None else min(age, ADULT))
    return None if amount is None else (max(started), age, amount)


def minimum_wage(on: date, age: int | None, week: int | None = None) -> Decimal | None:
    """Gross euros per hour on a day for an age (None: 21 or older); None outside the table or below 15 years."""
    row = minimum_row(on, age, week)
    return None if row is None else row[2]


_UNIFORM = date(2024, 1, 1)  # from this day on one amount per hour holds
_FULL_WEEK = re.compile(
    r"(?:voltijd\w*|full-? ?time|volledige|normale|standard|pelny etat|norma|vollzeit\w*|teljes|completa|"
    r"пълн\w+)[^.!?\n]{0,40}?\b(3[68]|40)[- ]?"
    r"(?:uur|urige|u\b|hours?|godzin\w*|ore|часа|часов\w*|oras|ora\b|horas|stunden|stundig)|"
    r"\b(3[68]|40)-?urige werkweek\b[^.!?\n]{0,24}\b(?:voltijd|fulltime|volledig)"
)


def full_week(on: date, text: str) -> int | None:
    """Hours of the full week that an advert from before 2024 names: 36, 38 or 40."""
    match = _FULL_WEEK.search(text) if on < _UNIFORM else None
    return int(match[1] or match[2]) if match else None


# Work for which no minimum wage holds, or that of another country: nothing is said about it.
_NO_RULE = re.compile(
    r"(?<!\bnot )(?<!\bno )(?<!\bgeen )(?<!\bnie )(?<!\bnu )(?<!\bне )(?<!\bnem )(?<!\bkein )(?<!\bkeine )"
    r"\b(?:stage\w*|stagiair\w*|intern(?:ship)?s?|trainee\w*|praktikum|staz\w*|zzp\w*|freelanc\w*|"
    r"vrijwillig\w*|volunteer\w*|zelfstandige|self-employed|selbststandig\w*|autonomo|b2b|"
    r"wsw|beschut werk)\b"
)
_LEAST_OF_NET = Decimal("0.63")  # of gross pay at least this much is left after tax and premiums on a low wage
_HOLIDAY = Decimal("1.08")
_ANY_WAGE = Decimal(1000)  # beside a promise of the minimum a rate per piece says nothing of the least
_ALL_IN = Decimal("1.2")  # holiday pay and the days of holiday
_SHORT_WEEK, _LONG_WEEK = 36, 40  # hours of a full week of which no hours are said


def other_rules(text: str, *, placed: bool = False) -> bool:
    """Whether a normalised text is about training, self-employment or work abroad, where no amount can be laid beside."""
    return bool(_NO_RULE.search(text)) or works_abroad(text, placed=placed)


def _of(extractions: Iterable[Extraction], kind: str) -> list[Extraction]:
    return [extraction for extraction in extractions if extraction.kind == kind]


def is_net(wage: Extraction) -> bool:
    """Whether a wage was said net, so that it cannot be laid beside a gross minimum."""
    return ":net" in wage.by


def is_implied(wage: Extraction) -> bool:
    """Whether a wage per hour was worked out from pay per day, week or month (LAB-02), not said (LAB-01)."""
    return wage.kind == "wage_per_hour" and not wage.by.startswith("wage:hour")


def stated_age(extractions: Iterable[Extraction]) -> int | None:
    """The lowest age stated in an advert: with several, the one that gives the lowest minimum wage."""
    ages = [int(extraction.value) for extraction in _of(extractions, "age")]
    return min(ages) if ages else None


_STEP = re.compile(r":age(\d\d)")
_STAFFEL = dict(
    zip(range(15, 21), map(Decimal, ("30", "34.5", "39.5", "50", "60", "80")), strict=True)
)  # % of the adult's


def step_age(wage: Extraction) -> int | None:
    """The age for which a step of a wage scale holds; None for any other wage."""
    match = _STEP.search(wage.by)
    return int(match[1]) if match else None


def best_wage(extractions: Iterable[Extraction]) -> Extraction | None:
    """The highest wage per hour that an advert offers: of the gross ones, else of the net ones.

    Of a scale by age the step that is the lowest beside the law's scale; of wages for a while or for some of the hours the lowest.
    """
    extractions = list(extractions)
    steps = [one for one in _of(extractions, "wage_per_hour") if step_age(one)]
    if steps:
        return min(steps, key=lambda one: Decimal(one.value) / _STAFFEL.get(step_age(one) or ADULT, Decimal(100)))
    best = max(
        _of(extractions, "wage_per_hour"), key=lambda wage: (not is_net(wage), Decimal(wage.value)), default=None
    )
    some = [one for one in _of(extractions, "wage_per_hour") if ":some" in one.by and not is_net(one)]
    return min(some, key=lambda one: Decimal(one.value), default=best)


def _lowest_minimum(on: date, age: int | None, text: str, week: int | None) -> Decimal | None:
    """The least that may be the minimum: of the age, or of 15 years where the work is for young people."""
    youth = age is None and is_for_the_young(text)
    return minimum_wage(on, YOUNGEST if youth else age, week)


def age_for(extractions: Iterable[Extraction], text: str) -> int | None:
    """The age that work is offered to: the lowest that is stated, or asked for; None when none is."""
    return min(filter(None, (stated_age(extractions), wanted_age(text))), default=None)


def compared_row(extractions: Sequence[Extraction], on: date, text: str) -> tuple[date, int | None, Decimal] | None:
    """The row of the law beside which `below_minimum` lays a wage: of the least amount that may hold."""
    best = best_wage(extractions)
    age = (step_age(best) if best else None) or age_for(extractions, text)
    return minimum_row(on, YOUNGEST if age is None and is_for_the_young(text) else age, full_week(on, text))


def _bounds(wage: Extraction) -> tuple[Decimal, Decimal]:
    """Least and most that a wage can be before tax and without holiday pay."""
    value = Decimal(wage.value)
    if is_net(wage):
        return value, value / _LEAST_OF_NET
    if "fulltime" in wage.by:
        return value * _SHORT_WEEK / _LONG_WEEK / _HOLIDAY, value / (_HOLIDAY if wage.by.endswith(":holiday") else 1)
    if wage.by.endswith(":promised"):
        return value, max(value, _ANY_WAGE)
    if wage.by.endswith(":holiday"):
        return value / _HOLIDAY, value / _HOLIDAY
    if "maybe_holiday" in wage.by:
        return value / _HOLIDAY, value
    return (value / _ALL_IN, value) if "allin" in wage.by else (value, value)


def below_minimum(extractions: Sequence[Extraction], on: date, text: str, *, placed: bool = False) -> bool | None:
    """Whether the best wage offered is under the minimum on the posting date; None when it cannot be said.

    `text` is normalised, and `placed` when it names a place in the Netherlands. Age unknown counts as 21 or older. Nothing
    is said about training, self-employment, work abroad, pocket money of an au pair, a net wage that may be either, or a
    day for which the table has no amount (INDICATORS.md 5.1).
    """
    best = best_wage(extractions)
    if best is None:
        return None
    age, week = step_age(best) or age_for(extractions, text), full_week(on, text)
    highest = minimum_wage(on, age, week)
    if highest is None:
        return None
    least, most = _bounds(best)
    if least >= highest:
        return False
    lowest = _lowest_minimum(on, age, text, week)
    if lowest is None or most >= lowest or other_rules(text, placed=placed):
        return None
    return None if is_pocket_money(text, extractions, hourly=not is_implied(best)) else True


def over_shift_limit(mentions: Iterable[Hours], *, minor: bool = False) -> Hours | None:
    """A shift longer than the law allows: 12 hours, under 18 years 9 (Arbeidstijdenwet art. 5:7, 5:3).

    Or the one shift of an advert, that makes a week too long over the days it tells (60 hours, 45).
    """
    limit, week = (9, 45) if minor else (12, 60)
    told = list(mentions)
    shifts = [hours for hours in told if hours.per in {"day", "shift", "clock"}]
    days = {hours.low for hours in told if hours.per == "days"}
    if len(shifts) == len(days) == 1 and shifts[0].low * min(days) > week:
        return shifts[0]
    return next((hours for hours in shifts if hours.per != "clock" and hours.low > limit), None)


def over_week_limit(extractions: Iterable[Extraction], *, minor: bool = False) -> Extraction | None:
    """Hours per week above the law: 60, under 18 years 45 (Arbeidstijdenwet art. 5:7)."""
    limit = 45 if minor else 60
    return next((item for item in _of(extractions, "hours_per_week") if Decimal(item.value) > limit), None)


def housing_limit(on: date, hours_per_week: Decimal | None) -> Decimal | None:
    """Most euros per week that may be kept for housing: 25% of the minimum wage; hours unknown counts as 40."""
    minimum = minimum_wage(on, None)
    return None if minimum is None else minimum * (hours_per_week or Decimal(40)) * HOUSING_SHARE


def housing_over_limit(extractions: Sequence[Extraction], on: date) -> Extraction | None:
    """The housing deduction that is above the limit for the stated hours, if there is one."""
    hours = [Decimal(extraction.value) for extraction in _of(extractions, "hours_per_week")]
    limit = housing_limit(on, max(hours, default=None))
    kept = _of(extractions, "housing_deduction_per_week")
    return None if limit is None else next((item for item in kept if Decimal(item.value) > limit), None)
