"""Processor time and memory that each real file takes, every one in a worker of its own."""

from __future__ import annotations

import resource
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
_SETTINGS = ReadSettings(timeout_s=600, ocr=Ocr.NEVER)


def measure() -> Iterator[Figure]:
    """Read every file as :func:`minerva.add` does, without recognising pictures, which has limits of its own."""
    for path in real_documents():
        with guarded_pool(_SETTINGS, 1) as pool:
            ((_task, outcome),) = pool.map(_read, [path])
        if isinstance(outcome, UnreadableFile):
            raise outcome
        took_s, most_mb, beside = outcome
        yield Figure(path.name[-36:], took_s, "s", at_most=MOST_S, beside=beside)
        yield Figure("  its memory at most", most_mb, "MB", at_most=MOST_MB)


def _read(path: Path) -> tuple[float, float, str]:
    """Return the processor time and the most memory that this process took, and what came of it."""
    try:
        beside = f"{len(read_file(path, _SETTINGS).pages)} pages"
    except UnreadableFile as error:
        beside = error.reason
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, beside
