"""A region: adverts that hang together over what ties them, judged with all that the ledger knows of each value."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from enrichment.linking import measures
from enrichment.linking.carriers import By, Carrier, as_stock
from enrichment.linking.cross import Crossed, crossed
from enrichment.linking.crowds import crowd
from enrichment.linking.decided import Words
from enrichment.linking.hubs import guarded
from enrichment.linking.limits import Limits, Rules
from enrichment.linking.say import cut_reason, group_said
from enrichment.linking.seen import Seen, in_time
from enrichment.linking.stream import clusters_of, grouped, without_lonely
from enrichment.linking.template import Template
from enrichment.linking.verdict import Judged, doubted
from enrichment.linking.weakest import weakest

Value = tuple[str, str]


@dataclass(slots=True)
class Region:
    """What was loaded: adverts whose groups are made anew (`core`), others that only bear witness, and every value."""

    core: set[str] = field(default_factory=set)
    seen: dict[str, Seen] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)  # Advert.id -> a name for its template
    carriers: dict[Value, Carrier] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a region."""

    groups: tuple[Judged, ...]
    carriers: tuple[Carrier, ...]
    clusters: Mapping[str, str]
    crossed: Mapping[str, tuple[Crossed, ...]]


def carrier_of(
    value: Value, numbers: Sequence[str], region: Region, users: Mapping[Value, int], limits: Limits, *, many: bool
) -> Carrier:
    """The value with its adverts, guarded; of a text the name that it has without a ledger. Of `many` only some are there."""
    adverts = tuple(in_time([region.seen[one] for one in numbers]))
    kind, key = value
    if kind == "stock":
        return as_stock(Carrier("text", adverts[0].mark, adverts))
    by: By = kind  # type: ignore[assignment]
    carrier = Carrier(by, adverts[0].mark if kind == "text" else key, adverts)
    return crowd(carrier, limits) if many else guarded(carrier, region.texts, users, limits)


def judged(region: Region, rules: Rules, words: Words, *, copiers: bool) -> Outcome:
    """Groups, clusters and hits of the core; where most writers copy each other, text alone proves nothing."""
    ordered = in_time(list(region.seen.values()))
    made = [region.carriers[value] for value in sorted(region.carriers)]
    carriers, groups = grouped(made, ordered, rules, words)
    groups = [doubted(one) for one in groups] if copiers else groups
    carriers = without_lonely(carriers, groups)
    return Outcome(tuple(groups), tuple(carriers), clusters_of(ordered, carriers), crossed(groups))


def body_of(
    group: Judged, touching: Sequence[Carrier], alike: Mapping[tuple[str, str], float], template: Template | None
) -> str:
    """Everything that a person reads of a group, as JSON."""
    adverts = group.bundle.adverts
    said = group_said(group, template)
    link = weakest(group.bundle.carriers, alike)
    return json.dumps(
        {
            "said": said.model_dump(),
            "codes": sorted({proof.code for proof in group.proofs if proof.code}),
            "carriers": [[one.by, one.key, len(one.adverts)] for one in group.bundle.carriers],
            "cut": [[one.by, one.key, cut_reason(one).model_dump()] for one in touching],
            "cities": sorted({one.gemeente for one in adverts if one.gemeente}),
            "contacts": len({key.key for one in adverts for key in one.contacts}),
            "personas": measures.personas(adverts),
            "template": template.shown() if template else None,
            "slots": [list(slot) for slot in template.slots] if template else [],
            "weakest": link.model_dump() if link else None,
        },
        ensure_ascii=False, sort_keys=True,
    )  # fmt: skip
