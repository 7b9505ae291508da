"""What Elasticsearch is asked, as plain data: no client in here, so that a test can read it."""

from typing import Any

from search.plan import BUCKETS, Plan
from search.tree import Between, Node, build
from zicht.query import FACETS, Sort

Json = dict[str, Any]

_NEWEST: list[Json] = [{"seen_us": "desc"}, {"id": "asc"}]
_SORTS: dict[Sort, list[Json]] = {
    "newest": _NEWEST,
    "oldest": [{"seen_us": "asc"}, {"id": "asc"}],
    "score": [{"score": "desc"}, *_NEWEST],
    "relevance": [{"_score": "desc"}, {"id": "asc"}],
}


def request(asked: Plan) -> Json:
    """The arguments of one search: facet filters come after the counting, so that a facet shows its other values."""
    return {
        "query": {"bool": {"must": [said(asked.text)], "filter": [said(asked.ranges)]}},
        "post_filter": _all(list(asked.chosen.values())),
        "aggs": {facet: _facet(asked, facet) for facet in FACETS} | {"months": _months(asked)},
        "sort": _SORTS[asked.sort],
        "from_": asked.offset,
        "size": asked.limit,
        "track_total_hits": True,
        "allow_partial_search_results": False,
    }


def _facet(asked: Plan, facet: str) -> Json:
    order: list[Json] = [{"_count": "desc"}, {"_key": "asc"}]
    terms = {"field": facet, "size": BUCKETS, "shard_size": 10 * BUCKETS, "order": order}
    return {"filter": _all(list(asked.others(facet))), "aggs": {"found": {"terms": terms}}}


def _months(asked: Plan) -> Json:
    histogram = {
        "field": "seen_at",
        "calendar_interval": "month",
        "time_zone": "Europe/Amsterdam",
        "format": "yyyy-MM",
        "min_doc_count": 1,
    }
    return {"filter": _all(list(asked.chosen.values())), "aggs": {"found": {"date_histogram": histogram}}}


def _all(nodes: list[Node]) -> Json:
    return {"bool": {"filter": [said(node) for node in nodes]}}


def said(node: Node) -> Json:
    """The tree as a query of Elasticsearch."""
    return build(node, _Builder())


class _Builder:
    """`Builder` for Elasticsearch; what does not count for relevance scores the same everywhere."""

    def everything(self) -> Json:
        return {"match_all": {}}

    def words(self, field: str, values: tuple[str, ...]) -> Json:
        return self.either([{"term": {field: {"value": value}}} for value in values])

    def exact(self, field: str, values: tuple[str, ...]) -> Json:
        return {"constant_score": {"filter": {"terms": {field: list(values)}}}}

    def phrase(self, field: str, places: tuple[tuple[str, ...], ...]) -> Json:
        clauses = [_span([{"span_term": {field: value}} for value in place]) for place in places]
        return {"span_near": {"clauses": clauses, "slop": 0, "in_order": True}}

    def prefix(self, field: str, start: str) -> Json:
        return {"prefix": {field: {"value": start}}}

    def between(self, node: Between) -> Json:
        bounds: Json = {}
        if node.low is not None:
            bounds["gt" if node.low_open else "gte"] = node.low
        if node.high is not None:
            bounds["lt" if node.high_open else "lte"] = node.high
        return {"constant_score": {"filter": {"range": {node.field: bounds}}}}

    def both(self, wanted: list[Json], unwanted: list[Json]) -> Json:
        return {"bool": {"must": wanted, "must_not": unwanted}}

    def either(self, parts: list[Json]) -> Json:
        return parts[0] if len(parts) == 1 else {"bool": {"should": parts, "minimum_should_match": 1}}


def _span(words: list[Json]) -> Json:
    return words[0] if len(words) == 1 else {"span_or": {"clauses": words}}
