"""Sets of copies too large to be judged: on graphs of pairs, in any order and any parts, the same as what is said of them in words."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import NamedTuple

import numpy as np
import pytest

from enrichment.linking import parts
from enrichment.linking.parts import _pair
from enrichment.linking.sets import Sets
from enrichment.linking.stock import FIRM, without_stock
from flows.beside import Beside
from flows.copies import judge_texts, names_of
from ledger import Ledger, prints, tying, wide
from ledger.tie_tables import link_pairs, link_texts
from ledger.ties import State
from ledger.tying import KeptPair, KeptText

MOST = 12  # texts judged at once
Graph = dict[tuple[int, int], float]  # two texts, the smaller first -> how alike


class Found(NamedTuple):
    """What is kept of texts: sets by label and by stock text, pairs that tie, how wide each is."""

    sets: set[frozenset[int]]
    stock: set[frozenset[int]]
    kept: set[tuple[int, int]]
    wide: dict[int, int]


def made(seed: int, texts: int, clumps: int, between: int) -> tuple[list[KeptText], Graph]:
    """Clumps of texts, mostly firmly alike, with some pairs between clumps that are less so."""
    dice = Random(seed)
    ids = dice.sample(range(-5000, 5000), texts)
    words = "een twee drie vier vijf zes zeven acht negen tien elf twaalf".split()
    rows = [KeptText(one, " ".join(dice.choices(words, k=12)), None, f"w{one % 40}", one, None) for one in ids]
    sizes = [dice.choice((1, 2, 4, MOST - 1, MOST, MOST + 1, 2 * MOST)) for _ in range(clumps)]
    clump = {one: dice.choices(range(clumps), sizes)[0] for one in ids}
    graph: Graph = {}
    for at, one in enumerate(ids[1:], 1):
        near = [other for other in ids[:at] if clump[other] == clump[one]]
        for other in dice.sample(near, min(len(near), dice.randint(1, 3))):
            graph[min(one, other), max(one, other)] = dice.choice((0.5, 0.7, 0.8, 0.9))
    for _ in range(between):
        one, other = sorted(dice.sample(ids, 2))
        graph.setdefault((one, other), dice.choice((0.2, 0.4, 0.6)))
    return rows, graph


def sets_of(texts: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    sets: Sets[int] = Sets()
    for one, other in pairs:
        sets.tie(one, other)
    return sets.among(texts)


def inside(texts: Iterable[int], graph: Graph, least: float = 0.0) -> Graph:
    mine = set(texts)
    return {two: alike for two, alike in graph.items() if mine.issuperset(two) and alike >= least}


def crowds_of(texts: Iterable[int], graph: Graph) -> list[list[int]]:
    """More than MOST that are firmly alike are a crowd."""
    return [many for many in sets_of(texts, inside(texts, graph, FIRM)) if len(many) > MOST]


def said_of(texts: Mapping[int, KeptText], graph: Graph, crowds: list[list[int]]) -> Found:
    """Without the crowds sets are judged; by firm pairs alone where they are still too large."""
    found = Found({*()}, {*()}, {*()}, {})
    crowded = {one for many in crowds for one in many}
    found.wide.update(dict.fromkeys(crowded, wide.CROWD))
    found.sets.update(map(frozenset, crowds))
    found.kept.update(inside(crowded, graph, FIRM))
    rest = texts.keys() - crowded
    for many in sets_of(rest, inside(rest, graph)):
        sparse = len(many) > MOST
        for few in sets_of(many, inside(many, graph, FIRM)) if sparse else [many]:
            found.wide.update(dict.fromkeys(few, wide.SPARSE if sparse else 0))
            _judged(found, few, texts, inside(few, graph, FIRM if sparse else 0.0))
    return found


def _judged(found: Found, many: list[int], texts: Mapping[int, KeptText], pairs: Graph) -> None:
    order = sorted(many, key=lambda one: texts[one].words.split(" "))
    place = {one: at for at, one in enumerate(order)}
    given = sorted(_pair(place[one], place[other], alike) for (one, other), alike in pairs.items())
    said = [tuple(texts[one].words.split(" ")) for one in order]
    both = without_stock(given, said, [texts[one].writer for one in order], lambda _: {})
    kept, stocked = ([(order[pair.one], order[pair.other]) for pair in many] for many in both)
    labels, stock = names_of(kept), names_of(stocked)
    found.sets.update(_grouped({one: labels.get(one, one) for one in many}))
    found.stock.update(_grouped(stock))
    found.kept.update((min(two), max(two)) for two in kept)


def _grouped(labels: Mapping[int, int]) -> set[frozenset[int]]:
    return {frozenset(one for one, mine in labels.items() if mine == label) for label in labels.values()}


def kept_in(state: State) -> Found:
    texts = state.execute(link_texts.select()).all()
    assert not any(one.dirty for one in texts)
    pairs = state.execute(link_pairs.select().where(link_pairs.c.kept == 1)).all()
    return Found(
        _grouped({one.id: one.label for one in texts}),
        _grouped({one.id: one.stock for one in texts if one.stock is not None}),
        {(one.one, one.other) for one in pairs},
        {one.id: one.wide for one in texts},
    )


def come(state: State, new: list[KeptText], there: set[int], graph: Graph) -> None:
    """These texts join those that are there, as `flows.tying` has them join."""
    ids = {one.id for one in new}
    pairs = [
        KeptPair(*two, alike, True) for two, alike in graph.items() if ids & {*two} and (there | ids).issuperset(two)
    ]
    tying.put_texts(state, new, {one for pair in pairs for one in (pair.one, pair.other)})
    tying.put_pairs(state, pairs)


def settled(state: State, at_once: int) -> Found:
    steps = 0
    while waiting := tying.dirty_texts(state, at_once):
        judge_texts(state, waiting, MOST, Beside())
        steps += 1
        assert steps < 2000
    return kept_in(state)


@pytest.fixture(autouse=True)
def nobody_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prints, "users", lambda *_: {})
    monkeypatch.setattr(prints, "put_shared", lambda *_: None)


@pytest.mark.parametrize("seed", range(12))
def test_any_order_in_any_parts_gives_what_is_said(ledger: Ledger, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who leaves, leaves a crowd as it was while more than MOST are left of it; who comes again finds all as it was."""
    dice = Random(seed)
    monkeypatch.setattr(parts, "PORTION", (1, 5, 250)[seed % 3])
    rows, graph = made(seed, dice.choice((40, 90)), dice.randint(1, 12), dice.choice((0, 4, 30)))
    texts = {one.id: one for one in rows}
    crowds = crowds_of(texts, graph)
    said = said_of(texts, graph, crowds)
    dice.shuffle(rows)
    part, there = dice.choice((1, 7, 25, 90)), set[int]()
    with ledger.linking() as state:
        for start in range(0, len(rows), part):
            come(state, rows[start : start + part], there, graph)
            there |= {one.id for one in rows[start : start + part]}
            found = settled(state, dice.choice((1, 5, 1000)))
        assert found == said
        gone = dice.sample(rows, dice.choice((3, len(rows) // 2)))
        tying.remove_texts(state, gone, np.zeros(0, np.int64), MOST)
        left = {number: one for number, one in texts.items() if one not in gone}
        still = [some for many in crowds if len(some := [one for one in many if one in left]) > MOST]
        assert settled(state, 5) == said_of(left, graph, still)
        come(state, gone, {*left}, graph)
        assert settled(state, 1000) == said
