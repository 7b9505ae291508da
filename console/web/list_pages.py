"""Page 3: the signal lists of a day, and the list of one eenheid with its reasons and proof."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

from starlette.requests import Request

from console.web.asking import read_day
from console.web.desk import Desk, PageRecord
from console.web.faults import Missing
from flows.exports.rows import needs_care
from zicht.records import Decision, Eenheid, Instant, Record, Signal

EENHEDEN: tuple[Eenheid, ...] = get_args(Eenheid)
TIERS: tuple[Literal["route", "urgent", "signal", "review"], ...] = ("route", "urgent", "signal", "review")
DAYS = 60  # days that can be clicked
MADE = 1_000  # events in which we look for the making of a list


class Overview(Record):
    """How one eenheid's list stands: lines per tier, and the highest score."""

    eenheid: Eenheid
    href: str
    lines: int
    tiers: dict[str, int]
    top: float | None


class DayPage(PageRecord):
    """The lists of one day."""

    day: date
    today: date
    made_at: Instant | None  # None: no list was made
    eenheden: tuple[Overview, ...]
    days: tuple[date, ...]  # with a list, newest first


class Line(Record):
    """One line with the decisions that people took on it."""

    signal: Signal
    care: bool
    decisions: tuple[Decision, ...]


class ListPage(DayPage):
    """The list of one eenheid, beside the overview of the day."""

    eenheid: Eenheid
    lines: tuple[Line, ...]


def slug_of(eenheid: str) -> str:
    """`Den Haag` as it stands in an address: `den-haag`."""
    return eenheid.lower().replace(" ", "-")


def day_page(desk: Desk, request: Request) -> DayPage:
    """The lists of the day in the address, or of today; looking is logged."""
    day = _day(desk, request)
    desk.consulted(f"lists:{day}")
    return _overview(desk, day, desk.ledger.signals(day))


def list_page(desk: Desk, request: Request) -> ListPage:
    """The list of one eenheid; looking is logged."""
    day = _day(desk, request)
    slug = request.path_params["eenheid"]
    eenheid = next((one for one in EENHEDEN if slug_of(one) == slug), None)
    if eenheid is None:
        known = ", ".join(slug_of(one) for one in EENHEDEN)
        raise Missing(
            f"Er is geen eenheid “{slug[:60]}”. Kies uit: {known}.",
            f"There is no eenheid “{slug[:60]}”. Choose from: {known}.",
        )
    desk.consulted(f"list:{day}:{eenheid}")
    signals = desk.ledger.signals(day)
    around = _overview(desk, day, signals)
    lines = tuple(_line(desk, signal) for signal in signals if signal.eenheid == eenheid)
    return ListPage(**dict(around), eenheid=eenheid, lines=lines)


def _day(desk: Desk, request: Request) -> date:
    said = request.path_params.get("day")
    if said is None:
        return desk.today
    day = read_day(said)
    if day is None:
        raise Missing(
            f"“{said[:60]}” is geen dag. Schrijf een dag als {desk.today}.",
            f"“{said[:60]}” is no day. Write a day as {desk.today}.",
        )
    return day


def _overview(desk: Desk, day: date, signals: Sequence[Signal]) -> DayPage:
    made = _made(desk)
    return DayPage(
        day=day,
        today=desk.today,
        made_at=made.get(day),
        eenheden=tuple(_of(day, eenheid, [one for one in signals if one.eenheid == eenheid]) for eenheid in EENHEDEN),
        days=tuple(sorted({*made, *desk.ledger.signal_days()}, reverse=True)[:DAYS]),
    )


def _made(desk: Desk) -> dict[date, Instant]:
    """When lists were last made, by day: an empty list leaves no line, yet it was made."""
    made: dict[date, Instant] = {}
    for event in desk.ledger.audit_events(limit=MADE, action="list"):  # newest first
        day = read_day(event.target)
        if day is not None:
            made.setdefault(day, event.at)
    return made


def _of(day: date, eenheid: Eenheid, signals: Sequence[Signal]) -> Overview:
    counted = Counter(signal.tier for signal in signals)
    return Overview(
        eenheid=eenheid,
        href=f"/lists/{day}/{slug_of(eenheid)}",
        lines=len(signals),
        tiers={tier: counted[tier] for tier in TIERS},
        top=max((signal.score for signal in signals), default=None),
    )


def _line(desk: Desk, signal: Signal) -> Line:
    return Line(signal=signal, care=needs_care(signal), decisions=tuple(desk.ledger.decisions(signal.key)))
