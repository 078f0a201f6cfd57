"""Hybrid search in a library of a million passages; it takes half an hour to make, so it is measured only by name."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import psutil

from benchmarks.figures import Figure
from benchmarks.meaning import MOST_MANY_MS, MOST_MEMORY_MB, QUERIES, WARM_UP, fill, search_ms
from benchmarks.synthetic import municipality_of, queries
from minerva import Filters, load_encoder, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORTS = 10_000


def measure() -> Iterator[Figure]:
    """Make a library of 10,000 reports of 100 passages, and ask it."""
    asked = queries(WARM_UP + QUERIES)
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("all", {}),
        ("one municipality", {"filters": Filters(municipality=(municipality_of(0),))}),
        ("half of the years", {"filters": Filters(year_from=2018)}),
        ("best of each municipality", {"spread": "municipality"}),
    ]
    with tempfile.TemporaryDirectory() as name:
        began = time.perf_counter()
        with open_library(Path(name), create=True) as library:
            fill(library, load_encoder(), REPORTS)
        built_s = time.perf_counter() - began
        with open_library(Path(name)) as library:
            for what, options in kinds:
                times = [search_ms(library, query, {"mode": "hybrid"} | options) for query in asked][WARM_UP:]
                shown = f"a million passages, hybrid, {what}, p50"
                yield Figure(shown, median(times), "ms", at_most=MOST_MANY_MS, beside=f"made in {built_s:.0f} s")
        memory_mb = psutil.Process().memory_info().rss / 1_000_000
        size_mb = sum(file.stat().st_size for file in Path(name).rglob("*") if file.is_file()) / 1_000_000
    beside = "of the process, with what it keeps from making the library"
    yield Figure("… memory", memory_mb, "MB", at_most=MOST_MEMORY_MB, beside=beside)
    yield Figure("… on disk, the database included", size_mb, "MB", at_most=MOST_MEMORY_MB)
