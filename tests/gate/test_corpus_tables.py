"""Floors of how well the tables of the example corpus are read."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from minerva.evaluate.tables import Grid, compare_neighbours, compare_rows, compare_tables, grid_of
from minerva.read.files import read_file
from minerva.records import BlockKind
from minerva.settings import ReadSettings

pytestmark = pytest.mark.gate

CORPUS = Path(__file__).parents[2] / "corpus"
REPORTS = sorted(path.stem for path in CORPUS.glob("truth/*-20*.json"))
ROWS, NEIGHBOURS, TABLES = 1.0, 1.0, 1.0
"""F1 of each report; the corpus's forms and layouts are few and clean, so that nothing but all is right."""


@cache
def tables(report: str) -> tuple[list[Grid], list[Grid]]:
    """Return the tables of a report as they are read, and as they are written."""
    truth = json.loads((CORPUS / "truth" / f"{report}.json").read_text(encoding="utf-8"))
    document = read_file(CORPUS / truth["files"][0], ReadSettings())
    found = [document.block_text(block) for block in document.blocks if block.kind is BlockKind.TABLE]
    true = [block["text"] for block in truth["blocks"] if block["kind"] == "table"]
    return [*map(grid_of, found)], [*map(grid_of, true)]


@pytest.mark.parametrize("report", REPORTS)
def test_rows_and_cells(report: str) -> None:
    """Each row has all its cells in their columns, and each cell its neighbours."""
    found, true = tables(report)
    assert compare_rows(found, true).f1 >= ROWS
    assert compare_neighbours(found, true).f1 >= NEIGHBOURS


@pytest.mark.parametrize("report", REPORTS)
def test_whole_tables(report: str) -> None:
    """Each table is one, from its head to its last row, over however many pages."""
    found, true = tables(report)
    assert compare_tables(found, true).f1 >= TABLES
