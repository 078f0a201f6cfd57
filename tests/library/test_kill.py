"""A process that is killed while it writes leaves every report wholly there or wholly not."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from benchmarks.synthetic import prepared_report, queries, write_reports
from minerva import add, open_library, search, verify
from minerva.library.passage_vectors import use_encoder
from tests.library.writer import CHANGES, EXIT_CODE, INDEXES, MOMENTS, PARAGRAPHS, REPORTS, fill
from tests.making import make_static_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from minerva import Library, Passage
    from minerva.records import Document, Hits

    Held = dict[str, tuple[Document, list[Passage]]]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="process groups are killed as Unix does")

ROOT = Path(__file__).parents[2]
WRITER_KILLS = 38
ADD_KILLS = 7
REMOVE_KILLS = 5
WRITES_FOR_S = 0.6
"""Within this time the writer stores, removes and indexes some dozens of times."""
COMMAND_REPORTS = 30
ORPHANS_END_WITHIN_S = 10


@pytest.mark.slow
def test_writer_killed_at_any_instant(tmp_path: Path, model: Path) -> None:
    """Whenever a writer is killed, the library opens, is in order, and holds whole reports only."""
    chance = random.Random(9)
    reference = _prepared()
    sizes = set()
    _encoded(tmp_path, model)
    for number in range(WRITER_KILLS):
        with _process("-m", "tests.library.writer", str(tmp_path), "churn", str(number)) as process:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0, WRITES_FOR_S))
            assert process.poll() is None
        sizes.add(_require_whole(tmp_path, reference, f"kill {number}"))
    assert len(sizes) > REPORTS // 2


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("index", INDEXES)
@pytest.mark.parametrize("change", CHANGES)
def test_killed_between_database_and_index(tmp_path: Path, model: Path, change: str, index: str, moment: str) -> None:
    """Killed before, while or after an index follows the database, the library finds what the database holds."""
    reference = _prepared()
    _encoded(tmp_path, model)
    with open_library(tmp_path, create=True) as library:
        fill(library, reports=REPORTS - 2)
    with _process("-m", "tests.library.writer", str(tmp_path), f"{change} {index}, exit {moment}", "0") as process:
        assert process.wait(60) == EXIT_CODE
    assert _require_whole(tmp_path, reference, moment) == REPORTS - (change == "removing")


@pytest.mark.slow
def test_commands_killed_at_any_instant(tmp_path: Path, model: Path) -> None:
    """After ``add`` or ``remove`` was killed, whole reports are there, and the same command once more goes on."""
    chance = random.Random(2)
    folder, full, index = tmp_path / "rapporter", tmp_path / "full", tmp_path / "index"
    write_reports(folder, COMMAND_REPORTS, paragraphs=PARAGRAPHS)
    _encoded(full, model)
    with open_library(full, create=True) as library:
        add(library, [folder], jobs=2)
        reference, answers = _held(library), _answers(library)
    sizes = set()
    for number in range(REMOVE_KILLS):
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(full, index)
        _kill(chance, index, "remove", *reference)
        sizes.add(_require_whole(index, reference, f"remove {number}"))
    for number in range(ADD_KILLS):
        if number % 3 == 0:
            shutil.rmtree(index)
        _encoded(index, model)
        _kill(chance, index, "add", str(folder), "--jobs", "2")
        sizes.add(_require_whole(index, reference, f"add {number}"))
    assert sizes - {0, COMMAND_REPORTS}
    with open_library(index) as library:
        add(library, [folder], jobs=2)
        assert _held(library) == reference
        assert _answers(library) == answers


def test_workers_end_with_their_master(tmp_path: Path) -> None:
    """When only the main process is killed, its workers end by themselves."""
    folder = tmp_path / "rapporter"
    write_reports(folder, 60, paragraphs=100)
    with (
        open_library(tmp_path / "index", create=True) as library,
        _process("-m", "minerva", "--index", str(library.folder), "add", str(folder), "--jobs", "2") as process,
    ):
        _wait_for(library.reports)
        workers = psutil.Process(process.pid).children(recursive=True)
        assert len(workers) > 1
        process.kill()
        _gone, left = psutil.wait_procs(workers, timeout=ORPHANS_END_WITHIN_S)
        assert not [worker for worker in left if worker.status() != psutil.STATUS_ZOMBIE]


def _kill(chance: random.Random, index: Path, *words: str) -> None:
    """Start a command and kill it, with its workers, while reports come or go or the word index follows."""
    changes = chance.randint(1, COMMAND_REPORTS)
    with closing(sqlite3.connect(index / "library.db")) as connection:

        def count() -> int:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])

        before = count()
        with _process("-m", "minerva", "--index", str(index), *words) as process:
            _wait_for(lambda: abs(count() - before) >= changes or process.poll() is not None)
            time.sleep(chance.uniform(0, 0.02))


@contextmanager
def _process(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run Python in a process group of its own, which is killed when the block ends."""
    command = [sys.executable, *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _require_whole(folder: Path, reference: Held, when: str) -> int:
    """Hold the library against *reference*, of which it may lack reports but no part of one; count its reports."""
    with open_library(folder) as library:
        assert verify(library) == [], when
        held = _held(library)
        assert held == {report_id: reference[report_id] for report_id in held}, when
        found = Counter(hit.report.id for hit in search(library, "och", limit=10_000))
        assert found == {report_id: len(passages) for report_id, (_document, passages) in held.items()}, when
        near = Counter(hit.report.id for hit in search(library, "och", limit=10_000, mode="meaning"))
        assert near == found, when
    return len(held)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a tiny model."""
    return make_static_model(tmp_path_factory.mktemp("model") / "tiny")


def _encoded(folder: Path, model: Path) -> None:
    """Make a library, if there is none, that encodes what is put in."""
    with open_library(folder, create=True) as library:
        use_encoder(library, model)


def _held(library: Library) -> Held:
    return {report.id: (library.document(report.id), library.passages(report.id)) for report in library.reports()}


def _prepared() -> Held:
    """Return what a library holds to which the writer's reports were added without a kill."""
    prepared = [prepared_report(seed, paragraphs=PARAGRAPHS) for seed in range(REPORTS)]
    return {one.report.id: (one.document, list(one.passages)) for one in prepared}


def _answers(library: Library) -> list[Hits]:
    return [search(library, query) for query in queries(5)]


def _wait_for(condition: Callable[[], object]) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.0002)
