"""What analysts read about packs is complete: every key, every feature, every sign of a cue."""

from pathlib import Path
from typing import get_args

import pytest

from enrichment.enrich import enrich
from enrichment.hits.features import FEATURES, described
from enrichment.packs.cues import CueError, compile_cue
from enrichment.packs.schema import Example, Examples, Feature, FormWords, Indicator, Pack, Scoring, Terms
from enrichment.reader import open_reader
from zicht.clock import now
from zicht.records import Advert

ROOT = Path(__file__).resolve().parent.parent
DOCS = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
KEYS = sorted(
    {name for model in (Pack, Indicator, Example, Examples, Terms, Scoring, FormWords) for name in model.model_fields}
)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_documented(key: str) -> None:
    assert f"`{key}`" in DOCS


@pytest.mark.parametrize("feature", sorted(FEATURES))
def test_every_feature_is_documented(feature: str) -> None:
    assert f"`{feature}`" in DOCS
    assert described()[feature]


def test_packs_may_name_the_features_that_there_are() -> None:
    assert set(get_args(Feature)) == set(FEATURES)


@pytest.mark.parametrize("sign", ["~", "&", "+", "|", "?", "*", "=", "#", "@"])
def test_every_sign_of_a_cue_is_documented(sign: str) -> None:
    rows = [line for line in DOCS.splitlines() if line.startswith("| `")]
    assert any(sign in row.split("`")[1] for row in rows)


def test_the_cues_in_the_table_can_be_read() -> None:
    table = DOCS.split("| write | to find |")[1].split("\n\n")[0]
    for line in table.splitlines():
        if line.startswith("| `"):
            cue = line.split("`")[1].replace("\\|", "|")
            try:
                assert compile_cue(cue)
            except CueError as fault:
                pytest.fail(f"{cue}: {fault}")


@pytest.mark.parametrize("path", sorted((ROOT / "indicators").glob("*.yml")), ids=lambda path: path.name)
def test_every_file_of_the_folder_is_named(path: Path) -> None:
    assert path.name in DOCS


def test_the_worked_example_gives_what_it_says() -> None:
    text = DOCS.split('Worked example: "')[1].split('"')[0]
    reader = open_reader(ROOT / "indicators", key=b"test")
    advert = Advert(
        site="test", url="https://example.nl/1", title="Werk", body=text, category="vacatures", seen_at=now()
    )
    enriched = enrich(advert, reader)
    points = {hit.code: hit.points for hit in enriched.hits if hit.cancelled_by is None}
    assert {code: points.get(code) for code in ("LAB-08", "LAB-19", "LAB-03", "CNT-03")} == {
        "LAB-08": 8, "LAB-19": 18, "LAB-03": 14, "CNT-03": -5,
    }  # fmt: skip
    assert (enriched.score, len(enriched.dimensions), enriched.outcome) == (35, 3, "signal")
