"""What a search address asks, as a record; the same question as an address, and in words."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from console.web.voice import LANGUAGES, Voice
from zicht.clock import day_bounds
from zicht.errors import InputError
from zicht.query import FACETS, Query, Sort
from zicht.records import Explanation, Record

ROWS = 20  # adverts on a page
LAST_PAGE = 10_000 // ROWS  # as far as `Query.offset` reaches
MOST_VALUES = 50  # of one facet
_SINGLE = ("q", "from", "to", "score_min", "sort", "page")
_IGNORED = ("lang",)  # read elsewhere
_SCORE = re.compile(r"[0-9]{1,4}([.,][0-9]{1,2})?")
_ORDER = ("outcome", "form", "codes", "eenheid", "category", "site", "language")  # of facets, to a reader


class Asked(Record):
    """A search as people ask it: whole days of Amsterdam, pages from 1."""

    text: str = ""
    eenheid: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    first: date | None = None  # seen on this day or later
    last: date | None = None  # seen on this day or before
    score_min: float | None = None
    sort: Sort = "newest"
    page: int = 1

    @property
    def query(self) -> Query:
        """The same, as the index wants it."""
        return Query(
            text=self.text,
            **{facet: getattr(self, facet) for facet in FACETS},
            seen_from=day_bounds(self.first)[0] if self.first else None,
            seen_to=day_bounds(self.last)[1] if self.last else None,
            score_min=self.score_min,
            sort=self.sort,
            offset=(self.page - 1) * ROWS,
            limit=ROWS,
        )

    @property
    def href(self) -> str:
        """The address of this question; what is as by default is left out."""
        said = [("q", self.text)] + [(facet, value) for facet in FACETS for value in getattr(self, facet)]
        said += [("from", self.first or ""), ("to", self.last or "")]
        said += [("score_min", "" if self.score_min is None else f"{self.score_min:g}")]
        said += [("sort", "" if self.sort == "newest" else self.sort), ("page", "" if self.page == 1 else self.page)]
        asked = [(name, str(value)) for name, value in said if value != ""]
        return f"/?{urlencode(asked)}" if asked else "/"

    def but(self, **changes: Any) -> "Asked":  # noqa: ANN401 - any field of this record
        """This question with changes, from its first page."""
        return self.model_copy(update={"page": 1, **changes})

    def toggled(self, facet: str, value: str) -> "Asked":
        """With the value chosen, or no longer chosen."""
        now = getattr(self, facet)
        return self.but(**{facet: tuple(one for one in now if one != value) if value in now else (*now, value)})


def read_asked(params: QueryParams) -> Asked:
    """The question in an address; InputError when a part is unknown or cannot be read: never a wider answer."""
    for name in params:
        if name not in (*_SINGLE, *FACETS, *_IGNORED):
            raise _unreadable(name, name, nl="dit kent de console niet", en="the console does not know this")
    said = {name: params.get(name, "").strip() for name in _SINGLE}
    chosen = {facet: tuple(dict.fromkeys(filter(None, params.getlist(facet)))) for facet in FACETS}
    for facet, values in chosen.items():
        if len(values) > MOST_VALUES:
            raise _unreadable(facet, str(len(values)), nl=f"ten hoogste {MOST_VALUES}", en=f"at most {MOST_VALUES}")
    return Asked(
        text=said["q"],
        **chosen,
        first=_day("from", said["from"]),
        last=_day("to", said["to"]),
        score_min=_score(said["score_min"]),
        sort=_sort(said["sort"]),
        page=_page(said["page"]),
    )


def read_day(said: str) -> date | None:
    """A day as 2026-11-24 that the clock can reach; None when it is none."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", said, re.ASCII):
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if 1990 <= day.year < 2200 else None


def in_words(asked: Asked, total: int) -> Explanation:
    """What is shown, as a sentence: `12 advertenties met uitkomst signaal in Limburg, nieuwste eerst`."""
    return Explanation(**{language: _sentence(asked, total, Voice(language)) for language in LANGUAGES})


def _sentence(asked: Asked, total: int, voice: Voice) -> str:
    count = voice("adverts.zero") if total == 0 else voice.count("adverts", total)
    parts = [count, *_parts(asked, voice)]
    said = " ".join(parts) + (f", {voice(f'sort.{asked.sort}')}" if total > 1 else "") + "."
    return said[0].upper() + said[1:]


def _parts(asked: Asked, voice: Voice) -> list[str]:
    parts = [voice("said.text", value=asked.text)] if asked.text else []
    for facet in _ORDER:
        if values := getattr(asked, facet):
            parts.append(voice(f"said.{facet}", value=_either([voice.label(facet, one) for one in values], voice)))
    if period := period_in_words(asked, voice):
        parts.append(period)
    if asked.score_min is not None:
        parts.append(voice("said.score_min", value=voice.number(asked.score_min)))
    return parts


def period_in_words(asked: Asked, voice: Voice) -> str | None:
    """`gezien van 1 nov 2026 tot en met 30 nov 2026`, or None when any day will do."""
    if asked.first and asked.last:
        return voice("said.between", first=voice.day(asked.first), last=voice.day(asked.last))
    if asked.first:
        return voice("said.from", first=voice.day(asked.first))
    return voice("said.to", last=voice.day(asked.last)) if asked.last else None


def _either(values: Sequence[str], voice: Voice) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} {voice('or')} {values[-1]}"


def _day(name: str, said: str) -> date | None:
    day = read_day(said)
    if said and day is None:
        raise _unreadable(name, said, nl="schrijf een dag als 2026-11-24", en="write a day as 2026-11-24")
    return day


def _score(said: str) -> float | None:
    if said and not _SCORE.fullmatch(said):
        raise _unreadable("score_min", said, nl="schrijf een getal, zoals 30", en="write a number, such as 30")
    return float(said.replace(",", ".")) if said else None


def _sort(said: str) -> Sort:
    for sort in get_args(Sort):
        if said == sort:
            return sort  # type: ignore[no-any-return]  # a value of the Literal
    if said:
        known = ", ".join(get_args(Sort))
        raise _unreadable("sort", said, nl=f"kies uit {known}", en=f"choose from {known}")
    return "newest"


def _page(said: str) -> int:
    if not said:
        return 1
    if not re.fullmatch(r"\d{1,4}", said, re.ASCII) or not 1 <= int(said) <= LAST_PAGE:
        raise _unreadable("page", said, nl=f"kies 1 tot en met {LAST_PAGE}", en=f"choose 1 to {LAST_PAGE}")
    return int(said)


def _unreadable(name: str, said: str, *, nl: str, en: str) -> InputError:
    shown = said[:60]
    return InputError(f"Adres, {name}=“{shown}”: {nl}.", f"Address, {name}=“{shown}”: {en}.")
