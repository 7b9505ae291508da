"""Common sentences: together, in one order, they are a template; beside a story of one's own they are stock."""

from itertools import combinations
from random import Random

import pytest

from enrichment.linking.copies import copies_among
from enrichment.linking.sets import Sets
from enrichment.linking.similar import similarity, text_of
from enrichment.linking.stock import without_stock
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
    ("slots", "noise", "recall"), [(0, 0.0, 0.99), (3, 0.0, 0.99), (5, 0.0, 0.95), (1, 0.06, 0.95), (5, 0.04, 0.6)]
)
def test_common_sentences_together_are_a_template(slots: int, noise: float, recall: float) -> None:
    """Copies that each leave out another sentence, out of a bank that everybody writes from (pair recall was 0.235).

    The last one is beyond the goal: of sentences of seven words one word in seven is another.
    """
    dice = Random(slots * 100 + round(noise * 100))
    groups = [copies(dice, 14, slots=slots, noise=noise) for _ in range(6)]
    groups += [copies(dice, 5, slots=0, noise=0.03, leave_out=False) for _ in range(6)]  # few, as with rotating numbers
    found = together([text for group in groups for text in group] + independents(dice, OTHERS))
    true = {two for group in groups for two in pairs(group)}
    assert len(found & true) / len(true) >= recall
    assert len(found & true) / len(found) >= 0.95


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
