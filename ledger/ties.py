"""What linking keeps of adverts, values and groups: each function is part of one transaction, and may be run again."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, and_, delete, func, or_, select, update

from ledger.connect import chunks, insert_new, one_at_a_time, writing
from ledger.tables import adverts
from ledger.tie_tables import link_adverts, link_bursts, link_keys, link_members, link_texts

Value = tuple[str, str]  # kind and key
State = Connection  # one transaction of linking


class KeptAdvert(NamedTuple):
    """An advert as linking keeps it."""

    number: str
    text: int | None
    at: str
    profile: str | None
    owner: str | None
    presents: int
    seen: str


@contextmanager
def linking(engine: Engine) -> Iterator[Connection]:
    """One transaction of linking; one at a time."""
    with writing(engine) as connection:
        one_at_a_time(connection, "link")
        yield connection


def known(connection: Connection, numbers: Iterable[str]) -> dict[str, KeptAdvert]:
    """The adverts that are there."""
    columns = [link_adverts.c[name] for name in KeptAdvert._fields]
    found: dict[Any, Any] = {}
    for chunk in chunks(numbers):
        for row in connection.execute(select(*columns).where(link_adverts.c.number.in_(chunk))):
            found[row.number] = KeptAdvert(*row)
    return found


def put(connection: Connection, new: Sequence[KeptAdvert], values: Mapping[str, Sequence[Value]]) -> None:
    """New adverts with what they share; to be grouped and scored."""
    if not new:
        return
    rows = [{**one._asdict(), "hits": "", "cluster": None, "dirty": 2} for one in new]
    connection.execute(insert_new(connection, link_adverts), rows)
    keys = [{"kind": kind, "key": key, "advert": one.number} for one in new for kind, key in values[one.number]]
    if keys:
        connection.execute(insert_new(connection, link_keys), keys)


def soil(connection: Connection, numbers: Iterable[str], *, score: bool = False) -> None:
    """These adverts are to be grouped anew, and with `score` their hits are written whatever they are."""
    for chunk in chunks(sorted(numbers)):
        these = link_adverts.c.number.in_(chunk)
        if score:
            connection.execute(update(link_adverts).where(these).values(dirty=2))
        else:
            connection.execute(update(link_adverts).where(these, link_adverts.c.dirty == 0).values(dirty=1))


def remove(connection: Connection, numbers: Collection[str]) -> None:
    """These adverts are linked no more; whoever shared something with them is to be grouped anew."""
    around: set[str] = set()
    for chunk in chunks(sorted(numbers)):
        mine = select(link_keys.c.kind, link_keys.c.key).where(link_keys.c.advert.in_(chunk)).distinct().subquery()
        joined = select(link_keys.c.advert).join(
            mine, and_(link_keys.c.kind == mine.c.kind, link_keys.c.key == mine.c.key)
        )
        around |= set(connection.execute(joined).scalars())
        around |= set(connection.execute(_beside(link_members.c.group, link_members.c.advert, chunk)).scalars())
    soil(connection, around - set(numbers))
    for chunk in chunks(sorted(numbers)):
        for table, column in ((link_adverts, link_adverts.c.number), (link_keys, link_keys.c.advert),
                              (link_bursts, link_bursts.c.advert), (link_members, link_members.c.advert)):  # fmt: skip
            connection.execute(delete(table).where(column.in_(chunk)))


def _beside(group: Any, advert: Any, chunk: Sequence[str]) -> Any:  # noqa: ANN401 (SQLAlchemy's columns)
    return select(advert).where(group.in_(select(group).where(advert.in_(chunk)))).distinct()


def buried(connection: Connection) -> list[str]:
    """Adverts that are linked and dead."""
    query = select(link_adverts.c.number).join(adverts, adverts.c.id == link_adverts.c.number)
    return list(connection.execute(query.where(adverts.c.state == "dead")).scalars())


def dirty(connection: Connection, limit: int) -> dict[str, int]:
    """Adverts that wait to be grouped, and whether they are to be scored whatever comes of it."""
    query = select(link_adverts.c.number, link_adverts.c.dirty).where(link_adverts.c.dirty > 0)
    return {row.number: row.dirty for row in connection.execute(query.order_by(link_adverts.c.number).limit(limit))}


# --- what adverts share


def values_of(connection: Connection, numbers: Iterable[str]) -> dict[str, list[Value]]:
    """Everything that these adverts share: contacts and the like, texts by label, moments."""
    found: dict[str, list[Value]] = {}
    for chunk in chunks(numbers):
        for row in connection.execute(select(link_keys).where(link_keys.c.advert.in_(chunk))):
            found.setdefault(row.advert, []).append((row.kind, row.key))
        for row in connection.execute(_labels(link_adverts.c.number.in_(chunk))):
            found.setdefault(row.number, []).append(("text", str(row.label)))
            if row.stock is not None:
                found[row.number].append(("stock", str(row.stock)))
        for row in connection.execute(select(link_bursts).where(link_bursts.c.advert.in_(chunk))):
            found.setdefault(row.advert, []).append(("burst", row.key))
    return found


def members_of_text(connection: Connection, text: int) -> list[KeptAdvert]:
    """The adverts that say this text."""
    columns = [link_adverts.c[name] for name in KeptAdvert._fields]
    return [KeptAdvert(*row) for row in connection.execute(select(*columns).where(link_adverts.c.text == text))]


def _labels(which: Any) -> Any:  # noqa: ANN401 (SQLAlchemy's clauses)
    joined = link_adverts.join(link_texts, link_texts.c.id == link_adverts.c.text)
    columns = (link_adverts.c.number, link_texts.c.label, link_texts.c.stock)
    return select(*columns).select_from(joined).where(which)


def members_of(connection: Connection, values: Iterable[Value]) -> dict[Value, list[str]]:
    """Every advert that has each of these values."""
    found: dict[Value, list[str]] = {}
    by_kind: dict[str, list[str]] = {}
    for kind, key in values:
        by_kind.setdefault(kind, []).append(key)
    for kind, keys in by_kind.items():
        for chunk in chunks(sorted(keys)):
            for key, number in _members(connection, kind, chunk):
                found.setdefault((kind, str(key)), []).append(number)
    return found


def _members(connection: Connection, kind: str, keys: Sequence[str]) -> Iterator[tuple[Any, str]]:
    if kind in ("text", "stock"):
        column = link_texts.c.label if kind == "text" else link_texts.c.stock
        rows = connection.execute(_labels(column.in_([int(key) for key in keys])))
        yield from ((row.label if kind == "text" else row.stock, row.number) for row in rows)
    elif kind == "burst":
        query = select(link_bursts.c.key, link_bursts.c.advert).where(link_bursts.c.key.in_(keys))
        yield from ((row.key, row.advert) for row in connection.execute(query))
    else:
        these = and_(link_keys.c.kind == kind, link_keys.c.key.in_(keys))
        rows = connection.execute(select(link_keys.c.key, link_keys.c.advert).where(these))
        yield from ((row.key, row.advert) for row in rows)


def users(connection: Connection, values: Collection[Value]) -> dict[Value, int]:
    """How many adverts have each of these contacts."""
    found: dict[Value, int] = {}
    for chunk in chunks(sorted(values)):
        these = or_(*(and_(link_keys.c.kind == kind, link_keys.c.key == key) for kind, key in chunk))
        query = select(link_keys.c.kind, link_keys.c.key, func.count()).where(these)
        for kind, key, count in connection.execute(query.group_by(link_keys.c.kind, link_keys.c.key)):
            found[kind, key] = count
    return found


def labels_of(connection: Connection, numbers: Iterable[str]) -> dict[str, tuple[int, int | None]]:
    """The label of each advert's text, and of the stock text in it."""
    found: dict[Any, Any] = {}
    for chunk in chunks(numbers):
        for row in connection.execute(_labels(link_adverts.c.number.in_(chunk))):
            found[row.number] = (row.label, row.stock)
    return found


