"""`zicht import`: captures that somebody else made, through the same parsing as a crawl."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.rooms import open_the_ledger, settings
from console.language import say
from console.terminal import out, progress, warn

if TYPE_CHECKING:
    from flows.importing import ImportReport

REASONS = {
    "foreign_host": ("van een andere site", "of another site"),
    "not_200": ("met een ander antwoord dan 200", "with another answer than 200"),
    "not_text": ("geen tekst", "no text"),
    "too_large": ("te groot", "too large"),
    "url_too_long": ("met een adres dat te lang of onleesbaar is", "with an address that is too long or unreadable"),
    "no_date": ("zonder leesbare datum", "without a readable date"),
    "revisit": ("een verwijzing naar een eerdere opname", "a reference to an earlier record"),
    "destroyed": ("van een advertentie die is vernietigd", "of an advert that was destroyed"),
}


def import_file(
    file: Annotated[Path, typer.Argument(help=say("WARC- of WACZ-bestand.", "WARC or WACZ file."))],
    site: Annotated[str, typer.Option("--site", help=say("Site waarvan het is.", "Site that it is of."))],
) -> None:
    """Import captures and parse them; exit code 1 when a part of the file was torn or changed, or nothing was of the site."""
    from flows.importing import import_captures
    from flows.steps import parse

    with open_the_ledger() as ledger:
        report = import_captures(file, site, ledger, settings())
        with progress() as tell:
            read = parse(ledger, settings(), progress=tell)
    adverts = read.sites[site].adverts if site in read.sites else 0
    out.print(
        say(
            f"{report.captured} pagina's overgenomen, {adverts} advertenties gelezen.",
            f"{report.captured} pages taken over, {adverts} adverts read.",
        )
    )
    for line in _left_out(report):
        out.print(line, markup=False)
    if not report.captured:
        warn(
            f"Er is niets overgenomen: dit bestand heeft geen pagina van {site}.",
            f"Nothing was taken over: this file has no page of {site}.",
        )
    for fault in report.faults:
        warn(fault.nl, fault.en)
    raise typer.Exit(1 if report.faults or not report.captured else 0)


def _left_out(report: "ImportReport") -> Iterator[str]:
    """What was not taken over, and why, in words."""
    for reason, count in report.skipped.items():
        nl, en = REASONS[reason]
        yield say(f"  niet overgenomen: {count} {nl} ({reason})", f"  not taken over: {count} {en} ({reason})")
        if reason == "foreign_host":
            yield from (f"    {host}: {number}" for host, number in report.hosts.items())
