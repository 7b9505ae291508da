"""Page 2: one advert, its evidence marked in the text, what each part added, its history and its capture."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from starlette.requests import Request

from console.web.desk import Desk, PageRecord, is_synthetic
from console.web.faults import Missing
from console.web.marking import Piece, pieces
from console.web.voice import LANGUAGES, Voice, both
from enrichment.scoring.reasons import reason
from flows.deciding import GroupView, groups_of
from ledger import StoredAdvert
from ledger.records import History
from zicht.records import Advert, EnrichedAdvert, Explanation, Extraction, FieldName, Hit, Record

QUOTE_LENGTH = 200  # characters (REQ-L06)
CARE = ("CRI-", "ORG-")  # care first, no punishment for what happened under coercion (REQ-L27)
SAME = 0.005  # points; smaller differences are rounding


Kind = Literal["counts", "counter", "context", "cancelled"]  # what a hit does, in the order that readers want
KINDS: tuple[Kind, ...] = get_args(Kind)


class FieldText(Record):
    """One field of the advert; marks are numbers of `HitRow`s."""

    field: FieldName
    pieces: tuple[Piece, ...]


class HitRow(Record):
    """One hit: what it is called, its words, how it was found, and why it does not count if it does not."""

    number: int  # of the mark in the text
    kind: Kind
    hit: Hit
    name: Explanation | None
    quote: str
    how: Explanation
    cancelled: Explanation | None


class SumLine(Record):
    """One line of the sum that gives the score."""

    said: Explanation
    points: float


class FoundRow(Record):
    """A value that was read in the text, and how it stands there."""

    extraction: Extraction
    written: str


class AdvertPage(PageRecord):
    """Everything that is known of one advert."""

    stored: StoredAdvert
    synthetic: bool
    care: bool
    fields: tuple[FieldText, ...]
    hits: tuple[HitRow, ...]
    sum: tuple[SumLine, ...]
    found: tuple[FoundRow, ...]
    verified: bool | None  # None: nobody looked
    groups: tuple[GroupView, ...] = ()  # that linking has it in
    history: History

    @property
    def by_number(self) -> dict[int, HitRow]:
        """The hits by the numbers of their marks."""
        return {row.number: row for row in self.hits}

    def leading(self, marks: Sequence[int]) -> HitRow:
        """Of the hits that lie over a piece of text, the one that does most: it gives the colour and the link."""
        return next(row for row in self.hits if row.number in marks)


def advert_page(desk: Desk, request: Request) -> AdvertPage:
    """The advert with the id in the address; looking at it is logged."""
    number = request.path_params["advert"]
    stored = desk.ledger.get(number)
    if stored is None:
        shown = number[:60]
        raise Missing(
            f"Er is geen advertentie met kenmerk “{shown}”. Misschien is zij verwijderd; zoek opnieuw.",
            f"There is no advert with id “{shown}”. It may have been removed; search again.",
        )
    desk.consulted(f"advert:{stored.advert.id}")
    read = stored.enriched
    advert = read.advert if read else stored.advert
    hits = read.hits if read else ()
    return AdvertPage(
        stored=stored,
        synthetic=is_synthetic(advert.site, advert.extra),
        care=read is not None and needs_care(read),
        fields=tuple(_fields(advert, hits)),
        hits=tuple(sorted((hit_row(desk, at, hit) for at, hit in enumerate(hits)), key=_weight)),
        sum=tuple(_sum(read)) if read else (),
        found=tuple(FoundRow(extraction=one, written=_written(advert, one)) for one in read.extractions)
        if read
        else (),
        history=desk.ledger.history(number),
        groups=tuple(groups_of(desk.ledger, stored.advert.id)),
        verified=desk.verify(stored.capture) if desk.verify and stored.capture else None,
    )


def needs_care(read: EnrichedAdvert) -> bool:
    """Whether the care-first banner belongs over this advert (REQ-L27)."""
    return read.route or any(hit.code.startswith(CARE) for hit in read.hits if not hit.cancelled_by)


def _fields(advert: Advert, hits: Sequence[Hit]) -> list[FieldText]:
    """The fields that have a text; each knows all hits by number, and shows those that stand in it."""
    return [
        FieldText(
            field=field, pieces=pieces(text, [(hit.start, hit.end) if hit.field == field else None for hit in hits])
        )
        for field in get_args(FieldName)
        if (text := getattr(advert, field))
    ]


def hit_row(desk: Desk, number: int, hit: Hit) -> HitRow:
    """One hit as readers see it."""
    quote = hit.text if len(hit.text) <= QUOTE_LENGTH else hit.text[: QUOTE_LENGTH - 1] + "…"
    return HitRow(
        number=number,
        kind=_kind(hit),
        hit=hit,
        name=desk.names.get(hit.code),
        quote=quote,
        how=_how(hit.by),
        cancelled=_cancelled(hit.cancelled_by, desk.names) if hit.cancelled_by else None,
    )


def _kind(hit: Hit) -> Kind:
    if hit.cancelled_by:
        return "cancelled"
    if hit.points < 0 or hit.code.startswith("CNT-"):
        return "counter"
    return "context" if hit.dimension is None else "counts"


def _weight(row: HitRow) -> tuple[int, float, int]:
    """What counts most comes first; the numbers of the marks stay."""
    return KINDS.index(row.kind), -abs(row.hit.points), row.number


def _how(by: str) -> Explanation:
    if by in ("rule", "cross"):
        return both(f"how.{by}")
    name = by.removeprefix("rule:")
    return both("how.feature", name=name) if name != by else both("how.model", name=by)


def _cancelled(by: str, names: Mapping[str, Explanation]) -> Explanation:
    return Explanation(nl=reason(by, names, 0), en=reason(by, names, 1))


def _sum(read: EnrichedAdvert) -> list[SumLine]:
    """Dimensions, counter-indicators, what the bounds take off: together the score, so that anybody can redo it."""
    lines = [
        SumLine(said=_of_dimension(name), points=points)
        for name, points in sorted(read.dimensions.items(), key=lambda one: (-one[1], one[0]))
    ]
    against = sum(hit.points for hit in read.hits if hit.points < 0 and not hit.cancelled_by)
    if against:
        lines.append(SumLine(said=both("sum.counters"), points=against))
    rest = read.score - sum(line.points for line in lines)
    return [*lines, SumLine(said=both("sum.bounds"), points=round(rest, 2))] if abs(rest) > SAME else lines


def _of_dimension(name: str) -> Explanation:
    return Explanation(**{language: Voice(language).label("dimension", name) for language in LANGUAGES})


def _written(advert: Advert, found: Extraction) -> str:
    text = getattr(advert, found.field) or ""
    return str(text[found.start : found.end])
