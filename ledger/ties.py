"""What linking keeps of adverts, values and groups: each function is part of one transaction, and may be run again."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, func, select, update

from ledger import translations
from ledger.connect import among, insert_new, one_at_a_time, put_new, spans, writing
from ledger.tables import adverts
from ledger.tie_tables import CLEAN, link_adverts, link_bursts, link_keys, link_members, link_spoken, link_texts

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


class Moment(NamedTuple):
    """When an advert was placed, and who appears in it."""

    number: str
    at: str
    profile: str | None


class Said(NamedTuple):
    """What linking compares of an advert, and its text with the label of that."""

    number: str
    seen: str
    text: int | None
    label: int | None


@contextmanager
def linking(engine: Engine) -> Iterator[Connection]:
    """One transaction of linking; one at a time."""
    with writing(engine) as connection:
        one_at_a_time(connection, "link")
        yield connection


def known(connection: Connection, numbers: Collection[str]) -> dict[str, KeptAdvert]:
    """The adverts that are there."""
    columns = [link_adverts.c[name] for name in KeptAdvert._fields]
    rows = connection.execute(select(*columns).where(among(connection, link_adverts.c.number, numbers)))
    return {row[0]: KeptAdvert(*row) for row in rows.all()}


def said(connection: Connection, numbers: Collection[str]) -> list[Said]:
    """What these adverts say, those that are there."""
    joined = link_adverts.join(link_texts, link_texts.c.id == link_adverts.c.text, isouter=True)
    columns = (link_adverts.c.number, link_adverts.c.seen, link_adverts.c.text, link_texts.c.label)
    query = select(*columns).select_from(joined).where(among(connection, link_adverts.c.number, numbers))
    return [Said(*row) for row in connection.execute(query).all()]


def put(connection: Connection, new: Sequence[KeptAdvert], values: Mapping[str, Sequence[Value]]) -> None:
    """New adverts with what they share; to be grouped and scored."""
    put_new(
        connection,
        link_adverts,
        (*KeptAdvert._fields, "hits", "cluster", "dirty"),
        [(*one, "", None, 2) for one in new],
    )
    keys = [(kind, key, one.number) for one in new for kind, key in values[one.number]]
    put_new(connection, link_keys, ("kind", "key", "advert"), keys)


def soil(connection: Connection, numbers: Collection[str], *, score: bool = False) -> None:
    """These adverts are to be grouped anew, and with `score` their hits are written whatever they are."""
    these = update(link_adverts).where(among(connection, link_adverts.c.number, numbers))
    connection.execute(these.values(dirty=2) if score else these.where(CLEAN).values(dirty=1))


def remove(connection: Connection, numbers: Collection[str], most: int) -> None:
    """These adverts are linked no more; whoever shared something with them is to be grouped anew, of a crowd `most` + 1."""
    soil(connection, _around(connection, numbers, most) - set(numbers))
    of_it = (link_keys.c.advert, link_bursts.c.advert, link_members.c.advert, link_spoken.c.advert)
    for column in (link_adverts.c.number, *of_it):
        connection.execute(delete(column.table).where(among(connection, column, numbers)))


def _around(connection: Connection, numbers: Collection[str], most: int) -> set[str]:
    """Whoever has a value of these adverts, or is in a group with one."""
    values = select(link_keys.c.kind, link_keys.c.key).where(among(connection, link_keys.c.advert, numbers)).distinct()
    shared = {(kind, key) for kind, key in connection.execute(values)}
    groups = select(link_members.c.group).where(among(connection, link_members.c.advert, numbers))
    beside = select(link_members.c.advert).where(link_members.c.group.in_(groups))
    having = members_of(connection, shared, most)
    return {number for many in having.values() for number in many}.union(connection.execute(beside).scalars())


def buried(connection: Connection) -> list[str]:
    """Adverts that are linked and dead."""
    query = select(link_adverts.c.number).join(adverts, adverts.c.id == link_adverts.c.number)
    return list(connection.execute(query.where(adverts.c.state == "dead")).scalars())


def dirty(connection: Connection, limit: int) -> dict[str, int]:
    """Adverts that wait to be grouped, and whether they are to be scored whatever comes of it."""
    query = select(link_adverts.c.number, link_adverts.c.dirty).where(link_adverts.c.dirty > 0)
    return {
        row.number: row.dirty
        for row in connection.execute(query.order_by(link_adverts.c.dirty, link_adverts.c.number).limit(limit))
    }


def waiting_in(connection: Connection, values: Iterable[Value], limit: int) -> dict[str, int]:
    """Adverts with any of these values that wait to be grouped, as `dirty` says it; at most so many."""
    having = {number for many in members_of(connection, values).values() for number in many}
    mine = and_(among(connection, link_adverts.c.number, having), ~CLEAN)
    query = select(link_adverts.c.number, link_adverts.c.dirty).where(mine).order_by(link_adverts.c.number)
    return {row.number: row.dirty for row in connection.execute(query.limit(limit))}


# --- what adverts share


def values_of(connection: Connection, numbers: Collection[str]) -> dict[str, list[Value]]:
    """Everything that these adverts share: contacts and the like, texts by label, moments."""
    found: dict[str, list[Value]] = {}
    keys = select(link_keys.c.advert, link_keys.c.kind, link_keys.c.key)
    for number, kind, key in connection.execute(keys.where(among(connection, link_keys.c.advert, numbers))).all():
        found.setdefault(number, []).append((kind, key))
    labels = labels_of(connection, numbers)
    translated = translations.keys_of(connection, {label for label, _ in labels.values()})
    for number, (label, stock) in labels.items():
        found.setdefault(number, []).append(("text", str(label)))
        found[number] += [("translation", key) for key in translated.get(label, ())]
        if stock is not None:
            found[number].append(("stock", str(stock)))
    for row in connection.execute(select(link_bursts).where(among(connection, link_bursts.c.advert, numbers))):
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


def members_of(connection: Connection, values: Iterable[Value], most: int | None = None) -> dict[Value, list[str]]:
    """Every advert that has each of these values; of a value that more than `most` have, `most` + 1 with the smallest ids."""
    found: dict[Value, list[str]] = {}
    values = set(values)
    if most:
        found = smallest_of(connection, crowds(connection, values, most), most + 1)
    values -= found.keys()
    by_kind: dict[str, list[str]] = {}
    for kind, key in values:
        by_kind.setdefault(kind, []).append(key)
    for kind, keys in by_kind.items():
        for key, number in _members(connection, kind, keys):
            found.setdefault((kind, str(key)), []).append(number)
    return found


def smallest_of(connection: Connection, values: Iterable[Value], count: int) -> dict[Value, list[str]]:
    """Of each of these values so many adverts, those with the smallest ids."""
    return {one: [number for _, number in _members(connection, one[0], [one[1]], count)] for one in values}


def crowds(connection: Connection, values: Collection[Value], most: int) -> set[Value]:
    """Those that more than `most` adverts have."""
    found = set()
    for kind in {kind for kind, _ in values}:
        having, key = _having(connection, kind, [key for of, key in values if of == kind])
        many = having.with_only_columns(key, func.count().label("count")).group_by(key)
        found |= {(kind, str(row[0])) for row in connection.execute(many.having(func.count() > most))}
    return found


def _members(
    connection: Connection, kind: str, keys: Sequence[str], count: int | None = None
) -> Iterator[tuple[Any, str]]:
    having, _ = _having(connection, kind, keys)
    having = having.order_by(having.selected_columns[1]).limit(count) if count else having
    yield from (tuple(row) for row in connection.execute(having).all())


def _having(connection: Connection, kind: str, keys: Sequence[str]) -> tuple[Any, Any]:
    """Key and advert of everybody who has one of these keys; and the column of the key."""
    if kind in ("text", "stock"):
        key = link_texts.c.label if kind == "text" else link_texts.c.stock
        joined = link_adverts.join(link_texts, link_texts.c.id == link_adverts.c.text)
        these = among(connection, key, [int(one) for one in keys])
        return select(key, link_adverts.c.number).select_from(joined).where(these), key
    if kind == "translation":
        return translations.having(connection, keys)
    table = link_bursts if kind == "burst" else link_keys
    query = select(table.c.key, table.c.advert).where(among(connection, table.c.key, keys))
    return (query if kind == "burst" else query.where(link_keys.c.kind == kind)), table.c.key


def users(connection: Connection, values: Collection[Value]) -> dict[Value, int]:
    """How many adverts have each of these contacts."""
    found: dict[Value, int] = {}
    for kind in {kind for kind, _ in values}:
        keys = [key for of, key in values if of == kind]
        query = select(link_keys.c.key, func.count()).group_by(link_keys.c.key)
        rows = connection.execute(query.where(link_keys.c.kind == kind, among(connection, link_keys.c.key, keys)))
        found |= {(kind, key): count for key, count in rows}
    return found


def labels_of(connection: Connection, numbers: Collection[str]) -> dict[str, tuple[int, int | None]]:
    """The label of each advert's text, and of the stock text in it."""
    rows = connection.execute(_labels(among(connection, link_adverts.c.number, numbers)))
    return {number: (label, stock) for number, label, stock in rows.all()}


