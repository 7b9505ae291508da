"""The settings of this process, and the rooms that they open; a room is imported when it is opened."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zicht.clock import now
from zicht.errors import InputError
from zicht.keys import subject_secret
from zicht.records import Record
from zicht.settings import Settings, load_settings

if TYPE_CHECKING:
    from enrichment.reader import Reader
    from ledger import Ledger
    from zicht.query import Index

_settings: Settings | None = None


def configure(settings: Settings) -> None:
    """The settings of this process, from the options before the command."""
    global _settings
    _settings = settings


def settings() -> Settings:
    """The settings of this process; those of the environment when no option was given."""
    return _settings or load_settings()


def reason(why: str) -> str:
    """A reason that somebody gave for what is recorded; `InputError` when it is blank."""
    if not why.strip():
        raise InputError("Geef een reden met --why.", "Give a reason with --why.")
    return why.strip()


def emit(record: Record) -> None:
    """One JSON line on standard output."""
    sys.stdout.write(record.model_dump_json() + "\n")


@contextmanager
def open_the_ledger() -> "Iterator[Ledger]":
    """The ledger of these settings, closed at the end."""
    from ledger import open_ledger

    ledger = open_ledger(settings().ledger_url)
    try:
        yield ledger
    finally:
        ledger.close()


def consulted(ledger: "Ledger", target: str) -> None:
    """Log that somebody looks at this (REQ-L12)."""
    ledger.audit("consult", target, who=settings().who, why="cli", at=now())


@contextmanager
def open_the_index() -> "Iterator[Index]":
    """The index of these settings, closed at the end."""
    from enrichment.words.stems import stem_query
    from search import open_index

    index = open_index(settings(), stem_query)
    try:
        yield index
    finally:
        index.close()


def named_model() -> str:
    """The model that the settings name; off where they leave the choice to us: only who names one waits for it where others do not."""
    return "off" if settings().vectors == "auto" else settings().vectors


def open_the_reader(*, meaning: bool = True) -> "Reader":
    """The packs and the model of these settings; words alone where `meaning` changes nothing, as ties do not."""
    from enrichment.packs.loading import load_packs
    from enrichment.reader import equipped

    chosen = settings() if meaning else settings().model_copy(update={"vectors": "off"})
    return equipped(load_packs(chosen.packs), key=subject_secret(chosen), settings=chosen)
