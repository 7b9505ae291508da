"""When profiles appear, and which of them appear together, in the state of linking.

Every function is part of one transaction.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, select
from sqlalchemy.orm import aliased

from ledger.connect import among, insert_new, spans
from ledger.tie_tables import link_adverts, link_bursts
from ledger.ties import soil

Stretches = Collection[tuple[str, str]]  # of time: first and last moment, as `zicht.clock.stamp` writes them


class Moment(NamedTuple):
    """When an advert was placed, and who appears in it."""

    number: str
    at: str
    profile: str | None


def placed(connection: Connection, numbers: Collection[str]) -> list[Moment]:
    """When these adverts were placed."""
    return _moments(connection, among(connection, link_adverts.c.number, numbers))


def of_profiles(connection: Connection, profiles: Collection[str]) -> dict[str, Moment]:
    """Adverts of these profiles."""
    return {one.number: one for one in _moments(connection, among(connection, link_adverts.c.profile, profiles))}


def appearing(
    connection: Connection, stretches: Stretches, profiles: Collection[str] | None = None
) -> dict[str, Moment]:
    """Adverts with a profile, of these or of any, placed in any of these stretches of time."""
    which = _inside(connection, stretches, link_adverts.c)
    if profiles is not None:
        which = and_(which, among(connection, link_adverts.c.profile, profiles))
    return {one.number: one for one in _moments(connection, which)}


def _moments(connection: Connection, which: ColumnElement[bool]) -> list[Moment]:
    columns = [link_adverts.c[name] for name in Moment._fields]
    return [Moment(*row) for row in connection.execute(select(*columns).where(which)).all()]


def profile_days(connection: Connection, profiles: Collection[str]) -> dict[str, set[str]]:
    """The days (UTC) on which these profiles appear."""
    found: dict[str, set[str]] = {}
    mine = among(connection, link_adverts.c.profile, profiles)
    for row in connection.execute(select(link_adverts.c.profile, _day().label("day")).where(mine).distinct()):
        found.setdefault(row.profile, set()).add(row.day)
    return found


def often(connection: Connection, stretches: Stretches, days: int) -> set[str]:
    """Of the profiles that appear in any of these stretches those that do so on so many days or more."""
    profile = link_adverts.c.profile
    query = select(profile).where(profile.in_(_profiles(connection, stretches))).group_by(profile)
    return set(connection.execute(query.having(func.count(_day().distinct()) >= days)).scalars())


def bursting(connection: Connection, stretches: Stretches) -> set[str]:
    """Of the profiles that appear in any of these stretches those that appear together with others."""
    profile = link_bursts.c.profile
    query = select(profile).where(profile.in_(_profiles(connection, stretches))).distinct()
    return set(connection.execute(query).scalars())


def _day() -> ColumnElement[str]:
    return func.substr(link_adverts.c.at, 1, 10)


def _profiles(connection: Connection, stretches: Stretches) -> Select[Any]:
    """A query, since they may be as many as the adverts: the database alone need know them all."""
    near = aliased(link_adverts)
    return select(near.c.profile).where(_inside(connection, stretches, near.c))


def _inside(connection: Connection, stretches: Stretches, columns: Any) -> ColumnElement[bool]:  # noqa: ANN401 (of a table)
    first, last = spans(connection, stretches)
    return and_(columns.at >= first, columns.at <= last, columns.profile.is_not(None))


def put_bursts(connection: Connection, profiles: Collection[str], rows: Sequence[tuple[str, str, str]]) -> None:
    """(key, advert, profile) in place of what these profiles had; the adverts of both are to be grouped anew."""
    mine = among(connection, link_bursts.c.profile, profiles)
    old = set(connection.execute(select(link_bursts.c.advert).where(mine)).scalars())
    connection.execute(delete(link_bursts).where(mine))
    if rows:
        names = ("key", "advert", "profile")
        connection.execute(insert_new(connection, link_bursts), [dict(zip(names, row, strict=True)) for row in rows])
    soil(connection, old | {row[1] for row in rows})
