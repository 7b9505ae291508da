"""`zicht tie`: what people say of ties (cut, restored), and the groups as the ledger has them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from console.commands.rooms import consulted, emit, open_the_ledger, open_the_reader, reason, settings
from console.language import chosen, say
from console.terminal import out
from zicht.clock import now
from zicht.errors import InputError

if TYPE_CHECKING:
    from flows.deciding import GroupView
    from ledger.tie_choices import Choice
    from zicht.records import Explanation

tie_app = typer.Typer(
    no_args_is_help=True, help=say("Banden: knippen, herstellen, bekijken.", "Ties: cut, restore, look.")
)

One = Annotated[str, typer.Argument(help=say("Advertentie, of waarde soort:sleutel.", "Advert, or value kind:key."))]
Other = Annotated[str, typer.Argument(help=say("De tweede advertentie.", "The second advert."))]
Why = Annotated[str, typer.Option("--why", help=say("Reden.", "Reason."))]
Json = Annotated[bool, typer.Option("--json", help=say("JSON-regels.", "JSON lines."))]


@tie_app.command("cut", help=say("Knip een band: B verlaat wat A ook heeft.", "Cut a tie: B leaves what A has too."))
def cut(one: One, why: Why, other: Other = "") -> None:
    """Cut a tie."""
    _decide("cut", one, other, why)


@tie_app.command("restore", help=say("Herstel een band die geknipt is.", "Restore a tie that was cut."))
def restore(one: One, why: Why, other: Other = "") -> None:
    """Restore a tie."""
    _decide("restore", one, other, why)


@tie_app.command("show", help=say("Een groep, of die van een advertentie.", "A group, or those of an advert."))
def show(
    name: Annotated[str, typer.Argument(help=say("Groep of advertentie.", "Group or advert."))], json: Json = False
) -> None:
    """Show a group with its reasons, its weakest edge and its life."""
    from flows.deciding import group, groups_of

    with open_the_ledger() as ledger:
        consulted(ledger, f"tie:{name}")
        whole = group(ledger, name)
        found = [whole] if whole else groups_of(ledger, name)
    if not found:
        raise InputError(f"{name} is geen groep, en zit in geen groep.", f"{name} is no group, and in none.")
    _give(found, json=json)


@tie_app.command("list", help=say("De groepen, zwaarste eerst.", "The groups, weightiest first."))
def list_groups(
    verdict: Annotated[str, typer.Option("--verdict", help="organised unclear innocent")] = "organised",
    limit: Annotated[int, typer.Option("--limit", min=1)] = 20,
    json: Json = False,
) -> None:
    """List groups."""
    from flows.deciding import all_groups

    with open_the_ledger() as ledger:
        consulted(ledger, f"ties:{verdict}")
        found = all_groups(ledger, verdict, limit)
    _give(found, json=json)


def _decide(what: Literal["cut", "restore"], one: str, other: str, why: str) -> None:
    from flows.deciding import decide
    from ledger.tie_choices import Choice

    reason(why)
    reader = open_the_reader(meaning=False)
    if other:
        choice = Choice(at=now(), who=settings().who, what=what, one=one, other=other, why=why)
    else:
        kind, _, key = one.partition(":")
        if not key:
            raise InputError(
                "Geef twee advertenties, of een waarde als telefoon: phone:+31612345678 of phone:SLEUTEL.",
                "Give two adverts, or a value such as a phone: phone:+31612345678 or phone:KEY.",
            )
        known = len(key) in (16, 64) and set(key) <= set("0123456789abcdef")
        choice = Choice(
            at=now(), who=settings().who, what=what, kind=kind, key=key if known else reader.keyed(kind, key), why=why
        )
    with open_the_ledger() as ledger:
        count = decide(ledger, reader, choice)
    out.print(say(f"Vastgelegd; {count} advertenties opnieuw gekoppeld.", f"Recorded; {count} adverts linked anew."))


def _give(found: "list[GroupView]", *, json: bool) -> None:
    for one in found:
        if json:
            emit(one)
        else:
            for line in group_lines(one):
                out.print(line, markup=False)


def group_lines(one: "GroupView") -> Iterator[str]:
    """A group in words: what it is, for and against, what was cut, where it is thinnest, what became of it."""
    yield f"{one.id}  {one.verdict}  {one.kind}  {one.score:g}  {one.first_seen[:10]} – {one.last_seen[:10]}"
    yield f"  {_in(one.said)}"
    if one.cities:
        yield f"  {say('Plaatsen', 'Places')}: {', '.join(one.cities[:12])}"
    for slot in one.slots[:6]:
        yield f"  … {' | '.join(slot)}"
    for lost in one.cut[:6]:
        yield f"  [{say('geknipt', 'cut')} {lost.by}:{lost.key}] {_in(lost.reason)}"
    if one.weakest:
        edge = one.weakest
        yield f"  {say('Zwakste schakel', 'Weakest edge')}: {edge.one} – {edge.other}: {_in(edge.said)}"
    for event in one.events[-6:]:
        yield f"  {event.at[:10]} {event.what} {event.group}{f' → {event.other}' if event.other else ''}: {event.why}"
    yield from (f"  {line}" for line in choice_lines(one.choices))


def choice_lines(choices: "tuple[Choice, ...]") -> Iterator[str]:
    """What people said, oldest first: the newest on a tie counts."""
    words = {"cut": say("geknipt", "cut"), "restore": say("hersteld", "restored")}
    newest = {one.about: one for one in choices}
    for one in choices:
        counts = "" if newest[one.about] is one else say(" (later herzien)", " (revised later)")
        about = f"{one.one} – {one.other}" if one.one else f"{one.kind}:{one.key}"
        yield f"{one.at.date()} {one.who}: {about} {words[one.what]}{counts}: {one.why}"


def _in(said: "Explanation") -> str:
    return said.en if chosen() == "en" else said.nl
