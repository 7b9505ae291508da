"""`zicht history ADVERT`: the life of an advert, in words or as JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.rooms import consulted, emit, open_the_ledger
from console.language import chosen, say
from console.terminal import out
from zicht.clock import AMSTERDAM
from zicht.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

    from ledger import StoredAdvert
    from ledger.records import History


def history(
    advert: Annotated[str, typer.Argument(help=say("Kenmerk van de advertentie.", "Id of the advert."))],
    json: Annotated[bool, typer.Option("--json", help=say("Als JSON.", "As JSON."))] = False,
) -> None:
    """Versions, prices, times away, and whose place it took; looking is logged (REQ-L12)."""
    with open_the_ledger() as ledger:
        stored = ledger.get(advert)
        if stored is None:
            raise InputError(
                f"Er is geen advertentie met kenmerk {advert}. Zoek haar met: zicht search.",
                f"There is no advert with id {advert}. Find it with: zicht search.",
            )
        consulted(ledger, f"history:{advert}")
        found = ledger.history(advert)
    if json:
        emit(found)
        return
    for line in _lines(stored, found):
        out.print(line, markup=False)


def _lines(stored: "StoredAdvert", found: "History") -> Iterator[str]:
    yield say(
        f"Eerst gezien {_at(stored.first_seen)}, laatst {_at(stored.last_seen)}.",
        f"First seen {_at(stored.first_seen)}, last {_at(stored.last_seen)}.",
    )
    for one in found.versions:
        yield f"  {_at(one.seen_at)}  {one.title}" + (f"  [{one.price_text}]" if one.price_text else "")
    for price in found.prices:
        yield say("Prijs", "Price") + f" {_at(price.at)}: {price.before or '—'} → {price.after or '—'}"
    for change in found.pictures:
        behind = say(", {} achter hetzelfde adres", ", {} behind the same address") if change.swapped else ""
        yield say(
            f"Foto's {_at(change.at)}: {change.new} nieuw, {change.gone} weg{behind.format(change.swapped)}, nu {change.of}.",
            f"Pictures {_at(change.at)}: {change.new} new, {change.gone} gone{behind.format(change.swapped)}, now {change.of}.",
        )
    for gap in found.gaps:
        yield say(
            f"Weg van {_at(gap.gone_at)} tot {_at(gap.back_at)}.",
            f"Away from {_at(gap.gone_at)} to {_at(gap.back_at)}.",
        )
    if stored.gone_at:
        yield say(f"Weg sinds {_at(stored.gone_at)}.", f"Away since {_at(stored.gone_at)}.")
    if found.republished_of:
        yield f"{found.republished_of.reason.model_dump()[chosen()]} → {found.republished_of.earlier}"
    for later in found.republished_as:
        yield say(f"Opnieuw geplaatst als {later.advert}.", f"Republished as {later.advert}.")


def _at(moment: "datetime") -> str:
    return moment.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M")
