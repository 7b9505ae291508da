"""From `Query` to what an engine does: the tree of the text, and the filters apart, for facets and marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from search.documents import microseconds
from search.language import read
from search.tree import TEXT_FIELDS, AnyOf, Between, Node, every, wanted
from zicht.query import FACETS, Bucket, Query, Sort, Stemmer

BUCKETS = 100  # values shown of a facet


@dataclass(frozen=True, slots=True)
class Plan:
    """A query taken apart; `chosen` are the facet filters by field."""

    text: Node
    ranges: Node
    chosen: dict[str, Node]
    sort: Sort
    offset: int
    limit: int

    @property
    def matching(self) -> Node:
        """What the rows, the total and the months must match."""
        return every((self.text, self.ranges, *self.chosen.values()))

    def around(self, facet: str) -> Node:
        """What the counts of a facet must match."""
        return every((self.text, self.ranges, *self.others(facet)))

    def others(self, facet: str) -> tuple[Node, ...]:
        """The facet filters that narrow this facet: all but its own, so that a second value can be picked."""
        return tuple(node for field, node in self.chosen.items() if field != facet)


def plan(query: Query, stem: Stemmer) -> Plan:
    """Read the text and the filters; QueryError when the text cannot be read."""
    text = read(query.text, stem)
    has_words = any(leaf.field in TEXT_FIELDS for leaf in wanted(text))
    return Plan(
        text=text,
        ranges=every(_ranges(query)),
        chosen={field: AnyOf(field, values) for field in FACETS if (values := getattr(query, field))},
        # without words all adverts are equally relevant: the newest ones come first
        sort="newest" if query.sort == "relevance" and not has_words else query.sort,
        offset=query.offset,
        limit=query.limit,
    )


def most_frequent(found: Sequence[Mapping[str, Any]]) -> list[Bucket]:
    """An engine's buckets as ours: by count, then by value."""
    buckets = [Bucket(value=bucket["key"], count=bucket["doc_count"]) for bucket in found]
    return sorted(buckets, key=lambda bucket: (-bucket.count, bucket.value))


def _ranges(query: Query) -> tuple[Node, ...]:
    found: list[Node] = []
    if query.seen_from or query.seen_to:
        found.append(Between("seen_us", _microseconds(query.seen_from), _microseconds(query.seen_to)))
    if query.score_min is not None:
        found.append(Between("score", query.score_min))
    return tuple(found)


def _microseconds(instant: datetime | None) -> int | None:
    return microseconds(instant) if instant else None
