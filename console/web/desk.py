"""What every page works with, and what stands around it: the desk of one console."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from console.web.bench import Bench
from flows.watching import Watch, watch
from ledger import Conservation, Ledger
from zicht.clock import Clock, day_of, now
from zicht.errors import LedgerError
from zicht.query import Index
from zicht.records import Capture, Explanation, Record

KEEP = timedelta(seconds=10)  # the footer's figures walk through whole tables: once in a while will do

Verify = Callable[[Capture], bool]


class PageRecord(Record):
    """What a page shows, and what its `.json` gives; `fault` is what was wrong with the question."""

    fault: Explanation | None = None


@dataclass
class Desk:
    """Ledger and index, and who looks at them when."""

    ledger: Ledger
    index: Index
    verify: Verify | None = None
    names: Mapping[str, Explanation] = field(default_factory=dict)  # of indicators, by code
    who: str = "console"
    clock: Clock = now
    bench: Bench | None = None
    keep: timedelta = KEEP
    _kept: tuple[datetime, Conservation] | None = None
    _watched: tuple[datetime, Watch] | None = None

    @property
    def today(self) -> date:
        """The day that it is in Amsterdam."""
        return day_of(self.clock())

    def consulted(self, target: str) -> None:
        """Log that a person looks at this (REQ-L12); without a log there is no look: LedgerError."""
        self.ledger.audit("consult", target, who=self.who, why="console", at=self.clock())

    def conservation(self) -> Conservation | None:
        """Where every page ended, at most `keep` old; None while the ledger cannot be read."""
        at = self.clock()
        if self._kept is None or not timedelta(0) <= at - self._kept[0] < self.keep:
            try:
                self._kept = (at, self.ledger.conservation())
            except LedgerError:  # the page around the footer says so
                return None
        return self._kept[1]

    def alarms(self) -> tuple[Explanation, ...]:
        """What the last runs need a person for, at most `keep` old; none while the ledger cannot be read."""
        at = self.clock()
        if self._watched is None or not timedelta(0) <= at - self._watched[0] < self.keep:
            try:
                self._watched = (at, watch(self.ledger, at=at))
            except LedgerError:  # the footer says so
                return ()
        return tuple(alarm.said for alarm in self._watched[1].alarms)


def is_synthetic(site: str, extra: Mapping[str, str]) -> bool:
    """Whether an advert was invented: its site says so, or is one of the demonstration."""
    return site.startswith("demo") or extra.get("synthetic") == "true"
