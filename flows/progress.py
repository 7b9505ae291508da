"""Who is told how far a step is."""

from typing import Protocol


class Progress(Protocol):
    """Told after every batch; `total` is None while it is unknown."""

    def __call__(self, step: str, done: int, total: int | None = None) -> None:
        """`done` items of `step` are finished."""


def quiet(step: str, done: int, total: int | None = None) -> None:
    """Progress that nobody watches."""
