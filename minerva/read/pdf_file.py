"""The PDF file as such: whether it can be read at all, its title, its pages."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING

from minerva.errors import UnreadableFile
from minerva.messages import translate as _
from minerva.read.pdf_lines import PageLines, page_lines
from minerva.read.repair import repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pypdfium2
    from pdfminer.layout import LTPage
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    from minerva.settings import ReadSettings

# pdfminer tells of every oddity of a file; without a handler, they would stand on the terminal.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())

_MIN_CHARACTERS = 10
"""A page with fewer characters has no text layer, but perhaps a page number."""
_STAMP_CHARACTERS = 60
"""A scanned page may bear a stamp of so many characters: date, registry number."""
_PICTURE_SHARE = 0.4
_DRAWN_LETTERS = 200
_SMALL_WIDTH = 120
_SHADES_ALIKE = 16
_GROUND_SHARE = 0.6
"""
Paper that was scanned is of one shade, in steps of 16 and their neighbours, for .7 or more of its points at 120 across;
the photographs at hand for .27 to .46.
"""
_HEAD_BYTES = 1024
_TAIL_BYTES = 65_536
_PASSWORD_ERROR = 4
"""``FPDF_ERR_PASSWORD`` of pdfium."""
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|untitled\W*\d*|namnlös\W*\d*|title|titel"
    r"|(?:power)?point.?presentation|document\W*\d*|dokument\W*\d*|.*\.(?:docx?|xlsx?|pptx?|pdf|indd|odt|rtf|tmp|html?)|[\d\W_]*|\S*[_\\/]\S*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """
    What a first look at a PDF tells.

    Attributes
    ----------
    title
        The title that the file declares, if it is one.
    textless
        Pages, from 1, that are pictures of text or letters drawn; blank pages are not among them.
    """

    page_count: int
    title: str | None
    textless: tuple[int, ...]


def look(path: Path, settings: ReadSettings) -> PdfFacts:
    """
    Check that a PDF can be read.

    Raises
    ------
    UnreadableFile
        If it is no PDF, damaged, cut off, locked with a password, too long, or blank.
    """
    import pypdfium2  # noqa: PLC0415 - only PDFs need it

    _check_ends(path)
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            page_count = len(pdf)
            if page_count > settings.max_pages:
                raise _too_long(page_count, settings.max_pages)
            textless = [index for index in range(page_count) if _is_textless(pdf[index])]
            # Where no page has text, whatever is drawn on them may be its letters.
            least = _DRAWN_LETTERS if len(textless) < page_count else 1
            pictures = tuple(index + 1 for index in textless if _is_picture(pdf[index], least))
            title = repair(pdf.get_metadata_value("Title")).strip()
    except pypdfium2.PdfiumError as error:
        raise _unopened(error) from error
    if len(textless) == page_count and not pictures:
        raise UnreadableFile(_("The pages of the file are blank."), _("Leave it out, or fetch it again."))
    return PdfFacts(page_count, None if _NO_TITLE.match(title) else title or None, pictures)


def read_pages(path: Path, numbers: Iterable[int] = ()) -> Iterator[PageLines]:
    """
    Read the lines of each page in turn; one that pdfminer fails on comes without lines.

    Parameters
    ----------
    numbers
        Of the pages, where the file holds only some of another's; by default they are counted from 1.

    Raises
    ------
    UnreadableFile
        If the pages cannot be found.
    """
    from pdfminer.layout import LAParams  # noqa: PLC0415 - importing pdfminer takes 0.07 s

    margins = LAParams()
    for number, page in zip(chain(numbers, count(1)), _layouts(path), strict=False):
        broken = PageLines(number, 0, 0, (), damaged=True)
        yield broken if page is None else page_lines(page, number, margins)


def damaged() -> UnreadableFile:
    """Return the error for a file that breaks off or makes no sense within."""
    return UnreadableFile(
        _("The PDF is damaged or was cut off on its way."), _("Fetch it again, or open it and save it anew.")
    )


def _layouts(path: Path) -> Iterator[LTPage | None]:
    from pdfminer.pdfinterp import PDFResourceManager  # noqa: PLC0415 - importing pdfminer takes 0.07 s
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415

    resources = PDFResourceManager()
    with path.open("rb") as file:
        try:
            for page in PDFPage.get_pages(file):
                yield _layout(page, resources)
        except MemoryError:
            raise
        except Exception as error:  # pdfminer lets KeyError, struct.error and others through
            raise damaged() from error


def _layout(page: PDFPage, resources: PDFResourceManager) -> LTPage | None:
    """Return the glyphs of a page; ``None`` if it is damaged or overfull."""
    from pdfminer.pdfinterp import PDFPageInterpreter  # noqa: PLC0415 - importing pdfminer takes 0.07 s

    from minerva.read.pdf_device import PageDevice  # noqa: PLC0415 - as above

    # A device that failed on one page would fail on the next, so each page has its own; fonts are shared.
    device = PageDevice(resources)
    try:
        PDFPageInterpreter(resources, device).process_page(page)
        return device.get_result()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - pdfminer lets KeyError, struct.error and others through; the page is told of
        return None


def _check_ends(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        file.seek(max(path.stat().st_size - _TAIL_BYTES, 0))
        tail = file.read()
    if b"%PDF-" not in head:
        raise UnreadableFile(
            _("The file is no PDF, whatever its name says."),
            _("Open it in the program that made it and save it as PDF."),
        )
    if b"startxref" not in tail:
        raise damaged()


def _count(page: pypdfium2.PdfPage) -> int:
    return int(page.get_textpage().count_chars())


def _is_textless(page: pypdfium2.PdfPage) -> bool:
    count = _count(page)
    return count < _MIN_CHARACTERS or (count < _STAMP_CHARACTERS and _is_picture(page, _DRAWN_LETTERS))


def _is_picture(page: pypdfium2.PdfPage, least_drawn: int) -> bool:
    """Tell a scanned page, or one whose letters are drawn, from a photograph and a blank one with at most a logo."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - only PDFs need it

    width, height = page.get_size()
    drawn = 0
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH)):
        left, bottom, right, top = item.get_bounds()
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            drawn += 1
        elif (right - left) * (top - bottom) >= _PICTURE_SHARE * width * height:
            return _has_ground(page, (max(left, 0), max(bottom, 0), max(width - right, 0), max(height - top, 0)))
    return drawn >= least_drawn


def _has_ground(page: pypdfium2.PdfPage, margins: tuple[float, float, float, float]) -> bool:
    """
    Tell whether most of a picture has one shade, as the paper behind letters has and a photograph has not.

    *margins* are how far it stands from the left, lower, right and upper edge of the page, in points.
    """
    picture = page.render(scale=_SMALL_WIDTH / max(page.get_width(), 1), grayscale=True, crop=margins)
    shades = Counter(shade // _SHADES_ALIKE for shade in bytes(picture.buffer))
    ground = max(sum(shades[near] for near in (shade - 1, shade, shade + 1)) for shade in tuple(shades))
    return ground >= _GROUND_SHARE * shades.total()


def _unopened(error: pypdfium2.PdfiumError) -> UnreadableFile:
    if getattr(error, "err_code", None) == _PASSWORD_ERROR:
        return UnreadableFile(_("The PDF is locked with a password."), _("Open it and save it without a password."))
    return damaged()


def _too_long(page_count: int, limit: int) -> UnreadableFile:
    return UnreadableFile(
        _("The PDF has {pages} pages; the limit is {limit}.").format(pages=page_count, limit=limit),
        _("Divide it, or raise max_pages under [read] in the library's minerva.toml."),
    )
