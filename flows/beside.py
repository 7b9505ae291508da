"""Processes beside this one that compute for linking, so that two cores work on one stream.

They have no ledger and write nothing. What they are asked for and have not begun is done here once it is needed; so is
what one did not live to answer. When this process dies they end.
"""

import logging
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from flows.wire import receive, send

MOST = 2  # processes; on two cores one, so that with this process they are no more than the cores
Made = TypeVar("Made")
_LOG = logging.getLogger(__name__)


class Task(Generic[Made]):
    """Something that was asked for: a function of a module with its arguments, done elsewhere or here, and once."""

    def __init__(self, work: Callable[..., Made], given: tuple[Any, ...], future: "Future[Made] | None" = None) -> None:
        self._work, self._given, self._future = work, given, future
        self._made: list[Made] = []

    def begin(self) -> bool:
        """Do it here, when nobody has begun; whether that was so."""
        if self._made or not (self._future is None or self._future.cancel()):
            return False
        self._made.append(self._work(*self._given))
        return True

    @property
    def is_made(self) -> bool:
        """Whether nobody would wait for it."""
        return bool(self._made) or (self._future is not None and self._future.done())

    def take(self) -> Made:
        """What was asked for."""
        if not self._made and not self.begin():
            assert self._future
            try:
                self._made.append(self._future.result())
            except Gone as fault:
                _LOG.warning("a process that reads for linking ended (%s); its part is read here", fault)
                self._made.append(self._work(*self._given))
        return self._made[0]


class Gone(Exception):
    """A process ended before it answered."""


class Beside:
    """The processes; they start with `start`, and until then everything is done here."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[Aside] = SimpleQueue()
        self._all: list[Aside] = []

    def __enter__(self) -> "Beside":
        return self

    def __exit__(self, *_fault: object) -> None:
        for one in self._all:
            one.kill()  # whoever waits for its answer waits no more
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        for one in self._all:
            one.close()

    def start(self) -> None:
        """What is asked for from now on is done by processes; a second call changes nothing."""
        if self._pool is None:
            count = min(MOST, max(1, len(os.sched_getaffinity(0)) - 1))
            self._all = [Aside() for _ in range(count)]
            self._pool = ThreadPoolExecutor(count, thread_name_prefix="beside")
            for one in self._all:
                self._pool.submit(self._meet, one)  # until it hears, nothing is begun that this process could do

    def ask(self, work: Callable[..., Made], *given: Any) -> Task[Made]:  # noqa: ANN401 (whatever `work` takes)
        """Have this done; `work` is a function that those processes can import."""
        return Task(work, given, self._pool.submit(self._answer, work, given) if self._pool else None)

    def _meet(self, aside: "Aside") -> None:
        with suppress(Gone):  # whatever it is asked says so
            aside.hears()
        self._idle.put(aside)

    def _answer(self, work: Callable[..., Made], given: tuple[Any, ...]) -> Made:
        aside = self._idle.get()
        try:
            made: Made = aside.answer(work, given)
        finally:
            self._idle.put(aside)
        return made


def help_out(asked: Sequence[Task[Made]]) -> None:
    """While the first is not made, those that nobody has begun are made here, the last first."""
    for one in reversed(asked):
        if asked[0].is_made:
            return
        one.begin()


def finished(asked: Sequence[Task[Made]]) -> list[Made]:
    """What was asked for, in order."""
    for at in range(len(asked)):
        help_out(asked[at:])
    return [one.take() for one in asked]


class Aside:
    """One such process (`flows.aside`)."""

    def __init__(self) -> None:
        self.wire, theirs = socket.socketpair()
        with theirs:
            self.child = subprocess.Popen(
                [sys.executable, "-m", "flows.aside"], stdin=theirs.fileno(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C is for us
            )  # fmt: skip

    def hears(self) -> None:
        """It has loaded what it needs, and hears what it is asked; `Gone` when it does not live to say so."""
        with self._alive():
            receive(self.wire)

    def answer(self, work: Callable[..., Made], given: tuple[Any, ...]) -> Made:
        """What comes of it; `Gone` when the process does not live to say it."""
        with self._alive():
            send(self.wire, (work, given))
            made: Made = receive(self.wire)
        return made

    @contextmanager
    def _alive(self) -> Iterator[None]:
        try:
            yield
        except (OSError, EOFError, pickle.UnpicklingError) as fault:
            self.kill()  # what it says from now on answers nothing
            raise Gone(self.child.wait()) from fault

    def kill(self) -> None:
        """It ends now."""
        self.child.kill()

    def close(self) -> None:
        """It has ended, and what led to it is closed; nobody asks it any more."""
        self.child.wait()
        self.wire.close()
