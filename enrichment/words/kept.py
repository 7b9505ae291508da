"""What was worked out for a word once, and is asked for again by every advert that uses the word."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

MOST = 1 << 17  # words; then all are forgotten, so that memory stays bounded
LONGEST = 64  # characters: what is longer is hardly met again, and is not kept
Fact = TypeVar("Fact")


class Kept(dict[str, Fact]):
    """Word -> fact, filled by `work` as words come."""

    def __init__(self, work: Callable[[str], Fact]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> Fact:
        fact = self._work(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = fact
        return fact


@contextmanager
def undisturbed() -> Iterator[None]:
    """No collector while a million things are built that stay: it would go through them again and again in vain."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Within it Python looks for cycles among its objects a hundred times less: linking makes many, and hardly a cycle."""
    before = gc.get_threshold()
    gc.set_threshold(100 * before[0], *before[1:])  # none at all stays none
    gc.freeze()  # what is there already (modules, packs) stays
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
