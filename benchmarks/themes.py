"""
Themes found in judged texts, beside what other tools find in them, and in as many as a hundred thousand passages.

The judged texts are those of ``../shared``; without them that part is left out. ``make bench-themes`` installs the
other tools in an environment of their own; without it they are left out, too.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.figures import Figure
from benchmarks.synthetic import mixture
from benchmarks.theme_rivals import most_memory_mb
from minerva import cluster, load_encoder
from minerva.evaluate.clusterings import agreement, coherence, diversity
from minerva.themes.naming import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
JUDGED = ROOT.parent / "shared" / "eval" / "almedalen_dev.jsonl"
RIVALS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
LEAST_V, LEAST_ARI, MOST_UNASSIGNED, LEAST_SAME = 0.43, 0.28, 0.05, 0.8
SIZES = (10_000, 30_000, 100_000)
LARGEST = 300_000
MOST_SECONDS, MOST_MB = 90.0, 4000.0
_READ = 400


def measure() -> Iterator[Figure]:
    """Measure judged texts, then growth."""
    if JUDGED.exists():
        yield from _judged()
    yield from _growth()


def _judged() -> Iterator[Figure]:
    with JUDGED.open(encoding="utf-8") as lines:
        judged = [json.loads(line) for line in lines]
    texts = [f"{one['title']}. {one['text']}" for one in judged]
    truth = [one["topic"] for one in judged]
    vectors = load_encoder().encode(texts)
    labels, seconds = zip(*(_timed(vectors, texts, seed) for seed in range(3)), strict=True)
    found = agreement(labels[0], truth)
    beside = f"{len(texts)} texts of {len(set(truth))} topics, {labels[0].max() + 1} themes found"
    yield Figure("themes, V-measure", found.v, "", at_least=LEAST_V, beside=beside)
    yield Figure("themes, adjusted Rand index", found.ari, "", at_least=LEAST_ARI)
    yield Figure("themes, normalised mutual information", found.nmi, "")
    yield Figure("themes, unassigned", found.unassigned, "", at_most=MOST_UNASSIGNED)
    same = [agreement(labels[0], other.tolist()).ari for other in labels[1:]]
    yield Figure("themes, seed to seed (adjusted Rand index)", float(np.mean(same)), "", at_least=LEAST_SAME)
    keywords = _keywords(labels[0], texts)
    yield Figure("themes, coherence of keywords (NPMI)", coherence(keywords, texts), "")
    yield Figure("themes, diversity of keywords", diversity(keywords), "")
    yield Figure("themes, same bytes with one thread", float(_same_with_one_thread(vectors, texts, labels[0])), "", 1)
    yield Figure("themes, time", min(seconds), "s")
    yield from _rivals(vectors, texts, truth, min(seconds))


def _timed(vectors: NDArray[np.float32], texts: Sequence[str], seed: int) -> tuple[NDArray[np.int64], float]:
    began = time.perf_counter()
    labels = cluster(vectors, texts, seed=seed).labels
    return labels, time.perf_counter() - began


def _keywords(labels: NDArray[np.int64], texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Name themes of labels by our own way, so that coherence compares themes and not ways to name them."""
    of: dict[int, list[str]] = defaultdict(list)
    for label, text in zip(labels.tolist(), texts, strict=True):
        if label >= 0 and len(of[label]) < _READ:
            of[label].append(text)
    chosen = [of[label] for label in sorted(of)]
    return [one.keywords for one in names_of(chosen, [[str(n) for n in range(len(c))] for c in chosen], [[]] * len(of))]