# --- moments


def profile_days(connection: Connection, profiles: Collection[str]) -> dict[str, set[str]]:
    """The days (UTC) on which these profiles appear."""
    day = func.substr(link_adverts.c.at, 1, 10)
    found: dict[str, set[str]] = {}
    mine = among(connection, link_adverts.c.profile, profiles)
    for row in connection.execute(select(link_adverts.c.profile, day.label("day")).where(mine).distinct()):
        found.setdefault(row.profile, set()).add(row.day)
    return found


def often(connection: Connection, profiles: Collection[str], days: int) -> set[str]:
    """Which of these profiles appear on so many days or more."""
    profile, day = link_adverts.c.profile, func.substr(link_adverts.c.at, 1, 10)
    query = select(profile).where(among(connection, profile, profiles)).group_by(profile)
    return set(connection.execute(query.having(func.count(day.distinct()) >= days)).scalars())


def appearing(connection: Connection, stretches: Collection[tuple[str, str]]) -> dict[str, Moment]:
    """Adverts with a profile, placed in any of these stretches of time."""
    return {one.number: one for one in _moments(connection, _inside(connection, stretches))}


def profiles_in(connection: Connection, stretches: Collection[tuple[str, str]]) -> set[str]:
    """The profiles of those."""
    query = select(link_adverts.c.profile).where(_inside(connection, stretches)).distinct()
    return set(connection.execute(query).scalars())


