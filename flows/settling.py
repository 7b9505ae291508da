"""What joined the state of linking is judged: texts set by set, then regions of adverts, until nothing waits.

Each step is one transaction and marks what it did, so that a kill costs one step and nothing is done by halves.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import partial

from enrichment.link import rules_of
from enrichment.linking import state as keeping
from enrichment.linking.cross import Crossed
from enrichment.linking.groups import TYING
from enrichment.linking.limits import Rules
from enrichment.linking.region import Outcome, judged
from enrichment.linking.verdict import are_copiers
from enrichment.reader import Reader
from flows.beside import Beside, Task, finished
from flows.copies import judge_texts
from flows.grouping import show, write_groups
from flows.loading import load_region, waiting_beside
from flows.moments import Looked, find_bursts
from flows.rescoring import Rescored, Scorer, scorer_of
from ledger import Ledger, copiers, lone, tie_groups, ties, tying, unlinked
from ledger.ties import State

TEXTS = 1000  # waiting texts judged in one transaction, with all that they hang together with
ADVERTS = 2000  # waiting adverts that hang together with others, grouped in one transaction with their regions, …
WAITING = 10_000  # … of so many that wait: the others, with nobody, only get their marks
_CROSSED = tuple(one.name for one in fields(Crossed))
PORTION = 250  # adverts that one process scores at a time


def settle(ledger: Ledger, reader: Reader, beside: Beside, *, at: datetime) -> None:
    """Judge everything that waits; when the writers of all adverts turn out to copy each other, those groups again."""
    rules, scorer, looked = rules_of(reader), scorer_of(reader), Looked()
    while True:
        while _texts_step(ledger, rules.limits.crowd, beside):
            pass
        while _groups_step(ledger, scorer, rules, beside, looked, at):
            pass
        with ledger.linking() as state:
            if not copiers.changed(state, partial(are_copiers, limits=rules.limits)):
                return


def _texts_step(ledger: Ledger, most: int, beside: Beside) -> bool:
    with ledger.linking() as state:
        waiting = tying.dirty_texts(state, TEXTS)
        if waiting:
            judge_texts(state, waiting, most, beside)
    return bool(waiting)


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
