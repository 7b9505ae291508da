"""The audit log: append-only, each event carries the hash of the one before."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, select

from ledger.connect import one_at_a_time
from ledger.tables import audit
from zicht.clock import stamp
from zicht.errors import LedgerError
from zicht.records import AuditEvent

GENESIS = "0" * 64
PAGE = 5000  # events held in memory while the chain is verified


def append(connection: Connection, action: str, target: str, *, who: str, why: str, at: datetime) -> AuditEvent:
    """Add one event in the transaction of the act itself (REQ-L12)."""
    one_at_a_time(connection, "audit")
    count, last = so_far(connection)
    seq, previous = count + 1, last or GENESIS
    said = {"seq": seq, "at": stamp(at), "who": who, "action": action, "target": target, "why": why}
    row = {**said, "previous": previous, "hash": _hash(said, previous)}
    connection.execute(audit.insert(), row)
    return AuditEvent.model_validate(row)


def so_far(connection: Connection) -> tuple[int, str]:
    """How many events there are, and the hash of the last one; "" when there is none."""
    last = connection.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).first()
    return (last.seq, last.hash) if last else (0, "")


def events(connection: Connection, *, limit: int, action: str | None) -> list[AuditEvent]:
    """The newest events, newest first."""
    query = select(audit).order_by(audit.c.seq.desc()).limit(limit)
    query = query.where(audit.c.action == action) if action else query
    return [AuditEvent.model_validate(dict(row)) for row in connection.execute(query).mappings()]


def verify(connection: Connection) -> int:
    """How many events hold; `LedgerError` names the first that does not."""
    previous, count = GENESIS, 0
    for row in _in_order(connection):
        said = {name: row[name] for name in ("seq", "at", "who", "action", "target", "why")}
        if row["seq"] != count + 1 or row["previous"] != previous or row["hash"] != _hash(said, previous):
            raise LedgerError(
                f"Het auditlogboek klopt niet vanaf regel {count + 1} (audit seq {count + 1}): gewijzigd, weg of bijgeschreven.",
                f"The audit log is broken from event {count + 1} (audit seq {count + 1}): something was changed, removed or added.",
            )
        previous, count = row["hash"], count + 1
    return count


def _in_order(connection: Connection) -> Iterator[dict[str, object]]:
    after = 0
    while rows := connection.execute(_page(after)).mappings().all():
        yield from (dict(row) for row in rows)
        after = rows[-1]["seq"]


def _page(after: int) -> Select[Any]:
    return select(audit).where(audit.c.seq > after).order_by(audit.c.seq).limit(PAGE)


def _hash(said: dict[str, object], previous: object) -> str:
    body = json.dumps([previous, said], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(body.encode("ascii")).hexdigest()
