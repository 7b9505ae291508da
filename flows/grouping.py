"""Groups in the ledger: a group keeps its id while it grows; what merges, splits or ends is written down with why."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from enrichment.linking.carriers import Carrier
from enrichment.linking.region import Outcome, body_of
from enrichment.linking.say import copies_shown
from enrichment.linking.template import Copies, Template, templates_of
from enrichment.linking.verdict import Judged, is_by_text
from flows.beside import Beside, Task, finished
from flows.loading import Loaded
from ledger import copiers, tie_groups, tying
from ledger.tie_groups import Event, KeptGroup
from ledger.ties import State
from zicht.clock import stamp
from zicht.records import digest

PORTION = 20  # templates that one process makes at a time


class Shown(NamedTuple):
    """Groups that are to be written, and the templates of those that have one, in order."""

    groups: list[Judged]
    copies: list[Copies]
    templates: list[Task[list[Template]]]


def show(loaded: Loaded, outcome: Outcome, beside: Beside) -> Shown:
    """The region's groups; what is long to work out for a person to read is asked for."""
    mine = [one for one in outcome.groups if not _numbers(one).isdisjoint(loaded.region.core) or _is_cut(one)]
    copies = [copies_shown(one) for one in mine]
    having = [one for one in copies if one]
    parts = (having[at : at + PORTION] for at in range(0, len(having), PORTION))
    return Shown(mine, copies, [beside.ask(templates_of, part) for part in parts])


def write_groups(state: State, loaded: Loaded, outcome: Outcome, shown: Shown, *, at: datetime) -> None:
    """The region's groups and cuts, in place of those that its adverts were in."""
    mine = shown.groups
    old = _old(state, loaded)
    names, events = _named(state, mine, old, stamp(at))
    touching = _touching(outcome.carriers)
    alike = _alike(state, loaded)
    made = iter([one for part in finished(shown.templates) for one in part])
    templates = [next(made) if copies else None for copies in shown.copies]
    rows = [
        (_row(names[place], one, touching, alike, templates[place]), _numbers(one)) for place, one in enumerate(mine)
    ]
    gone = set(old) - set(names.values())
    tie_groups.put_groups(state, gone, rows, {id: members for id, (members, _) in old.items()})
    copiers.moved(state, sum(map(len, [*(members for _, members in rows), *(members for members, _ in old.values())])))
    tie_groups.put_events(state, events)
    hubs = {
        (one.bundle.carriers[0].by, one.bundle.carriers[0].key): names[place]
        for place, one in enumerate(mine)
        if _is_cut(one)
    }
    cuts = [
        {
            "kind": kind,
            "key": key,
            "group": hubs.get((one.by, one.key)),
            "why": one.why,
            "nl": one.cut.nl,
            "en": one.cut.en,
        }
        for (kind, key), one in sorted(loaded.region.carriers.items())
        if one.cut is not None
    ]
    tie_groups.put_cuts(state, loaded.region.carriers, cuts)


def _numbers(group: Judged) -> set[str]:
    return {one.number for one in group.bundle.adverts}


def _is_cut(group: Judged) -> bool:
    return group.bundle.carriers[0].cut is not None


def _old(state: State, loaded: Loaded) -> dict[str, tuple[set[str], KeptGroup]]:
    """The groups that these take the place of: those of the core, and of a hub its own."""
    members = dict(loaded.groups)
    members |= tie_groups.hubs(state, loaded.region.carriers.keys())
    rows = {one.id: one for one in tie_groups.groups(state, members)}
    return {id: (members[id], rows[id]) for id in sorted(members) if id in rows}


def _named(
    state: State, mine: Sequence[Judged], old: Mapping[str, tuple[set[str], KeptGroup]], at: str
) -> tuple[dict[int, str], list[Event]]:
    """The id of each group: of the old one that it has most of in common, else a new one; and what happened."""
    where: dict[str, list[str]] = defaultdict(list)
    for id, (members, _) in old.items():
        for number in members:
            where[number].append(id)
    common = {
        at: Counter(id for number in _numbers(one) for id in where.get(number, ())) for at, one in enumerate(mine)
    }
    ranked = sorted(
        ((count, id, at) for at, counted in common.items() for id, count in counted.items()
         if bool(old[id][1].cut) == _is_cut(mine[at])),
        key=lambda one: (-one[0], mine[one[2]].bundle.key != old[one[1]][1].key, one[1], mine[one[2]].bundle.key),
    )  # fmt: skip
    names: dict[int, str] = {}
    taken: set[str] = set()
    for _, id, place in ranked:
        if place not in names and id not in taken:
            names[place] = id
            taken.add(id)
    used = taken | tie_groups.there(state, {one.bundle.key for one in mine}) | set(old)
    events = []
    for place, one in enumerate(mine):
        if place not in names:
            names[place] = _fresh(one.bundle.key, used, at)
            used.add(names[place])
            events.append(_born(one, names[place], common[place], taken, at))
    events += [_ended(id, place_of, old, mine, names, at) for id, place_of in _left(old, taken, common)]
    return names, [one for one in events if one]


