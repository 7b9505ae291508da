"""Time: instants are aware UTC, a day is a half-open interval of Europe/Amsterdam."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Clock = Callable[[], datetime]


def now() -> datetime:
    """This instant, aware, UTC."""
    return datetime.now(UTC)


def stamp(instant: datetime) -> str:
    """An instant as the ledger writes it: UTC, microseconds, sorts as time."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def day_of(instant: datetime) -> date:
    """The Amsterdam day that `instant` (aware) falls in."""
    return instant.astimezone(AMSTERDAM).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """`[start, end)` of an Amsterdam day, in UTC: 23 or 25 hours long when the clock is changed."""
    start = datetime.combine(day, time(), AMSTERDAM)
    end = datetime.combine(day + timedelta(days=1), time(), AMSTERDAM)
    return start.astimezone(UTC), end.astimezone(UTC)
