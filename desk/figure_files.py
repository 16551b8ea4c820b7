"""Sheets as files for others' programs: CSV (RFC 4180, UTF-8) and one workbook (XLSX).

A name that begins like a formula is text in both: whoever opens a file runs nothing of it.
"""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from desk.figure_sheets import Cell, Sheet

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK = "\ufeff"  # tells spreadsheets that it is UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60  # characters of a column


def as_csv(sheet: Sheet, headings: Mapping[str, str]) -> bytes:
    """Return one sheet as CSV with its headings."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings[column] for column in sheet.columns)
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return (MARK + out.getvalue()).encode()


def as_workbook(
    sheets: Sequence[Sheet], titles: Mapping[str, str], headings: Mapping[str, str]
) -> bytes:
    """Return all sheets as a workbook: numbers stay numbers, days days, text only text."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in sheets:
            page = book.add_worksheet(titles[sheet.key])
            page.freeze_panes(1, 0)
            page.write_row(0, 0, [headings[column] for column in sheet.columns], bold)
            for number, row in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(row):
                    _write(page, number, column, cell, day)
            page.autofit(max_width=WIDEST * 7)
    return out.getvalue()


def _write(page: Worksheet, row: int, column: int, cell: Cell, day: object) -> None:
    if isinstance(cell, date):
        page.write_datetime(row, column, cell, day)
    elif isinstance(cell, int):
        page.write_number(row, column, cell)
    elif cell is not None:
        page.write_string(row, column, cell)


def _plain(cell: Cell) -> Cell:
    is_formula = isinstance(cell, str) and cell.startswith(FORMULA)
    return f"'{cell}" if is_formula else cell
