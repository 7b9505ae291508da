"""`zicht pack activate`, `versions`, `diff`, `rollback`: which packs read the adverts, since when, by whom and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from console.commands.rooms import emit, open_the_ledger, settings
from console.language import say
from console.pack_commands import existing, pack_app
from console.terminal import out, progress
from zicht.clock import AMSTERDAM
from zicht.errors import InputError

if TYPE_CHECKING:
    from enrichment.packs.loading import Packs
    from ledger import Ledger, PackVersion

Why = Annotated[str, typer.Option("--why", help=say("Reden.", "Reason."))]
By = Annotated[str, typer.Option("--by", help=say("Wie; leeg: ZICHT_WHO.", "Who; none: ZICHT_WHO."))]
Weeks = Annotated[float, typer.Option("--weeks", min=0.1, max=520, help=say("Laatste weken.", "Last weeks."))]


@pack_app.command("activate", help=say("Stel een map met pakketten in werking.", "Put a folder of packs to work."))
def activate(
    folder: Annotated[Path, typer.Argument(help=say("Map met pakketten.", "Folder of packs."))],
    why: Why,
    by: By = "",
    weeks: Weeks = 4,
    impact: Annotated[bool, typer.Option(help=say("Reken eerst het gevolg uit.", "Work out the impact first."))] = True,
) -> None:
    """The next run reads every advert with these; what they change is kept beside the version."""
    from enrichment.packs.loading import read_folder
    from flows.packs import activate as put_to_work
    from flows.packs import checked

    packs, broken = checked(read_folder(existing(folder)))
    with open_the_ledger() as ledger:
        summary = _summary(ledger, packs, weeks) if impact and not broken else None
        before = ledger.shelf.active()
        version = put_to_work(ledger, folder, who=by or settings().who, why=why, impact=summary)
    out.print(_activated(version, before), markup=False)


def _summary(ledger: "Ledger", packs: "Packs", weeks: float) -> str | None:
    """What the packs change on the adverts of the last weeks; None when there are none."""
    from flows.impact import impact
    from flows.packs import active_packs

    with progress() as tell:
        try:
            old = active_packs(ledger, settings()).packs
            return impact(ledger, old, packs, settings(), weeks=weeks, progress=tell).summary()
        except InputError:
            return None


def _activated(version: "PackVersion", before: "PackVersion | None") -> str:
    """What happens now: where only examples differ from what was at work before, words find what they found."""
    if before and before.version == version.version:
        return say(
            f"Versie {version.number} ({version.version}) is actief. Alleen voorbeelden verschillen van versie {before.number}: geen"
            " advertentie wordt opnieuw gelezen. Het taalmodel leert ervan met zicht pack learn; daarna wel.",
            f"Version {version.number} ({version.version}) is active. Only examples differ from version {before.number}: no advert"
            " is read again. The model learns from them with zicht pack learn; after that they are.",
        )
    return say(
        f"Versie {version.number} ({version.version}) is actief. De volgende run leest alle advertenties ermee."
        " Terug: zicht pack rollback NUMMER --why REDEN.",
        f"Version {version.number} ({version.version}) is active. The next run reads every advert with it."
        " Back: zicht pack rollback NUMBER --why REASON.",
    )


@pack_app.command("rollback", help=say("Ga terug naar een eerdere versie.", "Go back to an earlier version."))
def rollback(
    number: Annotated[int, typer.Argument(min=1, help=say("Nummer van de versie.", "Number of the version."))],
    why: Why,
    by: By = "",
) -> None:
    """The content of an earlier version, byte for byte, under a new number."""
    from flows.packs import roll_back

    with open_the_ledger() as ledger:
        before = ledger.shelf.active()
        version = roll_back(ledger, number, who=by or settings().who, why=why)
    out.print(_activated(version, before), markup=False)


@pack_app.command("versions", help=say("Welke versies er waren, door wie en waarom.", "Which versions, by whom, why."))
def versions(
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000)] = 20,
    json: Annotated[
        bool, typer.Option("--json", help=say("JSON-regels, geen tabel.", "JSON lines, no table."))
    ] = False,
) -> None:
    """Newest first; the first is active."""
    with open_the_ledger() as ledger:
        found = ledger.shelf.versions(limit)
    if json:
        for version in found:
            emit(version)
        return
    if not found:
        out.print(never_activated(), markup=False)
        return
    table = Table(
        say("nr", "no"), say("inhoud", "content"), say("sinds", "since"), say("door", "by"), say("reden", "reason")
    )
    for at, version in enumerate(found):
        moment = version.at.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
        back = say(f" (terug naar {version.back_to})", f" (back to {version.back_to})") if version.back_to else ""
        active = say(" actief", " active") if at == 0 else ""
        table.add_row(f"{version.number}{active}", version.version, moment, Text(version.who), Text(version.why + back))
    out.print(table)


def never_activated() -> str:
    """Which packs read the adverts while no version was activated."""
    return say(
        f"pakketten: map {settings().packs}; er is nog nooit een versie geactiveerd (zicht pack activate MAP --why REDEN)",
        f"packs: folder {settings().packs}; no version was ever activated (zicht pack activate FOLDER --why REASON)",
    )


@pack_app.command("diff", help=say("Wat twee versies of mappen verschillen.", "How two versions or folders differ."))
def diff(
    old: Annotated[str, typer.Argument(help=say("Nummer of map.", "Number or folder."))],
    new: Annotated[str, typer.Argument(help=say("Nummer of map.", "Number or folder."))],
) -> None:
    """A unified diff per file; exit code 1 when anything differs, as diff does."""
    from flows.packs import diff as differences
    from flows.packs import files_named

    with open_the_ledger() as ledger:
        sides = [files_named(ledger, name if name.isdecimal() else str(existing(Path(name)))) for name in (old, new)]
    styles = {"+": "green", "-": "red", "@": "cyan"}
    lines = list(differences(*sides))
    for line in lines:
        out.print(Text(line, style=styles.get(line[:1], "")))
    if lines:
        raise typer.Exit(1)
    out.print(say("Geen verschil.", "No difference."))


def show_active(ledger: "Ledger") -> None:
    """Which packs read the adverts, whether the folder says something else, and how many adverts still wait for them."""
    version, counts = ledger.shelf.active(), ledger.shelf.read_with()
    if version is None:
        out.print(never_activated(), markup=False)
        return
    since = version.at.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
    out.print(
        say(
            f"pakketten: versie {version.number} ({version.version}), sinds {since} door {version.who}: {version.why}",
            f"packs: version {version.number} ({version.version}), since {since} by {version.who}: {version.why}",
        ),
        markup=False,
    )
    if waiting := sum(count for read_with, count in counts.items() if read_with != version.version):
        out.print(
            say(
                f"  {waiting} advertenties zijn met andere pakketten gelezen; de volgende run leest ze opnieuw",
                f"  {waiting} adverts were read with other packs; the next run reads them again",
            )
        )
    if differs := _folder_differs(version):
        out.print(differs, markup=False)


def _folder_differs(version: "PackVersion") -> str | None:
    from enrichment.packs.loading import read_folder, version_of
    from zicht.errors import PackError

    try:
        here = version_of(read_folder(settings().packs))
    except PackError:
        return None  # the folder does not read the adverts
    if here == version.version:
        return None
    return say(
        f"  de map {settings().packs} ({here}) is anders en leest niet mee; bekijk: zicht pack diff {version.number}"
        f" {settings().packs}",
        f"  the folder {settings().packs} ({here}) differs and reads nothing; look: zicht pack diff {version.number}"
        f" {settings().packs}",
    )
