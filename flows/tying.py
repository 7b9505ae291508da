"""New adverts join the state of linking: what they share, and which kept texts theirs is a copy of."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from enrichment.linking import buckets
from enrichment.linking import state as keeping
from enrichment.linking.carriers import writer_of
from enrichment.linking.limits import WIDE, Limits
from enrichment.linking.signatures import Signatures
from enrichment.linking.state import Numbers
from flows.moments import around
from flows.ready import Ready, Row
from ledger import copiers, prints, ties, tying
from ledger.connect import stamp
from ledger.ties import KeptAdvert, State
from ledger.tying import KeptPair, KeptText

Signature = npt.NDArray[np.uint32]


def join(state: State, ready: Ready, limits: Limits) -> None:
    """Adverts as they are now: an unchanged one is only to be scored anew, of a changed one the old ties go."""
    rows = {row.number: _kept(row) for row in ready.adverts}
    known = ties.known(state, rows)
    leave(state, [number for number, old in known.items() if old != rows[number]], limits)
    ties.soil(state, [number for number, old in known.items() if old == rows[number]], score=True)
    fresh = [row for number, row in rows.items() if known.get(number) != row]
    ties.put(state, fresh, ready.values)
    copiers.moved(state, len(fresh))
    _join_texts(state, fresh, ready)


def _kept(row: Row) -> KeptAdvert:
    return KeptAdvert(row.number, row.text, stamp(row.at), row.profile, row.owner, row.presents, row.seen)


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


def _join_texts(state: State, fresh: Sequence[KeptAdvert], ready: Ready) -> None:
    """Each text once; one that is known may have another first writer now."""
    saying: dict[int, list[str]] = defaultdict(list)
    for row in fresh:
        if row.text is not None:
            saying[row.text].append(ready.writers[row.number])
    writers = {text: min(many) for text, many in saying.items()}
    known = tying.texts(state, writers)
    for text, old in sorted(known.items()):
        _rename(state, old, min(old.writer, writers[text]))
    _add_texts(state, sorted(writers.keys() - known.keys()), ready, writers)


def _rename(state: State, text: KeptText, writer: str) -> None:
    if writer == text.writer:
        return
    words = tuple(text.words.split(" "))
    prints.count_prints(state, *keeping.uses_of([(words, text.writer)]), -1)
    prints.count_prints(state, *keeping.uses_of([(words, writer)]), 1)
    tying.set_writer(state, text.id, writer)


def _add_texts(state: State, new: Sequence[int], ready: Ready, writers: Mapping[int, str]) -> None:
    """New texts, in order of their numbers, with their bands, and the kept texts that they are copies of."""
    if not new:
        return
    prints.count_prints(state, *ready.prints.of(new), 1)  # whoever says a new text is new: of its writers all are here
    mine = np.isin(ready.signed, np.array(new, np.int64))
    banded, made = ready.signed[mine], ready.signatures[mine]
    signed = dict(zip(banded.tolist(), made, strict=True))
    tying.put_texts(state, [_text(text, ready.words[text], signed.get(text), writers[text]) for text in new])
    close = _closest(state, signed, _candidates(state, banded, made))
    compared = {text for pair in close for text in pair}
    words = {text: tuple(ready.words[text].split(" ")) for text in compared & set(new)}
    found = keeping.copies_between(close, words | tying.words(state, compared - words.keys()))
    tying.put_pairs(state, [KeptPair(one, other, alike, True) for one, other, alike in found])


def _text(text: int, words: str, signature: Signature | None, writer: str) -> KeptText:
    return KeptText(text, words, None if signature is None else signature.tobytes(), writer, text, None)


def _candidates(state: State, texts: Numbers, signatures: Signatures) -> buckets.Pairs:
    """These texts join their buckets; each with the others that share most of them with it."""
    keys = keeping.keys_of(signatures)
    new = buckets.Rows(keys.ravel(), np.repeat(texts, keys.shape[1]))
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
