"""The runs of a site: one at a time, and one that was cut off goes on."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, and_, func, select, update

from ledger.tables import frontier, runs
from zicht.clock import stamp

RESUME = timedelta(days=1)  # a crawl that was cut off longer ago is over: what it had done must be looked at again


def start_run(connection: Connection, site: str, at: datetime) -> str:
    """A new run, or the one that was cut off: its pages that are done stay done. One crawl process per site."""
    free = and_(frontier.c.site == site, frontier.c.state == "leased")
    connection.execute(update(frontier).where(free).values(state="queued", lease_until=None))
    _end_old_runs(connection, site, at)
    open_runs = select(runs.c.id).where(runs.c.site == site, runs.c.finished_at.is_(None))
    if known := connection.execute(open_runs.order_by(runs.c.started_at.desc()).limit(1)).scalar():
        return str(known)
    run = uuid4().hex
    connection.execute(runs.insert(), {"id": run, "site": site, "started_at": stamp(at), "asked": 0})
    return run


def done_in(connection: Connection, run: str) -> int:
    """Pages that this run is through with."""
    done = and_(frontier.c.run == run, frontier.c.state == "done")
    return connection.execute(select(func.count()).where(done)).scalar_one()


def _end_old_runs(connection: Connection, site: str, at: datetime) -> None:
    old = and_(runs.c.site == site, runs.c.finished_at.is_(None), runs.c.started_at < stamp(at - RESUME))
    connection.execute(update(runs).where(old).values(finished_at=stamp(at), verdict="cut_off"))
