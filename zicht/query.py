"""Asking the index: `Query` in, `Page` out, the same words on every engine."""

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from pydantic import Field

from zicht.records import Instant, Record, Text

FACETS = ("eenheid", "form", "outcome", "site", "language", "codes", "category")
Sort = Literal["score", "newest", "oldest", "relevance"]


class Document(Record):
    """What the index holds of an advert: a projection, made anew from the ledger at any time."""

    id: Text
    site: Text
    url: Text
    title: str
    body: str
    seen_at: Instant
    posted_at: Instant | None = None
    category: str | None = None
    employer: str | None = None
    account: str | None = None
    language: str
    gemeente: str | None = None
    eenheid: tuple[str, ...]
    location_type: str | None = None
    form: str
    outcome: str
    route: bool
    score: float
    codes: tuple[str, ...]
    subjects: tuple[str, ...]
    stems: str


class Query(Record):
    """Lucene-like text plus typed filters; values within a filter are OR, filters are AND."""

    text: str = ""
    eenheid: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    seen_from: Instant | None = None  # inclusive
    seen_to: Instant | None = None  # exclusive
    score_min: float | None = None
    sort: Sort = "newest"
    offset: int = Field(default=0, ge=0, le=10_000)
    limit: int = Field(default=20, ge=0, le=500)


class Row(Record):
    """One advert found; highlights are [start, end) in code points of title and body."""

    document: Document
    title_marks: tuple[tuple[int, int], ...] = ()
    body_marks: tuple[tuple[int, int], ...] = ()


class Bucket(Record):
    """A facet value, or a month (`2026-11`), and how many adverts have it."""

    value: str
    count: int


class Page(Record):
    """What a query found: total, rows, facets (by name, most frequent first), adverts per month of `seen_at`."""

    total: int
    rows: tuple[Row, ...]
    facets: dict[str, tuple[Bucket, ...]] = {}
    months: tuple[Bucket, ...] = ()


class Rejected(Record):
    """A document that the engine refused, with its reason; the caller makes it a dead letter."""

    id: Text
    reason: Text


class Index(Protocol):
    """One search engine. Adapters raise `IndexFault` or `QueryError`, never their library's errors."""

    def put(self, documents: Sequence[Document]) -> list[Rejected]:
        """Add or replace; visible to the next search. What is not in the answer is stored."""

    def delete(self, ids: Sequence[str]) -> None:
        """Take out; an id that is not there is fine."""

    def search(self, query: Query) -> Page:
        """Find adverts."""

    def get(self, advert_id: str) -> Document | None:
        """One document, or None."""

    def count(self) -> int:
        """How many adverts are in."""

    def rebuild(self, documents: Iterable[Sequence[Document]]) -> list[Rejected]:
        """Build a fresh index beside the one in use from batches, then switch; the old one stays until then."""

    def close(self) -> None:
        """Let go of files and connections."""


class Stemmer(Protocol):
    """Turns a query word into every stem that enrichment may have stored for it."""

    def __call__(self, word: str) -> tuple[str, ...]:
        """Stems of a word over all languages, without doubles, in a fixed order."""
