"""What is said of queries that cannot be read, and the small parts under both engines."""

import subprocess
import sys
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from enrichment.words.stems import words as enrichment_words
from enrichment.words.text import fold as enrichment_fold
from search import open_index
from search.documents import document_of, entry, unfit
from search.highlight import Marker
from search.language import FIELDS, read
from search.ordering import by_keys, by_relevance
from search.words import LONGEST, fold, placed_words, words
from tests.search_samples import document, stem
from zicht.errors import IndexFault, QueryError, SettingsError
from zicht.query import Query
from zicht.records import Advert, EnrichedAdvert, Hit, Place, SubjectKey
from zicht.settings import Settings

REFUSED: list[tuple[str, int, str]] = [
    ('kamer "te huur', 7, "aanhalingsteken"),
    ('"', 1, "aanhalingsteken"),
    ('kamer"', 6, "aanhalingsteken"),
    ('site:mark"t', 10, "aanhalingsteken"),
    ("kamer huur^.", 11, "gewicht"),
    ("kamer~1.2.3", 6, "bijna-gelijk"),
    ("a (b OR c", 10, "haakje"),
    ("a b)", 4, "“)”"),
    ("a AND", 6, "achter AND"),
    ("OR a", 1, "“OR”"),
    ("NOT", 4, "achter AND"),
    ("vrow~", 1, "bijna-gelijk"),
    ("kamer vrow~1", 7, "bijna-gelijk"),
    ('"vaste klanten"~3', 1, "afstand"),
    ("kamer^2", 1, "gewicht"),
    ("/kam.r/", 1, "reguliere expressie"),
    ("huur / maand", 6, "losse /"),
    ("a\\", 2, "\\"),
    ("v*w", 2, "eind van een woord"),
    ("*w", 1, "eind van een woord"),
    ("kamer w?rd", 8, "eind van een woord"),
    ("e-mail*", 1, "achter één woord"),
    ("tel:0612345601", 1, "geen veld"),
    ("kamer plaats:Venlo", 7, "geen veld"),
    ("url:https://a.example/", 1, "veld in een veld"),
    ("title:(body:a)", 8, "veld in een veld"),
    ("title:[a TO b]", 7, "bereik"),
    (">5", 1, "bereik"),
    ("score:veel", 7, "geen getal"),
    ("score:nan", 7, "geen getal"),
    ("score:[1 TO tien]", 13, "geen getal"),
    ("seen:gisteren", 6, "geen dag"),
    ("seen:2026-02-30", 6, "geen dag"),
    ("seen:2026-13", 6, "geen dag"),
    ("seen:9999-12-31", 6, "geen dag"),
    ("seen:[2026-11-01 TO 30-11-2026]", 21, "geen dag"),
    ("!!!", 1, "geen woord"),
    ("title:…", 1, "geen woord"),
    ("(" * 30 + "a" + ")" * 30, 22, "haakjes"),
    ("a " * 300, 501, "250 woorden"),
    ("a" * 2001, 2001, "2000 tekens"),
]


@pytest.mark.parametrize(("text", "position", "nl"), REFUSED, ids=[text[:20] for text, *_ in REFUSED])
def test_a_query_that_cannot_be_read_says_where_and_why(text: str, position: int, nl: str) -> None:
    with pytest.raises(QueryError) as caught:
        read(text, stem)
    assert caught.value.nl.startswith(f"Zoekvraag, positie {position}: ")
    assert nl in caught.value.nl
    assert caught.value.en.startswith(f"Search query, position {position}: ")


def test_a_wrong_field_names_the_right_ones() -> None:
    with pytest.raises(QueryError) as caught:
        read("naam:x", stem)
    assert all(field in caught.value.nl and field in caught.value.en for field in FIELDS)


# --- words


