"""Page 6: one version of the packs: who, when, why, what changed in the files, and what that did to the adverts."""

from typing import Literal

from starlette.requests import Request

from console.web.bench import files_before
from console.web.desk import Desk, PageRecord
from console.web.faults import Missing
from console.web.indicators_page import impact_of
from flows.impact import Impact
from flows.packs import diff
from ledger import PackVersion
from zicht.records import Record

MOST_LINES = 2000  # of a diff; the command line shows all

LineKind = Literal["file", "at", "more", "less", "same"]


class DiffLine(Record):
    """One line of a unified diff."""

    kind: LineKind
    text: str


class VersionPage(PageRecord):
    """One version beside the one before it."""

    version: PackVersion
    before: PackVersion | None
    active: bool
    impact: Impact | None
    lines: tuple[DiffLine, ...]
    cut: bool  # there is more than is shown


def version_page(desk: Desk, request: Request) -> VersionPage:
    """The version with the number in the address; looking is logged."""
    said = request.path_params["number"]
    version = desk.ledger.shelf.numbered(int(said)) if said.isdecimal() and len(said) < 9 else None
    if version is None:
        raise Missing(f"Er is geen versie “{said[:20]}”.", f"There is no version “{said[:20]}”.")
    desk.consulted(f"packs:{version.number}")
    before, files = files_before(desk.ledger, version)
    lines = [DiffLine(kind=_kind(line), text=line) for line in diff(*files)] if before else []
    newest = desk.ledger.shelf.active()
    return VersionPage(
        version=version,
        before=before,
        active=newest is not None and newest.number == version.number,
        impact=impact_of(version),
        lines=tuple(lines[:MOST_LINES]),
        cut=len(lines) > MOST_LINES,
    )


def _kind(line: str) -> LineKind:
    if line.startswith(("--- ", "+++ ")):
        return "file"
    kinds: dict[str, LineKind] = {"@": "at", "+": "more", "-": "less"}
    return kinds.get(line[:1], "same")
