"""What linking takes in of new adverts, made ready without the ledger: when they are read, or by other processes.

Nothing here imports the ledger: a process that makes adverts ready would take twice as long to start.
"""

import json
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from enrichment.contacts.keyed import keyed_by
from enrichment.linking import state as keeping
from enrichment.linking.bursts import profile_of
from enrichment.linking.carriers import writer_of
from enrichment.linking.measures import first_contact
from enrichment.linking.seen import Seen, see
from enrichment.linking.signatures import Signatures, signatures_in, signatures_of
from enrichment.linking.state import Numbers, Words
from enrichment.linking.verdict import is_writer
from zicht.clock import stamp
from zicht.errors import ZichtError
from zicht.ready import MadeReady
from zicht.records import EnrichedAdvert

Read = tuple[str, str, str]  # Advert.id, Advert.content, and the enriched advert as JSON


class Poisoned(NamedTuple):
    """An advert that could not be seen, and why; it must not hold up the rest."""

    advert: str  # Advert.id
    reason: str
    detail: str


class Made(NamedTuple):
    """Adverts made ready, and those that cannot be."""

    rows: list[MadeReady]
    poisoned: list[Poisoned]


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

    adverts: list[MadeReady]
    values: dict[str, list[tuple[str, str]]]  # Advert.id -> what it shares
    writers: dict[str, str]  # Advert.id -> who is behind it
    words: dict[int, str]  # link_texts.id -> its words, with a space between; in order of the ids
    signed: Numbers  # ids of texts that others may be copies of, in order …
    signatures: Signatures  # … and their signatures
    prints: Prints
    poisoned: list[Poisoned]


def made_ready(read: Sequence[Read], key: bytes) -> Made:
    """Enriched adverts as they lie in the ledger, with the key for contacts."""
    return made_of([(number, content, EnrichedAdvert.model_validate_json(body)) for number, content, body in read], key)


def made_of(adverts: Iterable[tuple[str, str, EnrichedAdvert]], key: bytes) -> Made:
    """Enriched adverts, each with its id and content."""
    keyed = keyed_by(key)
    seen: list[Seen] = []
    poisoned = []
    for number, content, advert in adverts:
        try:
            seen.append(see(advert, keyed, (number, content)))
        except Exception as fault:
            poisoned.append(Poisoned(number, *why(fault)))
    signatures = _signatures({one.words for one in seen})
    return Made([_row(one, signatures.get(one.words)) for one in seen], poisoned)


def why(fault: Exception) -> tuple[str, str]:
    """Reason and detail of a fault, as a dead letter says them."""
    return type(fault).__name__, fault.nl if isinstance(fault, ZichtError) else str(fault)


def _signatures(texts: set[Words]) -> dict[Words, bytes]:
    """Of texts that others may be copies of."""
    signed = [words for words in texts if keeping.text_id(words) is not None and keeping.has_bands(words)]
    return dict(zip(signed, map(bytes, signatures_of(signed)), strict=True))


def _row(seen: Seen, signature: bytes | None) -> MadeReady:
    text, writer = keeping.text_id(seen.words), writer_of(seen)
    marks, uses = keeping.uses_of([(seen.words, writer)] if text is not None else [])
    return MadeReady(
        number=seen.number,
        text=text,
        at=stamp(seen.at),
        profile=profile_of(seen),
        owner=first_contact(seen),
        presents=int(is_writer(seen)),
        seen=keeping.kept(seen),
        shares=json.dumps([(one.kind, one.key) for one in seen.subjects]),
        writer=writer,
        words=" ".join(seen.words),
        signature=signature,
        marks=marks.tobytes(),
        uses=uses.tobytes(),
    )


def gathered(made: Sequence[Made]) -> Ready:
    """Adverts that were made ready one by one, as linking takes them in; a text of several has the least of its writers."""
    rows = sorted((row for part in made for row in part.rows), key=attrgetter("number"))
    behind: dict[int, MadeReady] = {}  # each text, and who first wrote it
    for row in rows:
        if row.text is not None and (row.text not in behind or row.writer < behind[row.text].writer):
            behind[row.text] = row
    first = dict(sorted(behind.items()))
    signed = {text: row.signature for text, row in first.items() if row.signature}
    return Ready(
        adverts=rows,
        values={row.number: [(kind, key) for kind, key in json.loads(row.shares)] for row in rows},
        writers={row.number: row.writer for row in rows},
        words={text: row.words for text, row in first.items()},
        signed=np.array(list(signed), np.int64),
        signatures=signatures_in(signed.values()),
        prints=_prints(first),
        poisoned=[one for part in made for one in part.poisoned],
    )


def _prints(first: dict[int, MadeReady]) -> Prints:
    counts = [len(row.marks) // np.int64().itemsize for row in first.values()]
    texts = np.repeat(np.array(list(first), np.int64), counts)
    return Prints(_numbers(row.marks for row in first.values()), _numbers(row.uses for row in first.values()), texts)


def _numbers(many: Iterable[bytes]) -> npt.NDArray[np.int64]:
    return np.frombuffer(b"".join(many), np.int64)
