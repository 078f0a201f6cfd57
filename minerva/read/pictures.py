"""Pictures of the pages of PDFs, drawn by a program of its own within limits, since files are not to be trusted."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import BoundedSemaphore

from minerva.read.program import private_folder, run_program

_PROGRAM = Path(__file__).with_name("page_picture.py")
_FEW = BoundedSemaphore(2)
"""Pictures are drawn one a processor of a small machine, however many users ask at once; the others wait."""
_TIMEOUT_S = 20.0
_MEMORY_MB = 800


def page_picture(pdf: Path, number: int, quotation: str) -> bytes:
    """
    Return a page of *pdf* as PNG, with what it has of the *quotation* marked.

    Parameters
    ----------
    number
        Of the page, from 1.

    Raises
    ------
    ProgramFailed
        If there is no such page, or it cannot be drawn within the limits.
    """
    with _FEW, private_folder() as folder:
        told, drawn = folder / "quotation.txt", folder / "page.png"
        told.write_text(quotation, encoding="utf-8")
        command = [sys.executable, "-P", str(_PROGRAM), str(pdf), str(number), str(told), str(drawn)]
        run_program(command, folder, timeout_s=_TIMEOUT_S, memory_mb=_MEMORY_MB)
        return drawn.read_bytes()
