"""
Read thousands of PDF files that mean harm, as :func:`minerva.add` does, and tell what came of each.

``python -m benchmarks.fuzzing --cases 5000``; the exit code is 1 if a file cost more than itself: if the reader went
beyond its limits, or what a user is told lacks a reason or a remedy.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.hostile.cases import case
from minerva.read.files import Source
from minerva.read.worker import guarded_pool
from minerva.settings import Ocr, PassageSettings, ReadSettings, Settings
from minerva.understand.prepare import Prepared, Task, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.hostile.cases import Case
    from minerva.errors import UnreadableFile

PROGRESS_EVERY = 250
SLACK_S = 10.0
"""A worker that is ended at its limit takes a moment to go, and the next one a moment to come."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case; *told* is what a user would read."""

    number: int
    family: str
    kind: str
    told: str
    took_s: float


def read_cases(numbers: Iterable[int], folder: Path, settings: ReadSettings, *, seed: int = 0) -> Iterator[Outcome]:
    """Make and read cases one after another, in a worker within the limits of *settings*."""
    with guarded_pool(settings, 1) as pool:
        for number in numbers:
            made = case(number, seed)
            path = folder / f"{number}.pdf"
            path.write_bytes(made.data)
            began = time.monotonic()
            ((_task, outcome),) = pool.map(prepare, [_task_of(path, settings)])
            yield _outcome(made, outcome, time.monotonic() - began)
            path.unlink()


def _task_of(path: Path, settings: ReadSettings) -> Task:
    status = path.stat()
    everything = Settings(read=settings, passages=PassageSettings())
    return Task(Source(path, path.name), "0" * 64, (status.st_size, status.st_mtime_ns), None, everything)


def _outcome(made: Case, outcome: Prepared | UnreadableFile, took_s: float) -> Outcome:
    if isinstance(outcome, Prepared):
        warnings = " ".join(outcome.report.warnings)
        return Outcome(made.number, made.family, "in part" if warnings else "read", warnings, took_s)
    told = outcome.reason if outcome.reason and outcome.remedy else ""
    return Outcome(made.number, made.family, _kind_of(told), told, took_s)


def _kind_of(reason: str) -> str:
    signs = {
        "longer than": "time",
        "MB of memory": "memory",
        "process that read": "died",
        "could not be read:": "error",
    }
    return next((kind for sign, kind in signs.items() if sign in reason), "refused" if reason else "UNTOLD")


def main() -> int:
    """Read the cases and print a table; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzzing", description=__doc__)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--step", type=int, default=1, help="4 gives the bombs alone")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--timeout", type=float, default=15.0, metavar="S")
    parser.add_argument("--memory", type=int, default=700, metavar="MB")
    parser.add_argument("--verbose", action="store_true", help="tell of every case that was not just read or refused")
    given = parser.parse_args()
    settings = ReadSettings(timeout_s=given.timeout, memory_mb=given.memory, ocr=Ocr.NEVER)
    counts: Counter[tuple[str, str]] = Counter()
    bad = 0
    with TemporaryDirectory() as folder:
        numbers = range(given.first, given.first + given.cases * given.step, given.step)
        for one in read_cases(numbers, Path(folder), settings, seed=given.seed):
            counts[one.family, one.kind] += 1
            if given.verbose and counts.total() % PROGRESS_EVERY == 0:
                print(f"… {counts.total()} cases", flush=True)
            over = one.took_s > given.timeout + SLACK_S
            bad += over or one.kind == "UNTOLD"
            if over or one.kind == "UNTOLD" or (given.verbose and one.kind not in {"read", "in part", "refused"}):
                print(f"{one.number} {one.family} {one.kind} {one.took_s:.1f} s: {one.told}", flush=True)
    _print_table(counts)
    print(f"{counts.total()} cases, {bad} beyond the limits or untold")
    return 1 if bad else 0


def _print_table(counts: Counter[tuple[str, str]]) -> None:
    kinds = sorted({kind for _family, kind in counts})
    print(f"{'':18}" + "".join(f"{kind:>9}" for kind in kinds))
    for family in sorted({family for family, _kind in counts}):
        print(f"{family:18}" + "".join(f"{counts[family, kind]:9}" for kind in kinds))


if __name__ == "__main__":
    raise SystemExit(main())
