"""New adverts are made ready for linking ahead of being taken in, by the processes beside this one and by this one."""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

from enrichment.reader import Reader
from flows.beside import MOST, Beside, Task, finished
from flows.ready import Read, Ready, ready_of, together
from ledger import Ledger, unlinked

AHEAD = MOST + 1  # parts that are asked for before they are needed
PORTION = 250  # adverts that one process makes ready at a time, so that none waits long for another


def ahead(ledger: Ledger, reader: Reader, size: int, beside: Beside) -> Iterator[Ready]:
    """Everything that waits to be linked, `size` adverts at a time and in order; one part alone starts no process."""
    parts = _parts(ledger, size)
    for part in islice(parts, 1):
        asked: deque[list[Task[Ready]]] = deque()
        for later in islice(parts, AHEAD):
            beside.start()
            asked.append(_ask(later, reader, beside))
        yield ready_of(part, reader.key)  # here: meanwhile they start
        while asked:
            yield together(finished(asked.popleft()))
            asked.extend(_ask(later, reader, beside) for later in islice(parts, AHEAD - len(asked)))


def _ask(part: Sequence[Read], reader: Reader, beside: Beside) -> list[Task[Ready]]:
    return [beside.ask(ready_of, part[at : at + PORTION], reader.key) for at in range(0, len(part), PORTION)]


def _parts(ledger: Ledger, size: int) -> Iterator[list[Read]]:
    """The adverts, in order of their ids."""
    after, more = "", True
    while more:
        with ledger.looking() as state:
            rows = unlinked.bodies(state, size, after)
        if rows:
            yield rows
            after = rows[-1][0]
        more = len(rows) == size
