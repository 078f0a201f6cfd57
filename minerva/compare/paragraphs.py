"""Paragraphs of reports as they are compared: by their words, whatever the lines and hyphens they were printed with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from minerva.records import BlockKind
from minerva.swedish.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.records import Block, Document

_COMPARED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE, BlockKind.CAPTION, BlockKind.FOOTNOTE}


@dataclass(frozen=True)
class Paragraph:
    """
    A paragraph, list, table, caption or note of a report.

    Attributes
    ----------
    text
        As it stands in the report, white space folded.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None
    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters: what is compared."""
        return tuple(words(self.text))


def paragraphs_of(document: Document) -> list[Paragraph]:
    """Return what is compared of a report, in the order of its text; the items of a list are one."""
    return list(_paragraphs(document))


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    items: list[Block] = []
    for block in document.blocks:
        if items and block.kind is not BlockKind.LIST_ITEM:
            yield _paragraph(document, items)
            items = []
        if block.kind is BlockKind.LIST_ITEM:
            items.append(block)
        elif block.kind in _COMPARED:
            yield _paragraph(document, [block])
    if items:
        yield _paragraph(document, items)


def _paragraph(document: Document, blocks: list[Block]) -> Paragraph:
    start, end = blocks[0].start, blocks[-1].end
    return Paragraph(blocks[0].kind, start, end, blocks[0].page, " ".join(document.text[start:end].split()))
