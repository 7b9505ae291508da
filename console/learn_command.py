"""`zicht pack learn`: teach the model anew from the examples of the packs, and say what that is worth."""

from typing import TYPE_CHECKING

from rich.table import Table

from console.commands.rooms import open_the_ledger, settings
from console.language import say
from console.pack_commands import Folder, folder_of, pack_app
from console.terminal import out
from zicht.clock import now
from zicht.errors import InputError

if TYPE_CHECKING:
    from enrichment.models.learn import Unseen


@pack_app.command(
    "learn", help=say("Leer het taalmodel opnieuw uit de voorbeelden.", "Teach the model anew from the examples.")
)
def learn_anew(packs: Folder = None) -> None:
    """Takes minutes; precision and recall are those on sentences that were kept from it, and the deed is logged."""
    from enrichment.models.opening import learn_again
    from enrichment.packs.loading import load_packs

    loaded = load_packs(folder_of(packs))
    with open_the_ledger() as ledger:
        taught = learn_again(loaded.indicators, settings().vectors, settings().home / "vectors")
        if taught is None:
            raise InputError(
                "Er is geen taalmodel: ZICHT_VECTORS=off, of zicht[vectors] is niet geïnstalleerd.",
                "There is no model: ZICHT_VECTORS=off, or zicht[vectors] is not installed.",
            )
        revision, unseen = taught
        ledger.audit("learn", revision, who=settings().who, why=f"packs {loaded.version}", at=now())
    _show(unseen)
    out.print(say(f"Model {revision} leest vanaf nu mee.", f"Model {revision} reads from now on."), markup=False)


def _show(unseen: "Unseen") -> None:
    table = Table("code", say("zinnen", "sentences"), say("precisie", "precision"), say("opbrengst", "recall"))
    for code, count, precision, recall in unseen.worth():
        table.add_row(code, f"{count:,}", f"{precision:.2f}", f"{recall:.2f}")
    out.print(table)
