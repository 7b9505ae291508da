"""What linking decided: cuts, groups and their lives. Each function is part of one transaction, and may be run again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, literal_column, or_, select, update

from ledger import unlinked
from ledger.adverts import READ
from ledger.connect import among, chunks, many, put_new
from ledger.tables import adverts
from ledger.tie_tables import link_adverts, link_cuts, link_events, link_groups, link_members
from ledger.ties import Value

NOTHING = "[]"  # hits of an advert that no other proves anything of


class KeptGroup(NamedTuple):
    """A group as it lies in the ledger; `members` are Advert.ids."""

    id: str
    key: str
    verdict: str
    kind: str
    score: float
    cut: int
    by_text: int
    first_seen: str
    last_seen: str
    adverts: int
    body: str


class Event(NamedTuple):
    """Something in the life of a group: born, merged into `other`, split off from `other`, gone."""

    at: str
    what: str
    group: str
    other: str | None
    why: str


def cuts(connection: Connection, values: Collection[Value]) -> set[Value]:
    """Which of these values were cut when they were last judged."""
    found: set[Value] = set()
    for chunk in chunks(sorted({key for _, key in values})):
        rows = connection.execute(select(link_cuts.c.kind, link_cuts.c.key).where(link_cuts.c.key.in_(chunk)))
        found |= {(row.kind, row.key) for row in rows}
    return found & set(values)


def put_cuts(connection: Connection, judged: Collection[Value], rows: Sequence[dict[str, str | None]]) -> None:
    """The cuts among these values, in place of earlier ones."""
    by_kind: dict[str, list[str]] = {}
    for kind, key in judged:
        by_kind.setdefault(kind, []).append(key)
    for kind, keys in by_kind.items():
        for chunk in chunks(sorted(keys)):
            connection.execute(delete(link_cuts).where(link_cuts.c.kind == kind, link_cuts.c.key.in_(chunk)))
    if rows:
        connection.execute(link_cuts.insert(), list(rows))


def scored(connection: Connection, rows: Sequence[tuple[str, str | None, str]]) -> None:
    """Adverts (id, cluster, hits) were grouped; those that nobody is with, by far the most, all at once."""
    bare = [number for number, cluster, shown in rows if cluster is None and shown == NOTHING]
    these = update(link_adverts).where(among(connection, link_adverts.c.number, bare))
    connection.execute(these.values(cluster=None, hits=NOTHING, dirty=0))
    tied = [row for row in rows if row[1] is not None or row[2] != NOTHING]
    this = update(link_adverts).where(link_adverts.c.number == bindparam("advert"))
    this = this.values(cluster=bindparam("cluster_name"), hits=bindparam("shown"), dirty=literal_column("0"))
    many(connection, this, ("advert", "cluster_name", "shown"), tied)


def shown_hits(connection: Connection, numbers: Collection[str]) -> dict[str, str]:
    """The hits with which these adverts were last scored."""
    query = select(link_adverts.c.number, link_adverts.c.hits)
    rows = connection.execute(query.where(among(connection, link_adverts.c.number, numbers)))
    return {number: hits for number, hits in rows.all()}


# --- groups


def groups_of(connection: Connection, numbers: Iterable[str]) -> dict[str, set[str]]:
    """Group id -> its adverts, for the groups that any of these adverts is in."""
    ids: set[str] = set()
    for chunk in chunks(numbers):
        query = select(link_members.c.group).where(link_members.c.advert.in_(chunk)).distinct()
        ids |= set(connection.execute(query).scalars())
    found: dict[str, set[str]] = {}
    for chunk in chunks(sorted(ids)):
        for row in connection.execute(select(link_members).where(link_members.c.group.in_(chunk))):
            found.setdefault(row.group, set()).add(row.advert)
    return found


def groups(connection: Connection, ids: Iterable[str] | None = None) -> list[KeptGroup]:
    """These groups, or all, organised first."""
    columns = [link_groups.c[name] for name in KeptGroup._fields]
    query = select(*columns).order_by(link_groups.c.verdict.desc(), link_groups.c.score.desc(), link_groups.c.id)
    if ids is None:
        return [KeptGroup(*row) for row in connection.execute(query)]
    rows = [
        row for chunk in chunks(sorted(ids)) for row in connection.execute(query.where(link_groups.c.id.in_(chunk)))
    ]
    return [KeptGroup(*row) for row in rows]


def hubs(connection: Connection, values: Collection[Value]) -> dict[str, set[str]]:
    """Group id -> its adverts, for the groups that these values had when they were cut."""
    found: dict[str, set[str]] = {}
    for chunk in chunks(sorted({key for _, key in values})):
        rows = connection.execute(
            select(link_cuts).where(link_cuts.c.key.in_(chunk), link_cuts.c.group.is_not(None))
        ).all()
        for row in rows:
            if (row.kind, row.key) in values:
                mine = select(link_members.c.advert).where(link_members.c.group == row.group)
                found[row.group] = set(connection.execute(mine).scalars())
    return found


def there(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Which of these ids are taken."""
    found: set[str] = set()
    for chunk in chunks(sorted(ids)):
        found |= set(connection.execute(select(link_groups.c.id).where(link_groups.c.id.in_(chunk))).scalars())
    return found


def holding(connection: Connection, numbers: Collection[str]) -> set[str]:
    """The groups that these adverts are in."""
    mine = select(link_members.c.group).where(among(connection, link_members.c.advert, numbers)).distinct()
    return set(connection.execute(mine).scalars())


