"""The command line: everything the flows do, without Prefect, and a door to each room."""

import errno
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from console import commands, impact_command, learn_command, lift_commands, version_commands
from console.evidence_commands import evidence_app
from console.history_command import history
from console.import_command import import_file
from console.judging_commands import decide, label
from console.language import chosen, say
from console.pack_commands import evaluate_files, pack_app
from console.site_commands import site_app
from console.terminal import complain, err
from console.tie_commands import tie_app
from console.usage import usage_fault
from zicht import __version__
from zicht.clock import day_of, now
from zicht.errors import InputError, ZichtError
from zicht.settings import load_settings

BENCH = (impact_command, learn_command, lift_commands, version_commands)  # each adds its commands to pack_app
app = typer.Typer(
    name="zicht",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=say(
        "Zicht: van openbare advertenties naar een signaallijst per regionale eenheid.",
        "Zicht: from public adverts to a signal list per regional police unit.",
    ),
)
flows_app = typer.Typer(no_args_is_help=True, help=say("Geplande stromen (Prefect).", "Scheduled flows (Prefect)."))
source_app = typer.Typer(no_args_is_help=True, help=say("Bronnen en grondslag.", "Sources and legal basis."))
app.add_typer(flows_app, name="flows")
app.add_typer(evidence_app, name="evidence")
app.add_typer(source_app, name="source")
app.add_typer(site_app, name="site")
app.add_typer(tie_app, name="tie")
app.add_typer(pack_app, name="pack")  # its commands: pack_commands, *BENCH
app.command("evaluate", help=say("Meet het lezen op gelabelde advertenties.", "Measure reading on labelled adverts."))(
    evaluate_files
)
app.command("label", help=say("Zeg wat een advertentie is.", "Say what an advert is."))(label)
app.command("decide", help=say("Besluit over een regel van een lijst.", "Decide on a line of a list."))(decide)
app.command("history", help=say("Versies, prijzen, weg en terug.", "Versions, prices, away and back."))(history)
app.command("import", help=say("Neem captures van elders over (WARC, WACZ).", "Take over captures (WARC, WACZ)."))(
    import_file
)

Json = Annotated[bool, typer.Option("--json", help=say("JSON-regels, geen tabel.", "JSON lines, no table."))]
Input = Annotated[str, typer.Argument(help=say("JSON-regels: bestand of -.", "JSON lines: file or -."))]
Advert = Annotated[str, typer.Argument(help=say("Kenmerk.", "Id."))]
Source = Annotated[
    str, typer.Argument(help=say("JSON-regels: bestand of -; leeg: grootboek.", "JSON lines: file or -; none: ledger."))
]
Groups = Annotated[bool, typer.Option("--groups", help=say("Groepen, geen advertenties.", "Groups, not adverts."))]
Day = Annotated[str, typer.Option("--day", help=say("Dag JJJJ-MM-DD.", "Day YYYY-MM-DD."))]
Site = Annotated[str, typer.Argument(help=say("Naam van de site.", "Name of the site."))]
Sites = Annotated[list[str] | None, typer.Argument(help=say("Sites; leeg: alle.", "Sites; none: all."))]


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def root(
    language: Annotated[str, typer.Option("--language", help="nl / en")] = chosen(),
    home: Annotated[Path | None, typer.Option("--home", help=say("Gegevensmap.", "Data folder."))] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help=say("Toon de versie.", "Show the version.")
        ),
    ] = False,
) -> None:
    """Options that every command knows."""
    given = {"language": "en" if language == "en" else "nl", **({"home": home} if home else {})}
    commands.configure(load_settings(**given))


@app.command(help=say("Haal één site op, in een eigen proces.", "Crawl one site, in a process of its own."))
def crawl(site: Site) -> None:
    """Crawl one site."""
    raise typer.Exit(commands.crawl(site))


@app.command(help=say("Van ophalen tot lijsten, zonder Prefect.", "From crawl to lists, without Prefect."))
def run(sites: Sites = None, day: Day = "") -> None:
    """Run everything."""
    raise typer.Exit(commands.run(sites or [], _day(day)))


@app.command(help=say("Lees één bewaarde pagina: advertenties als JSON.", "Parse one saved page: adverts as JSON."))
def parse(
    page: Annotated[Path, typer.Argument(help=say("HTML-bestand.", "HTML file."))],
    url: Annotated[str, typer.Option("--url", help=say("Adres van de pagina.", "Address of the page."))],
    json: Json = False,
) -> None:
    """Parse a saved page."""
    commands.parse(page, url, json=json)


@app.command(help=say("Duid advertenties: JSON-regels in en uit.", "Enrich adverts: JSON lines in and out."))
def enrich(file: Input, json: Json = False) -> None:
    """Enrich adverts from a pipe."""
    raise typer.Exit(commands.enrich(file, json=json))


@app.command(help=say("Koppel advertenties: JSON-regels in en uit.", "Link adverts: JSON lines in and out."))
def link(file: Input, json: Json = False, groups: Groups = False) -> None:
    """Link adverts from a pipe."""
    raise typer.Exit(commands.link(file, json=json, groups=groups))


