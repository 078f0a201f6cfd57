"""Adding text files with two worker processes, and the memory that the main process takes for it."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import psutil

from benchmarks.figures import Figure
from benchmarks.places import ROOT, minerva_command
from benchmarks.synthetic import write_reports
from minerva import load_encoder
from minerva.library.passage_vectors import encode_passages
from minerva.read.files import Source
from minerva.settings import Settings
from minerva.understand.prepare import Task, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 3
FILES = 100
PARAGRAPHS = 100
JOBS = 2
LEAST_RATE = 600
MOST_MEMORY_MB = 1000
MOST_ENCODING = 0.2
_SAMPLE_EVERY_S = 0.01


def measure() -> Iterator[Figure]:
    """Add 10,000 passages from the start of the process to its end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_reports(folder / "many", FILES, paragraphs=PARAGRAPHS)
        write_reports(folder / "few", JOBS, paragraphs=1)
        runs = [_add(folder / f"index-{number}", folder / "many") for number in range(ROUNDS)]
        start_s = median(_add(folder / f"start-{number}", folder / "few")[1] for number in range(ROUNDS))
        one_process = _rate_of_preparing(files[:10])
        share = _share_of_encoding(files[10:40])
    passages = runs[0][0]
    seconds = median(run[1] for run in runs)
    rate = passages / seconds
    beside = f"{rate / one_process:.2f} of reading and cutting alone, in one process"
    yield Figure(f"add, {passages} passages, {JOBS} jobs", rate, "passages/s", at_least=LEAST_RATE, beside=beside)
    warm = passages / (seconds - start_s)
    yield Figure("… without the start of the workers", warm, "passages/s", beside=f"which is {start_s:.2f} s")
    beside = "of the time in the readers; text files, the quickest to read"
    yield Figure("… the share of encoding", share, "", at_most=MOST_ENCODING, beside=beside)
    peak_mb = max(run[2] for run in runs)
    yield Figure("add, peak memory of the main process", peak_mb, "MB", at_most=MOST_MEMORY_MB)


def _add(index: Path, folder: Path) -> tuple[int, float, float]:
    """Add a folder; return the passages added, the seconds it took, and the peak of its resident memory in MB."""
    command = [*minerva_command(index, "add", str(folder)), "--jobs", str(JOBS), "--json"]
    began = time.perf_counter()
    with tempfile.TemporaryFile() as printed:
        process = psutil.Popen(command, cwd=ROOT, stdout=printed, stderr=subprocess.DEVNULL)
        peak = 0
        while process.poll() is None:
            try:
                peak = max(peak, process.memory_info().rss)
            except psutil.NoSuchProcess:
                break
            time.sleep(_SAMPLE_EVERY_S)
        assert process.wait() == 0
        seconds = time.perf_counter() - began
        printed.seek(0)
        added = json.load(printed)["added"]
    return sum(report["passages"] for report in added), seconds, peak / 1_000_000


def _rate_of_preparing(files: list[Path]) -> float:
    """Return how many passages a second this process reads and cuts, once it has begun."""
    tasks = _tasks(files)
    prepare(tasks[0])
    began = time.perf_counter()
    passages = sum(len(prepare(task).passages) for task in tasks)
    return passages / (time.perf_counter() - began)


def _share_of_encoding(files: list[Path]) -> float:
    """Return the share of a reader's time that goes to encoding with the encoder that ships."""
    encoder = load_encoder()
    reading, encoding = [], []
    for task in _tasks(files):
        began = time.process_time()
        prepared = prepare(task)
        read = time.process_time()
        encode_passages(encoder, prepared.passages, prepared.document.text)
        reading.append(read - began)
        encoding.append(time.process_time() - read)
    # What is loaded at the first file counts for neither.
    return sum(encoding[1:]) / (sum(reading[1:]) + sum(encoding[1:]))


def _tasks(files: list[Path]) -> list[Task]:
    tasks = []
    for file in files:
        status = file.stat()
        signature = (status.st_size, status.st_mtime_ns)
        tasks.append(Task(Source(file, file.name), "0" * 64, signature, None, Settings()))
    return tasks
