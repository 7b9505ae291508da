"""`zicht why A B`: the chain of ties between two adverts, in words."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from console.commands.pipes import given_lines
from console.commands.rooms import consulted, named_model, open_the_ledger, open_the_reader
from console.language import chosen, say
from console.terminal import out
from zicht.errors import InputError

if TYPE_CHECKING:
    from enrichment.linking.why import Step
    from zicht.records import Explanation


def why(one: str, other: str, file: str) -> int:
    """Say how two adverts are tied; 1 when nothing that was kept ties them."""
    return _from_file(one, other, file) if file else _from_ledger(one, other)


def _from_file(one: str, other: str, file: str) -> int:
    from enrichment.enrich import enrich
    from enrichment.link import link_seen
    from enrichment.linking.why import chain, cut_chain
    from enrichment.models.opening import open_tongues

    reader = open_the_reader(meaning=False)
    given, _ = given_lines(file)
    names = {str(one.id): one.advert.id for one in given}
    start, end = _known(names, one), _known(names, other)
    links = link_seen([enrich(one.advert, reader) for one in given], reader, open_tongues(named_model()))
    ids = {number: name for name, number in names.items()}
    return _told(chain(links, start, end), cut_chain(links, start, end), ids)


def _from_ledger(one: str, other: str) -> int:
    """From the state of linking: also the groups that hold both, and what people said."""
    from console.tie_commands import choice_lines, group_lines
    from flows.deciding import between

    with open_the_ledger() as ledger:
        consulted(ledger, f"why {one} {other}")
        found = between(ledger, open_the_reader(meaning=False), one, other)
    steps = (*found.kept, *found.cut)
    code = _told(found.kept, found.cut, {number: number for step in steps for number in (step.one, step.other)})
    for line in (*choice_lines(found.choices), *(line for group in found.groups for line in group_lines(group))):
        out.print(line, markup=False)
    return code


def _told(kept: "Sequence[Step]", cut: "Sequence[Step]", ids: dict[str, str]) -> int:
    if kept:
        _print(kept, ids)
        return 0
    out.print(say("Niets dat gehouden is, verbindt deze twee.", "Nothing that was kept ties these two."))
    _print(cut, ids)
    return 1


def _known(names: dict[str, str], name: str) -> str:
    if name not in names:
        raise InputError(
            f"Advertentie {name} is hier niet. Geef een kenmerk uit de invoer of het grootboek.",
            f"Advert {name} is not here. Give an id of the input or the ledger.",
        )
    return names[name]


def _print(steps: "Sequence[Step]", ids: dict[str, str]) -> None:
    for line in _lines(steps, ids):
        out.print(line, markup=False)


def _lines(steps: "Sequence[Step]", ids: dict[str, str]) -> Iterator[str]:
    """One line a step, with its reason; of a cut one too."""
    from enrichment.linking.say import kept_reason

    for step in steps:
        reason: Explanation = step.carrier.cut or kept_reason(step.carrier)
        mark = say("geknipt", "cut") if step.carrier.cut else say("gehouden", "kept")
        yield f"{ids[step.one]} – {ids[step.other]}  [{mark}] {reason.en if chosen() == 'en' else reason.nl}"
