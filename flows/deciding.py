"""What people say of ties, and what they read of them: both from the state of linking in the ledger."""

import json
from collections.abc import Sequence
from typing import Any

from enrichment.link import rules_of
from enrichment.linking.region import judged
from enrichment.linking.why import walk
from enrichment.reader import Reader
from flows.beside import Beside
from flows.loading import load_region
from flows.settling import settle
from ledger import Ledger, copiers, tie_choices, tie_groups, ties
from ledger.tie_choices import Choice
from ledger.tie_groups import Event, KeptGroup
from ledger.ties import State
from zicht.clock import now
from zicht.errors import InputError
from zicht.records import Explanation, Record

SHOWN = 60  # adverts of a group that a person is shown


class Between(Record):
    """Two adverts: the chain of ties that hold, else the one of ties that were cut, and what people said of them."""

    kept: tuple[Any, ...]  # enrichment.linking.why.Step
    cut: tuple[Any, ...]
    choices: tuple[Choice, ...]
    groups: tuple["GroupView", ...]  # that hold both


class CutView(Record):
    """A value that ties nobody in or around a group, and why."""

    by: str
    key: str
    reason: Explanation


class EdgeView(Record):
    """Where a group hangs together by least; adverts by Advert.id, strength from 0 to 1."""

    one: str
    other: str
    strength: float
    said: Explanation


class EventView(Record):
    """Something in the life of a group."""

    at: str
    what: str
    group: str
    other: str | None
    why: str


class GroupView(Record):
    """A group as a person reads it."""

    id: str
    verdict: str
    kind: str
    score: float
    said: Explanation
    codes: tuple[str, ...]
    adverts: tuple[str, ...]  # Advert.id, at most SHOWN
    count: int
    first_seen: str
    last_seen: str
    cities: tuple[str, ...]
    contacts: int
    personas: int
    template: str | None
    slots: tuple[tuple[str, ...], ...]
    cut: tuple[CutView, ...]
    weakest: EdgeView | None
    events: tuple[EventView, ...] = ()
    choices: tuple[Choice, ...] = ()


def decide(ledger: Ledger, reader: Reader, choice: Choice) -> int:
    """Record what a person says of a tie, in the log too, and link anew whom it is about; how many adverts that are."""
    with ledger.linking() as state:
        about = _about(state, choice)
        tie_choices.add(state, choice, at=choice.at)
        ties.soil(state, about)
    settle(ledger, reader, Beside(), at=now())
    return len(about)


def _about(state: State, choice: Choice) -> set[str]:
    """The adverts that a choice is about; `InputError` when there are none."""
    if choice.one and choice.other:
        two = {choice.one, choice.other}
        missing = sorted(two - ties.known(state, two).keys())
    else:
        two = _having(state, choice.kind or "", choice.key or "")
        missing = [] if two else [f"{choice.kind}:{choice.key}"]
    if missing or len(two) < 2:
        names = ", ".join(missing or sorted(two))
        raise InputError(
            f"{names} is niet gekoppeld in dit grootboek. Geef twee kenmerken, of een waarde zoals zicht why die noemt.",
            f"{names} is not linked in this ledger. Give two ids, or a value as zicht why names it.",
        )
    return two


def _having(state: State, kind: str, key: str) -> set[str]:
    found = set(ties.members_of(state, {(kind, key)}).get((kind, key), ())) if kind not in ("text", "burst") else set()
    for group in tie_groups.naming(state, key):
        if any([kind, key] == carrier[:2] for carrier in json.loads(group.body)["carriers"]):
            found |= tie_groups.members(state, group.id)
    return found


def between(ledger: Ledger, reader: Reader, one: str, other: str) -> Between:
    """What ties two adverts; `InputError` when one of them is not linked."""
    with ledger.looking() as state:
        known = ties.known(state, {one, other})
        for number in (one, other):
            if number not in known:
                raise InputError(
                    f"Advertentie {number} is hier niet. Geef een kenmerk uit de invoer of het grootboek.",
                    f"Advert {number} is not here. Give an id of the input or the ledger.",
                )
        rules = rules_of(reader)
        loaded = load_region(state, {one: 1, other: 1}, rules.limits)
        found = judged(loaded.region, rules, loaded.words, copiers=copiers.are(state))
        kept = walk([carrier for carrier in found.carriers if carrier.cut is None], one, other)
        cut = [] if kept else walk(found.carriers, one, other)
        both = [id for id, members in tie_groups.groups_of(state, [one]).items() if other in members]
        choices = tie_choices.of_adverts(state, [one, other])
        choices += tie_choices.of_values(state, {(step.carrier.by, step.carrier.key) for step in (*kept, *cut)})
        return Between(kept=tuple(kept), cut=tuple(cut), choices=tuple(choices), groups=tuple(_views(state, both)))


def groups_of(ledger: Ledger, advert: str) -> list[GroupView]:
    """The groups that an advert is in, organised first."""
    with ledger.looking() as state:
        return _views(state, list(tie_groups.groups_of(state, [advert])))


def group(ledger: Ledger, id: str) -> GroupView | None:
    """One group, or the one that it merged into."""
    with ledger.looking() as state:
        found = _views(state, [id])
        if not found and (into := [one.other for one in tie_groups.events(state, id) if one.group == id and one.other]):
            found = _views(state, [into[-1]])
        return found[0] if found else None


def all_groups(ledger: Ledger, verdict: str, limit: int) -> list[GroupView]:
    """Groups with this verdict, the weightiest first, without their adverts and lives."""
    with ledger.looking() as state:
        return [_view(row, (), (), ()) for row in tie_groups.ranked(state, verdict, limit)]


def _views(state: State, ids: Sequence[str]) -> list[GroupView]:
    found = []
    for row in tie_groups.groups(state, ids):
        adverts = sorted(tie_groups.members(state, row.id))
        values = {(by, key) for by, key, _ in json.loads(row.body)["carriers"]}
        values |= {(by, key) for by, key, _ in json.loads(row.body)["cut"]}
        choices = [*tie_choices.of_adverts(state, adverts), *tie_choices.of_values(state, values)]
        found.append(_view(row, adverts[:SHOWN], tie_groups.events(state, row.id), choices))
    order = {"organised": 0, "unclear": 1, "innocent": 2}
    return sorted(found, key=lambda one: (order[one.verdict], -one.score, one.id))


def _view(row: KeptGroup, adverts: Sequence[str], events: Sequence[Event], choices: Sequence[Choice]) -> GroupView:
    body = json.loads(row.body)
    cut = [{"by": by, "key": key, "reason": reason} for by, key, reason in body["cut"]]
    return GroupView.model_validate(
        {
            **{name: body[name] for name in ("said", "codes", "cities", "contacts", "personas", "template", "slots", "weakest")},
            "id": row.id, "verdict": row.verdict, "kind": row.kind, "score": row.score, "count": row.adverts,
            "first_seen": row.first_seen, "last_seen": row.last_seen, "adverts": adverts, "cut": cut,
            "events": [one._asdict() for one in events], "choices": [one.model_dump() for one in choices],
        }
    )  # fmt: skip
