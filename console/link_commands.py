"""`zicht why A B`: the chain of ties between two adverts, in words."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from console.commands.pipes import given_lines
from console.commands.rooms import consulted, open_the_ledger, open_the_reader, settings
from console.language import chosen, say
from console.terminal import out
from zicht.errors import InputError

if TYPE_CHECKING:
    from enrichment.linking.why import Step
    from enrichment.reader import Reader
    from zicht.records import EnrichedAdvert, Explanation


def why(one: str, other: str, file: str) -> int:
    """Say how two adverts are tied; 1 when nothing that was kept ties them."""
    from enrichment.link import link_seen
    from enrichment.linking.why import chain, cut_chain

    reader = open_the_reader()
    names, adverts = _from_file(file, reader) if file else _from_ledger(f"{one} {other}")
    start, end = _known(names, one), _known(names, other)
    links = link_seen(adverts, reader)
    ids = {number: name for name, number in names.items()}
    if steps := chain(links, start, end):
        _print(steps, ids)
        return 0
    out.print(say("Niets dat gehouden is, verbindt deze twee.", "Nothing that was kept ties these two."))
    _print(cut_chain(links, start, end), ids)
    return 1


def _from_file(file: str, reader: "Reader") -> "tuple[dict[str, str], list[EnrichedAdvert]]":
    from enrichment.enrich import enrich

    given, _ = given_lines(file)
    return {str(one.id): one.advert.id for one in given}, [enrich(one.advert, reader) for one in given]


def _from_ledger(asked: str) -> "tuple[dict[str, str], list[EnrichedAdvert]]":
    with open_the_ledger() as ledger:
        consulted(ledger, f"why {asked}")
        adverts = [advert for batch in ledger.all_linked(settings().batch) for advert in batch]
    return {one.advert.id: one.advert.id for one in adverts}, adverts


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
