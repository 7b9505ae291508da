"""What was worked out for a word once, and is asked for again by every advert that uses the word."""

from collections.abc import Callable
from typing import TypeVar

MOST = 1 << 17  # words; then all are forgotten, so that memory stays bounded
Fact = TypeVar("Fact")


class Kept(dict[str, Fact]):
    """Word -> fact, filled by `work` as words come."""

    def __init__(self, work: Callable[[str], Fact]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> Fact:
        if len(self) >= MOST:
            self.clear()
        fact = self[word] = self._work(word)
        return fact