def _fresh(key: str, used: set[str], at: str) -> str:
    name, count = key, 0
    while name in used:
        count += 1
        name = digest(key, at, str(count))[:16]
    return name


def _born(group: Judged, id: str, common: Counter[str], taken: set[str], at: str) -> Event:
    """A new group, or what split off from one that lives on."""
    kinds = ", ".join(sorted({one.by for one in group.bundle.carriers}))
    from_ = sorted(taken.intersection(common), key=lambda old: (-common[old], old))
    if from_ and not _is_cut(group):
        return Event(at, "split", id, from_[0], f"niets houdt deze advertenties nog bijeen; eigen band: {kinds}")
    return Event(at, "born", id, None, f"band: {kinds}")


def _left(
    old: Mapping[str, tuple[set[str], KeptGroup]], taken: set[str], common: Mapping[int, Counter[str]]
) -> list[tuple[str, int | None]]:
    """Old groups whose id nobody has now, with the place of the group that most of their adverts are in."""
    found: list[tuple[str, int | None]] = []
    for id in sorted(set(old) - taken):
        places = [(counted[id], -place) for place, counted in common.items() if counted[id]]
        found.append((id, -max(places)[1] if places else None))
    return found


def _ended(
    id: str, place: int | None, old: Mapping[str, tuple[set[str], KeptGroup]], mine: Sequence[Judged],
    names: Mapping[int, str], at: str,
) -> Event:  # fmt: skip
    if place is None:
        return Event(at, "gone", id, None, "geen twee advertenties meer met een band")
    kinds = ", ".join(sorted({one.by for one in mine[place].bundle.carriers}))
    what = "merged" if not old[id][1].cut else "gone"
    return Event(at, what, id, names[place], f"samen door: {kinds}")


def _touching(carriers: Sequence[Carrier]) -> dict[str, list[Carrier]]:
    found: dict[str, list[Carrier]] = defaultdict(list)
    for carrier in carriers:
        if carrier.cut is not None:
            for advert in carrier.adverts:
                found[advert.number].append(carrier)
    return found


def _alike(state: State, loaded: Loaded) -> dict[str, dict[tuple[str, str], float]]:
    """How alike the texts of the core are, by two adverts that say them, under the first of these."""
    first: dict[int, str] = {}
    for number in sorted(loaded.region.core):
        if number in loaded.text_of:
            first.setdefault(loaded.text_of[number], number)
    found: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for pair in tying.pairs_among(state, sorted(first)):
        if pair.kept:
            one, other = sorted((first[pair.one], first[pair.other]))
            found[one][one, other] = pair.similarity
    return found


def _row(
    id: str,
    group: Judged,
    touching: Mapping[str, Sequence[Carrier]],
    alike: Mapping[str, Mapping[tuple[str, str], float]],
    template: Template | None,
) -> KeptGroup:
    adverts = group.bundle.adverts
    cuts = {(one.by, one.key): one for advert in adverts for one in touching.get(advert.number, ())}
    mine = {pair: strength for one in adverts for pair, strength in alike.get(one.number, {}).items()}
    return KeptGroup(
        id=id,
        key=group.bundle.key,
        verdict=group.verdict,
        kind=group.kind,
        score=group.score,
        cut=int(_is_cut(group)),
        by_text=int(is_by_text(group) or any(vote.said.en.startswith("on these sites") for vote in group.votes)),
        first_seen=stamp(adverts[0].at),
        last_seen=stamp(adverts[-1].at),
        adverts=len(adverts),
        body=body_of(group, [cuts[key] for key in sorted(cuts)], mine, template),
    )
