"""The matrix as rows for other programs: CSV for spreadsheets, JSON lines and Parquet for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from minerva.outward import tables
from minerva.outward.files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from minerva.compare.matrix import Cell

COLUMNS = (
    "theme", "municipality", "year", "state", "reports", "passages", "share", "share_low", "share_high", "passage",
)  # fmt: skip
_TYPES = {
    "year": int, "reports": int, "passages": int, "share": float, "share_low": float, "share_high": float,
}  # fmt: skip


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
    tables.write_jsonl(map(cell_row, cells), stream)


def write_csv(cells: Iterable[Cell], stream: TextIO) -> None:
    """Write a table that Swedish Excel opens as one."""
    tables.write_csv(map(cell_row, cells), COLUMNS, stream)


def write_parquet(cells: Iterable[Cell], path: Path) -> None:
    """
    Write a Parquet file, with the same columns and types whatever the cells hold.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    with replacing(path) as beside:
        tables.write_parquet(map(cell_row, cells), beside, types={name: _TYPES.get(name, str) for name in COLUMNS})
