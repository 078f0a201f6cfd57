"""``minerva themes`` and ``minerva compare`` on the command line."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.making import FILLER, put_examples, put_indicators, put_text
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library

HIT = {"rank", "score", "passage", "report", "municipality", "year", "page", "section", "text", "highlights", "why"}


@pytest.fixture
def terminal(library: Library, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Give a terminal on a library of four reports."""
    put_examples(library)
    return Terminal(library, capsys)


def test_define_and_show(terminal: Terminal, tmp_path: Path) -> None:
    """A theme that is defined is assigned at once, and its definition can be printed, changed and read again."""
    terminal.run("themes", "define", "överskott", "--seed", "överskott*", "--description", "Pengar över.")
    shown = terminal.told("themes", "show", "överskott")
    assert shown["theme"]["seeds"] == ["överskott*"]
    assert shown["theme"]["origin"] == "defined"
    assert shown["passages"] == 1
    assert shown["measured"] is None
    assert set(shown["hits"][0]) >= HIT
    path = tmp_path / "my.toml"
    path.write_text(
        terminal.run("themes", "show", "överskott", "--toml").replace("överskott*", "sjukfrånvaro*"), "utf-8"
    )
    (found,) = terminal.told("themes", "define", "--from", str(path))["themes"]
    assert (found["name"], found["passages"], found["municipalities"]) == ("överskott", 1, 1)
    assert "Pengar över." in terminal.run("themes", "show", "överskott")


def test_what_was_not_assigned_is_assigned_before_it_is_shown(terminal: Terminal) -> None:
    """A built-in theme that nobody has assigned yet is shown with its passages, not as if it had none."""
    assert terminal.told("themes", "show", "hemlöshet")["passages"] > 0
    assert "Looking through" in terminal.err


def test_assign_lists_all(terminal: Terminal) -> None:
    """Every defined theme is listed with its counts; one whose seeds stand nowhere says so."""
    told = terminal.told("themes", "assign")["themes"]
    assert {"id", "name", "origin", "keywords", "passages", "reports", "municipalities"} <= set(told[0])
    printed = terminal.run("themes", "assign", "serveringstillstånd", "hemlöshet")
    assert "serveringstillstånd  0 passages in 0 reports" in printed
    assert "None of its seeds stands in any passage" in terminal.err


def test_judge(terminal: Terminal) -> None:
    """Without ids passages are suggested; with them they are remembered, and five of them are measured."""
    suggested = terminal.told("themes", "judge", "hemlöshet", "-k", "5")["suggestions"]
    assert len(suggested) == 5
    assert "--accept ID" in terminal.run("themes", "judge", "hemlöshet", "-k", "1")
    words = [word for hit in suggested for word in ("--accept", hit["passage"])]
    measured = terminal.told("themes", "judge", "hemlöshet", *words)["measured"]
    assert (measured["judged"], measured["accepted"]) == (5, 5)
    assert "By 5 judged passages" in terminal.run("themes", "show", "hemlöshet")


def test_matrix_of_one_theme(terminal: Terminal) -> None:
    """One theme is shown over years, as the contract has it, and what was not assigned is assigned first."""
    told = terminal.told("themes", "matrix", "hemlöshet")
    assert "Looking through" in terminal.err
    assert told["columns"] == [2021, 2022, None]
    assert told["rows"] == ["Lund", "Malmö", "Umeå", None]
    assert len(told["cells"]) == 12
    assert {"row", "column", "state", "passages", "share", "passage"} <= set(told["cells"][0])
    assert {cell["state"] for cell in told["cells"]} == {"no report", "present"}
    printed = terminal.run("themes", "matrix", "hemlöshet")
    assert "Malmö" in printed
    assert "–" in printed
    assert not terminal.err


def test_matrix_of_many_themes(terminal: Terminal, tmp_path: Path) -> None:
    """Many themes are shown beside each other, and as table, lines and picture."""
    told = terminal.told("themes", "matrix", "hemlöshet", "våld")
    assert told["columns"] == ["hemlöshet", "våld i nära relation"]
    assert "absent" in {cell["state"] for cell in told["cells"]}
    rows = list(csv.DictReader(io.StringIO(terminal.run("themes", "matrix", "--csv")[1:]), delimiter=";"))
    assert len(rows) % 12 == 0
    lines = terminal.run("themes", "matrix", "hemlöshet", "--jsonl", "--municipality", "Malmö").splitlines()
    assert [json.loads(line)["state"] for line in lines] == ["present"]
    assert "hemlöshet" in terminal.run("themes", "matrix", "--municipality", "Lund")
    picture = tmp_path / "m.svg"
    terminal.run("themes", "matrix", "hemlöshet", "våld", "--picture", str(picture))
    assert "våld i nära relation" in picture.read_text("utf-8")
    table, lines_file = tmp_path / "m.parquet", tmp_path / "l.svg"
    terminal.run(
        "themes", "matrix", "hemlöshet", "--parquet", str(table), "--picture", str(lines_file), "--chart", "lines"
    )
    assert table.read_bytes().startswith(b"PAR1")
    assert lines_file.read_text("utf-8").startswith("<svg")


