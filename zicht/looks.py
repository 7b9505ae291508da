"""When two hashes are of the same photograph: a 64-bit perceptual hash each, 16 hex digits (`crawlers.phash`)."""

from collections.abc import Sequence

SAME = 6  # bits: so many may differ (indicator XAD-06)


def distance(one: str, other: str) -> int:
    """How many of the 64 bits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def strangers(some: Sequence[str], others: Sequence[str]) -> int:
    """How many photographs of the smaller lot are not in the other; a lot that was only partly looked at has none."""
    few, many = sorted((some, others), key=len)
    return sum(all(distance(one, another) > SAME for another in many) for one in few)
