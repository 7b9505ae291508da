"""New adverts join the state of linking: what they share, and which kept texts theirs is a copy of."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from enrichment.linking import state as keeping
from enrichment.linking.bursts import profile_of
from enrichment.linking.carriers import writer_of
from enrichment.linking.limits import WIDE, Limits
from enrichment.linking.measures import first_contact
from enrichment.linking.seen import Seen
from enrichment.linking.signatures import signatures_of
from enrichment.linking.verdict import is_writer
from flows.moments import around
from ledger import copiers, prints, ties, tying
from ledger.connect import stamp
from ledger.ties import KeptAdvert, State
from ledger.tying import KeptPair, KeptText


def join(state: State, seen: Sequence[Seen], limits: Limits) -> None:
    """Adverts as they are now: an unchanged one is only to be scored anew, of a changed one the old ties go."""
    rows = {one.number: _row(one) for one in seen}
    known = ties.known(state, rows)
    leave(state, [number for number, old in known.items() if old != rows[number]], limits)
    ties.soil(state, [number for number, old in known.items() if old == rows[number]], score=True)
    fresh = [one for one in seen if known.get(one.number) != rows[one.number]]
    values = {one.number: [(key.kind, key.key) for key in one.subjects] for one in fresh}
    ties.put(state, [rows[one.number] for one in fresh], values)
    copiers.moved(state, len(fresh))
    _join_texts(state, fresh)


def leave(state: State, numbers: Collection[str], limits: Limits = WIDE) -> None:
    """These adverts are linked no more; texts that nobody has any more go with them."""
    if not numbers:
        return
    rows = ties.known(state, numbers)
    ties.soil(state, around(state, rows.values(), limits.burst_window).keys() - set(numbers))
    ties.remove(state, numbers, limits.crowd)
    copiers.moved(state, len(numbers))
    had = {row.text for row in rows.values() if row.text is not None}
    gone = tying.orphans(state, had)
    known = tying.texts(state, had)
    _forget(state, [known[text] for text in gone if text in known])
    went = {(row.text, writer_of(keeping.unkept(row.number, row.seen))) for row in rows.values()}
    left = {text for text, one in known.items() if (text, one.writer) in went} - set(gone)
    for text in sorted(left):
        adverts = ties.members_of_text(state, text)
        writers = [writer_of(keeping.unkept(one.number, one.seen)) for one in adverts]
        _rename(state, known[text], min(writers))


def _row(seen: Seen) -> KeptAdvert:
    return KeptAdvert(
        number=seen.number,
        text=keeping.text_id(seen.words),
        at=stamp(seen.at),
        profile=profile_of(seen),
        owner=first_contact(seen),
        presents=int(is_writer(seen)),
        seen=keeping.kept(seen),
    )


def _join_texts(state: State, seen: Sequence[Seen]) -> None:
    """Each text once; one that is known may have another first writer now."""
    said: dict[int, list[Seen]] = defaultdict(list)
    for one in seen:
        if (text := keeping.text_id(one.words)) is not None:
            said[text].append(one)
    writers = {text: min(map(writer_of, many)) for text, many in said.items()}
    known = tying.texts(state, said)
    for text, old in sorted(known.items()):
        _rename(state, old, min(old.writer, writers[text]))
    words = {text: many[0].words for text, many in sorted(said.items()) if text not in known}
    _add_texts(state, words, writers)


def _rename(state: State, text: KeptText, writer: str) -> None:
    if writer == text.writer:
        return
    words = tuple(text.words.split(" "))
    prints.count_prints(state, keeping.uses_of(words, text.writer), -1)
    prints.count_prints(state, keeping.uses_of(words, writer), 1)
    tying.set_writer(state, text.id, writer)


def _add_texts(state: State, words: dict[int, tuple[str, ...]], writers: dict[int, str]) -> None:
    """New texts with their bands, and the kept texts that they are copies of."""
    new = list(words)
    banded = [text for text, said in words.items() if keeping.has_bands(said)]
    made = signatures_of([words[text] for text in banded])
    signed = {text: made[at] for at, text in enumerate(banded)}
    tying.put_texts(
        state,
        [
            KeptText(
                text, " ".join(said), signed[text].tobytes() if text in signed else None, writers[text], text, None
            )
            for text, said in words.items()
        ],
    )
    keys = dict(zip(banded, keeping.keys_of(made), strict=True))
    buckets = keeping.Buckets(tying.bands(state, {key for many in keys.values() for key in many}))
    candidates = {text: buckets.join(text, keys[text]) for text in banded}
    tying.put_bands(state, buckets.joined)
    others = {other for many in candidates.values() for other in many} - signed.keys()
    kept = tying.texts(state, others)
    for number, one in kept.items():
        signed[number] = np.frombuffer(one.signature or b"", np.uint32)
        words[number] = tuple(one.words.split(" "))
    found = keeping.copies_between(keeping.worth_comparing(candidates, signed), words)
    tying.put_pairs(state, [KeptPair(one, other, alike, True) for one, other, alike in found])
    prints.count_prints(state, [use for text in new for use in keeping.uses_of(words[text], writers[text])], 1)


def _forget(state: State, gone: Iterable[KeptText]) -> None:
    """Texts that nobody has."""
    texts = list(gone)
    signed = [one for one in texts if one.signature]
    if signed:
        made = np.stack([np.frombuffer(one.signature or b"", np.uint32) for one in signed])
        keys = [(key, one.id) for one, many in zip(signed, keeping.keys_of(made), strict=True) for key in many]
    else:
        keys = []
    prints.count_prints(
        state, [use for one in texts for use in keeping.uses_of(tuple(one.words.split(" ")), one.writer)], -1
    )
    tying.remove_texts(state, texts, keys)
