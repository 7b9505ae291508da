"""The day's lists as files: one CSV, workbook, JSON file and printable page per eenheid, same input same bytes.

lists/<day>/<eenheid>.{csv,xlsx,json,html}; names are ours, never from an advert. A list without lines says so.
"""

import os
import secrets
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from flows.exports.csv_file import as_csv
from flows.exports.html_file import as_html
from flows.exports.json_file import as_json
from flows.exports.rows import DayList
from flows.exports.xlsx_file import as_xlsx
from zicht.records import Eenheid, Signal

FORMATS: dict[str, Callable[[DayList], bytes]] = {"csv": as_csv, "html": as_html, "json": as_json, "xlsx": as_xlsx}

__all__ = ["list_path", "write_lists"]


def list_path(folder: Path, day: date, eenheid: Eenheid, extension: str) -> Path:
    """Where a list lies, for instance lists/2026-11-24/den-haag.csv."""
    return folder / day.isoformat() / f"{eenheid.lower().replace(' ', '-')}.{extension}"


def write_lists(folder: Path, day: date, signals: Sequence[Signal], language: str) -> list[Path]:
    """Write the lists of all ten eenheden and of `onbepaald`; which files were written, in a fixed order.

    Each file is replaced at once: a reader sees the old one or the new one, never half of one.
    """
    written = []
    for eenheid in get_args(Eenheid):
        lines = sorted((one for one in signals if one.eenheid == eenheid), key=lambda one: one.rank)
        listed = DayList(day=day, eenheid=eenheid, signals=tuple(lines), language=language)
        for extension, made in FORMATS.items():
            path = list_path(folder, day, eenheid, extension)
            _replace(path, made(listed))
            written.append(path)
    return written


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")  # two runs at once do not write in one file
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
