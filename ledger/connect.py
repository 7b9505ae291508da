"""Opens the database, brings its schema up to date, and gives transactions."""

import json
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Engine,
    Insert,
    String,
    Table,
    Update,
    any_,
    create_engine,
    event,
    func,
    inspect,
    literal,
    make_url,
    select,
    text,
)  # fmt: skip
from sqlalchemy.dialects import postgresql, sqlite

from ledger.faults import faults, held, no_folder, not_a_ledger, unknown_version
from ledger.tables import METADATA

MIGRATIONS = Path(__file__).parent / "migrations"
CHUNK = 400  # values in one IN (…)
CACHE_KIBIBYTES = 64 << 10  # of SQLite's pages a connection: the upper levels of the large tables of linking stay
CHECKPOINT_PAGES = 16_000  # of SQLite's log that go over at once: what several commits write goes over once
BUSY_MILLISECONDS = 60_000  # another process may hold SQLite's one write lock: wait, do not fail


def chunks(items: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def among(connection: Connection, column: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Whether a column is any of these numbers, or ids: one value of the statement, however many they are."""
    if connection.dialect.name == "postgresql":
        return column == any_(literal(list(values), ARRAY(column.type)))
    return column.in_(select(func.json_each(json.dumps(list(values))).table_valued("value").c.value))


def each(connection: Connection, column: ColumnElement[Any], values: Collection[Any]) -> Any:  # noqa: ANN401 (a column of either kind of table)
    """Values of this column as a column of a table of their own: one value of the statement, however many they are."""
    if connection.dialect.name == "postgresql":
        return func.unnest(literal(list(values), ARRAY(column.type))).table_valued("value").render_derived().c.value
    return func.json_each(json.dumps(list(values))).table_valued("value").c.value


def spans(connection: Connection, pairs: Collection[tuple[str, str]]) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Stretches as two columns, first and last: one value of the statement, however many they are."""
    if connection.dialect.name == "postgresql":
        sides = (literal([pair[side] for pair in pairs], ARRAY(String)) for side in (0, 1))
        table = func.unnest(*sides).table_valued("first", "last").render_derived()
        return table.c.first, table.c.last
    value = func.json_each(json.dumps(list(pairs))).table_valued("value").c.value
    return func.json_extract(value, "$[0]"), func.json_extract(value, "$[1]")


def plain(said: str, size: int | None = None) -> str:
    """Text that every database can hold, of at most `size` bytes: PostgreSQL has no NUL, nobody a lone surrogate."""
    encoded = said.encode("utf-8", "backslashreplace").replace(b"\x00", b"\\x00")
    return encoded[:size].decode("utf-8", "ignore")


def connect(url: str) -> Engine:
    """An engine on an up-to-date schema; `LedgerError` when it cannot be reached or is newer than this version."""
    with faults(url), ExitStack() as on_failure:
        engine = _engine(url)
        on_failure.callback(engine.dispose)
        _migrate(engine, url)
        on_failure.pop_all()
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes; on SQLite it holds the write lock from its start."""
    with faults(str(engine.url)), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that reads a consistent state and holds nobody up."""
    with faults(str(engine.url)), engine.connect() as connection:
        level = {"isolation_level": "REPEATABLE READ"} if connection.dialect.name == "postgresql" else {}
        yield connection.execution_options(zicht_reads=True, **level)


def one_at_a_time(connection: Connection, what: str) -> None:
    """Until this transaction ends nobody else does `what`; an SQLite transaction that writes is alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:what))"), {"what": f"zicht {what}"})


def scrub(engine: Engine) -> None:
    """Nothing that was deleted can be read back from the database's files; `LedgerError` when somebody holds them."""
    with faults(str(engine.url)), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM"))
            return
    _checkpoint(engine)


def _checkpoint(engine: Engine) -> None:
    """What was deleted is zeros in SQLite's file (secure_delete), but stands in its log until this."""
    connection = engine.raw_connection()
    try:
        for _ in range(100):
            if connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0:
                return
            time.sleep(0.1)  # somebody reads
    finally:
        connection.close()
    raise held(str(engine.url))


def insert_new(connection: Connection, table: Table) -> Insert:
    """An INSERT that passes over rows whose key is there: another process may have been first."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def put_new(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Many rows, passing over those whose key is there."""
    many(connection, insert_new(connection, table), names, rows)


def many(
    connection: Connection, statement: Insert | Update, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """The statement with each row; `names` are its parameters. On SQLite without a dictionary and a conversion for each."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])
        return
    columns = list(names) if isinstance(statement, Insert) else None
    compiled = statement.compile(dialect=connection.dialect, column_keys=columns)
    assert compiled.positiontup
    assert sorted(compiled.positiontup) == sorted(names)
    in_order = itemgetter(*map(names.index, compiled.positiontup))
    connection.exec_driver_sql(str(compiled), list(map(in_order, rows)))


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        try:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise no_folder(url, fault) from fault
    engine = create_engine(parsed, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 (sqlite3's connection, typed by the driver)
    connection.isolation_level = None  # we say BEGIN ourselves, see _on_begin
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        f"cache_size=-{CACHE_KIBIBYTES}",
        "journal_mode=WAL",
        f"wal_autocheckpoint={CHECKPOINT_PAGES}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("zicht_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _migrate(engine: Engine, url: str) -> None:
    """To the newest schema, in one transaction: killed halfway, the old one is still there."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    with engine.begin() as connection:
        one_at_a_time(connection, "migrate")
        current = MigrationContext.configure(connection).get_current_revision()
        if current == script.get_current_head():
            return
        _check(connection, url, current, {revision.revision for revision in script.walk_revisions()})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _check(connection: Connection, url: str, current: str | None, known: set[str]) -> None:
    if current is not None and current not in known:
        raise unknown_version(url, current)
    in_the_way = sorted(set(inspect(connection).get_table_names()) & set(METADATA.tables))
    if current is None and in_the_way:
        raise not_a_ledger(url, in_the_way)
