"""The ledger as others use it: every method is one transaction, and may be called again after a kill."""

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Engine, delete, select

from ledger import adverts, audit, counting, crawls, letters, retelling, sources, tie_groups
from ledger.connect import chunks, connect, reading, writing
from ledger.ownership import owning
from ledger.packs import Shelf
from ledger.proving import Proving
from ledger.records import Conservation, History, ReadPage, Republished, StoredAdvert
from ledger.tables import decisions, labels, runs, signals
from ledger.ties import State, linking
from zicht.clock import stamp
from zicht.ready import MadeReady
from zicht.records import (
    Advert,
    AuditEvent,
    Capture,
    DeadLetter,
    Decision,
    EnrichedAdvert,
    Label,
    LegalBasis,
    Signal,
)  # fmt: skip


def open_ledger(url: str) -> "Ledger":
    """Open, and bring up to date, the ledger at an SQLAlchemy URL; `LedgerError` when that cannot be."""
    return Ledger(connect(url))


class Ledger(Proving):
    """The truth of one installation; safe to open from many processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @property
    def shelf(self) -> Shelf:
        """Versions of the packs, and what they are worth."""
        return Shelf(self._engine)

    def linking(self) -> AbstractContextManager[State]:
        """One transaction of linking; one at a time."""
        return linking(self._engine)

    def looking(self) -> AbstractContextManager[State]:
        """A consistent look at the state of linking."""
        return reading(self._engine)

    # sources and crawls

    def record_basis(self, basis: LegalBasis, *, who: str, at: datetime) -> None:
        """Record a legal basis for its sources (REQ-L01)."""
        with writing(self._engine) as connection:
            sources.record(connection, basis, who=who, at=at)

    def approve_source(self, site: str, *, who: str, why: str, at: datetime) -> None:
        """Approve a source (REQ-L32)."""
        with writing(self._engine) as connection:
            sources.approve(connection, site, who=who, why=why, at=at)

    def basis_for(self, site: str, *, on: date) -> LegalBasis:
        """The newest basis that is valid for an approved site; `LegalBasisError` when there is none."""
        with reading(self._engine) as connection:
            return sources.basis_for(connection, site, on=on)

    def owning(self, site: str) -> AbstractContextManager[None]:
        """The site is this process's alone in the block; `LedgerError` when another process crawls it."""
        return owning(self._engine, site)

    def start_run(self, site: str, *, at: datetime) -> str:
        """The id of a new crawl, or of the one that was cut off and goes on."""
        with writing(self._engine) as connection:
            return crawls.start_run(connection, site, at)

    def done_in(self, run: str) -> int:
        """Pages that a run is through with, those of its processes that were cut off too."""
        with reading(self._engine) as connection:
            return crawls.done_in(connection, run)

    def finish_run(self, run: str, *, verdict: str, stats: dict[str, int], at: datetime) -> None:
        """The crawl is over; the next one is a new run."""
        with writing(self._engine) as connection:
            values = {"finished_at": stamp(at), "verdict": verdict, "stats": json.dumps(stats, sort_keys=True)}
            connection.execute(runs.update().where(runs.c.id == run).values(values))

    # steps

    def captured(self, limit: int) -> list[Capture]:
        """Captures that wait to be read, oldest first."""
        with reading(self._engine) as connection:
            return adverts.captured(connection, limit)

    def save_pages(self, pages: Sequence[ReadPage]) -> set[str]:
        """Adverts of read captures and the end of those captures; which of them are dead, because their advert is not there."""
        with writing(self._engine) as connection:
            return adverts.save_pages(connection, pages)

    def ready(self, state: Literal["parsed"], limit: int) -> list[Advert]:
        """Adverts that wait to be enriched."""
        assert state == "parsed"
        with reading(self._engine) as connection:
            return adverts.parsed(connection, limit)

    def stale(self, enriched_with: dict[str, str], limit: int) -> list[Advert]:
        """Adverts that were enriched with other versions."""
        with reading(self._engine) as connection:
            return adverts.stale(connection, enriched_with, limit)

    def save_enriched(self, read: Sequence[EnrichedAdvert], ready: Sequence[MadeReady] = (), *, at: datetime) -> None:
        """State `enriched`, the contacts of these adverts, and what linking takes in of any of them."""
        with writing(self._engine) as connection:
            adverts.save_enriched(connection, read, ready)

    def enriched(
        self, state: Literal["enriched", "linked", "indexed"], limit: int, after: str = ""
    ) -> list[EnrichedAdvert]:
        """Adverts in this state, by id, from beyond `after`."""
        with reading(self._engine) as connection:
            return adverts.enriched(connection, (state,), limit, after)

    def save_linked(self, read: Sequence[EnrichedAdvert], *, at: datetime) -> None:
        """State `linked`, also for adverts that were in the index and are scored anew."""
        with writing(self._engine) as connection:
            rows = [(one.advert.id, one.advert.content, one.model_dump_json(), one.score, one.outcome) for one in read]
            tie_groups.linked(connection, rows)

    def save_indexed(self, read: Sequence[EnrichedAdvert], *, at: datetime) -> None:
        """State `indexed`, unless the advert changed meanwhile."""
        with writing(self._engine) as connection:
            adverts.mark_indexed(connection, read)

    def outdated(self, read: Sequence[EnrichedAdvert]) -> list[str]:
        """Ids of those that are no longer there, or say something else by now."""
        with reading(self._engine) as connection:
            return adverts.outdated(connection, read)

    def all_linked(self, batch: int) -> Iterator[list[EnrichedAdvert]]:
        """Everything that belongs in the index, in batches by id."""
        after = ""
        while found := self._in_index(batch, after):
            yield found
            after = found[-1].advert.id

    def _in_index(self, batch: int, after: str) -> list[EnrichedAdvert]:
        with reading(self._engine) as connection:
            return adverts.enriched(connection, ("linked", "indexed"), batch, after)

    def bury(self, letter: DeadLetter) -> None:
        """A dead letter, and state `dead` for what it is about."""
        with writing(self._engine) as connection:
            letters.bury(connection, letter)

    # reading

    def dead_letters(self, limit: int = 100) -> list[DeadLetter]:
        """The newest dead letters."""
        with reading(self._engine) as connection:
            return letters.newest(connection, limit)

    def get(self, advert_id: str) -> StoredAdvert | None:
        """One advert with its history."""
        with reading(self._engine) as connection:
            return adverts.get(connection, advert_id)

    def versions(self, advert_id: str) -> list[Advert]:
        """Everything that an advert has said, oldest first."""
        with reading(self._engine) as connection:
            return adverts.versions_of(connection, advert_id)

    def history(self, advert_id: str) -> History:
        """The life of an advert: versions, prices, times away, and whose place it took."""
        with reading(self._engine) as connection:
            return retelling.history(connection, advert_id)

    def newcomers(self, since: datetime) -> Iterator[EnrichedAdvert]:
        """Linked adverts, first seen since then, that take nobody's place yet and may take that of one that went away."""
        with reading(self._engine) as connection:
            numbers = retelling.newcomers(connection, since)
        for some in chunks(numbers):  # after a first run they may be all there are
            with reading(self._engine) as connection:
                mine = retelling.may_replace(connection, some)
                bodies = [body for _, _, body in tie_groups.enriched_of(connection, mine)]
            yield from map(EnrichedAdvert.model_validate_json, bodies)

    def gone_before(self, advert_id: str) -> list[retelling.Gone]:
        """Adverts whose place this one may take: away when it came, of its site or account, with its words or contact."""
        with reading(self._engine) as connection:
            return retelling.gone_before(connection, advert_id)

    def save_republished(self, link: Republished) -> None:
        """An advert takes the place of another one."""
        with writing(self._engine) as connection:
            retelling.save(connection, link)

    def seen_between(self, start: datetime, end: datetime) -> list[StoredAdvert]:
        """Enriched adverts whose present words were first seen in [start, end)."""
        with reading(self._engine) as connection:
            return adverts.changed_between(connection, start, end)

    def conservation(self) -> Conservation:
        """Where every captured page ended."""
        with reading(self._engine) as connection:
            return counting.conservation(connection)

    def counts(self) -> dict[str, int]:
        """Adverts per state."""
        with reading(self._engine) as connection:
            return counting.counts(connection)

    # signals, labels, decisions, audit

    def save_signals(self, day: date, found: Sequence[Signal], *, at: datetime) -> None:
        """The list of a day, in place of an earlier one of that day."""
        rows = [
            {
                "day": day.isoformat(),
                "eenheid": one.eenheid,
                "key": one.key,
                "rank": one.rank,
                "signal": one.model_dump_json(),
            }
            for one in found
        ]
        with writing(self._engine) as connection:
            connection.execute(delete(signals).where(signals.c.day == day.isoformat()))
            if rows:
                connection.execute(signals.insert(), rows)
            audit.append(connection, "list", day.isoformat(), who="zicht", why=f"{len(rows)} signals", at=at)

    def signals(self, day: date, eenheid: str | None = None) -> list[Signal]:
        """The list of a day, by eenheid and rank."""
        query = select(signals.c.signal).where(signals.c.day == day.isoformat())
        query = query.where(signals.c.eenheid == eenheid) if eenheid else query
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(signals.c.eenheid, signals.c.rank)).scalars().all()
        return [Signal.model_validate_json(body) for body in rows]

    def signal_days(self) -> list[date]:
        """Days with a list, newest first."""
        with reading(self._engine) as connection:
            days = connection.execute(select(signals.c.day).distinct().order_by(signals.c.day.desc())).scalars().all()
        return [date.fromisoformat(day) for day in days]

    def add_label(self, label: Label) -> None:
        """What a person says an advert is."""
        with writing(self._engine) as connection:
            connection.execute(labels.insert(), {"advert": label.advert, "label": label.model_dump_json()})
            audit.append(connection, "label", label.advert, who=label.who, why=label.why, at=label.when)

    def labels(self, advert: str) -> list[Label]:
        """The labels of an advert, oldest first."""
        query = select(labels.c.label).where(labels.c.advert == advert).order_by(labels.c.id)
        with reading(self._engine) as connection:
            return [Label.model_validate_json(body) for body in connection.execute(query).scalars()]

    def add_decision(self, decision: Decision) -> None:
        """What a person does with a signal (REQ-L20)."""
        with writing(self._engine) as connection:
            row = {"signal": decision.signal, "decision": decision.model_dump_json()}
            connection.execute(decisions.insert(), row)
            audit.append(connection, "decide", decision.signal, who=decision.who, why=decision.why, at=decision.when)

    def decisions(self, signal: str) -> list[Decision]:
        """The decisions on a signal, oldest first."""
        query = select(decisions.c.decision).where(decisions.c.signal == signal).order_by(decisions.c.id)
        with reading(self._engine) as connection:
            return [Decision.model_validate_json(body) for body in connection.execute(query).scalars()]

    def audit(self, action: str, target: str, *, who: str, why: str = "", at: datetime) -> AuditEvent:
        """Log an act or a look (REQ-L12)."""
        with writing(self._engine) as connection:
            return audit.append(connection, action, target, who=who, why=why, at=at)

    def audit_events(self, *, limit: int = 100, action: str | None = None) -> list[AuditEvent]:
        """The newest events."""
        with reading(self._engine) as connection:
            return audit.events(connection, limit=limit, action=action)

    def verify_audit(self) -> int:
        """How many events hold; `LedgerError` names the first that does not."""
        with reading(self._engine) as connection:
            return audit.verify(connection)
