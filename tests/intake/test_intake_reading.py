"""Batches that a process of its own reads."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from minerva.errors import LibraryReadOnly
from minerva.intake.batches import (
    Batch,
    State,
    ask_to_stop,
    batches,
    hand_in,
    put_away,
    queue_again,
    save,
)
from minerva.intake.reading import is_reading, read_waiting, start, sweep
from minerva.intake.uploads import Upload, files_folder, store
from minerva.library.store import Library, open_library
from minerva.library.upkeep import verify
from minerva.records import Skipped
from minerva.retrieval.search import search
from tests.making import FILLER

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_S = 60
MOST_SEARCH_S = 2.0
"""Far more than a search takes, far less than reading does."""


def _report(n: int) -> Upload:
    return Upload(f"Rapport {n}.txt", f"Socialnämnden i Malmö, årsredovisning {2000 + n}\n\n{FILLER}".encode())


def _hand_in(library: Library, count: int) -> Batch:
    stored = store(library, [_report(n) for n in range(count)])
    return hand_in(library, stored.sources, skipped=stored.skipped)


def _wait(library: Library, state: State) -> Batch:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        (batch,) = batches(library.folder)
        if batch.state is state and not is_reading(library.folder):
            return batch
        began = time.monotonic()
        search(library, "sammanträde")
        assert time.monotonic() - began < MOST_SEARCH_S, "the writer blocked a reader"
        time.sleep(0.1)
    raise AssertionError(f"not {state} after {PATIENCE_S} s: {batches(library.folder)}")


def test_batch_survives_storing(library: Library) -> None:
    """A batch comes back from the library's folder as it was put there."""
    batch = Batch("1", State.FAILED, (("/x", "y"),), skipped=(Skipped("a", "b", "c"),), error="d", finished=("e",))
    save(library.folder, batch)
    assert batches(library.folder) == [batch]
    put_away(library.folder, batch)
    assert batches(library.folder) == []


def test_a_process_reads_while_this_one_searches(library: Library) -> None:
    """What is handed in is read by another process under the names that people gave, and its outcome is kept."""
    batch = _hand_in(library, 2)
    start(library)
    done = _wait(library, State.DONE)
    assert sorted(report.file for report in library.reports()) == ["Rapport 0.txt", "Rapport 1.txt"]
    assert (done.id, done.done, done.total, len(done.added)) == (batch.id, 2, 2, 2)
    assert done.seconds_left(time.time()) == 0
    assert verify(library) == []


def test_stop_loses_nothing(library: Library) -> None:
    """A batch that is stopped keeps what has been read; handed in again, it goes on from there."""
    batch = _hand_in(library, 3)
    ask_to_stop(library.folder, batch)
    start(library)
    stopped = _wait(library, State.CANCELLED)
    queue_again(library.folder, stopped)
    start(library)
    done = _wait(library, State.DONE)
    assert len(done.added) + len(done.unchanged) == 3
    assert len(library.reports()) == 3


def test_batches_that_fail_say_why(library: Library, tmp_path: Path) -> None:
    """A folder that is not there fails its batch, and the next one is read all the same."""
    hand_in(library, folders=[tmp_path / "nowhere"])
    _hand_in(library, 1)
    read_waiting(library.folder)
    first, second = batches(library.folder)
    assert first.state is State.FAILED
    assert "Check the spelling" in (first.error or "")
    assert second.state is State.DONE


def test_nothing_to_read_is_done(library: Library) -> None:
    """A batch of which every file was left out beforehand is done and says so."""
    hand_in(library, skipped=[Skipped("a.exe", "b", "c")])
    (batch,) = batches(library.folder)
    assert batch.state is State.DONE
    assert batch.skipped == (Skipped("a.exe", "b", "c"),)


def test_sweep_keeps_what_is_held(library: Library) -> None:
    """Files that a report or an open batch holds stay, as do those just handed in; others go after an hour."""
    held = _hand_in(library, 1)
    (orphan, fresh) = store(library, [_report(8), _report(9)]).sources
    for path in (orphan.path, held.sources()[0].path):
        os.utime(path, (0, 0))
    sweep(library)
    assert sorted(files_folder(library.folder).iterdir()) == sorted([held.sources()[0].path, fresh.path])


def test_read_only_reads_nothing(library: Library, tmp_path: Path) -> None:
    """A library that is open to be read only takes no batch and starts no process."""
    library.close()
    with open_library(tmp_path / "index", read_only=True) as closed:
        with pytest.raises(LibraryReadOnly):
            hand_in(closed, folders=[tmp_path])
        with pytest.raises(LibraryReadOnly):
            start(closed)
