"""Sets of copies with more texts than are judged at once: who is in one is marked, and its texts are never loaded together.

Every function is part of one transaction.
"""

from collections.abc import Collection, Iterable
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, and_, case, delete, or_, select, update

from ledger.connect import among
from ledger.tie_tables import CLEAN, link_adverts, link_pairs, link_shared, link_texts

SPARSE, CROWD = 1, 2  # link_texts.wide: judged by firm pairs alone; of a crowd, which is not judged
_WIDE, _WAITS = (column.op("+")(0) for column in (link_texts.c.wide, link_texts.c.dirty))  # no way to look them up by
_SIDES = ((link_pairs.c.one, link_pairs.c.other), (link_pairs.c.other, link_pairs.c.one))


def crowded(connection: Connection, ids: Collection[int]) -> set[int]:
    """Those of these texts that are of a crowd."""
    mine = and_(among(connection, link_texts.c.id, ids), _WIDE == CROWD)
    return set(connection.execute(select(link_texts.c.id).where(mine)).scalars()) if ids else set()


def beside_crowds(connection: Connection, ids: Collection[int], firm: float) -> dict[int, set[int]]:
    """Those of these texts that are in a pair so alike with one of a crowd, and the labels of these crowds."""
    found: dict[int, set[int]] = {}
    for mine, theirs in _SIDES:
        query = select(mine, link_texts.c.label).join(link_texts, link_texts.c.id == theirs).distinct()
        firmly = query.where(among(connection, mine, ids), link_pairs.c.similarity >= firm, _WIDE == CROWD)
        for text, label in connection.execute(firmly).all():
            found.setdefault(text, set()).add(label)
    return found


def crowd(connection: Connection, ids: Collection[int], labels: Collection[int], firm: float) -> None:
    """These texts are one crowd from now on, with the crowds of these labels; what is beside them is judged without them."""
    mine = sorted(ids)
    label = min(labels, default=_name(mine[0]))
    for other in sorted(set(labels) - {label}):
        _rename(connection, link_texts.c.label == other, label)
    _rename(connection, among(connection, link_texts.c.id, mine), label)
    connection.execute(delete(link_shared).where(among(connection, link_shared.c.text, mine)))
    mark(connection, mine, CROWD, firm)
    connection.execute(update(link_texts).where(among(connection, link_texts.c.id, mine)).values(dirty=0))


def mark(connection: Connection, ids: Collection[int], width: int, firm: float) -> None:
    """These texts are so wide; if they are, pairs so alike are kept, and whoever is beside them is to be judged anew."""
    wider = and_(among(connection, link_texts.c.id, ids), _WIDE != width)
    connection.execute(update(link_texts).where(wider).values(wide=width))
    if not width:
        return
    soil_beside(connection, ids, width)
    held = case((link_pairs.c.similarity >= firm, 1), else_=0)
    for mine, _ in _SIDES:
        these = and_(among(connection, mine, ids), link_pairs.c.kept != held)
        connection.execute(update(link_pairs).where(these).values(kept=held))


def soil_beside(connection: Connection, ids: Collection[int], width: int = CROWD) -> None:
    """Whoever is in a pair with one of these texts, and is not so wide, is to be judged anew."""
    for mine, theirs in _SIDES:
        these = link_texts.c.id.in_(select(theirs).where(among(connection, mine, ids)))
        connection.execute(update(link_texts).where(these, _WIDE < width, _WAITS == 0).values(dirty=1))


def labels_of(connection: Connection, ids: Collection[int]) -> list[int]:
    """The labels of the crowds that these texts are of."""
    mine = and_(among(connection, link_texts.c.id, ids), _WIDE == CROWD)
    return sorted(connection.execute(select(link_texts.c.label).where(mine).distinct()).scalars())


def shrunk(connection: Connection, labels: Iterable[int], most: int) -> None:
    """Crowds of which no more than so many texts are left are none: these are to be judged anew."""
    for label in labels:
        mine = and_(link_texts.c.label == label, _WIDE == CROWD)
        if len(connection.execute(select(link_texts.c.id).where(mine).limit(most + 1)).all()) <= most:
            connection.execute(update(link_texts).where(mine).values(wide=0, dirty=1))


def _rename(connection: Connection, which: ColumnElement[bool], label: int) -> None:
    """These texts have this label and share no stock text; adverts of those that had another are to be grouped anew."""
    moved = and_(which, or_(link_texts.c.label.op("+")(0) != label, link_texts.c.stock.is_not(None)))
    theirs = and_(link_adverts.c.text.in_(select(link_texts.c.id).where(moved)), CLEAN)
    connection.execute(update(link_adverts).where(theirs).values(dirty=1))
    connection.execute(update(link_texts).where(moved).values(label=label, stock=None))


def _name(text: int) -> int:
    """The label of a crowd: no text's number, for that text may go, and come again beside others."""
    return int.from_bytes(sha256(b"crowd %d" % text).digest()[:8], "big", signed=True)
