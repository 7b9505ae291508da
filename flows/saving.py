"""Transactions whose end is written by a thread, while this one goes on with what needs no ledger, or only looks at it."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TypeVar

State = TypeVar("State")


class Saving:
    """One transaction at a time: the next begins when the last is written. A fault in writing is raised by whatever waits for it."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="saving")
        self._last: Future[None] | None = None

    def __enter__(self) -> "Saving":
        return self

    def __exit__(self, *_fault: object) -> None:
        self._pool.shutdown()

    @contextmanager
    def transaction(self, begun: AbstractContextManager[State]) -> Iterator[State]:
        """As `begun` itself, but for its end."""
        self.wait()
        with ExitStack() as held:
            yield held.enter_context(begun)
            self._last = self._pool.submit(held.pop_all().close)

    def wait(self) -> None:
        """Until the last transaction is written."""
        if self._last:
            last, self._last = self._last, None
            last.result()
