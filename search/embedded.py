"""The embedded engine: tantivy's only home. No server, one folder, one writer at a time, any number of readers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

import tantivy
from tantivy import FieldType, Occur, Order
from tantivy import Query as Tantivy

from search.documents import entry, unfit
from search.faults import unusable
from search.generations import Generations
from search.highlight import Marker
from search.ordering import Keys, Same, by_keys, by_relevance
from search.plan import BUCKETS, Plan, most_frequent, plan
from search.strays import sweep
from search.tree import TEXT_FIELDS, Between, build
from zicht.query import FACETS, Bucket, Document, Page, Query, Rejected, Sort, Stemmer

SCHEMA = 1  # raise it when the schema below changes: an older index then asks for `zicht rebuild`
HEAP = 64_000_000  # bytes of the writer's buffer
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")  # ASCII; escaped in a prefix
MANY = 65_000  # distinct values of a facet that are counted

Hit: TypeAlias = tuple[Any, tantivy.DocAddress]
_TYPES = {"seen_us": FieldType.Integer, "score": FieldType.Float}
_KEYS: dict[Sort, Keys] = {
    "newest": (("seen_us", True),),
    "oldest": (("seen_us", False),),
    "score": (("score", True), ("seen_us", True)),
}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("source", stored=True)
    builder.add_text_field("keys", tokenizer_name="raw", index_option="basic")
    for field in TEXT_FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    for field in (*FACETS, "month"):
        builder.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("seen_us", indexed=True, fast=True)
    builder.add_float_field("score", indexed=True, fast=True)
    return builder.build()


class TantivyIndex:
    """`Index` on tantivy; opens and checks its folder at first use, so that `rebuild` can mend an older one."""

    def __init__(self, folder: Path, stem: Stemmer) -> None:
        self._generations = Generations(folder, {"engine": "tantivy", "library": version("tantivy"), "schema": SCHEMA})
        self._folder = folder
        self._stem = stem
        self._marker = Marker(stem)
        self._schema = _schema()
        self._open: tuple[Path, tantivy.Index] | None = None

    def put(self, documents: Sequence[Document]) -> list[Rejected]:
        """Add or replace, in one commit; a document that cannot be held comes back with its reason."""
        with self._faults():
            self._index()  # makes the first generation, before we hold the lock ourselves
            with self._generations.alone():
                return self._write(self._to_write_in(), [documents])

    def delete(self, ids: Sequence[str]) -> None:
        """Take out; an id that is not there is fine."""
        with self._faults():
            self._index()
            with self._generations.alone(), _writing(self._to_write_in()) as writer:
                for number in ids:
                    writer.delete_documents_by_term("id", number)

    def rebuild(self, documents: Iterable[Sequence[Document]]) -> list[Rejected]:
        """Build a generation beside the one in use, then switch; put waits, search goes on with the old one."""
        with self._faults(), self._generations.alone():
            with self._generations.fresh() as path:
                refused = self._write(tantivy.Index(self._schema, str(path)), documents)
        return refused

    def search(self, query: Query) -> Page:
        """Find adverts; a facet counts what its own filter leaves out, too."""
        asked = plan(query, self._stem)
        with self._faults():
            searcher = self._searcher()
            found = _Snapshot(searcher, self._schema, asked)
            facets, months = found.counts()
            rows = self._marker.rows(found.documents(), asked.text)
            return Page(total=found.total(), rows=rows, facets=facets, months=months)

    def get(self, advert_id: str) -> Document | None:
        """One document, or None."""
        with self._faults():
            searcher = self._searcher()
            hits = searcher.search(Tantivy.term_query(self._schema, "id", advert_id), limit=1).hits
            return _restored(searcher, hits[0][1]) if hits else None

    def count(self) -> int:
        """How many adverts are in."""
        with self._faults():
            return self._searcher().num_docs

    def close(self) -> None:
        """Let go of the files."""
        self._open = None

    def _write(self, index: tantivy.Index, batches: Iterable[Sequence[Document]]) -> list[Rejected]:
        refused: list[Rejected] = []
        with _writing(index) as writer:
            for batch in batches:
                for document in batch:
                    if reason := unfit(document):
                        refused.append(Rejected(id=document.id, reason=reason))
                        continue
                    writer.delete_documents_by_term("id", document.id)
                    writer.add_document(self._entry(document))
        return refused

    def _entry(self, document: Document) -> tantivy.Document:
        fields = entry(document, FACETS) | {"source": document.model_dump_json().encode()}
        return tantivy.Document.from_dict(fields, self._schema)

    def _index(self) -> tantivy.Index:
        """The generation in use; the first one is made here."""
        path = self._generations.current()
        if path is None:
            with self._generations.alone():
                path = self._generations.current() or self._first()
        if self._open is None or self._open[0] != path:
            self._open = (path, tantivy.Index.open(str(path)))
        return self._open[1]

    def _to_write_in(self) -> tantivy.Index:
        """The generation in use, swept, and opened anew: tantivy's list of its own files is that of the moment of opening.

        With an older list it would overwrite that of another process, and nobody would remove those files any more.
        """
        path = self._generations.current()
        assert path is not None
        sweep(path)
        return tantivy.Index.open(str(path))

    def _first(self) -> Path:
        with self._generations.fresh() as path:
            tantivy.Index(self._schema, str(path))
        return path

    def _searcher(self) -> tantivy.Searcher:
        for last in (False, False, True):
            try:
                index = self._index()
                index.reload()
                return index.searcher()
            except (ValueError, OSError):  # switched and removed between our look at the pointer and the opening
                self._open = None
                if last:
                    raise
        raise AssertionError("unreachable")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, OSError) as fault:
            raise unusable(str(self._folder), fault) from fault


@contextmanager
def _writing(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """A writer that commits at the end, or takes everything back when something went wrong."""
    writer = index.writer(HEAP, 1)
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


class _Snapshot:
    """One question to one state of the index: `OneKey` for the order, and the counts."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, asked: Plan) -> None:
        self._searcher = searcher
        self._schema = schema
        self._asked = asked
        self._builder = _Builder(schema)
        self._query = build(asked.matching, self._builder)

    def total(self) -> int:
        """How many adverts match."""
        return int(self._searcher.search(self._query, limit=1).count)  # type: ignore[attr-defined]  # not in the stub

    def documents(self) -> list[Document]:
        """The documents of the page that is asked for."""
        start, end = self._asked.offset, self._asked.offset + self._asked.limit
        if start == end:
            return []
        sort = self._asked.sort
        found = by_relevance(self, end) if sort == "relevance" else by_keys(self, _KEYS[sort], end)
        return [_restored(self._searcher, address) for address in found[start:end]]

    def counts(self) -> tuple[dict[str, tuple[Bucket, ...]], tuple[Bucket, ...]]:
        """Facets, most frequent first, and months, oldest first."""
        found = self._terms(self._query, (*(facet for facet in FACETS if facet not in self._asked.chosen), "month"))
        for facet in self._asked.chosen:
            found |= self._terms(build(self._asked.around(facet), self._builder), (facet,))
        months = tuple(sorted(found.pop("month"), key=lambda bucket: bucket.value))
        return {facet: tuple(found[facet][:BUCKETS]) for facet in FACETS}, months

    def _terms(self, query: Tantivy, fields: tuple[str, ...]) -> dict[str, list[Bucket]]:
        asked = {field: {"terms": {"field": field, "size": MANY, "segment_size": MANY}} for field in fields}
        found = self._searcher.aggregate(query, asked)
        return {field: most_frequent(found[field]["buckets"]) for field in fields}

    def top(self, same: Same, field: str, descending: bool, limit: int) -> list[Hit]:
        """See `OneKey`."""
        order = Order.Desc if descending else Order.Asc
        hits: list[Hit] = self._searcher.search(
            self._narrowed(same), limit=limit, order_by_field=field, order=order
        ).hits
        return hits

    def relevant(self, limit: int) -> list[Hit]:
        """See `OneKey`."""
        return self._searcher.search(self._query, limit=limit).hits

    def all(self, same: Same) -> list[tantivy.DocAddress]:
        """See `OneKey`."""
        hits = self._searcher.search(self._narrowed(same), limit=max(1, self._searcher.num_docs)).hits
        return [address for _, address in hits]

    def values(self, field: str, addresses: Sequence[tantivy.DocAddress]) -> list[Any]:
        """See `OneKey`."""
        return self._searcher.fast_field_values(field, list(addresses))

    def name(self, address: tantivy.DocAddress) -> str:
        """See `OneKey`."""
        return str(self._searcher.doc(address)["id"][0])

    def _narrowed(self, same: Same) -> Tantivy:
        parts = [Tantivy.range_query(self._schema, field, _TYPES[field], value, value) for field, value in same]
        return Tantivy.boolean_query([(Occur.Must, part) for part in (self._query, *parts)])


