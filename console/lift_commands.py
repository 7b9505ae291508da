"""`zicht pack lift` and `zicht pack fairness`: what indicators are worth, and whether languages and forms are read alike."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from console.commands.rooms import consulted, emit, open_the_ledger, settings
from console.language import chosen, say
from console.pack_commands import pack_app
from console.terminal import out, progress
from console.version_commands import Weeks
from zicht.clock import AMSTERDAM

if TYPE_CHECKING:
    from enrichment.packs.loading import Packs
    from ledger import Figures, Fired, Share

Json = Annotated[bool, typer.Option("--json", help=say("JSON, geen tabel.", "JSON, no table."))]


@pack_app.command("lift", help=say("Wat elke aanwijzing waard is.", "What every indicator is worth."))
def lift(weeks: Weeks = 4, json: Json = False) -> None:
    """How often each code stands, and how often people then said yes; kept as the figures of today."""
    found, packs = _measured(weeks, "lift")
    if json:
        emit(found)
        return
    _head(found)
    table = Table(
        "code", say("naam", "name"), say("punten", "points"), say("staat op", "stands on"), "%",
        say("beoordeeld", "judged"), say("ja (95 %)", "yes (95 %)"), "lift", "odds (95 %)", "",
    )  # fmt: skip
    for one in packs.indicators:
        fired = found.codes.get(one.code)
        name = one.name.en if chosen() == "en" else one.name.nl
        table.add_row(one.code, Text(name), f"{one.points:g}", *_worth(found, fired), _flag(found, fired), style=None)
    out.print(table)


@pack_app.command("fairness", help=say("Worden talen en vormen gelijk gelezen?", "Are languages and forms read alike?"))
def fairness(weeks: Weeks = 4, json: Json = False) -> None:
    """Per language and form: how many adverts are for people to look at, and how often that was right."""
    found, _ = _measured(weeks, "fairness")
    if json:
        emit(found)
        return
    _head(found)
    for title, shares in ((say("taal", "language"), found.by_language), (say("vorm", "form"), found.by_form)):
        _shares(title, shares, found.all)
    _codes_apart(found)
    out.print(
        say(
            "Een verschil zegt dat de advertenties of het lezen verschillen, niet welk van de twee. Kijk de woorden na.",
            "A difference says that the adverts or the reading differ, not which of the two. Look at the words.",
        )
    )


def _measured(weeks: float, target: str) -> "tuple[Figures, Packs]":
    from flows.figures import measure
    from flows.packs import active_packs

    with open_the_ledger() as ledger, progress() as tell:
        consulted(ledger, target)
        return measure(ledger, settings(), weeks=weeks, progress=tell), active_packs(ledger, settings()).packs


def _head(found: "Figures") -> None:
    since, until = (moment.astimezone(AMSTERDAM).strftime("%d-%m-%Y") for moment in (found.since, found.at))
    judged = found.all.yes + found.all.no
    out.print(
        say(
            f"{since} tot en met {until}, pakketten {found.version}: {found.all.adverts} advertenties, {judged} door mensen"
            f" beoordeeld ({found.all.yes} ja). Alleen wat op een lijst kwam wordt beoordeeld: de lift geldt daarbinnen.",
            f"{since} up to and including {until}, packs {found.version}: {found.all.adverts} adverts, {judged} judged by"
            f" people ({found.all.yes} yes). Only what came on a list is judged: lift holds within that.",
        )
    )


def _worth(found: "Figures", fired: "Fired | None") -> Sequence[str]:
    from enrichment.measuring.lift import lift_of

    if fired is None:
        return "0", "", "0", "", "", ""
    rate = f"{fired.adverts / found.all.adverts:.1%}"
    judged = str(fired.yes + fired.no)
    one = lift_of(fired.yes, fired.no, found.all.yes, found.all.no)
    if one is None:
        return str(fired.adverts), rate, judged, say("te weinig", "too few"), "", ""
    low, high = one.odds_interval
    share = f"{one.share:.0%} ({one.interval[0]:.0%}-{one.interval[1]:.0%})"
    return str(fired.adverts), rate, judged, share, f"{one.lift:.2f}", f"{one.odds:.1f} ({low:.1f}-{high:.1f})"


def _flag(found: "Figures", fired: "Fired | None") -> str:
    from enrichment.measuring.lift import OFTEN

    if fired is None:
        return say("nooit", "never")
    return say("op meer dan 20 %", "on more than 20 %") if fired.adverts > OFTEN * found.all.adverts else ""


def _shares(title: str, shares: "Mapping[str, Share]", everyone: "Share") -> None:
    from enrichment.measuring.lift import apart, wilson

    table = Table(
        title, say("advertenties", "adverts"), say("te bekijken", "to look at"), "% (95 %)",
        say("juist (95 %)", "right (95 %)"), say("onterecht van nee", "wrongly of no"), "",
    )  # fmt: skip
    for name, one in shares.items():
        low, high = wilson(one.flagged, one.adverts)
        seen = one.flagged_yes + one.flagged_no
        right = wilson(one.flagged_yes, seen)
        differs = apart(one.flagged, one.adverts, everyone.flagged - one.flagged, everyone.adverts - one.adverts)
        table.add_row(
            name, str(one.adverts), str(one.flagged), f"{one.flagged / one.adverts:.1%} ({low:.1%}-{high:.1%})",
            f"{one.flagged_yes}/{seen} ({right[0]:.0%}-{right[1]:.0%})" if seen else "-",
            f"{one.flagged_no}/{one.no}" if one.no else "-",
            say("anders dan de rest", "unlike the rest") if differs else "",
        )  # fmt: skip
    out.print(table)


def _codes_apart(found: "Figures") -> None:
    """Codes that stand more, or less, often in one language than in the others, beyond chance."""
    from enrichment.measuring.lift import apart

    table = Table("code", say("taal", "language"), say("hier", "here"), say("elders", "elsewhere"))
    for code, fired in found.codes.items():
        for language, share in found.by_language.items():
            here, elsewhere = fired.by_language.get(language, 0), found.all.adverts - share.adverts
            if apart(here, share.adverts, fired.adverts - here, elsewhere):
                table.add_row(
                    code, language, f"{here / share.adverts:.1%}", f"{(fired.adverts - here) / elsewhere:.1%}"
                )  # fmt: skip
    if table.row_count:
        out.print(table)
