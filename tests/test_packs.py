"""A pack that is wrong: each mistake is told with its file, line, column and what to do, in both languages, at once."""

# ruff: noqa: E501 (a table reads better wide)

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from enrichment.packs.loading import load_pack, load_packs
from zicht.errors import PackError

ROOT = Path(__file__).resolve().parents[1]
SOON = 1.0  # seconds

GOOD = """\
pack: test
version: 2026.11.1
title: {nl: Proef, en: Test}
indicators:
  - code: LAB-10
    name: {nl: Papieren, en: Papers}
    why: Because.
    sources: [NLA]
    form: arbeid
    dimension: CTRL
    strength: strong
    evidence: E3
    points: 24
    cues:
      nl: [paspoort inleveren]
    examples:
      hit:
        - {text: "Paspoort inleveren bij aankomst."}
        - {text: "Je moet je paspoort inleveren."}
      miss:
        - {text: "Paspoort hoeft niet.", why: negation}
        - {text: "Een paspoort.", why: nothing asked}
"""


def _changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


BOMB = "a: &a [x, x, x, x]\n" + "".join(
    f"{to}: &{to} [*{of}, *{of}, *{of}, *{of}]\n" for of, to in zip("abcdefgh", "bcdefghi", strict=True)
)

# mistake -> (the file, line, column, words in Dutch, words in English)
SEEDED: dict[str, tuple[str, int, int, str, str]] = {
    "unknown key": (_changed("    why:", "    colour: red\n    why:"), 7, 5, "colour is onbekend", "colour is unknown"),
    "key with a typo": (_changed("    points: 24", "    ponts: 24"), 13, 5, "Bedoelt u points?", "Did you mean points?"),
    "key with a typo in an example": (_changed("why: negation", "wy: negation"), 21, 42, "Bedoelt u why?", "Did you mean why?"),
    "missing key": (_changed("    why: Because.\n", ""), 5, 5, "why ontbreekt. Voeg het toe", "why is missing. Add it"),
    "missing dimension": (_changed("    dimension: CTRL\n", ""), 5, 5, "dimension ontbreekt", "dimension is missing"),
    "text where a number must be": (_changed("points: 24", "points: veel"), 13, 13, "verwacht een getal", "a number is expected"),
    "number in quotes": (_changed("points: 24", "points: '24'"), 13, 13, "zonder aanhalingstekens", "without quotes"),
    "number where text must be": (_changed("version: 2026.11.1", "version: 2026"), 2, 10, "aanhalingstekens", "Put it in quotes"),
    "one word where a list must be": (_changed("sources: [NLA]", "sources: NLA"), 8, 14, "verwacht een lijst", "a list is expected"),
    "a list where keys must be": (_changed("{nl: Papieren, en: Papers}", "[Papieren]"), 6, 11, "sleutel: waarde", "key: value"),
    "no is a word, not false": (_changed("strength: strong", "strength: no"), 11, 15, "no is onbekend", "no is unknown"),
    "false as a cue": (_changed("nl: [paspoort inleveren]", "nl: [false]"), 15, 12, "verwacht tekst", "text is expected"),
    "duplicate key": (_changed("    points: 24", "    points: 24\n    points: 8"), 14, 5, "points staat er twee keer", "points stands there twice"),
    "tab for indentation": (_changed("    form: arbeid", "\tform: arbeid"), 9, 1, "geen geldige YAML", "not valid YAML"),
    "bracket that stays open": (_changed("sources: [NLA]", "sources: [NLA"), 9, 9, "geen geldige YAML", "not valid YAML"),
    "quote that stays open": (_changed('"Je moet je paspoort inleveren."', '"Je moet je'), 21, 19, "geen geldige YAML", "not valid YAML"),
    "anchors and aliases": (BOMB, 1, 4, "ankers en verwijzingen", "anchors and aliases"),
    "a type of YAML": (_changed("why: Because.", "why: !!python/name:os.system x"), 7, 10, "een type met !", "a type with !"),
    "nested deeply": ("pack: " + "[" * 5000 + "]" * 5000, 1, 18, "te diep genest", "nested too deep"),
    "not UTF-8": (_changed("Papieren", "Papi\udce9ren"), 6, 20, "Bewaar het bestand als UTF-8", "Save the file as UTF-8"),
    "empty file": ("", 1, 1, "verwacht sleutel: waarde", "key: value is expected"),
    "unknown language": (_changed("nl: [paspoort inleveren]", "fr: [passeport]"), 15, 7, "fr is onbekend", "fr is unknown"),
    "unknown form": (_changed("form: arbeid", "form: abreid"), 9, 11, "Bedoelt u arbeid?", "Did you mean arbeid?"),
    "unknown dimension": (_changed("dimension: CTRL", "dimension: CTRLL"), 10, 16, "Bedoelt u CTRL?", "Did you mean CTRL?"),
    "unknown feature": (_changed("    cues:", "    feature: wage_below\n    cues:"), 14, 14, "Bedoelt u wage_below_minimum?", "Did you mean wage_below_minimum?"),
    "unknown code to go with": (_changed("    cues:", "    only_with: [LAB-99]\n    cues:"), 14, 17, "LAB-99 is onbekend", "LAB-99 is unknown"),
    "code of the wrong shape": (_changed("LAB-10", "LAB10"), 5, 11, "geen code", "no code"),
    "breach without an article": (_changed("    cues:", "    effect: breach\n    cues:"), 14, 13, "vraagt om article", "needs article"),
    "points against": (_changed("points: 24", "points: -1"), 13, 13, "0 of meer", "0 or more"),
    "cue bracket that stays open": (_changed("[paspoort inleveren]", '["(paspoort|pas inleveren"]'), 15, 12, "haakje ( zonder )", "bracket ( without )"),
    "cue bracket that was never opened": (_changed("[paspoort inleveren]", '["paspoort) inleveren"]'), 15, 12, "haakje ) zonder (", "bracket ) without ("),
    "cue that may be empty": (_changed("[paspoort inleveren]", '["paspoort?"]'), 15, 12, "kan leeg zijn", "can be empty"),
    "cue of signs": (_changed("[paspoort inleveren]", '["paspoort !!"]'), 15, 12, "geen letters of cijfers", "no letters or digits"),
    "cue of too many forms": (_changed("[paspoort inleveren]", '["' + "(a b|c d) " * 9 + '"]'), 15, 12, "Splits hem", "Split it"),
    "cue with a word of origin": (_changed("[paspoort inleveren]", "[poolse meisjes]"), 15, 12, "woord van afkomst", "word of origin"),
    "too few examples": (_changed('        - {text: "Je moet je paspoort inleveren."}\n', ""), 18, 9, "minstens 2", "2 at least"),
    "no examples": (GOOD[: GOOD.index("    examples:")], 5, 5, "Voeg voorbeelden toe", "Add examples"),
    "pack that is not named as its file": (_changed("pack: test", "pack: tset"), 1, 7, "Schrijf test", "Write test"),
    "the same code twice": (GOOD + GOOD[GOOD.index("  - code") :], 23, 11, "Kies een nieuwe code", "Choose a new code"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "indicators" / "scoring.yml", tmp_path / "scoring.yml")
    return tmp_path


def _fault(folder: Path) -> tuple[PackError, float]:
    started = time.perf_counter()
    with pytest.raises(PackError) as caught:
        load_packs(folder)
    return caught.value, time.perf_counter() - started


def test_the_pack_that_the_mistakes_are_seeded_in_is_right(folder: Path) -> None:
    (folder / "test.yml").write_text(GOOD, encoding="utf-8")
    assert [one.code for one in load_packs(folder).indicators] == ["LAB-10"]


@pytest.mark.parametrize("mistake", SEEDED)
def test_a_mistake_is_told_where_it_stands_and_what_to_do(folder: Path, mistake: str) -> None:
    text, line, column, nl, en = SEEDED[mistake]
    (folder / "test.yml").write_bytes(text.encode("utf-8", "surrogateescape"))
    fault, seconds = _fault(folder)
    assert (fault.file, fault.line, fault.column) == ("test.yml", line, column), str(fault)
    assert nl in fault.nl, fault.nl
    assert en in fault.en, fault.en
    assert seconds < SOON


def test_a_code_that_stands_in_another_file_names_that_file(folder: Path) -> None:
    (folder / "test.yml").write_text(GOOD, encoding="utf-8")
    (folder / "zzz.yml").write_text(GOOD.replace("pack: test", "pack: zzz"), encoding="utf-8")
    fault, _ = _fault(folder)
    assert (fault.file, fault.line, fault.column) == ("zzz.yml", 5, 11)
    assert "test.yml" in fault.nl


@pytest.mark.parametrize("megabytes", [3, 50])
def test_a_file_that_is_too_large_is_refused_at_once(folder: Path, megabytes: int) -> None:
    with (folder / "test.yml").open("wb") as file:
        file.truncate(megabytes << 20)
    fault, seconds = _fault(folder)
    assert (fault.line, fault.column) == (1, 1)
    assert f"{megabytes}.0 MB" in fault.nl
    assert "Split the pack" in fault.en
    assert seconds < SOON


def test_a_folder_without_packs_and_a_file_named_yaml_are_told(folder: Path) -> None:
    fault, _ = _fault(folder)
    assert "ZICHT_PACKS" in fault.nl
    (folder / "test.yml").write_text(GOOD, encoding="utf-8")
    (folder / "other.yaml").write_text(GOOD, encoding="utf-8")
    fault, _ = _fault(folder)
    assert (fault.file, "Name it .yml" in fault.en) == ("other.yaml", True)


@pytest.mark.parametrize(
    ("old", "new", "nl"),
    [
        ("dim_cap: {COND", "dim_cap: {CONDD", "Bedoelt u COND?"),
        ("threshold_signal: 30", "threshold_signal: dertig", "verwacht een getal"),
        ("  LAB: [arbeid", "  LAB: [abreid", "Bedoelt u arbeid?"),
    ],
)
def test_scoring_is_checked_too(folder: Path, old: str, new: str, nl: str) -> None:
    (folder / "test.yml").write_text(GOOD, encoding="utf-8")
    scoring = (folder / "scoring.yml").read_text(encoding="utf-8")
    assert old in scoring
    (folder / "scoring.yml").write_text(scoring.replace(old, new), encoding="utf-8")
    fault, _ = _fault(folder)
    assert fault.file == "scoring.yml"
    assert nl in fault.nl


def test_a_pack_written_with_a_byte_order_mark_and_windows_lines_is_read(folder: Path) -> None:
    path = folder / "test.yml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_pack(path).pack == "test"


@pytest.mark.parametrize(("language", "words"), [("nl", "Bedoelt u points?"), ("en", "Did you mean points?")])
def test_the_command_says_one_sentence_and_stops(folder: Path, tmp_path: Path, language: str, words: str) -> None:
    (folder / "test.yml").write_text(SEEDED["key with a typo"][0], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "console", "--home", str(tmp_path / "home"), "--language", language, "enrich", "-"],
        input='{"title": "x", "body": "y"}', capture_output=True, text=True, cwd=ROOT, check=False,
        env={**os.environ, "ZICHT_PACKS": str(folder)},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"test.yml:13:5: ponts {'is onbekend' if language == 'nl' else 'is unknown'}" in " ".join(
        done.stderr.split()
    )
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
