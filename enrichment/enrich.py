"""The straight line from an advert to an enriched advert: each step by its name."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from enrichment.hits.forms import form_of
from enrichment.hits.indicate import location_of
from enrichment.reader import Reader
from enrichment.reading import Reading
from enrichment.scoring.scales import said
from enrichment.scoring.score import judge
from enrichment.wages.said import wage_said_of
from enrichment.words.stems import stems_of_words, words_in
from enrichment.words.tokens import words_before
from zicht.records import Advert, EnrichedAdvert, Hit, Place


def enrich(advert: Advert, reader: Reader) -> EnrichedAdvert:
    """Read one advert by itself; what other adverts prove is added by `scoring.scales.rescore`."""
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
        place=_place(reading.place, hits, reader),
        subjects=reader.subjects(reading.extractions),
        stems=stems,
        below_minimum_wage=reading.below_minimum,
        enriched_with=reader.enriched_with,
        **said(hits, verdict, reader.scales, wage_said_of(advert, reading.extractions, reading.below_minimum)),
    )


def enrich_many(adverts: Iterable[Advert], reader: Reader) -> Iterator[EnrichedAdvert]:
    """The same for many, in their order."""
    return (enrich(advert, reader) for advert in adverts)


def _stems(reading: Reading) -> str:
    """Of the words of title and body as they are written, with no letters put back."""
    end = max((end for field, _, end in reading.source.spans if field in ("title", "body")), default=0)
    written = words_before(reading.normal.text, bisect_left(reading.normal.offsets, end))
    return stems_of_words(written, reading.language)


def _place(place: Place, hits: tuple[Hit, ...], reader: Reader) -> Place:
    """Where the advert is about; what the place itself does not say of its kind, the context cues (LOC) may."""
    told = location_of(hits, reader.by_code)
    return place.model_copy(update={"location_type": told}) if told and place.location_type is None else place
