"""Who belongs with whom: adverts that share a contact, a text or a moment, with the reason of each tie and of each cut.

A pure function of the adverts given; their order never matters. Contacts appear as keyed HMACs only. The way from
adverts to groups is in `enrichment.linking.stream`; here it becomes what a person or a program reads.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from enrichment.linking.carriers import Carrier
from enrichment.linking.cross import cross_hits
from enrichment.linking.limits import RULES, Rules
from enrichment.linking.proofs import Kind
from enrichment.linking.say import copies_shown, cut_reason, group_said
from enrichment.linking.seen import Seen, see
from enrichment.linking.stream import Links, Translated, link_all
from enrichment.linking.template import Template, templates_of
from enrichment.linking.verdict import Judged, Verdict
from enrichment.models.tongues import Tongues
from enrichment.models.translating import translated
from zicht.records import EnrichedAdvert, Explanation, Record, SubjectKey

if TYPE_CHECKING:
    from enrichment.reader import Reader

__all__ = [
    "Cut", "Group", "Linked", "LinkedStream", "Tie", "cross_hits", "each_group", "each_linked", "link_groups", "link_seen",
    "link_stream",
]  # fmt: skip

NEIGHBOURS = 12  # an advert is tied to at most so many others of one carrier: those placed nearest in time
Alike = Sequence[tuple[str, float]]  # others and how alike, closest first
Having = tuple[Carrier, Explanation, int]  # an advert's carrier, why it ties or does not, and the advert's place in it


class Tie(Record):
    """What ties one advert to another; `kept` is False when it says too little to bring them together."""

    to: str  # Advert.id
    by: str  # a kind of subject, text or burst
    value: str  # the subject key, never the clear contact; of a text or burst its name
    similarity: float  # 0 to 1
    kept: bool
    reason: Explanation


class Linked(Record):
    """One advert among those it was given with; `cluster` is the same word for all that belong together."""

    id: str  # Advert.id
    cluster: str | None
    subjects: tuple[SubjectKey, ...]
    groups: tuple[str, ...]
    ties: tuple[Tie, ...]


class Cut(Record):
    """A tie that was not kept within or around a group, and why; a person may restore it."""

    adverts: tuple[str, ...]
    by: str
    reason: Explanation


class Group(Record):
    """Adverts that something carries together, with a verdict that shows both sides."""

    id: str
    adverts: tuple[str, ...]  # Advert.id, in order of time
    kind: Kind
    verdict: Verdict
    score: float
    explanation: Explanation
    codes: tuple[str, ...]  # XAD-..
    cut: tuple[Cut, ...]


class LinkedStream(Record):
    """What linking says of a set of adverts."""

    adverts: tuple[Linked, ...]  # in the order given
    groups: tuple[Group, ...]  # organised first, then by score


def link_stream(adverts: Sequence[EnrichedAdvert], reader: "Reader | None") -> list[Linked]:
    """Who belongs with whom, in any order of arrival; answers in the order given."""
    return list(link_groups(adverts, reader).adverts)


def link_groups(
    adverts: Sequence[EnrichedAdvert], reader: "Reader | None", tongues: Tongues | None = None
) -> LinkedStream:
    """The same with the groups; `reader` has the key for subjects that enrichment does not know, `tongues` languages side by side."""
    in_order, links = _linked(adverts, reader, tongues)
    return LinkedStream(adverts=tuple(_told(in_order, links)), groups=tuple(_groups(links)))


def each_linked(
    adverts: Sequence[EnrichedAdvert], reader: "Reader | None", tongues: Tongues | None = None
) -> Iterator[Linked]:
    """Those adverts one by one, in the order given: with all ties of each they are many times as large as what ties them."""
    in_order, links = _linked(adverts, reader, tongues)
    del adverts
    yield from _told(in_order, links)


def each_group(
    adverts: Sequence[EnrichedAdvert], reader: "Reader | None", tongues: Tongues | None = None
) -> Iterator[Group]:
    """Those groups one by one."""
    return _groups(_linked(adverts, reader, tongues)[1])


def _linked(
    adverts: Sequence[EnrichedAdvert], reader: "Reader | None", tongues: Tongues | None
) -> tuple[list[Seen], Links]:
    """The adverts in the order given, of one that came twice what was last, and what ties them."""
    numbers = [advert.advert.id for advert in adverts]
    seen = {advert.advert.id: see(advert, reader.keyed if reader else None) for advert in adverts}
    links = link_all(list(seen.values()), rules_of(reader), _translating(adverts, tongues))
    return [seen[number] for number in numbers], links


def link_seen(adverts: Sequence[EnrichedAdvert], reader: "Reader | None", tongues: Tongues | None = None) -> Links:
    """The ties themselves, for whoever walks along them."""
    return _linked(adverts, reader, tongues)[1]


def _translating(adverts: Sequence[EnrichedAdvert], tongues: Tongues | None) -> Translated:
    """What ties texts of these adverts to the same in other languages; nothing without `tongues`."""
    if tongues is None:
        return lambda _: ()
    return partial(translated, adverts={one.advert.id: one for one in adverts}, tongues=tongues)


def rules_of(reader: "Reader | None") -> Rules:
    """The parameters of the packs, and for XAD-08 the labour indicators that are a breach, strong, or enforcement practice."""
    if reader is None:
        return RULES
    known = reader.by_code.values()
    labour = (one.code for one in known if one.group == "LAB" and one.evidence in ("E1", "E3") and one.points >= 8)
    return Rules(reader.packs.limits, frozenset(labour))


def _told(in_order: Sequence[Seen], links: Links) -> Iterator[Linked]:
    groups: dict[str, list[str]] = defaultdict(list)
    for group in links.groups:
        for advert in group.bundle.adverts:
            groups[advert.number].append(group.bundle.key)
    having: dict[str, list[Having]] = defaultdict(list)
    for carrier in links.carriers:
        reason = cut_reason(carrier)
        for at, advert in enumerate(carrier.adverts):
            having[advert.number].append((carrier, reason, at))
    alike = {True: links.copies.alike, False: links.copies.unlike}
    for one in in_order:
        yield Linked(
            id=one.number,
            cluster=links.clusters.get(one.number),
            subjects=one.subjects,
            groups=tuple(groups.get(one.number, ())),
            ties=tuple(tie for held in having.get(one.number, ()) for tie in _ties(*held, alike)),
        )


def _ties(carrier: Carrier, reason: Explanation, at: int, alike: Mapping[bool, Mapping[str, Alike]]) -> Iterator[Tie]:
    kept = carrier.cut is None
    number = carrier.adverts[at].number
    known = dict(alike[kept].get(number, ())[:NEIGHBOURS]) if carrier.by == "text" else {}
    for other in _neighbours(carrier.adverts, at):
        yield Tie(to=other.number, by=carrier.by, value=carrier.key, similarity=known.get(other.number, 1.0), kept=kept,
                  reason=reason)  # fmt: skip


def _neighbours(adverts: Sequence[Seen], at: int) -> Iterator[Seen]:
    """The others of one carrier: all of them, or the nearest in time when they are many."""
    if len(adverts) <= NEIGHBOURS + 1:
        near = [*adverts[:at], *adverts[at + 1 :]]
    else:
        start = max(0, at - NEIGHBOURS // 2)
        near = [*adverts[start:at], *adverts[at + 1 : at + 1 + NEIGHBOURS // 2]]
    yield from near


def _groups(links: Links) -> Iterator[Group]:
    """Every group, organised first."""
    order = {"organised": 0, "unclear": 1, "innocent": 2}
    touching: dict[str, list[Carrier]] = defaultdict(list)
    for carrier in links.carriers:
        if carrier.cut is not None:
            for advert in carrier.adverts:
                touching[advert.number].append(carrier)
    for judged in sorted(links.groups, key=lambda one: (order[one.verdict], -one.score, one.bundle.key)):
        yield _group(judged, touching)


def _group(judged: Judged, touching: dict[str, list[Carrier]]) -> Group:
    numbers = tuple(one.number for one in judged.bundle.adverts)
    cuts = {(one.by, one.key): one for number in numbers for one in touching.get(number, ())}
    return Group(
        id=judged.bundle.key,
        adverts=numbers,
        kind=judged.kind,
        verdict=judged.verdict,
        score=judged.score,
        explanation=group_said(judged, _template(judged)),
        codes=tuple(sorted({proof.code for proof in judged.proofs if proof.code})),
        cut=tuple(_cut(carrier, frozenset(numbers)) for _, carrier in sorted(cuts.items())),
    )


def _template(judged: Judged) -> Template | None:
    copies = copies_shown(judged) if judged.verdict != "innocent" else ()
    return templates_of([copies])[0] if copies else None


def _cut(carrier: Carrier, inside: frozenset[str]) -> Cut:
    mine = tuple(one.number for one in carrier.adverts if one.number in inside)
    return Cut(adverts=mine, by=carrier.by, reason=cut_reason(carrier))
