"""From hits to a score that a reader can redo, and to an outcome: INDICATORS.md 1.2, clarifications included."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enrichment.packs import Indicator, Scoring
from zicht.records import Breach, EnrichedAdvert, Hit, Outcome

FURTHER = 2  # indicators from other dimensions that corroborate a breach
VOTES = 2  # for the innocent side, to be called independent
STRONG = ("strong", "critical")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sum and what follows from it; `parts` are points per code, `dimensions` per dimension, after the caps."""

    score: float
    parts: dict[str, float]
    dimensions: dict[str, float]
    countered: float
    route: bool
    breaches: tuple[Breach, ...]
    outcome: Outcome
    capped: tuple[str, ...]


def judge(
    hits: Sequence[Hit],
    indicators: Mapping[str, Indicator],
    scoring: Scoring,
    *,
    words: int,
    spam: int = 0,
) -> Verdict:
    """The verdict over one advert's hits; `words` is its length, `spam` how many different spam cues it has."""
    alive = {hit.code for hit in hits if hit.cancelled_by is None and hit.code in indicators}
    standing = [indicators[code] for code in sorted(alive) if indicators[code].kind == "indicator"]
    counting = [one for one in standing if not one.only_with or alive & set(one.only_with)]
    parts, capped = _capped(counting, scoring)
    votes = _votes(hits, alive, indicators)
    countered = max(
        scoring.counter_floor, sum(indicators[code].points for code in alive if indicators[code].kind == "counter")
    )
    score = round(max(0.0, sum(parts.values()) + countered), 2)
    route = any(one.effect == "route" for one in counting)
    outcome = _outcome(counting, score, scoring, route=route, votes=votes, spam=spam, words=words)
    return Verdict(
        score=score,
        parts=parts,
        dimensions=_by_dimension(counting, parts),
        countered=countered,
        route=route,
        breaches=tuple(Breach(code=one.code, article=one.article or "") for one in counting if one.effect == "breach"),
        outcome=outcome,
        capped=capped,
    )


def _capped(counting: Sequence[Indicator], scoring: Scoring) -> tuple[dict[str, float], tuple[str, ...]]:
    """Points per code: first the dimensions' caps, then, in proportion, the groups'."""
    parts = {one.code: one.points for one in counting if one.points > 0}
    dimension = {one.code: one.dimension or "" for one in counting}
    parts, first = _hold(parts, dimension, scoring.dim_cap)
    group = {one.code: one.group for one in counting}
    parts, second = _hold(parts, group, scoring.group_cap)
    return parts, (*first, *second)


def _hold(
    parts: Mapping[str, float], kind: Mapping[str, str], caps: Mapping[str, float]
) -> tuple[dict[str, float], tuple[str, ...]]:
    """The parts of each kind brought down to its cap in proportion, and the kinds for which that was needed."""
    held, over = dict(parts), []
    for name in sorted(caps):
        own = {code: points for code, points in parts.items() if kind[code] == name}
        if sum(own.values()) > caps[name]:
            held |= _shared(own, caps[name])
            over.append(name)
    return held, tuple(over)


def _shared(own: Mapping[str, float], cap: float) -> dict[str, float]:
    """`cap` over the codes by their points, in hundredths that add up: the largest remainders are rounded up."""
    total = sum(own.values())
    exact = {code: points * cap * 100 / total for code, points in own.items()}
    cents = {code: int(share) for code, share in exact.items()}
    by_remainder = sorted(exact, key=lambda code: (cents[code] - exact[code], code))
    for code in by_remainder[: round(cap * 100) - sum(cents.values())]:
        cents[code] += 1
    return {code: share / 100 for code, share in cents.items()}


