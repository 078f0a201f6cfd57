"""The tables of a document, read from its canonical text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.records import BlockKind, Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.records import Document


def tables_of(document: Document) -> Iterator[Table]:
    """Yield the tables of *document* in the order of its text."""
    for block in document.blocks:
        if block.kind is BlockKind.TABLE:
            rows = tuple(_rows(document.block_text(block), block.start))
            yield Table(block.start, block.end, block.page, rows)


def _rows(text: str, start: int) -> Iterator[tuple[Cell, ...]]:
    for line in text.split("\n"):
        yield tuple(_cells(line, start))
        start += len(line) + 1


def _cells(line: str, start: int) -> Iterator[Cell]:
    for text in line.split("\t"):
        yield Cell(text, start, start + len(text))
        start += len(text) + 1
