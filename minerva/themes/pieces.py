"""The pieces of which passages are made: paragraphs, lists and tables, each with the headings that it stands under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.records import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.records import Document, Passage

_UNREAD = {BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.FURNITURE}


@dataclass(frozen=True, slots=True)
class Piece:
    """
    What one passage holds of a paragraph, list or table.

    Attributes
    ----------
    passage
        The passage's place among those of the report.
    headings
        The headings above, outermost first.
    """

    passage: int
    start: int
    end: int
    text: str
    headings: tuple[str, ...]


def pieces_of(document: Document, passages: Sequence[Passage]) -> list[Piece]:
    """Return the pieces of all *passages* of a report, in the order of its text; every passage has at least one."""
    blocks = list(_merged(document))
    found: list[Piece] = []
    first = 0
    for number, passage in enumerate(passages):
        while first < len(blocks) and blocks[first][0].end <= passage.start:
            first += 1
        before = len(found)
        for block, headings in _until(blocks, first, passage.end):
            start, end = max(block.start, passage.start), min(block.end, passage.end)
            found.append(Piece(number, start, end, document.text[start:end], headings))
        if len(found) == before:
            text = document.text[passage.start : passage.end]
            found.append(Piece(number, passage.start, passage.end, text, passage.section))
    return found


def _until(
    blocks: Sequence[tuple[Block, tuple[str, ...]]], first: int, end: int
) -> Iterator[tuple[Block, tuple[str, ...]]]:
    for block, headings in blocks[first:]:
        if block.start >= end:
            return
        yield block, headings


def _merged(document: Document) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """Yield the blocks that are read, the items of a list as one, each with the headings above it."""
    path: list[Block] = []
    items: list[Block] = []
    for block in document.blocks:
        if items and block.kind is not BlockKind.LIST_ITEM:
            yield _joined(items), _titles(document, path)
            items = []
        if block.kind is BlockKind.HEADING:
            path = [*(above for above in path if above.level < block.level), block]
        elif block.kind is BlockKind.LIST_ITEM:
            items.append(block)
        elif block.kind not in _UNREAD:
            yield block, _titles(document, path)
    if items:
        yield _joined(items), _titles(document, path)


def _joined(items: Sequence[Block]) -> Block:
    return Block(BlockKind.LIST_ITEM, items[0].start, items[-1].end, page=items[0].page)


def _titles(document: Document, path: Sequence[Block]) -> tuple[str, ...]:
    return tuple(" ".join(document.block_text(heading).split()) for heading in path)
