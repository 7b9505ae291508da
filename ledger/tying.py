"""Texts, bands and pairs in the ledger: copies are found by plain lookup, and each set is judged by itself.

Every function is part of one transaction.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Connection, and_, bindparam, delete, literal_column, select, update

from ledger import levels, wide
from ledger.connect import among, many, put_new
from ledger.levels import Numbers
from ledger.tie_tables import CLEAN, link_adverts, link_pairs, link_said, link_shared, link_texts

_WAITS = link_texts.c.dirty.op("+")(0)  # no way to look them up by; a row that needs no change is not written again
PAIRED = 12  # pairs that a text makes when it comes (enrichment.linking.copies.CLOSEST): more of them are of more texts


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


_PAIR = tuple(link_pairs.c[name] for name in KeptPair._fields)


def texts(connection: Connection, ids: Collection[int]) -> dict[int, KeptText]:
    """The texts that are there."""
    columns = [(link_said if name in link_said.c else link_texts).c[name] for name in KeptText._fields]
    joined = link_texts.join(link_said, link_said.c.id == link_texts.c.id)
    rows = connection.execute(select(*columns).select_from(joined).where(among(connection, link_texts.c.id, ids)))
    return {row[0]: KeptText(*row) for row in rows.all()}


def put_texts(connection: Connection, new: Sequence[KeptText], paired: Collection[int]) -> None:
    """New texts: each a set of its own, unless it is paired with a copy; then it is to be judged."""
    put_new(connection, link_said, ("id", "words", "signature"), [one[:3] for one in new])
    rows = [(one.id, *one[3:], int(one.id in paired)) for one in new]
    put_new(connection, link_texts, ("id", "writer", "label", "stock", "dirty"), rows)


def words(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """What these texts say, with a space between the words."""
    rows = connection.execute(select(link_said.c.id, link_said.c.words).where(among(connection, link_said.c.id, ids)))
    return {number: said for number, said in rows.all()}


def signatures(connection: Connection, ids: Collection[int]) -> dict[int, bytes]:
    """The signatures of these texts, of those that have one."""
    one = link_said.c.signature
    rows = connection.execute(
        select(link_said.c.id, one).where(among(connection, link_said.c.id, ids), one.is_not(None))
    )
    return {number: signature for number, signature in rows.all()}


def bands(connection: Connection, keys: Numbers) -> tuple[Numbers, Numbers]:
    """Keys and texts of everything in these buckets."""
    found = levels.there(connection, levels.distinct(keys))
    return found.keys, found.others


def put_bands(connection: Connection, keys: Numbers, texts: Numbers) -> None:
    """Texts in buckets that they are not in yet."""
    levels.note(connection, "bands", levels.changed(keys, texts, 1))


def put_pairs(connection: Connection, pairs: Sequence[KeptPair]) -> None:
    """Copies; both texts are to be judged anew."""
    if not pairs:
        return
    put_new(
        connection, link_pairs, KeptPair._fields, [(one, other, alike, int(kept)) for one, other, alike, kept in pairs]
    )
    soil(connection, {text for one in pairs for text in (one.one, one.other)})


def pairs_among(connection: Connection, ids: Collection[int]) -> list[KeptPair]:
    """Every pair of two of these texts, in order."""
    other = among(connection, link_pairs.c.other.op("+")(0), ids)  # looked for once, and not for each of them
    rows = connection.execute(select(*_PAIR).where(among(connection, link_pairs.c.one, ids), other))
    return sorted(_kept_pair(row) for row in rows)


def _beside(connection: Connection, ids: Collection[int], least: float, most: int) -> set[KeptPair]:
    """Pairs at least so alike that one of these texts is in: all, or more than `most`."""
    found: set[KeptPair] = set()
    for side in (link_pairs.c.one, link_pairs.c.other):
        query = select(*_PAIR).where(among(connection, side, ids), link_pairs.c.similarity >= least).limit(most + 1)
        found.update(map(_kept_pair, connection.execute(query)))
    return found


def _kept_pair(row: Any) -> KeptPair:  # noqa: ANN401 (a row)
    one, other, alike, kept = row
    return KeptPair(one, other, alike, bool(kept))


def set_writer(connection: Connection, text: int, writer: str) -> None:
    """Somebody else is the first writer of a text; it is to be judged anew."""
    connection.execute(update(link_texts).where(link_texts.c.id == text).values(writer=writer))
    soil(connection, [text])


def soil(connection: Connection, ids: Collection[int]) -> None:
    """These texts are to be judged anew; of a crowd nobody is judged."""
    these = and_(among(connection, link_texts.c.id, ids), _WAITS == 0, link_texts.c.wide.op("+")(0) != wide.CROWD)
    connection.execute(update(link_texts).where(these).values(dirty=1))


def dirty_texts(connection: Connection, limit: int) -> list[int]:
    """Texts that wait to be judged."""
    query = select(link_texts.c.id).where(link_texts.c.dirty == 1).order_by(link_texts.c.id).limit(limit)
    return list(connection.execute(query).scalars())


class Component(NamedTuple):
    """Texts that hang together over pairs, and those pairs; `walls` are their pairs with a text of a crowd."""

    texts: set[int]
    pairs: list[KeptPair]
    walls: list[KeptPair]
    whole: bool  # else there are more texts than were asked for, and these are some of them


def component(connection: Connection, ids: Iterable[int], most: int, least: float = 0.0) -> Component:
    """All texts that these hang together with, over pairs at least so alike, up to crowds; some more than `most` are enough."""
    reached, waiting = set(ids), set(ids)
    found: set[KeptPair] = set()
    walls: set[KeptPair] = set()
    while waiting and len(reached) <= most:
        near = _beside(connection, sorted(waiting), least, PAIRED * most)
        waiting = {text for one in near for text in (one.one, one.other)} - reached
        if crowd := wide.crowded(connection, waiting):
            walls |= {one for one in near if not crowd.isdisjoint((one.one, one.other))}
            waiting -= crowd
        found |= near - walls
        reached |= waiting
        if len(near) > PAIRED * most:
            return Component(reached, sorted(found), sorted(walls), whole=False)
    return Component(reached, sorted(found), sorted(walls), whole=not waiting)


def judged(
    connection: Connection, labels: dict[int, tuple[int, int | None]], changed: Collection[int],
    kept: dict[tuple[int, int], bool],
) -> None:  # fmt: skip
    """The texts have these labels; adverts of those that changed are to be grouped anew."""
    this = update(link_texts).where(link_texts.c.id == bindparam("number"))
    this = this.values(label=bindparam("name"), stock=bindparam("shared"), dirty=literal_column("0"))
    many(connection, this, ("number", "name", "shared"), [(text, *labels[text]) for text in changed])
    this = update(link_pairs).where(link_pairs.c.one == bindparam("a"), link_pairs.c.other == bindparam("b"))
    moved = [(one, other, int(held)) for (one, other), held in kept.items()]
    many(connection, this.values(kept=bindparam("held")), ("a", "b", "held"), moved)
    of_them = and_(among(connection, link_adverts.c.text, changed), CLEAN)
    connection.execute(update(link_adverts).where(of_them).values(dirty=1))
    these = and_(among(connection, link_texts.c.id, labels), _WAITS == 1)
    connection.execute(update(link_texts).where(these).values(dirty=0))


# --- texts that nobody has any more


def orphans(connection: Connection, ids: Collection[int]) -> list[int]:
    """Which of these texts no advert has."""
    had = select(link_adverts.c.text).where(among(connection, link_adverts.c.text, ids)).distinct()
    return sorted(set(ids).difference(connection.execute(had).scalars()))


def remove_texts(connection: Connection, gone: Sequence[KeptText], keys: Numbers, most: int) -> None:
    """These texts go, and out of their buckets `keys`; what hung together with them is to be judged anew.

    So is what is left of a crowd, when that is no more than `most` texts.
    """
    ids = [one.id for one in gone]
    crowds = wide.labels_of(connection, ids)
    wide.soil_beside(connection, ids)
    for column in (link_texts.c.id, link_said.c.id, link_shared.c.text, link_pairs.c.one, link_pairs.c.other):
        connection.execute(delete(column.table).where(among(connection, column, ids)))
    there = levels.there(connection, levels.distinct(keys))
    mine = there.at(np.isin(there.others, ids))
    levels.note(connection, "bands", levels.changed(mine.keys, mine.others, -1))
    wide.shrunk(connection, crowds, most)
