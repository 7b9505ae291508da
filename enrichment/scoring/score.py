"""From hits to a score that a reader can redo, and to an outcome: INDICATORS.md 1.2, clarifications included."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from enrichment.found import MODEL
from enrichment.packs.schema import Indicator, Scoring
from enrichment.scoring.confidence import confidence, features
from enrichment.scoring.verdict import Verdict
from zicht.records import Breach, EnrichedAdvert, Hit, Outcome

FURTHER = 2  # indicators from other dimensions that corroborate a breach
SPAM = "SPM"  # context hits: each different quote is a vote
OWN_WAY = "CNT-01"  # limits and decisions of one's own: two different statements are two votes
LONG_KNOWN = "CNT-02"  # one name and number for more than a year
OF_A_PERSON = frozenset((OWN_WAY, LONG_KNOWN))  # a licence or a certificate only tells of a firm
VOTES = 2  # for the innocent side, to be called independent
STRONG = ("strong", "critical")
TRADE = "TRADE"  # dimension: nobody offers an organ or a child in passing, so a model may be believed alone, …
LENT = "CRI-01"  # … nor asks for an account: 36 of 37 that a model told alone were right (decision 0023)
TOO_FEW = 2  # indicators that make a short text say something


def is_modelled(hit: Hit) -> bool:
    """Whether a model proposed a hit, by likeness to an example."""
    return hit.by.startswith(MODEL)


@dataclass(frozen=True, slots=True)
class _Case:
    """What an outcome is decided on: the indicators that count, and those of them that may decide."""

    counting: tuple[Indicator, ...]
    deciding: tuple[Indicator, ...]
    points: float  # of those that may decide, after caps and counter-indicators
    votes: int
    spam: int
    words: int


def judge(hits: Sequence[Hit], indicators: Mapping[str, Indicator], scoring: Scoring, *, words: int) -> Verdict:
    """The verdict over one advert's hits; `words` is the length of title and body."""
    alive = {hit.code for hit in hits if hit.cancelled_by is None and hit.code in indicators}
    counting = _counting([indicators[code] for code in sorted(alive)], alive)
    worded = {hit.code for hit in hits if hit.cancelled_by is None and not is_modelled(hit)}
    deciding = _deciding(counting, alive)
    parts, capped = _capped(counting, scoring)
    routed = {one.code for one in counting if one.effect == "route" and _is_believed(one, worded)}
    route = not routed.isdisjoint(worded)
    countered = 0.0 if route else _countered(alive, indicators, scoring)
    points = sum(parts.values()) if deciding == counting else sum(_capped(deciding, scoring)[0].values())
    case = _Case(counting, deciding, points + countered, _votes(hits, alive, indicators), _spam(hits), words)
    outcome = "signal" if routed else _outcome(case, scoring)  # of a model alone: seen by a person, but on no route
    return Verdict(
        score=round(max(0.0, sum(parts.values()) + countered), 2),
        parts=parts,
        dimensions=_by_dimension(counting, parts),
        countered=countered,
        route=route,
        breaches=tuple(Breach(code=one.code, article=one.article or "") for one in counting if one.effect == "breach"),
        outcome=outcome,
        confidence=_sure(outcome, parts, words, scoring),
        capped=capped,
        silent=tuple(one.code for one in counting if one not in deciding),
    )


def _is_believed(one: Indicator, worded: Set[str]) -> bool:
    """Whether a route rule may be told by what was found of it: by words, or by a model alone where few things sound like it."""
    return one.code in worded or one.dimension == TRADE or one.code == LENT


def _sure(outcome: Outcome, parts: Mapping[str, float], words: int, scoring: Scoring) -> float | None:
    """How often such an outcome was right on adverts that nobody had mended on; None where that was never measured."""
    if scoring.confidence is None:
        return None
    asked = features(outcome, codes=len(parts), points=sum(parts.values()), words=words)
    return confidence(scoring.confidence.weights, asked)


def _counting(standing: Sequence[Indicator], alive: set[str]) -> tuple[Indicator, ...]:
    """Indicators that count: those that need another stand beside it (LAB-15, clarification 2)."""
    return tuple(
        one for one in standing if one.kind == "indicator" and (not one.only_with or alive & set(one.only_with))
    )


