"""One process writes, any number read, and what they read is whole."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.synthetic import prepared_report
from minerva import add, open_library, rebuild, remove, search, verify
from minerva.errors import LibraryLocked
from minerva.library.writing import writing
from tests.library.writer import PARAGRAPHS, REPORTS, fill, put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva import Library
    from minerva.records import Hits

ROOT = Path(__file__).parents[2]
EVERYWHERE = "och"
"""A word that every passage of the reports holds."""
READ_FOR_S = 3.0


def test_second_writer_is_told(library: Library) -> None:
    """Who wants to write while another process does is told which one, and may read."""
    fill(library)
    with _writer(library, "hold") as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(LibraryLocked, match=f"Process {process.pid} is writing") as caught:
            remove(library, [library.reports()[0].id])
        assert caught.value.pid == process.pid
        assert _everything(library).total == REPORTS * PARAGRAPHS
    assert remove(library, [library.reports()[0].id])


def test_second_writer_at_the_command_line(library: Library, tmp_path: Path) -> None:
    """A command that would write ends with 1 and a line that names the process; one that reads does its work."""
    fill(library)
    (tmp_path / "ny.txt").write_text("En rapport till om nämndens arbete under året.", encoding="utf-8")
    report_id = library.reports()[0].id
    with _writer(library, "hold") as process:
        assert process.stdout
        process.stdout.readline()
        for words in (["add", str(tmp_path / "ny.txt")], ["remove", report_id], ["rebuild"]):
            done = _minerva(library, *words)
            assert done.returncode == 1
            assert done.stderr.count("\n") == 1
            assert f"Process {process.pid} is writing" in done.stderr
        assert _minerva(library, "search", EVERYWHERE).returncode == 0
        assert _minerva(library, "verify").returncode == 0


def test_second_thread_is_told(library: Library) -> None:
    """Two threads of one process do not write at once either."""
    fill(library)
    with writing(library), ThreadPoolExecutor(1) as pool:
        other = pool.submit(remove, library, [library.reports()[0].id])
        assert isinstance(other.exception(), LibraryLocked)


def test_lock_of_a_dead_process(library: Library) -> None:
    """A process that was killed while it wrote keeps nobody from writing."""
    fill(library)
    with _writer(library, "hold") as process:
        assert process.stdout
        process.stdout.readline()
    assert (library.folder / "writer.pid").read_text(encoding="ascii") == str(process.pid)
    assert remove(library, [library.reports()[0].id])


def test_reading_while_another_process_writes(library: Library) -> None:
    """Every search sees whole reports and counts them exactly, in a state that the library really had."""
    fill(library, reports=1)
    states = _states_of_turn()
    seen: Counter[frozenset[str]] = Counter()
    with _writer(library, "turn"):
        for hits in _searches(library):
            seen[_whole_reports(hits)] += 1
    assert set(seen) <= states
    assert len(seen) > len(states) // 2
    with open_library(library.folder) as opened:
        assert verify(opened) == []


def test_commands_while_another_process_writes(library: Library) -> None:
    """Commands that read do so while another process writes, each opening the library anew."""
    fill(library)
    passage = library.passages(prepared_report(0, paragraphs=PARAGRAPHS).report.id)[1]
    with _writer(library, "turn"):
        for _round in range(4):
            found = _json(_minerva(library, "search", EVERYWHERE, "--limit", "1000", "--json"))
            assert found["total"] == len(found["hits"])
            assert set(Counter(hit["report"] for hit in found["hits"]).values()) == {PARAGRAPHS}
            reports = _json(_minerva(library, "reports", "--json"))["reports"]
            assert passage.report_id in {report["id"] for report in reports}
            shown = _json(_minerva(library, "show", passage.id, "--json"))
            assert shown["passage"]["text"] == library.quote(passage)
            assert _json(_minerva(library, "info", "--json"))["reports"] in range(1, REPORTS + 1)


def test_threads_share_a_library(library: Library) -> None:
    """Threads may search one library at once, while another of them writes and another process does not."""
    fill(library)
    reports = [prepared_report(seed, paragraphs=PARAGRAPHS) for seed in range(1, REPORTS)]
    stop = threading.Event()

    def write() -> None:
        with writing(library) as writer:
            while not stop.is_set():
                for one in reports:
                    writer.remove(one.report.id)
                    writer.update_indexes()
                for one in reports:
                    put(library, writer, one)
                    writer.update_indexes()
        library.close()

    def read() -> set[frozenset[str]]:
        seen = {_whole_reports(hits) for hits in _searches(library)}
        library.close()
        return seen

    with ThreadPoolExecutor(4) as pool:
        writer = pool.submit(write)
        readers = [pool.submit(read) for _ in range(3)]
        try:
            seen = set().union(*(reader.result() for reader in readers))
        finally:
            stop.set()
        writer.result()
    assert seen <= _states_of_turn()
    assert len(seen) > REPORTS
    assert verify(library) == []


def test_reading_while_the_index_is_made_anew(library: Library) -> None:
    """Who searches while the word index is made anew finds all that was there before, also when opening just then."""
    fill(library)

    def read() -> set[frozenset[str]]:
        seen = set()
        for _hits in _searches(library):
            with open_library(library.folder) as opened:
                seen.add(_whole_reports(_everything(opened)))
        return seen

    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(read)
        while not reader.done():
            rebuild(library)
        assert [len(reports) for reports in reader.result()] == [REPORTS]


def test_adding_while_reading(library: Library, tmp_path: Path) -> None:
    """What is being added can be searched when the run is over, by a library that was open all the time."""
    (tmp_path / "ny.txt").write_text("Sommarkolonin öppnade åter efter renoveringen av köket.", encoding="utf-8")
    with open_library(library.folder) as reader:
        assert search(reader, "sommarkolonin").total == 0
        add(library, [tmp_path / "ny.txt"])
        assert search(reader, "sommarkolonin").total == 1


@contextmanager
def _writer(library: Library, verb: str) -> Iterator[subprocess.Popen[str]]:
    """Let another process write while the block runs, then kill it."""
    command = [sys.executable, "-m", "tests.library.writer", str(library.folder), verb, "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
            assert process.poll() is None
        finally:
            process.kill()


def _minerva(library: Library, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "minerva", "--index", str(library.folder), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _json(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _everything(library: Library) -> Hits:
    return search(library, EVERYWHERE, limit=1000)


def _searches(library: Library) -> Iterator[Hits]:
    until = time.monotonic() + READ_FOR_S
    while time.monotonic() < until:
        yield _everything(library)


def _whole_reports(hits: Hits) -> frozenset[str]:
    """Return the ids of the reports found, having made sure that each is there with all its passages."""
    assert hits.total == len(hits)
    found = Counter(hit.report.id for hit in hits)
    assert set(found.values()) <= {PARAGRAPHS}
    assert all(hit.text.endswith(".") for hit in hits)
    return frozenset(found)


def _states_of_turn() -> set[frozenset[str]]:
    """Return what may be in the library while the reports but the first come one by one and go in the same order."""
    first, *others = [prepared_report(seed, paragraphs=PARAGRAPHS).report.id for seed in range(REPORTS)]
    cuts = range(len(others) + 1)
    return {frozenset([first, *others[begin:end]]) for begin, end in [*((0, n) for n in cuts), *((n, 7) for n in cuts)]}
