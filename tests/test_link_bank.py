"""Common sentences: together, in one order, they are a template; beside a story of one's own they are stock."""

from itertools import combinations
from random import Random

import pytest

from enrichment.linking.copies import Pair, copies_among
from enrichment.linking.leaning import lean_together, leaning
from enrichment.linking.sets import Sets
from enrichment.linking.similar import similarity, text_of
from enrichment.linking.stock import is_circle, without_stock
from tests.link_bank import Text, copies, independents, prompted

OTHERS = 300


def together(texts: list[Text]) -> set[frozenset[Text]]:
    """Pairs of texts that end up in one set; each text has a writer of its own."""
    known = sorted(set(texts))
    kept, _ = without_stock(copies_among(known), known, [str(at) for at in range(len(known))])
    sets: Sets[int] = Sets()
    for pair in kept:
        sets.tie(pair.one, pair.other)
    return {
        frozenset((known[one], known[other]))
        for many in sets.among(range(len(known)))
        for one, other in combinations(many, 2)
    }


def pairs(texts: list[Text]) -> set[frozenset[Text]]:
    return {frozenset(two) for two in combinations(sorted(set(texts)), 2)}


@pytest.mark.parametrize(
    ("slots", "noise", "seeds"),
    [(0, 0.0, 1), (3, 0.0, 1), (5, 0.0, 1), (1, 0.06, 1), (5, 0.04, 1), (5, 0.06, 2), (5, 0.08, 4)],
)
def test_common_sentences_together_are_a_template(slots: int, noise: float, seeds: int) -> None:
    """Copies that each leave out another sentence, out of a bank that everybody writes from (pair recall was 0.235).

    In the last one, of a sentence of seven words, one or two are another in each copy: recall was 0.665 there.
    """
    hit, of_found, of_true = 0, 0, 0
    for seed in range(seeds):
        dice = Random(10_000 * seed + slots * 100 + round(noise * 100))
        groups = [copies(dice, 14, slots=slots, noise=noise) for _ in range(6)]
        groups += [
            copies(dice, 5, slots=0, noise=0.03, leave_out=False) for _ in range(6)
        ]  # few, as with rotating numbers
        found = together([text for group in groups for text in group] + independents(dice, OTHERS))
        true = {two for group in groups for two in pairs(group)}
        hit, of_found, of_true = hit + len(found & true), of_found + len(found), of_true + len(true)
    assert hit / of_true >= 0.95
    assert hit / of_found >= 0.98


def test_a_noisy_copy_leans_on_a_set_and_a_chance_neighbour_does_not() -> None:
    """Both are like one text of the set by as much; the words of the copy stand in the others too."""
    dice = Random(5)
    base = [f"woord{at}" for at in range(60)]
    texts = [tuple(word if dice.random() > 0.12 else f"x{dice.random()}" for word in base) for _ in range(8)]
    copy = tuple(word if at % 4 else f"y{at}" for at, word in enumerate(base))
    chance = tuple(word if word.startswith("x") or at < 30 else f"z{at}" for at, word in enumerate(texts[0]))
    firm = [Pair(one, other, 0.8) for one, other in combinations(range(8), 2)]
    weak = [Pair(0, 8, 0.6), Pair(0, 9, 0.6)]
    every = [*texts, copy, chance]
    writers = [str(at) for at in range(10)]
    assert leaning([*firm, *weak], firm, every, writers) == [weak[0]]
    assert leaning([*firm, *weak], firm, every, ["one hand"] * 10) == []
    assert [pair for pair in without_stock([*firm, *weak], every, writers)[0] if pair in weak] == [weak[0]]


def test_a_set_whose_texts_lean_on_it_is_one_hands() -> None:
    dice = Random(6)
    base = [f"woord{at}" for at in range(60)]
    copies_of_one = [tuple(word if dice.random() > 0.15 else f"x{dice.random()}" for word in base) for _ in range(9)]
    each_half = [tuple(word if at < 36 else f"x{dice.random()}" for at, word in enumerate(base)) for _ in range(9)]
    writers = [str(at) for at in range(9)]
    assert lean_together(range(9), copies_of_one, writers)
    assert not lean_together(range(9), each_half, writers)
    assert not lean_together(range(9), copies_of_one, ["one hand"] * 9)


def test_chance_ties_a_row_and_seldom_a_circle() -> None:
    writers = [str(at) for at in range(12)]
    circle = [Pair(one, other, 0.7) for one, other in combinations(range(12), 2) if (one + other) % 2]
    row = [Pair(at, at + 1, 0.7) for at in range(11)]
    assert is_circle(circle, writers)
    assert not is_circle(row, writers)
    assert not is_circle(circle, ["one hand"] * 12)
    assert not is_circle([Pair(one, other, 0.7) for one, other in combinations(range(4), 2)], writers)


def test_the_same_sentences_in_another_order_are_nobodys() -> None:
    texts = independents(Random(4), OTHERS)
    assert len(together(texts)) <= 0.001 * len(pairs(texts))


def test_prompts_of_a_platform_tie_nobody() -> None:
    dice = Random(8)
    people = prompted(dice, 70)
    found = together(people + independents(dice, OTHERS))
    assert len(found & pairs(people)) <= 0.01 * len(pairs(people))


@pytest.mark.parametrize(("lines", "copy"), [("bcdef", True), ("cbefd", False)])
def test_a_sentence_left_out_of_each_is_a_copy_in_the_same_order_only(lines: str, copy: bool) -> None:
    one, other = ([f"{line}{at}" for line in order for at in range(1, 9)] for order in ("abcde", lines))
    assert bool(similarity(text_of(one), text_of(other))) is copy


def test_a_common_text_within_two_stories_is_no_copy() -> None:
    head, core, tail, others = (
        [f"{line}{at}" for line in lines for at in range(1, 9)] for lines in ("x", "abcde", "p", "yq")
    )
    one, other = text_of([*head, *core, *tail]), text_of([*others[:8], *core, *others[8:]])
    assert similarity(one, other) == 0
    assert similarity(one, text_of([*core, *tail])) > 0