@given(some.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_words_are_those_of_enrichment(text: str) -> None:
    assert fold(text) == enrichment_fold(text)
    assert words(text) == [word[:LONGEST] for word in enrichment_words(text)]


@given(some.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_placed_words_are_the_words_in_their_places(text: str) -> None:
    placed = placed_words(text)
    assert [word.text for word in placed] == words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in placed)
    assert all(word.text in fold(text[word.start : word.end]) for word in placed)
    assert [(word.start, word.end) for word in placed] == sorted((word.start, word.end) for word in placed)


# --- documents


def hit(code: str, cancelled_by: str | None = None) -> Hit:
    return Hit(
        code=code, pack="labour@1", field="body", start=0, end=1, text="k", points=1, dimension="DEBT",
        cancelled_by=cancelled_by,
    )  # fmt: skip


def test_a_document_is_a_projection_of_an_enriched_advert() -> None:
    advert = Advert(
        site="a.example", url="https://a.example/1", title="Titel", body="kamer", category="Wonen", employer="Kas BV",
        account="kas", seen_at=datetime(2026, 11, 24, tzinfo=UTC), posted_at=datetime(2026, 11, 23, tzinfo=UTC),
    )  # fmt: skip
    place = Place(gemeente="Venlo", eenheid="Limburg", eenheden=("Limburg", "Oost-Brabant"), location_type="camper")
    found = document_of(
        EnrichedAdvert(
            advert=advert, language="nl", form="arbeid", place=place, stems="titel " + "k" * 300, score=12.5, route=True,
            outcome="signal", subjects=(SubjectKey(kind="phone", key="abc"), SubjectKey(kind="email", key="def")),
            hits=(hit("LAB-09"), hit("LAB-04"), hit("LAB-04"), hit("LAB-01", "near:niet"), hit("LAB-09", "CNT-05")),
        )
    )  # fmt: skip
    assert found.codes == ("LAB-04", "LAB-09")
    assert found.subjects == ("phone:abc", "email:def")
    assert found.eenheid == ("Limburg", "Oost-Brabant")
    assert found.stems == "titel " + "k" * 255
    assert (found.id, found.url, found.gemeente, found.location_type) == (advert.id, advert.url, "Venlo", "camper")
    assert (found.score, found.route, found.outcome, found.posted_at) == (12.5, True, "signal", advert.posted_at)


def test_a_document_without_a_place_is_onbepaald() -> None:
    advert = Advert(site="a.example", url="https://a.example/1", title="", body="", seen_at=datetime(2026, 11, 24, tzinfo=UTC))  # fmt: skip # noqa: E501
    found = document_of(EnrichedAdvert(advert=advert, language="und", form="overig"))
    assert (found.eenheid, found.gemeente, found.codes, found.stems) == (("onbepaald",), None, (), "")


def test_a_month_is_one_of_amsterdam() -> None:
    late = document("a", seen_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert entry(late, ())["month"] == "2027-01"


def test_a_keyword_may_be_as_long_as_lucene_takes_and_no_longer() -> None:
    name = "employer="
    assert unfit(document("a", employer="x" * (8191 - len(name)))) is None
    assert "employer" in (unfit(document("a", employer="x" * (8192 - len(name)))) or "")
    assert "employer" in (unfit(document("a", employer="\ufdfa" * 1000)) or "")  # eighteen characters each when folded


# --- order


class Rows:
    """An engine over a list: one key at a time, ties upside down."""

    def __init__(self, rows: list[tuple[int, int, str]]) -> None:
        self.rows = rows
        self.asked = 0

    def _column(self, field: str, at: int) -> int:
        return self.rows[at][("score", "seen").index(field)]

    def all(self, same: tuple) -> list[int]:
        return [
            at
            for at in reversed(range(len(self.rows)))
            if all(self._column(field, at) == value for field, value in same)
        ]

    def top(self, same: tuple, field: str, descending: bool, limit: int) -> list[tuple[int, int]]:
        self.asked += 1
        found = sorted(self.all(same), key=lambda at: self._column(field, at), reverse=descending)
        return [(self._column(field, at), at) for at in found[:limit]]

    def relevant(self, limit: int) -> list[tuple[int, int]]:
        return self.top((), "score", True, limit)

    def values(self, field: str, addresses: list[int]) -> list[int]:
        return [self._column(field, at) for at in addresses]

    def name(self, address: int) -> str:
        return self.rows[address][2]


rows_of = some.lists(some.tuples(some.integers(0, 3), some.integers(0, 3)), max_size=40)


@given(rows_of, some.integers(1, 45))
@settings(max_examples=200, deadline=None)
def test_any_page_is_in_full_order(pairs: list[tuple[int, int]], end: int) -> None:
    engine = Rows([(score, seen, f"{at * 7919 % 101:03d}") for at, (score, seen) in enumerate(pairs)])
    wanted = sorted(range(len(pairs)), key=lambda at: (-pairs[at][0], -pairs[at][1], engine.name(at)))
    assert by_keys(engine, (("score", True), ("seen", True)), end) == wanted[:end]
    assert engine.asked <= 2
    oldest = sorted(range(len(pairs)), key=lambda at: (pairs[at][1], engine.name(at)))
    assert by_keys(engine, (("seen", False),), end) == oldest[:end]
    relevant = sorted(range(len(pairs)), key=lambda at: (-pairs[at][0], engine.name(at)))
    assert by_relevance(engine, end) == relevant[:end]


# --- marks


def test_a_word_is_marked_only_as_the_stem_that_enrichment_kept() -> None:
    """`bess` may come from `bessen`, but this document holds `bessens` under its other stem."""
    kept = document("a", "bessens", stems="bessen")
    marker = Marker(stem)
    assert marker.rows([kept], read("bessens", stem))[0].title_marks == ((0, 7),)
    assert marker.rows([document("b", "bessens", stems="iets")], read("bessens", stem))[0].title_marks == ()


# --- the embedded folder


def test_an_index_of_another_version_asks_for_a_rebuild_and_gets_it(tmp_path: Path) -> None:
    index = open_index(Settings(home=tmp_path), stem)
    index.put([document("a")])
    index.close()
    (meta,) = (tmp_path / "index").glob("g*/meta.zicht.json")
    meta.write_text('{"engine": "tantivy", "library": "0.1.0", "schema": 0}')
    for ask in (
        lambda: index.search(Query()),
        lambda: index.get("a"),
        lambda: index.count(),
        lambda: index.put([document("b")]),
        lambda: index.delete(["a"]),
    ):
        with pytest.raises(IndexFault, match="zicht rebuild") as caught:
            ask()
        assert "zicht rebuild" in caught.value.en
    assert index.rebuild([[document("b")]]) == []
    assert [row.document.id for row in index.search(Query()).rows] == ["b"]


@pytest.mark.parametrize("harm", ["meta gone", "generation gone", "files gone", "pointer astray"])
def test_a_broken_folder_asks_for_a_rebuild(tmp_path: Path, harm: str) -> None:
    index = open_index(Settings(home=tmp_path), stem)
    index.put([document("a")])
    index.close()
    (generation,) = (tmp_path / "index").glob("g*")
    if harm == "meta gone":
        (generation / "meta.zicht.json").unlink()
    elif harm == "generation gone":
        generation.rename(tmp_path / "elsewhere")
    elif harm == "files gone":
        (generation / "meta.json").unlink()
    else:
        (tmp_path / "index" / "current").write_text("g9999")
    for ask in (lambda: index.search(Query()), lambda: index.put([document("b")]), lambda: index.delete(["a"])):
        with pytest.raises(IndexFault, match="zicht rebuild"):
            ask()
    index.rebuild([[document("b")]])
    assert index.count() == 1


def test_a_generation_that_was_never_finished_is_not_used(tmp_path: Path) -> None:
    index = open_index(Settings(home=tmp_path), stem)
    index.put([document("a")])
    (tmp_path / "index" / "g0099").mkdir()
    assert index.count() == 1
    index.rebuild([[document("b")]])
    assert [path.name for path in (tmp_path / "index").glob("g*")] == ["g0100"]


def test_ties_at_one_moment_do_not_cost_memory_beyond_them(tmp_path: Path) -> None:
    """A page deep in 3,000 adverts of one moment: right, and without reading all bodies."""
    index = open_index(Settings(home=tmp_path), stem)
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    index.put([document(f"{at:04d}", body="x" * 2000, seen_at=moment - timedelta(days=at % 2)) for at in range(6000)])
    tracemalloc.start()
    rows = index.search(Query(offset=2000, limit=3)).rows
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row.document.id for row in rows] == ["4000", "4002", "4004"]
    assert peak < 6_000_000


WRITER = """
import sys
from pathlib import Path
from search import open_index
from tests.search_samples import document, stem
from zicht.settings import Settings
index = open_index(Settings(home=Path(sys.argv[1])), stem)
for at in range(0, 100_000, 10):
    index.put([document(str(at + step), "kamer") for step in range(10)])
    print(at, flush=True)
"""


def test_a_writer_that_is_killed_loses_nothing_that_was_said_to_be_in(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parent.parent
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert writer.stdout is not None
    told = [int(writer.stdout.readline()) for _ in range(7)]
    writer.kill()
    told += [int(line) for line in writer.stdout.read().split("\n")[:-1]]
    writer.wait()
    writer.stdout.close()
    index = open_index(Settings(home=tmp_path), stem)
    assert all(index.get(str(at + step)) for at in told for step in range(10))
    count = index.count()
    assert count in (10 * len(told), 10 * len(told) + 10)  # the last batch may be in without having been told
    assert index.put([document("after")]) == []
    assert index.count() == count + 1


# --- choosing an engine


def test_an_unknown_engine_is_a_settings_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ZICHT_INDEX"):
        open_index(Settings(home=tmp_path, index="solr"), stem)


@pytest.mark.parametrize(("index", "library"), [("tantivy", "tantivy"), ("http://localhost:9200", "elasticsearch")])
def test_a_missing_library_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, index: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    for module in ("search.embedded", "search.elastic"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(SettingsError, match=f"(?s){library}.*pip install") as caught:
        open_index(Settings(home=tmp_path, index=index), stem)
    assert "pip install" in caught.value.en
