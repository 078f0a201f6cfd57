"""Tasks that misbehave in every way; the functions are the standard library's, so that workers can find them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from minerva.errors import UnreadableFile
from minerva.read.worker import clock_stopped, guarded_pool
from minerva.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).parents[2]


def outcomes(
    function: Callable[[Any], Any], tasks: Iterable[Any], settings: ReadSettings | None = None, jobs: int = 1
) -> list[Any]:
    """Return what comes of each task."""
    with guarded_pool(settings or ReadSettings(), jobs) as pool:
        found = list(pool.map(function, tasks))
    return [outcome for _task, outcome in found]


def wait_for_program(reading_s: float) -> str:
    """Wait longer than a reader may work, as for another program, then read for *reading_s*."""
    with clock_stopped():
        time.sleep(3)
    time.sleep(reading_s)
    return "read"


def workers() -> list[psutil.Process]:
    """Return the processes that this one has spawned, but for multiprocessing's own."""
    children = psutil.Process().children()
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def reason(outcome: object) -> str:
    """Return the reason of an outcome that is an error."""
    assert isinstance(outcome, UnreadableFile)
    assert outcome.remedy
    return outcome.reason


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    """However many workers there are, and however long each task takes, the order is kept."""
    with guarded_pool(ReadSettings(), jobs) as pool:
        tasks = ["a" * (number % 5) for number in range(30)]
        assert list(pool.map(len, tasks)) == [(task, len(task)) for task in tasks]


def test_tasks_are_drawn_as_they_are_needed() -> None:
    """A folder of a million files is not read into memory before the first is stored."""
    tasks = iter(["a"] * 1000)
    with guarded_pool(ReadSettings(), 1) as pool:
        next(pool.map(len, tasks))
        assert len(list(tasks)) > 990


def test_no_worker_is_left() -> None:
    """Workers end with the pool, also when it is left by an error while they work."""
    assert outcomes(len, ["a"], jobs=2) == [1]
    with pytest.raises(KeyboardInterrupt), guarded_pool(ReadSettings(), 2) as pool:
        _break_off(pool.map(time.sleep, [0, 60]))
    assert not workers()


def _break_off(outcomes: Iterator[Any]) -> None:
    next(outcomes)
    assert workers()
    raise KeyboardInterrupt


def test_a_worker_that_dies_costs_its_task_only() -> None:
    """A parser that brings its process down is named as the file's fault; others are read."""
    died, well = outcomes(os._exit, [3]), outcomes(len, ["a", "bb"])
    assert "process that read the file died" in reason(died[0])
    assert well == [1, 2]


def test_a_worker_that_hangs_is_ended() -> None:
    """After the time allowed the task is given up, the limit and where to raise it are named, and the next is done."""
    start = time.monotonic()
    hung, done = outcomes(time.sleep, [60, 0], ReadSettings(timeout_s=1))
    assert "longer than 1 seconds" in reason(hung)
    assert "timeout_s" in hung.remedy
    assert done is None
    assert time.monotonic() - start < 20


def test_time_that_another_program_takes_does_not_count() -> None:
    """A task may wait for a program with a limit of its own, and has the rest of its own time afterwards."""
    waited, hung = outcomes(wait_for_program, [1, 60], ReadSettings(timeout_s=2, ocr_timeout_s=30))
    assert waited == "read"
    assert "longer than 2 seconds" in reason(hung)


@pytest.mark.parametrize(("function", "task"), [(set, range(100_000_000)), (bytearray, 4_000_000_000)])
def test_a_worker_that_grows_is_ended(function: Callable[[Any], Any], task: object) -> None:
    """Beyond the memory allowed, little by little or at once, the task is given up and the next is done."""
    grown, done = outcomes(function, [task, b"a"], ReadSettings(memory_mb=100))
    assert "more than 100 MB" in reason(grown)
    assert "memory_mb" in grown.remedy
    assert len(done) == 1


def test_an_error_of_a_parser_is_told() -> None:
    """Whatever a parser throws at a file, the run goes on and the error is named."""
    failed, done = outcomes(len, [5, "a"])
    assert "TypeError" in reason(failed)
    assert done == 1


def test_errors_of_files_come_as_they_are(tmp_path: Path) -> None:
    """A file that is gone or may not be read is told in the user's words."""
    (gone,) = outcomes(os.stat, [tmp_path / "borta.txt"])
    assert "not there" in reason(gone)


@pytest.mark.parametrize("killed", [1, 2])
def test_workers_that_die_between_tasks_are_replaced(killed: int) -> None:
    """No file is blamed when idle workers are killed from outside; what was lost is done by others."""

    def tasks() -> Iterator[str]:
        for number in range(6):
            yield "a" * number
            if number == 3:
                time.sleep(0.5)
                for worker in workers()[:killed]:
                    worker.kill()
                time.sleep(0.5)

    assert outcomes(len, tasks(), jobs=2) == list(range(6))
    assert not workers()


def test_workers_that_never_start_are_an_error_of_their_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no worker can live, every task is given up after a few attempts instead of trying for ever."""
    monkeypatch.setattr("minerva.read.worker._limit_worker", os._exit)
    found = outcomes(len, ["a", "b"])
    assert ["died" in reason(one) for one in found] == [True, True]


def test_the_main_module_is_not_run_again(tmp_path: Path) -> None:
    """A script without a guard around its call is run once, not once more by every worker, and stays itself."""
    script = tmp_path / "skript.py"
    script.write_text(
        "from minerva.read.worker import clock_stopped, guarded_pool\n"
        "from minerva.settings import ReadSettings\n"
        "print('run')\n"
        "with guarded_pool(ReadSettings(), 2) as pool:\n"
        "    print([outcome for _task, outcome in pool.map(len, ['a', 'bb'])])\n"
        "print(__file__)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split("\n") == ["run", "[1, 2]", str(script), ""]
    assert not done.stderr
