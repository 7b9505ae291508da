"""Work on many things in order, every other portion of it by a copy of this process, so that two cores are used."""

import gc
import os
import pickle
import signal
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, TypeVar

MANY = 200  # things; for fewer no copy is made
PORTION = 16  # of which one process makes all; how far a copy may be ahead is bounded by what a pipe holds
Item = TypeVar("Item")
Made = TypeVar("Made")


def side_by_side(items: Sequence[Item], work: Callable[[Item], Made]) -> Iterator[Made]:
    """`work` of each, in order; what the copy does not live to say is made here, faults too."""
    alone = len(items) < MANY or len(os.sched_getaffinity(0)) < 2 or threading.active_count() > 1
    if alone:  # a copy of a process with threads may wait for ever for what a thread held
        yield from map(work, items)
        return
    with _copy(items, work) as answers:
        lives = True
        for at in range(0, len(items), PORTION):
            made: list[Made] | None = None
            if lives and at // PORTION % 2:
                made = _next(answers)
                lives = made is not None
            yield from map(work, items[at : at + PORTION]) if made is None else made


def _next(answers: BinaryIO) -> "list[Made] | None":
    try:
        made: list[Made] = pickle.load(answers)
    except (EOFError, OSError, pickle.UnpicklingError):
        return None
    return made


@contextmanager
def _copy(items: Sequence[Item], work: Callable[[Item], Made]) -> Iterator[BinaryIO]:
    """What a copy of this process says of every second portion; it ends with this."""
    reads, writes = os.pipe()
    gc.freeze()  # else its first collection would copy all memory
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of the idle threads of numpy
        child = os.fork()
    if not child:
        os.close(reads)
        _answer(items, work, writes)
    gc.unfreeze()
    os.close(writes)
    try:
        with open(reads, "rb") as answers:
            yield answers
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _answer(items: Sequence[Item], work: Callable[[Item], Made], writes: int) -> None:
    """In the copy, and never back: a fault, or the end of whoever reads, ends it without a word."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the other
        with open(writes, "wb") as answers:
            for at in range(PORTION, len(items), 2 * PORTION):
                pickle.dump([work(item) for item in items[at : at + PORTION]], answers, pickle.HIGHEST_PROTOCOL)
                answers.flush()
    finally:
        os._exit(0)
