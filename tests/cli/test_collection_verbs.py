"""``minerva collections`` and ``minerva export`` on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from minerva.cli.collections import app
from minerva.library.writing import remove
from tests.making import put_examples, put_indicators, put_text
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library

ITEM = {
    "place", "id", "passage", "report", "file", "title", "municipality", "board", "year", "reference", "page",
    "page_end", "section", "start", "end", "text", "note", "tags", "saved",
}  # fmt: skip


@pytest.fixture
def terminal(library: Library, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Give a terminal on a library with a collection of two passages."""
    put_examples(library)
    terminal = Terminal(library, capsys)
    terminal.run("collections", "new", "Kurs", "--description", "Till våren")
    terminal.run("collections", "add", "kurs", *_ids(library)[:2], "--tag", "analys", "--note", "Läs högt.")
    return terminal


def _ids(library: Library) -> list[str]:
    return [library.passages(report.id)[0].id for report in library.reports()]


def test_a_collection_from_end_to_end(terminal: Terminal) -> None:
    """A collection is made, filled, annotated, ordered, emptied and brought back, and each verb tells what it did."""
    assert "1. Lund, Socialnämnden" in terminal.run("collections", "show", "ku")
    shown = terminal.told("collections", "show", "ku")
    assert shown["collection"] | {"created": "", "changed": ""} == {
        "name": "Kurs", "description": "Till våren", "items": 2, "tags": ["analys"], "created": "", "changed": "",
    }  # fmt: skip
    assert {frozenset(one) for one in shown["items"]} == {frozenset(ITEM | {"found", "now"})}
    assert [one["found"] for one in shown["items"]] == ["in place"] * 2
    assert "2 quotations" in terminal.run("collections", "list")
    assert terminal.told("collections", "list")["collections"][0]["name"] == "Kurs"
    words = " ".join(shown["items"][0]["text"].split()[2:5])
    change = terminal.told("collections", "add", "Kurs", shown["items"][0]["id"], "--words", words)
    assert (change["added"], change["items"][0]["text"]) == (1, words)
    assert terminal.told("collections", "note", "Kurs", "3", "kort")["items"][0]["note"] == "kort"
    tagged = terminal.told("collections", "tag", "Kurs", "1", "--add", "mål", "--drop", "analys")["items"][0]
    assert tagged["tags"] == ["mål"]
    assert terminal.told("collections", "move", "Kurs", "3", "--to", "1")["items"][0]["note"] == "kort"
    assert len(terminal.told("collections", "remove", "Kurs", "1", "2")["items"]) == 2
    assert terminal.told("collections", "undo")["collection"]["items"] == 3
    assert terminal.told("collections", "rename", "Kurs", "Kurs 2026")["collection"]["name"] == "Kurs 2026"
    assert "Kurs 2026" in terminal.run("collections", "delete", "Kurs")
    assert "no collections yet" in terminal.run("collections", "list")
    assert "3 quotations" in terminal.run("collections", "undo")


def test_merge_and_share(terminal: Terminal, tmp_path: Path) -> None:
    """Collections are joined, written to a file, and read in under another name."""
    terminal.run("collections", "new", "Två")
    assert "1 saved." in terminal.run("collections", "add", "Två", _ids(terminal.library)[3])
    assert "1 saved" in terminal.run("collections", "merge", "Kurs", "Två")
    path = str(tmp_path / "kurs.json")
    assert terminal.told("collections", "share", "Kurs", path) == {"file": path}
    assert terminal.told("collections", "import", path, "--name", "Från Anna")["added"] == 3
    terminal.run("collections", "import", path, code=1)
    assert "already" in terminal.err


