"""What indicators are worth: intervals beside values from the literature, counts beside a count by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from console.cli import app
from enrichment.measuring.lift import LEAST_FIRED, apart, lift_of, odds_ratio, wilson
from flows.figures import measure
from ledger import Figures, Ledger, open_ledger
from tests.conftest import NOON
from tests.console_samples import ADVERTS, world
from zicht.records import Label
from zicht.settings import Settings

PAPERS = [one.id for one in ADVERTS if "paspoort inleveren" in one.body]
ORDINARY = [one.id for one in ADVERTS if one.title.startswith("Kamer ")]
WEEKS = 520


def test_wilson_as_published() -> None:
    """Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    for hits, n, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert wilson(hits, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))
    assert wilson(0, 0) == (0, 1)
    assert wilson(20, 20)[1] == 1


def test_odds_by_hand() -> None:
    """(10.5 × 8.5) / (2.5 × 4.5) = 7.933; ln ± 1.96 × √(1/10.5 + 1/2.5 + 1/4.5 + 1/8.5)."""
    odds, (low, high) = odds_ratio(10, 2, 4, 8)
    assert (odds, low, high) == (
        pytest.approx(7.933, abs=1e-3),
        pytest.approx(1.323, abs=1e-3),
        pytest.approx(47.57, abs=0.01),
    )
    assert odds_ratio(0, 0, 0, 0)[0] == 1
    low, high = odds_ratio(12, 0, 5, 20)[1]
    assert 1 < low < high < float("inf")


def test_lift_is_the_share_by_the_share_of_all() -> None:
    one = lift_of(15, 5, 30, 70)
    assert one is not None
    assert (one.n, one.share, one.lift) == (20, 0.75, 2.5)
    assert one.interval == wilson(15, 20)
    assert one.odds == odds_ratio(15, 5, 15, 65)[0]


@pytest.mark.parametrize("counts", [(LEAST_FIRED - 1, 0, 50, 50), (10, 5, 50, 4 + 5 - 5), (4, 8, 4, 50)])
def test_too_few_judgements_say_nothing(counts: tuple[int, int, int, int]) -> None:
    assert lift_of(*counts) is None


def test_shares_are_apart_only_when_their_intervals_are() -> None:
    assert apart(50, 100, 10, 100)
    assert apart(10, 100, 50, 100)
    assert not apart(2, 4, 0, 4)
    assert not apart(0, 0, 50, 100)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = Settings(home=tmp_path_factory.mktemp("lift") / "home", batch=7)
    with world(made) as (ledger, _):
        for at, number in enumerate([*PAPERS, *ORDINARY]):
            label = "signal" if number in PAPERS and at else "no_signal"
            ledger.add_label(Label(advert=number, label=label, who="w", when=NOON, why="y"))
    return made


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    opened = open_ledger(settings.ledger_url)
    yield opened
    opened.close()


@pytest.fixture
def found(ledger: Ledger, settings: Settings) -> Figures:
    return measure(ledger, settings, weeks=WEEKS)


def test_the_walk_counts_every_advert_once_in_each_way(found: Figures) -> None:
    assert found.all.adverts == len(ADVERTS)
    for shares in (found.by_form, found.by_language):
        for name in ("adverts", "flagged", "yes", "no", "flagged_yes", "flagged_no"):
            assert sum(getattr(one, name) for one in shares.values()) == getattr(found.all, name)
    assert (found.all.yes, found.all.no) == (len(PAPERS) - 1, len(ORDINARY) + 1)
    assert found.all.flagged_yes + found.all.flagged_no >= len(PAPERS) - 1


def test_a_code_knows_where_it_stands_and_what_people_said(found: Figures) -> None:
    papers = found.codes["LAB-10"]
    assert papers.adverts == len(PAPERS)
    assert sum(papers.by_form.values()) == sum(papers.by_language.values()) == papers.adverts
    assert (papers.yes, papers.no) == (len(PAPERS) - 1, 1)
    one = lift_of(papers.yes, papers.no, found.all.yes, found.all.no)
    assert one is not None
    assert one.lift > 2
    assert one.odds_interval[0] > 1


def test_figures_are_kept_once_a_day(ledger: Ledger, found: Figures, settings: Settings) -> None:
    assert ledger.shelf.newest_figures() == found
    again = measure(ledger, settings, weeks=0.0001)
    assert ledger.shelf.newest_figures() == again
    assert again.all.adverts == 0


def run(home: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, ["--home", str(home), *arguments])
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def test_lift_tells_shares_sizes_and_what_is_out_of_order(settings: Settings) -> None:
    said = run(settings.home, "pack", "lift", "--weeks", str(WEEKS))
    assert f"{len(ADVERTS)} advertenties" in said
    assert "LAB-10" in said
    assert "nooit" in said
    assert "op meer dan 20 %" in said
    assert "te weinig" in said
    assert Figures.model_validate_json(run(settings.home, "pack", "lift", "--weeks", str(WEEKS), "--json"))


def test_fairness_tells_languages_and_forms(settings: Settings, tmp_path: Path) -> None:
    said = run(settings.home, "pack", "fairness", "--weeks", str(WEEKS))
    assert "arbeid" in said
    assert "anders dan de rest" in said
    assert "niet welk van de twee" in said
    assert "0 advertenties" in run(tmp_path / "empty", "pack", "fairness")
    assert "0 advertenties" in run(tmp_path / "empty", "pack", "lift")