def end_empty(connection: Connection, ids: Collection[str], but: Collection[Value]) -> list[str]:
    """Those of these groups that nobody is in any more end, and what they were cut for; `but` for those of these values."""
    still = select(link_members.c.group).where(among(connection, link_members.c.group, ids)).distinct()
    of_them = select(link_cuts.c.group).where(among(connection, link_cuts.c.key, [key for _, key in but]))
    empty = sorted(set(ids).difference(*(connection.execute(one).scalars() for one in (still, of_them))))
    for column in (link_groups.c.id, link_cuts.c.group):
        connection.execute(delete(column.table).where(among(connection, column, empty)))
    return empty


def members(connection: Connection, group: str) -> set[str]:
    """The adverts of a group."""
    return set(connection.execute(select(link_members.c.advert).where(link_members.c.group == group)).scalars())


def naming(connection: Connection, key: str) -> list[KeptGroup]:
    """Groups in which this value is named: looked for in all, so only when a person asks."""
    columns = [link_groups.c[name] for name in KeptGroup._fields]
    return [
        KeptGroup(*row) for row in connection.execute(select(*columns).where(link_groups.c.body.contains(f'"{key}"')))
    ]


def ranked(connection: Connection, verdict: str, limit: int) -> list[KeptGroup]:
    """The weightiest groups with this verdict."""
    columns = [link_groups.c[name] for name in KeptGroup._fields]
    query = select(*columns).where(link_groups.c.verdict == verdict)
    rows = connection.execute(query.order_by(link_groups.c.score.desc(), link_groups.c.id).limit(limit))
    return [KeptGroup(*row) for row in rows]


def put_groups(
    connection: Connection, gone: Collection[str], new: Sequence[tuple[KeptGroup, set[str]]], old: Mapping[str, set[str]],
) -> None:  # fmt: skip
    """Groups with their adverts, in place of those with the same id and of those that are gone."""
    for chunk in chunks(sorted({*gone, *(group.id for group, _ in new)})):
        connection.execute(delete(link_groups).where(link_groups.c.id.in_(chunk)))
    for chunk in chunks(sorted(gone)):
        connection.execute(delete(link_members).where(link_members.c.group.in_(chunk)))
    for group, members in new:
        left = old.get(group.id, set()) - members
        for chunk in chunks(sorted(left)):
            mine = and_(link_members.c.group == group.id, link_members.c.advert.in_(chunk))
            connection.execute(delete(link_members).where(mine))
    rows = [(group.id, one) for group, members in new for one in sorted(members - old.get(group.id, set()))]
    if new:
        connection.execute(link_groups.insert(), [group._asdict() for group, _ in new])
    put_new(connection, link_members, ("group", "advert"), rows)


def told(connection: Connection, numbers: Iterable[str]) -> dict[str, tuple[str | None, list[KeptGroup]]]:
    """Advert -> its cluster, and the groups that tie it to others, the weightiest first; only adverts that are linked."""
    found: dict[str, tuple[str | None, list[KeptGroup]]] = {}
    columns = [link_groups.c[name] for name in KeptGroup._fields]
    joined = link_members.join(link_groups, link_groups.c.id == link_members.c.group)
    query = select(link_members.c.advert, *columns).select_from(joined).where(link_groups.c.cut == 0)
    for chunk in chunks(numbers):
        these = select(link_adverts.c.number, link_adverts.c.cluster).where(link_adverts.c.number.in_(chunk))
        found |= {row.number: (row.cluster, []) for row in connection.execute(these)}
        mine = query.where(link_members.c.advert.in_(chunk)).order_by(link_groups.c.score.desc(), link_groups.c.id)
        for number, *row in connection.execute(mine):
            if number in found:
                found[number][1].append(KeptGroup(*row))
    return found


def put_events(connection: Connection, events: Sequence[Event]) -> None:
    """What happened to groups."""
    if events:
        connection.execute(link_events.insert(), [one._asdict() for one in events])


def events(connection: Connection, group: str) -> list[Event]:
    """The life of a group, oldest first."""
    columns = [link_events.c[name] for name in Event._fields]
    mine = or_(link_events.c.group == group, link_events.c.other == group)
    return [Event(*row) for row in connection.execute(select(*columns).where(mine).order_by(link_events.c.id))]


def enriched_of(connection: Connection, numbers: Collection[str]) -> list[tuple[str, str, str]]:
    """Id, content and body, as JSON, of these adverts as they were read, those that live, by id."""
    live = (adverts.c.enriched.is_not(None), adverts.c.state != "dead")
    columns = adverts.c.id, adverts.c.content, adverts.c.enriched
    rows = connection.execute(select(*columns).where(among(connection, adverts.c.id, numbers), *live)).all()
    return sorted((number, content, body) for number, content, body in rows)


def linked(connection: Connection, rows: Sequence[tuple[str, str, str, float, str]]) -> None:
    """State `linked` for adverts (id, content, JSON, score, outcome) that still say this, and do not wait to be enriched anew."""
    mine = and_(among(connection, adverts.c.id, [row[0] for row in rows]), adverts.c.state.in_(READ))
    query = select(adverts.c.id, adverts.c.content).where(mine).order_by(adverts.c.id).with_for_update()
    now = {number: content for number, content in connection.execute(query).all()}
    told = [row for row in rows if now.get(row[0]) == row[1]]
    this = update(adverts).where(adverts.c.id == bindparam("number"))
    this = this.values(state=literal_column("'enriched'"), enriched=bindparam("read"))
    this = this.values(score=bindparam("points"), outcome=bindparam("came"))
    names = ("number", "read", "points", "came")
    many(connection, this, names, [(number, *said) for number, _, *said in told])
    unlinked.remove(connection, [row[0] for row in told])
