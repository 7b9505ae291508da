"""The reader as spaCy shows it, and what it does with input that nobody meant: no exception, bounded time."""

import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from spacy import displacy

from enrichment.enrich import enrich
from enrichment.reader import Reader, open_reader
from zicht.records import Advert

FOLDER = Path(__file__).parents[1] / "indicators"
TEXT = "Je moet je paspoort inleveren 😀. Telefoon afgeven, geen vrije dagen. Bel 06 1234 5678."
SIZE = 400_000  # characters
LONG = 20.0  # seconds on a busy machine; what is quadratic takes minutes


@cache
def _reader() -> Reader:
    return open_reader(FOLDER, key=b"test")


def _advert(body: str, title: str = "Werk", category: str | None = "vacatures") -> Advert:
    return Advert(
        site="test", url="https://example.nl/1", title=title, body=body, category=category,
        seen_at=datetime(2026, 9, 10, tzinfo=UTC),
    )  # fmt: skip


def test_a_doc_holds_the_indicators_as_spans() -> None:
    doc = _reader().doc(_advert(TEXT))
    assert doc.text.startswith(f"Werk\n\n{TEXT}")
    labels = {span.label_ for span in doc.spans["indicators"]}
    assert {"LAB-10", "LAB-19", "LAB-03"} <= labels
    assert [span.text for span in doc.spans["extractions"] if span.label_ == "phone"] == ["06 1234 5678"]


def test_displacy_shows_the_spans() -> None:
    doc = _reader().doc(_advert(TEXT))
    page = displacy.render(doc, style="span", options={"spans_key": "indicators"}, jupyter=False)
    assert all(code in page for code in ("LAB-10", "LAB-19", "LAB-03"))
    assert "paspoort" in page


def test_displacy_never_makes_markup_of_an_advert() -> None:
    doc = _reader().doc(_advert("<script>alert(1)</script> Je moet je paspoort inleveren."))
    page = displacy.render(doc, style="span", options={"spans_key": "indicators"}, jupyter=False)
    assert "<script>" not in page


ODD = {
    "10,000 emoji": "😀" * 10_000,
    "keycaps": "0️⃣6️⃣" * 5_000,
    "lone surrogates": "paspoort \ud800 inleveren \udfff 06 1234 5678 " * 100,
    "right to left marks": "\u202e06\u200f12345678\u202c paspoort\u200f inleveren " * 500,
    "NULs": "\x00" * 10_000 + "paspoort\x00inleveren\x0006\x001234\x005678",
    "nothing but blanks": " \n\t\u00a0" * 10_000,
    "one endless word": "a" * 200_000,
    "brackets": "([{" * 20_000,
    "combining marks": "paspoort" + "\u0301" * 50_000 + " inleveren",
    "every plane": "".join(chr(code) for code in range(0x20, 0x11000, 7)),
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_text_is_read_without_an_exception(kind: str) -> None:
    started = time.perf_counter()
    enriched = enrich(_advert(ODD[kind], title=ODD[kind][:50]), _reader())
    for hit in (*enriched.hits, *enriched.extractions):
        assert 0 <= hit.start <= hit.end <= len(getattr(enriched.advert, hit.field))
    _reader().doc(enriched.advert)
    assert time.perf_counter() - started < LONG


def test_marks_that_nobody_sees_hide_nothing() -> None:
    for body in (
        "paspoort\u200b in\u00adleveren",
        "pas\u200dpoort\u202e inleveren",
        "p\u0430spoort inleveren".replace("\u0430", "a"),
    ):
        assert "LAB-10" in {hit.code for hit in enrich(_advert(f"Je moet je {body} bij aankomst."), _reader()).hits}


LARGE = {
    "prose full of hits": "Je verdient 8 euro per uur, paspoort inleveren bij aankomst. Bel 06 1234 5678. Geen vrije dagen. ",
    "amounts": "€ 8 per uur ",
    "deductions": "€ 2 per uur gaat eraf ",
    "digits": "06 12 ",
    "one sentence": "paspoort en dan nog een keer inleveren ",
    "number words": "nul zes een twee euro per uur ",
    "ages": "19 jaar ",
    "other language": "предаване на паспорт без почивни дни ",
    "names of places": "Bergen Hengelo Rijswijk Beek ",
    "days of the week": "maandag tot en met vrijdag van zeven tot vijf en zaterdag ",
    "amounts in words": "twaalf en een halve euro per uur van half zeven tot elf uur ",
    "pieces and pace": "40 cent per kist en 25 in een uur ",
    "ages with amounts": "18 jaar 7,60 / 19 jaar 9,10 per uur ",
}


@pytest.mark.parametrize("kind", LARGE)
def test_a_very_long_advert_takes_seconds_and_shows_a_bounded_number_of_hits(kind: str) -> None:
    text = (LARGE[kind] * (SIZE // len(LARGE[kind]) + 1))[:SIZE]
    started = time.process_time()
    enriched = enrich(_advert(text), _reader())
    assert time.process_time() - started < LONG
    assert len(enriched.hits) < 2_000
