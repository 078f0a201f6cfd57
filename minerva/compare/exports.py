"""The matrix as rows for other programs: CSV for spreadsheets, JSON lines and Parquet for scripts."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, TextIO

from minerva.errors import ThemeError, refusal
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from minerva.compare.matrix import Cell

COLUMNS = (
    "theme", "municipality", "year", "state", "reports", "passages", "share", "share_low", "share_high", "passage",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def cell_row(cell: Cell) -> dict[str, Any]:
    """Return a cell by :data:`COLUMNS`; what is not known is ``None``."""
    share = cell.share
    return {
        "theme": cell.theme.name,
        "municipality": cell.municipality,
        "year": cell.year,
        "state": str(cell.state),
        "reports": cell.reports,
        "passages": cell.passages,
        "share": round(share.value, 6) if share else None,
        "share_low": round(share.low, 6) if share else None,
        "share_high": round(share.high, 6) if share else None,
        "passage": cell.passage,
    }


def write_jsonl(cells: Iterable[Cell], stream: TextIO) -> None:
    """Write one JSON object a line."""
    stream.writelines(json.dumps(cell_row(cell), ensure_ascii=False) + "\n" for cell in cells)


def write_csv(cells: Iterable[Cell], stream: TextIO) -> None:
    """Write a table that Swedish Excel opens as one: a byte order mark, semicolons, decimal commas."""
    stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for cell in cells:
        writer.writerow([_printed(value) for value in cell_row(cell).values()])


def write_parquet(cells: Iterable[Cell], path: Path) -> None:
    """
    Write a Parquet file, with the same columns and types whatever the cells hold.

    Raises
    ------
    ThemeError
        If the file cannot be written.
    """
    import pyarrow as pa  # noqa: PLC0415 - a quarter of a second, for those who ask for it
    from pyarrow import parquet  # noqa: PLC0415

    types = {"year": pa.int64(), "reports": pa.int64(), "passages": pa.int64()}
    types |= {name: pa.float64() for name in COLUMNS if name.startswith("share")}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])
    table = pa.Table.from_pylist([cell_row(cell) for cell in cells], schema=schema)
    try:
        parquet.write_table(table, path)
    except OSError as error:
        raise ThemeError(_("{path} cannot be written: {error}.").format(path=path, error=refusal(error))) from error


def _printed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}".replace(".", ",")
    text = str(value)
    return "'" + text if text.startswith(_FORMULA) else text
