"""Adverts that were enriched and wait to be linked, in narrow rows: a mark on its own row would write an advert whole.

In the table `adverts` their state is `enriched`, before they are linked and after it. What linking takes in of them was
worked out when they were read and lies beside them, until it is taken in. Every function is part of one transaction.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, and_, case, delete, select

from ledger.connect import among, put_new
from ledger.tables import adverts, made_ready, unlinked
from zicht.ready import MadeReady

WAITS = select(unlinked.c.advert).where(unlinked.c.advert == adverts.c.id).exists()
LINKED = and_(adverts.c.state == "enriched", ~WAITS)
STATE = case((LINKED, "linked"), else_=adverts.c.state).label("state")  # as others know it


def are(state: str) -> ColumnElement[bool]:
    """Adverts in this state, as others know it."""
    waits = {"enriched": and_(adverts.c.state == "enriched", WAITS), "linked": LINKED}
    return waits.get(state, adverts.c.state == state)


def put(connection: Connection, contents: Mapping[str, str], ready: Sequence[MadeReady] = ()) -> None:
    """These adverts, by id, say this and wait from now on; what was made ready of them, of any or none, lies beside them."""
    remove(connection, contents)
    put_new(connection, unlinked, ("advert", "content"), sorted(contents.items()))
    put_new(connection, made_ready, MadeReady._fields, [one for one in ready if one.number in contents])


def remove(connection: Connection, numbers: Collection[str]) -> None:
    """These wait no more."""
    connection.execute(delete(unlinked).where(among(connection, unlinked.c.advert, numbers)))
    taken_in(connection, numbers)


def taken_in(connection: Connection, numbers: Collection[str]) -> None:
    """Linking has these; they wait until their groups are judged."""
    connection.execute(delete(made_ready).where(among(connection, made_ready.c.number, numbers)))


def waiting(connection: Connection, limit: int, after: str) -> list[tuple[str, MadeReady | None]]:
    """Adverts that wait, by id, from beyond `after`; None for one that was not made ready."""
    made = [made_ready.c[name] for name in MadeReady._fields]
    joined = unlinked.join(adverts, adverts.c.id == unlinked.c.advert)
    query = select(unlinked.c.advert, *made).select_from(
        joined.outerjoin(made_ready, made_ready.c.number == unlinked.c.advert)
    )
    enriched = adverts.c.state.concat("") == "enriched"  # nearly all are: no way to look them up by
    query = query.where(enriched, unlinked.c.advert > after).order_by(unlinked.c.advert).limit(limit)
    rows = connection.execute(query).all()
    return [(row[0], None if row[1] is None else MadeReady(*row[1:])) for row in rows]


def pass_on(connection: Connection, contents: Mapping[str, str]) -> set[str]:
    """Adverts (by id, what they say) that wait: linked, as they were read. Which; one that says something else by now waits on."""
    mine = and_(among(connection, unlinked.c.advert, contents), unlinked.c.content != "")
    rows = connection.execute(select(unlinked).where(mine).order_by(unlinked.c.advert).with_for_update()).all()
    remove(connection, [row.advert for row in rows if row.content == contents[row.advert]])
    return {row.advert for row in rows}
