"""Page 5: every indicator with what it is worth, which packs are at work, their history, and a text to try them on."""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from starlette.requests import Request

from console.web.advert_page import HitRow, hit_row
from console.web.desk import Desk, PageRecord
from console.web.faults import Missing
from console.web.marking import Piece, pieces
from console.web.voice import both
from enrichment.measuring.lift import OFTEN, apart, lift_of, wilson
from enrichment.packs.schema import Indicator
from flows.impact import Impact
from ledger import Figures, Fired, PackVersion, Share
from zicht.records import EnrichedAdvert, Explanation, Record

LONGEST = 2000  # characters of a text to try: it travels in the address
NEWEST_VERSIONS = 20
GROUPS = ("SEX", "LAB", "CRI", "ORG", "OTH", "XAD", "OBF")  # as readers want them; others behind, by name
Flag = Literal["often", "never", "none"]


class Worth(Record):
    """What people said of the adverts with a code: share and odds, with 95 % intervals."""

    share: float
    low: float
    high: float
    lift: float
    odds: float
    odds_low: float
    odds_high: float


class IndicatorRow(Record):
    """One code: what it is, where it stands, what it is worth; `worth` is None while too few were judged."""

    code: str
    name: Explanation
    kind: Literal["indicator", "context", "counter"]
    points: float
    strength: str | None
    evidence: str | None
    adverts: int
    rate: float | None  # of the adverts of the window; None: not measured
    by_form: dict[str, int]
    judged: int
    worth: Worth | None
    flag: Flag


class Group(Record):
    """The codes of one group: SEX, LAB and so on."""

    name: str
    rows: tuple[IndicatorRow, ...]


class ShareRow(Record):
    """A language or form: how many of its adverts are to be looked at, and how often people agreed."""

    family: Literal["language", "form"]
    name: str
    share: Share
    rate: float
    low: float
    high: float
    apart: bool  # from the rest, by more than chance


class VersionRow(Record):
    """One version, and what it changed."""

    version: PackVersion
    active: bool
    impact: Impact | None


class Tried(Record):
    """How the packs at work read a text."""

    text: str
    category: str
    read: EnrichedAdvert | None = None
    pieces: tuple[Piece, ...] = ()
    hits: tuple[HitRow, ...] = ()

    def leading(self, marks: Sequence[int]) -> HitRow:
        """Of the hits over a piece of text, the first."""
        return next(row for row in self.hits if row.number in marks)


class IndicatorsPage(PageRecord):
    """The analyst's bench, to read."""

    active: PackVersion | None
    content: str  # of the packs at work
    figures: Figures | None
    groups: tuple[Group, ...]
    shares: tuple[ShareRow, ...]
    versions: tuple[VersionRow, ...]
    tried: Tried

    @property
    def rows(self) -> tuple[IndicatorRow, ...]:
        """Every indicator."""
        return tuple(row for group in self.groups for row in group.rows)

    def flagged(self, flag: Flag) -> tuple[IndicatorRow, ...]:
        """Those on too many adverts, or on none."""
        return tuple(row for row in self.rows if row.flag == flag)


def indicators_page(desk: Desk, request: Request) -> IndicatorsPage:
    """The packs at work beside the newest figures; looking is logged, a text that is tried is kept nowhere."""
    bench = desk.bench
    if bench is None:
        raise Missing("Deze console heeft geen pakketten.", "This console has no packs.")
    text, category = (request.query_params.get(name, "").strip() for name in ("text", "category"))
    desk.consulted("indicators:try" if text else "indicators")
    packs, version = bench.active()
    figures = desk.ledger.shelf.newest_figures()
    too_long = len(text) > LONGEST or len(category) > LONGEST
    tried = Tried(text=text[:LONGEST], category=category[:LONGEST])
    return IndicatorsPage(
        fault=both("ind.try.long", most=LONGEST) if too_long else None,
        active=version,
        content=packs.version,
        figures=figures,
        groups=_groups(packs.indicators, figures),
        shares=_shares(figures) if figures else (),
        versions=_versions(desk.ledger.shelf.versions(NEWEST_VERSIONS)),
        tried=_tried(desk, tried) if text and not too_long else tried,
    )


def _tried(desk: Desk, asked: Tried) -> Tried:
    assert desk.bench
    read = desk.bench.try_text(asked.text, asked.category)
    spans = [(hit.start, hit.end) if hit.field == "body" else None for hit in read.hits]
    rows = tuple(hit_row(desk, at, hit) for at, hit in enumerate(read.hits))
    return asked.model_copy(
        update={"read": read, "pieces": pieces(asked.text, spans), "hits": tuple(sorted(rows, key=_first))}
    )


def _first(row: HitRow) -> tuple[bool, float]:
    return row.kind == "cancelled", -abs(row.hit.points)


def _groups(indicators: Sequence[Indicator], figures: Figures | None) -> tuple[Group, ...]:
    ordered = sorted(indicators, key=lambda one: (_place(one.group), one.code))
    grouped = groupby(ordered, key=lambda one: one.group)
    return tuple(Group(name=name, rows=tuple(_row(one, figures) for one in some)) for name, some in grouped)


def _place(group: str) -> tuple[int, str]:
    return (GROUPS.index(group), "") if group in GROUPS else (len(GROUPS), group)


def _row(one: Indicator, figures: Figures | None) -> IndicatorRow:
    fired = figures.codes.get(one.code, Fired()) if figures else Fired()
    everyone = figures.all if figures else Share()
    rate = fired.adverts / everyone.adverts if everyone.adverts else None
    return IndicatorRow(
        code=one.code,
        name=one.name,
        kind=one.kind,
        points=one.points,
        strength=one.strength,
        evidence=one.evidence,
        adverts=fired.adverts,
        rate=rate,
        by_form=fired.by_form,
        judged=fired.yes + fired.no,
        worth=_worth(fired, everyone),
        flag="none" if rate is None else "never" if rate == 0 else "often" if rate > OFTEN else "none",
    )


def _worth(fired: Fired, everyone: Share) -> Worth | None:
    one = lift_of(fired.yes, fired.no, everyone.yes, everyone.no)
    if one is None:
        return None
    (low, high), (odds_low, odds_high) = one.interval, one.odds_interval
    return Worth(
        share=one.share, low=low, high=high, lift=one.lift, odds=one.odds, odds_low=odds_low, odds_high=odds_high
    )  # fmt: skip


def _shares(figures: Figures) -> tuple[ShareRow, ...]:
    forms = [_share("form", name, one, figures.all) for name, one in figures.by_form.items()]
    return (*forms, *(_share("language", name, one, figures.all) for name, one in figures.by_language.items()))


def _share(family: Literal["language", "form"], name: str, one: Share, everyone: Share) -> ShareRow:
    low, high = wilson(one.flagged, one.adverts)
    rest = everyone.flagged - one.flagged, everyone.adverts - one.adverts
    return ShareRow(
        family=family, name=name, share=one, rate=one.flagged / one.adverts if one.adverts else 0.0, low=low, high=high,
        apart=apart(one.flagged, one.adverts, *rest),
    )  # fmt: skip


def _versions(found: Sequence[PackVersion]) -> tuple[VersionRow, ...]:
    return tuple(
        VersionRow(version=one, active=at == 0, impact=impact_of(one)) for at, one in enumerate(found)
    )  # fmt: skip


def impact_of(version: PackVersion) -> Impact | None:
    """What was counted when a version was activated."""
    return Impact.model_validate_json(version.impact) if version.impact else None
