"""A score in words, Dutch and English: what the text holds, what each part adds, what was capped, why the outcome."""

from collections.abc import Mapping, Sequence

from enrichment.packs.schema import Indicator, Scoring
from enrichment.scoring.reasons import reason
from enrichment.scoring.verdict import Verdict
from enrichment.words.counted import counted
from zicht.records import Explanation, Hit, Outcome

OUTCOMES: dict[Outcome, tuple[str, str]] = {
    "signal": ("Dat is een signaal voor een mens om te bekijken.", "That is a signal for a person to look at."),
    "review": (
        "Eén sterke aanwijzing, te weinig voor een signaal: ter beoordeling.",
        "One strong indicator, too little for a signal: for review.",
    ),
    "breach_only": (
        "Mogelijk een overtreding van arbeidsrecht, zonder verdere aanwijzing van uitbuiting.",
        "Possibly a breach of labour law, without further indication of exploitation.",
    ),
    "independent": (
        "De tekst wijst op iemand met eigen regie.",
        "The text points to somebody who is her or his own master.",
    ),
    "no_signal": ("Te weinig voor een signaal.", "Too little for a signal."),
    "spam": ("De tekst leest als reclame of oplichting die zich overal herhaalt.", "The text reads as spam or a scam."),
    "too_little": ("De tekst is te kort om iets over te zeggen.", "The text is too short to say anything about."),
}


def explain(
    hits: Sequence[Hit],
    verdict: Verdict,
    indicators: Mapping[str, Indicator],
    scoring: Scoring,
    wage: Explanation | None = None,
) -> Explanation:
    """One paragraph in each language; the sum in it is the score. `wage`: what the law says of the wage that was read."""
    return Explanation(
        nl=_say(hits, verdict, indicators, scoring, wage, 0), en=_say(hits, verdict, indicators, scoring, wage, 1)
    )


def _say(
    hits: Sequence[Hit],
    verdict: Verdict,
    indicators: Mapping[str, Indicator],
    scoring: Scoring,
    wage: Explanation | None,
    language: int,
) -> str:
    said = [
        _contents(verdict, indicators, language),
        (wage.nl, wage.en)[language] if wage else "",
        _modelled(hits, language),
        _caps(verdict, scoring, language),
        _against(hits, verdict, indicators, language),
        _sum(verdict, language),
        _dropped(hits, indicators, language),
        _why(verdict, indicators, language),
    ]
    return " ".join(sentence for sentence in said if sentence)


def _name(one: Indicator, language: int) -> str:
    return one.name.en if language else one.name.nl


def _points(points: float, language: int) -> str:
    return _written(f"{points:+g}", language)


def _written(number: str, language: int) -> str:
    return number if language else number.replace(".", ",")


def _contents(verdict: Verdict, indicators: Mapping[str, Indicator], language: int) -> str:
    parts = sorted(verdict.parts.items(), key=lambda part: (-part[1], part[0]))
    if not parts:
        return (
            "De advertentietekst bevat geen aanwijzing die telt.",
            "The advert text holds no indicator that counts.",
        )[language]
    said = "; ".join(
        f"{_name(indicators[code], language)} ({code}, {_points(points, language)})" for code, points in parts
    )
    return ("De advertentietekst bevat: ", "The advert text holds: ")[language] + said + "."


def _modelled(hits: Sequence[Hit], language: int) -> str:
    """What no rule but a model read, with the example that it resembles."""
    said = [
        (
            f"{hit.code}: de zin lijkt op het voorbeeld „{hit.like}” ({_cosine(hit, language)})",
            f"{hit.code}: the sentence resembles the example “{hit.like}” ({_cosine(hit, language)})",
        )[language]
        for hit in hits
        if hit.like and hit.cancelled_by is None
    ]
    if not said:
        return ""
    return (
        f"Gelezen door een taalmodel, niet door een regel: {'; '.join(said)}.",
        f"Read by a language model, by no rule: {'; '.join(said)}.",
    )[language]


def _cosine(hit: Hit, language: int) -> str:
    return _written(f"{hit.similarity or 0:.2f}", language)


def _caps(verdict: Verdict, scoring: Scoring, language: int) -> str:
    if not verdict.capped:
        return ""
    names = [
        (scoring.dimensions[name].en if language else scoring.dimensions[name].nl)
        if name in scoring.dimensions
        else name
        for name in verdict.capped
    ]
    return (f"Afgetopt: {', '.join(names)}.", f"Capped: {', '.join(names)}.")[language]


def _against(hits: Sequence[Hit], verdict: Verdict, indicators: Mapping[str, Indicator], language: int) -> str:
    counters = {hit.code for hit in hits if hit.cancelled_by is None and _is_counter(hit, indicators)}
    if not counters:
        return ""
    names = ", ".join(f"{_name(indicators[code], language)} ({code})" for code in sorted(counters))
    points = _points(verdict.countered, language)
    return (f"Daartegenover: {names} ({points}).", f"Against that: {names} ({points}).")[language]


def _is_counter(hit: Hit, indicators: Mapping[str, Indicator]) -> bool:
    return hit.code in indicators and indicators[hit.code].kind == "counter" and indicators[hit.code].points < 0


def _sum(verdict: Verdict, language: int) -> str:
    if not verdict.parts:
        return ""
    score, dimensions = _written(f"{verdict.score:g}", language), len(verdict.dimensions)
    return (
        f"Samen {score} punten uit {counted(dimensions, 'dimensie', 'dimensies')}.",
        f"Together {score} points from {counted(dimensions, 'dimension', 'dimensions')}.",
    )[language]


def _dropped(hits: Sequence[Hit], indicators: Mapping[str, Indicator], language: int) -> str:
    reasons = sorted({(hit.code, hit.cancelled_by) for hit in hits if hit.cancelled_by and hit.code in indicators})
    if not reasons:
        return ""
    names = {why: indicators[why].name for _, why in reasons if why in indicators}
    said = "; ".join(
        f"{_name(indicators[code], language)} ({code}): {reason(why, names, language)}" for code, why in reasons
    )
    return (f"Niet meegeteld: {said}.", f"Not counted: {said}.")[language]


def _why(verdict: Verdict, indicators: Mapping[str, Indicator], language: int) -> str:
    if verdict.route:
        routed = sorted(code for code in verdict.parts if indicators[code].effect == "route")
        cited = "; ".join(f"{code}: {indicators[code].article}" for code in routed)
        return (
            f"Rechtstreeks naar een mens, ongeacht de score ({cited}).",
            f"Straight to a person, whatever the score ({cited}).",
        )[language]
    said = OUTCOMES[verdict.outcome][language]
    cited = "; ".join(f"{breach.code}: {breach.article}" for breach in verdict.breaches)
    return f"{said} ({cited})" if cited else said
