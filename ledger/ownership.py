"""One site belongs to one crawl process at a time, on whichever host: two would share its leases and its politeness."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sqlalchemy import Engine, text

from ledger.faults import faults
from zicht.errors import LedgerError
from zicht.records import digest

PATIENCE = 10.0  # seconds: a crawl whose starter was killed needs a moment to end


@contextmanager
def owning(engine: Engine, site: str) -> Iterator[None]:
    """The site is ours until the block, or this process, ends; `LedgerError` when it is somebody else's."""
    with _on_postgres(engine, site) if engine.dialect.name == "postgresql" else _on_file(engine, site):
        yield


@contextmanager
def _on_postgres(engine: Engine, site: str) -> Iterator[None]:
    """A lock that lives as long as its connection."""
    asked = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")
    with faults(str(engine.url)), engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        _wait_for(lambda: bool(connection.execute(asked, {"name": f"zicht site {site}"}).scalar_one()), site)
        try:
            yield
        finally:
            connection.invalidate()  # the lock ends with the connection, not with its return to the pool


@contextmanager
def _on_file(engine: Engine, site: str) -> Iterator[None]:
    """A locked file beside the database; the kernel lets go of it when the process dies."""
    database = engine.url.database
    if not database or database == ":memory:":
        yield
        return
    with Path(f"{database}.{digest(site)[:16]}.lock").open("w") as file:
        _wait_for(lambda: _locked(file), site)
        yield


def _locked(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_for(taken: Callable[[], bool], site: str) -> None:
    until = time.monotonic() + PATIENCE
    while not taken():
        if time.monotonic() > until:
            raise _taken(site)
        time.sleep(0.1)


def _taken(site: str) -> LedgerError:
    return LedgerError(
        f"{site} wordt al door een ander proces opgehaald. Wacht tot dat klaar is; twee tegelijk zou de site te zwaar belasten.",
        f"{site} is being crawled by another process. Wait until it is done; two at once would be too much for the site.",
    )
