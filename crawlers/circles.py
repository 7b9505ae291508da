"""Paths that lead to each other for ever: a page of one is new, and so is what it leads to, but none says anything new."""

from collections import Counter, defaultdict
from collections.abc import Iterable

ENOUGH = 20  # pages of a path that were looked at before it can be called empty
SHARE = 0.1  # of a path's pages: what fewer of them do is chance


class Circles:
    """What the pages of each path said, and to which other paths they led."""

    def __init__(self) -> None:
        self._looked: Counter[str] = Counter()
        self._said: Counter[str] = Counter()  # pages with new words
        self._led: defaultdict[str, Counter[str]] = defaultdict(Counter)  # pages with new links to another path

    def learn(self, path: str, others: Iterable[str], *, said: bool) -> None:
        """One page that was looked at."""
        self._looked[path] += 1
        self._said[path] += said
        self._led[path].update(set(others))

    def round(self, path: str, other: str) -> set[str]:
        """All paths on the way from `other` when it is empty and comes back to `path`; else nothing.

        A path that says nothing and leads nowhere else is an end: old adverts may be many.
        """
        found, waiting = {other}, [other]
        while waiting:
            at = waiting.pop()
            if self._looked[at] < ENOUGH or self._said[at] >= SHARE * self._looked[at]:
                return set()
            onward = {to for to, times in self._led[at].items() if times >= SHARE * self._looked[at]} - found
            found |= onward
            waiting += onward
        return found if path in found else set()
