"""The day's lists: adverts that belong together become one line per eenheid, ranked, with the reasons in words.

A pure function of the day's adverts: their order never matters. Adverts are ranked, never persons (REQ-L18).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, get_args

from zicht.records import (
    Capture,
    Eenheid,
    EnrichedAdvert,
    Explanation,
    Hit,
    Instant,
    Quote,
    Record,
    Signal,
    SignalAdvert,
    digest,
)

URGENT = 60.0  # points from which a signal is urgent (INDICATORS.md 1.2)
REVIEW_CAP = 20  # lines of tier review per eenheid and day (INDICATORS.md 1.2, clarification 5); the rest is counted
QUOTE_LENGTH = 200  # characters (REQ-L06)
AGE_QUOTE_LENGTH = 40  # of SEX-01 the age phrase only (REQ-L28)

Tier = Literal["route", "urgent", "signal", "review"]
TIERS: tuple[Tier, ...] = get_args(Tier)


class GroupTold(Record):
    """A group that linking made: its id, which stays while it grows, its verdict, and what speaks for and against."""

    id: str
    verdict: str
    said: Explanation


class SeenAdvert(Record):
    """An advert as the ledger has it: when it was first seen, and where its capture lies."""

    enriched: EnrichedAdvert
    first_seen: Instant
    capture: Capture | None = None
    linked: bool = False  # linking has judged it: then its cluster says who belongs together, not its contacts
    cluster: str | None = None
    groups: tuple[GroupTold, ...] = ()  # those that tie it to others, the weightiest first


def signals_for(day: date, adverts: Sequence[SeenAdvert]) -> list[Signal]:
    """The lines of a day, eenheid by eenheid, most pressing first.

    Listed are adverts with outcome `signal` or `review`. Adverts that share a contact are one line in each eenheid that
    should see them. Of tier `review` each eenheid gets REVIEW_CAP lines; the last line says how many were left out.
    """
    listed = sorted((seen for seen in adverts if seen.enriched.outcome in ("signal", "review")), key=_number)
    lines: dict[Eenheid, list[Signal]] = defaultdict(list)
    for key, group in _groups(listed):
        where = {eenheid for seen in group for eenheid in _eenheden(seen)}
        for eenheid in where:
            here = sorted((seen for seen in group if eenheid in _eenheden(seen)), key=_strength)
            lines[eenheid].append(_line(day, eenheid, key, here, elsewhere=where - {eenheid}))
    return [signal for eenheid in get_args(Eenheid) for signal in _ranked(lines[eenheid])]


def tier_of(enriched: EnrichedAdvert) -> Tier:
    """How pressing: `route` goes to a person whatever the score."""
    if enriched.route:
        return "route"
    if enriched.outcome == "review":
        return "review"
    return "urgent" if enriched.score >= URGENT else "signal"


def _number(seen: SeenAdvert) -> str:
    return seen.enriched.advert.id


def _strength(seen: SeenAdvert) -> tuple[int, float, str]:
    return TIERS.index(tier_of(seen.enriched)), -seen.enriched.score, _number(seen)


def _eenheden(seen: SeenAdvert) -> tuple[Eenheid, ...]:
    return seen.enriched.place.eenheden or (seen.enriched.place.eenheid,)


def _groups(listed: Sequence[SeenAdvert]) -> Iterator[tuple[str, list[SeenAdvert]]]:
    """Adverts that share a contact, directly or through others, under the smallest key of their contacts."""
    by_key: dict[str, list[SeenAdvert]] = defaultdict(list)
    for seen in listed:
        for key in _contacts(seen):
            by_key[key].append(seen)
    done: set[str] = set()
    for seen in listed:
        if _number(seen) in done:
            continue
        group = _reach(seen, by_key)
        done |= group.keys()
        yield _named(seen, [*group.values()]), [*group.values()]


def _named(seen: SeenAdvert, group: Sequence[SeenAdvert]) -> str:
    """What a line is called: its smallest group, whose id stays; else its smallest contact, or the advert itself."""
    groups = [f"group:{told.id}" for one in group for told in one.groups]
    return min(groups or [key for one in group for key in _contacts(one)], default=_number(seen))


def _reach(seen: SeenAdvert, by_key: dict[str, list[SeenAdvert]]) -> dict[str, SeenAdvert]:
    group = {_number(seen): seen}
    waiting, asked = [seen], set[str]()
    while waiting:
        for key in set(_contacts(waiting.pop())) - asked:
            asked.add(key)
            fresh = [other for other in by_key[key] if _number(other) not in group]
            group |= {_number(other): other for other in fresh}
            waiting += fresh
    return group


def _contacts(seen: SeenAdvert) -> list[str]:
    if seen.linked:
        return [f"cluster:{seen.cluster}"] if seen.cluster else []
    return [f"{subject.kind}:{subject.key}" for subject in seen.enriched.subjects]


def _line(day: date, eenheid: Eenheid, key: str, here: list[SeenAdvert], *, elsewhere: set[Eenheid]) -> Signal:
    """One line; `here` is ordered by strength. Its rank is given when the list is whole."""
    strongest = here[0].enriched
    return Signal(
        day=day,
        eenheid=eenheid,
        rank=0,
        key=digest(key, eenheid)[:32],
        tier=tier_of(strongest),
        score=max(seen.enriched.score for seen in here),
        form=strongest.form,
        gemeente=strongest.place.gemeente if strongest.place.eenheid == eenheid else None,
        codes=tuple(sorted({hit.code for seen in here for hit in _counting(seen.enriched)})),
        reasons=_reasons(here, elsewhere),
        quotes=tuple(_quotes(here)),
        adverts=tuple(_advert(seen) for seen in here),
        first_seen=min(seen.first_seen for seen in here),
        synthetic=any(seen.enriched.advert.extra.get("synthetic") == "true" for seen in here),  # parsing marks them
    )


def _counting(enriched: EnrichedAdvert) -> list[Hit]:
    """Hits that stand: indicators, not context, not counter-indicators, not cancelled."""
    return [hit for hit in enriched.hits if hit.dimension is not None and hit.cancelled_by is None]


def _reasons(here: Sequence[SeenAdvert], elsewhere: set[Eenheid]) -> Explanation:
    """Why the strongest advert scores what it scores, and how far its contact reaches."""
    said = here[0].enriched.explanation
    proved = {number for seen in here for hit in _counting(seen.enriched) for number in hit.adverts}
    together = len(proved | {_number(seen) for seen in here})
    nl, en = [said.nl], [said.en]
    if together > 1:
        linked = any(seen.linked for seen in here)
        this_nl, this_en = ("Dezelfde groep", "The same group") if linked else ("Hetzelfde contact", "The same contact")
        nl.append(f"{this_nl} staat in {together} advertenties, waarvan {len(here)} op deze regel.")
        en.append(f"{this_en} stands in {together} adverts, {len(here)} of them on this line.")
    for told in {one.id: one for seen in here for one in seen.groups[:1]}.values():
        nl.append(f"Groep {told.id}: {told.said.nl}")
        en.append(f"Group {told.id}: {told.said.en}")
    if elsewhere:
        names = ", ".join(eenheid for eenheid in get_args(Eenheid) if eenheid in elsewhere)
        nl.append(f"Staat ook op de lijst van: {names}.")
        en.append(f"Also on the list of: {names}.")
    return Explanation(nl=" ".join(filter(None, nl)), en=" ".join(filter(None, en)))


def _quotes(here: Iterable[SeenAdvert]) -> Iterator[Quote]:
    """The words behind each code, each code once, from the strongest advert that has it, weightiest first."""
    told: set[str] = set()
    for seen in here:
        for hit in sorted(_counting(seen.enriched), key=lambda hit: (-hit.points, hit.code, hit.field, hit.start)):
            if hit.code not in told:
                told.add(hit.code)
                yield Quote(code=hit.code, field=hit.field, text=_quoted(hit, seen.enriched))


def _quoted(hit: Hit, enriched: EnrichedAdvert) -> str:
    if hit.code != "SEX-01":
        return _cut(hit.text, QUOTE_LENGTH)
    ages = [found for found in enriched.extractions if found.kind == "age" and found.field == hit.field]
    inside = [found for found in ages if hit.start <= found.start and found.end <= hit.end]
    said: str = getattr(enriched.advert, hit.field)[inside[0].start : inside[0].end] if inside else hit.text
    return _cut(said, AGE_QUOTE_LENGTH)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _advert(seen: SeenAdvert) -> SignalAdvert:
    advert, capture = seen.enriched.advert, seen.capture
    return SignalAdvert(
        id=advert.id,
        title=advert.title,
        url=advert.url,
        site=advert.site,
        seen_at=advert.seen_at,
        capture=capture.id if capture else advert.capture,
        segment=capture.segment if capture else None,
        offset=capture.offset if capture else None,
        sha256=capture.sha256 if capture else None,
    )


def _ranked(lines: list[Signal]) -> list[Signal]:
    """Route first, then by tier, score and key; too many lines of tier review are left out, and counted."""
    ordered = sorted(lines, key=lambda line: (TIERS.index(line.tier), -line.score, line.key))
    above = sum(1 for line in ordered if line.tier != "review")
    kept = [line.model_copy(update={"rank": at}) for at, line in enumerate(ordered[: above + REVIEW_CAP], start=1)]
    if missing := len(ordered) - len(kept):
        kept[-1] = kept[-1].model_copy(update={"left_out": missing})
    return kept
