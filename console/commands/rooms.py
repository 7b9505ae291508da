"""The settings of this process, and the rooms that they open; a room is imported when it is opened."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zicht.keys import subject_secret
from zicht.records import Record
from zicht.settings import Settings

if TYPE_CHECKING:
    from enrichment.reader import Reader
    from ledger import Ledger
    from zicht.query import Index

_settings = Settings()


def configure(settings: Settings) -> None:
    """The settings of this process, from the options before the command."""
    global _settings
    _settings = settings


def settings() -> Settings:
    """The settings of this process."""
    return _settings


def emit(record: Record) -> None:
    """One JSON line on standard output."""
    sys.stdout.write(record.model_dump_json() + "\n")


@contextmanager
def open_the_ledger() -> "Iterator[Ledger]":
    """The ledger of these settings, closed at the end."""
    from ledger import open_ledger

    ledger = open_ledger(_settings.ledger_url)
    try:
        yield ledger
    finally:
        ledger.close()


@contextmanager
def open_the_index() -> "Iterator[Index]":
    """The index of these settings, closed at the end."""
    from enrichment.stems import stem_query
    from search import open_index

    index = open_index(_settings, stem_query)
    try:
        yield index
    finally:
        index.close()


def open_the_reader() -> "Reader":
    """The packs of these settings."""
    from enrichment.reader import open_reader

    return open_reader(_settings.packs, key=subject_secret(_settings))
