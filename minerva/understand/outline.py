"""The headings of a report as a tree, with the pages on which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.records import Block, BlockKind, Document

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Heading:
    """
    A heading of a report.

    Attributes
    ----------
    level
        Depth in the tree, 1 at the top: one more than the heading that this one stands under, whatever level the
        file gave it.
    text
        As printed, white space folded.
    page
        From 1; ``None`` in formats without pages.
    start, end
        Offsets within the report's text.
    """

    level: int
    text: str
    page: int | None
    start: int
    end: int


def outline(document: Document) -> tuple[Heading, ...]:
    """Return the headings of *document* in the order of its text."""
    return tuple(_headings(document))


def _headings(document: Document) -> Iterator[Heading]:
    above: list[Block] = []
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        while above and above[-1].level >= block.level:
            above.pop()
        above.append(block)
        text = " ".join(document.block_text(block).split())
        yield Heading(len(above), text, block.page, block.start, block.end)
