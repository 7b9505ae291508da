"""Index rate and query latency of both engines on the same documents."""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from bench.table import corpus, show
from enrichment.enrich import enrich
from enrichment.reader import open_reader
from enrichment.words.stems import stem_query
from search import open_index
from search.documents import document_of
from tests.elastic_server import elasticsearch_url
from zicht.query import Document, Index, Query
from zicht.settings import Settings

COUNT, DISTINCT, BATCH = 100_000, 2_000, 500
QUERIES = {
    "common word, facets, newest 20": Query(text="werk"),
    "rare phrase": Query(text='"pinpas uitlenen"'),
    "two words and a filter": Query(text="kamer huur", eenheid=("Limburg",)),
    "no text, one outcome, by score": Query(outcome=("signal",), sort="score"),
    "everything": Query(),
}


def documents(count: int) -> Iterator[list[Document]]:
    """`count` documents from 2,000 distinct adverts, each with an id and a moment of its own."""
    reader = open_reader(Settings().packs, key=b"k" * 32)
    distinct = [document_of(enrich(advert, reader)) for advert in corpus(DISTINCT)]
    dice = random.Random(1)
    for start in range(0, count, BATCH):
        yield [_copy(distinct[at % DISTINCT], at, dice) for at in range(start, min(count, start + BATCH))]


def _copy(document: Document, at: int, dice: random.Random) -> Document:
    seen = document.seen_at - timedelta(minutes=dice.randrange(60 * 24 * 365))
    return document.model_copy(update={"id": f"{at:032x}", "seen_at": seen})


def measure(index: Index, batches: Sequence[list[Document]]) -> tuple[float, dict[str, float]]:
    """(documents per second, milliseconds per query: median of 15)."""
    started = time.perf_counter()
    for batch in batches:
        index.put(batch)
    rate = sum(map(len, batches)) / (time.perf_counter() - started)
    return rate, {name: statistics.median(_once(index, query) for _ in range(15)) for name, query in QUERIES.items()}


def _once(index: Index, query: Query) -> float:
    started = time.perf_counter()
    index.search(query)
    return (time.perf_counter() - started) * 1000


def main(count: int = COUNT) -> int:
    """Both engines, side by side; Elasticsearch only where its server is."""
    batches = list(documents(count))
    with tempfile.TemporaryDirectory() as folder, elasticsearch_url() as url:
        chosen = {"tantivy": Settings(home=Path(folder))}
        if url:
            chosen["elasticsearch"] = Settings(home=Path(folder), index=url, index_name="zicht-bench")
        found = {name: measure(open_index(settings, stem_query), batches) for name, settings in chosen.items()}
    if "elasticsearch" not in found:
        print("elasticsearch: no server here, not measured", file=sys.stderr)
    rows = [("index rate", " · ".join(f"{name} {rate:,.0f}/s" for name, (rate, _) in found.items()), "")]
    rows += [
        (query, " · ".join(f"{name} {times[query]:.1f} ms" for name, (_, times) in found.items()), "")
        for query in QUERIES
    ]
    show(f"Search, {count:,} documents", rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
