"""What joined the state of linking is judged: texts set by set, then regions of adverts, until nothing waits.

Each step is one transaction and marks what it did, so that a kill costs one step and nothing is done by halves.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial

from enrichment.enrich import rescore
from enrichment.link import rules_of
from enrichment.linking.copies import Pair
from enrichment.linking.cross import Crossed, hits_of
from enrichment.linking.limits import Rules
from enrichment.linking.region import judged
from enrichment.linking.sets import Sets
from enrichment.linking.stock import judged_sets, most_users
from enrichment.linking.verdict import are_copiers
from enrichment.reader import Reader
from flows.grouping import write_groups
from flows.loading import Loaded, load_region, waiting_beside
from flows.moments import find_bursts
from ledger import Ledger, adverts, copiers, prints, tie_groups, ties, tying
from ledger.ties import State

TEXTS = 1000  # waiting texts judged in one transaction, with all that they hang together with
ADVERTS = 2000  # waiting adverts grouped in one transaction, with their regions


def settle(ledger: Ledger, reader: Reader, *, at: datetime) -> None:
    """Judge everything that waits; when the writers of all adverts turn out to copy each other, those groups again."""
    rules = rules_of(reader)
    while True:
        while _texts_step(ledger):
            pass
        while _groups_step(ledger, reader, rules, at):
            pass
        with ledger.linking() as state:
            if not copiers.changed(state, partial(are_copiers, limits=rules.limits)):
                return


def _texts_step(ledger: Ledger) -> bool:
    with ledger.linking() as state:
        waiting = tying.dirty_texts(state, TEXTS)
        if waiting:
            judge_texts(state, waiting)
    return bool(waiting)


def judge_texts(state: State, waiting: Sequence[int]) -> None:
    """Which copies tie and which only share a stock text, for every set that these texts are in."""
    reached, pairs = tying.component(state, waiting)
    kept = tying.texts(state, sorted(reached))
    order = sorted(kept, key=lambda text: kept[text].words.split(" "))
    place = {text: at for at, text in enumerate(order)}
    words = [tuple(kept[text].words.split(" ")) for text in order]
    made = sorted((_pair(place[one.one], place[one.other], one.similarity) for one in pairs), key=_places)
    writers = [kept[text].writer for text in order]
    users: dict[int, int] = {}  # of each print; counted once, since the fresh level is read whole
    found = judged_sets(made, words, writers, lambda marks: _counted(state, marks, users))
    labels, stock = _names(found.kept, order), _names(found.stock, order)
    now = {text: (labels.get(text, text), stock.get(text)) for text in order}
    changed = [text for text in order if now[text] != (kept[text].label, kept[text].stock)]
    held = {(order[pair.one], order[pair.other]) for pair in found.kept}
    held |= {(other, one) for one, other in held}
    moved = {(one.one, one.other): not one.kept for one in pairs if ((one.one, one.other) in held) != one.kept}
    tying.judged(state, now, changed, moved)
    _put_shared(state, found.shared, order, users)


def _counted(state: State, marks: Collection[int], users: dict[int, int]) -> dict[int, int]:
    users |= prints.users(state, marks)
    return users


def _pair(one: int, other: int, similarity: float) -> Pair:
    return Pair(min(one, other), max(one, other), similarity)


def _places(pair: Pair) -> tuple[int, int]:
    return pair.one, pair.other


def _names(pairs: Iterable[Pair], order: Sequence[int]) -> dict[int, int]:
    """The smallest number of each set, for the texts that are in a pair."""
    sets: Sets[int] = Sets()
    for pair in pairs:
        sets.tie(order[pair.one], order[pair.other])
    paired = sorted({order[at] for pair in pairs for at in (pair.one, pair.other)})
    return {text: min(group) for group in sets.among(paired) for text in group}


def _put_shared(
    state: State, sets: Sequence[tuple[list[int], dict[int, int]]], order: Sequence[int], users: Mapping[int, int]
) -> None:
    """By how many users each shared print would become everybody's; whoever judged the sets counted those of all their prints."""
    rows = []
    for members, shared in sets:
        first = min(order[at] for at in members)
        for mark, inside in shared.items():
            most = most_users(inside)
            rows.append((mark, first, most, int(users.get(mark, 0) > most)))
    prints.put_shared(state, order, rows)


def _groups_step(ledger: Ledger, reader: Reader, rules: Rules, at: datetime) -> bool:
    with ledger.linking() as state:
        waiting = ties.dirty(state, ADVERTS)
        if not waiting:
            return False
        waiting |= waiting_beside(state, waiting, rules.limits)
        find_bursts(state, waiting, rules.limits)
        loaded = load_region(state, waiting, rules.limits)
        outcome = judged(loaded.region, rules, loaded.words, copiers=copiers.are(state))
        write_groups(state, loaded, outcome, at=at)
        _score(state, loaded, outcome.crossed, outcome.clusters, reader)
    return True


def _score(
    state: State,
    loaded: Loaded,
    crossed: Mapping[str, tuple[Crossed, ...]],
    clusters: Mapping[str, str],
    reader: Reader,
) -> None:
    """The hits of the core, on those adverts that they changed for or that were never scored."""
    core = sorted(loaded.region.core)
    shown = {one: _as_json(crossed.get(one, ())) for one in core}
    before = tie_groups.shown_hits(state, core)
    changed = [one for one in core if loaded.waiting.get(one) == 2 or before[one] != shown[one]]
    bare = {one: loaded.region.seen[one].content for one in changed if one not in crossed}
    left = sorted(set(changed) - tie_groups.pass_on(state, bare))
    for part in range(0, len(left), ADVERTS):
        read = tie_groups.enriched_of(state, left[part : part + ADVERTS])
        scored = [
            rescore(one, hits_of(one, crossed.get(number, ()), reader.keyed), reader)
            for number, one in sorted(read.items())
        ]
        adverts.save_linked(state, scored)
    rows = [{"advert": one, "cluster_name": clusters.get(one), "shown": shown[one]} for one in core]
    tie_groups.scored(state, rows)


def _as_json(hits: Sequence[Crossed]) -> str:
    rows = [{one.name: getattr(hit, one.name) for one in fields(hit)} for hit in hits]
    return json.dumps(rows, separators=(",", ":"))
