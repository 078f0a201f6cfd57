"""Tables leave the program so that no cell is run, numbers stay numbers, and files are whole."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pyarrow import parquet

from minerva.errors import ExportError
from minerva.outward.cells import harmless, is_formula
from minerva.outward.files import replacing
from minerva.outward.tables import Dialect, write_csv, write_jsonl, write_parquet, write_xlsx
from minerva.outward.text import escaped, literal, plain, readable

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROWS = [
    {"text": "=1+1", "number": -4.5, "tags": ["@a", "b"], "none": None},
    {"text": "Åtta\nrader; ”x”", "number": 7, "tags": [], "none": None},
]
COLUMNS = ("text", "number", "tags", "none")


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_formulas_are_neutralised(begins: str) -> None:
    """A text that a spreadsheet would run begins with an apostrophe."""
    assert harmless(f"{begins}cmd|' /C calc'!A0") == f"'{begins}cmd|' /C calc'!A0"


@pytest.mark.parametrize("number", ["-5", "+3", "-4,5", "-4.5 %", "+12%"])
def test_numbers_stay_numbers(number: str) -> None:
    """A number with its sign is no formula."""
    assert harmless(number) == number


@given(st.text())
def test_no_cell_begins_as_a_formula(text: str) -> None:
    """Whatever a report says, the cell is a number or begins with nothing that is run."""
    cell = harmless(text)
    assert not is_formula(cell)
    assert cell.endswith(text)


def test_csv() -> None:
    """Excel gets semicolons and decimal commas, other programs commas and points; both come back as they were."""
    for dialect, delimiter, number in ((Dialect.EXCEL, ";", "-4,5"), (Dialect.PLAIN, ",", "-4.5")):
        stream = io.StringIO(newline="")
        write_csv(ROWS, COLUMNS, stream, dialect=dialect)
        assert stream.getvalue().startswith("\ufeff")
        told = list(csv.DictReader(io.StringIO(stream.getvalue()[1:], newline=""), delimiter=delimiter))
        assert told[0] == {"text": "'=1+1", "number": number, "tags": "'@a; b", "none": ""}
        assert told[1] == {"text": "Åtta\nrader; ”x”", "number": "7", "tags": "", "none": ""}


def test_xlsx(tmp_path: Path) -> None:
    """A workbook holds texts as texts, numbers as numbers, nothing that is run, and what could be is marked as text."""
    path = tmp_path / "a.xlsx"
    odd = {"text": "x" * 40_000, "number": 1, "tags": ["\x00\x0b"], "none": None}
    write_xlsx({"Blad": (COLUMNS, [*ROWS, odd])}, path, when=NOON)
    sheet = openpyxl.load_workbook(path)["Blad"]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert [(cell.value, cell.data_type) for cell in sheet[2]][:3] == [("=1+1", "s"), (-4.5, "n"), ("@a; b", "s")]
    assert [cell.quotePrefix for cell in sheet[2]][:3] == [True, False, True]
    assert sheet["A4"].value.endswith("x …")
    assert len(sheet["A4"].value) == 32_767


def test_jsonl_and_parquet(tmp_path: Path) -> None:
    """JSON Lines and Parquet hold what was given, untouched; Parquet also where it comes from."""
    stream = io.StringIO()
    write_jsonl(ROWS, stream)
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == ROWS
    types = {"text": str, "number": float, "tags": list, "none": int}
    write_parquet(ROWS, tmp_path / "a.parquet", types=types, about={"ålder": 1})
    table = parquet.read_table(tmp_path / "a.parquet")
    assert table.to_pylist() == ROWS
    assert json.loads(table.schema.metadata[b"minerva"]) == {"ålder": 1}


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """When writing is broken off, the file before stays and nothing else is left; when it ends, it is replaced."""
    path = tmp_path / "new" / "a.txt"
    with replacing(path, make_folder=True) as beside:
        beside.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError), replacing(path) as beside:
        beside.write_text("half\ud800", encoding="utf-8")
    assert [(one.name, one.read_text(encoding="utf-8")) for one in path.parent.iterdir()] == [("a.txt", "old")]
    with pytest.raises(ExportError, match="another place"), replacing(path / "b.txt"):
        pass


def test_markup_is_shown_and_not_run() -> None:
    """What a report says is plain text in HTML, without signs that turn or hide it."""
    assert escaped('<script>"&\u202e\x00\ue000') == "&lt;script&gt;&quot;&amp;"
    assert plain("a\tb\nc") == "a\tb\nc"


@given(st.text(st.characters(codec="utf-8")))
def test_markdown_shows_just_that(text: str) -> None:
    """Whatever a report says, Markdown shows its words and makes nothing of them."""
    for told in (readable(text), literal(text)):
        shown = MarkdownIt("commonmark").enable("table").render(f"> {told}\n")
        assert not re.search(r"<(?!/?(?:p|blockquote)>)", shown), shown
