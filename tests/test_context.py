"""How far the rest of an advert bears out a sentence: its signs, and what adverts teach of them."""

import numpy as np
import pytest

from enrichment.models import context
from enrichment.models.context import DEEPEST, FAR, FEW, LEAST, SIGNS, Context, Scored
from enrichment.models.encoders import Vectors

CODES = ("CNT-01", "LAB-10", "LAB-17", "SEX-04")


def _over(*sentences: tuple[float, float, float, float]) -> Vectors:
    """Scores over the thresholds, a row per sentence."""
    return np.array(sentences, dtype=np.float32)


def _advert(over: Vectors, whole: tuple[float, float, float, float] = (0, 0, 0, 0)) -> Scored:
    return Scored(over, [7] * len(over), np.array(whole, dtype=np.float32))


def _signs(code: str, over: Vectors) -> dict[str, float]:
    row = context.signs(CODES, _advert(over, (0.5, 1.5, 2.5, 3.5)))[CODES.index(code)]
    return dict(zip(SIGNS, row.tolist(), strict=True))


def _chance(made: Context, code: str, over: Vectors) -> float:
    return float(made.chances(CODES, _advert(over))[CODES.index(code)])


def test_a_code_is_seen_beside_all_else_that_its_advert_tells() -> None:
    seen = _signs("LAB-10", _over((-1, 0.5, -1, -1), (2, 0.25, -1, -1), (-1, -1.5, 2, -1), (-1, -1.5, -1, 1)))
    assert (seen["first"], seen["second"], seen["third"]) == (0.5, 0.25, -1.5)
    assert (seen["before"], seen["after"]) == (FAR, 0.25)
    assert seen["company"] == seen["most"] == seen["elsewhere"] == pytest.approx(1, abs=0.001)  # LAB-17
    assert seen["other"] == pytest.approx(0.982, abs=0.001)  # SEX-04
    assert (seen["rival"], seen["lead"]) == (-1, 1.5)  # of its own sentence; who speaks for himself is no rival
    assert (seen["CNT-01"], seen["CNT-03"]) == (pytest.approx(1, abs=0.001), 0)
    assert (seen["sentences"], seen["place"], seen["words"], seen["whole"]) == (-1, 0, 7, 1.5)


def test_what_stands_in_its_own_sentence_is_company_but_not_elsewhere() -> None:
    seen = _signs("LAB-10", _over((-1, 0.5, 2, -1), (-1, -1, -3, -1)))
    assert seen["most"] == pytest.approx(1, abs=0.001)
    assert seen["elsewhere"] < 0.001


@pytest.mark.parametrize("sentences", [1, 2, 40])
def test_every_length_of_advert_has_signs(sentences: int) -> None:
    rows = context.signs(CODES, _advert(np.zeros((sentences, 4), dtype=np.float32)))
    assert rows.shape == (4, len(SIGNS))
    assert np.isfinite(rows).all()


@pytest.mark.parametrize(("score", "told"), [(-0.02, False), (0.02, True)])
def test_untaught_a_sentence_is_believed_from_its_threshold(score: float, *, told: bool) -> None:
    assert (_chance(context.plain(CODES), "LAB-10", _over((-2, score, -2, -2), (-2, -2, 3, 3))) >= LEAST) is told


def test_some_sentence_must_say_it_whatever_the_rest_tells() -> None:
    sure = Context(np.zeros(1), np.ones(1), np.zeros(len(SIGNS)), np.full(4, 9.0))
    for score, told in ((DEEPEST - 0.1, False), (DEEPEST + 0.1, True)):
        over = _over((-2, score, -2, -2), (-2, -2, 3, 3), (-2, -2, 3, 3))
        assert _chance(sure, "LAB-10", over) > LEAST
        assert sure.bears_out(CODES, _advert(over))[CODES.index("LAB-10")] == told


def test_where_there_is_no_rest_a_sentence_must_reach_its_threshold() -> None:
    sure = Context(np.zeros(1), np.ones(1), np.zeros(len(SIGNS)), np.full(4, 9.0))
    for sentences, told in ((1, False), (FEW - 1, False), (FEW, True)):
        over = np.full((sentences, 4), -0.1, dtype=np.float32)
        assert sure.bears_out(CODES, _advert(over)).all() == told


def _taught() -> Context:
    """By adverts in which LAB-10 is asked less where LAB-17 stands elsewhere, and more beside own choice or SEX-04."""
    draw = np.random.default_rng(3)
    adverts: list[Scored] = []
    labels = []
    for number in range(800):
        company, own, other = (number // at % 2 == 0 for at in (1, 2, 4))
        near, asked = float(draw.normal(0, 0.5)), 0.4 - 0.8 * company + 0.8 * own + 0.8 * other
        rest = (1.5 if own else -2, -2, 1 if company else -2, 1 if other else -2)
        adverts.append(_advert(_over((-2, near, -2, -2), rest)))
        labels.append([False, near > asked, company, other])
    return context.fit(CODES, adverts, np.array(labels))


def test_adverts_teach_what_bears_a_sentence_out() -> None:
    made, near = _taught(), (-2, 0.1, -2, -2)
    alone = _chance(made, "LAB-10", _over(near, (-2, -2, -2, -2)))
    borne_out = _chance(made, "LAB-10", _over(near, (-2, -2, 1, -2)))
    own_choice = _chance(made, "LAB-10", _over(near, (1.5, -2, 1, -2)))
    other_form = _chance(made, "LAB-10", _over(near, (-2, -2, 1, 1)))
    assert max(alone, own_choice, other_form) < LEAST < borne_out


def test_a_code_that_is_no_indicator_is_no_lesson() -> None:
    """Own choice and the like have votes of their own; the common lean holds for them."""
    made = _taught()
    assert made.lean[CODES.index("CNT-01")] not in made.lean[1:]


def test_an_advert_as_a_whole_bears_its_sentences_out() -> None:
    draw = np.random.default_rng(4)
    adverts, labels = [], []
    for _ in range(400):
        near, whole = draw.normal(0, 0.5, 2).tolist()
        adverts.append(_advert(_over((-2, near, -2, -2), (-2, -2, -2, -2)), (0, whole, 0, 0)))
        labels.append([False, near + whole > 0, False, False])
    made = context.fit(CODES, adverts, np.array(labels))
    over = _over((-2, -0.1, -2, -2), (-2, -2, -2, -2))
    low, high = (made.chances(CODES, _advert(over, (0, whole, 0, 0)))[1] for whole in (-0.6, 0.6))
    assert low < LEAST < high
