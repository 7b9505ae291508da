"""One suite over both engines: the same documents, the same questions, the same answers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from search import open_index
from search.language import read
from tests.elastic_server import drop, elasticsearch  # noqa: F401 - a fixture
from tests.search_samples import BY_ID, DOCUMENTS, HAND, document, matches, stem
from zicht.errors import IndexFault, QueryError
from zicht.query import FACETS, Bucket, Index, Query, Sort
from zicht.settings import Settings

ENGINES = ["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
FILLERS = {found.id for found in DOCUMENTS[len(HAND) :]}
EVEN, ODD = ({f"f{at:02d}" for at in range(start, 50, 2)} for start in (0, 1))
VENLO = {f"f{at:02d}" for at in range(0, 50, 5)}
ALL = set(BY_ID)


@contextmanager
def settings_for(engine: str, request: pytest.FixtureRequest, home: Path) -> Iterator[Settings]:
    if engine == "tantivy":
        yield Settings(home=home)
        return
    url, name = request.getfixturevalue("elasticsearch"), f"test-{uuid4().hex[:12]}"
    yield Settings(home=home, index=url, index_name=name)
    drop(url, name)


@pytest.fixture(params=ENGINES)
def chosen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    with settings_for(request.param, request, tmp_path) as found:
        yield found


@pytest.fixture
def index(chosen: Settings) -> Iterator[Index]:
    opened = open_index(chosen, stem)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=ENGINES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """All sixty documents; only to be read."""
    with settings_for(request.param, request, tmp_path_factory.mktemp("index")) as found:
        opened = open_index(found, stem)
        assert opened.put(DOCUMENTS) == []
        yield opened
        opened.close()


def found(index: Index, text: str = "", **filters: object) -> list[str]:
    page = index.search(Query.model_validate({"text": text, "limit": 500, **filters}))
    assert page.total == len(page.rows)
    return [row.document.id for row in page.rows]


# --- put, replace, delete, get, count


def test_what_is_put_can_be_read_back_as_it_was(index: Index) -> None:
    assert index.put(HAND) == []
    assert index.count() == len(HAND)
    for wanted in HAND:
        assert index.get(wanted.id) == wanted
    assert index.get("unknown") is None
    assert index.search(Query(text="pinpas")).rows[0].document == BY_ID["pinpas"]


def test_an_empty_index_answers(index: Index) -> None:
    page = index.search(Query(text="kamer"))
    assert (index.count(), page.total, page.rows, page.months) == (0, 0, (), ())
    assert page.facets == {facet: () for facet in FACETS}


def test_putting_again_replaces(index: Index) -> None:
    index.put([document("a", "oud"), document("b", "blijft"), document("a", "nieuwer")])
    index.put([document("a", "nieuwst")])
    assert index.count() == 2
    assert found(index, "oud OR nieuwer") == []
    assert found(index, "nieuwst") == ["a"]


def test_deleting_takes_out_and_unknown_ids_are_fine(index: Index) -> None:
    index.put([document("a"), document("b")])
    index.delete(["a", "unknown"])
    index.delete([])
    assert (index.count(), found(index)) == (1, ["b"])


def test_nothing_to_put_is_fine(index: Index) -> None:
    assert index.put([]) == []
    assert index.count() == 0


def test_another_process_sees_what_was_put(index: Index, chosen: Settings) -> None:
    other = open_index(chosen, stem)
    assert found(other) == []
    index.put([document("a")])
    assert found(other) == ["a"]
    other.close()


def test_a_closed_index_loses_nothing(index: Index, chosen: Settings) -> None:
    index.put([document("a")])
    index.close()
    again = open_index(chosen, stem)
    assert found(again) == ["a"]
    again.close()


# --- the query language

QUERIES: list[tuple[str, set[str]]] = [
    ("", ALL),
    ("   ", ALL),
    ("*", ALL),
    ("*:*", ALL),
    ("kamer", {"massage", "kas", "slacht"}),
    ("KAMER", {"massage", "kas", "slacht"}),
    ("kamers", {"massage", "kas", "slacht"}),
    ("klant", {"massage", "zelf"}),
    ("kamer huur", {"slacht"}),
    ("kamer AND klanten", {"massage"}),
    ("kamer OR nier", {"massage", "kas", "slacht", "nier"}),
    ("kamer OR nier gezocht", {"nier", "slacht"}),
    ("pinpas OR kamer AND klanten", {"pinpas", "massage"}),
    ("(pinpas OR kamer) AND klanten", {"massage"}),
    ("kamer -klanten", {"kas", "slacht"}),
    ("kamer NOT klanten NOT huur", {"kas"}),
    ("+kamer +vervoer", {"kas"}),
    ("-kamer -fiets -bank", {"pinpas", "nier", "zelf", "praca", "cafe", "verborgen", "leeg"}),
    ("NOT (fiets OR bank OR kamer)", {"pinpas", "nier", "zelf", "praca", "cafe", "verborgen", "leeg"}),
    ("nier OR NOT goede", ALL - FILLERS),
    ("-*", set()),
    ('"vaste klanten"', {"massage"}),
    ('"vaste klant"', {"massage"}),
    ('"klanten vaste"', set()),
    ('"kosten worden ingehouden"', {"slacht"}),
    ('"goede staat goede staat goede"', {f"f{at:02d}" for at in range(50) if at % 3 == 2}),
    ('"zoekt dames vaste"', {"massage"}),  # runs from the title into the body, as the stems do
    ('-"vaste klanten" kamer', {"kas", "slacht"}),
    ("24/7", {"cafe"}),
    ("e-mail", {"cafe"}),
    ("100%", {"cafe"}),
    ("€50", {"verborgen"}),
    ("cafe", {"cafe"}),
    ("CAFÉ", {"cafe"}),
    ("lodz", {"praca"}),
    ("pokoj", {"praca"}),
    ("vrouwen", {"verborgen"}),
    ("mail", {"verborgen", "cafe"}),
    ("12", {"verborgen"}),
    ("kamer & huur", {"slacht"}),
    ("vro*", {"verborgen"}),
    ("kas*", {"kas"}),
    ("paspoort* OR praca*", {"kas", "praca"}),
    ("fie* venlo", {f"f{at:02d}" for at in range(5, 50, 10)}),
    ("title:fiets", ODD),
    ("titel:FIETS", ODD),
    ("title:kamer", set()),
    ("title:klanten", set()),
    ("body:kamer", {"massage", "kas", "slacht"}),
    ("body:kamers", set()),
    ("body:klant*", {"massage", "zelf"}),
    ('title:"werk in"', {"kas"}),
    ('title:"in werk"', set()),
    ("title:(fiets OR bank) body:venlo", VENLO),
    ("title:*", ALL - {"leeg"}),
    ("site:banen.example", {"slacht", "praca"}),
    ("site:BANEN.example", {"slacht", "praca"}),
    ("site:banen*", {"slacht", "praca"}),
    ("site:banen", set()),
    ('eenheid:"Den Haag"', {"massage", "kas"}),
    ('eenheid:"den haag"', {"massage", "kas"}),
    ("eenheid:(Rotterdam OR Limburg)", {"massage", "pinpas", "praca"}),
    ("gemeente:venlo", {"praca"}),
    ("-gemeente:* -fiets -bank", {"verborgen", "leeg"}),
    ("form:orgaan", {"nier"}),
    ("outcome:independent", {"zelf"}),
    ("code:SEX-07", {"massage"}),
    ("codes:lab-09 -code:lab-04", {"slacht"}),
    ("code:LAB*", {"kas", "slacht", "praca", "cafe"}),
    ("language:pl", {"praca"}),
    ("category:vacatures AND loon", {"kas"}),
    ('category:"huis en tuin"', EVEN),
    ('employer:"Kassen & Zonen B.V."', {"kas", "praca"}),
    ('employer:"kassen & zonen b.v."', {"kas", "praca"}),
    ("employer:kassen*", {"kas", "praca"}),
    ("employer:vlees*", {"slacht"}),
    ("employer:*", {"kas", "slacht", "praca", "cafe"}),
    ("account:roos88", {"massage", "pinpas"}),
    ('url:"https://markt.example/nier"', {"nier"}),
    ("subject:phone:abc123", {"massage"}),
    ('subject:"phone:abc123"', {"massage"}),
    ("subject:abc123", {"massage"}),
    ("subject:phone*", {"massage"}),
    ("locatie:salon", {"massage"}),
    ("score:[20 TO *]", {"massage", "kas", "slacht", "pinpas", "nier", "praca"}),
    ("score:{20 TO *]", {"massage", "kas", "pinpas", "nier"}),
    ("score:[20 TO 42.5}", {"kas", "slacht", "praca"}),
    ("score:>=55", {"pinpas", "nier"}),
    ("score:>55", {"nier"}),
    ("score:<3 -score:<2", {f"f{at:02d}" for at in range(2, 50, 4)}),
    ("score:20", {"slacht", "praca"}),
    ("score:[-5 TO -1]", set()),
    ("score:[30 TO 20]", set()),
    ("seen:2026-11-24", {"pinpas", "nier"}),
    ("seen:2026-11-01", {"massage", "slacht"}),
    ("seen:2026-10-31", {"kas"}),
    ("seen:[2026-11-01 TO 2026-11-30]", {"massage", "slacht", "pinpas", "nier", "zelf", "praca", "verborgen", "leeg"}),
    ("seen:{2026-11-01 TO 2026-11-03}", {"zelf", "praca"}),
    ("seen:2026-11", {"massage", "slacht", "pinpas", "nier", "zelf", "praca", "verborgen", "leeg"}),
    ("seen:[2026-12 TO *]", {"cafe"}),
    ("seen:2027-01-01", {"cafe"}),
    ("seen:<2026-10-26 fiets", ODD & {f"f{at:02d}" for at in range(50)}),
    ("seen:>2026-11-03", {"pinpas", "nier", "cafe"}),
    ("fiets seen:2026-10-25", ODD),  # a day of 25 hours
]


@pytest.mark.parametrize(("text", "expected"), QUERIES, ids=[text or "(empty)" for text, _ in QUERIES])
def test_a_query_finds_what_it_says(filled: Index, text: str, expected: set[str]) -> None:
    assert set(found(filled, text)) == expected


def test_the_reference_agrees_with_the_stated_answers() -> None:
    for text, expected in QUERIES:
        tree = read(text, stem)
        assert {number for number, sample in BY_ID.items() if matches(tree, sample)} == expected, text


WORDS = ["kamer", "klanten", "klant", "goede", "staat", "fiets", "venlo", "café", "Łódź", "24/7", "kosten", "van", "te"]
leaves = some.one_of(
    some.sampled_from(WORDS),
    some.sampled_from(WORDS).map(lambda word: f"{word[:2]}*"),
    some.lists(some.sampled_from(WORDS), min_size=1, max_size=4).map(lambda row: f'"{" ".join(row)}"'),
    some.tuples(some.sampled_from(["title", "body"]), some.sampled_from(WORDS)).map(":".join),
    some.tuples(some.integers(0, 60), some.integers(0, 60)).map(lambda pair: f"score:[{pair[0]} TO {pair[1]}}}"),
    some.tuples(some.integers(24, 31), some.integers(1, 30)).map(
        lambda days: f"seen:[2026-10-{days[0]} TO 2026-11-{days[1]:02d}]"
    ),
    some.sampled_from(["form:arbeid", "code:LAB*", "employer:*", 'eenheid:"den haag"', "*", "language:und"]),
)
queries = some.recursive(
    leaves,
    lambda inner: some.one_of(
        some.tuples(inner, inner).map(" ".join),
        some.tuples(inner, inner).map(" OR ".join),
        some.tuples(inner, inner).map(" AND ".join),
        inner.map(lambda part: f"-({part})"),
        inner.map(lambda part: f"({part})"),
    ),
    max_leaves=6,
)
QUIET = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(text=queries)
@QUIET
def test_any_query_means_the_same_everywhere(filled: Index, text: str) -> None:
    tree = read(text, stem)
    assert set(found(filled, text)) == {number for number, sample in BY_ID.items() if matches(tree, sample)}


@given(text=some.one_of(some.text(max_size=40), some.text(alphabet='ab*?"()[]{}:/\\~^+-& TONR<>=.,!|', max_size=40)))
@QUIET
def test_whatever_is_typed_is_answered_or_refused_with_a_sentence(filled: Index, text: str) -> None:
    try:
        tree = read(text, stem)
    except QueryError:
        with pytest.raises(QueryError, match=r"(?s)^Zoekvraag, positie \d+: .+\.$"):
            filled.search(Query(text=text))
    else:
        assert set(found(filled, text)) == {number for number, sample in BY_ID.items() if matches(tree, sample)}


def test_the_longest_and_deepest_query_that_is_read_is_answered(filled: Index) -> None:
    assert set(found(filled, " OR ".join(["kamer", "pinpas"] * 100))) == {"massage", "kas", "slacht", "pinpas"}
    assert set(found(filled, "(fiets OR " * 9 + "kamer" + ")" * 9)) == {*ODD, "massage", "kas", "slacht"}
    assert set(found(filled, "-(fiets -(" * 4 + "kamer" + "))" * 4)) == ALL - ODD
    assert found(filled, f'employer:"{"x" * 1900}"') == []
    assert found(filled, "x" * 1900 + "*") == []


# --- filters, facets, months

FILTERS: list[tuple[dict[str, object], set[str]]] = [
    ({"eenheid": ("Den Haag",)}, {"massage", "kas"}),
    ({"eenheid": ("Rotterdam", "Amsterdam")}, {"massage", "nier"}),
    ({"eenheid": ("den haag",)}, set()),
    ({"form": ("orgaan",)}, {"nier"}),
    ({"outcome": ("review", "independent")}, {"slacht", "praca", "verborgen", "zelf"}),
    ({"site": ("banen.example",)}, {"slacht", "praca"}),
    ({"language": ("und", "pl")}, {"verborgen", "leeg", "praca"}),
    ({"codes": ("LAB-09",)}, {"kas", "slacht"}),
    ({"category": ("Vacatures",)}, {"kas", "slacht", "praca", "cafe"}),
    ({"score_min": 55.0}, {"pinpas", "nier"}),
    ({"seen_from": datetime(2026, 11, 24, 9, 0, 0, 1, tzinfo=UTC)}, {"pinpas", "cafe"}),
    ({"seen_to": datetime(2026, 11, 1, tzinfo=UTC), "form": ("arbeid",)}, {"kas", "slacht"}),
    (
        {"seen_from": datetime(2026, 11, 24, 9, tzinfo=UTC), "seen_to": datetime(2026, 11, 24, 9, 0, 0, 1, tzinfo=UTC)},
        {"nier"},
    ),
    ({"form": ("arbeid",), "outcome": ("review",), "text": "kamer"}, {"slacht"}),
    ({"form": ("arbeid",), "outcome": ("independent",)}, set()),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS, ids=[" ".join(filters) for filters, _ in FILTERS])
def test_a_filter_lets_through_what_it_says(filled: Index, filters: dict[str, object], expected: set[str]) -> None:
    assert set(found(filled, **filters)) == expected


def test_facets_are_counted_most_frequent_first(filled: Index) -> None:
    page = filled.search(Query(limit=0))
    assert (page.total, page.rows) == (60, ())
    assert tuple(page.facets) == FACETS
    assert page.facets["form"] == tuple(
        Bucket(value=value, count=count)
        for value, count in [("overig", 51), ("arbeid", 4), ("seksueel", 3), ("crimineel", 1), ("orgaan", 1)]
    )
    assert page.facets["eenheid"][:3] == (
        Bucket(value="onbepaald", count=52),
        Bucket(value="Den Haag", count=2),
        Bucket(value="Limburg", count=2),
    )
    assert {bucket.value: bucket.count for bucket in page.facets["codes"]}["LAB-09"] == 2


def test_a_facet_counts_what_its_own_filter_leaves_out(filled: Index) -> None:
    page = filled.search(Query(form=("arbeid",), outcome=("review",)))
    assert page.total == 2
    assert {bucket.value: bucket.count for bucket in page.facets["outcome"]} == {
        "review": 2, "signal": 1, "breach_only": 1,
    }  # fmt: skip
    assert {bucket.value: bucket.count for bucket in page.facets["form"]} == {"arbeid": 2, "seksueel": 1}
    assert {bucket.value: bucket.count for bucket in page.facets["site"]} == {"banen.example": 2}


def test_months_are_those_of_amsterdam(filled: Index) -> None:
    months = [(bucket.value, bucket.count) for bucket in filled.search(Query()).months]
    assert months == [("2026-10", 51), ("2026-11", 8), ("2027-01", 1)]
    arbeid = [(bucket.value, bucket.count) for bucket in filled.search(Query(form=("arbeid",))).months]
    assert arbeid == [("2026-10", 1), ("2026-11", 2), ("2027-01", 1)]


# --- order and pages


def in_order(sort: Sort) -> list[str]:
    keys = {
        "newest": lambda sample: (-sample.seen_at.timestamp(), sample.id),
        "oldest": lambda sample: (sample.seen_at.timestamp(), sample.id),
        "score": lambda sample: (-sample.score, -sample.seen_at.timestamp(), sample.id),
    }
    return [sample.id for sample in sorted(DOCUMENTS, key=keys[sort])]


@pytest.mark.parametrize("sort", ["newest", "oldest", "score"])
@pytest.mark.parametrize("size", [1, 7, 20, 60, 500])
def test_pages_together_are_the_whole_list(filled: Index, sort: Sort, size: int) -> None:
    pages = [filled.search(Query(sort=sort, offset=offset, limit=size)) for offset in range(0, 61, size)]
    assert [row.document.id for page in pages for row in page.rows] == in_order(sort)
    assert {page.total for page in pages} == {60}


def test_pages_by_relevance_are_whole_too(filled: Index) -> None:
    whole = found(filled, "goede", sort="relevance")
    assert sorted(whole) == sorted(FILLERS)
    pages = [filled.search(Query(text="goede", sort="relevance", offset=at, limit=7)).rows for at in range(0, 50, 7)]
    assert [row.document.id for page in pages for row in page] == whole


def test_the_most_relevant_comes_first_and_equals_go_by_id(index: Index) -> None:
    index.put([
        document("c", "kamer", "iets"), document("b", "kamer", "iets"), document("a", "tuin", "iets"),
        document("d", "kamer kamer", "kamer kamer"), document("e", "kamer", "heel veel andere woorden in een lange tekst"),
    ])  # fmt: skip
    assert found(index, "kamer", sort="relevance") == ["d", "b", "c", "e"]


def test_relevance_without_words_is_newest_first(filled: Index) -> None:
    assert found(filled, sort="relevance") == in_order("newest")
    assert found(filled, "score:<100", sort="relevance") == in_order("newest")


def test_a_page_behind_the_last_is_empty(filled: Index) -> None:
    page = filled.search(Query(offset=10_000, limit=500))
    assert (page.total, page.rows) == (60, ())


# --- marks

MARKS: list[tuple[str, str, list[str], list[str]]] = [
    ("kamers", "massage", [], ["kamer"]),
    ("klanten OR salon*", "massage", [], ["klanten"]),
    ("massage* klanten", "massage", ["Massagesalon"], ["klanten"]),
    ('"vaste klant"', "massage", [], ["Vaste klanten"]),
    ('"dames vaste"', "massage", ["dames"], ["Vaste"]),
    ("cafe", "cafe", ["Café"], []),
    ("café*", "cafe", ["Café"], ["Caféhulp"]),
    ("e-mail", "cafe", [], ["e-mail"]),
    ("vrouwen", "verborgen", ["V\u200bro\u00aduwen"], []),
    ("mail 12", "verborgen", [], ["➀➁", "ｍａｉｌ"]),
    ("lodz pokoj", "praca", [], ["pokój", "Łódź"]),
    ("title:werk kamer", "kas", ["Werk"], ["kamer"]),
    ("body:kamer -huur", "kas", [], ["kamer"]),
    ("kamer OR loon", "kas", [], ["Loon", "kamer"]),
    ("form:arbeid score:>1", "kas", [], []),
    ("", "kas", [], []),
]


@pytest.mark.parametrize(("text", "number", "title", "body"), MARKS, ids=[text or "(empty)" for text, *_ in MARKS])
def test_marks_show_the_words_that_were_found(
    filled: Index, text: str, number: str, title: list[str], body: list[str]
) -> None:
    rows = filled.search(Query(text=text, limit=500)).rows
    row = next(row for row in rows if row.document.id == number)
    assert [row.document.title[start:end] for start, end in row.title_marks] == title
    assert [row.document.body[start:end] for start, end in row.body_marks] == body


# --- what cannot be held

POISON = {
    "nan": document("nan", score=float("nan")),
    "inf": document("inf", score=float("-inf")),
    "surrogate": document("surrogate", "kapot \ud800"),
    "surrogate code": document("surrogate code", codes=("\udfff",)),
    "keyword": document("keyword", employer="x" * 40_000),
    "url": document("url", url="https://markt.example/" + "é" * 8_191),
    "i" * 600: document("i" * 600),
}


def test_a_poisoned_document_comes_back_with_its_reason_and_the_rest_is_in(index: Index) -> None:
    good = [document(f"g{at}") for at in range(20)]
    rejected = index.put([*good[:10], *POISON.values(), *good[10:]])
    assert {item.id for item in rejected} == set(POISON)
    assert all(item.reason for item in rejected)
    assert (index.count(), sorted(found(index))) == (20, sorted(sample.id for sample in good))


def test_odd_but_sound_documents_are_held(index: Index) -> None:
    odd = [
        document("lang", "x" * 300, "woord " * 20_000, employer="x" * 8_000),
        document("nul", "a\x00b", "\u2028 \u0000 \U0001f469\u200d\U0001f373", account="\x1f"),
        document("oud", seen_at=datetime(1969, 7, 20, tzinfo=UTC), posted_at=datetime(1, 1, 1, tzinfo=UTC)),
        document("é" * 200, score=-0.0, codes=("A", "A")),
    ]
    assert index.put(odd) == []
    assert index.count() == 4
    for sample in odd:
        assert index.get(sample.id) == sample
    assert found(index, sort="oldest")[0] == "oud"
    assert found(index, f"title:{'x' * 300}") == ["lang"]
    assert index.search(Query()).facets["codes"] == (Bucket(value="A", count=1),)


# --- rebuild


def test_rebuild_replaces_everything_and_reports_what_is_refused(index: Index) -> None:
    index.put([document("old")])
    rejected = index.rebuild([[document("a"), document("b")], [], [POISON["nan"], document("c")]])
    assert [item.id for item in rejected] == ["nan"]
    assert (index.count(), sorted(found(index))) == (3, ["a", "b", "c"])
    index.put([document("d")])
    assert index.count() == 4


def test_rebuild_on_an_empty_home_works(index: Index) -> None:
    assert index.rebuild([[document("a")]]) == []
    assert found(index) == ["a"]


def test_the_old_index_answers_until_the_switch_and_nobody_writes_in_it(
    index: Index, chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.generations.PATIENCE", 0.1)
    index.put([document("old")])
    other = open_index(chosen, stem)

    def batches() -> Iterator[list]:
        yield [document("new")]
        assert found(other) == ["old"]
        with pytest.raises(IndexFault, match="rebuild"):
            other.put([document("late")])
        yield [document("newer")]

    index.rebuild(batches())
    assert sorted(found(other)) == ["new", "newer"]
    assert other.put([document("late")]) == []
    assert other.count() == 3
    other.close()


def test_readers_never_see_half_an_index(index: Index, chosen: Settings) -> None:
    batches = [[document(f"{at:03d}", "kamer") for at in range(start, start + 20)] for start in (0, 20, 40)]
    index.rebuild(batches)
    done = Event()

    def read_on() -> set[tuple[int, int]]:
        other = open_index(chosen, stem)
        seen = set()
        while not done.is_set():
            page = other.search(Query(text="kamer", limit=100))
            seen.add((page.total, len(page.rows)))
        other.close()
        return seen

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read_on) for _ in range(2)]
        try:
            for _ in range(8):
                index.rebuild(batches)
        finally:
            done.set()
        assert [reader.result() for reader in readers] == [{(60, 60)}] * 2


def test_a_rebuild_that_breaks_off_leaves_the_old_index_in_use(index: Index) -> None:
    index.put([document("old")])

    def batches() -> Iterator[list]:
        yield [document("new")]
        raise RuntimeError("the ledger is gone")

    with pytest.raises(RuntimeError, match="ledger"):
        index.rebuild(batches())
    assert found(index) == ["old"]
    assert index.put([document("more")]) == []
    index.rebuild([[document("new")]])
    assert found(index) == ["new"]
