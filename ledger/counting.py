"""Conservation: where every captured page ended, counted from the tables by joins, so that a loss shows."""

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from ledger.records import Conservation
from ledger.tables import adverts, captures, dead_letters, destructions, frontier, versions
from ledger.unlinked import STATE

WAITING = ("parsed", "enriched")
LOST, WAITS, DEAD, INDEXED, SUPERSEDED = range(5)  # of a page with several adverts the lowest one counts


def counts(connection: Connection) -> dict[str, int]:
    """Adverts per state; states without adverts are there as 0."""
    rows = connection.execute(select(STATE, func.count()).group_by(STATE))
    found = {state: int(number) for state, number in rows}
    return {state: found.get(state, 0) for state in (*WAITING, "linked", "indexed", "dead")}


def conservation(connection: Connection) -> Conservation:
    """Each capture is counted once; what has no reason, no advert or no capture is unaccounted for."""
    fetched = connection.execute(select(func.count()).select_from(captures)).scalar_one()
    set_aside = _by_rule(connection)
    captured = _number(connection, _is("captured"))
    destroyed = _number(connection, and_(_is("destroyed"), captures.c.id.in_(select(destructions.c.id))))
    dead = _number(connection, and_(_is("dead"), _has_letter(captures.c.id)))
    read = _read(connection)
    pages = _frontier(connection)
    ended = sum(set_aside.values()) + captured + dead + destroyed + sum(read.values()) - read.get(LOST, 0)
    return Conservation(
        fetched=fetched,
        indexed=read.get(INDEXED, 0),
        destroyed=destroyed,
        superseded=read.get(SUPERSEDED, 0),
        set_aside=dict(sorted(set_aside.items())),
        dead=dead + read.get(DEAD, 0),
        waiting=captured + read.get(WAITS, 0),
        unaccounted=fetched - ended + _lost_pages(connection),
        given_up=pages.get("dead", 0),
        to_fetch=pages.get("queued", 0) + pages.get("leased", 0),
    )


def _by_rule(connection: Connection) -> dict[str, int]:
    """Pages that were set aside, by the rule that did it."""
    rules = select(captures.c.rule, func.count()).where(_is("set_aside"), captures.c.rule.is_not(None))
    return {str(rule): int(number) for rule, number in connection.execute(rules.group_by(captures.c.rule))}


def _is(state: str) -> ColumnElement[bool]:
    return captures.c.state == state


def _number(connection: Connection, which: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(captures).where(which)).scalar_one())


def _has_letter(key: ColumnElement[str]) -> ColumnElement[bool]:
    return key.in_(select(dead_letters.c.key))


def _read(connection: Connection) -> dict[int, int]:
    """Pages that gave adverts, by where those adverts are now; one without a version that lives on is lost."""
    now_from_here = and_(adverts.c.capture == versions.c.capture, adverts.c.content == versions.c.content)
    rank = case(
        (adverts.c.id.is_(None), LOST),
        (~now_from_here, SUPERSEDED),
        (adverts.c.state == "indexed", INDEXED),
        (and_(adverts.c.state == "dead", _has_letter(adverts.c.id)), DEAD),
        (adverts.c.state.in_(WAITING), WAITS),
        else_=LOST,
    )
    known = captures.outerjoin(versions, versions.c.capture == captures.c.id)
    known = known.outerjoin(adverts, adverts.c.id == versions.c.advert)
    furthest_behind = select(func.min(rank).label("rank")).select_from(known).where(_is("parsed"))
    ranks = furthest_behind.group_by(captures.c.id).subquery()
    rows = connection.execute(select(ranks.c.rank, func.count()).group_by(ranks.c.rank))
    return {int(rank): int(number) for rank, number in rows}


def _lost_pages(connection: Connection) -> int:
    """Pages of the frontier that neither wait nor ended, ended without a letter, or whose capture is away."""
    known = and_(captures.c.site == frontier.c.site, captures.c.target == frontier.c.url)
    captured = select(captures.c.id).where(known).exists()
    lost = or_(
        frontier.c.state.not_in(("queued", "leased", "done", "dead")),
        and_(frontier.c.state == "dead", ~_has_letter(frontier.c.url)),
        and_(frontier.c.sha256.is_not(None), ~captured),
    )
    return int(connection.execute(select(func.count()).select_from(frontier).where(lost)).scalar_one())


def _frontier(connection: Connection) -> dict[str, int]:
    """Pages of the frontier per state."""
    rows = connection.execute(select(frontier.c.state, func.count()).group_by(frontier.c.state))
    return {str(state): int(number) for state, number in rows}
