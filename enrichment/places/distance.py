"""How far places lie apart."""

from functools import cache
from math import asin, cos, radians, sin, sqrt

from enrichment.words.tables import rows_of

_EARTH = 6371.0  # kilometres


@cache
def points() -> dict[str, tuple[float, float]]:
    """Gemeente -> latitude and longitude of a point in it."""
    return {row["gemeente"]: (float(row["lat"]), float(row["lon"])) for row in rows_of("points")}


@cache
def kilometres(one: str, other: str) -> float:
    """Between two gemeenten, as the crow flies; 0 when one of them is unknown."""
    if one == other or one not in points() or other not in points():
        return 0.0
    (north, east), (other_north, other_east) = ((radians(a), radians(b)) for a, b in (points()[one], points()[other]))
    half = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))
