"""Page 1: search with filters, months and rows."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from starlette.requests import Request

from console.web.asking import LAST_PAGE, ROWS, Asked, in_words, read_asked
from console.web.desk import Desk, PageRecord, is_synthetic
from console.web.marking import Piece, pieces, snippet
from zicht.errors import InputError, QueryError
from zicht.query import Bucket, Page
from zicht.records import Explanation, Instant, Record

FACETS = ("outcome", "eenheid", "form", "codes", "site", "category", "language")  # in the order that readers want
OPEN_VALUES = 8  # values of a facet that show at once
MONTHS = 6, 36  # at least, at most so many bars


class Choice(Record):
    """A value of a facet: how many adverts have it, and where choosing it (or not) leads."""

    value: str
    count: int
    chosen: bool
    href: str


class Facet(Record):
    """One filter with its values, chosen ones first."""

    name: str
    choices: tuple[Choice, ...]


class Bar(Record):
    """A month, how many adverts were seen in it, how high its bar stands (0 to 100), where it leads."""

    first: date
    count: int
    height: float
    href: str


class Chip(Record):
    """An active filter, and the question without it."""

    name: str
    value: str
    href: str


class Found(Record):
    """One advert found."""

    id: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    score: float
    outcome: str
    route: bool
    form: str
    eenheid: tuple[str, ...]
    gemeente: str | None
    codes: tuple[str, ...]
    site: str
    seen_at: Instant
    synthetic: bool


class SearchPage(PageRecord):
    """What was asked and what was found."""

    asked: Asked
    said: Explanation | None = None
    total: int = 0
    rows: tuple[Found, ...] = ()
    facets: tuple[Facet, ...] = ()
    chips: tuple[Chip, ...] = ()
    months: tuple[Bar, ...] = ()
    previous: str | None = None
    next: str | None = None
    cut: bool = False  # there is more than can be paged to
    in_index: int | None = None  # adverts in all, told when nothing was found

    @property
    def first(self) -> int:
        """The number of the first row."""
        return (self.asked.page - 1) * ROWS + 1

    @property
    def last(self) -> int:
        """The number of the last row."""
        return (self.asked.page - 1) * ROWS + len(self.rows)


def search_page(desk: Desk, request: Request) -> SearchPage:
    """Answer the address; a question that cannot be read gives the page with its fault; looking is logged."""
    asked = Asked(text=request.query_params.get("q", ""))
    try:
        asked = read_asked(request.query_params)
        desk.consulted(f"search:{asked.href}")
        found = desk.index.search(asked.query)
    except (QueryError, InputError) as fault:
        return SearchPage(asked=asked, chips=_chips(asked), fault=Explanation(nl=fault.nl, en=fault.en))
    more = found.total > asked.page * ROWS
    return SearchPage(
        asked=asked,
        said=in_words(asked, found.total),
        total=found.total,
        rows=_rows(found),
        facets=tuple(_facet(asked, name, found.facets.get(name, ())) for name in FACETS),
        chips=_chips(asked),
        months=_bars(asked, found.months),
        previous=asked.model_copy(update={"page": asked.page - 1}).href if asked.page > 1 else None,
        next=asked.model_copy(update={"page": asked.page + 1}).href if more and asked.page < LAST_PAGE else None,
        cut=more and asked.page == LAST_PAGE,
        in_index=None if found.total else desk.index.count(),
    )


def _rows(found: Page) -> tuple[Found, ...]:
    return tuple(
        Found(
            title=pieces(row.document.title, row.title_marks),
            snippet=snippet(row.document.body, row.body_marks),
            synthetic=is_synthetic(row.document.site, {}),
            **row.document.model_dump(
                include={
                    "id", "score", "outcome", "route", "form", "eenheid", "gemeente", "codes", "site", "seen_at",
                }
            ),
        )
        for row in found.rows
    )  # fmt: skip


def _facet(asked: Asked, name: str, buckets: Sequence[Bucket]) -> Facet:
    """The values that the index counted, and those that are chosen although no advert has them."""
    counts = {bucket.value: bucket.count for bucket in buckets}
    chosen = getattr(asked, name)
    values = sorted({**dict.fromkeys(chosen, 0), **counts}, key=lambda one: (one not in chosen, -counts.get(one, 0)))
    return Facet(
        name=name,
        choices=tuple(
            Choice(
                value=value, count=counts.get(value, 0), chosen=value in chosen, href=asked.toggled(name, value).href
            )
            for value in values
        ),
    )


def _chips(asked: Asked) -> tuple[Chip, ...]:
    chips = [Chip(name="text", value=asked.text, href=asked.but(text="").href)] if asked.text else []
    for name in FACETS:
        chips += [Chip(name=name, value=value, href=asked.toggled(name, value).href) for value in getattr(asked, name)]
    if asked.first or asked.last:
        days = f"{asked.first or ''}/{asked.last or ''}"
        chips.append(Chip(name="seen", value=days, href=asked.but(first=None, last=None).href))
    if asked.score_min is not None:
        chips.append(Chip(name="score_min", value=f"{asked.score_min:g}", href=asked.but(score_min=None).href))
    return tuple(chips)


def _bars(asked: Asked, months: Sequence[Bucket]) -> tuple[Bar, ...]:
    """The months up to the last that has adverts, also those without any, so that time is to scale."""
    counts = {bucket.value: bucket.count for bucket in months}
    if not counts:
        return ()
    newest, oldest = max(counts), min(counts)
    shown = [newest]
    while len(shown) < MONTHS[0] or (shown[-1] > oldest and len(shown) < MONTHS[1]):
        shown.append(_before(shown[-1]))
    highest = max(counts.get(month, 0) for month in shown)
    return tuple(_bar(asked, month, counts.get(month, 0), highest) for month in reversed(shown))


def _bar(asked: Asked, month: str, count: int, highest: int) -> Bar:
    first = date.fromisoformat(f"{month}-01")
    last = first.replace(day=monthrange(first.year, first.month)[1])
    height = max(2.0, round(100 * count / highest, 1)) if count else 0.0
    return Bar(first=first, count=count, height=height, href=asked.but(first=first, last=last).href)


def _before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year:04}-{number - 1:02}"
