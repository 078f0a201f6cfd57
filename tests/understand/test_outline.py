from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind
from minerva.understand.outline import Heading, outline


def test_the_tree_follows_the_levels() -> None:
    """A heading is one level below the nearest one above it that is higher, whatever number the file gave it."""
    levels = [(2, "A"), (4, "B"), (4, "C"), (3, "D"), (2, "E"), (1, "F"), (2, "G")]
    pieces = [Piece(BlockKind.HEADING, text, level) for level, text in levels]
    assert [(one.level, one.text) for one in outline(assemble(pieces))] == [
        (1, "A"), (2, "B"), (2, "C"), (2, "D"), (1, "E"), (1, "F"), (2, "G"),
    ]  # fmt: skip


def test_pages_and_offsets() -> None:
    """Each heading says where it stands, and nothing but headings is listed."""
    pieces = [
        Piece(BlockKind.HEADING, "Mål", 1, page=1),
        Piece(BlockKind.PARAGRAPH, "En text.", page=1),
        Piece(BlockKind.HEADING, "Två\nrader", 2, page=2),
    ]
    document = assemble(pieces, page_count=2)
    first, second = outline(document)
    assert first == Heading(1, "Mål", 1, 0, 3)
    assert (second.text, second.page) == ("Två rader", 2)
    assert document.text[second.start : second.end].split() == ["Två", "rader"]
    assert outline(assemble([Piece(BlockKind.PARAGRAPH, "En text.")])) == ()
