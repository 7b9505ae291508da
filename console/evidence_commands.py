"""`zicht evidence …`: is the proof whole, what fixes it, a bundle for others, lawful destruction."""

from pathlib import Path
from typing import Annotated

import typer

from console import commands
from console.language import say

evidence_app = typer.Typer(no_args_is_help=True, help=say("Bewijs: klopt het nog?", "Evidence: is it whole?"))


@evidence_app.command(
    "verify", help=say("Controleer audit, bewijs en handtekeningen.", "Verify audit log, evidence, heads.")
)
def evidence_verify(
    head: Annotated[
        list[Path] | None, typer.Option("--head", help=say("Elders bewaard hoofd.", "A head kept elsewhere."))
    ] = None,
) -> None:
    """Verify audit chain, evidence segments and signed heads."""
    raise typer.Exit(commands.verify(head or []))


@evidence_app.command(
    "head", help=say("Het getekende hoofd, om elders te bewaren.", "The signed head, to keep elsewhere.")
)
def evidence_head() -> None:
    """Print the newest signed head."""
    commands.head()


@evidence_app.command(
    "bundle", help=say("Bewijs van één advertentie, in een map.", "One advert's evidence in a folder.")
)
def evidence_bundle(
    advert: Annotated[str, typer.Argument(help=say("Kenmerk van de advertentie.", "Id of the advert."))],
    to: Annotated[Path | None, typer.Option("--to", help=say("Nieuwe map.", "A new folder."))] = None,
) -> None:
    """Write an advert's evidence bundle."""
    commands.bundle(advert, to)


@evidence_app.command(
    "destroy",
    help=say("Vernietig vastleggingen of advertenties, met reden.", "Destroy captures or adverts, with a reason."),
)
def evidence_destroy(
    named: Annotated[list[str], typer.Argument(help=say("Kenmerken.", "Ids."))],
    why: Annotated[str, typer.Option("--why", help=say("Reden: bewaartermijn, bevel.", "Reason: retention, order."))],
    others: Annotated[
        bool,
        typer.Option("--others", help=say("Ook wat op dezelfde pagina staat.", "Also what stands on the same page.")),
    ] = False,
) -> None:
    """Destroy captures, or adverts with all their captures."""
    commands.destroy(named, why, others=others)
