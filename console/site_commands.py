"""`zicht site new` and `zicht site check`: a new site in minutes, and what a site finds on its saved pages."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from console.commands.rooms import emit, open_the_ledger, settings
from console.language import chosen, say
from console.terminal import out, warn
from zicht.clock import now
from zicht.errors import InputError, SiteError
from zicht.settings import ROOT

if TYPE_CHECKING:
    from crawlers.health import FieldHealth
    from crawlers.page import Page
    from crawlers.site import Site

site_app = typer.Typer(
    no_args_is_help=True, help=say("Sites: een nieuwe, of een nakijken.", "Sites: a new one, or a check.")
)

Name = Annotated[str, typer.Argument(help=say("Naam van de site.", "Name of the site."))]
Root = Annotated[Path, typer.Option("--root", help=say("Map van dit huis.", "Folder of this house."), hidden=True)]


@site_app.command("new", help=say("Stel een site voor uit pagina's.", "Propose a site from pages."))
def new(
    name: Name,
    pages: Annotated[
        list[str], typer.Argument(help=say("Bewaarde pagina's, of adressen.", "Saved pages, or addresses."))
    ],
    url: Annotated[list[str] | None, typer.Option("--url", help=say("Adres per bestand.", "Address per file."))] = None,
    why: Annotated[
        str, typer.Option("--why", help=say("Keur de bron goed, met reden.", "Approve, with a reason."))
    ] = "",
    root: Root = ROOT,
) -> None:
    """Write the site file, the saved pages and what they would give; show it field by field."""
    from crawlers.health import health_of
    from crawlers.proposing import propose
    from crawlers.proposing import why as reason
    from crawlers.scaffold import Room, read, site_of, write

    found = _pages(name, pages, url or [], why)
    family = propose(found)
    site = site_of(name, found, family)
    for path in write(Room(root), site, found):
        out.print(str(path), markup=False)
    said = reason(family)
    out.print(
        say(
            f"Voorstel: {type(family).__name__}, want {said.nl}.",
            f"Proposal: {type(family).__name__}, because {said.en}.",
        )
    )
    _show(site, health_of(site, [advert for page in found for advert in read(site, page).adverts]))
    warn(
        'Dit is een voorstel. Lees de JSON en zet daarin "read": true. Maak personen onherkenbaar voordat een pagina in Git komt.',
        'This is a proposal. Read the JSON and set "read": true in it. Make persons unrecognisable before a page goes into Git.',
    )


@site_app.command("check", help=say("Zeg per veld wat een site vindt.", "Say field by field what a site finds."))
def check(
    name: Name,
    json: Annotated[
        bool, typer.Option("--json", help=say("JSON-regels, geen tabel.", "JSON lines, no table."))
    ] = False,
    root: Root = ROOT,
) -> None:
    """Read the saved pages of a site: exit code 1 when something is missing, suspicious, changed or unread."""
    from crawlers import sites
    from crawlers.health import health_of
    from crawlers.scaffold import Room, fields_of, read, saved_pages

    if root != ROOT:
        sites.__path__.append(str(root / "crawlers" / "sites"))
    site = sites.site(name)
    saved = saved_pages(Room(root), name)
    if not saved:
        raise SiteError(
            f"Van {name} is geen pagina bewaard in {Room(root).pages(name)}. Bewaar er een, met haar JSON.",
            f"No page of {name} is saved in {Room(root).pages(name)}. Save one, with its JSON.",
        )
    parsed = [read(site, page) for page, _ in saved]
    health = health_of(site, [advert for page in parsed for advert in page.adverts])
    for field in health if json else ():
        emit(field)
    if not json:
        _show(site, health)
    odd = sum(not field.well for field in health)
    for at, ((page, said), found) in enumerate(zip(saved, parsed, strict=True), start=1):
        odd += _compare(at, said, fields_of(found, page.url))
    raise typer.Exit(1 if odd else 0)


def _compare(at: int, said: dict[str, Any], found: dict[str, object]) -> int:
    """How many differences with what a person has read; one warning each."""
    expected: dict[str, object] = said.get("expected", {})
    changed = [name for name in {**expected, **found} if expected.get(name) != found.get(name)]
    for name in changed:
        warn(
            f"pagina {at}, {name}: was {expected.get(name)!r}, is {found.get(name)!r}",
            f"page {at}, {name}: was {expected.get(name)!r}, is {found.get(name)!r}",
        )
    if not said.get("read"):
        warn(f"pagina {at} is door niemand gelezen", f"page {at} was read by nobody")
        changed.append("read")
    return len(changed)


def _show(site: "Site", health: "Sequence[FieldHealth]") -> None:
    """One line a field: what the site finds, in how many adverts, and what is odd about it."""
    table = Table(title=f"{site.name}: {type(site.family).__name__}")
    headings = (say("Veld", "Field"), say("Oordeel", "Verdict"), "#", say("Waar", "Where"), say("Toont", "Shows"))
    for heading in (*headings, say("Waarom", "Why")):
        table.add_column(heading, overflow="fold")
    said = {
        "found": say("gevonden", "found"),
        "missing": say("ontbreekt", "missing"),
        "suspicious": say("verdacht", "suspicious"),
        "unasked": say("niet gevraagd", "not asked"),
    }
    for field in health:
        why = "" if field.why is None else field.why.en if chosen() == "en" else field.why.nl
        shown = (escape(field.where or ""), escape((field.shows or "")[:60]), why)
        table.add_row(field.field, said[field.state], f"{field.filled}/{field.of}", *shown)
    out.print(table)


def _pages(name: str, given: Sequence[str], urls: Sequence[str], why: str) -> "list[Page]":
    from crawlers.scaffold import page_from

    fetched = [one for one in given if one.startswith(("http://", "https://"))]
    files = [Path(one) for one in given if one not in fetched]
    if urls and len(urls) != len(files):
        raise InputError(
            f"{len(files)} bestanden en {len(urls)} keer --url: geef er bij elk bestand één, in dezelfde volgorde.",
            f"{len(files)} files and {len(urls)} times --url: give one for each file, in the same order.",
        )
    addresses: list[str | None] = [*urls] if urls else [None] * len(files)
    saved = [page_from(path, url, now()) for path, url in zip(files, addresses, strict=True)]
    return [*(_fetched(name, fetched, why) if fetched else []), *saved]


def _fetched(name: str, urls: Sequence[str], why: str) -> "list[Page]":
    from flows.looking import look_at

    with open_the_ledger() as ledger:
        if why:
            ledger.approve_source(name, who=settings().who, why=why, at=now())
        return look_at(name, urls, ledger, settings())
