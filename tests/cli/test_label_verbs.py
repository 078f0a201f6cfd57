"""``minerva label`` on the command line."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.labelled import truth_of
from tests.making import encode_all, put_themes
from tests.terminal import Terminal

if TYPE_CHECKING:
    from minerva import Library

ROOT = Path(__file__).parents[2]


@pytest.fixture
def terminal(library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Give a terminal on a library with passages on four themes, and a project for them."""
    put_themes(library)
    encode_all(library, tmp_path / "model")
    found = Terminal(library, capsys, "label")
    labels = ("hemlöshet=utan bostad", "våld", "ekonomi", "missbruk")
    found.run("new", "teman", *(word for label in labels for word in ("--label", label)))
    return found


def _mark_truly(terminal: Terminal, *ids: str, annotator: str = "anna") -> None:
    """Mark passages with their themes."""
    truth = truth_of(terminal.library)
    for one in ids:
        terminal.run("mark", "teman", one, "--label", truth[one], "--annotator", annotator)


def test_projects(terminal: Terminal) -> None:
    """A project is made with labels, what they mean, and a scope; it is listed, and gone when removed."""
    scope = ("--query", "våld", "--municipality", "Lund")
    terminal.run("new", "ja", "--label", "ja", "--label", "nej", "--several", *scope)
    projects = {one["name"]: one for one in terminal.told("list")["projects"]}
    assert projects["ja"]["filters"] == {"municipality": ["Lund"]}
    assert (projects["ja"]["several"], projects["ja"]["query"], projects["ja"]["marks"]) == (True, "våld", 0)
    assert projects["teman"]["labels"][0] == {"name": "hemlöshet", "description": "utan bostad"}
    assert "teman · 0 marks" in terminal.run("list")
    assert terminal.told("remove", "ja") == {"removed": "ja"}
    assert [one["name"] for one in terminal.told("list")["projects"]] == ["teman"]


def test_from_first_mark_to_all_labels(terminal: Terminal, tmp_path: Path) -> None:
    """What is proposed is marked, the standing told, all others labelled, and written to files."""
    proposed = terminal.told("next", "teman", "-k", "12")["passages"]
    assert len(proposed) == 12
    assert "minerva label mark teman ID" in terminal.run("next", "teman", "-k", "1")
    _mark_truly(terminal, *(one["passage"] for one in proposed))
    status = terminal.told("status", "teman")
    assert (status["passages"], status["marked"], status["annotators"]) == (64, 12, {"anna": 12})
    assert status["hint"] == "too few"
    assert "Mark twenty passages at least" in terminal.run("status", "teman")
    told = terminal.told("apply", "teman", "--label", "vå", "-k", "3")
    assert [row["labels"] for row in told["rows"]] == [["våld"]] * 3
    table, lines = tmp_path / "a.csv", tmp_path / "a.jsonl"
    printed = terminal.run("apply", "teman", "-k", "2", "--csv", str(table), "--jsonl", str(lines))
    assert "52 passages labelled, learnt from 12 marks" in printed
    with table.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream, delimiter=";"))) == 53
    assert len(lines.read_text("utf-8").splitlines()) == 52


def test_curve_is_told(terminal: Terminal) -> None:
    """From twenty marks on the learning curve is told, and whether more marks pay."""
    _mark_truly(terminal, *(one["passage"] for one in terminal.told("next", "teman", "-k", "24")["passages"]))
    assert len(terminal.told("status", "teman")["curve"]) == 4
    assert "marks: F1" in terminal.run("status", "teman")


