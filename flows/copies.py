"""Texts that wait are judged, with all that they hang together with: which copies tie, and which only share a stock text."""

from collections.abc import Iterable, Mapping, Sequence

from enrichment.linking.copies import Pair
from enrichment.linking.parts import Ordered, look, parts_of
from enrichment.linking.sets import Sets
from enrichment.linking.stock import FIRM, common_of, most_users, own_pairs
from flows.beside import Beside, finished
from ledger import prints, tying, wide
from ledger.ties import State
from ledger.tying import Component, KeptText


def judge_texts(state: State, waiting: Sequence[int], most: int, beside: Beside) -> None:
    """Judge some of these texts, with all that they hang together with; whoever is left waits for the next step.

    More than `most` that are firmly alike are a crowd, which ties nobody whatever they share: they are not judged, nor loaded. Where
    so many only hang together over others that are less alike, those that are firmly alike are judged by themselves.
    """
    for least, width in ((0.0, 0), (FIRM, wide.SPARSE)):
        found = _part(state, waiting, most, least)
        if joining := _firmly_beside(found):
            for texts, crowds in _joining(wide.beside_crowds(state, joining, FIRM)):
                wide.crowd(state, texts, crowds, FIRM)
            return
        if found.whole:
            _judge(state, found, beside)
            wide.mark(state, found.texts, width, FIRM)
            return
        waiting = [one for one in waiting if one in found.texts]
    wide.crowd(state, found.texts, (), FIRM)


def _part(state: State, waiting: Sequence[int], most: int, least: float) -> Component:
    """What the first of these texts hang together with, so many that it is whole; the first alone need not be."""
    while not (found := tying.component(state, waiting, most, least)).whole and len(waiting) > 1:
        waiting = waiting[: max(1, len(waiting) // 8)]
    return found


def _firmly_beside(found: Component) -> set[int]:
    """The texts that are firmly alike to one of a crowd: they are of it."""
    return {text for one in found.walls if one.similarity >= FIRM for text in (one.one, one.other)} & found.texts


def _joining(beside: Mapping[int, set[int]]) -> list[tuple[list[int], set[int]]]:
    """Texts with the labels of the crowds beside them -> those that come together, and the crowds that do so through them."""
    sets: Sets[int] = Sets()
    for crowds in beside.values():
        for one in crowds:
            sets.tie(one, min(crowds))
    found: dict[int, tuple[list[int], set[int]]] = {}
    for text, crowds in sorted(beside.items()):
        texts, together = found.setdefault(sets.root(min(crowds)), ([], set()))
        texts.append(text)
        together |= crowds
    return list(found.values())


def _judge(state: State, component: Component, beside: Beside) -> None:
    """Which copies tie and which only share a stock text, for every set of these texts; one of a crowd ties none of them."""
    pairs = component.pairs
    kept = tying.texts(state, sorted(component.texts))
    parts = parts_of(((one.id, one.words, one.writer) for one in kept.values()), [one[:3] for one in pairs])
    looked = finished([beside.ask(look, part) for part in parts])
    users = prints.users(state, {mark for part in looked for one in part.found.large for mark in one.shared})
    held = {two for part in looked for two in _held(part, kept, users)}
    labels = names_of(held)
    stock = names_of((one.one, one.other) for one in pairs if (one.one, one.other) not in held)
    now = {text: (labels.get(text, text), stock.get(text)) for text in kept}
    changed = [text for text in sorted(kept) if now[text] != (kept[text].label, kept[text].stock)]
    moved = {(one.one, one.other): not one.kept for one in pairs if ((one.one, one.other) in held) != one.kept}
    moved |= {(one.one, one.other): False for one in component.walls if one.kept}
    tying.judged(state, now, changed, moved)
    _put_shared(state, looked, kept, users)


def _held(part: Ordered, kept: Mapping[int, KeptText], users: Mapping[int, int]) -> set[tuple[int, int]]:
    """The pairs that tie, the smaller id first."""
    order, found = part
    pairs: list[Pair] = [*found.kept]
    for one in found.large:
        mine = {at: kept[order[at]] for at in one.members} if (common := common_of(one.shared, users)) else {}
        words = {at: tuple(text.words.split(" ")) for at, text in mine.items()}
        pairs += own_pairs(one, common, words, {at: text.writer for at, text in mine.items()})
    ends = [(order[pair.one], order[pair.other]) for pair in pairs]
    return {(one, other) if one < other else (other, one) for one, other in ends}


def names_of(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The smallest number of each set, for the texts that are in a pair."""
    sets: Sets[int] = Sets()
    paired: set[int] = set()
    for one, other in pairs:
        sets.tie(one, other)
        paired |= {one, other}
    return {text: min(group) for group in sets.among(paired) for text in group}


def _put_shared(
    state: State, looked: Sequence[Ordered], kept: Mapping[int, KeptText], users: Mapping[int, int]
) -> None:
    """By how many users each shared print would become everybody's."""
    rows = []
    for order, found in looked:
        for one in found.large:
            first = min(order[at] for at in one.members)
            for mark, inside in one.shared.items():
                most = most_users(inside)
                rows.append((mark, first, most, int(users.get(mark, 0) > most)))
    prints.put_shared(state, kept, rows)
