from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from minerva.cli import main
from tests.making import put_indicators

if TYPE_CHECKING:
    from minerva import Library

ROW = [
    "report", "municipality", "year", "board", "goal", "indicator", "sex", "unit", "values", "target", "outcome",
    "status", "page", "start", "end",
]  # fmt: skip


def _run(library: Library, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    arguments, sys.argv = sys.argv, ["minerva", "--index", str(library.folder), "indicators", *words]
    try:
        main()
    except SystemExit as end:
        assert not end.code, capsys.readouterr().err  # noqa: PT017 - success ends with 0 or None
    finally:
        sys.argv = arguments
    return capsys.readouterr().out


def test_json_of_the_contract(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """``--json`` prints the rows of the contract, values by year and all."""
    put_indicators(library)
    told = json.loads(_run(library, capsys, "--municipality", "Umeå", "--name", "hemlösa", "--json"))
    assert told["total"] == 1
    (row,) = told["rows"]
    assert list(row) == ROW
    assert row["goal"] == "Mål 1. Alla har ett hem"
    assert row["values"]["2022"] == row["outcome"] == {"number": 4.0, "comparator": None, "unit": None, "text": "4"}
    assert row["target"] == {"number": 10.0, "comparator": "högst", "unit": None, "text": "högst 10"}
    assert (row["status"], row["municipality"], row["year"]) == ("delvis", "Umeå", 2022)
    assert library.text(row["report"])[row["start"] : row["end"]].startswith("Hemlösa familjer")


def test_csv_for_excel(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """``--csv`` prints a byte order mark, semicolons, decimal commas, a column for each year, and no formula."""
    put_indicators(library)
    printed = _run(library, capsys, "--csv")
    assert printed.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(printed[1:]), delimiter=";"))
    assert len(rows) == 9
    assert [name for name in rows[0] if name.isdigit()] == ["2020", "2021", "2022"]
    assert rows[0]["indicator"] == "Hemlösa familjer"
    assert (rows[1]["2020"], rows[1]["2021"], rows[1]["2022"]) == ("7,9", "8,9", "")
    assert (rows[1]["target_comparator"], rows[1]["target"], rows[1]["unit"]) == ("högst", "7,5", "%")
    assert rows[1]["indicator"] == "'=Sjukfrånvaro"
    assert rows[2]["2021"] == "ja"
    assert "högst 7,5 %" in rows[1]["printed"]
    assert not any((cell or "").startswith(("=", "+", "@", "\t")) for row in rows for cell in row.values())


def test_table_for_people(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """Without options a table for each report is printed, with its goals, and what is left out is said."""
    put_indicators(library)
    printed = _run(library, capsys, "-k", "4")
    assert printed.startswith("9 indicators")
    for part in ("Malmö · 2021", "Mål 1. Alla har ett hem", "Hemlösa familjer", "högst 7.5 %", "5 more: --offset 4"):
        assert part in printed
    assert "Umeå" not in printed


def test_nothing_found(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing answers, the next step is told."""
    put_indicators(library)
    assert "minerva reports" in _run(library, capsys, "--name", "badhus")


def test_reports_of_an_older_library(
    library: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports whose indicators were never read are told of on stderr, with the remedy; stdout stays clean."""
    put_indicators(library)
    library.connection.execute("UPDATE reports SET indicators = NULL WHERE year = 2021")
    monkeypatch.setattr(sys, "argv", ["minerva", "--index", str(library.folder), "indicators", "--json"])
    with pytest.raises(SystemExit) as end:
        main()
    assert not end.value.code
    printed = capsys.readouterr()
    assert "1 report was added before indicators were read" in printed.err
    assert "minerva rebuild" in printed.err
    assert json.loads(printed.out)["total"] == 9


def test_one_format(library: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON and CSV at once are refused."""
    monkeypatch.setattr(sys, "argv", ["minerva", "--index", str(library.folder), "indicators", "--json", "--csv"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert "--csv" in capsys.readouterr().err
