"""Whether most writers of all adverts copy each other: counted anew only when enough has moved to change the answer."""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, func, select, update

from ledger.connect import insert_new
from ledger.tie_groups import cuts, put_cuts
from ledger.tie_tables import link_adverts, link_counted, link_groups, link_members
from ledger.ties import Value, soil

COPIERS: Value = ("stream", "copiers")  # among the cuts: a text alone ties no group where most writers copy
NEVER = 1 << 30  # adverts moved since nothing was counted yet


class Copying(NamedTuple):
    """Groups that their text alone speaks for, of how many writers, and how many writers there are in all."""

    groups: int
    copying: int
    writers: int


class Last(NamedTuple):
    """What was counted last, and how many adverts came, went or were grouped anew since."""

    groups: int
    copying: int
    writers: int
    moved: int


def last(connection: Connection) -> Last | None:
    """That; none when no advert ever came."""
    row = connection.execute(select(*(link_counted.c[name] for name in Last._fields))).first()
    return Last(*row) if row else None


def moved(connection: Connection, adverts: int) -> None:
    """So many adverts came, went, or were grouped anew."""
    never = {"id": 1, "groups": 0, "copying": 0, "writers": 0, "moved": NEVER}
    connection.execute(insert_new(connection, link_counted), never)
    connection.execute(update(link_counted).values(moved=link_counted.c.moved + adverts))


def are(connection: Connection) -> bool:
    """Whether most writers were found to copy each other, when that was judged last."""
    return bool(cuts(connection, {COPIERS}))


def changed(connection: Connection, judge: Callable[[int, int, int], bool]) -> bool:
    """Whether `judge` finds otherwise than before; then groups that only a text speaks for are to be made anew.

    More groups, more writers among them or fewer in all must never make it judge that they copy less.
    """
    before = are(connection)
    then = last(connection)
    if then is None or _certain(Copying(*then[:3]), then.moved, before, judge):
        return False
    counted = _count(connection)
    connection.execute(update(link_counted).values(**counted._asdict(), moved=0))
    if judge(*counted) == before:
        return False
    row = {"kind": COPIERS[0], "key": COPIERS[1], "group": None, "why": "copiers", "nl": "", "en": ""}
    put_cuts(connection, {COPIERS}, [] if before else [row])
    joined = select(link_members.c.advert).join(link_groups, link_groups.c.id == link_members.c.group)
    soil(connection, set(connection.execute(joined.where(link_groups.c.by_text == 1)).scalars()))
    return True


def _certain(last: Copying, by: int, before: bool, judge: Callable[[int, int, int], bool]) -> bool:
    """Whether the answer is the same, however those adverts moved."""
    most = judge(last.groups + by, last.copying + by, max(0, last.writers - by))
    least = judge(max(0, last.groups - by), max(0, last.copying - by), last.writers + by)
    return most == least == before


def _count(connection: Connection) -> Copying:
    owners = func.count(link_adverts.c.owner.distinct())
    groups = connection.execute(select(func.count()).where(link_groups.c.by_text == 1)).scalar_one()
    joined = link_groups.join(link_members, link_members.c.group == link_groups.c.id)
    joined = joined.join(link_adverts, link_adverts.c.number == link_members.c.advert)
    by_text = select(owners).select_from(joined).where(link_groups.c.by_text == 1)
    presenting = select(owners).where(link_adverts.c.presents == 1, link_adverts.c.owner.is_not(None))
    return Copying(groups, connection.execute(by_text).scalar_one(), connection.execute(presenting).scalar_one())
