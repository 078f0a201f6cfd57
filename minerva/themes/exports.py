"""Themes and assignments as files: CSV, JSON Lines and Parquet."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from minerva.errors import ThemeError
from minerva.messages import translate as _
from minerva.outward.files import replacing
from minerva.outward.tables import Dialect, write_csv, write_jsonl, write_parquet
from minerva.themes.overview import assignment_rows, overview, theme_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from minerva.library.store import Library

Row = dict[str, Any]


class Form(StrEnum):
    """What kind of files to write."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def export_themes(library: Library, folder: Path, form: Form, *, run_id: int | None = None) -> list[Path]:
    """
    Write the themes that hold now, or those of another run, and their passages; return the files written.

    Raises
    ------
    UnknownValue
        If there is no such run.
    ThemeError
        If there are no themes.
    ExportError
        If the folder cannot be written to.
    """
    themes = theme_rows(overview(library, run_id=run_id))
    if not themes:
        raise ThemeError(_("There are no themes yet. Find or define some first: minerva themes discover"))
    tables = {"themes": themes, "assignments": assignment_rows(library, run_id=run_id)}
    paths = {folder / f"{name}.{form}": rows for name, rows in tables.items()}
    for path, rows in paths.items():
        write_rows(path, rows, form)
    return list(paths)


def write_page(library: Library, path: Path, *, run_id: int | None = None) -> Path:
    """
    Write a run as one web page to *path*, see :func:`minerva.themes.page.page_of`.

    Raises
    ------
    UnknownValue, ThemeError, ExportError
        As for :func:`export_themes`.
    """
    from minerva.themes.page import page_of  # noqa: PLC0415 - charts are heavy, and tables do without

    page = page_of(library, run_id=run_id)
    with replacing(path) as beside:
        beside.write_text(page, encoding="utf-8")
    return path


def write_rows(path: Path, rows: Sequence[Row], form: Form) -> None:
    """Write a table, each of whose *rows* has the same names, and make its folder if it is not there."""
    with replacing(path, make_folder=True) as beside:
        if form is Form.PARQUET:
            write_parquet(rows, beside)
            return
        with beside.open("w", encoding="utf-8", newline="") as file:
            if form is Form.JSONL:
                write_jsonl(rows, file)
            else:
                write_csv(rows, list(rows[0]) if rows else [], file, dialect=Dialect.PLAIN)
