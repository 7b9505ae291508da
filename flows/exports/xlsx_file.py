"""The list as a workbook in which nothing is computed: every text is written as text, nothing is a link.

The creation date is the day of the list, so that the same list gives the same bytes.
"""

import io
from datetime import datetime, time

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.exports.rows import Cell, DayList, cells
from flows.exports.words import Words

CELL_LIMIT = 32_767  # UTF-16 units that Excel takes in a cell; XlsxWriter drops a longer one without a word
WIDTHS = (6, 14, 8, 16, 34, 34, 16, 60, 44, 22, 26, 10, 20, 20, 44)
HEADER_ROW = 3
_QUIET = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def as_xlsx(listed: DayList) -> bytes:
    """One sheet: heading, what the list is about, then a row per line."""
    content = io.BytesIO()
    book = Workbook(content, _QUIET)
    book.set_properties(
        {"title": listed.heading, "author": "Zicht", "created": datetime.combine(listed.day, time())},
    )
    sheet = book.add_worksheet(listed.eenheid)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    _lay_out(sheet, len(listed.signals))
    sheet.write_string(0, 0, listed.heading, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, listed.words.about)
    for column, name in enumerate(listed.words.columns):
        sheet.write_string(HEADER_ROW, column, name, bold)
    for row, signal in enumerate(listed.signals, start=HEADER_ROW + 1):
        for column, cell in enumerate(cells(signal, listed.words)):
            _write(sheet, row, column, cell, wrap, listed.words)
    if not listed.signals:
        sheet.write_string(HEADER_ROW + 1, 0, listed.empty)
    book.close()
    return content.getvalue()


def _lay_out(sheet: Worksheet, lines: int) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + max(lines, 1), len(WIDTHS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, wrap: Format, words: Words) -> None:
    if isinstance(cell, str):
        done = sheet.write_string(row, column, fitting(cell, words), wrap)
    else:
        done = sheet.write_number(row, column, cell, wrap)
    if done != 0:
        raise ValueError(f"xlsxwriter refused cell {row},{column}: {done}")  # it would be missing, and nobody told


def fitting(text: str, words: Words) -> str:
    """The text, or as much of it as a cell holds with a mark that says so."""
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # XlsxWriter would take it for markup of its own
    if _units(text) <= CELL_LIMIT:
        return text
    mark = words.cut.format(count=len(text))
    kept = text.encode("utf-16-le")[: 2 * (CELL_LIMIT - _units(mark))].decode("utf-16-le", errors="ignore")
    return kept + mark


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
