"""The straight line from an advert to an enriched advert: each step by its name."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from enrichment.hits.forms import form_of
from enrichment.hits.indicate import location_of
from enrichment.places.place import resolve_place
from enrichment.reader import Reader
from enrichment.reading import Reading
from enrichment.scoring.explain import explain
from enrichment.scoring.score import judge, weigh, without_cross
from enrichment.scoring.verdict import Verdict
from enrichment.wages.said import wage_said_of
from enrichment.words.stems import stems_of_words, words_in
from enrichment.words.tokens import words_before
from zicht.records import Advert, EnrichedAdvert, Explanation, Hit, Place


def enrich(advert: Advert, reader: Reader) -> EnrichedAdvert:
    """Read one advert by itself; what other adverts prove is added by `rescore`."""
    reading = reader.read(advert)
    hits = reader.indicators.hits(reading)
    stems = _stems(reading)
    verdict = judge(hits, reader.by_code, reader.scoring, words=words_in(stems))
    main = reader.indicators.forms.main(advert.category, reading.words)
    return EnrichedAdvert(
        advert=advert,
        language=reading.language,
        form=form_of(main, hits),
        extractions=reading.extractions,
        place=_place(reading, hits, reader),
        subjects=reader.subjects(reading.extractions),
        stems=stems,
        below_minimum_wage=reading.below_minimum,
        enriched_with=reader.enriched_with,
        **_said(hits, verdict, reader, wage_said_of(advert, reading.extractions, reading.below_minimum)),
    )


def enrich_many(adverts: Iterable[Advert], reader: Reader) -> Iterator[EnrichedAdvert]:
    """The same for many, in their order."""
    return (enrich(advert, reader) for advert in adverts)


def rescore(enriched: EnrichedAdvert, extra_hits: Sequence[Hit], reader: Reader) -> EnrichedAdvert:
    """The advert with these cross-advert hits in place of earlier ones, and all that follows from the hits anew.

    Points, dimension and pack are those of the packs; a code that the packs no longer have is left out.
    """
    own = without_cross(enriched)
    named = [_as_packed(hit, reader) for hit in extra_hits if hit.code in reader.by_code]
    if not named and len(own) == len(enriched.hits):
        return enriched
    hits = weigh((*own, *named), reader.by_code)
    verdict = judge(hits, reader.by_code, reader.scoring, words=words_in(enriched.stems))
    wage = wage_said_of(enriched.advert, enriched.extractions, enriched.below_minimum_wage)
    return enriched.model_copy(update=_said(hits, verdict, reader, wage))


def _said(hits: tuple[Hit, ...], verdict: Verdict, reader: Reader, wage: Explanation | None) -> dict[str, Any]:
    """The fields of an enriched advert that follow from its hits; `wage`: what the law says of the wage that was read."""
    return {
        "hits": hits,
        "score": verdict.score,
        "dimensions": verdict.dimensions,
        "route": verdict.route,
        "breaches": verdict.breaches,
        "outcome": verdict.outcome,
        "confidence": verdict.confidence,
        "explanation": explain(hits, verdict, reader.by_code, reader.scoring, wage),
    }


def _as_packed(hit: Hit, reader: Reader) -> Hit:
    one = reader.by_code[hit.code]
    return hit.model_copy(update={"pack": reader.indicators.names[hit.code], "dimension": one.dimension})


def _stems(reading: Reading) -> str:
    """Of the words of title and body as they are written, with no letters put back."""
    end = max((end for field, _, end in reading.source.spans if field in ("title", "body")), default=0)
    written = words_before(reading.normal.text, bisect_left(reading.normal.offsets, end))
    return stems_of_words(written, reading.language)


def _place(reading: Reading, hits: tuple[Hit, ...], reader: Reader) -> Place:
    """Where the advert is about; what the place itself does not say of its kind, the context cues (LOC) may."""
    place = resolve_place(reading.advert, reading.source, reading.normal, reading.extractions)
    told = location_of(hits, reader.by_code)
    return place.model_copy(update={"location_type": told}) if told and place.location_type is None else place
