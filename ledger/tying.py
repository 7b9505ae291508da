"""Texts, bands and pairs in the ledger: copies are found by plain lookup, and each set is judged by itself.

Every function is part of one transaction, and may be run again.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, and_, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ledger.connect import chunks, insert_new
from ledger.tie_tables import link_adverts, link_bands, link_pairs, link_prints, link_shared, link_stock, link_texts

MANY = 5000  # whole numbers in one IN (…)


class KeptText(NamedTuple):
    """A text as linking keeps it; `stock` names the set that only shares a stock text with it."""

    id: int
    words: str  # with a space between
    signature: bytes | None
    writer: str
    label: int
    stock: int | None


class KeptPair(NamedTuple):
    """Two texts that are copies of one, the smaller id first; `kept` is False when they only share a stock text."""

    one: int
    other: int
    similarity: float
    kept: bool


def texts(connection: Connection, ids: Iterable[int]) -> dict[int, KeptText]:
    """The texts that are there."""
    columns = [link_texts.c[name] for name in KeptText._fields]
    found: dict[Any, Any] = {}
    for chunk in chunks(ids, MANY):
        for row in connection.execute(select(*columns).where(link_texts.c.id.in_(chunk))):
            found[row.id] = KeptText(*row)
    return found


def put_texts(connection: Connection, new: Sequence[KeptText]) -> None:
    """New texts, to be judged."""
    if new:
        connection.execute(insert_new(connection, link_texts), [{**one._asdict(), "dirty": 1} for one in new])


def bands(connection: Connection, keys: Collection[int]) -> list[tuple[int, int]]:
    """(key, text) of everything in these buckets."""
    found: list[tuple[int, int]] = []
    for chunk in chunks(sorted(keys), MANY):
        rows = connection.execute(select(link_bands.c.key, link_bands.c.text).where(link_bands.c.key.in_(chunk)))
        found += [(key, text) for key, text in rows]
    return found


def put_bands(connection: Connection, rows: Sequence[tuple[int, int]]) -> None:
    """Texts in their buckets."""
    if rows:
        connection.execute(
            insert_new(connection, link_bands), [{"key": key, "text": text} for key, text in sorted(rows)]
        )


def put_pairs(connection: Connection, pairs: Sequence[KeptPair]) -> None:
    """Copies; both texts are to be judged anew."""
    if not pairs:
        return
    connection.execute(insert_new(connection, link_pairs), [{**one._asdict(), "kept": int(one.kept)} for one in pairs])
    soil(connection, {text for one in pairs for text in (one.one, one.other)})


def pairs(connection: Connection, ids: Iterable[int]) -> list[KeptPair]:
    """Every pair that one of these texts is in."""
    found: set[KeptPair] = set()
    columns = [link_pairs.c[name] for name in KeptPair._fields]
    for chunk in chunks(ids, MANY):
        for side in (link_pairs.c.one, link_pairs.c.other):
            rows = connection.execute(select(*columns).where(side.in_(chunk)))
            found |= {KeptPair(row.one, row.other, row.similarity, bool(row.kept)) for row in rows}
    return sorted(found)


def set_writer(connection: Connection, text: int, writer: str) -> None:
    """Somebody else is the first writer of a text; it is to be judged anew."""
    connection.execute(update(link_texts).where(link_texts.c.id == text).values(writer=writer, dirty=1))


def soil(connection: Connection, ids: Iterable[int]) -> None:
    """These texts are to be judged anew."""
    for chunk in chunks(sorted(ids), MANY):
        connection.execute(update(link_texts).where(link_texts.c.id.in_(chunk)).values(dirty=1))


def dirty_texts(connection: Connection, limit: int) -> list[int]:
    """Texts that wait to be judged."""
    query = select(link_texts.c.id).where(link_texts.c.dirty == 1).order_by(link_texts.c.id).limit(limit)
    return list(connection.execute(query).scalars())


def component(connection: Connection, ids: Iterable[int]) -> tuple[set[int], list[KeptPair]]:
    """All texts that these hang together with, over pairs, and those pairs."""
    reached, waiting = set(ids), set(ids)
    found: set[KeptPair] = set()
    while waiting:
        fresh = set(pairs(connection, sorted(waiting))) - found
        found |= fresh
        waiting = {text for one in fresh for text in (one.one, one.other)} - reached
        reached |= waiting
    return reached, sorted(found)


def judged(
    connection: Connection, labels: dict[int, tuple[int, int | None]], changed: Collection[int],
    kept: dict[tuple[int, int], bool],
) -> None:  # fmt: skip
    """The texts have these labels; adverts of those that changed are to be grouped anew."""
    rows = [{"number": text, "label": labels[text][0], "stock": labels[text][1]} for text in changed]
    for row in rows:
        values = {"label": row["label"], "stock": row["stock"]}
        connection.execute(update(link_texts).where(link_texts.c.id == row["number"]).values(values))
    for (one, other), held in kept.items():
        this = and_(link_pairs.c.one == one, link_pairs.c.other == other)
        connection.execute(update(link_pairs).where(this).values(kept=int(held)))
    for chunk in chunks(sorted(changed), MANY):
        of_them = and_(link_adverts.c.text.in_(chunk), link_adverts.c.dirty == 0)
        connection.execute(update(link_adverts).where(of_them).values(dirty=1))
    for chunk in chunks(sorted(labels), MANY):
        connection.execute(update(link_texts).where(link_texts.c.id.in_(chunk)).values(dirty=0))


# --- stock texts: how many writers use a print


def users(connection: Connection, marks: Iterable[int]) -> dict[int, int]:
    """How many writers use each print."""
    found: dict[Any, Any] = {}
    for chunk in chunks(sorted(marks), MANY):
        rows = connection.execute(select(link_stock.c.print, link_stock.c.users).where(link_stock.c.print.in_(chunk)))
        found |= {mark: count for mark, count in rows}
    return found


def count_prints(connection: Connection, uses: Sequence[tuple[int, int]], sign: int) -> None:
    """Texts with these (print, use of it by one writer) came, or with sign -1 went; sets that this changes are soiled."""
    by_use, print_of = Counter(use for _, use in uses), {use: mark for mark, use in uses}
    known = _counted(connection, by_use)
    after = {use: known.get(use, 0) + sign * count for use, count in by_use.items()}
    moved = Counter(print_of[use] for use, count in after.items() if (count > 0) != (use in known))
    _upsert(connection, link_prints, "id", "texts", {use: count for use, count in after.items() if count > 0})
    for chunk in chunks([use for use, count in after.items() if count <= 0 and use in known], MANY):
        connection.execute(delete(link_prints).where(link_prints.c.id.in_(chunk)))
    before = users(connection, moved)
    _upsert(
        connection,
        link_stock,
        "print",
        "users",
        {mark: before.get(mark, 0) + sign * count for mark, count in moved.items()},
    )
    _soil_flipped(connection, moved)


def _counted(connection: Connection, uses: Iterable[int]) -> dict[int, int]:
    found: dict[Any, Any] = {}
    for chunk in chunks(sorted(uses), MANY):
        rows = connection.execute(select(link_prints.c.id, link_prints.c.texts).where(link_prints.c.id.in_(chunk)))
        found |= {use: count for use, count in rows}
    return found


def _upsert(connection: Connection, table: Table, key: str, value: str, rows: dict[int, int]) -> None:
    if not rows:
        return
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(table)
    insert = insert.on_conflict_do_update(index_elements=[table.c[key]], set_={value: insert.excluded[value]})
    connection.execute(insert, [{key: one, value: count} for one, count in sorted(rows.items())])


def _soil_flipped(connection: Connection, marks: Iterable[int]) -> None:
    """Sets for which a print became everybody's, or their own again."""
    crossed = or_(
        and_(link_shared.c.common == 0, link_stock.c.users > link_shared.c.most),
        and_(link_shared.c.common == 1, link_stock.c.users <= link_shared.c.most),
    )
    query = select(link_shared.c.text).join(link_stock, link_stock.c.print == link_shared.c.print).distinct()
    flipped: set[int] = set()
    for chunk in chunks(sorted(marks), MANY):
        flipped |= set(connection.execute(query.where(link_shared.c.print.in_(chunk), crossed)).scalars())
    soil(connection, flipped)


