"""What other packs would do to the adverts of the last weeks: counted in one walk through the ledger, in bounded memory.

The walk keeps its place in a file after every batch, so that a killed one goes on; the file goes when it is done.
"""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from enrichment.measuring.compare import Change, by_model, compare, first_of, words_of
from enrichment.packs.loading import Packs
from enrichment.reader import Reader, equipped
from flows import canary
from flows.progress import Progress, quiet
from ledger import Ledger
from zicht.clock import now
from zicht.errors import InputError
from zicht.keys import subject_secret
from zicht.records import EnrichedAdvert, Record, digest
from zicht.settings import Settings

EXAMPLES = 3  # per code and direction, and per change of outcome
FRESH = timedelta(days=1)  # an older half walk begins again


class Example(Record):
    """One advert that is read differently: its words, the words of the code, and the scores."""

    advert: str
    title: str
    eenheid: str
    before: float
    after: float
    was: str  # outcome
    becomes: str
    words: tuple[str, str, str]  # before, in and behind the place


class Counted(BaseModel):
    """Counts that a walk adds to."""

    model_config = ConfigDict(extra="forbid")


class CodeImpact(Counted):
    """One code: on how many adverts it stands, what comes and what goes."""

    before: int = 0
    after: int = 0
    added: int = 0
    removed: int = 0
    added_by_model: int = 0  # of these, told by a model alone
    removed_by_model: int = 0
    gains: list[Example] = []
    losses: list[Example] = []


class UnitImpact(Counted):
    """One eenheid: its adverts, those that change, those that people start or stop to see; per code what comes and goes."""

    adverts: int = 0
    changed: int = 0
    on: int = 0
    off: int = 0
    codes: dict[str, tuple[int, int]] = {}


class OutcomeImpact(Counted):
    """One change of outcome."""

    was: str
    becomes: str
    adverts: int = 0
    examples: list[Example] = []


class Impact(Counted):
    """The whole: which packs, over which window, what changes."""

    old: str
    new: str
    model: str = ""  # which reads beside words, in both; "": words alone
    behind: bool = False  # it has not learnt from the examples of the new packs
    since: datetime
    begun: datetime
    weeks: float
    adverts: int = 0
    changed: int = 0
    on: int = 0
    off: int = 0
    codes: dict[str, CodeImpact] = {}
    eenheden: dict[str, UnitImpact] = {}
    outcomes: dict[str, OutcomeImpact] = {}
    unread: int = 0  # adverts that one of the two could not read …
    broken: list[str] = []  # … the first of them, with the reason
    after: str = ""  # the last advert that was counted
    done: bool = False

    def add(self, change: Change) -> None:
        """One advert more."""
        self.adverts += 1
        self._count_codes(change)
        units = change.after.place.eenheden or (change.after.place.eenheid,)
        for name in units:
            self._count_unit(self.eenheden.setdefault(name, UnitImpact()), change)
        self.changed += change.shows
        self.on += change.turned == "on"
        self.off += change.turned == "off"
        if change.before.outcome != change.after.outcome:
            self._count_outcome(change)

    def _count_codes(self, change: Change) -> None:
        now_there = {hit.code for hit in change.after.hits if hit.cancelled_by is None}
        for code in now_there | change.removed:
            one = self.codes.setdefault(code, CodeImpact())
            one.before += code not in change.added
            one.after += code in now_there
            if code in change.added:
                one.added += 1
                one.added_by_model += by_model(change.after, code)
                _keep(one.gains, change, code, change.after)
            if code in change.removed:
                one.removed += 1
                one.removed_by_model += by_model(change.before, code)
                _keep(one.losses, change, code, change.before)

    def _count_unit(self, unit: UnitImpact, change: Change) -> None:
        unit.adverts += 1
        unit.changed += change.shows
        unit.on += change.turned == "on"
        unit.off += change.turned == "off"
        for code in change.added | change.removed:
            more, less = unit.codes.get(code, (0, 0))
            unit.codes[code] = (more + (code in change.added), less + (code in change.removed))

    def _count_outcome(self, change: Change) -> None:
        was, becomes = change.before.outcome, change.after.outcome
        one = self.outcomes.setdefault(f"{was} {becomes}", OutcomeImpact(was=was, becomes=becomes))
        one.adverts += 1
        gained = first_of(change.added)
        code = gained or first_of(change.removed) or ""
        _keep(one.examples, change, code, change.after if gained else change.before)

    def summary(self) -> str:
        """The counts as JSON, without adverts: what is kept beside an activation (adverts are forgotten in time)."""
        return self.model_dump_json(exclude=_ADVERTS)


