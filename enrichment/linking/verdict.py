"""What a group looks like: what carries it, what speaks for one hand behind many, what speaks for an innocent reason.

Votes for the innocent side are counted like the others (T-Net's best idea, ANCHORS.md 1.4): a licensed club, an agency
or a franchise, somebody who advertises for herself. Touring is ordinary (XAD-02) and never enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from enrichment.linking import measures
from enrichment.linking.groups import Bundle
from enrichment.linking.limits import Limits, Rules
from enrichment.linking.proofs import Kind, Proof, proofs_of
from enrichment.linking.seen import Seen
from enrichment.linking.travel import busiest
from enrichment.persons.personas import PRESENTING
from zicht.records import Explanation

Verdict = Literal["organised", "innocent", "unclear"]
ALWAYS = timedelta(days=36500)
DECISIVE = 2  # votes for the innocent side that settle it


@dataclass(frozen=True, slots=True)
class Vote:
    """Something that speaks for an innocent reason; two votes settle it."""

    weight: int
    said: Explanation


@dataclass(frozen=True, slots=True)
class Judged:
    """A group with its verdict and the words for it."""

    bundle: Bundle
    kind: Kind
    verdict: Verdict
    score: float
    proofs: tuple[Proof, ...]
    votes: tuple[Vote, ...]


def judge(bundle: Bundle, rules: Rules) -> Judged:
    """The verdict on a group."""
    if bundle.carriers[0].cut is not None:
        return _hub(bundle)
    proofs = proofs_of(bundle, rules)
    votes = _votes(bundle, proofs, rules.limits)
    against = sum(vote.weight for vote in votes)
    carried = [proof for proof in proofs if proof.carries]
    verdict: Verdict = "unclear"
    if against >= DECISIVE or (not carried and against):
        verdict = "innocent"
    elif carried:
        verdict = "organised"
    score = max(0.0, min(100.0, sum(proof.points for proof in proofs) - 5.0 * against))
    return Judged(bundle, _kind(bundle, proofs), verdict, round(score, 1), tuple(proofs), tuple(votes))


def is_settled(group: Judged) -> bool:
    """Whether what speaks for an ordinary explanation settles it: then what the group shows counts for nothing."""
    return sum(vote.weight for vote in group.votes) >= DECISIVE


def among_copiers(groups: Sequence[Judged], adverts: Sequence[Seen], limits: Limits) -> list[Judged]:
    """The groups, where text alone is no proof any more: when most writers of the stream share their texts with others."""
    by_text = [one for one in groups if is_by_text(one)]
    writers = measures.owners([one for one in adverts if is_writer(one)])
    copying = measures.owners([advert for one in by_text for advert in one.bundle.adverts])
    if not are_copiers(len(by_text), len(copying), len(writers), limits):
        return list(groups)
    return [doubted(one) for one in groups]


def is_writer(advert: Seen) -> bool:
    """Whether it counts among the writers of all adverts: it presents somebody."""
    return advert.form in PRESENTING or advert.said is not None


def is_by_text(group: Judged) -> bool:
    """Organised, and its text alone says so."""
    return group.verdict == "organised" and group.kind == "template" and _text_alone(group)


def are_copiers(groups: int, copying: int, writers: int, limits: Limits) -> bool:
    """Whether on these sites most writers copy each other: so many groups by text alone, of so many of all writers."""
    return groups >= limits.copied_groups and copying >= limits.copied_share * writers


def doubted(group: Judged) -> Judged:
    """The group, unclear when its text alone speaks for it."""
    if not is_by_text(group):
        return group
    vote = Vote(
        1,
        Explanation(
            nl="op deze bronnen nemen de meesten elkaars tekst over", en="on these sites most copy each other's text"
        ),
    )
    return replace(group, verdict="unclear", votes=(*group.votes, vote))


def _text_alone(group: Judged) -> bool:
    return all(proof.code in ("XAD-03", "XAD-12") for proof in group.proofs if proof.carries)


def _hub(bundle: Bundle) -> Judged:
    """What the guard cut: its users have nothing else in common here."""
    carrier = bundle.carriers[0]
    assert carrier.cut is not None
    kind: Kind = (
        "template"
        if carrier.by in ("text", "translation")
        else "hub"
        if len(measures.brands(carrier.adverts)) > 1
        else "phone"
    )
    return Judged(bundle, kind, "innocent", 0.0, (), (Vote(DECISIVE, carrier.cut),))


def _kind(bundle: Bundle, proofs: Sequence[Proof]) -> Kind:
    """What carries it: the weightiest proof, else what it shares."""
    carried = sorted((proof for proof in proofs if proof.kind), key=lambda one: (not one.carries, one.rank))
    if carried and carried[0].kind:
        return carried[0].kind
    if bundle.by("phone", "email", "handle", "account", "address", "payment"):
        return "phone"
    return "template" if bundle.by("text") else "burst"


def _votes(bundle: Bundle, proofs: Sequence[Proof], limits: Limits) -> list[Vote]:
    """The innocent side."""
    adverts = bundle.adverts
    stacked = any(proof.code in ("XAD-08", "XAD-11") for proof in proofs)
    found = [
        _licensed(adverts, limits),
        _certified(adverts, limits, stacked=stacked),
        _firm(adverts, stacked=stacked),
        _telling(adverts),
        _herself(bundle, limits),
    ]
    return [vote for vote in found if vote]


def _licensed(adverts: Sequence[Seen], limits: Limits) -> Vote | None:
    if not measures.is_known_business(adverts, limits):
        return None
    count = measures.claims(adverts)
    return Vote(
        DECISIVE,
        Explanation(
            nl=f"{count} van {len(adverts)} advertenties noemen een KvK-nummer of vergunning bij een naam",
            en=f"{count} of {len(adverts)} adverts give a register number or licence beside a name",
        ),
    )


def _certified(adverts: Sequence[Seen], limits: Limits, *, stacked: bool) -> Vote | None:
    count = measures.with_code(adverts, frozenset(("CNT-04",)))
    if stacked or measures.share(adverts, count) < limits.licensed_share:
        return None
    return Vote(
        DECISIVE,
        Explanation(
            nl=f"{count} van {len(adverts)} advertenties noemen een keurmerk of cao",
            en=f"{count} of {len(adverts)} adverts name a quality mark or collective agreement",
        ),
    )


def _firm(adverts: Sequence[Seen], *, stacked: bool) -> Vote | None:
    """Vacancies of one firm, whatever number its branches have."""
    work = measures.mainly(adverts) in ("arbeid", "overig")
    if stacked or not work or measures.main_share(adverts) < measures.MOSTLY:
        return None
    return Vote(
        DECISIVE,
        Explanation(
            nl="het zijn vacatures of aanbiedingen van één bedrijf", en="these are vacancies or offers of one firm"
        ),
    )


def _telling(adverts: Sequence[Seen]) -> Vote | None:
    """Information and news: they use the same words. Under an advert that presents somebody it is the site that informs."""
    count = sum(1 for one in adverts if "CNT-05" in one.codes and one.said is None)
    if measures.share(adverts, count) < measures.MOSTLY:
        return None
    return Vote(DECISIVE, Explanation(nl="het is voorlichting of nieuws", en="it is information or news"))


def _herself(bundle: Bundle, limits: Limits) -> Vote | None:
    """One persona behind one contact, who repeats or changes her own advert or tours; words do not undo what nobody can travel."""
    people = len(measures.names(bundle.adverts)) or measures.personas(bundle.adverts)
    if people > 1 or measures.most_contacts(bundle.adverts, ALWAYS) > 1 or len(measures.brands(bundle.adverts)) > 1:
        return None
    decides = measures.share(bundle.adverts, measures.with_code(bundle.adverts, frozenset(("CNT-01",))))
    says_so = decides >= limits.unrelated
    journey = busiest(bundle.adverts, limits)
    if journey and (journey.is_breathless or (journey.is_restless and not says_so)):
        return None
    return Vote(
        DECISIVE if says_so else 1,
        Explanation(
            nl="één persoon met één contact die haar eigen advertentie herhaalt",
            en="one person with one contact who repeats her own advert",
        ),
    )