def _inside(connection: Connection, stretches: Collection[tuple[str, str]]) -> ColumnElement[bool]:
    first, last = spans(connection, stretches)
    return and_(link_adverts.c.at >= first, link_adverts.c.at <= last, link_adverts.c.profile.is_not(None))


def of_profiles(connection: Connection, profiles: Collection[str]) -> dict[str, Moment]:
    """Adverts of these profiles."""
    return {one.number: one for one in _moments(connection, among(connection, link_adverts.c.profile, profiles))}


def placed(connection: Connection, numbers: Collection[str]) -> list[Moment]:
    """When these adverts were placed."""
    return _moments(connection, among(connection, link_adverts.c.number, numbers))


def _moments(connection: Connection, which: ColumnElement[bool]) -> list[Moment]:
    columns = [link_adverts.c[name] for name in Moment._fields]
    return [Moment(*row) for row in connection.execute(select(*columns).where(which)).all()]


def bursting(connection: Connection, profiles: Collection[str]) -> set[str]:
    """Which of these profiles appear together with others."""
    query = select(link_bursts.c.profile).where(among(connection, link_bursts.c.profile, profiles)).distinct()
    return set(connection.execute(query).scalars())


def put_bursts(connection: Connection, profiles: Collection[str], rows: Sequence[tuple[str, str, str]]) -> None:
    """(key, advert, profile) in place of what these profiles had; the adverts of both are to be grouped anew."""
    mine = among(connection, link_bursts.c.profile, profiles)
    old = set(connection.execute(select(link_bursts.c.advert).where(mine)).scalars())
    connection.execute(delete(link_bursts).where(mine))
    if rows:
        names = ("key", "advert", "profile")
        connection.execute(insert_new(connection, link_bursts), [dict(zip(names, row, strict=True)) for row in rows])
    soil(connection, old | {row[1] for row in rows})
