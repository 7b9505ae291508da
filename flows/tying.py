"""New adverts join the state of linking: what they share, and which kept texts theirs is a copy of."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from enrichment.linking import buckets
from enrichment.linking import state as keeping
from enrichment.linking.carriers import writer_of
from enrichment.linking.limits import Limits
from enrichment.linking.signatures import signatures_in
from flows.beside import Beside, Task, finished
from flows.moments import bursts_around
from flows.ready import Ready
from ledger import copiers, prints, tie_groups, ties, tying, unlinked
from ledger.connect import chunks
from ledger.moments import Moment
from ledger.tie_groups import Event
from ledger.ties import KeptAdvert, State, Value
from ledger.tying import KeptPair, KeptText
from zicht.clock import now, stamp
from zicht.ready import MadeReady

PORTION = 500  # pairs of texts that one process lays beside each other at a time
LEAVING = 1000  # adverts that leave at a time
NOBODY = "geen advertenties meer"


def join(state: State, ready: Ready, limits: Limits, beside: Beside) -> None:
    """Adverts as they are now: an unchanged one is only to be scored anew, of a changed one the old ties go."""
    rows = {row.number: _kept(row) for row in ready.adverts}
    unlinked.taken_in(state, rows)
    known = ties.known(state, rows)
    leave(state, [number for number, old in known.items() if old != rows[number]], limits)
    ties.soil(state, [number for number, old in known.items() if old == rows[number]], score=True)
    fresh = [row for number, row in rows.items() if known.get(number) != row]
    coming = _coming(state, fresh, ready, beside)
    ties.put(state, fresh, ready.values)  # while their texts meet others elsewhere
    copiers.moved(state, len(fresh))
    if coming:
        _add_texts(state, coming, ready, beside)


def _kept(row: MadeReady) -> KeptAdvert:
    return KeptAdvert(row.number, row.text, row.at, row.profile, row.owner, row.presents, row.seen)


def leave(state: State, numbers: Collection[str], limits: Limits) -> None:
    """These adverts are linked no more; texts that nobody has any more go with them."""
    moments: list[Moment] = []
    groups: set[str] = set()
    crowds: set[Value] = set()
    for some in chunks(sorted(numbers), LEAVING):
        rows = ties.known(state, some)
        moments += [Moment(row.number, row.at, row.profile) for row in rows.values() if row.profile]
        groups |= tie_groups.holding(state, some)
        crowds |= ties.remove(state, some, limits.crowd)
        copiers.moved(state, len(some))
        _leave_texts(state, rows.values(), limits)
    bursts_around(state, moments, limits)
    left = ties.smallest_of(state, crowds, 1)
    first_of_all = {number for first in left.values() for number in first}
    ties.soil(state, first_of_all)  # by one of them who shows a crowd is found again
    ended = tie_groups.end_empty(state, groups, [value for value, first in left.items() if first])
    tie_groups.put_events(state, [Event(stamp(now()), "gone", id, None, NOBODY) for id in ended])


def _leave_texts(state: State, rows: Collection[KeptAdvert], limits: Limits) -> None:
    had = {row.text for row in rows if row.text is not None}
    gone = tying.orphans(state, had)
    known = tying.texts(state, had)
    _forget(state, [known[text] for text in gone if text in known], limits)
    went = {(row.text, writer_of(keeping.unkept(row.number, row.seen))) for row in rows}
    left = {text for text, one in known.items() if (text, one.writer) in went} - set(gone)
    for text in sorted(left):
        writers = (writer_of(keeping.unkept(number, seen)) for number, seen in ties.saying(state, text))
        _rename(state, known[text], min(writers))


class Coming(NamedTuple):
    """New texts, in order of their numbers, and who wrote each first; the buckets that they join, and whom they meet there."""

    new: list[int]
    writers: dict[int, str]
    met: Task[tuple[buckets.Rows, buckets.Pairs]]


def _coming(state: State, fresh: Sequence[KeptAdvert], ready: Ready, beside: Beside) -> Coming | None:
    """Each text once; one that is known may have another first writer now."""
    saying: dict[int, list[str]] = defaultdict(list)
    for row in fresh:
        if row.text is not None:
            saying[row.text].append(ready.writers[row.number])
    writers = {text: min(many) for text, many in saying.items()}
    known = tying.texts(state, writers)
    for text, old in sorted(known.items()):
        _rename(state, old, min(old.writer, writers[text]))
    new = sorted(writers.keys() - known.keys())
    if not new:
        return None
    mine = np.isin(ready.signed, np.array(new, np.int64))
    keys = keeping.keys_of(ready.signatures[mine])
    rows = buckets.ordered(buckets.Rows(keys.ravel(), np.repeat(ready.signed[mine], keys.shape[1])))
    return Coming(new, writers, beside.ask(buckets.join, buckets.Rows(*tying.bands(state, rows.keys)), rows))


def _add_texts(state: State, coming: Coming, ready: Ready, beside: Beside) -> None:
    counted = ready.prints.among(coming.new)
    prints.count_prints(state, counted.marks, counted.uses, 1)  # who says a new text is new: all its writers are here
    joined, candidates = coming.met.take()
    found = _compared(state, _closest(state, ready, candidates), ready, beside)
    tying.put_bands(state, *joined)
    signed = dict(zip(ready.signed.tolist(), map(bytes, ready.signatures), strict=True))
    texts = [
        KeptText(text, ready.words[text], signed.get(text), coming.writers[text], text, None) for text in coming.new
    ]
    pairs = [KeptPair(*pair, True) for part in finished(found) for pair in part]
    tying.put_texts(state, texts, {text for pair in pairs for text in (pair.one, pair.other)})
    tying.put_pairs(state, pairs)


def _compared(
    state: State, close: Sequence[tuple[int, int]], ready: Ready, beside: Beside
) -> list[Task[list[tuple[int, int, float]]]]:
    """Which of these are copies, asked for in portions."""
    needed = {text for pair in close for text in pair}
    words = {text: ready.words[text] for text in needed.intersection(ready.words)}
    words |= tying.words(state, needed - words.keys())
    asked = []
    for part in (close[at : at + PORTION] for at in range(0, len(close), PORTION)):
        theirs = {text: words[text] for pair in part for text in pair}
        asked.append(beside.ask(keeping.copies_between, part, theirs))
    return asked


def _rename(state: State, text: KeptText, writer: str) -> None:
    if writer == text.writer:
        return
    words = tuple(text.words.split(" "))
    prints.count_prints(state, *keeping.uses_of([(words, text.writer)]), -1)
    prints.count_prints(state, *keeping.uses_of([(words, writer)]), 1)
    tying.set_writer(state, text.id, writer)


def _closest(state: State, ready: Ready, candidates: buckets.Pairs) -> list[tuple[int, int]]:
    """The most alike of each new text's candidates."""
    stored = tying.signatures(state, set(candidates.others.tolist()).difference(ready.signed.tolist()))
    ids = np.concatenate((ready.signed, np.array(list(stored), np.int64)))
    every = np.concatenate((ready.signatures, signatures_in(stored.values())))
    order = np.argsort(ids)
    close = buckets.worth_comparing(candidates, ids[order], every[order])
    return list(zip(close.texts.tolist(), close.others.tolist(), strict=True))


def _forget(state: State, gone: Sequence[KeptText], limits: Limits) -> None:
    """Texts that nobody has."""
    if not gone:
        return
    said = ((tuple(one.words.split(" ")), one.writer) for one in gone)
    prints.count_prints(state, *keeping.uses_of(said), -1)
    signed = [one.signature for one in gone if one.signature]
    keys = keeping.keys_of(signatures_in(signed)).ravel() if signed else np.zeros(0, np.int64)
    tying.remove_texts(state, gone, keys, limits.crowd)
