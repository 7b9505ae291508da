"""Pages are read in a child that may be killed: bounded in CPU, memory and time (RELIABILITY M1-M4).

No parser and no pattern is safe alone, and what is costly does not show from outside: so the process that keeps the
evidence never reads a page itself. The child (`crawlers.reader`) is made once, kept, and made anew after it was killed.
"""

import atexit
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime
from itertools import count
from threading import Lock
from typing import IO

from crawlers.excuses import ErrorPage, GonePage
from zicht.crawling import Parsed
from zicht.errors import InputError
from zicht.records import Record

SECONDS = 2.0  # of CPU for one page
WAIT = 10.0  # seconds on the clock, on a busy machine
MEMORY = 1 << 30  # bytes of address space
LARGEST = 32 << 20  # bytes of an answer: four times what a page may be
DIED, BROKE, SAID, READ = b"DBSR"  # the first byte of an answer
HEAD = 16  # bytes before it: which job it answers, and how long it is


SAYS = {sort.__name__: sort for sort in (ErrorPage, GonePage)}  # what a reader says beside a plain InputError


class Job(Record):
    """Something to read: `want` is `links`, `glance`, `page`, `pictures`, `any`, or `image`."""

    want: str
    site: str | None = None  # a Site as JSON
    known: tuple[str, ...] = ()  # folders of site files
    url: str
    content_type: str = ""
    seen_at: datetime | None = None
    capture: str | None = None


class ParseLimit(InputError):
    """A page that costs more than a page may: its capture is kept, its adverts are not read."""


class Jail:
    """One child process and its two pipes; threads wait for their turn."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY, wait: float = WAIT) -> None:
        self._limits = (str(seconds), str(memory), str(wait))
        self._wait = wait + 1  # the child ends a page by itself; this is for a child that does not even do that
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._numbers = count(1)

    def read(self, job: Job, payload: bytes) -> Parsed:
        """What the page gives; `InputError` as the reader says it, `ParseLimit` when the child did not live to say it."""
        return Parsed.model_validate_json(self.ask(job, payload))

    def ask(self, job: Job, payload: bytes) -> bytes:
        """What the reader answers, as JSON; the same faults."""
        with self._lock:
            answer = self._ask(job.model_dump_json().encode(), payload)
        kind, said = answer[0], answer[1:]
        if kind == DIED:
            raise _too_dear(job.url)
        if kind == SAID:
            sort, nl, en = json.loads(said)
            raise SAYS.get(sort, InputError)(nl, en)
        if kind == BROKE:
            raise _broke(job.url, said.decode())
        return said

    def warm(self) -> None:
        """Start the child, and do not wait for it: it is there by the time the first page is."""
        with self._lock:
            self._child = self._child or self._start()

    def _ask(self, job: bytes, payload: bytes) -> bytes:
        child = self._child = self._child or self._start()
        assert child.stdin
        assert child.stdout
        number, until = next(self._numbers), time.monotonic() + self._wait
        try:
            for part in (job, payload):
                send(child.stdin, number, part)
            while self._answers(child.stdout, until):
                answers, answer = receive(child.stdout)
                if answers == number:  # or one that was given up, and came after all
                    return answer
        except (OSError, EOFError):
            pass
        self._end()
        return bytes([DIED])

    def _answers(self, pipe: IO[bytes], until: float) -> bool:
        with selectors.DefaultSelector() as waiting:
            waiting.register(pipe, selectors.EVENT_READ)
            return bool(waiting.select(max(0.0, until - time.monotonic())))

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "crawlers.reader", *self._limits]
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            start_new_session=True,  # a Ctrl-C is for us; and one signal ends the child with all it forked
        )  # fmt: skip

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if child := self._child:
            self._child = None
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            for pipe in (child.stdin, child.stdout):
                assert pipe
                pipe.close()


JAIL = Jail()
atexit.register(JAIL.close)


def _too_dear(url: str) -> ParseLimit:
    return ParseLimit(
        f"{url}: de pagina kost meer rekentijd of geheugen dan een pagina mag kosten. De vastlegging blijft bewaard.",
        f"{url}: reading the page costs more time or memory than a page may cost. The capture is kept.",
    )


def _broke(url: str, fault: str) -> InputError:
    return InputError(
        f"{url}: de pagina kon niet worden gelezen ({fault}). De vastlegging blijft bewaard.",
        f"{url}: the page could not be read ({fault}). The capture is kept.",
    )


def send(pipe: IO[bytes], number: int, data: bytes) -> None:
    """Write one message whole: number, length, data."""
    rest = memoryview(number.to_bytes(8, "big") + len(data).to_bytes(8, "big") + data)
    while rest:
        rest = rest[pipe.write(rest) :]


def receive(pipe: IO[bytes]) -> tuple[int, bytes]:
    """Read one message whole; `EOFError` when the other side is gone."""
    head = _exactly(pipe, HEAD)
    return int.from_bytes(head[:8], "big"), _exactly(pipe, int.from_bytes(head[8:], "big"))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = pipe.read(size - len(data))
        if not part:
            raise EOFError
        data += part
    return bytes(data)
