"""How sure an outcome is: fitted on what is kept, held against what was right, the same for every language."""

from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from console.cli import app
from enrichment.enrich import enrich
from enrichment.measuring.evaluate import evaluate, read_cases
from enrichment.packs.loading import load_packs
from enrichment.reader import Reader, open_reader
from enrichment.scoring.confidence import NAMES, calibration, confidence, features, features_of, fit, unseen
from enrichment.scoring.scales import rescore
from tests.console_samples import ADVERTS
from zicht.errors import InputError
from zicht.records import Hit, Outcome

ROOT = Path(__file__).resolve().parents[1]
FIRST = {
    "confidence": ROOT / "tests" / "cases" / "first_sight.tsv",
    "confidence_by_model": ROOT / "tests" / "cases" / "first_sight_by_model.tsv",
}
UNSEEN = ROOT / "tests" / "cases" / "unseen_outcomes.tsv"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader(ROOT / "indicators", key=b"test")


def first_sight(name: str) -> tuple[list[tuple[float, ...]], list[bool]]:
    """What was read at first sight: features, and whether the outcome was right."""
    rows, right = [], []
    for line in FIRST[name].read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            expected, read, codes, points, words = line.split("\t")
            assert {expected, read} <= set(get_args(Outcome))
            rows.append(features(read, codes=int(codes), points=float(points), words=int(words)))  # type: ignore[arg-type]
            right.append(expected == read)
    return rows, right


@pytest.mark.parametrize("name", FIRST)
def test_the_weights_of_the_packs_are_what_the_readings_teach(name: str) -> None:
    said = getattr(load_packs(ROOT / "indicators").scoring, name)
    rows, right = first_sight(name)
    assert said is not None
    assert said.adverts == len(rows) >= 100
    assert said.weights == pytest.approx(fit(rows, right), abs=0.011)


@pytest.mark.parametrize("name", FIRST)
def test_what_is_told_holds_on_readings_that_the_fit_did_not_see(name: str) -> None:
    rows, right = first_sight(name)
    held = calibration(unseen(rows, right), right)
    assert held is not None
    assert held.ece <= 0.06
    assert held.brier <= held.brier_of_mean


def test_calibration_by_hand() -> None:
    """0.9 twice, right once; 0.3 once, wrong: ECE (2 × 0.4 + 0.3) / 3, Brier (0.01 + 0.81 + 0.09) / 3."""
    held = calibration([0.9, 0.9, 0.3], [True, False, False])
    assert held is not None
    assert held.ece == pytest.approx(1.1 / 3)
    assert held.brier == pytest.approx(0.91 / 3)
    assert [(one.n, one.right) for one in held.bins] == [(1, 0), (2, 0.5)]
    assert calibration([], []) is None


def test_the_fit_finds_what_was_put_in() -> None:
    quiet, flagged = (
        features("no_signal", codes=0, points=0, words=30),
        features("signal", codes=4, points=60, words=30),
    )
    weights = fit([quiet, flagged] * 500, [True, False] * 450 + [False, True] * 50)
    assert confidence(weights, quiet) == pytest.approx(0.9, abs=0.01)
    assert confidence(weights, flagged) == pytest.approx(0.1, abs=0.01)
    assert confidence(dict.fromkeys(NAMES, 0.0), quiet) == 0.5


def test_an_advert_carries_the_confidence_of_its_outcome(reader: Reader) -> None:
    said = reader.packs.scoring.confidence
    assert said is not None
    for advert in ADVERTS[:5]:
        read = enrich(advert, reader)
        assert read.confidence == confidence(said.weights, features_of(read))


def test_other_adverts_change_it_with_the_outcome(reader: Reader) -> None:
    read = enrich(ADVERTS[0], reader)
    proof = Hit(code="XAD-01", pack="x", field="body", start=0, end=0, text="", points=0, dimension=None, by="cross")
    again = rescore(read, [proof], reader.scales)
    assert again.score > read.score
    assert again.confidence is not None
    assert read.confidence is not None
    assert again.confidence >= read.confidence


def test_codes_that_were_not_labelled_are_not_counted(reader: Reader) -> None:
    cases = list(read_cases(UNSEEN))
    report = evaluate(cases, reader)
    assert not any(case.coded for case in cases)
    assert report.by_code == {}
    assert report.outcomes.total() == len(report.told) == len(cases) >= 50
    assert report.calibration is not None


def test_outcomes_of_adverts_that_nobody_mended_on_are_read_as_well_as_they_were(reader: Reader) -> None:
    assert evaluate(read_cases(UNSEEN), reader).outcome_accuracy >= 0.84


def test_evaluate_shows_the_confusion_and_learns_confidence(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["evaluate", str(UNSEEN), "--fit-confidence"])
    assert done.exit_code == 0
    assert "gelezen als" in done.output
    assert "ECE" in done.output
    assert "weights: {flagged: " in done.output
    few = tmp_path / "few.tsv"
    few.write_text("nl\tno_signal\t?\tfietsen\tEen fiets te koop in de stad.\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["evaluate", str(few), "--fit-confidence"])
    assert isinstance(done.exception, InputError)
    assert "te weinig" in done.exception.nl
