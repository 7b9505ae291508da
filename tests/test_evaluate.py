"""The held-out sets: paraphrases that were written before the rules that meet them, and the commands that measure them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from console.cli import app
from enrichment.measuring.evaluate import Case, Counts, Report, evaluate, read_cases
from enrichment.reader import open_reader
from zicht.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "tests" / "cases").glob("heldout_*.tsv"))
LANGUAGES = ("nl", "en", "pl", "ro", "bg", "hu", "es", "de")
LEAST = 0.9


def _cases() -> Iterator[Case]:
    return (case for path in FILES for case in read_cases(path))


@cache
def _report() -> Report:
    return evaluate(_cases(), open_reader(ROOT / "indicators", key=b"test"))


def test_there_are_enough_cases_in_every_language() -> None:
    languages = [case.language for case in _cases()]
    assert len(languages) >= 400
    assert all(languages.count(language) >= 40 for language in LANGUAGES)


@pytest.mark.parametrize("measure", ["precision", "recall", "f1"])
def test_the_held_out_sets_are_read_well(measure: str) -> None:
    assert getattr(_report().all, measure) >= LEAST


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_read_worse(language: str) -> None:
    assert _report().by_language[language].f1 >= LEAST


@pytest.mark.parametrize("form", ["seksueel", "arbeid", "crimineel", "orgaan", "overig"])
def test_no_form_is_read_worse(form: str) -> None:
    assert _report().by_form[form].f1 >= LEAST


def test_outcomes_are_as_labelled() -> None:
    assert _report().outcome_accuracy >= LEAST


def test_nobody_innocent_is_flagged() -> None:
    report = evaluate(
        read_cases(ROOT / "tests/cases/heldout_innocent.tsv"), open_reader(ROOT / "indicators", key=b"test")
    )
    flagged = [case.text for case, enriched in report.wrong if enriched.outcome in ("signal", "review", "breach_only")]
    assert report.outcomes.total() >= 40
    assert flagged == []


def test_mended_faults_stay_mended() -> None:
    report = evaluate(read_cases(ROOT / "tests/cases/mended.tsv"), open_reader(ROOT / "indicators", key=b"test"))
    assert [(case.text, enriched.outcome) for case, enriched in report.wrong] == []
    assert report.outcome_accuracy == 1


def test_counts_are_counted() -> None:
    counts = Counts()
    counts.add(frozenset(("A", "B")), frozenset(("B", "C")))
    assert (counts.right, counts.missed, counts.extra) == (1, 1, 1)
    assert counts.precision == counts.recall == counts.f1 == 0.5
    assert (Counts().precision, Counts().recall, Counts().f1) == (1, 1, 0)


def test_a_line_that_is_not_right_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.tsv"
    path.write_text("# remark\nnl\tLAB-10\n", encoding="utf-8")
    with pytest.raises(InputError, match="regel 2: 2 kolommen"):
        list(read_cases(path))
    with pytest.raises(InputError, match="nergens"):
        list(read_cases(tmp_path / "nergens.tsv"))
    path.write_bytes(b"# remark\nnl\tsignal\t-\twerk\t\xff\n")
    with pytest.raises(InputError, match="regel 2: geen UTF-8"):
        list(read_cases(path))


def test_lines_are_those_of_the_file_whatever_a_text_holds(tmp_path: Path) -> None:
    path = tmp_path / "cases.tsv"
    path.write_bytes("\ufeffnl\tsignal\t-\twerk\tEen\u2028tekst.\r\nen\treview\t-\tjobs\tText.\r\n".encode())
    assert [(case.language, case.text) for case in read_cases(path)] == [("nl", "Een\u2028tekst."), ("en", "Text.")]


@pytest.mark.parametrize(
    ("line", "told"),
    [("nl\tsignaal\t-\twerk\tTekst.", "signaal is geen uitkomst"), ("nl\tsignal\tMIN-01\twerk\tTekst.", "MIN-01 is geen code"),
     ("nl\tsignal\tLAB-10, LAB-11\twerk\tTekst.", "LAB-10, is geen code"), ("nl\treview\tgeen\twerk\tTekst.", "geen is geen code")],
)  # fmt: skip
def test_a_label_that_nobody_knows_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "cases.tsv"
    path.write_text(f"# remark\n\nnl\tno_signal\t-\twerk\tTekst.\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"regel 4: {told}"):
        list(read_cases(path))


def run(*arguments: str, given: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(app, list(arguments), input=given)
    return done.exit_code, done.output


def test_evaluate_prints_tables_and_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "cases.tsv"
    path.write_text(
        "nl\tno_signal\tLAB-10\tvacatures\tNiets aan de hand hier, gewoon werk in een winkel.\n"
        "nl\treview\tLAB-10\tvacatures\tJe moet je paspoort inleveren bij de baas van het bedrijf.\n",
        encoding="utf-8",
    )
    code, said = run("evaluate", str(path), "--wrong")
    assert code == 0
    assert "LAB-10" in said
    assert "0.50" in said
    assert "100.0%" in said
    assert "Niets aan de hand" in said


def test_pack_check_reads_the_packs_and_their_examples() -> None:
    code, said = run("pack", "check")
    assert code == 0
    assert "0 voorbeelden" in said


def test_pack_check_names_an_example_that_does_not_do_what_it_says(tmp_path: Path) -> None:
    for path in (ROOT / "indicators").glob("*.yml"):
        text = path.read_text(encoding="utf-8").replace('"Je moet je paspoort', '"Je mag je paspoort')
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    labour = tmp_path / "labour.yml"
    text = labour.read_text(encoding="utf-8")
    at = text.index("- {text:", text.index("code: LAB-10"))
    labour.write_text(text[:at] + '- {text: "Een gewone dag."}\n        ' + text[at:], encoding="utf-8")
    code, said = run("pack", "check", "--packs", str(tmp_path))
    assert code == 1
    assert "LAB-10" in said
    assert "Een gewone dag." in said


def test_pack_try_marks_a_text(tmp_path: Path) -> None:
    code, said = run("pack", "try", "Je moet je paspoort inleveren.", "--category", "vacatures")
    assert code == 0
    assert "LAB-10" in said
    code, said = run("pack", "try", "-", "--json", "--category", "vacatures", given="Je moet je paspoort inleveren.")
    assert code == 0
    assert '"LAB-10"' in said
