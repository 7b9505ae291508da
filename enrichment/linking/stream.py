"""From adverts to carriers, clusters and groups: the straight line, each step by its name."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from enrichment.linking.bursts import bursts_of
from enrichment.linking.carriers import Carrier, Copies, contact_carriers, copies_of, cut
from enrichment.linking.decided import Words, on_pairs, on_value
from enrichment.linking.groups import SOFT, bundles_of
from enrichment.linking.hubs import USED, guarded
from enrichment.linking.limits import RULES, Rules
from enrichment.linking.measures import owners
from enrichment.linking.seen import Seen
from enrichment.linking.sets import Sets
from enrichment.linking.translated import without_cut_texts
from enrichment.linking.verdict import Judged, among_copiers, judge

NOBODY = Words()
Translated = Callable[[Sequence[Carrier]], Sequence[Carrier]]  # of texts, what ties those that say the same


@dataclass(frozen=True, slots=True)
class Links:
    """Everything that ties the adverts it was made of."""

    carriers: tuple[Carrier, ...]  # contacts and the like, texts, moments; cut ones too
    copies: Copies
    clusters: Mapping[str, str]  # Advert.id -> the name of its cluster, for those of two adverts or more
    groups: tuple[Judged, ...]


def link_all(adverts: Sequence[Seen], rules: Rules = RULES, translated: Translated = lambda _: ()) -> Links:
    """Ties, clusters and groups of these adverts; their order never matters. `translated` says what ties texts of two languages."""
    ordered = sorted(adverts, key=lambda one: one.order)
    copies = copies_of(ordered)
    users: Counter[tuple[str, str]] = Counter((one.kind, one.key) for advert in ordered for one in advert.subjects)
    shared = [*contact_carriers(ordered), *copies.kept, *translated(copies.kept), *bursts_of(ordered, rules.limits)]
    judged = [*(guarded(one, copies.text_of, users, rules.limits) for one in shared), *copies.stock]
    carriers, groups = grouped(without_cut_texts(judged), ordered, rules)
    groups = among_copiers(groups, ordered, rules.limits)
    carriers = without_lonely(carriers, groups)
    return Links(tuple(carriers), copies, clusters_of(ordered, carriers), tuple(groups))


def grouped(
    carriers: Sequence[Carrier], ordered: Sequence[Seen], rules: Rules, words: Words = NOBODY
) -> tuple[list[Carrier], list[Judged]]:
    """The carriers as people want them, and their groups, judged each by itself."""
    decided = on_pairs([on_value(one, words) for one in carriers], words, ordered)
    return decided, [judge(bundle, rules) for bundle in bundles_of(decided, rules.limits)]


def without_lonely(carriers: Sequence[Carrier], groups: Sequence[Judged]) -> list[Carrier]:
    """The carriers, where an account or address that nothing else agrees with is cut."""
    lonely = {(one.by, one.key): one for group in groups for one in _lonely(group)}
    return [lonely.get((one.by, one.key), one) for one in carriers]


def _lonely(group: Judged) -> list[Carrier]:
    """An account or address that nothing else agrees with does not tie: account names repeat, doors are shared."""
    carriers = group.bundle.carriers
    if len(carriers) > 1 or carriers[0].by not in SOFT or carriers[0].cut or carriers[0].why == "restored":
        return []
    if group.verdict == "organised" or len(owners(group.bundle.adverts)) < 2:
        return []
    nl, en = USED[carriers[0].by]
    return [cut(carriers[0], "alone", f"{nl} alleen bindt niet: elke advertentie noemt een ander contact.",
                f"{en} alone does not tie: every advert gives another contact.")]  # fmt: skip


def clusters_of(ordered: Sequence[Seen], carriers: Sequence[Carrier]) -> Mapping[str, str]:
    """Named after the earliest advert: a name stays when later ones come."""
    sets: Sets[str] = Sets()
    for carrier in carriers:
        if carrier.cut is None:
            for advert in carrier.adverts[1:]:
                sets.tie(advert.number, carrier.adverts[0].number)
    marks = {one.number: one for one in ordered}
    many = [group for group in sets.among([one.number for one in ordered]) if len(group) > 1]
    return {number: mark for group in many for mark in (marks[group[0]].mark,) for number in group}