def test_two_annotators(terminal: Terminal) -> None:
    """Who marks second sees what the first marked; agreement and disagreements are told."""
    first, *others = (one["passage"] for one in terminal.told("next", "teman", "-k", "6")["passages"])
    _mark_truly(terminal, first, *others)
    assert "Nothing can be told yet" in terminal.run("agreement", "teman")
    seen = terminal.told("next", "teman", "--second", "--annotator", "bo", "-k", "9")["passages"]
    assert {one["passage"] for one in seen} == {first, *others}
    _mark_truly(terminal, *others, annotator="bo")
    wrong = "ekonomi" if truth_of(terminal.library)[first] != "ekonomi" else "våld"
    terminal.run("mark", "teman", first, "--label", wrong, "--annotator", "bo")
    told = terminal.told("agreement", "teman")
    assert (told["annotators"], told["passages"]) == (["anna", "bo"], 6)
    assert told["low"] <= told["alpha"] < 1.0
    assert "Krippendorff's alpha" in terminal.run("agreement", "teman")
    (differing,) = terminal.told("disagreements", "teman")["disagreements"]
    assert differing["passage"] == first
    assert {one["annotator"] for one in differing["marks"]} == {"anna", "bo"}
    assert f"bo: {wrong}" in terminal.run("disagreements", "teman")
    assert terminal.told("unmark", "teman", first, "--annotator", "bo") == {"unmarked": 1}
    assert terminal.told("disagreements", "teman")["total"] == 0


def test_words_of_a_passage(terminal: Terminal) -> None:
    """Words are kept with their place in the passage, and refused where they do not stand just once."""
    (one,) = terminal.told("next", "teman", "-k", "1")["passages"]
    words = next(one["text"][3:end] for end in range(30, 900) if one["text"].count(one["text"][3:end]) == 1)
    (made,) = terminal.told("mark", "teman", one["passage"], "--label", "våld", "--words", words)["marks"]
    ((start, end, label),) = made["spans"]
    assert (one["text"][start:end], label) == (words, "våld")
    terminal.run("mark", "teman", one["passage"], "--label", "våld", "--words", "badhus", code=1)
    assert "it stands there 0 times" in terminal.err


@pytest.mark.parametrize("tool", ["doccano", "doccano-spans", "label-studio", "prodigy", "spacy"])
def test_export_and_import(terminal: Terminal, tmp_path: Path, tool: str) -> None:
    """Marks leave for each tool; from those that give files back they can be read in, as another's too."""
    _mark_truly(terminal, *(one["passage"] for one in terminal.told("next", "teman", "-k", "4")["passages"]))
    path = tmp_path / "marks.json"
    done = terminal.told("export", "teman", str(path), "--for", tool)
    assert (done["examples"], done["left_out"]) == (4, 0)
    assert all(Path(file).exists() for file in done["files"])
    assert "4 examples written" in terminal.run("export", "teman", str(path), "--for", tool)
    if tool == "spacy":
        terminal.run("import", "teman", str(path), code=1)
    else:
        told = terminal.told("import", "teman", str(path), "--annotator", "bo")
        assert told == {"marks": 4, "annotators": ["bo"], "left_out": []}
        assert "4 marks read in: anna" in terminal.run("import", "teman", str(path))


def test_keys(terminal: Terminal) -> None:
    """A key marks and goes on, s passes over, b goes back, other keys do nothing, q stops."""
    proposed = [one["passage"] for one in terminal.told("next", "teman", "-k", "5")["passages"]]
    told = terminal.told("go", "teman", "--annotator", "anna", typed="b1sx2b3q1")
    assert told == {"project": "teman", "annotator": "anna", "marked": 2}
    assert "This is the first passage." in terminal.err
    assert "[1] hemlöshet   [2] våld" in terminal.err
    terminal.run("export", "teman", str(terminal.library.folder / "x"), "--for", "doccano")
    lines = (terminal.library.folder / "x").read_text("utf-8").splitlines()
    labels = {one["passage"]: one["label"] for one in map(json.loads, lines)}
    assert labels == {proposed[0]: ["hemlöshet"], proposed[2]: ["ekonomi"]}