def _restored(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Document:
    return Document.model_validate_json(bytes(searcher.doc(address)["source"][0]))


class _Builder:
    """`Builder` for tantivy; what does not count for relevance scores the same everywhere."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def everything(self) -> Tantivy:
        return Tantivy.all_query()

    def words(self, field: str, values: tuple[str, ...]) -> Tantivy:
        return self.either([Tantivy.term_query(self._schema, field, value) for value in values])

    def exact(self, field: str, values: tuple[str, ...]) -> Tantivy:
        return Tantivy.const_score_query(Tantivy.term_set_query(self._schema, field, list(values)), 1.0)

    def phrase(self, field: str, places: tuple[tuple[str, ...], ...]) -> Tantivy:
        if all(len(place) == 1 for place in places):
            return Tantivy.phrase_query(self._schema, field, [place[0] for place in places])
        # words are letters and digits only: nothing in them means anything to a regular expression
        return Tantivy.regex_phrase_query(self._schema, field, [f"(?:{'|'.join(place)})" for place in places])

    def prefix(self, field: str, start: str) -> Tantivy:
        pattern = _PUNCTUATION.sub(r"\\\g<0>", start) + ".*"
        return Tantivy.const_score_query(Tantivy.regex_query(self._schema, field, pattern), 1.0)

    def between(self, node: Between) -> Tantivy:
        low, high = node.low, node.high
        if low is None and high is None:
            return self.everything()
        if low is not None and high is not None and low > high:
            return Tantivy.empty_query()
        low_in, high_in = low is None or not node.low_open, high is None or not node.high_open
        found = Tantivy.range_query(self._schema, node.field, _TYPES[node.field], low, high, low_in, high_in)
        return Tantivy.const_score_query(found, 1.0)

    def both(self, wanted: list[Tantivy], unwanted: list[Tantivy]) -> Tantivy:
        return Tantivy.boolean_query(
            [(Occur.Must, part) for part in wanted] + [(Occur.MustNot, part) for part in unwanted]
        )

    def either(self, parts: list[Tantivy]) -> Tantivy:
        return parts[0] if len(parts) == 1 else Tantivy.boolean_query([(Occur.Should, part) for part in parts])
