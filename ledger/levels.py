"""A fresh level before the large tables of linking, so that what is new costs the same beside few and beside many.

A number of its own for each new band or print, put into a large table, would touch a page of it each. Here new numbers lie in
a few sorted arrays; once they are many they go over, in order, a piece at a time. What is there is what the large table has
and what the fresh level changes of it. Every function is part of one transaction.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from ledger.connect import among
from ledger.tie_tables import link_bands, link_fresh, link_prints, link_stock

Kind = Literal["bands", "prints", "stock"]
LARGE: dict[Kind, Table] = {"bands": link_bands, "prints": link_prints, "stock": link_stock}
FULL = 1 << 22  # rows of one kind in the fresh level, 20 bytes each, of counts 12: the bands of 65,000 texts
# rows that go over in one transaction: about as many as a thousand new texts bring, so that none pays for others
PIECE: dict[Kind, int] = {"bands": 1 << 16, "prints": 1 << 15, "stock": 1 << 15}
ALIKE = 2  # times the newer array: an older one that is not larger is of about its size
SEVERAL = 8  # arrays of about a size are put together: few arrays, each rewritten seldom
Numbers = npt.NDArray[np.int64]


class Changes(NamedTuple):
    """Rows in order of (key, other), each once: `by` is how much a count changes, or 1 and -1 for there and gone."""

    keys: Numbers
    others: Numbers  # of bands the text; else 0
    by: npt.NDArray[np.int32]

    def at(self, which: "slice | npt.NDArray[Any]") -> "Changes":
        """Some of the rows."""
        return Changes(self.keys[which], self.others[which], self.by[which])


def changes(rows: Collection[tuple[int, int, int]]) -> Changes:
    """(key, other, by) in order and added up."""
    made = np.array(list(rows), np.int64).reshape(-1, 3)
    return changed(made[:, 0], made[:, 1], made[:, 2])


def changed(keys: Numbers, others: "Numbers | int", by: "Numbers | int") -> Changes:
    """The same of arrays; one number stands for all."""
    return _added(Changes(keys, np.broadcast_to(others, keys.shape), np.broadcast_to(by, keys.shape).astype(np.int32)))


def note(connection: Connection, kind: Kind, new: Changes) -> None:
    """These changes hold from now on; of what has become too many a piece goes over into the large table."""
    if not len(new.keys):
        return
    query = select(link_fresh.c.id, link_fresh.c.size).where(link_fresh.c.kind == kind, link_fresh.c.due == 0)
    there = connection.execute(query.order_by(link_fresh.c.size, link_fresh.c.id)).all()
    full = len(new.keys) + sum(row.size for row in there) >= FULL
    arrays = [*_take(connection, _near(len(new.keys), there, everything=full)), new]
    for part in _cut(arrays, PIECE[kind]) if full else [arrays]:
        _put(connection, kind, _added(_joined(part)), due=full)
    for _ in range(0, len(new.keys), PIECE[kind]):  # no slower than they come
        carry(connection, kind)


def _near(size: int, there: Sequence[Any], *, everything: bool) -> list[int]:
    """The arrays, smallest first, that go together with one of this size: several of about its size, and so on with the sum."""
    if everything:
        return [row.id for row in there]
    taken: list[int] = []
    while len(near := [row for row in there[len(taken) :] if row.size <= ALIKE * size]) >= SEVERAL - 1:
        taken += [row.id for row in near]
        size += sum(row.size for row in near)
    return taken


def _cut(arrays: Sequence[Changes], size: int) -> Iterator[list[Changes]]:
    """The arrays, piece by piece in order of keys: all at once would take their size three times over."""
    longest = max(arrays, key=lambda one: len(one.keys)).keys
    step = max(1, size * len(longest) // sum(len(one.keys) for one in arrays))
    edges = np.unique(longest[step::step])
    places = [[0, *np.searchsorted(one.keys, edges).tolist(), len(one.keys)] for one in arrays]
    for at in range(len(edges) + 1):
        yield [one.at(slice(place[at], place[at + 1])) for one, place in zip(arrays, places, strict=True)]


def found(connection: Connection, kind: Kind, keys: Numbers) -> Changes:
    """What the fresh level changes of these keys, which are in order."""
    rows = connection.execute(select(link_fresh.c.size, link_fresh.c.body).where(link_fresh.c.kind == kind)).all()
    return _added(_joined([_of_keys(_read(size, body), keys) for size, body in rows]))


def there(connection: Connection, keys: Numbers) -> Changes:
    """Everything that is in these buckets of bands; they are in order."""
    columns = link_bands.c.key, link_bands.c.text
    large = _large(connection, columns, keys)
    both = _added(_joined([Changes(*large, np.ones(len(large[0]), np.int32)), found(connection, "bands", keys)]))
    return both.at(both.by > 0)


def counted(connection: Connection, kind: Literal["prints", "stock"], keys: Numbers) -> Numbers:
    """The count of each of these keys, which are in order, each once."""
    counts = np.zeros(len(keys), np.int64)
    known, large = _large(connection, tuple(LARGE[kind].columns), keys)
    counts[np.searchsorted(keys, known)] = large
    fresh = found(connection, kind, keys)
    counts[np.searchsorted(keys, fresh.keys)] += fresh.by
    return counts


def counts(connection: Connection, kind: Literal["prints", "stock"], keys: Collection[int]) -> dict[int, int]:
    """The counts that are not zero, of these keys."""
    ordered = np.array(sorted(keys), np.int64)
    found = zip(ordered.tolist(), counted(connection, kind, ordered).tolist(), strict=True)
    return {key: count for key, count in found if count}


def _large(connection: Connection, columns: tuple[Column[Any], ...], keys: Numbers) -> tuple[Numbers, Numbers]:
    """These two columns of a large table, for the rows with these keys, which are in order; at first nothing has gone over yet."""
    here = select(columns[0]).where(columns[0] >= int(keys[0])).limit(1) if len(keys) else None
    if here is None or connection.execute(here).first() is None:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    rows = connection.execute(select(*columns).where(among(connection, columns[0], keys.tolist()))).all()
    made = np.array([tuple(row) for row in rows], np.int64).reshape(-1, 2)
    return made[:, 0], made[:, 1]


def carry(connection: Connection, kind: Kind) -> None:
    """One piece that is due goes over into the large table."""
    due = select(link_fresh.c.id).where(link_fresh.c.kind == kind, link_fresh.c.due == 1)
    ids = connection.execute(due.order_by(link_fresh.c.id).limit(1)).scalars().all()
    for piece in _take(connection, ids):
        _carry(connection, kind, piece)


def purge(connection: Connection) -> None:
    """What was taken away goes out of every array and table now, not only when its turn comes."""
    for kind in LARGE:
        columns = link_fresh.c.id, link_fresh.c.size, link_fresh.c.body
        rows = connection.execute(select(*columns).where(link_fresh.c.kind == kind)).all()
        arrays = {row.id: _read(row.size, row.body) for row in rows}
        gone = np.unique(_joined([one.at(one.by < 0) for one in arrays.values()]).keys)
        taken = []
        for number, one in arrays.items():
            concerned = np.isin(one.keys, gone)
            if concerned.any():
                taken.append(one.at(concerned))
                left = one.at(~concerned)
                kept = {"size": len(left.keys), "body": _body(left)}
                connection.execute(update(link_fresh).where(link_fresh.c.id == number).values(kept))
        _carry(connection, kind, _added(_joined(taken)))


def _carry(connection: Connection, kind: Kind, rows: Changes) -> None:
    (_carry_bands if kind == "bands" else _carry_counts)(connection, LARGE[kind], rows)


def _carry_bands(connection: Connection, table: Table, rows: Changes) -> None:
    there, gone = rows.at(rows.by > 0), rows.at(rows.by < 0)
    _insert(connection, table, ("key", "text"), (there.keys.tolist(), there.others.tolist()), add=False)
    if len(gone.keys):
        this = and_(table.c.key == bindparam("a"), table.c.text == bindparam("b"))
        two = zip(gone.keys.tolist(), gone.others.tolist(), strict=True)
        connection.execute(delete(table).where(this), [{"a": key, "b": text} for key, text in two])


def _carry_counts(connection: Connection, table: Table, rows: Changes) -> None:
    key, count = table.columns
    _insert(connection, table, (key.name, count.name), (rows.keys.tolist(), rows.by.tolist()), add=True)
    connection.execute(delete(table).where(among(connection, key, rows.keys[rows.by < 0].tolist()), count <= 0))


def _insert(
    connection: Connection, table: Table, names: tuple[str, str], columns: tuple[list[int], list[int]], *, add: bool
) -> None:
    """New rows; where the key is there, the second column is added to, or nothing is done."""
    if not columns[0]:
        return
    if connection.dialect.name == "postgresql":
        values = func.unnest(*(literal(many, ARRAY(BigInteger)) for many in columns))
        arrays = values.table_valued(*names).render_derived()
        insert: Any = postgresql.insert(table).from_select(list(names), select(arrays.c[names[0]], arrays.c[names[1]]))
        connection.execute(_on_conflict(insert, table, names, add=add))
    else:
        rows = [{names[0]: one, names[1]: other} for one, other in zip(*columns, strict=True)]
        connection.execute(_on_conflict(sqlite.insert(table), table, names, add=add), rows)


def _on_conflict(insert: Any, table: Table, names: tuple[str, str], *, add: bool) -> Any:  # noqa: ANN401 (two dialects)
    if not add:
        return insert.on_conflict_do_nothing()
    value = table.c[names[1]]
    return insert.on_conflict_do_update(
        index_elements=[table.c[names[0]]], set_={names[1]: value + insert.excluded[names[1]]}
    )


# --- arrays


def _take(connection: Connection, ids: Sequence[int]) -> list[Changes]:
    """Read these arrays, and take them away."""
    which = among(connection, link_fresh.c.id, ids)
    columns = link_fresh.c.size, link_fresh.c.body
    rows = connection.execute(select(*columns).where(which).order_by(link_fresh.c.id)).all()
    connection.execute(delete(link_fresh).where(which))
    return [_read(size, body) for size, body in rows]


def _put(connection: Connection, kind: Kind, rows: Changes, *, due: bool) -> None:
    row = {"kind": kind, "size": len(rows.keys), "due": int(due), "body": _body(rows)}
    connection.execute(link_fresh.insert(), row)


def _body(rows: Changes) -> bytes:
    """Keys, others, changes; of counts, which have no others, keys and changes: the arrays are read with every step."""
    parts = rows if rows.others.any() else (rows.keys, rows.by)
    return b"".join(np.ascontiguousarray(part).tobytes() for part in parts)


def _read(size: int, body: bytes) -> Changes:
    """Arrays of before were written with their others, which were all 0."""
    keys = np.frombuffer(body, np.int64, size)
    by = np.frombuffer(body, np.int32, size, offset=len(body) - 4 * size)
    if len(body) == 12 * size:
        return Changes(keys, np.broadcast_to(np.int64(0), keys.shape), by)
    return Changes(keys, np.frombuffer(body, np.int64, size, offset=8 * size), by)


def _joined(many: Sequence[Changes]) -> Changes:
    if not many:
        return changes(())
    keys, others, by = zip(*many, strict=True)
    return Changes(np.concatenate(keys), np.concatenate(others), np.concatenate(by))


def _added(rows: Changes) -> Changes:
    """In order, each (key, other) once; what adds up to nothing is left out."""
    if not len(rows.keys):
        return rows
    rows = rows.at(np.argsort(rows.keys, kind="stable"))  # arrays that are in order are merged: that is quick
    equal = rows.keys[1:] == rows.keys[:-1]
    if equal.any():
        several = np.flatnonzero(np.concatenate(([False], equal)) | np.concatenate((equal, [False])))
        rows = rows.at(_swapped(several, np.lexsort((rows.others[several], rows.keys[several])), len(rows.keys)))
    first = np.concatenate(([True], (rows.keys[1:] != rows.keys[:-1]) | (rows.others[1:] != rows.others[:-1])))
    sums = np.add.reduceat(rows.by, np.flatnonzero(first)).astype(np.int32)
    return Changes(rows.keys[first], rows.others[first], sums).at(sums != 0)


def distinct(keys: Numbers) -> Numbers:
    """In order, each once."""
    ordered = np.sort(keys, kind="stable")  # quick when they are in order; np.unique would hash them first
    found: Numbers = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return found


def _swapped(places: Numbers, order: Numbers, size: int) -> Numbers:
    """All places up to `size`, where these are in another order."""
    found = np.arange(size)
    found[places] = places[order]
    return found


def _of_keys(rows: Changes, wanted: Numbers) -> Changes:
    """The rows of these keys, which are in order."""
    start = np.searchsorted(rows.keys, wanted)
    inside = start < len(rows.keys)
    start, wanted = start[inside], wanted[inside]
    there = rows.keys[start] == wanted
    start, wanted = start[there], wanted[there]
    sizes = np.searchsorted(rows.keys, wanted, "right") - start
    inside = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return rows.at(np.repeat(start, sizes) + inside)
