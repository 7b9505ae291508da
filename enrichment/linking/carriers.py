"""What carries a tie: a contact, an account, an address, a payment route, a text, a moment; with all adverts that have it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from enrichment.linking.copies import Pair, copies_among
from enrichment.linking.seen import CONTACTS, Seen, in_time
from enrichment.linking.sets import Sets
from enrichment.linking.skeleton import is_template
from enrichment.linking.stock import without_stock
from zicht.records import Explanation, SubjectKind

By = SubjectKind | Literal["text", "burst", "person", "translation"]
MATTER = 3  # words; a shorter text is nobody's own


@dataclass(frozen=True, slots=True)
class Carrier:
    """A value that several adverts share, in order of time; `cut` says why it does not tie them."""

    by: By
    key: str
    adverts: tuple[Seen, ...]
    cut: Explanation | None = None
    why: str = ""  # one word for the reason: licensed, unrelated, own_contact, stock, firm
    said: Explanation | None = None  # of a translation: which sentences say so


@dataclass(frozen=True, slots=True)
class Copies:
    """Near-duplicates among the adverts: sets that tie, sets that only share a stock text, and every pair."""

    kept: tuple[Carrier, ...]
    stock: tuple[Carrier, ...]
    alike: dict[str, tuple[tuple[str, float], ...]]  # Advert.id -> others and how alike, closest first
    unlike: dict[str, tuple[tuple[str, float], ...]]  # the same for those that only share a stock text
    text_of: dict[str, str]  # Advert.id -> a name for its template


def contact_carriers(adverts: Sequence[Seen]) -> list[Carrier]:
    """Every subject that two adverts or more have, by kind and key."""
    having: dict[tuple[SubjectKind, str], list[Seen]] = defaultdict(list)
    for advert in adverts:
        for one in advert.subjects:
            having[one.kind, one.key].append(advert)
    return [Carrier(kind, key, tuple(in_time(many))) for (kind, key), many in sorted(having.items()) if len(many) > 1]


def writer_of(advert: Seen) -> str:
    """Who is behind an advert, as far as it tells by itself: its account, else a contact; without any it is alone."""
    told = [one for one in advert.subjects if one.kind == "account" or one.kind in CONTACTS]
    return min(f"{one.kind}:{one.key}" for one in told) if told else advert.mark


def copies_of(adverts: Sequence[Seen]) -> Copies:
    """Near-duplicates: equal skeletons are one text, others are compared."""
    saying: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for advert in adverts:
        if len(advert.words) > MATTER:
            saying[advert.words].append(advert)
    texts = sorted(saying)
    who = [min(map(writer_of, saying[text])) for text in texts]
    kept, stock = without_stock(_pairs(texts), texts, who)
    groups = [saying[text] for text in texts]
    return Copies(
        kept=tuple(_carriers(kept, groups, alone=True)),
        stock=tuple(as_stock(one) for one in _carriers(stock, groups, alone=False)),
        alike=_alike(kept, groups),
        unlike=_alike(stock, groups),
        text_of=_names(kept, groups),
    )


def _pairs(texts: Sequence[tuple[str, ...]]) -> list[Pair]:
    """Copies among the texts that say enough to be compared."""
    long = [at for at, text in enumerate(texts) if is_template(text)]
    found = copies_among([texts[at] for at in long])
    return [Pair(long[pair.one], long[pair.other], pair.similarity) for pair in found]


def _sets(pairs: Sequence[Pair], groups: Sequence[Sequence[Seen]], *, alone: bool) -> list[list[int]]:
    sets: Sets[int] = Sets()
    for pair in pairs:
        sets.tie(pair.one, pair.other)
    paired = sorted({at for pair in pairs for at in (pair.one, pair.other)})
    return sets.among(range(len(groups)) if alone else paired)


def _carriers(pairs: Sequence[Pair], groups: Sequence[Sequence[Seen]], *, alone: bool) -> list[Carrier]:
    found = []
    for many in _sets(pairs, groups, alone=alone):
        adverts = in_time([one for at in many for one in groups[at]])
        if len(adverts) > 1:
            found.append(Carrier("text", adverts[0].mark, tuple(adverts)))
    return sorted(found, key=lambda one: one.adverts[0].order)


def _names(pairs: Sequence[Pair], groups: Sequence[Sequence[Seen]]) -> dict[str, str]:
    named: dict[str, str] = {}
    for many in _sets(pairs, groups, alone=True):
        adverts = [one for at in many for one in groups[at]]
        named |= dict.fromkeys((one.number for one in adverts), min(one.content for one in adverts))
    return named


def _alike(pairs: Sequence[Pair], groups: Sequence[Sequence[Seen]]) -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for pair in pairs:
        one, other = groups[pair.one][0].number, groups[pair.other][0].number
        found[one].append((other, pair.similarity))
        found[other].append((one, pair.similarity))
    return {number: tuple(sorted(many, key=lambda tie: (-tie[1], tie[0]))) for number, many in found.items()}


def cut(carrier: Carrier, why: str, nl: str, en: str) -> Carrier:
    """The carrier, no longer tying."""
    return replace(carrier, cut=Explanation(nl=nl, en=en), why=why)


def as_stock(carrier: Carrier) -> Carrier:
    """The carrier, cut because its adverts only share a stock text."""
    count = len(carrier.adverts)
    return cut(
        carrier,
        "stock",
        f"standaardtekst: {count} advertenties delen deze zinnen, elk naast een eigen verhaal of met velen daarbuiten.",
        f"stock text: {count} adverts share these sentences, each beside a story of its own or with many others outside.",
    )
