"""How a site is asked: not more than it allows, not when it sleeps, slower when it says so, never round a closed door."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from scrapy.exceptions import IgnoreRequest

from crawlers.site import Site
from zicht.clock import AMSTERDAM

Stop = Literal["budget", "quiet", "held_off", "blocked", "robots"]

WAIT = (429, 503)  # the site asks to come back later
CLOSED = (401, 403, 407, 451)  # the site does not want us
FIRST_WAIT = timedelta(seconds=30)  # when it does not say how long; doubled each time
LONGEST_WAIT = timedelta(minutes=15)  # beyond it the crawl ends, and the next run goes on
WAITS = 5  # times in a row
BLOCKS = 5  # refusals in a row


class NotNow(IgnoreRequest):
    """A page that may not be asked now, and waits in the frontier for a later run."""


class Manners:
    """What one crawl may still ask of its site; `stop` says why it asks no more."""

    def __init__(self, site: Site, asked_today: int) -> None:
        self._site = site
        self._left = None if site.budget is None else site.budget - asked_today
        self._waits = self._blocks = 0
        self._until: datetime | None = None
        self.stop: Stop | None = None

    def may_ask(self, wanted: int, at: datetime) -> int:
        """How many pages may be asked now; 0 while the site wants rest, or for good once `stop` is set."""
        if self._sleeps(at):
            self.stop = self.stop or "quiet"
        if self._left is not None and self._left <= 0:
            self.stop = self.stop or "budget"
        if self.stop or self.rest(at):
            return 0
        return wanted if self._left is None else min(wanted, self._left)

    def asked(self, count: int) -> None:
        """So many pages were asked."""
        if self._left is not None:
            self._left -= count

    def rest(self, at: datetime) -> float:
        """Seconds that the site still wants to be left alone."""
        return max(0.0, (self._until - at).total_seconds()) if self._until else 0.0

    def heard(self, status: int, headers: Mapping[str, str], at: datetime) -> bool:
        """Note an answer; whether its page is to be asked again later."""
        self._blocks = self._blocks + 1 if status in CLOSED else 0
        if self._blocks >= BLOCKS:
            self.stop = self.stop or "blocked"
        if status not in WAIT:
            self._waits = 0
            return False
        self._hold(_said(headers.get("retry-after", ""), at), at)
        return True

    def _hold(self, said: timedelta | None, at: datetime) -> None:
        if self.rest(at) and said is None:
            return  # pages that were under way get the same answer: that is one request to wait, not many
        self._waits += 1
        wait = FIRST_WAIT * 2 ** (self._waits - 1) if said is None else said
        self._until = max(self._until or at, at + wait)
        if wait > LONGEST_WAIT or self._waits > WAITS:
            self.stop = self.stop or "held_off"

    def _sleeps(self, at: datetime) -> bool:
        if self._site.quiet is None:
            return False
        start, end = self._site.quiet
        hour = at.astimezone(AMSTERDAM).hour
        return start <= hour < end if start <= end else hour >= start or hour < end


def _said(value: str, at: datetime) -> timedelta | None:
    """What `Retry-After` says: seconds, or a moment; None when it says nothing that can be read."""
    if value.strip().isdigit():
        return timedelta(seconds=min(int(value), 10**8))
    try:
        return max(timedelta(0), parsedate_to_datetime(value) - at)
    except (TypeError, ValueError):
        return None
