"""What people decided on ties, applied: a value cut or restored, two adverts tied or set apart; the newest word counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from enrichment.linking.carriers import Carrier, cut
from enrichment.linking.seen import Seen, in_time
from zicht.records import digest


@dataclass(frozen=True, slots=True)
class Word:
    """A person's last word on a value (kind and key), or on two adverts (Advert.ids in the order given)."""

    what: Literal["cut", "restore"]
    about: tuple[str, str]
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Words:
    """All last words."""

    values: tuple[Word, ...] = ()
    pairs: tuple[Word, ...] = ()


def on_value(carrier: Carrier, words: Words) -> Carrier:
    """The carrier as a person wants it."""
    for word in words.values:
        if word.about == (carrier.by, carrier.key):
            return _cut(carrier, word) if word.what == "cut" else replace(carrier, cut=None, why="restored")
    return carrier


def on_pairs(carriers: Sequence[Carrier], words: Words, adverts: Iterable[Seen]) -> list[Carrier]:
    """The carriers, where the second advert of a cut pair leaves what the first has too, and a tied pair is one."""
    seen = {one.number: one for one in adverts}
    found = list(carriers)
    for word in words.pairs:
        if word.about[0] not in seen or word.about[1] not in seen:
            continue
        two = tuple(in_time([seen[number] for number in word.about]))
        between = Carrier("person", digest(*sorted(word.about))[:16], two)
        if word.what == "cut":
            found = [_without(one, word.about) for one in found]
            found.append(_cut(between, word))
        else:
            found.append(between)
    return [one for one in found if len(one.adverts) > 1]


def _without(carrier: Carrier, about: tuple[str, str]) -> Carrier:
    first, second = about
    numbers = {one.number for one in carrier.adverts}
    if carrier.cut is not None or first not in numbers or second not in numbers:
        return carrier
    return replace(carrier, adverts=tuple(one for one in carrier.adverts if one.number != second))


def _cut(carrier: Carrier, word: Word) -> Carrier:
    return cut(carrier, "person", f"geknipt door een mens: {word.why}", f"cut by a person: {word.why}")
