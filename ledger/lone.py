"""Adverts that hang together with nobody, by far the most: found by what others have, without reading what they say.

Every function is part of one transaction.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from ledger.connect import among
from ledger.tie_tables import link_adverts, link_bursts, link_choices, link_keys, link_members, link_texts

_NAMED = (link_bursts.c.advert, link_members.c.advert, link_choices.c.one, link_choices.c.other)


def in_company(connection: Connection, numbers: Collection[str], kinds: Collection[str]) -> set[str]:
    """Which of these adverts may hang together with others: over a value of these kinds, a text, a moment, a group, a person's word."""

    def mine(column: ColumnElement[str]) -> ColumnElement[bool]:
        return among(connection, column, numbers)

    ways: tuple[Select[Any], ...] = (
        select(link_keys.c.advert).where(mine(link_keys.c.advert), link_keys.c.kind.in_(sorted(kinds)), _others_have()),
        _saying().where(mine(link_adverts.c.number), _others_say()),
        *(select(column).where(mine(column)) for column in _NAMED if _any(connection, column)),
    )
    return {number for way in ways for number in connection.execute(way.distinct()).scalars().all()}


def _any(connection: Connection, column: ColumnElement[Any]) -> bool:
    """Whether there is any: often there is none, and nobody need be looked for."""
    return connection.execute(select(column).limit(1)).first() is not None


def _others_have() -> ColumnElement[bool]:
    other = aliased(link_keys)
    same = and_(other.c.kind == link_keys.c.kind, other.c.key == link_keys.c.key)
    return exists().where(same, other.c.advert != link_keys.c.advert)


def _saying() -> Select[Any]:
    return select(link_adverts.c.number).join(link_texts, link_texts.c.id == link_adverts.c.text)


def _others_say() -> ColumnElement[bool]:
    """Somebody has the same text, or one of its set."""
    other, text = aliased(link_adverts), aliased(link_texts)
    same = exists().where(other.c.text == link_adverts.c.text, other.c.number != link_adverts.c.number)
    alike = exists().where(text.c.label == link_texts.c.label, text.c.id != link_texts.c.id)
    return or_(link_texts.c.stock.is_not(None), same, alike)


def seen(connection: Connection, numbers: Collection[str]) -> dict[str, str]:
    """What linking compares of these adverts."""
    rows = connection.execute(
        select(link_adverts.c.number, link_adverts.c.seen).where(among(connection, link_adverts.c.number, numbers))
    )
    return {number: seen for number, seen in rows.all()}
