"""What the ledger knows of the bytes on disk: how far each segment was acknowledged, and every part with its digest."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from ledger.segments import Written
from ledger.tables import captures

ROWS = 1000  # held in memory while a folder is verified


def acknowledged(connection: Connection) -> dict[str, int]:
    """By segment: where the last capture that the ledger knows ends."""
    query = select(captures.c.segment, func.max(captures.c.ends)).group_by(captures.c.segment)
    return {segment: int(ends) for segment, ends in connection.execute(query)}


def written(connection: Connection) -> Iterator[Written]:
    """What each capture added to its segment, by segment and place."""
    query = select(*(captures.c[name] for name in Written._fields)).order_by(captures.c.segment, captures.c.begins)
    for row in connection.execute(query.execution_options(yield_per=ROWS)):
        yield Written(*row)
