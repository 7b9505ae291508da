"""New adverts are made ready for linking in processes beside this one, so that both cores work on one stream.

They have no ledger and write nothing: when one dies its work is done here, and when this process dies they end.
"""

import logging
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import islice

from enrichment.reader import Reader
from flows.ready import Ready, ready_of
from ledger import Ledger, adverts

BESIDE = 2  # processes; a stream of one part needs none
_LOG = logging.getLogger(__name__)


def ahead(ledger: Ledger, reader: Reader, size: int) -> Generator[Ready, None, None]:
    """Everything that waits to be linked, `size` adverts at a time; while one part is taken in the next are made ready."""
    parts = _parts(ledger, size)
    with ExitStack() as stack:
        helpers: deque[Aside] = deque()
        for part in islice(parts, 1):
            for later in islice(parts, BESIDE):
                helpers.append(stack.enter_context(Aside(reader)))
                helpers[-1].ask(later)
            yield ready_of(part, reader.keyed)  # here: meanwhile they start
        while helpers:
            helper = helpers.popleft()
            made = helper.answer()
            for later in islice(parts, 1):
                helper.ask(later)
                helpers.append(helper)
            yield made


def _parts(ledger: Ledger, size: int) -> Iterator[list[str]]:
    """The adverts, each as JSON."""
    after, more = "", True
    while more:
        with ledger.looking() as state:
            rows = adverts.bodies(state, "enriched", size, after)
        if rows:
            yield [body for _, body in rows]
            after = rows[-1][0]
        more = len(rows) == size


class Aside:
    """One such process; it is asked and answers in turn."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._asked: Sequence[str] = ()
        self._child = subprocess.Popen(
            [sys.executable, "-m", "flows.aside"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            start_new_session=True,  # a Ctrl-C is for us
        )  # fmt: skip

    def __enter__(self) -> "Aside":
        return self

    def __exit__(self, *_fault: object) -> None:
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            with suppress(OSError):  # what it did not read any more
                pipe.close()  # type: ignore[union-attr]

    def ask(self, bodies: Sequence[str]) -> None:
        """Enriched adverts, each as JSON."""
        self._asked = bodies
        with suppress(OSError):  # it died: `answer` sees that
            assert self._child.stdin
            pickle.dump((self._reader.key, bodies), self._child.stdin, pickle.HIGHEST_PROTOCOL)
            self._child.stdin.flush()

    def answer(self) -> Ready:
        """What was asked for; by ourselves when the process did not live to say it."""
        assert self._child.stdout
        try:
            made: Ready = pickle.load(self._child.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            _LOG.warning("a process that reads for linking ended (%s); its part is read here", self._child.poll())
            return ready_of(self._asked, self._reader.keyed)
        return made