def _same_with_one_thread(vectors: NDArray[np.float32], texts: Sequence[str], labels: NDArray[np.int64]) -> bool:
    """Tell whether a process of its own, which may use one core and one thread, gives the same bytes."""
    code = (
        "import json, sys, hashlib, numpy as np; from minerva import cluster; folder = sys.argv[1];"
        "labels = cluster(np.load(folder + '/vectors.npy'), json.load(open(folder + '/texts.json'))).labels;"
        "print(hashlib.sha256(labels.tobytes()).hexdigest())"
    )
    with tempfile.TemporaryDirectory() as folder:
        _save(Path(folder), vectors, texts)
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
        command = [sys.executable, "-c", code, folder]
        if hasattr(os, "sched_setaffinity"):
            command = ["taskset", "-c", str(min(os.sched_getaffinity(0))), *command]
        done = subprocess.run(command, env=os.environ | threads, capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout.strip() == hashlib.sha256(labels.tobytes()).hexdigest()


def _rivals(
    vectors: NDArray[np.float32], texts: Sequence[str], truth: Sequence[str], ours_s: float
) -> Iterator[Figure]:
    """Compare with other tools, with the same vectors, each in a process of its own."""
    if not RIVALS_PYTHON.exists():
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _save(folder, vectors, texts)
        script = str(Path(__file__).with_name("theme_rivals.py"))
        listed = subprocess.run([RIVALS_PYTHON, script, "--list"], capture_output=True, text=True, check=True)
        for rival in listed.stdout.split():
            done = subprocess.run([RIVALS_PYTHON, script, rival, folder], capture_output=True, text=True, check=False)
            if done.returncode:
                yield Figure(f"{rival}, failed", 0.0, "", beside=done.stderr.strip().splitlines()[-1][:100])
                continue
            told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
            labels = np.load(folder / f"{rival}.npy").astype(np.int64)
            found, keywords = agreement(labels, truth), _keywords(labels, texts)
            same = agreement(labels, np.load(folder / f"{rival}-again.npy").tolist()).ari
            yield Figure(
                f"{rival}, V-measure", found.v, "",
                beside=f"ARI {found.ari:.2f}, NMI {found.nmi:.2f}, {found.unassigned:.0%} unassigned, "
                f"{labels.max() + 1} themes, seed to seed {same:.2f}, NPMI {coherence(keywords, texts):.2f}, "
                f"diversity {diversity(keywords):.2f}, {told['seconds']:.0f} s ({told['seconds'] / ours_s:.1f} times "
                f"ours), {told['mb']:.0f} MB",
            )  # fmt: skip


def _save(folder: Path, vectors: NDArray[np.float32], texts: Sequence[str]) -> None:
    np.save(folder / "vectors.npy", vectors)
    (folder / "texts.json").write_text(json.dumps(list(texts)), encoding="utf-8")


def _growth() -> Iterator[Figure]:
    """Put ever more passages into themes, each time in a process of its own."""
    before: tuple[int, float] | None = None
    for size in (*SIZES, *([LARGEST] if os.environ.get("MINERVA_BENCH_LARGE") else [])):
        code = "import sys; from benchmarks.themes import grown; print(*grown(int(sys.argv[1])))"
        done = subprocess.run(
            [sys.executable, "-c", code, str(size)], capture_output=True, text=True, check=True, cwd=ROOT
        )
        seconds, cpu_s, megabytes, rand = map(float, done.stdout.split())
        steeper = f", {cpu_s / before[1] / (size / before[0]):.2f} times linear growth" if before else ""
        limits = (MOST_SECONDS, MOST_MB) if size == SIZES[-1] else (None, None)
        yield Figure(
            f"themes of {size} passages, time", seconds, "s", at_most=limits[0],
            beside=f"{cpu_s:.1f} s of processors{steeper}; ARI {rand:.2f} with the mixture",
        )  # fmt: skip
        yield Figure(f"themes of {size} passages, memory", megabytes, "MB", at_most=limits[1])
        before = size, cpu_s


def grown(size: int) -> tuple[float, float, float, float]:
    """Return seconds, seconds of processors and memory in MB that *size* passages take, and how well they are found."""
    vectors, texts, truth = mixture(size)
    began, cpu = time.perf_counter(), time.process_time()
    labels = cluster(vectors, texts, granularity="fine").labels
    seconds, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    return seconds, cpu_s, most_memory_mb(), agreement(labels, truth.tolist()).ari
