"""The doors for pipes: what goes in, what comes out, what is said of a bad line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from console.schema import schemas
from zicht import __version__

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = json.loads(schemas())

LINES = [
    {"id": "a", "title": "Kashulp 😀", "body": "Je verdient 8 euro per uur bruto, 40 uur per week. 😀 Bel 06 1234 5678.",
     "category": "vacature", "posted_at": "2026-11-02", "place_text": "Venlo"},
    {"id": 2, "title": "Te koop: fiets", "body": "Een nette fiets met nieuwe banden, ophalen in Zwolle na zes uur."},
    {"title": "Kamer", "body": "Kamer te huur in Breda voor een rustige huurder, 450 euro per maand."},
]  # fmt: skip


def zicht(*arguments: str, given: str = "", home: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "console", "--home", str(home), *arguments],
        input=given, capture_output=True, text=True, cwd=ROOT, check=False, env={**os.environ, **settings},
    )  # fmt: skip


def as_lines(lines: list[dict[str, object]]) -> str:
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


def read(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def enriched(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    done = zicht("enrich", "-", "--json", given=as_lines(LINES), home=tmp_path_factory.mktemp("home"))
    assert done.returncode == 0, done.stderr
    return read(done)


def test_the_schema_in_the_docs_is_true() -> None:
    assert (ROOT / "docs" / "doors.schema.json").read_text(encoding="utf-8") == schemas()


def test_enrich_keeps_ids_and_order(enriched: list[dict[str, object]]) -> None:
    assert [line["id"] for line in enriched] == ["a", 2, 3]


def test_enrich_output_follows_the_schema(enriched: list[dict[str, object]]) -> None:
    for line in enriched:
        Draft202012Validator(SCHEMAS["enrich"]).validate(line)


def test_offsets_are_code_points_of_the_original_field(enriched: list[dict[str, object]]) -> None:
    for given, line in zip(LINES, enriched, strict=True):
        for hit in line["hits"]:
            assert given[hit["field"]][hit["start"] : hit["end"]] == hit["text"]
    phone = next(found for found in enriched[0]["extractions"] if found["kind"] == "phone")
    assert phone["value"] == "+31612345678"
    assert LINES[0]["body"][phone["start"] : phone["end"]] == "06 1234 5678"


def test_a_wage_below_the_minimum_is_a_breach_with_its_article(enriched: list[dict[str, object]]) -> None:
    first = enriched[0]
    assert first["below_minimum_wage"] is True
    assert first["outcome"] == "breach_only"
    assert first["breaches"]
    assert {found["value"] for found in first["extractions"] if found["kind"] == "wage_per_hour"} == {"8.00"}
    assert first["place"] == {
        "gemeente": "Venlo", "eenheid": "Limburg", "eenheden": ["Limburg"], "location_type": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "Regel 2"),
        ("[]", "Regel 2"),
        ('{"title": "x"}', "body"),
        ('{"title": "x", "body": 3}', "body"),
        ('{"title": "x", "body": "y", "posted_at": "gisteren"}', "posted_at"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_goes_on(tmp_path: Path, bad: str, said: str) -> None:
    good = json.dumps(LINES[1])
    done = zicht("enrich", "-", "--json", given=f"{good}\n{bad}\n{good}\n", home=tmp_path)
    assert done.returncode == 1
    assert len(read(done)) == 2
    assert said in done.stderr


def test_unknown_keys_are_reported_and_passed_over(tmp_path: Path) -> None:
    done = zicht("enrich", "-", "--json", given=json.dumps({**LINES[1], "kleur": "rood"}), home=tmp_path)
    assert done.returncode == 0
    assert "kleur" in done.stderr
    assert len(read(done)) == 1


def test_a_lone_surrogate_is_said_and_read_as_a_replacement(tmp_path: Path) -> None:
    line = '{"id": "\\ud800", "title": "x", "body": "bel \\udfff 06 1234 5678 nu"}'
    done = zicht("enrich", "-", "--json", given=line, home=tmp_path)
    assert done.returncode == 0
    assert "U+FFFD" in done.stderr
    (said,) = read(done)
    assert said["id"] == "\ufffd"
    assert [(found["kind"], found["start"]) for found in said["extractions"]] == [("phone", 6)]


def test_link_ties_adverts_that_share_a_phone(tmp_path: Path) -> None:
    lines = [
        {
            "id": at,
            "title": f"Advert {at}",
            "body": f"Bel {phone} voor een afspraak in Arnhem.",
            "seen_at": "2026-11-20",
        }
        for at, phone in enumerate(("06 1111 1101", "06-11111101", "06 1111 1199", "0031 6 1111 1101"))
    ]
    done = zicht("link", "-", "--json", given=as_lines(lines), home=tmp_path)
    assert done.returncode == 0, done.stderr
    linked = read(done)
    for line in linked:
        Draft202012Validator(SCHEMAS["link"]).validate(line)
    clusters = [line["cluster"] for line in linked]
    assert clusters[0] == clusters[1] == clusters[3] is not None
    assert clusters[2] != clusters[0]
    assert {tie["to"] for tie in linked[0]["ties"]} <= {1, 3}
    assert "61111" not in done.stdout


def test_parse_gives_the_adverts_of_a_saved_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Bakker",
        "description": "Brood bakken in Ede.",
    }
    page.write_text(f'<script type="application/ld+json">{json.dumps(posting)}</script>', encoding="utf-8")
    done = zicht("parse", str(page), "--url", "https://banen.example/1", "--json", home=tmp_path)
    assert done.returncode == 0, done.stderr
    (advert,) = read(done)
    Draft202012Validator(SCHEMAS["parse"]).validate(advert)
    assert advert["title"] == "Bakker"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("enrich", "nergens.jsonl"), "nergens.jsonl"),
        (("crawl", "onbekend"), "onbekend"),
        (("crawl", "demo_jobs"), "grondslag"),
        (("signals", "--day", "morgen"), "JJJJ-MM-DD"),
        (("search", "x", "--sort", "mooiste"), "mooiste"),
        (("parse", "nergens.html", "--url", "https://x.example/"), "nergens.html"),
        (("source", "basis", "nergens.yml"), "nergens.yml"),
        (("run",), "goedgekeurd"),
        (("signals", "--eenheid", "Utrecht"), "Midden-Nederland"),
    ],
)
def test_wrong_input_is_one_clear_sentence(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = zicht(*arguments, home=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("setting", "value", "arguments", "said"),
    [
        ("ZICHT_INDEX", "http://127.0.0.1:1", ("search", "x"), "Elasticsearch op http://127.0.0.1:1 antwoordt niet"),
        ("ZICHT_INDEX", "nergens", ("search", "x"), "ZICHT_INDEX"),
        ("ZICHT_LEDGER", "postgresql+psycopg://u:geheim@127.0.0.1:1/x", ("signals",), "ZICHT_LEDGER"),
        ("ZICHT_LEDGER", "onzin", ("signals",), "ZICHT_LEDGER"),
        ("ZICHT_PACKS", "/dev", ("enrich", "-"), "ZICHT_PACKS"),
        ("ZICHT_KEY_FILE", "/dev/null", ("enrich", "-"), "/dev/null"),
        ("ZICHT_BATCH", "veel", ("signals",), "ZICHT_BATCH"),
    ],
)
def test_a_wrong_setting_is_one_clear_sentence(
    tmp_path: Path, setting: str, value: str, arguments: tuple[str, ...], said: str
) -> None:
    done = zicht(*arguments, home=tmp_path, **{setting: value})
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "geheim" not in done.stderr


def test_an_index_of_an_older_version_is_said_and_built_anew(tmp_path: Path) -> None:
    assert zicht("search", "x", home=tmp_path).returncode == 0
    (signature,) = (tmp_path / "index").glob("g*/meta.zicht.json")
    old = {name: "older" for name in json.loads(signature.read_text(encoding="utf-8"))}
    signature.write_text(json.dumps(old), encoding="utf-8")
    done = zicht("search", "x", home=tmp_path)
    assert done.returncode == 2
    assert "zicht rebuild" in done.stderr
    assert zicht("rebuild", home=tmp_path).returncode == 0
    assert zicht("search", "x", home=tmp_path).returncode == 0


def test_the_version_is_told(tmp_path: Path) -> None:
    assert zicht("--version", home=tmp_path).stdout.strip() == __version__


def test_the_same_sentence_in_english(tmp_path: Path) -> None:
    done = zicht("--language", "en", "crawl", "demo_jobs", home=tmp_path)
    assert done.returncode == 2
    assert "legal basis" in done.stderr


MISTYPED = {
    "a command": (("serch", "x"), "Bedoelt u search?"),
    "a command of a group": (("pack", "tri"), "Bedoelt u try?"),
    "an option": (("run", "--dya", "2026-11-24"), "Bedoelt u --day?"),
    "an option without its value": (("run", "--day"), "Achter --day moet een waarde staan."),
    "nothing where something belongs": (("crawl",), "Er ontbreekt iets: SITE."),
    "too much": (("crawl", "een", "twee"), "Dit staat er te veel: twee."),
    "no number": (("serve", "--port", "abc"), "--port moet een geheel getal zijn."),
}


@pytest.mark.parametrize("what", MISTYPED)
def test_what_is_mistyped_is_told_in_dutch(what: str, tmp_path: Path) -> None:
    arguments, said = MISTYPED[what]
    done = zicht(*arguments, home=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.startswith("Fout: ")
    assert zicht("--language", "en", *arguments, home=tmp_path).stderr.startswith("Error: ")
