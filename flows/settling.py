"""What joined the state of linking is judged: texts set by set, then regions of adverts, until nothing waits.

Each step is one transaction and marks what it did, so that a kill costs one step and nothing is done by halves.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial

from enrichment.link import rules_of
from enrichment.linking import state as keeping
from enrichment.linking.copies import Pair
from enrichment.linking.cross import Crossed
from enrichment.linking.groups import TYING
from enrichment.linking.limits import Rules
from enrichment.linking.region import Outcome, judged
from enrichment.linking.sets import Sets
from enrichment.linking.stock import FIRM, judged_sets, most_users
from enrichment.linking.verdict import are_copiers
from enrichment.reader import Reader
from flows.beside import Beside, Task, finished
from flows.grouping import show, write_groups
from flows.loading import load_region, waiting_beside
from flows.moments import Looked, find_bursts
from flows.rescoring import Rescored, Scorer, scorer_of
from ledger import Ledger, copiers, lone, prints, tie_groups, ties, tying, unlinked, wide
from ledger.ties import State
from ledger.tying import Component

TEXTS = 1000  # waiting texts judged in one transaction, with all that they hang together with
ADVERTS = 2000  # waiting adverts that hang together with others, grouped in one transaction with their regions, …
WAITING = 10_000  # … of so many that wait: the others, with nobody, only get their marks
_CROSSED = tuple(one.name for one in fields(Crossed))
PORTION = 250  # adverts that one process scores at a time


def settle(ledger: Ledger, reader: Reader, beside: Beside, *, at: datetime) -> None:
    """Judge everything that waits; when the writers of all adverts turn out to copy each other, those groups again."""
    rules, scorer, looked = rules_of(reader), scorer_of(reader), Looked()
    while True:
        while _texts_step(ledger, rules.limits.crowd):
            pass
        while _groups_step(ledger, scorer, rules, beside, looked, at):
            pass
        with ledger.linking() as state:
            if not copiers.changed(state, partial(are_copiers, limits=rules.limits)):
                return


def _texts_step(ledger: Ledger, most: int) -> bool:
    with ledger.linking() as state:
        waiting = tying.dirty_texts(state, TEXTS)
        if waiting:
            judge_texts(state, waiting, most)
    return bool(waiting)


def judge_texts(state: State, waiting: Sequence[int], most: int) -> None:
    """Judge some of these texts, with all that they hang together with; whoever is left waits for the next step.

    More than `most` that are firmly alike are a crowd, which ties nobody whatever they share: they are not judged, nor loaded. Where
    so many only hang together over others that are less alike, those that are firmly alike are judged by themselves.
    """
    for least, width in ((0.0, 0), (FIRM, wide.SPARSE)):
        found = _part(state, waiting, most, least)
        if joining := _firmly_beside(found):
            for texts, crowds in _joining(wide.beside_crowds(state, joining, FIRM)):
                wide.crowd(state, texts, crowds, FIRM)
            return
        if found.whole:
            _judge(state, found)
            wide.mark(state, found.texts, width, FIRM)
            return
        waiting = [one for one in waiting if one in found.texts]
    wide.crowd(state, found.texts, (), FIRM)


def _part(state: State, waiting: Sequence[int], most: int, least: float) -> Component:
    """What the first of these texts hang together with, so many that it is whole; the first alone need not be."""
    while not (found := tying.component(state, waiting, most, least)).whole and len(waiting) > 1:
        waiting = waiting[: max(1, len(waiting) // 8)]
    return found


def _firmly_beside(found: Component) -> set[int]:
    """The texts that are firmly alike to one of a crowd: they are of it."""
    return {text for one in found.walls if one.similarity >= FIRM for text in (one.one, one.other)} & found.texts


def _joining(beside: Mapping[int, set[int]]) -> list[tuple[list[int], set[int]]]:
    """Texts with the labels of the crowds beside them -> those that come together, and the crowds that do so through them."""
    sets: Sets[int] = Sets()
    for crowds in beside.values():
        for one in crowds:
            sets.tie(one, min(crowds))
    found: dict[int, tuple[list[int], set[int]]] = {}
    for text, crowds in sorted(beside.items()):
        texts, together = found.setdefault(sets.root(min(crowds)), ([], set()))
        texts.append(text)
        together |= crowds
    return list(found.values())


def _judge(state: State, component: Component) -> None:
    """Which copies tie and which only share a stock text, for every set of these texts; one of a crowd ties none of them."""
    pairs = component.pairs
    kept = tying.texts(state, sorted(component.texts))
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
    moved |= {(one.one, one.other): False for one in component.walls if one.kept}
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


def _groups_step(ledger: Ledger, scorer: Scorer, rules: Rules, beside: Beside, looked: Looked, at: datetime) -> bool:
    with ledger.linking() as state:
        waiting = ties.dirty(state, WAITING)
        if not waiting:
            return False
        company = lone.in_company(state, waiting, TYING)
        for later in [one for one in waiting if one in company][ADVERTS:]:
            del waiting[later]
        company &= waiting.keys()
        crowding = waiting_beside(state, company, rules.limits)
        waiting |= crowding
        company |= crowding.keys() | (find_bursts(state, waiting, rules.limits, looked) & waiting.keys())
        loaded = load_region(state, {one: waiting[one] for one in sorted(company)}, rules.limits)
        outcome = judged(loaded.region, rules, loaded.words, copiers=copiers.are(state))
        shown = show(loaded, outcome, beside)
        contents = {one: keeping.content_of(seen) for one, seen in lone.seen(state, waiting.keys() - company).items()}
        contents |= {one: loaded.region.seen[one].content for one in loaded.region.core}
        hits = {one: _as_json(outcome.crossed.get(one, ())) for one in sorted(contents)}
        left = _changed(state, contents, hits, waiting)
        begun = _rescore(state, left[:ADVERTS], outcome, scorer, beside)
        write_groups(state, loaded, outcome, shown, at=at)  # while the first are scored elsewhere
        tie_groups.scored(state, [(one, outcome.clusters.get(one), said) for one, said in hits.items()])
        tie_groups.linked(state, [one for task in finished(begun) for one in task])
        for part in range(ADVERTS, len(left), ADVERTS):
            tasks = _rescore(state, left[part : part + ADVERTS], outcome, scorer, beside)
            tie_groups.linked(state, [one for task in finished(tasks) for one in task])
        looked.ends(state)
    return True


def _changed(
    state: State, contents: Mapping[str, str], hits: Mapping[str, str], waiting: Mapping[str, int]
) -> list[str]:
    """Of adverts (by id, what they say, and their hits now) those whose hits changed or that were never scored; the bare are linked."""
    before = tie_groups.shown_hits(state, [one for one in hits if waiting.get(one) != 2])
    changed = [one for one, said in hits.items() if before.get(one) != said]
    bare = {one: contents[one] for one in changed if hits[one] == tie_groups.NOTHING}
    return sorted(set(changed) - unlinked.pass_on(state, bare))


def _rescore(
    state: State, numbers: Sequence[str], outcome: Outcome, scorer: Scorer, beside: Beside
) -> list[Task[list[Rescored]]]:
    """These adverts with the hits that they have now, asked for in portions."""
    read = tie_groups.enriched_of(state, numbers)
    tasks = []
    for some in (read[at : at + PORTION] for at in range(0, len(read), PORTION)):
        theirs = {number: outcome.crossed[number] for number, *_ in some if number in outcome.crossed}
        tasks.append(beside.ask(scorer, some, theirs))
    return tasks


def _as_json(hits: Sequence[Crossed]) -> str:
    if not hits:
        return tie_groups.NOTHING
    rows = [{name: getattr(hit, name) for name in _CROSSED} for hit in hits]
    return json.dumps(rows, separators=(",", ":"))