def test_compare_peers(terminal: Terminal, library: Library) -> None:
    """Municipalities stand side by side with passages and indicators, also one without a report."""
    put_indicators(library)
    chosen = ["--municipality", "Malmö", "--municipality", "Kiruna"]
    told = terminal.told("compare", "peers", "hemlöshet", *chosen)
    assert [side["state"] for side in told["municipalities"]] == ["no report", "present"]
    assert set(told["municipalities"][1]["hits"][0]) >= HIT
    assert told["municipalities"][1]["indicators"][0]["indicator"] == "Hemlösa familjer"
    printed = terminal.run("compare", "peers", "hemlöshet", "-k", "1", *chosen)
    assert "No report in the library." in printed
    assert "more passage" in printed
    assert "Hemlösa familjer" in printed
    asked = terminal.told("compare", "peers", "--query", "sjukfrånvaro", "--municipality", "Lund")
    assert asked["theme"] is None
    assert "nothing on this" in terminal.run("compare", "peers", "--query", "badhus", "--municipality", "Lund")


def test_compare_changes(terminal: Terminal, library: Library) -> None:
    """Two reports are compared paragraph by paragraph, with the words that changed."""
    one = put_text(
        library, "a.txt", f"# Kö\n\nKön var 14 dagar i snitt. {FILLER}\n\nAllt annat består som det var.", year=2020
    )
    other = put_text(
        library, "b.txt", f"# Kö\n\nKön var 19 dagar i snitt. {FILLER}\n\nAllt annat består som det var.", year=2021
    )
    told = terminal.told("compare", "changes", other.id, one.id)
    assert (told["earlier"]["id"], told["later"]["id"]) == (one.id, other.id)
    assert [part["change"] for part in told["paragraphs"]] == ["ändrat", "oförändrat"]
    assert ["removed", "14"] in told["paragraphs"][0]["diff"]
    assert set(told["words"]) == {"oförändrat", "ändrat", "nytt", "borttaget"}
    printed = terminal.run("compare", "changes", one.id, other.id)
    assert "[−14−] [+19+]" in printed
    assert "består" not in printed
    assert "består" in terminal.run("compare", "changes", one.id, other.id, "--all")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("themes", "show", "hemlösett"), 1, "Did you mean 'hemlöshet'?"),
        (("themes", "matrix", "hemlöshet", "--municipality", "Mölnadal"), 1, "Did you mean 'Mölndal'?"),
        (("themes", "define"), 2, "either a name or a file"),
        (("themes", "define", "x", "--seed", "*"), 1, "holds no word"),
        (("themes", "matrix", "--csv", "--json"), 2, "--csv"),
        (("themes", "matrix", "hemlöshet", "--by", "board"), 2, "year, theme"),
        (("themes", "matrix", "hemlöshet", "--chart", "pie"), 2, "map, lines"),
        (("themes", "matrix", "hemlöshet", "--parquet", "/none/m.parquet"), 1, "it is not there"),
        (("compare", "peers"), 1, "either a theme or a question"),
        (("compare", "changes", "00", "11"), 1, "No report has the id '00'"),
        (("themes", "judge", "hemlöshet", "--accept", "00"), 1, "No passage has the id '00'"),
    ],
)
def test_mistakes(terminal: Terminal, words: tuple[str, ...], code: int, told: str) -> None:
    """A mistake ends with its code and a line that says what to do."""
    terminal.run(*words, code=code)
    assert told in terminal.err.replace("\n", " ")


def test_an_empty_library(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """Without reports a theme can be defined, and the others say what to do first."""
    terminal = Terminal(library, capsys)
    assert "1 theme defined." in terminal.run("themes", "define", "badhus", "--seed", "badhus*")
    assert terminal.told("themes", "show", "badhus")["passages"] == 0
    for words in (("themes", "assign"), ("themes", "matrix"), ("compare", "peers", "hemlöshet")):
        terminal.run(*words, code=1)
        assert "minerva add" in terminal.err
