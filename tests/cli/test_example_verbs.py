"""``minerva examples`` on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.making_examples import put_lessons
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library


@pytest.fixture
def terminal(library: Library, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Give a command line on a library of lessons."""
    put_lessons(library)
    return Terminal(library, capsys, "examples")


def test_finding_needs_no_verb(terminal: Terminal) -> None:
    """A query right after ``examples`` finds, and so does nothing at all; both print one JSON document."""
    found = terminal.told("hembesök", "--function", "åtgärd", "--words", "20-80", "--lix", "-70", "--limit", "3")
    assert found["query"] == "hembesök"
    assert found["examples"][0]["functions"]
    assert {"lix", "sentence_words", "long_share"} <= set(found["examples"][0]["readability"])
    assert terminal.told()["examples"]
    assert "LIX" in terminal.run("--function", "analys")
    assert "stands alone" in terminal.run("find", "hembesök")


def test_sets_and_pairs(terminal: Terminal, tmp_path: Path) -> None:
    """A set is counted by facets and written to a file; pairs tell their criteria."""
    file = tmp_path / "blad.docx"
    told = terminal.told("set", "-n", "3", "--balance", "municipality", "--to", str(file))
    assert len(told["examples"]) == 3
    assert sum(told["balance"]["municipality"].values()) == 3
    assert file.stat().st_size > 1000
    assert "municipality:" in terminal.run("set", "-n", "2", "--balance", "municipality")
    for pair in terminal.told("contrast", "plan")["pairs"]:
        assert sum(one["met"] for one in pair["good"]["criteria"]) > sum(one["met"] for one in pair["weak"]["criteria"])


def test_blanks_and_their_key(terminal: Terminal) -> None:
    """Blanks are shown without what was hidden, which the key tells."""
    passage = terminal.told("hembesök")["examples"][0]
    told = terminal.told("cloze", passage["passage"][:8], "--hide", "begrepp", "--seed", "3")
    (exercise,) = told["exercises"]
    assert exercise["key"]
    assert all(passage["text"][one["start"] : one["end"]] == one["answer"] for one in exercise["key"])
    shown = terminal.run("cloze", passage["passage"], "--hide", "begrepp", "--seed", "3")
    assert "(1) ____" in shown
    assert f"(1) {exercise['key'][0]['answer']}" not in shown
    with_key = terminal.run("cloze", passage["passage"], "--hide", "begrepp", "--seed", "3", "--key")
    assert f"(1) {exercise['key'][0]['answer']}" in with_key


def test_judging(terminal: Terminal) -> None:
    """What is judged is remembered, and shows in what is found."""
    passage = terminal.told("hembesök")["examples"][0]["passage"]
    assert terminal.told("judge", passage[:8], "brukar") == {
        "passage": passage, "function": "brukarröst", "accepted": True,
    }  # fmt: skip
    assert passage in {one["passage"] for one in terminal.told("hembesök", "--function", "brukarröst")["examples"]}
    assert "is not" in terminal.run("judge", passage, "brukarröst", "--not")


def test_wrong_use(terminal: Terminal) -> None:
    """What cannot be done ends with one line and 1, what cannot be read with 2."""
    some = terminal.told()["examples"][0]["passage"]
    for words, code, told in (
        (("--words", "mycket"), 2, "'mycket' is no range"),
        (("--function", "sammanfattning"), 1, "analys"),
        (("cloze", some, "--hide", "allt"), 1, "siffror"),
    ):
        terminal.run(*words, code=code)
        assert told in terminal.err
