"""What goes into an index: the document of an advert, and the fields that both engines derive from it."""

import math
from datetime import UTC, datetime, timedelta
from typing import Any

from search.words import LONGEST, same, words
from zicht.clock import AMSTERDAM
from zicht.query import Document
from zicht.records import EnrichedAdvert

LONGEST_KEYWORD = 8_191  # characters: four bytes each is what Lucene takes (32,766 bytes)
LONGEST_ID = 512  # bytes: Elasticsearch takes no longer one
LARGEST = 4_000_000  # characters of body: three copies of four bytes each stay below Elasticsearch's 100 MB
KEYWORDS = (
    "site", "eenheid", "gemeente", "form", "outcome", "codes", "language", "category", "employer", "account", "url",
    "subjects", "location_type",
)  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def document_of(enriched: EnrichedAdvert) -> Document:
    """The projection of an enriched advert; codes are those that count, subjects are `kind:key`."""
    advert, place = enriched.advert, enriched.place
    return Document(
        id=advert.id,
        site=advert.site,
        url=advert.url,
        title=advert.title,
        body=advert.body,
        seen_at=advert.seen_at,
        posted_at=advert.posted_at,
        category=advert.category,
        employer=advert.employer,
        account=advert.account,
        language=enriched.language,
        gemeente=place.gemeente,
        eenheid=place.eenheden or (place.eenheid,),
        location_type=place.location_type,
        form=enriched.form,
        outcome=enriched.outcome,
        route=enriched.route,
        score=enriched.score,
        codes=tuple(sorted({hit.code for hit in enriched.hits if not hit.cancelled_by})),
        subjects=tuple(f"{subject.kind}:{subject.key}" for subject in enriched.subjects),
        stems=" ".join(stem[:LONGEST] for stem in enriched.stems.split()),
    )


def entry(document: Document, facets: tuple[str, ...]) -> dict[str, Any]:
    """What every engine looks at, made here so that it is the same in each.

    The facets as they are; keys: `field=value`, folded, for exact values, beginnings and presence of every keyword
    field; title_words, body_words: folded words; seen_us: microseconds since 1970 (Elasticsearch's dates know no more
    than milliseconds); month: 2026-11, in Europe/Amsterdam.
    """
    keys = [key for field in KEYWORDS for value in values(document, field) for key in _keys(field, value)]
    return {field: list(dict.fromkeys(values(document, field))) for field in facets} | {
        "id": document.id,
        "stems": document.stems,
        "title_words": " ".join(words(document.title)),
        "body_words": " ".join(words(document.body)),
        "keys": list(dict.fromkeys(keys)),
        "seen_us": microseconds(document.seen_at),
        "month": document.seen_at.astimezone(AMSTERDAM).strftime("%Y-%m"),
        "score": document.score + 0.0,  # no minus zero, which sorts below zero
    }


def values(document: Document, field: str) -> tuple[str, ...]:
    """The values of a keyword field: none, one or several."""
    value = getattr(document, field)
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def key_of(field: str, value: str) -> str:
    """How a value of a keyword field stands in `keys`."""
    return f"{field}={same(value)}"


def _keys(field: str, value: str) -> tuple[str, ...]:
    if field != "subjects":
        return (key_of(field, value),)
    return key_of(field, value), key_of(field, value.partition(":")[2])  # the key alone will do, too


def microseconds(instant: datetime) -> int:
    """Whole microseconds since 1970."""
    return (instant - _EPOCH) // _MICROSECOND


def unfit(document: Document) -> str | None:
    """Why no engine may hold this document, or None; checked here so that all engines refuse the same."""
    if not math.isfinite(document.score):
        return f"score: {document.score} is no number"
    if len(document.id.encode("utf-8", "surrogatepass")) > LONGEST_ID:
        return f"id: longer than {LONGEST_ID} bytes"
    if len(document.body) > LARGEST:
        return f"body: {len(document.body)} characters, at most {LARGEST}"
    for field in ("id", "title", "body", "stems", *KEYWORDS):
        for value in values(document, field):
            if field in KEYWORDS and _too_long(field, value):
                return f"{field}: {len(value)} characters, at most {LONGEST_KEYWORD} with its name and folded"
            if not _utf8(value):
                return f"{field}: a lone surrogate, which UTF-8 cannot hold"
    return None


def _too_long(field: str, value: str) -> bool:
    # folding makes at most 18 characters of one, so that short values need no look
    return len(value) > LONGEST_KEYWORD // 20 and max(len(value), len(key_of(field, value))) > LONGEST_KEYWORD


def _utf8(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
