"""Reading PDF, beside what pdfminer.six alone takes for the layout of the same files."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from pdfminer.high_level import extract_pages

from benchmarks.figures import Figure
from benchmarks.places import real_pdfs
from minerva.errors import UnreadableFile
from minerva.read.pdf import read_pdf
from minerva.settings import Ocr, ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ROUNDS = 3
LEAST_RATIO = 0.85


def measure() -> Iterator[Figure]:
    """Read every file by both in turn, in this process; files that Minerva refuses do not count."""
    files = [file for file in real_pdfs() if _is_readable(file)]
    pages = sum(1 for file in files for _page in extract_pages(file))
    rounds = [[_both_s(file) for file in files] for _ in range(ROUNDS)]
    ratio = median(sum(bare for bare, _ours in times) / sum(ours for _bare, ours in times) for times in rounds)
    ours_s = median(sum(ours for _bare, ours in times) for times in rounds)
    least = min(median(times[number][0] / times[number][1] for times in rounds) for number in range(len(files)))
    beside = f"{len(files)} files, {pages} pages; slowest file {least:.2f}"
    yield Figure("PDF reading, of bare pdfminer.six", ratio, "", at_least=LEAST_RATIO, beside=beside)
    yield Figure("PDF pages in one process", pages / ours_s, "pages/s")


def _is_readable(file: Path) -> bool:
    try:
        read_pdf(file, ReadSettings(ocr=Ocr.NEVER))
    except UnreadableFile:
        return False
    return True


def _both_s(file: Path) -> tuple[float, float]:
    """Return the processor time that pdfminer.six and Minerva take for a file."""
    return _cpu_s(lambda: sum(1 for _page in extract_pages(file))), _cpu_s(
        lambda: read_pdf(file, ReadSettings(ocr=Ocr.NEVER))
    )


def _cpu_s(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
