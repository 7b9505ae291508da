"""What linking takes in of new adverts, made ready without the ledger: so that other processes can do it.

Nothing here imports the ledger: a process that makes adverts ready would take twice as long to start.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np

from enrichment.contacts.keyed import keyed_by
from enrichment.linking import state as keeping
from enrichment.linking.bursts import profile_of
from enrichment.linking.carriers import writer_of
from enrichment.linking.measures import first_contact
from enrichment.linking.seen import Seen, see
from enrichment.linking.signatures import Signatures, signatures_of
from enrichment.linking.state import Numbers, Words
from enrichment.linking.stock import prints_of
from enrichment.linking.verdict import is_writer
from zicht.errors import ZichtError
from zicht.records import EnrichedAdvert

Read = tuple[str, str, str]  # Advert.id, Advert.content, and the enriched advert as JSON


class Row(NamedTuple):
    """An advert as linking will keep it (`ledger.ties.KeptAdvert`)."""

    number: str  # Advert.id
    text: int | None
    at: datetime
    profile: str | None
    owner: str | None
    presents: int
    seen: str


class Poisoned(NamedTuple):
    """An advert that could not be seen, and why; it must not hold up the rest."""

    advert: str  # Advert.id
    reason: str
    detail: str


class Prints(NamedTuple):
    """Prints of texts, the use of each by the writer of its text, and whose it is: three arrays, as long."""

    marks: Numbers
    uses: Numbers
    texts: Numbers  # link_texts.id

    def among(self, texts: Sequence[int]) -> "Prints":
        """Those of these texts."""
        mine = np.isin(self.texts, np.array(texts, np.int64))
        return Prints(self.marks[mine], self.uses[mine], self.texts[mine])


class Ready(NamedTuple):
    """New adverts as linking takes them in."""

    adverts: list[Row]
    values: dict[str, list[tuple[str, str]]]  # Advert.id -> what it shares
    writers: dict[str, str]  # Advert.id -> who is behind it
    words: dict[int, str]  # link_texts.id -> its words, with a space between; in order of the ids
    signed: Numbers  # ids of texts that others may be copies of, in order …
    signatures: Signatures  # … and their signatures
    prints: Prints
    poisoned: list[Poisoned]


def ready_of(read: Sequence[Read], key: bytes) -> Ready:
    """Enriched adverts, with the key for contacts; whose texts they are is judged among these alone."""
    keyed = keyed_by(key)
    seen: list[Seen] = []
    poisoned = []
    for number, content, body in read:
        advert = EnrichedAdvert.model_validate_json(body)
        try:
            seen.append(see(advert, keyed, (number, content)))
        except Exception as fault:
            poisoned.append(Poisoned(number, *why(fault)))
    return _ready(seen, poisoned)


def together(parts: Sequence[Ready]) -> Ready:
    """Adverts that were made ready in parts, as if they had been all at once: a text of several has the least of its writers."""
    least: dict[int, tuple[str, int]] = {}  # text -> its writer, and the part that has it
    for place, part in enumerate(parts):
        for row in part.adverts:
            if row.text is not None:
                said = part.writers[row.number], place
                least[row.text] = min(said, least.get(row.text, said))
    mine = [[text for text in part.words if least[text][1] == place] for place, part in enumerate(parts)]
    signed = np.concatenate([part.signed for part in parts])
    texts, first = np.unique(signed, return_index=True)
    return Ready(
        adverts=[row for part in parts for row in part.adverts],
        values={number: many for part in parts for number, many in part.values.items()},
        writers={number: one for part in parts for number, one in part.writers.items()},
        words=dict(sorted(one for part in parts for one in part.words.items())),
        signed=texts,
        signatures=np.concatenate([part.signatures for part in parts])[first],
        prints=_in_order([part.prints.among(some) for part, some in zip(parts, mine, strict=True)]),
        poisoned=[one for part in parts for one in part.poisoned],
    )


def _in_order(many: Sequence[Prints]) -> Prints:
    """Prints of several parts by text, those of one text as they stand."""
    order = np.argsort(np.concatenate([one.texts for one in many]), kind="stable")
    return Prints(*(np.concatenate(part)[order] for part in zip(*many, strict=True)))


def why(fault: Exception) -> tuple[str, str]:
    """Reason and detail of a fault, as a dead letter says them."""
    return type(fault).__name__, fault.nl if isinstance(fault, ZichtError) else str(fault)


def _ready(seen: Sequence[Seen], poisoned: list[Poisoned]) -> Ready:
    rows = [_row(one) for one in seen]
    writers = {one.number: writer_of(one) for one in seen}
    said: dict[int, Words] = {}
    saying: dict[int, list[str]] = defaultdict(list)
    for row, one in zip(rows, seen, strict=True):
        if row.text is not None:
            said[row.text] = one.words
            saying[row.text].append(writers[one.number])
    texts = sorted(said)
    signed = [text for text in texts if keeping.has_bands(said[text])]
    return Ready(
        adverts=rows,
        values={one.number: [(key.kind, key.key) for key in one.subjects] for one in seen},
        writers=writers,
        words={text: " ".join(said[text]) for text in texts},
        signed=np.array(signed, np.int64),
        signatures=signatures_of([said[text] for text in signed]),
        prints=_prints([(text, said[text], min(saying[text])) for text in texts]),
        poisoned=poisoned,
    )


def _row(seen: Seen) -> Row:
    return Row(
        number=seen.number,
        text=keeping.text_id(seen.words),
        at=seen.at,
        profile=profile_of(seen),
        owner=first_contact(seen),
        presents=int(is_writer(seen)),
        seen=keeping.kept(seen),
    )


def _prints(texts: Sequence[tuple[int, Words, str]]) -> Prints:
    marks, uses = keeping.uses_of([(words, writer) for _, words, writer in texts])
    counts = [len(prints_of(words)) for _, words, _ in texts]
    return Prints(marks, uses, np.repeat(np.array([text for text, _, _ in texts], np.int64), counts))
