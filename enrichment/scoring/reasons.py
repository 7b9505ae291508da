"""Why a hit was set aside, in words, Dutch and English."""

from collections.abc import Mapping
from typing import Protocol


class Named(Protocol):
    """A name in two languages."""

    @property
    def nl(self) -> str:
        """In Dutch."""

    @property
    def en(self) -> str:
        """In English."""


FORMS = {
    "seksueel": ("seksuele diensten", "sexual services"),
    "arbeid": ("werk", "work"),
    "wonen": ("woonruimte", "housing"),
    "werving": ("werving", "recruitment"),
    "orgaan": ("organen", "organs"),
    "crimineel": ("criminaliteit", "crime"),
    "overig": ("iets anders", "something else"),
}
_SAID = {
    "CNT-05": ("de tekst licht voor, helpt of brengt nieuws", "the text informs, helps or brings news"),
    "CNT-06": ("de zin ontkent het", "the sentence denies it"),
    "group": (
        "de advertenties samen hebben een gewone verklaring",
        "the adverts together have an ordinary explanation",
    ),
    "seeker": (
        "wie hier schrijft zoekt werk en biedt het niet aan",
        "who writes here looks for work and does not offer it",
    ),
    "model": ("een taalmodel leest iets anders in die zin", "a language model reads something else in that sentence"),
}


def reason(cancelled_by: str, names: Mapping[str, Named], language: int) -> str:
    """What `cancelled_by` of a hit says, in Dutch (0) or English (1); `names`: of the codes that a hit may yield to."""
    kind, _, value = cancelled_by.partition(":")
    if kind == "gate":
        forms = (" en ", " and ")[language].join(FORMS.get(form, (form, form))[language] for form in value.split("+"))
        return (f"geldt niet in een advertentie over {forms}", f"does not hold in an advert about {forms}")[language]
    if kind == "near":
        return (f"“{value}” maakt er iets anders van", f"“{value}” makes something else of it")[language]
    if kind in _SAID:
        return _SAID[kind][language]
    if other := names.get(kind):
        name = other.en if language else other.nl
        return (f"gaat op in {name}, {kind}", f"is part of {name}, {kind}")[language]
    return cancelled_by
