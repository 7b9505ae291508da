"""Prints of texts in the ledger: how many writers use each, and which sets of copies that concerns.

Every function is part of one transaction.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from sqlalchemy import Connection, delete, select

from ledger import levels
from ledger.connect import among, put_new
from ledger.levels import Numbers
from ledger.tie_tables import link_shared
from ledger.tying import soil


def users(connection: Connection, marks: Collection[int]) -> dict[int, int]:
    """How many writers use each print."""
    return levels.counts(connection, "stock", marks)


def count_prints(connection: Connection, marks: Numbers, uses: Numbers, sign: int) -> None:
    """Texts with these prints, each a use by one writer, came, or with sign -1 went; sets that this changes are soiled."""
    used, first, times = np.unique(uses, return_index=True, return_counts=True)
    known = levels.counted(connection, "prints", used)
    after = np.maximum(0, known + sign * times)
    moved, writers = np.unique(marks[first[(after > 0) != (known != 0)]], return_counts=True)
    levels.note(connection, "prints", levels.changed(used, 0, after - known))
    levels.note(connection, "stock", levels.changed(moved, 0, sign * writers))
    _soil_flipped(connection, moved.tolist())


def _soil_flipped(connection: Connection, marks: Collection[int]) -> None:
    """Sets for which a print became everybody's, or their own again."""
    rows = connection.execute(select(link_shared).where(among(connection, link_shared.c.print, marks))).all()
    counted = users(connection, {row.print for row in rows}) if rows else {}
    soil(connection, {row.text for row in rows if (counted.get(row.print, 0) > row.most) != bool(row.common)})


def put_shared(connection: Connection, of: Iterable[int], rows: Sequence[tuple[int, int, int, int]]) -> None:
    """What the sets of these texts share: (print, first text, most, common), in place of earlier rows."""
    connection.execute(delete(link_shared).where(among(connection, link_shared.c.text, list(of))))
    put_new(connection, link_shared, ("print", "text", "most", "common"), rows)