def _deciding(counting: Sequence[Indicator], alive: set[str]) -> tuple[Indicator, ...]:
    """Those that may make a signal."""
    return tuple(one for one in counting if not one.decides_with or alive & set(one.decides_with))


def _countered(alive: set[str], indicators: Mapping[str, Indicator], scoring: Scoring) -> float:
    """Points that counter-indicators take away; never against a route rule."""
    against = sum(indicators[code].points for code in alive if indicators[code].kind == "counter")
    return float(max(scoring.counter_floor, against))


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
    for name in sorted(caps.keys() & {kind[code] for code in parts}):
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


def _outcome(case: _Case, scoring: Scoring) -> Outcome:
    """The first that holds, from what a person must see to what nobody needs to see; a route rule is a signal before it."""
    strong = any(one.strength in STRONG for one in case.counting)
    answers: tuple[tuple[bool, Outcome], ...] = (
        (_is_signal(case, scoring), "signal"),
        (_is_review(case.counting, scoring), "review"),
        (any(one.effect == "breach" for one in case.counting), "breach_only"),
        (case.spam >= scoring.spam_votes, "spam"),
        (case.words < scoring.too_little_words and len(case.counting) < TOO_FEW and not strong, "too_little"),
        (case.votes >= VOTES and not strong, "independent"),
    )
    return next((outcome for holds, outcome in answers if holds), "no_signal")


def _is_signal(case: _Case, scoring: Scoring) -> bool:
    """30 points from two dimensions, or from two strong hits; a breach needs corroboration besides."""
    if case.points < scoring.threshold_signal:
        return False
    breaches = [one for one in case.deciding if one.effect == "breach"]
    others = [one for one in case.deciding if one.effect != "breach"]
    two_proofs = sum(1 for one in others if one.strength in STRONG) >= 2
    if len({one.dimension for one in case.deciding if one.points > 0}) < 2 and not two_proofs:
        return False
    return not breaches or _corroborated(breaches, others, case.deciding) or _without(others, scoring)


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
    """Scoring votes for the innocent side: each counter code once, own limits twice when two different ones are told.

    They are for a person that is her own master, so one of them must tell of a person: a firm that can be checked is ordinary.
    """
    if alive.isdisjoint(OF_A_PERSON):
        return 0
    counters = [code for code in alive if indicators[code].kind == "counter" and indicators[code].points < 0]
    own = {hit.text.casefold() for hit in hits if hit.code == OWN_WAY and hit.cancelled_by is None}
    return len(counters) + (1 if len(own) >= VOTES else 0)


def _spam(hits: Sequence[Hit]) -> int:
    """How many different places read as spam; a whole sentence that a model tells is as good as two."""
    told = {hit.text.casefold(): is_modelled(hit) for hit in hits if hit.code.startswith(SPAM) and not hit.cancelled_by}
    return sum(VOTES if modelled else 1 for modelled in told.values())


def weigh(hits: Sequence[Hit], indicators: Mapping[str, Indicator]) -> tuple[Hit, ...]:
    """The hits with their points: each code once, on its first standing span; a cancelled hit has none."""
    weights = points_of([(hit.code, hit.cancelled_by) for hit in hits], indicators)
    return tuple(
        hit if hit.points == points else hit.model_copy(update={"points": points})
        for hit, points in zip(hits, weights, strict=True)
    )


def points_of(said: Sequence[tuple[str, str | None]], indicators: Mapping[str, Indicator]) -> list[float]:
    """What each (code, why it is cancelled) adds, in their order."""
    alive = {code for code, cancelled in said if cancelled is None}
    told: set[str] = set()
    points = []
    for code, cancelled in said:
        one = indicators.get(code)
        first = (
            one and cancelled is None and code not in told and not (one.only_with and alive.isdisjoint(one.only_with))
        )
        points.append(one.points if one and first else 0.0)
        if cancelled is None:
            told.add(code)
    return points


def is_cross(hit: Hit) -> bool:
    """Whether a hit was proved by other adverts."""
    return hit.by == "cross"


def without_cross(enriched: EnrichedAdvert) -> tuple[Hit, ...]:
    """The hits that the advert gave by itself."""
    return tuple(hit for hit in enriched.hits if not is_cross(hit))
