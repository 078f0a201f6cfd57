"""Time and memory that each real file takes, every one in a worker of its own."""

from __future__ import annotations

import resource
import time
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.places import real_documents
from minerva.errors import UnreadableFile
from minerva.read.files import read_file
from minerva.read.worker import guarded_pool
from minerva.settings import Ocr, ReadSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_S = 60
MOST_MB = 1000
_SETTINGS = ReadSettings(ocr=Ocr.NEVER)


def measure() -> Iterator[Figure]:
    """Read every file as :func:`minerva.add` does, without recognising pictures, which has limits of its own."""
    for path in real_documents():
        began = time.monotonic()
        with guarded_pool(_SETTINGS, 1) as pool:
            ((_task, outcome),) = pool.map(_read, [path])
        took_s = time.monotonic() - began
        refused = isinstance(outcome, UnreadableFile)
        beside = outcome.reason if isinstance(outcome, UnreadableFile) else f"{outcome[1]} pages"
        yield Figure(f"{path.name[-36:]}", took_s, "s", at_most=MOST_S, beside=beside)
        if not refused:
            yield Figure("  its memory at most", outcome[0], "MB", at_most=MOST_MB)


def _read(path: Path) -> tuple[float, int]:
    """Return the most memory in megabytes that this process had, and the number of pages."""
    document = read_file(path, _SETTINGS)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, len(document.pages)
