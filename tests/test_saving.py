"""The end of a transaction is written beside what comes next: one at a time, and no fault is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, get_ident

import pytest

from flows.saving import Saving
from zicht.errors import LedgerError


@contextmanager
def written(told: list[str], name: str, may_end: Event, fault: Exception | None = None) -> Iterator[str]:
    told.append(f"{name} begins")
    try:
        yield name
    except ValueError:
        told.append(f"{name} is undone")
        raise
    assert may_end.wait(10)
    told.append(f"{name} ends {'here' if get_ident() == HERE else 'elsewhere'}")
    if fault:
        raise fault


HERE = get_ident()


def test_the_next_begins_when_the_last_is_written() -> None:
    told: list[str] = []
    first = Event()
    with Saving() as saving:
        with saving.transaction(written(told, "one", first)) as name:
            told.append(f"in {name}")
        told.append("goes on")
        first.set()
        with saving.transaction(written(told, "two", first)):
            pass
    assert told == ["one begins", "in one", "goes on", "one ends elsewhere", "two begins", "two ends elsewhere"]


def test_a_fault_in_writing_is_raised_once_by_who_waits() -> None:
    ready = Event()
    ready.set()
    with Saving() as saving:
        with saving.transaction(written([], "one", ready, LedgerError("vol", "full"))):
            pass
        with pytest.raises(LedgerError), saving.transaction(written([], "two", ready)):
            pytest.fail("begun")
        saving.wait()


def test_what_breaks_within_is_undone_at_once() -> None:
    told: list[str] = []
    with Saving() as saving:
        with pytest.raises(ValueError, match="stuk"), saving.transaction(written(told, "one", Event())):
            raise ValueError("stuk")
        assert told == ["one begins", "one is undone"]
        saving.wait()
