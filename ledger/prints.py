"""Prints of texts in the ledger: how many writers use each, and which sets of copies that concerns.

Every function is part of one transaction.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, delete, select

from ledger import levels
from ledger.connect import among
from ledger.tie_tables import link_shared
from ledger.tying import soil


def users(connection: Connection, marks: Collection[int]) -> dict[int, int]:
    """How many writers use each print."""
    return levels.counts(connection, "stock", marks)


def count_prints(connection: Connection, uses: Sequence[tuple[int, int]], sign: int) -> None:
    """Texts with these (print, use of it by one writer) came, or with sign -1 went; sets that this changes are soiled."""
    by_use, print_of = Counter(use for _, use in uses), {use: mark for mark, use in uses}
    known = levels.counts(connection, "prints", by_use)
    after = {use: max(0, known.get(use, 0) + sign * count) for use, count in by_use.items()}
    by = {use: count - known.get(use, 0) for use, count in after.items()}
    moved = Counter(print_of[use] for use, count in after.items() if bool(count) != (use in known))
    levels.note(connection, "prints", levels.changes([(use, 0, count) for use, count in by.items()]))
    levels.note(connection, "stock", levels.changes([(mark, 0, sign * count) for mark, count in moved.items()]))
    _soil_flipped(connection, moved)


def _soil_flipped(connection: Connection, marks: Collection[int]) -> None:
    """Sets for which a print became everybody's, or their own again."""
    rows = connection.execute(select(link_shared).where(among(connection, link_shared.c.print, marks))).all()
    counted = users(connection, {row.print for row in rows}) if rows else {}
    soil(connection, {row.text for row in rows if (counted.get(row.print, 0) > row.most) != bool(row.common)})


def put_shared(connection: Connection, of: Iterable[int], rows: Sequence[tuple[int, int, int, int]]) -> None:
    """What the sets of these texts share: (print, first text, most, common), in place of earlier rows."""
    connection.execute(delete(link_shared).where(among(connection, link_shared.c.text, list(of))))
    if rows:
        names = ("print", "text", "most", "common")
        connection.execute(link_shared.insert(), [dict(zip(names, row, strict=True)) for row in rows])
