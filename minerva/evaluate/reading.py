"""One report read and compared with its truth, in all that can be measured of its structure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from minerva.evaluate.hyphens import measure_hyphens
from minerva.evaluate.structure import (
    Share,
    count_joined,
    leaked_furniture,
    measure_headings,
    measure_order,
    measure_wholes,
    torn_paragraphs,
)
from minerva.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from minerva.evaluate.structure import ReportTruth
    from minerva.records import Document, Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """
    How well a report was read.

    Attributes
    ----------
    headings
        By text and level.
    paragraphs, items, captions, notes
        Blocks of a kind that are whole, and nothing else.
    joined
        Paragraphs that a page, a column or a box breaks, and that are one block.
    hyphens
        Words broken over line ends, and made whole.
    compared
        Blocks whose place in the reading order could be compared.
    order
        Kendall's tau of these, from -1 to 1.
    leaks
        Running heads and feet, and page numbers, within passages.
    """

    headings: Share
    paragraphs: Share
    items: Share
    captions: Share
    notes: Share
    joined: Share
    hyphens: Share
    compared: Share
    order: float
    leaks: tuple[str, ...]


def measure_reading(
    document: Document, passages: Iterable[Passage], truth: ReportTruth, pages: Sequence[str]
) -> Reading:
    """
    Compare a report as read with its truth.

    Parameters
    ----------
    pages
        The text of each page as printed, a line a line; empty for formats without pages.
    """
    order, compared = measure_order(document, truth)
    lines = [line for page in pages for line in page.splitlines()]
    searched = "\n".join(document.text[passage.start : passage.end] for passage in passages)
    return Reading(
        measure_headings(document, truth),
        measure_wholes(document, truth, [BlockKind.PARAGRAPH]),
        measure_wholes(document, truth, [BlockKind.LIST_ITEM]),
        measure_wholes(document, truth, [BlockKind.CAPTION]),
        measure_wholes(document, truth, [BlockKind.FOOTNOTE]),
        count_joined(document, torn_paragraphs(truth, pages) if pages else ()),
        measure_hyphens(document.text, " \n".join(text for _kind, text in truth.blocks), lines),
        compared,
        order,
        tuple(leaked_furniture(searched, truth, pages)),
    )


def together(readings: Sequence[Reading]) -> Reading:
    """Return the sum of what was counted in several reports; their order is that of the worst."""
    names = [field.name for field in fields(Reading) if field.name not in {"order", "leaks"}]
    sums = {name: sum((getattr(reading, name) for reading in readings), Share()) for name in names}
    leaks = tuple(leak for reading in readings for leak in reading.leaks)
    return Reading(**sums, order=min(reading.order for reading in readings), leaks=leaks)


def printed_pages(path: Path) -> list[str]:
    """Return the text of each page of a PDF in the order that it was printed, by another library than reads reports."""
    import pypdfium2  # noqa: PLC0415 - only PDFs need it

    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range().replace("\r", "") for page in pdf]