def test_keys_of_several_labels(terminal: Terminal) -> None:
    """Where a passage may have several labels keys choose and unchoose them, and Enter goes on."""
    terminal.run("new", "flera", "--label", "a", "--label", "b", "--label", "c", "--several")
    proposed = [one["passage"] for one in terminal.told("next", "flera", "-k", "5")["passages"]]
    assert terminal.told("go", "flera", "--annotator", "anna", typed="132\n\n33\n12")["marked"] == 3
    told = terminal.told("export", "flera", str(terminal.library.folder / "x"), "--for", "doccano")
    assert told["examples"] == 3
    lines = (terminal.library.folder / "x").read_text("utf-8").splitlines()
    labels = {one["passage"]: one["label"] for one in map(json.loads, lines)}
    assert labels == {proposed[0]: ["a", "b", "c"], proposed[1]: [], proposed[2]: []}


def test_on_a_real_terminal(terminal: Terminal) -> None:
    """On a terminal one key is enough, without Enter."""
    command = [sys.executable, "-m", "minerva", "--index", str(terminal.library.folder), "label", "go", "teman"]
    ours, theirs = pty.openpty()
    environment = os.environ | {"MINERVA_LANGUAGE": "en", "TERM": "dumb", "MINERVA_ANNOTATOR": "anna"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=ROOT) as process:
        os.close(theirs)
        shown = _until(ours, b"[q] quit")
        _press(ours, b"1")
        shown += _until(ours, b"[q] quit")
        _press(ours, b"q")
        shown += _until(ours, b"marked.")
        assert process.wait(60) == 0
    os.close(ours)
    assert b"heml\xc3\xb6shet" in shown
    assert b"1 passage marked." in shown
    assert terminal.told("status", "teman")["annotators"] == {"anna": 1}


def _press(terminal: int, key: bytes) -> None:
    """Press a key once the program waits for one; what is typed before that, it throws away."""
    began = time.monotonic()
    while termios.tcgetattr(terminal)[3] & termios.ICANON and time.monotonic() - began < 60:
        time.sleep(0.05)
    os.write(terminal, key)


def _until(terminal: int, wanted: bytes) -> bytes:
    """Return what is printed until *wanted* has been."""
    shown, began = b"", time.monotonic()
    while wanted not in shown and time.monotonic() - began < 120:
        try:
            shown += os.read(terminal, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
    assert wanted in shown, shown
    return shown


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("status", "badhus"), 1, "There is no labelling project 'badhus'"),
        (("new", "teman", "--label", "a", "--label", "b"), 1, "already"),
        (("new", "x", "--label", "a"), 1, "at least two labels"),
        (("new", "x", "--label", "a", "--label", "b", "--municipality", "Mölnadal"), 1, "Did you mean 'Mölndal'?"),
        (("mark", "teman", "00"), 2, "either labels or --none"),
        (("mark", "teman", "zz", "--label", "våld"), 1, "No passage has the id 'zz'"),
        (("apply", "teman"), 1, "minerva label go teman"),
        (("apply", "teman", "--label", "badhus"), 1, "has no label 'badhus'"),
        (("export", "teman", "x", "--for", "word"), 2, "is none of"),
        (("export", "teman", "/none/x"), 1, "Nothing has been marked"),
        (("import", "teman", "/none/x"), 1, "it is not there"),
        (("go", "teman", "--annotator", ""), 1, "Say who marks"),
    ],
)
def test_mistakes(terminal: Terminal, words: tuple[str, ...], code: int, told: str) -> None:
    """A mistake ends with its code and a line that says what to do."""
    terminal.run(*words, code=code)
    assert told in terminal.err.replace("\n", " ")


def test_help_has_examples(terminal: Terminal) -> None:
    """Every verb that takes words shows an example of them."""
    for verb in "new go next mark unmark status agreement disagreements apply export import remove".split():
        told = " ".join(terminal.run(verb, "--help").split())
        # In which language depends on which test had the program loaded first.
        assert re.search(r"(Example|Exempel): minerva label", told)
