"""A hit before it has a field and points."""

from typing import NamedTuple


class Place(NamedTuple):
    """A hit before it has a field: words [first, last] when a cue found it, [start, end) of the joined text."""

    code: str
    start: int
    end: int
    by: str
    cancelled_by: str | None = None
    cue: str = ""
    pulled: bool = False
    beside: bool = False  # of what must stand beside a cue
    like: str | None = None  # by a model: the example that the sentence resembles
    similarity: float | None = None


def cancel(place: Place, why: str) -> Place:
    """The place, set aside."""
    return place._replace(cancelled_by=why)