@app.command(help=say("Waarom horen twee advertenties bij elkaar?", "Why do two adverts belong together?"))
def why(one: Advert, other: Advert, file: Source = "") -> None:
    """Show the chain of ties between two adverts."""
    from console.link_commands import why as show_why

    raise typer.Exit(show_why(one, other, file))


@app.command(help=say("De signaallijsten van een dag.", "The signal lists of a day."))
def signals(
    day: Day = "",
    eenheid: Annotated[str, typer.Option("--eenheid", help=say("Eén eenheid.", "One eenheid."))] = "",
    json: Json = False,
) -> None:
    """Show the day's lists."""
    commands.signals(_day(day), eenheid or None, json=json)


@app.command(help=say("Zoek in de index.", "Search the index."))
def search(
    query: Annotated[str, typer.Argument(help=say("Zoekvraag.", "Query."))] = "",
    eenheid: Annotated[list[str] | None, typer.Option("--eenheid")] = None,
    outcome: Annotated[list[str] | None, typer.Option("--outcome")] = None,
    form: Annotated[list[str] | None, typer.Option("--form")] = None,
    sort: Annotated[str, typer.Option("--sort", help="score newest oldest relevance")] = "newest",
    limit: Annotated[int, typer.Option("--limit", min=1, max=500)] = 20,
    json: Json = False,
) -> None:
    """Search."""
    filters = {"eenheid": tuple(eenheid or ()), "outcome": tuple(outcome or ()), "form": tuple(form or ())}
    commands.search(query, filters, sort, limit, json=json)


@app.command(help=say("Bouw de index opnieuw uit het grootboek.", "Build the index anew from the ledger."))
def rebuild() -> None:
    """Rebuild the index."""
    commands.rebuild()


@app.command(help=say("Wat er is, en of niets zoek is.", "What there is, and whether anything is missing."))
def status(json: Json = False) -> None:
    """Counts and conservation."""
    raise typer.Exit(commands.status(json=json))


@app.command(help=say("De lijst van wat niet verder kon, met reden.", "What could not go on, with its reason."))
def dead(limit: Annotated[int, typer.Option("--limit", min=1)] = 50, json: Json = False) -> None:
    """Dead letters."""
    commands.dead(limit, json=json)


@app.command(help=say("Open de console in de browser.", "Open the console in the browser."))
def serve(
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1", port: Annotated[int, typer.Option("--port")] = 8600
) -> None:
    """Serve the web console."""
    commands.serve(host, port)


@app.command(help=say("De demo: synthetische sites, ophalen, lijsten.", "The demo: synthetic sites, crawl, lists."))
def demo(
    count: Annotated[int, typer.Option("--count", min=20, help=say("Aantal.", "How many."))] = 1200,
) -> None:
    """Run the demo, twice."""
    commands.demo(count)


@source_app.command("basis", help=say("Leg een grondslag vast (YAML).", "Record a legal basis (YAML)."))
def source_basis(file: Annotated[Path, typer.Argument()]) -> None:
    """Record a legal basis."""
    commands.record_basis(file)


@source_app.command("approve", help=say("Keur een bron goed, met reden.", "Approve a source, with a reason."))
def source_approve(site: Site, why: Annotated[str, typer.Option("--why", help=say("Reden.", "Reason."))]) -> None:
    """Approve a source."""
    commands.approve(site, why)


@source_app.command("list", help=say("De bekende sites.", "The known sites."))
def source_list() -> None:
    """List the sites."""
    commands.list_sites()


@flows_app.command("serve", help=say("Draai elke dag om 06.00 uur (Amsterdam).", "Run every day at 06:00 (Amsterdam)."))
def flows_serve(sites: Sites = None) -> None:
    """Serve the daily flow."""
    commands.serve_flows(sites or [])


def _day(text: str) -> date:
    if not text:
        return day_of(now())
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as fault:
        raise InputError(
            f"--day {text} is geen dag. Schrijf JJJJ-MM-DD, bijvoorbeeld 2026-11-24.",
            f"--day {text} is not a day. Write YYYY-MM-DD, for instance 2026-11-24.",
        ) from fault


def main() -> None:
    """The `zicht` command: every known fault is one sentence and exit code 2."""
    try:
        sys.exit(app(standalone_mode=False))
    except TyperException as fault:
        if said := usage_fault(fault):
            complain(said)
        sys.exit(2)
    except ZichtError as error:
        complain(error)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our pipe went away: that is its right
        sys.exit(141)
    except OSError as fault:
        complain(_system(fault))
        sys.exit(2)
    except KeyboardInterrupt:
        err.print(say("Afgebroken; wat klaar was, is bewaard.", "Stopped; what was done is kept."))
        sys.exit(130)


def _system(fault: OSError) -> ZichtError:
    where = fault.filename or "?"
    if fault.errno == errno.ENOSPC:
        return ZichtError(
            f"De schijf is vol ({where}). Maak ruimte en start opnieuw; wat klaar was, is bewaard.",
            f"The disk is full ({where}). Make room and start again; what was done is kept.",
        )
    return ZichtError(
        f"{where}: {fault.strerror}. Controleer het pad en de rechten.",
        f"{where}: {fault.strerror}. Check the path and the permissions.",
    )
