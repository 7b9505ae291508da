"""The lists as files: the same bytes, no formula, no link, nothing lost, nothing silent."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from flows.exports import list_path, write_lists
from flows.exports.csv_file import DANGEROUS, safe, unsafe
from flows.exports.rows import DayList, shown
from flows.exports.words import EN, NL
from flows.exports.xlsx_file import CELL_LIMIT, HEADER_ROW, as_xlsx, fitting
from zicht.records import Eenheid, Explanation, Quote, Signal, SignalAdvert

DAY = date(2026, 11, 24)
SEEN = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)

NASTY = [
    "=1+1", "+31612345601", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", "\n=1+1", '=HYPERLINK("http://evil.example")',
    "=cmd|'/C calc'!A0", "http://evil.example/", "mailto:a@b.example", "internal:Sheet1!A1", "{=1+1}", "<r>x</r>",
    "＝1+1", "'=1", "_x0041_", "\x00\x1f\ufffe", "\u202etxt.exe", '"; DROP', "0612345601",
]  # fmt: skip


def signal(**more: Any) -> Signal:
    title = more.pop("title", "Werk in de kas")
    url = more.pop("url", "https://banen.example/1")
    advert = SignalAdvert(id="a" * 32, title=title, url=url, site="demo", seen_at=SEEN, capture="urn:uuid:1",
                          segment="demo-1.warc.gz", offset=4711, sha256="ab" * 32)  # fmt: skip
    return Signal.model_validate(
        {
            "day": DAY, "eenheid": "Limburg", "rank": 1, "key": "k" * 32, "tier": "signal", "score": 45.5,
            "form": "arbeid", "gemeente": "Venlo", "codes": ("LAB-04", "LAB-10"), "adverts": (advert,),
            "reasons": Explanation(nl="Advertentietekst bevat kosten.", en="The text holds a fee."),
            "quotes": (Quote(code="LAB-10", field="body", text="paspoort inleveren"),), "first_seen": SEEN, **more,
        }
    )  # fmt: skip


def listed(*signals: Signal, language: str = "nl") -> DayList:
    return DayList(day=DAY, eenheid="Limburg", signals=signals, language=language)


def written(tmp_path: Path, *signals: Signal, language: str = "nl", eenheid: Eenheid = "Limburg") -> dict[str, bytes]:
    write_lists(tmp_path, DAY, signals, language)
    return {extension: list_path(tmp_path, DAY, eenheid, extension).read_bytes() for extension in
            ("csv", "xlsx", "json", "html")}  # fmt: skip


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheet_of(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content)).active


def test_every_eenheid_has_its_files_also_without_lines(tmp_path: Path) -> None:
    paths = write_lists(tmp_path, DAY, [signal()], "nl")
    assert len(paths) == 4 * len(get_args(Eenheid)) == 44
    assert all(path.exists() for path in paths)
    assert sorted(path.name for path in (tmp_path / "2026-11-24").iterdir()) == sorted(path.name for path in paths)
    assert list_path(tmp_path, DAY, "Den Haag", "csv").name == "den-haag.csv"


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    lines = [signal(), signal(rank=2, eenheid="Rotterdam"), signal(rank=2, key="z")]
    first = {path.name: path.read_bytes() for path in write_lists(tmp_path / "a", DAY, lines, "nl")}
    again = {path.name: path.read_bytes() for path in write_lists(tmp_path / "b", DAY, lines[::-1], "nl")}
    assert first == again
    assert {path.name: path.read_bytes() for path in write_lists(tmp_path / "a", DAY, lines, "nl")} == first


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    files = written(tmp_path, eenheid="Oost-Brabant")
    said = "Signaallijst Oost-Brabant, 24-11-2026: geen advertenties voor deze eenheid op deze dag."
    assert csv_rows(files["csv"])[1] == [said]
    assert sheet_of(files["xlsx"]).cell(HEADER_ROW + 2, 1).value == said
    assert said in files["html"].decode()
    assert json.loads(files["json"])["heading"] == said
    assert json.loads(files["json"])["signals"] == []


def test_every_format_shows_what_a_reader_needs(tmp_path: Path) -> None:
    files = written(tmp_path, signal())
    row = dict(zip(csv_rows(files["csv"])[0], csv_rows(files["csv"])[1], strict=True))
    assert row == {
        "Rang": "1", "Soort": "signaal", "Score": "45,5", "Gemeente": "Venlo", "Titel": "Werk in de kas",
        "Adres": "https://banen.example/1", "Codes": "LAB-04, LAB-10", "Waarom": "Advertentietekst bevat kosten.",
        "Citaten": "LAB-10: paspoort inleveren", "Eerst gezien": "24-11-2026 06:30 +0100",
        "Bewijsbestand": "demo-1.warc.gz", "Positie": "4711", "SHA-256": "ab" * 32, "Kenmerk": "k" * 32, "Let op": "",
    }  # fmt: skip
    sheet = sheet_of(files["xlsx"])
    values = [cell.value for cell in sheet[HEADER_ROW + 2]]
    assert values[:5] == [1, "signaal", 45.5, "Venlo", "Werk in de kas"]
    page = files["html"].decode()
    for text in ("Werk in de kas", "45,5", "https://banen.example/1", "paspoort inleveren", "demo-1.warc.gz @ 4711",
                 "ab" * 32, "06:30 +0100", "k" * 32):  # fmt: skip
        assert text in page


def test_english_by_language(tmp_path: Path) -> None:
    files = written(tmp_path, signal(tier="route"), language="en")
    rows = csv_rows(files["csv"])
    assert rows[0][:3] == ["Rank", "Tier", "Score"]
    assert rows[1][1:3] == ["straight to a person", "45.5"]
    assert "The text holds a fee." in files["html"].decode()
    assert "Signal list Limburg, 2026-11-24" in files["html"].decode()


@pytest.mark.parametrize("nasty", NASTY)
def test_a_workbook_holds_no_formula_and_no_link(nasty: str) -> None:
    nice = signal(title=nasty, url=nasty, gemeente=nasty, reasons=Explanation(nl=nasty, en=nasty),
                  quotes=(Quote(code="LAB-10", field="body", text=nasty),))  # fmt: skip
    book = load_workbook(io.BytesIO(as_xlsx(listed(nice))))
    sheet = book["Limburg"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    title = sheet.cell(HEADER_ROW + 2, 5)
    assert title.data_type == "s"
    assert title.value.replace("_x000D_", "\r").rstrip(" ") == shown(nasty).rstrip(" ")


@pytest.mark.parametrize("nasty", NASTY)
def test_a_csv_cell_begins_with_nothing_that_computes(tmp_path: Path, nasty: str) -> None:
    row = csv_rows(written(tmp_path, signal(title=nasty))["csv"])[1]
    assert len(row) == len(NL.columns)
    assert not row[4].startswith(tuple(set(DANGEROUS) - {"'"}))
    assert unsafe(row[4]) == shown(nasty) or row[4] == shown(nasty)


@given(st.text())
def test_the_apostrophe_can_be_taken_off(text: str) -> None:
    assert unsafe(safe(text)) == text
    assert not safe(text).startswith(tuple(set(DANGEROUS) - {"'"}))


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000])
def test_a_cell_that_is_too_long_is_cut_with_a_mark(text: str) -> None:
    cut = fitting(text, NL)
    assert len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert cut.endswith(f"[…afgekapt: {len(text)} tekens in totaal; het JSON-bestand heeft alles]")
    sheet = sheet_of(as_xlsx(listed(signal(title=text))))
    assert sheet.cell(HEADER_ROW + 2, 5).value == cut
    assert fitting("x" * CELL_LIMIT, NL) == "x" * CELL_LIMIT


def test_the_page_runs_nothing(tmp_path: Path) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}\"'>"
    nice = signal(title=attack, url="javascript:alert(1)", gemeente=attack, reasons=Explanation(nl=attack, en=attack),
                  quotes=(Quote(code="LAB-10", field="body", text=attack),))  # fmt: skip
    page = written(tmp_path, nice)["html"].decode()
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert not re.search(r"<(script|img|a|iframe|link|object|form)\b", page, re.IGNORECASE)
    assert "default-src 'none'" in page


@given(st.text(min_size=1), st.text(), st.floats(min_value=0, max_value=500))
def test_json_gives_every_line_back(title: str, reason: str, score: float) -> None:
    from flows.exports.json_file import as_json

    nice = signal(title=title, score=score, reasons=Explanation(nl=reason, en=reason))
    said = json.loads(as_json(listed(nice)))
    assert [Signal.model_validate(one) for one in said["signals"]] == [nice]
    assert list(said) == sorted(said)


@pytest.mark.parametrize(
    ("more", "care"),
    [({"codes": ("CRI-01",)}, True), ({"codes": ("ORG-02",)}, True), ({"tier": "route"}, True), ({}, False)],
)
def test_care_comes_first(tmp_path: Path, more: dict[str, Any], care: bool) -> None:
    files = written(tmp_path, signal(**more))
    assert (NL.care in csv_rows(files["csv"])[1][-1]) is care
    assert (NL.care in files["html"].decode()) is care
    assert (NL.care in (sheet_of(files["xlsx"]).cell(HEADER_ROW + 2, len(NL.columns)).value or "")) is care
    assert "CoMensha" in NL.care
    assert "CoMensha" in EN.care


def test_synthetic_and_left_out_are_said(tmp_path: Path) -> None:
    files = written(tmp_path, signal(synthetic=True, left_out=7))
    note = csv_rows(files["csv"])[1][-1]
    assert note.startswith("SYNTHETISCH")
    assert "nog 7 regels ter beoordeling" in note
    assert "SYNTHETISCH" in files["html"].decode()
    assert json.loads(files["json"])["signals"][0]["left_out"] == 7


def test_the_words_speak_of_adverts_never_of_victims(tmp_path: Path) -> None:
    for language, forbidden in (("nl", "slachtoffer"), ("en", "victim")):
        files = written(tmp_path, signal(tier="route", synthetic=True, left_out=3), language=language)
        assert forbidden not in files["html"].decode().lower()
        assert forbidden not in files["csv"].decode().lower()
    assert "advertentietekst bevat" in NL.about
    assert "niet over personen" in NL.about


def test_adverts_of_one_line_stand_under_each_other(tmp_path: Path) -> None:
    one = signal()
    other = one.adverts[0].model_copy(update={"title": "=2", "segment": None, "offset": None, "sha256": None})
    row = csv_rows(written(tmp_path, one.model_copy(update={"adverts": (*one.adverts, other)}))["csv"])[1]
    assert row[4] == "Werk in de kas\n=2"
    assert row[10:12] == ["demo-1.warc.gz\n—", "4711\n—"]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = written(tmp_path, signal())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_lists(tmp_path, DAY, [signal(title="anders")], "nl")
    monkeypatch.undo()
    after = {path.suffix[1:]: path.read_bytes() for path in (tmp_path / "2026-11-24").glob("limburg.*")}
    assert after == before
    assert not list((tmp_path / "2026-11-24").glob(".*"))


def test_the_local_time_of_the_hour_that_comes_twice(tmp_path: Path) -> None:
    hours = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    rows = [csv_rows(written(tmp_path, signal(first_seen=hour))["csv"])[1][9] for hour in hours]
    assert rows == ["25-10-2026 02:30 +0200", "25-10-2026 02:30 +0100"]