def test_saved_searches(terminal: Terminal) -> None:
    """A search is saved with its filters, tells what is new until it is marked as seen, and is forgotten."""
    saved = terminal.told(
        "collections", "save-search", "Hemlösa", "hemlösa", "--mode", "words", "--year-from", "2020", "--note", "x"
    )["searches"][0]
    assert (saved["query"], saved["filters"], saved["mode"], saved["note"]) == (
        "hemlösa", {"year_from": 2020}, "words", "x",
    )  # fmt: skip
    assert "hemlösa" in terminal.run("collections", "searches")
    put_text(
        terminal.library, "ny.txt", "# Nytt\n\n" + "Hemlösa familjer bor numera i egna hus vid ån. " * 6, year=2023
    )
    found = terminal.told("collections", "news")["searches"][0]
    assert (found["new"], found["hits"][0]["file"]) == (1, "ny.txt")
    assert "1 new hit" in terminal.run("collections", "news", "hem", "--seen")
    assert terminal.told("collections", "news")["searches"][0]["new"] == 0
    assert len(terminal.told("collections", "forget-search", "Hemlösa")["searches"]) == 1
    assert "no saved searches yet" in terminal.run("collections", "searches")
    assert "no saved searches yet" in terminal.run("collections", "news")


def test_export(terminal: Terminal, tmp_path: Path) -> None:
    """A collection, hits and indicators are written to files whose ending tells the form."""
    path = tmp_path / "kurs.docx"
    told = terminal.told("export", str(path), "--collection", "Kurs", "--by", "tag", "--style", "harvard")
    assert told == {"file": str(path), "quotations": 2, "indicators": 0, "lost": []}
    assert docx.Document(str(path)).paragraphs[0].text == "Kurs"
    assert "3 quotations" in terminal.run("export", str(tmp_path / "a.md"), "--query", "hemlösa", "-k", "3")
    put_indicators(terminal.library)
    assert "indicators" in terminal.run("export", str(tmp_path / "i.csv"), "--indicators", "--name", "hemlösa")
    assert terminal.told("export", str(tmp_path / "x"), "--as", "html", "--query", "bostad")["quotations"]


def test_what_was_not_found_again_is_told(terminal: Terminal, tmp_path: Path) -> None:
    """Quotations whose report is gone are listed when they are exported, and marked in the collection."""
    remove(terminal.library, [report.id for report in terminal.library.reports()])
    path = str(tmp_path / "a.md")
    assert [one["found"] for one in terminal.told("export", path, "--collection", "Kurs")["lost"]] == ["gone"] * 2
    terminal.run("export", path, "--collection", "Kurs")
    assert "The report is not in the library." in terminal.err
    assert "The report is not in the library." in terminal.run("collections", "show", "Kurs")


@pytest.mark.parametrize(
    "words",
    [
        ("export", "a.csv"),
        ("export", "a.csv", "--collection", "Kurs", "--query", "x"),
        ("export", "a.csv", "--collection", "Kurs", "--year", "2021"),
        ("export", "a.csv", "--query", "x", "--indicators"),
        ("export", "a.csv", "--query", "x", "--style", "mla"),
        ("export", "a.csv", "--query", "hemlösa", "--by", "year"),
        ("collections", "add", "Kurs", "a", "b", "--words", "x"),
        ("collections", "move", "Kurs", "1", "--to", "0"),
    ],
)
def test_wrong_usage(terminal: Terminal, words: tuple[str, ...]) -> None:
    """What cannot be meant is wrong usage, and nothing is written."""
    terminal.run(*words, code=2)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("collections", "show", "Finns inte"), "There is no collection"),
        (("collections", "note", "Kurs", "9", "x"), "holds nothing with the number or id"),
        (("collections", "news", "Finns inte"), "There is no saved search"),
        (("collections", "undo"), "Nothing has been removed"),
        (("export", "a.foo", "--collection", "Kurs"), "no ending that tells its form"),
    ],
)
def test_errors(terminal: Terminal, words: tuple[str, ...], says: str) -> None:
    """An error is one line that says what is wrong."""
    terminal.run(*words, code=1)
    assert says in terminal.err
    assert terminal.err.count("\n") == 1


def test_every_verb_has_help(terminal: Terminal) -> None:
    """Each verb explains itself."""
    for command in app.registered_commands:
        assert command.help
        assert command.name
        assert command.help.splitlines()[0] in terminal.run("collections", command.name, "--help")
