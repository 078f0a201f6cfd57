"""Which pages of a PDF are recognised from their picture, and what a user is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.errors import UnreadableFile
from minerva.messages import translate as _
from minerva.read import ocr
from minerva.read.program import ProgramFailed
from minerva.read.quality import quality
from minerva.records import LEAST_QUALITY
from minerva.settings import Ocr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from minerva.read.pdf_file import PdfFacts
    from minerva.read.pdf_lines import PageLines
    from minerva.settings import ReadSettings


@dataclass(frozen=True, slots=True)
class Recognised:
    """
    The pages of a PDF after those that needed it were recognised.

    Attributes
    ----------
    ocr_pages
        Numbers of those whose text is recognised.
    unread
        Numbers of those that needed it and were not recognised.
    remedy
        What to do about those: how to get the programs, or why they failed.
    """

    pages: list[PageLines]
    ocr_pages: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    remedy: str = ""


def with_recognised(path: Path, pages: Sequence[PageLines], facts: PdfFacts, settings: ReadSettings) -> Recognised:
    """
    Recognise the pages that have no text layer, or one that does not read as text.

    A page keeps its text layer where that reads better than what was recognised.

    Raises
    ------
    UnreadableFile
        If no page has text in the end.
    """
    wanted = _wanted(pages, facts, settings)
    found, remedy = _recognise(path, wanted, settings) if wanted else ({}, "")
    chosen = [_better(page, found.get(page.number), facts, settings) for page in pages]
    taken = tuple(page.number for page in chosen if page.lines and page is found.get(page.number))
    if facts.textless and not any(
        page.lines for page in chosen if page.number in taken or page.number not in facts.textless
    ):
        raise UnreadableFile(
            _("The file has no text layer: its pages are pictures."),
            remedy or _("Nothing could be recognised in them; scan the pages anew, or leave the file out."),
        )
    return Recognised(chosen, taken, () if found else tuple(wanted), remedy)


def page_quality(page: PageLines) -> float:
    """Return how well the text of a page reads, from 0 to 1."""
    return quality("\n".join(line.text for line in page.lines))


def _wanted(pages: Sequence[PageLines], facts: PdfFacts, settings: ReadSettings) -> list[int]:
    if settings.ocr is Ocr.ALWAYS:
        return [page.number for page in pages]
    poor = (page.number for page in pages if page.damaged or page_quality(page) < LEAST_QUALITY)
    return sorted({*facts.textless, *poor})


def _recognise(path: Path, numbers: Sequence[int], settings: ReadSettings) -> tuple[Mapping[int, PageLines], str]:
    """Return what is on the pages, or nothing and what to do about it."""
    if settings.ocr is Ocr.NEVER:
        advice = _("Let it be recognised: minerva add --ocr auto --again.")
        return {}, advice if ocr.is_available() else f"{ocr.how_to_install()} {advice}"
    try:
        return ocr.recognise(path, numbers, settings), ""
    except ocr.NoOcr:
        return {}, f"{ocr.how_to_install()} " + _("Then: minerva add --again.")
    except ProgramFailed as error:
        return {}, _(
            "Recognising failed: {error}. Raise the limits under [read] in the library's minerva.toml."
        ).format(error=error)


def _better(page: PageLines, recognised: PageLines | None, facts: PdfFacts, settings: ReadSettings) -> PageLines:
    if recognised is None:
        return page
    if settings.ocr is Ocr.ALWAYS or page.number in facts.textless or not page.lines:
        return recognised
    return recognised if page_quality(recognised) > page_quality(page) else page
