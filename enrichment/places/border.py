"""Work just over the border, told from the other side: `hinter Meppen über die Grenze`, `za Meppen, zaraz za granicą`.

Who passes that town and then the border stands in the Netherlands; the table enrichment/reference/border.csv says in which eenheid.
"""

import re
from functools import cache
from typing import cast

from enrichment.words.hints import Hints
from enrichment.words.tables import rows_of
from enrichment.words.tokens import vocabulary
from zicht.records import Eenheid, Place

_SAYS_BORDER = Hints("grens", "grenze", "border", "granic", "granit", "границ", "hatar", "frontera")
_BEHIND = (
    r"(?:hinter|achter|voorbij|behind|past|beyond|after|za|dincolo de|dupa|след|зад|отвъд|pasado|pasando|detras de|"
    r"despues de|mas alla de|tras)"
)
_BORDER = r"\w*(?:grens|grenze|border|granic\w{1,2}|granita|границата|hatar\w*|frontera)(?!\w)"
_GAP = r"[^.!?;:\n]{0,40}?"


@cache
def _units() -> dict[str, Eenheid]:
    """Town over the border -> the eenheid on this side of it."""
    return {town: cast("Eenheid", row["eenheid"]) for row in rows_of("border") for town in row["steden"].split("|")}


@cache
def _behind() -> "re.Pattern[str]":
    towns = rf"(?P<town>{'|'.join(_units())})"
    return re.compile(
        rf"(?<!\w){_BEHIND} (?:bad )?{towns}(?!\w){_GAP}(?<!\w){_BORDER}|"
        rf"(?<!\w){towns.replace('town', 'passed')} (?:mogott|utan)(?!\w){_GAP}(?<!\w){_BORDER}"
    )


def by_border(text: str) -> Place | None:
    """The eenheid on this side of the border behind the foreign town that a normalised text passes; None where it passes none."""
    if not _SAYS_BORDER.stand_in(text) or vocabulary(text).isdisjoint(_units()):
        return None
    found = _behind().search(text)
    if found is None:
        return None
    town = found["town"] or found["passed"]
    return Place(eenheid=_units()[town], eenheden=(_units()[town],), precision="provincie", by=f"border:{town}")
