"""What leaves the program: tables that other programs read, charts, and a page that needs nothing else."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from pyarrow import parquet

from minerva import discover_themes
from minerva.errors import ExportError, ThemeError
from minerva.library import themes as stored
from minerva.themes.exports import Form, export_themes, write_page
from minerva.themes.overview import overview, theme_rows
from minerva.themes.pictures import passage_map, theme_tree

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library


def test_the_same_in_every_form(themed: Library, tmp_path: Path) -> None:
    """CSV, JSON Lines and Parquet hold the same themes and assignments; what has Swedish letters keeps them."""
    found = discover_themes(themed, themes=4)
    for form in Form:
        themes_file, assignments_file = export_themes(themed, tmp_path / form, form)
        assert themes_file.suffix == assignments_file.suffix == f".{form}"
    lines = (tmp_path / "jsonl" / "assignments.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert parquet.read_table(tmp_path / "parquet" / "assignments.parquet").to_pylist() == rows
    with (tmp_path / "csv" / "assignments.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["passage"] for row in csv.DictReader(file)] == [row["passage"] for row in rows]
    assert {(row["passage"], row["theme"]) for row in rows} == {
        (one.passage_id, one.theme_id) for one in found.assignments
    }
    assert {row["municipality"] for row in rows} == {"Malmö", "Lund", "Umeå", "Gävle"}
    themes = parquet.read_table(tmp_path / "parquet" / "themes.parquet").to_pylist()
    assert [row["name"] for row in themes[:4]] == [one.name for one in found]


def test_counts(themed: Library) -> None:
    """Each theme is counted by passages, reports and municipalities; a coarser one has what those below it have."""
    discover_themes(themed, themes=8)
    found = overview(themed)
    assert sum(one.passages for one in found.themes) == len(stored.assignments(themed))
    for holder in found.coarser:
        held = [one for one in found.themes if one.theme.parent == holder.theme.id]
        assert holder.passages == sum(one.passages for one in held)
        assert len(held) > 1
    assert len(theme_rows(found)) == len(found.themes) + len(found.coarser)


def test_nothing_to_export(themed: Library, tmp_path: Path) -> None:
    """Without themes, or where nothing can be written, it is said what to do."""
    with pytest.raises(ThemeError, match="minerva themes discover"):
        export_themes(themed, tmp_path / "x", Form.CSV)
    with pytest.raises(ThemeError, match="minerva themes discover"):
        write_page(themed, tmp_path / "x.html")
    discover_themes(themed, themes=2)
    (tmp_path / "taken").write_text("")
    with pytest.raises(ExportError, match="another place"):
        export_themes(themed, tmp_path / "taken", Form.CSV)


def test_charts(themed: Library) -> None:
    """The map has a dot for each passage, with its theme and beginning; the tree a line for each theme."""
    found = discover_themes(themed, themes=4)
    (points,) = passage_map(themed).to_dict()["datasets"].values()
    assert len(points) == found.run.measures["passages"]
    assert {point["theme"] for point in points} == {one.name for one in found}
    assert all(point["text"] for point in points)
    tree = json.dumps(theme_tree(themed).to_dict(), ensure_ascii=False)
    assert all(one.name in tree for one in found)


def test_the_page_needs_nothing_else(themed: Library, tmp_path: Path) -> None:
    """The page holds its script, fetches nothing, and quotes passages with where they stand."""
    found = discover_themes(themed, themes=4)
    page = write_page(themed, tmp_path / "run.html").read_text(encoding="utf-8")
    assert all(one.name in page for one in found)
    assert "<script src" not in page
    assert "<link" not in page
    assert page.count("<blockquote>") == sum(len(one.examples) for one in found)
    assert "Malmö" in page
    assert page.count("</script>") == 1
