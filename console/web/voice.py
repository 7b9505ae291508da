"""What the console says, in Dutch or English: one catalogue, dates and numbers as each language writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from ruamel.yaml import YAML

from flows.exports.words import WORDS
from zicht.clock import AMSTERDAM
from zicht.records import Explanation, Extraction

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_MONEY = "#,##0.00"
WRITTEN = {
    "price": _MONEY, "wage_per_hour": _MONEY, "housing_deduction_per_week": _MONEY, "hours_per_week": "#,##0.##",
}  # fmt: skip
_LOCALES = {"nl": Locale("nl"), "en": Locale("en", "GB")}


@cache
def texts() -> Mapping[str, Explanation]:
    """The catalogue `texts.yml`; a text that lacks a language, or has a third one, is an error."""
    said = YAML(typ="safe", pure=True).load(Path(__file__).with_name("texts.yml"))
    return {key: Explanation.model_validate(text) for key, text in said.items()}


def both(key: str, **values: object) -> Explanation:
    """A text in both languages."""
    return Explanation(**{language: Voice(language)(key, **values) for language in LANGUAGES})


@dataclass(frozen=True, slots=True)
class Voice:
    """One language; calling it gives a text of the catalogue with its {names} filled in."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The text under `key`; KeyError when there is none."""
        return self.of(texts()[key]).format(**values)

    def of(self, said: Explanation) -> str:
        """The side of an explanation that this reader wants."""
        return said.en if self.language == "en" else said.nl

    def label(self, family: str, value: str) -> str:
        """What readers call a value (`outcome`, `signal`); values that we do not know stay as they are."""
        if family == "tier":
            return WORDS[self.language].tiers[value]
        if family == "language":
            return self.tongue(value)
        known = texts().get(f"{family}.{value}")
        return self.of(known) if known else value

    def tongue(self, code: str) -> str:
        """The name of an ISO 639-1 language."""
        return str(_LOCALES[self.language].languages.get(code, code)) if code != "und" else self("value.unknown")

    def count(self, noun: str, number: int) -> str:
        """`1 advertentie`, `12 advertenties`; `noun` is a family of texts with .one and .many."""
        return self(f"{noun}.one") if number == 1 else self(f"{noun}.many", count=self.number(number))

    def number(self, value: float) -> str:
        """`1.234,5` in Dutch, `1,234.5` in English; at most two decimals."""
        return format_decimal(value, format="#,##0.##", locale=_LOCALES[self.language])

    def value(self, one: Extraction) -> str:
        """What was found: amounts and hours as the language writes numbers, `20,38`; a telephone or a firm's number as it is."""
        if one.kind not in WRITTEN or not one.value.replace(".", "", 1).isdecimal():
            return one.value
        return format_decimal(one.value, format=WRITTEN[one.kind], locale=_LOCALES[self.language])

    def points(self, value: float) -> str:
        """A number with its sign: `+24`, `−6`, `0`."""
        return ("+" if value > 0 else "−" if value < 0 else "") + self.number(abs(value))

    def day(self, when: date) -> str:
        """`24 nov 2026`; an instant is told as its day in Amsterdam."""
        shown = when.astimezone(AMSTERDAM).date() if isinstance(when, datetime) else when
        return format_date(shown, "d MMM yyyy", locale=_LOCALES[self.language])

    def month(self, first: date, *, short: bool = False) -> str:
        """`nov 2026`, or `nov`."""
        return format_date(first, "LLL" if short else "LLL yyyy", locale=_LOCALES[self.language])

    def moment(self, when: datetime) -> str:
        """`24 nov 2026 12:00`, Amsterdam time."""
        return format_datetime(when, "d MMM yyyy HH:mm", tzinfo=AMSTERDAM, locale=_LOCALES[self.language])

    @property
    def care(self) -> str:
        """Care first, no punishment for offences under coercion (REQ-L27), as the lists say it."""
        return WORDS[self.language].care

    @property
    def about_lists(self) -> str:
        """What a list is, and is not, as the lists say it."""
        return WORDS[self.language].about

    def left_out(self, count: int) -> str:
        """Lines for review beyond the daily cap, as the lists say it."""
        return WORDS[self.language].left_out.format(count=count)
