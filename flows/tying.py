"""New adverts join the state of linking: what they share, and which kept texts theirs is a copy of."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from enrichment.linking import buckets
from enrichment.linking import state as keeping
from enrichment.linking.bursts import profile_of
from enrichment.linking.carriers import writer_of
from enrichment.linking.limits import WIDE, Limits
from enrichment.linking.measures import first_contact
from enrichment.linking.seen import Seen
from enrichment.linking.signatures import Signatures, signatures_of
from enrichment.linking.state import Words
from enrichment.linking.verdict import is_writer
from flows.moments import around
from ledger import copiers, prints, ties, tying
from ledger.connect import stamp
from ledger.ties import KeptAdvert, State
from ledger.tying import KeptPair, KeptText

Signature = npt.NDArray[np.uint32]


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
    prints.count_prints(state, *keeping.uses_of([(words, text.writer)]), -1)
    prints.count_prints(state, *keeping.uses_of([(words, writer)]), 1)
    tying.set_writer(state, text.id, writer)


def _add_texts(state: State, words: dict[int, Words], writers: Mapping[int, str]) -> None:
    """New texts, in order of their numbers, with their bands, and the kept texts that they are copies of."""
    if not words:
        return
    prints.count_prints(state, *keeping.uses_of((said, writers[text]) for text, said in words.items()), 1)
    banded = [text for text, said in words.items() if keeping.has_bands(said)]
    made = signatures_of([words[text] for text in banded])
    signed = {text: made[at] for at, text in enumerate(banded)}
    tying.put_texts(state, [_text(text, said, signed.get(text), writers[text]) for text, said in words.items()])
    close = _closest(state, signed, _candidates(state, banded, made))
    kept = tying.words(state, {other for _, other in close} - words.keys())
    found = keeping.copies_between(close, words | kept)
    tying.put_pairs(state, [KeptPair(one, other, alike, True) for one, other, alike in found])


def _text(text: int, words: Words, signature: Signature | None, writer: str) -> KeptText:
    return KeptText(text, " ".join(words), None if signature is None else signature.tobytes(), writer, text, None)


def _candidates(state: State, texts: Sequence[int], signatures: Signatures) -> buckets.Pairs:
    """These texts join their buckets; each with the others that share most of them with it."""
    keys = keeping.keys_of(signatures)
    new = buckets.Rows(keys.ravel(), np.repeat(np.array(texts, np.int64), keys.shape[1]))
    joined, candidates = buckets.join(buckets.Rows(*tying.bands(state, new.keys)), new)
    tying.put_bands(state, *joined)
    return candidates


def _closest(state: State, signed: Mapping[int, Signature], candidates: buckets.Pairs) -> list[tuple[int, int]]:
    """The most alike of each new text's candidates."""
    others = set(candidates.others.tolist()) - signed.keys()
    every = {**signed, **{text: _read(body) for text, body in tying.signatures(state, others).items()}}
    if not len(candidates.others):
        return []
    ids = sorted(every)
    close = buckets.worth_comparing(candidates, np.array(ids), np.stack([every[text] for text in ids]))
    return list(zip(close.texts.tolist(), close.others.tolist(), strict=True))


def _read(signature: bytes) -> Signature:
    return np.frombuffer(signature, np.uint32)


def _forget(state: State, gone: Sequence[KeptText]) -> None:
    """Texts that nobody has."""
    if not gone:
        return
    said = ((tuple(one.words.split(" ")), one.writer) for one in gone)
    prints.count_prints(state, *keeping.uses_of(said), -1)
    signed = [_read(one.signature) for one in gone if one.signature]
    keys = keeping.keys_of(np.stack(signed)).ravel() if signed else np.zeros(0, np.int64)
    tying.remove_texts(state, gone, keys)
