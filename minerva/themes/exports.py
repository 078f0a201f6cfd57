"""Themes and assignments as files: CSV, JSON Lines and Parquet."""

from __future__ import annotations

import csv
import json
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from minerva.errors import ThemeError, refusal
from minerva.messages import translate as _
from minerva.themes.overview import assignment_rows, overview, theme_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
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
        If there are no themes, or the folder cannot be written to.
    """
    themes = theme_rows(overview(library, run_id=run_id))
    if not themes:
        raise ThemeError(_("There are no themes yet. Find or define some first: minerva themes discover"))
    tables = {"themes": themes, "assignments": assignment_rows(library, run_id=run_id)}
    paths = {folder / f"{name}.{form}": rows for name, rows in tables.items()}
    with _refusals(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for path, rows in paths.items():
            write_rows(path, rows, form)
    return list(paths)


def write_page(library: Library, path: Path, *, run_id: int | None = None) -> Path:
    """
    Write a run as one web page to *path*, see :func:`minerva.themes.page.page_of`.

    Raises
    ------
    UnknownValue, ThemeError
        As for :func:`export_themes`.
    """
    from minerva.themes.page import page_of  # noqa: PLC0415 - charts are heavy, and tables do without

    page = page_of(library, run_id=run_id)
    with _refusals(path):
        path.write_text(page, encoding="utf-8")
    return path


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ThemeError(
            _("Nothing can be written to {path}: {error}. Choose another place.").format(
                path=path, error=refusal(error)
            )
        ) from error


def write_rows(path: Path, rows: Sequence[Row], form: Form) -> None:
    """Write a table, each of whose *rows* has the same names."""
    if form is Form.PARQUET:
        _write_parquet(path, rows)
    elif form is Form.JSONL:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        path.write_text("".join(lines), encoding="utf-8")
    else:
        # With a byte order mark Excel reads å, ä and ö.
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]) if rows else [])
            writer.writeheader()
            writer.writerows(map(_flat, rows))


def _flat(row: Mapping[str, Any]) -> Row:
    return {name: "; ".join(value) if isinstance(value, list) else value for name, value in row.items()}


def _write_parquet(path: Path, rows: Sequence[Row]) -> None:
    import pyarrow as pa  # noqa: PLC0415 - heavy, and for this form alone
    from pyarrow import parquet  # noqa: PLC0415

    parquet.write_table(pa.Table.from_pylist(list(rows)), path)