_ADVERTS: Mapping[str, Any] = {
    "codes": {"__all__": {"gains", "losses"}},
    "outcomes": {"__all__": {"examples"}},
    "broken": True,
    "after": True,
}


def _keep(examples: list[Example], change: Change, code: str, where: EnrichedAdvert) -> None:
    if len(examples) >= EXAMPLES:
        return
    examples.append(
        Example(
            advert=change.after.advert.id,
            title=change.after.advert.title[:120],
            eenheid=change.after.place.eenheid,
            before=change.before.score,
            after=change.after.score,
            was=change.before.outcome,
            becomes=change.after.outcome,
            words=words_of(where, code),
        )
    )


def impact(
    ledger: Ledger, old: Packs, new: Packs, settings: Settings, *, weeks: float, progress: Progress = quiet
) -> Impact:
    """What `new` changes on the adverts that were seen in the last weeks; killed, it goes on where it was.

    `InputError` when the ledger has no adverts in that window.
    """
    key = subject_secret(settings)
    before, after = (equipped(packs, key=key, settings=settings) for packs in (old, new))
    model = after.enriched_with.get("vectors", "")
    said = digest(settings.ledger_url, old.version, new.version, str(weeks), model)
    file = settings.home / "impact" / f"{said[:24]}.json"
    found = _unfinished(file) or _fresh(old, new, weeks)
    found.model, found.behind = model, bool(after.indicators.meaning and after.indicators.meaning.behind)
    while batch := ledger.shelf.recent(found.since, settings.batch, found.after):
        for stored in batch:
            if stored.advert.site != canary.SITE:
                _compare(found, stored, before, after)
        found.after = batch[-1].advert.id
        _write(file, found)
        progress("impact", found.adverts)
    file.unlink(missing_ok=True)
    if not found.adverts and not found.unread:
        raise InputError(
            f"In het grootboek staan geen geduide advertenties van de laatste {weeks:g} weken: er valt niets te"
            " vergelijken. Draai eerst zicht run, of kies meer weken (--weeks).",
            f"The ledger has no enriched adverts of the last {weeks:g} weeks: there is nothing to compare."
            " Do zicht run first, or choose more weeks (--weeks).",
        )
    found.done = True
    return found


def _compare(found: Impact, stored: EnrichedAdvert, old: Reader, new: Reader) -> None:
    try:
        found.add(compare(stored, old, new))
    except Exception as fault:  # one advert that a pack breaks on must not hide the rest; it is told
        found.unread += 1
        if len(found.broken) < EXAMPLES:
            found.broken.append(f"{stored.advert.id}: {type(fault).__name__}")


def _fresh(old: Packs, new: Packs, weeks: float) -> Impact:
    at = now()
    return Impact(old=old.version, new=new.version, since=at - timedelta(weeks=weeks), begun=at, weeks=weeks)


def _unfinished(file: Path) -> Impact | None:
    """A walk that was cut off less than a day ago."""
    try:
        found = Impact.model_validate_json(file.read_text(encoding="utf-8"))
    except (OSError, ValidationError):
        return None
    return found if now() - found.begun < FRESH else None


def _write(file: Path, found: Impact) -> None:
    """Whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}")
    beside.write_text(found.model_dump_json(), encoding="utf-8")
    beside.replace(file)
