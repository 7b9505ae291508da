"""Who belongs with whom: adverts that share a contact, with the reason of each tie; and what that proves (cross).

A pure function of the adverts given; their order never matters. Contacts appear as keyed HMACs only.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from enrichment.cross import cross_hits, key_order, moment
from enrichment.personas import count_personas, told
from zicht.records import EnrichedAdvert, Explanation, Record, SubjectKey, digest

if TYPE_CHECKING:
    from enrichment.reader import Reader

__all__ = ["Linked", "Tie", "cross_hits", "link_stream"]

# A contact of more adverts and more personas than this ties nobody: a platform's or an agency's (ours, to be tuned)
HUB_ADVERTS, HUB_PERSONAS = 50, 20
NEIGHBOURS = 50  # an advert is tied to at most so many others of one contact: those placed nearest in time


class Tie(Record):
    """What ties one advert to another; `kept` is False when it says too little to bring them together."""

    to: str  # Advert.id
    by: str  # phone, email
    value: str  # the subject key, never the clear contact
    similarity: float  # 0 to 1
    kept: bool
    reason: Explanation


class Linked(Record):
    """One advert among those it was given with; `cluster` is the same word for all that belong together."""

    id: str  # Advert.id
    cluster: str | None
    subjects: tuple[SubjectKey, ...]
    groups: tuple[str, ...]  # one name per contact that others have too
    ties: tuple[Tie, ...]


def link_stream(adverts: Sequence[EnrichedAdvert], reader: "Reader") -> list[Linked]:
    """Who belongs with whom by a shared contact, in any order of arrival; answers in the order given.

    A cluster is named after its smallest content digest, so that it has the same name in another order. `reader` is for
    the ties by text that come later.
    """
    del reader
    everyone = {one.advert.id: one for one in sorted(adverts, key=lambda one: (moment(one), one.advert.content))}
    parents = {number: number for number in everyone}
    groups: dict[str, list[str]] = defaultdict(list)
    ties: dict[str, list[Tie]] = defaultdict(list)
    for key, numbers in _shared(everyone).items():
        kept = not _is_hub([everyone[number] for number in numbers])
        reason = _reason(key, len(numbers), kept=kept)
        for at, number in enumerate(numbers):
            groups[number].append(digest(key.kind, key.key)[:16])
            ties[number] += [_tie(key, other, reason, kept=kept) for other in _neighbours(numbers, at)]
            if kept:
                parents[_root(parents, number)] = _root(parents, numbers[0])
    clusters = _clusters(everyone, parents)
    return [
        Linked(
            id=number,
            cluster=clusters.get(_root(parents, number)),
            subjects=everyone[number].subjects,
            groups=tuple(groups[number]),
            ties=tuple(ties[number]),
        )
        for number in (one.advert.id for one in adverts)
    ]


def _shared(everyone: dict[str, EnrichedAdvert]) -> dict[SubjectKey, list[str]]:
    """Contacts of two adverts or more, with their adverts in order of time."""
    having: dict[SubjectKey, list[str]] = defaultdict(list)
    for number, one in everyone.items():
        for key in sorted(set(one.subjects), key=key_order):
            having[key].append(number)
    return {key: having[key] for key in sorted(having, key=key_order) if len(having[key]) > 1}


def _is_hub(sharing: Sequence[EnrichedAdvert]) -> bool:
    said = [one for advert in sharing if (one := told(advert))]
    return len(sharing) > HUB_ADVERTS and count_personas(said) > HUB_PERSONAS


def _neighbours(numbers: Sequence[str], at: int) -> list[str]:
    """The others of one contact: all of them, or the nearest in time when they are many."""
    if len(numbers) <= NEIGHBOURS + 1:
        return [*numbers[:at], *numbers[at + 1 :]]
    start = max(0, at - NEIGHBOURS // 2)
    return [*numbers[start:at], *numbers[at + 1 : at + 1 + NEIGHBOURS // 2]]


def _root(parents: dict[str, str], number: str) -> str:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _clusters(everyone: dict[str, EnrichedAdvert], parents: dict[str, str]) -> dict[str, str]:
    """Root to name, for those of two adverts or more."""
    members: dict[str, list[str]] = defaultdict(list)
    for number, one in everyone.items():
        members[_root(parents, number)].append(one.advert.content)
    return {root: min(contents)[:16] for root, contents in members.items() if len(contents) > 1}


def _tie(key: SubjectKey, other: str, reason: Explanation, *, kept: bool) -> Tie:
    return Tie(to=other, by=key.kind, value=key.key, similarity=1.0, kept=kept, reason=reason)


def _reason(key: SubjectKey, count: int, *, kept: bool) -> Explanation:
    nl, en = {"phone": ("telefoonnummer", "phone number"), "email": ("e-mailadres", "e-mail address")}[key.kind]
    if kept:
        return Explanation(
            nl=f"Hetzelfde {nl} staat in {count} van deze advertenties.",
            en=f"The same {en} stands in {count} of these adverts.",
        )
    return Explanation(
        nl=f"hub: hetzelfde {nl} staat in {count} advertenties van meer dan {HUB_PERSONAS} namen; dat bindt te weinig.",
        en=f"hub: the same {en} stands in {count} adverts of more than {HUB_PERSONAS} names; that ties too little.",
    )
