"""Themes sought by a process of its own."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from minerva.errors import LibraryReadOnly
from minerva.intake.theme_search import (
    ThemeSearch,
    ask_for_themes,
    put_away_themes,
    seek_themes,
    stop_themes,
    theme_search,
)
from minerva.library import themes as stored
from minerva.library.store import Library, open_library
from minerva.library.writing import writing
from minerva.records import Origin
from minerva.themes.partition import Granularity
from tests.making import encode_all, put_examples, put_themes

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_S = 60


@pytest.fixture
def asked(library: Library, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Path]]:
    """Let no process start; give what would have been."""
    started: list[tuple[str, Path]] = []
    monkeypatch.setattr("minerva.intake.theme_search.start_process", lambda *given: started.append(given))
    put_themes(library)
    return started


def _ended(library: Library) -> ThemeSearch:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        state = theme_search(library.folder)
        if state and (state.done or state.stopped) and not state.is_open(library.folder):
            return state
        time.sleep(0.1)
    raise AssertionError(f"not at its end after {PATIENCE_S} s: {theme_search(library.folder)}")


def test_a_process_seeks_themes(library: Library, tmp_path: Path) -> None:
    """Another process looks for the defined themes and finds others, and says when it is done."""
    put_themes(library)
    encode_all(library, tmp_path / "model")
    ask_for_themes(library, Granularity.COARSE)
    state = _ended(library)
    assert (state.done, state.share, state.error, state.granularity) == (True, 1.0, None, "coarse")
    assert stored.assignments(library, theme_id="hemlöshet")
    assert stored.themes(library, origin=Origin.DISCOVERED)
    put_away_themes(library.folder)
    assert theme_search(library.folder) is None


def test_without_vectors_the_defined_ones_are_there(library: Library, asked: list[tuple[str, Path]]) -> None:
    """A library without vectors gets its defined themes, and is told why no others were found."""
    ask_for_themes(library)
    assert asked == [("themes", library.folder)]
    seek_themes(library.folder)
    state = _ended(library)
    assert state.done
    assert "have no vectors" in (state.error or "")
    assert stored.assignments(library, theme_id="hemlöshet")


@pytest.mark.usefixtures("asked")
def test_stopped_without_loss(library: Library) -> None:
    """A search that is stopped leaves the themes as they were."""
    ask_for_themes(library)
    stop_themes(library.folder)
    seek_themes(library.folder)
    assert _ended(library).stopped
    assert not stored.themes(library)


@pytest.mark.usefixtures("asked")
def test_while_another_writes(library: Library) -> None:
    """Where another program writes, the search ends and says so, without naming the folder."""
    ask_for_themes(library)
    with writing(library):
        seek_themes(library.folder)
    state = _ended(library)
    assert "Another program is writing" in (state.error or "")
    assert str(library.folder) not in (state.error or "")


def test_one_that_never_began_is_not_open_for_ever(library: Library) -> None:
    """A search whose process has been lost is told apart from one that goes on."""
    assert ThemeSearch("medium", time.time()).is_open(library.folder)
    assert not ThemeSearch("medium", 0.0).is_open(library.folder)
    assert not ThemeSearch("medium", time.time(), step="finding").is_open(library.folder)


def test_read_only_seeks_nothing(library: Library, tmp_path: Path) -> None:
    """A library that is open to be read only starts no search."""
    put_examples(library)
    library.close()
    with open_library(tmp_path / "index", read_only=True) as closed, pytest.raises(LibraryReadOnly):
        ask_for_themes(closed)
