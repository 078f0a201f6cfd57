"""
Finding examples among 100,000 passages.

A passage's function, readability and completeness are told when it is looked at, and at most some hundred are: so it
takes the same time in a large library as in a small one, and nothing has to be stored or brought up to date.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Figure
from benchmarks.meaning import REPORTS, fill
from benchmarks.synthetic import queries
from minerva import load_encoder, open_library
from minerva.examples.choosing import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 5
MOST_S = 3.0


def measure() -> Iterator[Figure]:
    """Ask for examples by a query, by a function that is rare, and by both, in a library of 100,000 passages."""
    asked = queries(ROUNDS + 1)
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("a query", {}),
        ("a query and a function", {"function": "åtgärd"}),
        ("a query and a rare function", {"function": "brukarröst"}),
    ]
    with tempfile.TemporaryDirectory() as name, open_library(Path(name), create=True) as library:
        fill(library, load_encoder(), REPORTS)
        for what, options in kinds:
            times = []
            for query in asked:
                began = time.perf_counter()
                weighed = examples(library, query=query, **options).weighed
                times.append(time.perf_counter() - began)
            beside = f"{weighed} passages looked at for the last, {times[0]:.1f} s for the first"
            yield Figure(f"examples of {what}, p50", median(times[1:]), "s", at_most=MOST_S, beside=beside)
        began = time.perf_counter()
        weighed = examples(library, function="plan").weighed
        yield Figure("examples of a function alone", time.perf_counter() - began, "s", beside=f"{weighed} looked at")
