"""New adverts are made ready for linking ahead of being taken in: when they were read, or by the processes beside this one."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from enrichment.reader import Reader
from flows.beside import MOST, Beside, Task, finished
from flows.ready import Made, Read, Ready, gathered, made_of, made_ready
from ledger import Ledger, tie_groups, unlinked
from zicht.ready import MadeReady
from zicht.records import EnrichedAdvert

AHEAD = MOST + 1  # parts that are asked for before they are needed
PORTION = 250  # adverts that one process makes ready at a time, so that none waits long for another


def save_read(ledger: Ledger, read: Sequence[EnrichedAdvert], reader: Reader, *, at: datetime) -> None:
    """Adverts that were read, made ready; one that cannot be is saved all the same, and linking buries it."""
    made = made_of([(one.advert.id, one.advert.content, one) for one in read], reader.key)
    ledger.save_enriched(read, made.rows, at=at)


def ahead(ledger: Ledger, reader: Reader, size: int, beside: Beside) -> Iterator[Ready]:
    """Everything that waits to be linked, `size` adverts at a time and in order; one part alone starts no process."""
    parts = _parts(ledger, size)
    asked = deque(_asked(*part, reader, beside) for part in islice(parts, 1))  # made here: meanwhile they start
    for later in islice(parts, AHEAD):
        beside.start()
        asked.append(_asked(*later, reader, beside))
    while asked:
        yield gathered(finished(asked.popleft()))
        asked.extend(_asked(*later, reader, beside) for later in islice(parts, AHEAD - len(asked)))


def _asked(made: list[MadeReady], left: Sequence[Read], reader: Reader, beside: Beside) -> list[Task[Made]]:
    tasks = [beside.ask(made_ready, left[at : at + PORTION], reader.key) for at in range(0, len(left), PORTION)]
    return [Task(Made, (made, [])), *tasks]


def _parts(ledger: Ledger, size: int) -> Iterator[tuple[list[MadeReady], list[Read]]]:
    """In order of ids: what was made ready of some adverts, and the others as they were read."""
    after, more = "", True
    while more:
        with ledger.looking() as state:
            rows = unlinked.waiting(state, size, after)
            left = tie_groups.enriched_of(state, [number for number, made in rows if made is None])
        if rows:
            yield [made for _, made in rows if made], left
            after = rows[-1][0]
        more = len(rows) == size
