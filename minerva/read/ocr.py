"""Text out of pictures of it: pages are recognised by ocrmypdf with tesseract's Swedish model, where there are such."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from minerva.errors import MinervaError
from minerva.messages import translate as _
from minerva.read.pdf_file import read_pages
from minerva.read.program import ProgramFailed, private_folder, run_program
from minerva.read.worker import clock_stopped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from minerva.read.pdf_lines import PageLines
    from minerva.settings import ReadSettings

_LANGUAGE = "swe"
_BESIDE = "eng"
"""English words and names in Swedish text come out better with both; on a scanned report the share of wrong
characters fell from 5.5 to 4.5 %."""
_OPTIONS = (
    # All that is on the page is drawn and recognised: what text it has is missing or wrong.
    "--force-ocr",
    # Scans at 120 dots an inch come out best so; at 400 the time grows and the text does not get better.
    "--oversample", "300",
    "--rotate-pages", "--deskew",
    "--output-type", "pdf", "--optimize", "0", "--jobs", "1", "--quiet",
)  # fmt: skip
_ANSWER_S = 20


class NoOcr(MinervaError):
    """The programs that recognise text are not here; the message says how to get them."""

    def __init__(self) -> None:
        super().__init__(_("Text in pictures cannot be recognised here. {remedy}").format(remedy=how_to_install()))


def is_available() -> bool:
    """Tell whether ocrmypdf, tesseract and its Swedish model are on this machine."""
    return shutil.which("ocrmypdf") is not None and _LANGUAGE in _languages()


def require() -> None:
    """
    Do nothing where text can be recognised.

    Raises
    ------
    NoOcr
        Where it cannot.
    """
    if not is_available():
        raise NoOcr


def how_to_install() -> str:
    """Return a sentence that says how the programs get onto a machine like this."""
    if sys.platform == "darwin":
        return _("To recognise the text of pictures, install what it takes: brew install ocrmypdf tesseract-lang.")
    if sys.platform == "win32":
        return _(
            "To recognise the text of pictures, install what it takes: winget install UB-Mannheim.TesseractOCR "
            "(choose Swedish in it), winget install ArtifexSoftware.GhostScript and pip install ocrmypdf."
        )
    return _(
        "To recognise the text of pictures, install what it takes: sudo apt install ocrmypdf tesseract-ocr-swe "
        "(Debian, Ubuntu; elsewhere the packages of like names)."
    )


def recognise(path: Path, pages: Sequence[int], settings: ReadSettings) -> dict[int, PageLines]:
    """
    Recognise some pages of a PDF.

    Nothing leaves the machine, and *path* is not changed: a copy of the pages lies in a private folder meanwhile.

    Parameters
    ----------
    pages
        Numbers from 1.

    Returns
    -------
    dict
        What stands on each of *pages*.

    Raises
    ------
    NoOcr
        If the programs are not here.
    ProgramFailed
        If they fail or go beyond the limits.
    """
    require()
    with private_folder() as folder:
        taken, read = folder / "taken.pdf", folder / "read.pdf"
        _take_out(path, pages, taken)
        language = f"{_LANGUAGE}+{_BESIDE}" if _BESIDE in _languages() else _LANGUAGE
        command = ["ocrmypdf", *_OPTIONS, "--language", language, str(taken), str(read)]
        with clock_stopped():
            run_program(command, folder, timeout_s=settings.ocr_timeout_s, memory_mb=settings.memory_mb)
        found = list(read_pages(read, pages))
    if len(found) != len(pages):
        raise ProgramFailed(_("it lost pages"))
    return {page.number: page for page in found}


def _take_out(path: Path, pages: Sequence[int], taken: Path) -> None:
    """
    Write *pages* into a file of their own.

    ocrmypdf refuses whole files for being signed, tagged or locked against changes; a copy of pages is none of that.
    """
    import pypdfium2  # noqa: PLC0415 - only PDFs need it

    try:
        with pypdfium2.PdfDocument(path) as pdf, pypdfium2.PdfDocument.new() as chosen:
            chosen.import_pages(pdf, [number - 1 for number in pages])
            chosen.save(taken)
    except pypdfium2.PdfiumError as error:
        raise ProgramFailed(_("the pages could not be taken out of the file")) from error


@lru_cache
def _languages() -> frozenset[str]:
    """Return the codes of the languages that tesseract has models of."""
    program = shutil.which("tesseract")
    if not program:
        return frozenset()
    try:
        listed = subprocess.run(  # noqa: S603 - the command is our own
            [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=_ANSWER_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(line.strip() for line in listed.stdout.split("\n")[1:])
