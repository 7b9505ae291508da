"""What judging an advert gives."""

from dataclasses import dataclass

from zicht.records import Breach, Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sum and what follows from it; `parts` are points per code, `dimensions` per dimension, after the caps."""

    score: float
    parts: dict[str, float]
    dimensions: dict[str, float]
    countered: float
    route: bool
    breaches: tuple[Breach, ...]
    outcome: Outcome
    capped: tuple[str, ...]
    confidence: float | None = None  # that the outcome is right
    silent: tuple[str, ...] = ()  # codes that count but do not decide: they lack the company they need
