"""Many things are worked on by two processes: the same answers in the same order, whatever becomes of the copy."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from console import side_by_side as module
from console.side_by_side import MANY, PORTION, side_by_side
from tests.orphans import lives, outlived

ITEMS = list(range(MANY + 37))


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    others, count = threading.active_count() - 1, threading.active_count  # what earlier tests left running
    monkeypatch.setattr(threading, "active_count", lambda: count() - others)


def by_whom(item: int) -> tuple[int, int]:
    return item, os.getpid()


def test_answers_come_in_order_from_two_processes() -> None:
    made = list(side_by_side(ITEMS, by_whom))
    assert [item for item, _ in made] == ITEMS
    assert len({process for _, process in made}) == 2


def test_few_are_made_here() -> None:
    assert {process for _, process in side_by_side(ITEMS[: MANY - 1], by_whom)} == {os.getpid()}


def test_beside_threads_no_copy_is_made() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    made = list(side_by_side(ITEMS, by_whom))
    done.set()
    thread.join()
    assert {process for _, process in made} == {os.getpid()}


def test_what_a_dead_copy_did_not_say_is_made_here() -> None:
    here = os.getpid()

    def dying(item: int) -> int:
        if os.getpid() != here and item >= 3 * PORTION:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    assert list(side_by_side(ITEMS, dying)) == ITEMS


@pytest.mark.parametrize("at", [0, PORTION, len(ITEMS) - 1])
def test_a_fault_is_told_in_its_turn(at: int) -> None:
    def broken(item: int) -> int:
        if item == at:
            raise ValueError("onleesbaar")
        return item

    made, before = [], children()
    with pytest.raises(ValueError, match="onleesbaar"):
        made.extend(side_by_side(ITEMS, broken))
    assert not [child for child in children() if child not in before and lives(child)]


def interrupted(item: int) -> int:
    if item == 2 * PORTION + 1:
        raise KeyboardInterrupt
    return item


def test_an_interrupt_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started = forked(monkeypatch)
    answers = side_by_side(ITEMS, interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(answers)
    assert len(started) == 1
    assert not lives(started[0])


def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    started: list[int] = []
    fork: Callable[[], int] = os.fork

    def told() -> int:
        child = fork()
        started.append(child)
        return child

    monkeypatch.setattr(module.os, "fork", told)
    return started


def children() -> list[int]:
    said = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return [int(one) for one in said.split()]


PARENT = """
import os, time
from console.side_by_side import side_by_side
os.sched_getaffinity = lambda _process: {0, 1}
def work(item):
    time.sleep(0.01)
    return os.getpid(), b"." * 10_000
for process, _ in side_by_side(range(1000), work):
    if process != os.getpid():
        print(process, flush=True)
"""


def test_no_copy_outlives_a_killed_process() -> None:
    assert not outlived(PARENT)