def put_shared(connection: Connection, of: Collection[int], rows: Sequence[tuple[int, int, int, int]]) -> None:
    """What the sets of these texts share: (print, first text, most, common), in place of earlier rows."""
    for chunk in chunks(sorted(of), MANY):
        connection.execute(delete(link_shared).where(link_shared.c.text.in_(chunk)))
    if rows:
        names = ("print", "text", "most", "common")
        connection.execute(link_shared.insert(), [dict(zip(names, row, strict=True)) for row in rows])


# --- texts that nobody has any more


def orphans(connection: Connection, ids: Collection[int]) -> list[int]:
    """Which of these texts no advert has."""
    query = select(link_adverts.c.text, func.count()).group_by(link_adverts.c.text)
    had: set[int] = set()
    for chunk in chunks(sorted(ids), MANY):
        had |= {text for text, _ in connection.execute(query.where(link_adverts.c.text.in_(chunk)))}
    return sorted(set(ids) - had)


def remove_texts(connection: Connection, gone: Sequence[KeptText], keys: Sequence[tuple[int, int]]) -> None:
    """These texts and their `keys` (bands) go; what hung together with them is to be judged anew."""
    ids = [one.id for one in gone]
    beside = {text for one in pairs(connection, ids) for text in (one.one, one.other)} - set(ids)
    soil(connection, beside)
    for chunk in chunks(ids, MANY):
        connection.execute(delete(link_texts).where(link_texts.c.id.in_(chunk)))
        connection.execute(delete(link_shared).where(link_shared.c.text.in_(chunk)))
        connection.execute(delete(link_pairs).where(or_(link_pairs.c.one.in_(chunk), link_pairs.c.other.in_(chunk))))
    for key, text in keys:
        connection.execute(delete(link_bands).where(link_bands.c.key == key, link_bands.c.text == text))
