"""Tables are read from the canonical text."""

from __future__ import annotations

from minerva.read.assemble import Piece, assemble
from minerva.read.tables import tables_of
from minerva.records import BlockKind


def test_cells_are_slices() -> None:
    """Every cell is a slice of the document's text, also an empty one and one that ends its row early."""
    rows = "Mål\tUtfall 2022\tMål 2022\nTrygg\t\t85 %\nNöjd\t71 %"
    pieces = [Piece(BlockKind.PARAGRAPH, "Så gick det."), Piece(BlockKind.TABLE, rows, page=3)]
    document = assemble(pieces, page_count=3)
    (table,) = tables_of(document)
    assert table.page == 3
    assert "\n".join("\t".join(cell.text for cell in row) for row in table.rows) == rows
    assert all(document.text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)
