"""Says database faults in words: what, where, what to do; programming mistakes stay what they are."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    NoSuchModuleError,
    NotSupportedError,
    ProgrammingError,
)

from zicht.errors import LedgerError

OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)  # a mistake in our code, not of the database
REFUSED = (
    "42501",
    "3F000",
)  # PostgreSQL: no permission, no schema to make tables in; its driver calls these programming


@contextmanager
def faults(url: str) -> Iterator[None]:
    """Faults of the database at `url` as `LedgerError`."""
    try:
        yield
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as fault:
        raise LedgerError(
            f"ZICHT_LEDGER is geen bruikbaar adres van een database: {fault}. Gebruik sqlite:/// of postgresql+psycopg://.",
            f"ZICHT_LEDGER is not a usable database address: {fault}. Use sqlite:/// or postgresql+psycopg://.",
        ) from fault
    except DatabaseError as fault:
        if isinstance(fault, OURS) and getattr(fault.orig, "sqlstate", None) not in REFUSED:
            raise
        raise _in_words(hide(url), str(fault.orig).strip()) from fault


def hide(url: str) -> str:
    """The address without its password."""
    return make_url(url).render_as_string(hide_password=True)


def unknown_version(url: str, revision: str) -> LedgerError:
    """The schema is not one that this version of Zicht knows."""
    return LedgerError(
        f"Het grootboek ({hide(url)}) is van een andere, nieuwere versie van Zicht ({revision}). Werk Zicht bij.",
        f"The ledger ({hide(url)}) is of another, newer version of Zicht ({revision}). Update Zicht.",
    )


def not_a_ledger(url: str, tables: list[str]) -> LedgerError:
    """Somebody else's tables are in the way."""
    names = ", ".join(tables)
    return LedgerError(
        f"De database ({hide(url)}) is geen grootboek van Zicht, maar heeft al tabellen {names}. Kies een lege database.",
        f"The database ({hide(url)}) is not a ledger of Zicht, yet it has tables {names}. Choose an empty database.",
    )


def no_folder(url: str, fault: OSError) -> LedgerError:
    """The folder of an SQLite file cannot be made."""
    return LedgerError(
        f"De map van het grootboek ({hide(url)}) is niet te maken: {fault.strerror}. Controleer ZICHT_HOME en de rechten.",
        f"The folder of the ledger ({hide(url)}) cannot be made: {fault.strerror}. Check ZICHT_HOME and the permissions.",
    )


def held(url: str) -> LedgerError:
    """Another process holds an SQLite file."""
    return _held(hide(url))


def _held(where: str) -> LedgerError:
    return LedgerError(
        f"Een ander proces houdt het grootboek ({where}) bezet. Wacht tot het klaar is en start opnieuw.",
        f"Another process holds the ledger ({where}). Wait until it is ready and start again.",
    )


def _in_words(where: str, said: str) -> LedgerError:
    if "disk is full" in said or "No space left" in said:
        return LedgerError(
            f"De schijf van het grootboek ({where}) is vol. Maak ruimte en start opnieuw; wat vastlag, is bewaard.",
            f"The disk of the ledger ({where}) is full. Make room and start again; what was committed is kept.",
        )
    if "database is locked" in said:
        return _held(where)
    return LedgerError(
        f"Het grootboek ({where}) is niet te gebruiken: {said}. Controleer ZICHT_LEDGER en of de server draait.",
        f"The ledger ({where}) cannot be used: {said}. Check ZICHT_LEDGER and that the server runs.",
    )
