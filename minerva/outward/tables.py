"""Tables for other programs: CSV and XLSX for spreadsheets, JSON Lines and Parquet for scripts."""

from __future__ import annotations

import csv
import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from minerva.outward.cells import is_formula, printed
from minerva.outward.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import TextIO

    Row = Mapping[str, Any]

_MOST_CHARACTERS = 32_767
"""Of a cell in Excel."""
_WIDTHS = {"text": 80, "note": 40, "section": 40, "title": 40, "source": 40, "goal": 40, "indicator": 40}
_WIDTH = 14


class Dialect(StrEnum):
    """For whom a CSV file is; both begin with a byte order mark, else Excel takes å, ä and ö for something else."""

    EXCEL = "excel"
    """Swedish Excel: semicolons, decimal commas."""
    PLAIN = "plain"
    """Programs: commas, decimal points."""


def write_csv(rows: Iterable[Row], columns: Sequence[str], stream: TextIO, *, dialect: Dialect = Dialect.EXCEL) -> None:
    """Write a table; no cell of it is run as a formula."""
    is_excel = dialect is Dialect.EXCEL
    stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=";" if is_excel else ",", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([printed(row[name], decimal_comma=is_excel) for name in columns] for row in rows)


def write_jsonl(rows: Iterable[Row], stream: TextIO) -> None:
    """Write one JSON object a line."""
    stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_parquet(
    rows: Iterable[Row],
    path: Path,
    *,
    types: Mapping[str, type] | None = None,
    about: Mapping[str, Any] | None = None,
) -> None:
    """
    Write a Parquet file.

    Parameters
    ----------
    types
        Of all columns: ``str``, ``int``, ``float`` or ``list`` of texts; by default what the rows hold.
    about
        Stands in the file's metadata as JSON, under ``minerva``.
    """
    import pyarrow as pa  # noqa: PLC0415 - a quarter of a second, for those who ask for it
    from pyarrow import parquet  # noqa: PLC0415

    known = {str: pa.string(), int: pa.int64(), float: pa.float64(), list: pa.list_(pa.string())}
    schema = pa.schema([(name, known[one]) for name, one in types.items()]) if types else None
    table = pa.Table.from_pylist(list(rows), schema=schema)
    if about is not None:
        table = table.replace_schema_metadata({"minerva": json.dumps(about, ensure_ascii=False)})
    parquet.write_table(table, path)


def write_xlsx(sheets: Mapping[str, tuple[Sequence[str], Iterable[Row]]], path: Path, *, when: datetime) -> None:
    """Write a workbook: of each sheet its columns and rows. Texts stay texts, numbers numbers; nothing is a formula."""
    import xlsxwriter  # noqa: PLC0415 - for those who ask for it

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"author": "Minerva", "created": when.replace(tzinfo=None)})
        formats = _Formats(book)
        for name, (columns, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(columns):
                sheet.set_column(at, at, _WIDTHS.get(column, _WIDTH))
                sheet.write_string(0, at, column, formats.head)
            for line, row in enumerate(rows, 1):
                for at, column in enumerate(columns):
                    formats.write(sheet, line, at, row[column])


class _Formats:
    """How cells of a workbook look."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - the library is untyped
        self.head = book.add_format({"bold": True})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})

    def write(self, sheet: Any, line: int, at: int, value: object) -> None:  # noqa: ANN401 - as above
        """Write a cell; where its text could be run when it is edited, it bears Excel's own mark of a text."""
        if value is None:
            return
        if isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(line, at, value, self._text)
            return
        told = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        told = plain(told)
        if len(told) > _MOST_CHARACTERS:
            told = told[: _MOST_CHARACTERS - 2] + " …"
        sheet.write_string(line, at, told, self._quoted if is_formula(told) else self._text)
