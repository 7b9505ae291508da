"""Conservation: where every captured page ended, counted from the tables, so that a loss shows."""

from sqlalchemy import Connection, case, func, literal, select

from ledger.records import Conservation
from ledger.tables import adverts, captures, frontier, versions

WAITING = ("parsed", "enriched", "linked")


def counts(connection: Connection) -> dict[str, int]:
    """Adverts per state; states without adverts are there as 0."""
    rows = connection.execute(select(adverts.c.state, func.count()).group_by(adverts.c.state))
    found = {state: int(number) for state, number in rows}
    return {state: found.get(state, 0) for state in (*WAITING, "indexed", "dead")}


def conservation(connection: Connection) -> Conservation:
    """Each capture is counted once; a read capture without any version of any advert is unaccounted for."""
    rows = connection.execute(
        select(captures.c.state, captures.c.rule, func.count()).group_by(captures.c.state, captures.c.rule)
    )
    ended = [(state, rule, int(number)) for state, rule, number in rows]
    read = _read(connection)
    pages = _frontier(connection)
    return Conservation(
        fetched=sum(number for _, _, number in ended),
        indexed=read.get("indexed", 0),
        superseded=read.get("superseded", 0),
        set_aside={rule: number for state, rule, number in sorted(ended, key=str) if state == "set_aside"},
        dead=sum(number for state, _, number in ended if state == "dead") + read.get("dead", 0),
        waiting=sum(number for state, _, number in ended if state == "captured") + read.get("waiting", 0),
        unaccounted=read.get("lost", 0) + sum(n for state, _, n in ended if state not in _CAPTURE_STATES),
        given_up=pages.get("dead", 0),
        to_fetch=pages.get("queued", 0) + pages.get("leased", 0),
    )


_CAPTURE_STATES = ("captured", "parsed", "set_aside", "dead")


def _read(connection: Connection) -> dict[str, int]:
    """Captures that gave adverts, by where those adverts are now; the one that is furthest behind counts."""
    rank = case(
        (adverts.c.state.in_(WAITING), 1), (adverts.c.state == "dead", 2), (adverts.c.state == "indexed", 3), else_=4
    )
    known = select(versions.c.capture).distinct().subquery()
    behind = (
        select(captures.c.id, func.min(rank).label("rank"), func.max(known.c.capture).label("known"))
        .select_from(
            captures.outerjoin(adverts, adverts.c.capture == captures.c.id).outerjoin(
                known, known.c.capture == captures.c.id
            )
        )
        .where(captures.c.state == "parsed")
        .group_by(captures.c.id)
        .subquery()
    )
    name = case(
        (behind.c.rank == 1, literal("waiting")),
        (behind.c.rank == 2, literal("dead")),
        (behind.c.rank == 3, literal("indexed")),
        (behind.c.known.is_not(None), literal("superseded")),
        else_=literal("lost"),
    )
    named = select(name.label("name")).subquery()
    rows = connection.execute(select(named.c.name, func.count()).group_by(named.c.name))
    return {name: int(number) for name, number in rows}


def _frontier(connection: Connection) -> dict[str, int]:
    rows = connection.execute(select(frontier.c.state, func.count()).group_by(frontier.c.state))
    return {state: int(number) for state, number in rows}
