"""What an analyst can do wrong without meaning to: patterns that could explode, packs that are too large, words like `no`."""

import gc
import json
import shutil
import time
from collections import Counter
from itertools import permutations
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from console.cli import app
from enrichment.enrich import enrich
from enrichment.matching import fit
from enrichment.matching.match import Cue, Matcher
from enrichment.packs.cues import GAP
from enrichment.packs.loading import MOST_BYTES, load_packs, read_folder
from enrichment.reader import Reader, open_reader
from enrichment.words.text import normalise
from enrichment.words.tokens import words_of
from tests.conftest import NOON
from tests.test_packs import GOOD
from zicht.errors import PackError
from zicht.records import Advert

ROOT = Path(__file__).resolve().parents[1]
SOON = 10.0  # seconds of this process for the worst pattern on the worst text
PATTERNS = {
    "gaps one after another": ("a* ~ a* ~ a* ~ a* ~ a* ~ a* ~ a* ~ a*", "aa "),
    "any order": ("a* & a* & a* & a* & a*", "aa "),
    "any order over sentences": ("a* + a* + a* + a*", "aa. "),
    "choices in choices": ("((a*|b*)|(c*|d*)) ~ ((a*|b*)|(c*|d*)) ~ (a*|b*)", "aa bb cc dd "),
    "numbers": ("# ~ # ~ # ~ # ~ #", "1 2 3 4 5 6 "),
    "optional words": ("a? a? a? a? a? a? b", "a "),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "indicators" / "scoring.yml", tmp_path / "scoring.yml")
    return tmp_path


@pytest.mark.parametrize("order", sorted(permutations(("stopt", "avond", "tas"))))
def test_what_stands_in_any_order_is_found_from_whichever_part(order: tuple[str, ...]) -> None:
    text = "Wie hier bij ons ooit stopt heeft geluk als hij nog voor de avond ergens in de kast zijn tas vindt"
    words = words_of(normalise(text))
    assert list(Matcher([Cue("x", "cues", " & ".join(order), "nl")]).search(words, "nl").find("cues"))


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_that_could_explode_is_read_in_time(folder: Path, name: str) -> None:
    cue, text = PATTERNS[name]
    pack = GOOD.replace("nl: [paspoort inleveren]", f"nl: [paspoort inleveren, {json.dumps(cue)}]")
    (folder / "test.yml").write_text(pack, encoding="utf-8")
    reader = open_reader(folder, key=b"test")
    started = time.process_time()
    body = text * (20_000 // len(text))
    advert = Advert(site="x", url="https://example.nl/1", title="x", body=body, category="vacatures", seen_at=NOON)
    read = enrich(advert, reader)
    assert time.process_time() - started < SOON
    assert len(read.hits) <= 100


@pytest.mark.parametrize("gaps", [2, 6, 12])
def test_the_steps_for_gaps_grow_with_the_words_and_the_gaps_alone(gaps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    cue = Cue("LAB-01", "cues", " ~ ".join(["drie", *["een"] * (gaps - 1), "twee"]), "nl")
    words = words_of(normalise(("drie" + " een" * 19 + " ") * 100 + ". twee"))  # begun a hundred times, never ended
    steps, walk = Counter[str](), fit._walk

    def counted(*asked: Any) -> Any:
        steps["walk"] += 1
        return walk(*asked)

    monkeypatch.setattr(fit, "_walk", counted)
    assert not list(Matcher([cue]).search(words, "nl").find("cues"))
    assert len(words.text) / 20 <= steps["walk"] <= len(words.text) * gaps * (GAP + 1)


@pytest.mark.parametrize("expression", ["(x+x+)+y", "(a|aa)*b(", "[a-z]+(.*)*\\"])
def test_a_regular_expression_is_refused_in_words(folder: Path, expression: str) -> None:
    pack = GOOD.replace("nl: [paspoort inleveren]", f"nl: [paspoort inleveren, {json.dumps(expression)}]")
    (folder / "test.yml").write_text(pack, encoding="utf-8")
    started = time.process_time()
    with pytest.raises(PackError, match=r"test\.yml:15"):
        open_reader(folder, key=b"test")
    assert time.process_time() - started < 1


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was_after_a_mistake(folder: Path, *, enabled: bool) -> None:
    (folder / "test.yml").write_text(GOOD.replace("points: 24", "points: veel"), encoding="utf-8")
    was = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with pytest.raises(PackError):
            load_packs(folder)
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if was else gc.disable)()


def test_many_files_that_are_too_large_together_are_refused_at_once(folder: Path) -> None:
    (folder / "test.yml").write_text(GOOD, encoding="utf-8")
    for at in range(MOST_BYTES // (2 << 20) + 1):
        with (folder / f"big{at}.yml").open("wb") as file:
            file.truncate(2 << 20)
    started = time.process_time()
    with pytest.raises(PackError, match="samen meer dan 16 MB"):
        read_folder(folder)
    assert time.process_time() - started < 1


def test_a_folder_or_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "test.yml").mkdir()
    with pytest.raises(PackError, match=r"test\.yml"):
        load_packs(folder)


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "y", "n", "~x", "1e3", "0x1f"])
def test_words_that_other_yaml_reads_as_something_else_stay_words(folder: Path, word: str) -> None:
    (folder / "test.yml").write_text(
        GOOD.replace("nl: [paspoort inleveren]", f"nl: [paspoort inleveren, 'geen {word}', {word} loon]"),
        encoding="utf-8",
    )
    (one,) = load_packs(folder).indicators
    assert one.cues["nl"][2] == f"{word} loon"


