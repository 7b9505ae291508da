"""Adverts that were enriched and wait to be linked, in a narrow table: a mark on its own row would write an advert whole.

In the table `adverts` their state is `enriched`, before they are linked and after it. Every function is part of one transaction.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, Connection, and_, case, delete, select

from ledger.connect import among, put_new
from ledger.tables import adverts, unlinked

WAITS = select(unlinked.c.advert).where(unlinked.c.advert == adverts.c.id).exists()
LINKED = and_(adverts.c.state == "enriched", ~WAITS)
STATE = case((LINKED, "linked"), else_=adverts.c.state).label("state")  # as others know it


def are(state: str) -> ColumnElement[bool]:
    """Adverts in this state, as others know it."""
    waits = {"enriched": and_(adverts.c.state == "enriched", WAITS), "linked": LINKED}
    return waits.get(state, adverts.c.state == state)


def put(connection: Connection, contents: Mapping[str, str]) -> None:
    """These adverts, by id, say this and wait from now on."""
    remove(connection, contents)
    put_new(connection, unlinked, ("advert", "content"), sorted(contents.items()))


def remove(connection: Connection, numbers: Collection[str]) -> None:
    """These wait no more."""
    connection.execute(delete(unlinked).where(among(connection, unlinked.c.advert, numbers)))


def bodies(connection: Connection, limit: int, after: str) -> list[tuple[str, str, str]]:
    """Id, content and body, as JSON, of adverts that wait, by id, from beyond `after`."""
    columns = unlinked.c.advert, adverts.c.content, adverts.c.enriched
    enriched = adverts.c.state.concat("") == "enriched"  # nearly all are: no way to look them up by
    query = select(*columns).join(adverts, adverts.c.id == unlinked.c.advert).where(enriched)
    rows = connection.execute(query.where(unlinked.c.advert > after).order_by(unlinked.c.advert).limit(limit)).all()
    return [(number, content, body) for number, content, body in rows]


def pass_on(connection: Connection, contents: Mapping[str, str]) -> set[str]:
    """Adverts (by id, what they say) that wait: linked, as they were read. Which; one that says something else by now waits on."""
    mine = and_(among(connection, unlinked.c.advert, contents), unlinked.c.content != "")
    rows = connection.execute(select(unlinked).where(mine).order_by(unlinked.c.advert).with_for_update()).all()
    remove(connection, [row.advert for row in rows if row.content == contents[row.advert]])
    return {row.advert for row in rows}
