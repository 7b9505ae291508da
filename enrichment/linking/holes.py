"""Stretches of a text that stand nowhere else: too long for words that changed here and there. Each word is one byte: 1 returns."""

from operator import add

NEARLY_ALL = 0.82  # returns: then a stretch may be another, as with one sentence added
CHANCE = 0.03  # words that changed here and there leave so long a hole at most this often
HOLE = 7  # words; fewer are a slot of a template, however few other words changed
PIECE = 0.24  # of a text; what a copy leaves out or puts in is less, what one writes beside a stock text is more
_RETURNS = b"\x01"


def longest_gap(found: bytes) -> int:
    """The longest run of missing words; one may return in it."""
    runs = [len(run) for run in found.split(_RETURNS)]
    return max(map(add, runs, runs[1:]), default=runs[0])


def has_hole(found: bytes) -> bool:
    """Whether words are missing in a run too long for scattered changes; one may return in it."""
    longest = longest_gap(found)
    missing = 1 - found.count(_RETURNS) / len(found)
    return bool(longest >= HOLE and longest * len(found) * missing**longest < CHANCE)