def test_a_bare_no_is_a_word(folder: Path) -> None:
    (folder / "test.yml").write_text(
        GOOD.replace("nl: [paspoort inleveren]", "nl: [paspoort inleveren, no]"), encoding="utf-8"
    )
    (one,) = load_packs(folder).indicators
    assert one.cues["nl"] == ("paspoort inleveren", "no")


SCHEMAS = {
    kind: json.loads(CliRunner().invoke(app, ["pack", "schema", kind]).output) for kind in ("pack", "scoring", "terms")
}


def _instance(text: str) -> object:
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


@pytest.mark.parametrize("path", sorted((ROOT / "indicators").glob("*.yml")), ids=lambda path: path.name)
def test_the_schema_for_editors_accepts_what_the_loader_does(path: Path) -> None:
    kind = path.stem if path.stem in SCHEMAS else "pack"
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[kind])
    jsonschema.validate(_instance(path.read_text(encoding="utf-8")), SCHEMAS[kind])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("points: 24", "ponts: 24"),
        ("strength: strong", "strength: no"),
        ("form: arbeid", "form: abreid"),
        ("code: LAB-10", "code: LAB10"),
        ("points: 24", "points: veel"),
        ("    why: Because.\n", ""),
        ("nl: [paspoort inleveren]", "fr: [passeport]"),
    ],
)
def test_the_schema_for_editors_sees_mistakes(old: str, new: str) -> None:
    assert old in GOOD
    jsonschema.validate(_instance(GOOD), SCHEMAS["pack"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(_instance(GOOD.replace(old, new, 1)), SCHEMAS["pack"])


def test_the_schema_says_what_must_be_there() -> None:
    assert SCHEMAS["pack"]["title"] == "Pack"
    assert set(SCHEMAS["pack"]["required"]) == {"pack", "version", "title", "indicators"}


def test_a_reader_of_a_bad_pack_is_never_made(folder: Path) -> None:
    (folder / "test.yml").write_text(GOOD.replace("points: 24", "points: 24\n    points: 8"), encoding="utf-8")
    with pytest.raises(PackError, match="staat er twee keer"):
        Reader(load_packs(folder), b"x")
