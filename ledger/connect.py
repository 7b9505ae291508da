"""Opens the database, brings its schema up to date, and says database faults in words."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from zicht.errors import LedgerError

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MILLISECONDS = 60_000  # another process may hold SQLite's one write lock: wait, do not fail


def stamp(instant: datetime) -> str:
    """An instant as the ledger writes it: UTC, microseconds, sorts as time."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


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
    with faults(str(engine.url)), engine.connect().execution_options(zicht_reads=True) as connection:
        yield connection


@contextmanager
def faults(url: str) -> Iterator[None]:
    """Database faults as `LedgerError`; programming mistakes stay what they are."""
    try:
        yield
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as fault:
        raise LedgerError(
            f"ZICHT_LEDGER is geen bruikbaar adres van een database: {fault}. Gebruik sqlite:/// of postgresql+psycopg://.",
            f"ZICHT_LEDGER is not a usable database address: {fault}. Use sqlite:/// or postgresql+psycopg://.",
        ) from fault
    except (OperationalError, DatabaseError) as fault:
        raise _in_words(_hide(url), str(fault.orig)) from fault


def _hide(url: str) -> str:
    return make_url(url).render_as_string(hide_password=True)


def _in_words(where: str, said: str) -> LedgerError:
    if "full" in said or "No space left" in said:
        return LedgerError(
            f"De schijf van het grootboek ({where}) is vol. Maak ruimte en start opnieuw; wat vastlag, is bewaard.",
            f"The disk of the ledger ({where}) is full. Make room and start again; what was committed is kept.",
        )
    return LedgerError(
        f"Het grootboek ({where}) is niet te gebruiken: {said.strip()}. Controleer ZICHT_LEDGER en of de server draait.",
        f"The ledger ({where}) cannot be used: {said.strip()}. Check ZICHT_LEDGER and that the server runs.",
    )


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 (sqlite3's connection, typed by the driver)
    connection.isolation_level = None  # we say BEGIN ourselves, see _on_begin
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MILLISECONDS}"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("zicht_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _migrate(engine: Engine, url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    with engine.begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        if current == script.get_current_head():
            return
        known = {revision.revision for revision in script.walk_revisions()}
        if current is not None and current not in known:
            raise LedgerError(
                f"Het grootboek ({_hide(url)}) is van een nieuwere versie van Zicht ({current}). Werk Zicht bij.",
                f"The ledger ({_hide(url)}) is of a newer version of Zicht ({current}). Update Zicht.",
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
