"""`zicht pack impact`: what changed packs do to the adverts of the last weeks, before they go to work."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from rich.table import Table
from rich.text import Text

from console.commands.rooms import consulted, open_the_ledger, settings
from console.language import say
from console.pack_commands import existing, pack_app
from console.terminal import out, progress
from console.version_commands import Weeks
from zicht.records import Eenheid

if TYPE_CHECKING:
    from flows.impact import Example, Impact

MOST = 12  # codes whose examples are printed


@pack_app.command("impact", help=say("Wat andere pakketten veranderen.", "What other packs change."))
def show_impact(
    packs: Annotated[Path, typer.Option("--packs", help=say("Map met pakketten.", "Folder of packs."))],
    weeks: Weeks = 4,
    json: Annotated[bool, typer.Option("--json", help=say("JSON, geen tabel.", "JSON, no table."))] = False,
) -> None:
    """Counted over the ledger, beside the packs at work; a walk that was cut off goes on."""
    from enrichment.packs.loading import load_packs
    from flows.impact import impact
    from flows.packs import active_packs

    new = load_packs(existing(packs))
    with open_the_ledger() as ledger, progress() as tell:
        consulted(ledger, f"impact:{new.version}")
        found = impact(ledger, active_packs(ledger, settings()).packs, new, settings(), weeks=weeks, progress=tell)
    if json:
        typer.echo(found.model_dump_json())
    else:
        _show(found)


def _show(found: "Impact") -> None:
    out.print(
        say(
            f"{found.old} → {found.new}, {found.adverts} advertenties van de laatste {found.weeks:g} weken:"
            f" {found.changed} worden anders gelezen, {found.on} komen erbij om te bekijken, {found.off} vallen af.",
            f"{found.old} → {found.new}, {found.adverts} adverts of the last {found.weeks:g} weeks:"
            f" {found.changed} are read differently, {found.on} are added to look at, {found.off} drop out.",
        )
    )
    out.print(_readers(found), markup=False)
    if found.unread:
        said = ", ".join(found.broken)
        out.print(say(f"{found.unread} niet te lezen: {said}", f"{found.unread} cannot be read: {said}"), markup=False)
    _outcomes(found)
    _codes(found)
    _units(found)
    for code, one in sorted(found.codes.items(), key=lambda item: -item[1].added - item[1].removed)[:MOST]:
        for sign, examples in (("+", one.gains), ("-", one.losses)):
            for example in examples:
                _example(f"{sign}{code}", example)
    for outcome in found.outcomes.values():
        for example in outcome.examples[:1]:
            _example(f"{outcome.was} → {outcome.becomes}", example)


def _readers(found: "Impact") -> str:
    """Who read: words alone, or a model too, and whether it knows the examples of the new packs."""
    if not found.model:
        return say(
            "Gelezen door woorden alleen: een taalmodel is niet meegeteld (ZICHT_VECTORS=off, of zicht[vectors] ontbreekt).",
            "Read by words alone: no model is counted (ZICHT_VECTORS=off, or zicht[vectors] is lacking).",
        )
    behind = say(
        " Het leerde nog niet van de nieuwe voorbeelden: zicht pack learn --packs MAP.",
        " It has not learnt from the new examples yet: zicht pack learn --packs FOLDER.",
    )
    told = say(
        f"Gelezen door woorden en door taalmodel {found.model}; tussen haakjes wat het model alleen vond.",
        f"Read by words and by model {found.model}; in brackets what the model alone found.",
    )
    return told + (behind if found.behind else "")


def _counted(count: int, modelled: int) -> str:
    return f"{count} ({modelled})" if modelled else str(count)


def _outcomes(found: "Impact") -> None:
    table = Table(say("uitkomst", "outcome"), say("wordt", "becomes"), say("advertenties", "adverts"))
    for one in sorted(found.outcomes.values(), key=lambda one: -one.adverts):
        table.add_row(one.was, one.becomes, str(one.adverts))
    if found.outcomes:
        out.print(table)


def _codes(found: "Impact") -> None:
    table = Table("code", say("was", "was"), say("wordt", "becomes"), "+", "-")
    for code, one in sorted(found.codes.items()):
        if one.added or one.removed:
            more, less = (
                _counted(one.added, one.added_by_model),
                _counted(one.removed, one.removed_by_model),
            )
            table.add_row(code, str(one.before), str(one.after), more, less)
    if table.row_count:
        out.print(table)


def _units(found: "Impact") -> None:
    columns = (
        say("advertenties", "adverts"),
        say("anders", "changed"),
        say("erbij", "added"),
        say("eraf", "out"),
        "codes",
    )
    table = Table("eenheid", *columns)
    for name in get_args(Eenheid):
        if (unit := found.eenheden.get(name)) and unit.changed:
            codes = " ".join(f"{code} +{more} -{less}" for code, (more, less) in sorted(unit.codes.items()))
            table.add_row(name, str(unit.adverts), str(unit.changed), str(unit.on), str(unit.off), codes)
    if table.row_count:
        out.print(table)


def _example(head: str, example: "Example") -> None:
    before, words, behind = (part.replace("\n", " ") for part in example.words)
    line = Text(f"{head} ", style="bold")
    line.append(f"{example.before:g} → {example.after:g} {example.was} → {example.becomes} {example.advert}\n  ", "dim")
    line.append(before)
    line.append(words, "bold reverse")
    line.append(behind)
    out.print(line)
