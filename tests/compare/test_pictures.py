"""The matrix as pictures and as rows."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from minerva.compare.exports import COLUMNS, write_csv, write_jsonl, write_parquet
from minerva.compare.matrix import Cell, Matrix, State, theme_matrix
from minerva.compare.pictures import heat_map, save_picture, time_lines
from minerva.compare.shares import wilson
from minerva.errors import ThemeError
from minerva.records import Theme
from minerva.retrieval.filters import Filters
from minerva.themes.assigning import assign_themes
from tests.making import put_examples

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library


@pytest.fixture
def matrix(library: Library) -> Matrix:
    """Give the matrix of two themes."""
    put_examples(library)
    assign_themes(library)
    return theme_matrix(library, ["hemlöshet", "våld i nära relation"], Filters())


def _rows(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows that a chart draws; Altair keeps them beside it."""
    (rows,) = chart["datasets"].values()
    return list(rows)


def test_states_are_told_apart_by_sign(matrix: Matrix) -> None:
    """A heat map shows every cell, with a dash, a nought or a number, and only what is present has a colour."""
    one_theme = [cell for cell in matrix.cells if cell.theme.name == "hemlöshet"]
    chart = heat_map(one_theme).to_dict()
    rows = _rows(chart)
    assert len(rows) == len(one_theme)
    signs = {row["state"]: row["sign"] for row in rows}
    assert signs["no report"] == "–"
    assert signs["present"].isdigit()
    assert all((row["share"] is None) == (row["state"] == "no report") for row in rows)
    drawn = [layer["transform"][0]["filter"] for layer in chart["layer"] if "transform" in layer]
    states = [state for state in ("no report", "absent", "present") if state in signs]
    assert drawn == [f"(datum.state === '{state}')" for state in states]


def test_themes_as_columns(matrix: Matrix) -> None:
    """A heat map of themes has them as columns, in their order."""
    chart = heat_map(matrix.by_theme(), columns="theme").to_dict()
    assert chart["layer"][0]["encoding"]["x"]["sort"] == ["hemlöshet", "våld i nära relation"]


def test_lines_over_the_years(matrix: Matrix) -> None:
    """Time lines show each theme, and nothing for a year that has no report."""
    rows = _rows(time_lines(matrix).to_dict())
    assert {row["theme"] for row in rows} == {"hemlöshet", "våld i nära relation"}
    assert all(row["share"] is None for row in rows if row["state"] == "no report")
    assert all(row["year"] != "unknown" for row in rows)


def test_nothing_to_draw() -> None:
    """A matrix without cells is an empty picture, no error."""
    assert _rows(heat_map([]).to_dict()) == []


def test_rows_for_other_programs() -> None:
    """CSV has decimal commas and no formulas, JSON lines have numbers; both tell what is not known by nothing."""
    theme = Theme("x", "=hemlöshet")
    cells = [
        Cell(theme, "Lund", 2021, State.PRESENT, 1, 2, wilson(0.25, 8), 8.0, "ab12"),
        Cell(theme, None, None, State.NO_REPORT),
    ]
    table, lines = io.StringIO(), io.StringIO()
    write_csv(cells, table)
    write_jsonl(cells, lines)
    assert table.getvalue().startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table.getvalue()[1:]), delimiter=";"))
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["theme"], rows[0]["share"], rows[0]["passages"]) == ("'=hemlöshet", "0,25", "2")
    assert (rows[1]["municipality"], rows[1]["state"], rows[1]["share"]) == ("", "no report", "")
    first, second = map(json.loads, lines.getvalue().splitlines())
    assert first["share"] == 0.25
    assert second["year"] is None


def test_a_table_of_types(matrix: Matrix, tmp_path: Path) -> None:
    """A Parquet file holds every cell with the same columns, also when there are none."""
    from pyarrow import parquet

    write_parquet(matrix.cells, tmp_path / "m.parquet")
    write_parquet([], tmp_path / "none.parquet")
    table = parquet.read_table(tmp_path / "m.parquet")
    assert table.num_rows == len(matrix.cells)
    assert table.schema.equals(parquet.read_table(tmp_path / "none.parquet").schema)
    assert tuple(table.column_names) == COLUMNS


def test_pictures_are_files_that_need_no_network(matrix: Matrix, tmp_path: Path) -> None:
    """A picture is written as its ending says; the page loads nothing from elsewhere."""
    chart = heat_map(matrix.by_theme(), columns="theme")
    for name, begins in (("m.html", b"<!DOCTYPE html>"), ("m.png", b"\x89PNG"), ("m.svg", b"<svg")):
        save_picture(chart, tmp_path / name)
        assert (tmp_path / name).read_bytes().lstrip().startswith(begins)
    assert "cdn." not in (tmp_path / "m.html").read_text("utf-8").partition("<body>")[0].replace(
        "cdn.jsdelivr.net/gh", ""
    )
    with pytest.raises(ThemeError, match=r"\.html, \.png, \.svg"):
        save_picture(chart, tmp_path / "m.bmp")
    with pytest.raises(ThemeError, match="it is not there"):
        save_picture(chart, tmp_path / "none" / "m.svg")


def test_a_click_tells_the_cell(matrix: Matrix) -> None:
    """Where a program wants to hear of clicks, it hears of the municipality, the year and the theme's id."""
    chart = heat_map(matrix.cells, select="cell").to_dict()
    (told,) = chart["params"]
    assert told["name"] == "cell"
    assert told["select"]["fields"] == ["place", "when", "about"]
    assert {row["about"] for row in _rows(chart)} == {theme.id for theme in matrix.themes}
    assert not heat_map(matrix.cells).to_dict().get("params")


def test_themes_may_be_lines(matrix: Matrix) -> None:
    """With municipalities as columns, each theme is a line."""
    encoding = heat_map(matrix.by_theme(), columns="municipality").to_dict()["layer"][0]["encoding"]
    assert encoding["x"]["field"] == "municipality"
    assert encoding["y"]["field"] == "theme"
