"""CSV as a Dutch Excel opens it by a double click: semicolons, UTF-8 with a byte order mark, CRLF, decimal comma.

A cell that a spreadsheet would take for a formula (= + - @ tab, carriage return, line feed, and their full-width twins)
gets an apostrophe in front, and so does a cell that begins with an apostrophe: take one apostrophe off to read it back.
"""

import csv
import io

from flows.exports.rows import Cell, DayList, cells

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def as_csv(listed: DayList) -> bytes:
    """The list, its header in the first row; an empty list says so in the second."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(listed.words.columns)
    for signal in listed.signals:
        writer.writerow([_written(cell, listed.words.comma) for cell in cells(signal, listed.words)])
    if not listed.signals:
        writer.writerow([listed.empty])
    return text.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """The text so that no spreadsheet computes it."""
    return "'" + text if text.startswith(DANGEROUS) else text


def unsafe(text: str) -> str:
    """What `safe` was given."""
    return text.removeprefix("'")


def _written(cell: Cell, comma: str) -> str:
    if isinstance(cell, str):
        return safe(cell)
    return str(cell) if isinstance(cell, int) else f"{cell:.10g}".replace(".", comma)
