"""Our clock beside a site's: evidence with a wrong time is worth less, and a wrong day is another list."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


class SiteClock:
    """How far a site's clock is ahead of ours, by the `Date` of its answers.

    A stored answer tells an older time, never a later one: so the answer that is furthest ahead tells it best.
    """

    def __init__(self) -> None:
        self.ahead: int | None = None  # seconds; below zero when it is behind; None while no answer said

    def hear(self, headers: Mapping[str, str], at: datetime) -> None:
        """Note an answer (names of headers in lower case) that came in at this moment of ours."""
        try:
            said = parsedate_to_datetime(headers["date"])
        except (KeyError, ValueError, TypeError):
            return
        said = said if said.tzinfo else said.replace(tzinfo=UTC)
        age = headers.get("age", "")
        ahead = round((said - at).total_seconds()) + (int(age) if age.isdecimal() and len(age) < 10 else 0)
        self.ahead = ahead if self.ahead is None else max(self.ahead, ahead)
