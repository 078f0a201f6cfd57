from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from minerva import rebuild, remove, verify
from minerva.library import schema
from minerva.library.rows import indicator_from, indicator_row
from minerva.records import Indicator, Value
from tests.making import put_indicators

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library


def test_saving_then_reading_is_identity(library: Library) -> None:
    """An indicator comes back as it was stored, values, gaps, words and all."""
    (report, *_rest) = put_indicators(library)
    told = {"2020": None, "2021": Value(8.5, "ca", "%", "ca 8,5 %"), "2022": Value(None, None, None, "ja")}
    one = Indicator(report.id, None, "Åäö ”x”", "%", "män", told, told["2021"], None, "delvis", 3, 9, 2)
    columns = ", ".join("?" for _ in indicator_row(one))
    fields = list(Indicator.__slots__)
    row = library.connection.execute(
        f"SELECT {columns}".replace("?", "? AS {}").format(*(f'"{name}"' for name in fields)), indicator_row(one)
    ).fetchone()
    assert indicator_from(row) == one


def test_indicators_are_stored_with_their_report(library: Library) -> None:
    """A report's indicators are in the order of its text, and go with it."""
    reports = put_indicators(library)
    rows = library.indicators(reports[0].id)
    assert [row.name for row in rows] == ["Hemlösa familjer", "=Sjukfrånvaro", "Rutin för vräkning"]
    assert all("Hemlösa" in library.text(row.report_id)[row.start : row.end] for row in rows[:1])
    remove(library, [reports[0].id])
    assert library.connection.execute("SELECT count(*) FROM indicators").fetchone()[0] == 6


def test_rebuild_reads_them_anew(library: Library) -> None:
    """A library of an older form, whose reports have none, gets them when it is rebuilt."""
    reports = put_indicators(library)
    before = [library.indicators(report.id) for report in reports]
    library.connection.execute("DELETE FROM indicators")
    library.connection.execute("UPDATE reports SET indicators = NULL")
    assert verify(library) == []
    rebuild(library)
    assert [library.indicators(report.id) for report in reports] == before
    assert verify(library) == []


def test_library_of_the_form_before(tmp_path: Path) -> None:
    """A library without indicators gets a place for them, and its reports are known to have none read."""
    older = sqlite3.connect(":memory:")
    form = schema.MIGRATIONS.index(schema._INDICATORS)
    older.executescript("".join(schema.MIGRATIONS[:form]) + f"PRAGMA user_version = {form};")
    older.execute(
        "INSERT INTO reports"
        " (id, file, sha256, title, words, passages, quality, warnings, evidence, manifest, generation)"
        " VALUES ('a1', 'a.txt', 'a1', 'A', 1, 1, 1.0, '[]', '[]', 'None', 1)"
    )
    older.commit()
    schema.migrate(older, tmp_path)
    assert older.execute("SELECT indicators FROM reports").fetchall() == [(None,)]
    assert older.execute("SELECT count(*) FROM indicators").fetchone() == (0,)
    older.close()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("DELETE FROM indicators WHERE number = 1", "The number of indicators is wrong."),
        ('UPDATE indicators SET "end" = start', "is no slice of the text."),
        ('UPDATE indicators SET "end" = 1000000', "is no slice of the text."),
    ],
)
def test_verify_sees(library: Library, change: str, problem: str) -> None:
    """An indicator that is lost, or whose place is outside the text, is found."""
    put_indicators(library)
    assert verify(library) == []
    library.connection.execute(change)
    assert any(problem in line for line in verify(library))