def _by_dimension(counting: Sequence[Indicator], parts: Mapping[str, float]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for one in counting:
        if one.dimension and one.code in parts:
            sums[one.dimension] += parts[one.code]
    return {name: round(points, 2) for name, points in sorted(sums.items())}


def _outcome(
    counting: Sequence[Indicator],
    score: float,
    scoring: Scoring,
    *,
    route: bool,
    votes: int,
    spam: int,
    words: int,
) -> Outcome:
    """The first that holds, from what a person must see to what nobody needs to see."""
    strong = any(one.strength in STRONG for one in counting)
    answers: tuple[tuple[bool, Outcome], ...] = (
        (route or _is_signal(counting, score, scoring), "signal"),
        (_is_review(counting, scoring), "review"),
        (any(one.effect == "breach" for one in counting), "breach_only"),
        (spam >= scoring.spam_votes, "spam"),
        (words < scoring.too_little_words and not counting, "too_little"),
        (votes >= VOTES and not strong, "independent"),
    )
    return next((outcome for holds, outcome in answers if holds), "no_signal")


def _is_signal(counting: Sequence[Indicator], score: float, scoring: Scoring) -> bool:
    """30 points from two dimensions, or from two strong hits; a breach needs corroboration besides."""
    if score < scoring.threshold_signal:
        return False
    breaches = [one for one in counting if one.effect == "breach"]
    others = [one for one in counting if one.effect != "breach"]
    two_proofs = sum(1 for one in others if one.strength in STRONG) >= 2
    if len({one.dimension for one in counting if one.points > 0}) < 2 and not two_proofs:
        return False
    return not breaches or _corroborated(breaches, others, counting) or _without(others, scoring)


def _corroborated(breaches: Sequence[Indicator], others: Sequence[Indicator], counting: Sequence[Indicator]) -> bool:
    """A further strong indicator that is no breach, or two further ones from other dimensions (which may be breaches)."""
    if any(one.strength in STRONG for one in others):
        return True
    return any(len([one for one in counting if one.dimension != breach.dimension]) >= FURTHER for breach in breaches)


def _without(others: Sequence[Indicator], scoring: Scoring) -> bool:
    """Whether the rest would be a signal had nothing been a breach."""
    parts, _ = _capped(others, scoring)
    dimensions = {one.dimension for one in others if one.points > 0}
    return sum(parts.values()) >= scoring.threshold_signal and len(dimensions) >= 2


def _is_review(counting: Sequence[Indicator], scoring: Scoring) -> bool:
    """One strong hit of 15 points or more that is no breach, or a strong criminal code without a second dimension."""
    return any(
        one.strength in STRONG
        and one.effect != "breach"
        and (one.points >= scoring.review_points or one.group == "CRI")
        for one in counting
    )


def _votes(hits: Sequence[Hit], alive: set[str], indicators: Mapping[str, Indicator]) -> int:
    """Scoring votes for the innocent side: each counter code once, CNT-01 twice when it is said in two ways."""
    counters = [code for code in alive if indicators[code].kind == "counter" and indicators[code].points < 0]
    own = {hit.text.casefold() for hit in hits if hit.code == "CNT-01" and hit.cancelled_by is None}
    return len(counters) + (1 if len(own) >= VOTES else 0)


def weigh(hits: Sequence[Hit], indicators: Mapping[str, Indicator]) -> tuple[Hit, ...]:
    """The hits with their points: each code once, on its first standing span; a cancelled hit has none."""
    alive = {hit.code for hit in hits if hit.cancelled_by is None}
    told: set[str] = set()
    weighed = []
    for hit in hits:
        one = indicators.get(hit.code)
        counts = one is not None and (not one.only_with or bool(alive & set(one.only_with)))
        first = hit.cancelled_by is None and hit.code not in told and counts
        told |= {hit.code} if hit.cancelled_by is None else set()
        weighed.append(hit.model_copy(update={"points": one.points if one and first else 0.0}))
    return tuple(weighed)


def is_cross(hit: Hit) -> bool:
    """Whether a hit was proved by other adverts."""
    return hit.by == "cross"


def without_cross(enriched: EnrichedAdvert) -> tuple[Hit, ...]:
    """The hits that the advert gave by itself."""
    return tuple(hit for hit in enriched.hits if not is_cross(hit))
