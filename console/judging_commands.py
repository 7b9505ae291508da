"""What a person says: `zicht label` of an advert, `zicht decide` on a line of a list. Lift is measured against it."""

from typing import Annotated, get_args

import typer

from console.commands.rooms import open_the_ledger, reason, settings
from console.language import say
from console.terminal import out
from zicht.clock import now
from zicht.errors import InputError
from zicht.records import Decision, Label, Outcome

LABELS = get_args(Outcome)
DECISIONS = get_args(Decision.model_fields["decision"].annotation)
Why = Annotated[str, typer.Option("--why", help=say("Reden; komt in het logboek.", "Reason; it goes into the log."))]


def label(
    advert: Annotated[str, typer.Argument(help=say("Kenmerk van de advertentie.", "Id of the advert."))],
    meant: Annotated[str, typer.Argument(metavar="LABEL", help=" ".join(LABELS))],
    why: Why,
) -> None:
    """Say what an advert is."""
    given = Label(advert=advert, label=_one_of(meant, LABELS), who=settings().who, when=now(), why=reason(why))
    with open_the_ledger() as ledger:
        if ledger.get(advert) is None:
            raise InputError(f"Advertentie {advert} is onbekend.", f"There is no advert {advert}.")
        ledger.add_label(given)
    out.print(say(f"Vastgelegd: {advert} is {meant}.", f"Recorded: {advert} is {meant}."))


def decide(
    line: Annotated[str, typer.Argument(help=say("Kenmerk van de regel (key).", "Key of the line."))],
    decision: Annotated[str, typer.Argument(help=" ".join(DECISIONS))],
    why: Why,
) -> None:
    """Decide on a line of a list."""
    said = _one_of(decision, DECISIONS)
    given = Decision.model_validate(
        {"signal": line, "decision": said, "who": settings().who, "when": now(), "why": reason(why)}
    )
    with open_the_ledger() as ledger:
        if not any(one.key == line for day in ledger.signal_days() for one in ledger.signals(day)):
            raise InputError(
                f"Regel {line} staat op geen lijst. Zie het veld key van `zicht signals --json`.",
                f"Line {line} is on no list. See the field key of `zicht signals --json`.",
            )
        ledger.add_decision(given)
    out.print(say(f"Vastgelegd: {line}: {said}.", f"Recorded: {line}: {said}."))


def _one_of(said: str, known: tuple[str, ...]) -> str:
    if said not in known:
        listed = ", ".join(known)
        raise InputError(f"{said} kan niet. Kies uit: {listed}.", f"{said} will not do. Choose from: {listed}.")
    return said
