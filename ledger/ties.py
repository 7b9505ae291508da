"""What linking keeps of adverts, values and groups: each function is part of one transaction, and may be run again."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, and_, delete, exists, func, literal, select, tuple_, update
from sqlalchemy.orm import aliased

from ledger import translations
from ledger.connect import among, each, one_at_a_time, put_new, writing
from ledger.tables import adverts
from ledger.tie_tables import CLEAN, link_adverts, link_bursts, link_keys, link_members, link_spoken, link_texts

Value = tuple[str, str]  # kind and key
State = Connection  # one transaction of linking
FAR = 40_000  # adverts with the smallest ids, among which those of a text are looked for
NEAR = 4  # or first among so many times as many as are wanted


class KeptAdvert(NamedTuple):
    """An advert as linking keeps it."""

    number: str
    text: int | None
    at: str
    profile: str | None
    owner: str | None
    presents: int
    seen: str


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


def remove(connection: Connection, numbers: Collection[str], most: int) -> set[Value]:
    """These adverts are linked no more; whoever shared something with them is to be grouped anew.

    Of a value that more than `most` have only when that is so no more: until then it ties nobody, and they are not looked at. The
    values of which more had that.
    """
    crowded = crowds(connection, _shared(connection, numbers), most)
    for beside in (_having_too(connection, numbers, crowded), _grouped_with(connection, numbers)):
        these = and_(link_adverts.c.number.in_(beside), CLEAN)
        connection.execute(update(link_adverts).where(these).values(dirty=1))
    of_it = (link_keys.c.advert, link_bursts.c.advert, link_members.c.advert, link_spoken.c.advert)
    for column in (link_adverts.c.number, *of_it):
        connection.execute(delete(column.table).where(among(connection, column, numbers)))
    fewer = members_of(connection, crowded - crowds(connection, crowded, most))
    soil(connection, {number for many in fewer.values() for number in many})
    return crowded


def _shared(connection: Connection, numbers: Collection[str]) -> set[Value]:
    """Every value of these adverts that others may have, but moments."""
    keys = select(link_keys.c.kind, link_keys.c.key).where(among(connection, link_keys.c.advert, numbers)).distinct()
    found = {(kind, key) for kind, key in connection.execute(keys)}
    for label, stock in set(labels_of(connection, numbers).values()):
        found |= {("text", str(label))} | ({("stock", str(stock))} if stock is not None else set())
    return found


def _having_too(connection: Connection, numbers: Collection[str], but: Collection[Value]) -> Any:  # noqa: ANN401 (SQLAlchemy's clauses)
    """A query of whoever has a value of these adverts, `but` for some; whoever says their text is in a group with them."""
    other = aliased(link_keys)
    same = and_(other.c.kind == link_keys.c.kind, other.c.key == link_keys.c.key)
    mine = and_(
        among(connection, link_keys.c.advert, numbers), tuple_(link_keys.c.kind, link_keys.c.key).not_in(list(but))
    )
    return select(other.c.advert).select_from(link_keys.join(other, same)).where(mine)


def _grouped_with(connection: Connection, numbers: Collection[str]) -> Any:  # noqa: ANN401
    other = aliased(link_members)
    joined = link_members.join(other, other.c.group == link_members.c.group)
    return select(other.c.advert).select_from(joined).where(among(connection, link_members.c.advert, numbers))


def buried(connection: Connection) -> list[str]:
    """Adverts that are linked and dead."""
    query = select(link_adverts.c.number).join(adverts, adverts.c.id == link_adverts.c.number)
    return list(connection.execute(query.where(adverts.c.state == "dead")).scalars())


def dirty(connection: Connection, limit: int) -> dict[str, int]:
    """Adverts that wait to be grouped, and whether they are to be scored whatever comes of it."""
    query = select(link_adverts.c.number, link_adverts.c.dirty).where(link_adverts.c.dirty > 0)
    rows = connection.execute(query.order_by(link_adverts.c.dirty, link_adverts.c.number).limit(limit)).all()
    return {number: dirty for number, dirty in rows}


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


def saying(connection: Connection, text: int) -> Iterator[tuple[str, str]]:
    """Number of each advert that says this text, and what linking compares of it; read while they are taken."""
    query = select(link_adverts.c.number, link_adverts.c.seen).where(link_adverts.c.text == text)
    rows = connection.execute(query, execution_options={"yield_per": 1000})
    yield from ((row.number, row.seen) for row in rows)


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
    for kind, keys in _by_kind(values - found.keys()).items():
        having, key = _having(kind)
        for one, number in connection.execute(having.where(among(connection, key, keys))).all():
            found.setdefault((kind, str(one)), []).append(number)
    return found


def smallest_of(connection: Connection, values: Iterable[Value], count: int) -> dict[Value, list[str]]:
    """Of each of these values so many adverts, those with the smallest ids."""
    return {one: _smallest(connection, one, count) for one in values}


def _smallest(connection: Connection, value: Value, count: int) -> list[str]:
    """In order of their ids. Texts are in none: one that many say is found among the first of all adverts, else it is read whole."""
    ((kind, keys),) = _by_kind([value]).items()
    having, key = _having(kind)
    if kind in ("text", "stock"):
        said = link_texts.c.label if kind == "text" else link_texts.c.stock
        for first in sorted({NEAR * count, max(FAR, NEAR * count)}):
            near = (
                select(link_adverts.c.number, link_adverts.c.text)
                .order_by(link_adverts.c.number)
                .limit(first)
                .subquery()
            )
            mine = exists().where(link_texts.c.id == near.c.text, said == keys[0])
            found = connection.execute(select(near.c.number).where(mine).order_by(near.c.number).limit(count))
            if len(numbers := list(found.scalars())) == count:
                return numbers
    ordered = having.where(key == keys[0]).order_by(having.selected_columns[1]).limit(count)
    return [number for _, number in connection.execute(ordered).all()]


def crowds(connection: Connection, values: Iterable[Value], most: int) -> set[Value]:
    """Those that more than `most` adverts have; of a crowd no more than that are counted."""
    found = set()
    for kind, keys in _by_kind(values).items():
        having, key = _having(kind)
        one = each(connection, key, keys)
        more = having.with_only_columns(literal(1)).where(key == one).limit(1).offset(most).exists()
        found |= {(kind, str(many)) for many in connection.execute(select(one).where(more)).scalars()}
    return found


def users(connection: Connection, values: Iterable[Value], most: int) -> dict[Value, int]:
    """How many adverts have each of these contacts; of what more than `most` have no more than `most` + 1 are counted."""
    found: dict[Value, int] = {}
    for kind, keys in _by_kind(values).items():
        having, key = _having(kind)
        one = each(connection, key, keys)
        some = having.with_only_columns(literal(1)).where(key == one).correlate(one.table).limit(most + 1).subquery()
        counted = select(func.count()).select_from(some).correlate(one.table).scalar_subquery()
        found |= {(kind, str(value)): count for value, count in connection.execute(select(one, counted)).all()}
    return found


def _by_kind(values: Iterable[Value]) -> dict[str, list[Any]]:
    """The keys of each kind; of texts they are numbers."""
    found: dict[str, list[Any]] = {}
    for kind, key in values:
        found.setdefault(kind, []).append(int(key) if kind in ("text", "stock") else key)
    return found


def _having(kind: str) -> tuple[Any, Any]:
    """A query of key and advert of everybody who has a value of this kind; and the column of the key."""
    if kind in ("text", "stock"):
        key = link_texts.c.label if kind == "text" else link_texts.c.stock
        joined = link_adverts.join(link_texts, link_texts.c.id == link_adverts.c.text)
        return select(key, link_adverts.c.number).select_from(joined), key
    if kind == "translation":
        return translations.having()
    table = link_bursts if kind == "burst" else link_keys
    query = select(table.c.key, table.c.advert)
    return (query if kind == "burst" else query.where(link_keys.c.kind == kind)), table.c.key


def labels_of(connection: Connection, numbers: Collection[str]) -> dict[str, tuple[int, int | None]]:
    """The label of each advert's text, and of the stock text in it."""
    rows = connection.execute(_labels(among(connection, link_adverts.c.number, numbers)))
    return {number: (label, stock) for number, label, stock in rows.all()}
