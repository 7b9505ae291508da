"""The mapping and the records agree, and every filter of a query is answered by a running engine."""

import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen
from uuid import uuid4

import pytest

from search import open_index
from search.documents import KEYWORDS, entry
from search.mappings import DERIVED, VERSION, adverts
from search.tree import TEXT_FIELDS
from tests.elastic_server import drop, elasticsearch  # noqa: F401 - a fixture
from tests.search_samples import document, stem
from zicht.query import FACETS, Document, Query
from zicht.settings import Settings

PROPERTIES = adverts()["mappings"]["properties"]
TYPES = {"keyword", "text", "date", "boolean", "double", "long"}  # a small server has them, too
NOT_FILTERS = {"sort", "offset", "limit"}
SEEN = datetime(2026, 11, 24, 11, tzinfo=UTC)
ONE = document(
    "one", "Kamer", "te huur", eenheid=("Limburg",), form="arbeid", outcome="signal", site="a.example",
    language="pl", codes=("LAB-04",), category="Wonen", seen_at=SEEN, score=50.0,
)  # fmt: skip
OTHER = document("other", seen_at=datetime(2026, 11, 20, tzinfo=UTC))
LATER = document("later", seen_at=datetime(2026, 11, 25, tzinfo=UTC))
PICKS_ONE: dict[str, dict[str, object]] = {
    "text": {"text": "kamer"},
    "eenheid": {"eenheid": ("Limburg",)},
    "form": {"form": ("arbeid",)},
    "outcome": {"outcome": ("signal",)},
    "site": {"site": ("a.example",)},
    "language": {"language": ("pl",)},
    "codes": {"codes": ("LAB-04",)},
    "category": {"category": ("Wonen",)},
    "seen_from": {"seen_from": SEEN, "seen_to": datetime(2026, 11, 25, tzinfo=UTC)},
    "seen_to": {"seen_to": datetime(2026, 11, 25, tzinfo=UTC), "seen_from": SEEN},
    "score_min": {"score_min": 50.0},
}


def test_every_field_of_a_document_is_mapped_and_nothing_else() -> None:
    derived = set(entry(ONE, FACETS)) - set(Document.model_fields)
    assert set(PROPERTIES) == set(Document.model_fields) | derived
    assert set(DERIVED) == derived


def test_the_mapping_is_strict_bounded_and_versioned() -> None:
    found = adverts()
    assert found["mappings"]["dynamic"] == "strict"
    assert found["mappings"]["_meta"]["version"] == VERSION
    assert found["settings"]["mapping.total_fields.limit"] == 200
    assert {field["type"] for field in PROPERTIES.values()} <= TYPES
    assert {field["ignore_above"] for field in PROPERTIES.values() if field["type"] == "keyword"} == {8191}
    assert {PROPERTIES[field]["analyzer"] for field in TEXT_FIELDS} == {"whitespace"}
    assert set(found["mappings"]["_source"]["excludes"]) == set(DERIVED)


def test_facets_and_keywords_are_keywords() -> None:
    assert {PROPERTIES[field]["type"] for field in (*FACETS, *KEYWORDS, "keys", "id")} == {"keyword"}


def test_the_deepest_page_is_allowed() -> None:
    last = Query(offset=10_000, limit=500)
    assert adverts()["settings"]["max_result_window"] == last.offset + last.limit


@pytest.mark.parametrize("engine", ["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def test_every_filter_of_a_query_picks_one_of_three(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path)
    if engine == "elasticsearch":
        url, name = request.getfixturevalue("elasticsearch"), f"test-{uuid4().hex[:12]}"
        request.addfinalizer(lambda: drop(url, name))
        settings = Settings(home=tmp_path, index=url, index_name=name)
    index = open_index(settings, stem)
    assert index.put([ONE, OTHER, LATER]) == []
    assert set(PICKS_ONE) == set(Query.model_fields) - NOT_FILTERS, "a filter without an example"
    for filter_name, filters in PICKS_ONE.items():
        found = index.search(Query.model_validate(filters))
        assert [row.document.id for row in found.rows] == ["one"], filter_name
    index.close()


@pytest.mark.elasticsearch
def test_the_running_server_has_what_the_file_says(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    url, name = request.getfixturevalue("elasticsearch"), f"test-{uuid4().hex[:12]}"
    request.addfinalizer(lambda: drop(url, name))
    index = open_index(Settings(home=tmp_path, index=url, index_name=name), stem)
    index.put([ONE])
    index.close()
    with urlopen(f"{url}/{name}", timeout=30) as answer:
        ((real, found),) = json.load(answer).items()
    assert real == f"{name}-v{VERSION}-0001"
    assert found["aliases"] == {name: {}}
    wanted = adverts()
    assert found["mappings"] == wanted["mappings"] | {"properties": found["mappings"]["properties"]}
    assert set(found["mappings"]["properties"]) == set(PROPERTIES)
    running = found["settings"]["index"]
    assert running["max_result_window"] == str(wanted["settings"]["max_result_window"])
    assert running["mapping"]["total_fields"]["limit"] == "200"
    assert "refresh_interval" not in running
    assert "blocks" not in running
    with urlopen(f"{url}/{name}/_doc/one", timeout=30) as answer:
        assert Document.model_validate(json.load(answer)["_source"]) == ONE
