"""What is said of the wage in an advert, with the row of the law beside it, Dutch and English."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from enrichment.wages.minimum import ADULT, best_wage, compared_row, minimum_row
from enrichment.words.text import fold
from zicht.clock import day_of
from zicht.records import Advert, Explanation, Extraction

ARTICLE = "Wml art. 7"
_ROLES = re.compile(r"\[(?P<roles>[^\]]+)\]")  # as `wages.roles.read` writes them: to load that too would take long


def wage_said_of(advert: Advert, extractions: Sequence[Extraction], below: bool | None) -> Explanation | None:
    """The same of an advert, on the day it was posted, else seen."""
    if best_wage(extractions) is None:
        return None
    text = fold(f"{advert.title}\n{advert.body}") if below else ""  # it is asked for an age where there is a breach
    return wage_said(extractions, text, day_of(advert.posted_at or advert.seen_at), below=below)


def wage_said(extractions: Sequence[Extraction], text: str, on: date, *, below: bool | None) -> Explanation | None:
    """A sentence where a wage was read that is under the minimum of the day, or for whose day no amount is known.

    `text` is normalised; `below` is what `below_minimum` said.
    """
    best = best_wage(extractions)
    if best is None:
        return None
    if minimum_row(on, None) is None:
        return Explanation(
            nl=f"Voor {_nl(on)} staat er geen minimumloon in de tabel: over dit loon is niets gezegd.",
            en=f"The table has no minimum wage for {on:%Y-%m-%d}: nothing is said about this wage.",
        )
    row = compared_row(extractions, on, text) if below else None
    if row is None:
        return None
    since, age, amount = row
    said, least = _euros(best.value), _euros(amount)
    nl, en = (
        f"{_whose(age, 0)}, bedragen per {_nl(since)}; {ARTICLE}",
        f"{_whose(age, 1)}, amounts as of {since}; {ARTICLE}",
    )
    worked = _worked_out(best.by)
    return Explanation(
        nl=f"€ {said} per uur ligt onder het wettelijk minimumloon van € {least} ({nl}).{worked.nl}",
        en=f"€ {best.value} per hour is below the statutory minimum wage of € {amount} ({en}).{worked.en}",
    )


_WHAT = {
    "pay": ("loon", "pay"), "cut": ("inhouding", "deduction"), "hours": ("uren", "hours"), "from": ("begin", "from"),
    "to": ("einde", "to"), "break": ("pauze", "break"), "days": ("dagen", "days"), "weeks": ("weken", "weeks"),
    "pieces": ("stuks", "pieces"),
}  # fmt: skip
_UNIT = {
    "hour": ("uur", "hour"), "day": ("dag", "day"), "week": ("week", "week"), "4weeks": ("vier weken", "four weeks"),
    "month": ("maand", "month"), "year": ("jaar", "year"), "piece": ("stuk", "piece"), "job": ("klus", "job"), "span": ("tijd", "span"),
}  # fmt: skip


def _worked_out(by: str) -> Explanation:
    """Of a wage whose numbers a model told apart: each of them with what it was taken for."""
    told = roles_told(by)
    if not told:
        return Explanation(nl="", en="")
    nl, en = (", ".join(f"{said} = {_role(role, language)}" for said, role in told) for language in (0, 1))
    return Explanation(
        nl=f" Uitgerekend met wat een model in de getallen las: {nl}.",
        en=f" Worked out from what a model read in the numbers: {en}.",
    )


def roles_told(by: str) -> list[tuple[str, str]]:
    """(number, role) of each number that a wage was worked out of, from its `by`; none for a wage that rules read."""
    match = _ROLES.search(by)
    return (
        [(said, role) for said, _, role in (one.rpartition(" ") for one in match["roles"].split(", "))] if match else []
    )


def _role(role: str, language: int) -> str:
    what, _, unit = role.partition("/")
    return f"{_WHAT[what][language]} per {_UNIT[unit][language]}"


def _nl(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def _euros(amount: Decimal | str) -> str:
    return str(amount).replace(".", ",")


def _whose(age: int | None, language: int) -> str:
    if age is None:
        return ("leeftijd onbekend: 21 jaar en ouder", "age unknown: 21 and older")[language]
    return (f"{age} jaar", f"{age} years")[language] if age < ADULT else ("21 jaar en ouder", "21 and older")[language]
