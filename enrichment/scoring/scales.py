"""What an advert weighs by the packs, and all that follows from its hits; again, when other adverts prove something of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from enrichment.packs.schema import CUES, Examples, Indicator, Scoring
from enrichment.scoring.explain import explain
from enrichment.scoring.score import judge, weigh, without_cross
from enrichment.scoring.verdict import Verdict
from enrichment.wages.said import wage_said_of
from enrichment.words.stems import words_in
from zicht.records import EnrichedAdvert, Explanation, Hit

_FOR_READING = {**{key: {} for key in CUES}, "examples": Examples()}  # most of a pack's size


@dataclass(frozen=True, slots=True)
class Scales:
    """What of the packs scoring asks: indicators and the name of the pack of each, by code; caps and thresholds."""

    by_code: Mapping[str, Indicator]
    packs: Mapping[str, str]
    scoring: Scoring

    def light(self) -> "Scales":
        """The same scores, without what only reading needs: to be handed to another process."""
        return replace(self, by_code={code: one.model_copy(update=_FOR_READING) for code, one in self.by_code.items()})


def rescore(enriched: EnrichedAdvert, extra_hits: Sequence[Hit], scales: Scales) -> EnrichedAdvert:
    """The advert with these cross-advert hits in place of earlier ones, and all that follows from the hits anew.

    Points, dimension and pack are those of the packs; a code that the packs no longer have is left out.
    """
    own = without_cross(enriched)
    named = [_as_packed(hit, scales) for hit in extra_hits if hit.code in scales.by_code]
    if not named and len(own) == len(enriched.hits):
        return enriched
    hits = weigh((*own, *named), scales.by_code)
    verdict = judge(hits, scales.by_code, scales.scoring, words=words_in(enriched.stems))
    wage = wage_said_of(enriched.advert, enriched.extractions, enriched.below_minimum_wage)
    return enriched.model_copy(update=said(hits, verdict, scales, wage))


def said(hits: tuple[Hit, ...], verdict: Verdict, scales: Scales, wage: Explanation | None) -> dict[str, Any]:
    """The fields of an enriched advert that follow from its hits; `wage`: what the law says of the wage that was read."""
    return {
        "hits": hits,
        "score": verdict.score,
        "dimensions": verdict.dimensions,
        "route": verdict.route,
        "breaches": verdict.breaches,
        "outcome": verdict.outcome,
        "confidence": verdict.confidence,
        "explanation": explain(hits, verdict, scales.by_code, scales.scoring, wage),
    }


def _as_packed(hit: Hit, scales: Scales) -> Hit:
    return hit.model_copy(update={"pack": scales.packs[hit.code], "dimension": scales.by_code[hit.code].dimension})
