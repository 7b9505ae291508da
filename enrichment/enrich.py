"""The straight line from an advert to an enriched advert: each step by its name."""

from collections.abc import Iterable, Iterator, Sequence

from enrichment.explain import explain
from enrichment.forms import form_of
from enrichment.numbers import below_minimum
from enrichment.place import resolve_place
from enrichment.reader import Reader
from enrichment.reading import Reading
from enrichment.score import judge, weigh, without_cross
from enrichment.stems import stems_of
from zicht.records import Advert, EnrichedAdvert, Hit


def enrich(advert: Advert, reader: Reader) -> EnrichedAdvert:
    """Read one advert by itself; what other advert prove is added by `rescore`."""
    reading = reader.read(advert)
    hits = reader.indicators.hits(reading)
    place = resolve_place(advert, reading.source, reading.normal, reading.extractions)
    verdict = judge(
        hits,
        reader.by_code,
        reader.packs.scoring,
        words=_length(reading),
        spam=reader.indicators.spam(reading),
    )
    main = reader.indicators.forms.main(advert.category, reading.words)
    return EnrichedAdvert(
        advert=advert,
        language=reading.language,
        form=form_of(main, hits),
        extractions=reading.extractions,
        place=place,
        hits=hits,
        subjects=reader.subjects(reading.extractions),
        stems=stems_of(f"{advert.title}\n{advert.body}", reading.language),
        below_minimum_wage=below_minimum(reading.extractions, reading.posted, reading.normal.text),
        score=verdict.score,
        dimensions=verdict.dimensions,
        route=verdict.route,
        breaches=verdict.breaches,
        outcome=verdict.outcome,
        explanation=explain(hits, verdict, reader.by_code, reader.packs.scoring),
        enriched_with=reader.enriched_with,
    )


def enrich_many(adverts: Iterable[Advert], reader: Reader) -> Iterator[EnrichedAdvert]:
    """The same for many, in their order."""
    return (enrich(advert, reader) for advert in adverts)


def rescore(enriched: EnrichedAdvert, cross: Sequence[Hit], reader: Reader) -> EnrichedAdvert:
    """The advert with these cross-advert hits in place of earlier ones, and all that follows from the hits anew."""
    known = [hit for hit in cross if hit.code in reader.by_code]
    named = [hit.model_copy(update={"pack": reader.indicators.names[hit.code]}) for hit in known]
    own = without_cross(enriched)
    if not named and len(own) == len(enriched.hits):
        return enriched
    hits = weigh((*own, *named), reader.by_code)
    spam = reader.packs.scoring.spam_votes if enriched.outcome == "spam" else 0
    words = len(enriched.stems.split())
    verdict = judge(hits, reader.by_code, reader.packs.scoring, words=words, spam=spam)
    return enriched.model_copy(
        update={
            "hits": hits,
            "score": verdict.score,
            "dimensions": verdict.dimensions,
            "route": verdict.route,
            "breaches": verdict.breaches,
            "outcome": verdict.outcome,
            "explanation": explain(hits, verdict, reader.by_code, reader.packs.scoring),
        }
    )


def _length(reading: Reading) -> int:
    """Words of title and body."""
    ends = [end for field, _, end in reading.source.spans if field in ("title", "body")]
    if not ends:
        return 0
    return sum(1 for start in reading.words.start if reading.normal.offsets[start] < max(ends))
