"""What the readers of a text give back before it is placed in a field of the advert."""

from typing import NamedTuple

from zicht.records import ExtractionKind

MODEL = "model@"  # begins `by` of a hit that no rule found


class Found(NamedTuple):
    """A value at [start, end) of the normalised text; `by` names the reader and what it had to do to get there."""

    kind: ExtractionKind
    value: str
    start: int
    end: int
    by: str
    hidden: tuple[str, ...] = ()
    confidence: float = 1.0
