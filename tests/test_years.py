"""Years of work, marriage and animals are no age; who says that she is seventeen is heard, however she says it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from enrichment.enrich import enrich
from zicht.records import Advert

CASES = Path(__file__).resolve().parent / "cases" / "years.tsv"
LANGUAGES = {"nl", "en", "pl", "ro", "bg", "hu", "es", "de"}


def cases() -> list[list[str]]:
    return [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("language", "said", "text"), cases(), ids=lambda one: one[:40])
def test_years_are_read_as_what_they_are(language, said, text, reader):
    advert = Advert(
        site="years", url="https://example.nl/1", title="-", body=text, category="escort",
        seen_at=datetime(2026, 11, 27, tzinfo=UTC),
    )  # fmt: skip
    standing = {hit.code for hit in enrich(advert, reader).hits if hit.cancelled_by is None}
    assert ("SEX-01" in standing) == (said == "age")


@pytest.mark.parametrize("said", ["age", "-"])
def test_every_language_has_both(said):
    assert {one[0] for one in cases() if one[1] == said} == LANGUAGES