# --- moments


def profile_days(connection: Connection, profiles: Iterable[str]) -> dict[str, set[str]]:
    """The days (UTC) on which these profiles appear."""
    day = func.substr(link_adverts.c.at, 1, 10)
    found: dict[str, set[str]] = {}
    for chunk in chunks(sorted(profiles)):
        query = select(link_adverts.c.profile, day.label("day")).where(link_adverts.c.profile.in_(chunk)).distinct()
        for row in connection.execute(query):
            found.setdefault(row.profile, set()).add(row.day)
    return found


def appearing(connection: Connection, spans: Iterable[tuple[str, str]]) -> dict[str, KeptAdvert]:
    """Adverts with a profile, placed in any of these stretches of time."""
    columns = [link_adverts.c[name] for name in KeptAdvert._fields]
    found: dict[Any, Any] = {}
    for start, end in spans:
        inside = and_(link_adverts.c.at >= start, link_adverts.c.at <= end, link_adverts.c.profile.is_not(None))
        for row in connection.execute(select(*columns).where(inside)):
            found[row.number] = KeptAdvert(*row)
    return found


def of_profiles(connection: Connection, profiles: Iterable[str]) -> dict[str, KeptAdvert]:
    """Adverts of these profiles."""
    columns = [link_adverts.c[name] for name in KeptAdvert._fields]
    found: dict[Any, Any] = {}
    for chunk in chunks(sorted(profiles)):
        for row in connection.execute(select(*columns).where(link_adverts.c.profile.in_(chunk))):
            found[row.number] = KeptAdvert(*row)
    return found


def bursting(connection: Connection, profiles: Iterable[str]) -> set[str]:
    """Which of these profiles appear together with others."""
    found: set[str] = set()
    for chunk in chunks(sorted(profiles)):
        query = select(link_bursts.c.profile).where(link_bursts.c.profile.in_(chunk)).distinct()
        found |= set(connection.execute(query).scalars())
    return found


def put_bursts(connection: Connection, profiles: Collection[str], rows: Sequence[tuple[str, str, str]]) -> None:
    """(key, advert, profile) in place of what these profiles had; the adverts of both are to be grouped anew."""
    old: set[str] = set()
    for chunk in chunks(sorted(profiles)):
        mine = link_bursts.c.profile.in_(chunk)
        old |= set(connection.execute(select(link_bursts.c.advert).where(mine)).scalars())
        connection.execute(delete(link_bursts).where(mine))
    if rows:
        names = ("key", "advert", "profile")
        connection.execute(insert_new(connection, link_bursts), [dict(zip(names, row, strict=True)) for row in rows])
    soil(connection, old | {row[1] for row in rows})
