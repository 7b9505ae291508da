"""`zicht import`: captures that somebody else made, through the same parsing as a crawl."""

from pathlib import Path
from typing import Annotated

import typer

from console.commands.rooms import open_the_ledger, settings
from console.language import say
from console.terminal import out, progress, warn


def import_file(
    file: Annotated[Path, typer.Argument(help=say("WARC- of WACZ-bestand.", "WARC or WACZ file."))],
    site: Annotated[str, typer.Option("--site", help=say("Site waarvan het is.", "Site that it is of."))],
) -> None:
    """Import captures and parse them; exit code 1 when a part of the file was torn or changed."""
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
    for reason, count in report.skipped.items():
        out.print(say(f"  niet overgenomen, {reason}: {count}", f"  not taken over, {reason}: {count}"), markup=False)
    for fault in report.faults:
        warn(fault.nl, fault.en)
    raise typer.Exit(1 if report.faults else 0)
