from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minerva.read.assemble import Piece, assemble
from minerva.records import Block, BlockKind, Document, Span

TEXTS = st.sampled_from(
    [
        "Nämnden har följt upp",
        "arbetet med barn och unga.",
        "Resultat:",
        "och verk-",
        "samheten",
        "Mål\t2021\nAntal\t12",
    ]
)
PIECES = st.builds(
    Piece,
    st.sampled_from(BlockKind),
    TEXTS | st.sampled_from(["", "  "]),
    st.integers(0, 4),
    st.none() | st.integers(1, 6),
)


def kinds(document: Document) -> list[tuple[str, str]]:
    """Return the kind and text of each block."""
    return [(block.kind.value, document.block_text(block)) for block in document.blocks]


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=12), st.integers(0, 7))
def test_pages_tile_the_text_and_blocks_follow_one_another(pieces: list[Piece], page_count: int) -> None:
    """Whatever a reader finds, blocks are in order without overlap, and pages lie side by side from end to end."""
    document = assemble(pieces, page_count=page_count)
    spans = [(block.start, block.end) for block in document.blocks]
    assert all(0 <= start < end <= len(document.text) for start, end in spans)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(spans))
    between = "".join(document.text[before[1] : after[0]] for before, after in itertools.pairwise(spans))
    assert not between.strip()
    assert len(document.pages) == page_count
    edges = [edge for span in document.pages for edge in span]
    assert edges == sorted(edges)
    assert all(before.end == after.start for before, after in itertools.pairwise(document.pages))
    assert not page_count or (edges[0], edges[-1]) == (0, len(document.text))


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES.filter(lambda piece: piece.text.strip() != ""), max_size=12))
def test_nothing_is_lost(pieces: list[Piece]) -> None:
    """All letters of all pieces are in the text, whatever was joined or moved."""
    text = assemble(pieces).text
    letters = sorted(char for piece in pieces for char in piece.text if char.isalnum())
    assert sorted(char for char in text if char.isalnum()) == letters


def test_a_paragraph_broken_by_a_page_end_is_one_block() -> None:
    """A sentence, and a word, that go on over the page are one; the page begins within the block."""
    document = assemble(
        [
            Piece(BlockKind.PARAGRAPH, "Nämnden följde under året upp invå-", page=1),
            Piece(BlockKind.PARAGRAPH, "narnas behov av stöd.", page=2),
        ],
        page_count=2,
    )
    assert document.text == "Nämnden följde under året upp invånarnas behov av stöd."
    assert document.blocks == (Block(BlockKind.PARAGRAPH, 0, len(document.text), 0, 1),)
    assert document.pages == (Span(0, 34), Span(34, 55))
    assert document.text[34:] == "narnas behov av stöd."


def test_what_stands_aside_is_set_at_the_end_of_its_section() -> None:
    """Footers and footnotes do not come between the halves of a paragraph, and keep their page."""
    document = assemble(
        [
            Piece(BlockKind.HEADING, "Barn", 1, 1),
            Piece(BlockKind.PARAGRAPH, "Antalet ökade, vilket", page=1),
            Piece(BlockKind.FOOTNOTE, "¹ Preliminärt.", page=1),
            Piece(BlockKind.FURNITURE, "Sida 1", page=1),
            Piece(BlockKind.PARAGRAPH, "nämnden följer.", page=2),
            Piece(BlockKind.HEADING, "Åtgärder", 3, 2),
            Piece(BlockKind.HEADING, "Äldre", 2, 2),
            Piece(BlockKind.FURNITURE, "Sida 2", page=2),
        ],
        page_count=2,
    )
    assert kinds(document) == [
        ("heading", "Barn"),
        ("paragraph", "Antalet ökade, vilket nämnden följer."),
        ("heading", "Åtgärder"),
        ("footnote", "¹ Preliminärt."),
        ("furniture", "Sida 1"),
        ("heading", "Äldre"),
        ("furniture", "Sida 2"),
    ]
    assert [block.page for block in document.blocks] == [1, 1, 2, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Nämnden har följt", "upp arbetet.", True),
        ("Nämnden har följt.", "upp arbetet.", False),
        ("Nämnden har ”följt.”", "upp arbetet.", False),
        ("Följande ingår:", "arbetet med barn", False),
        ("Nämnden har följt", "Upp till bevis", False),
        ("Nämnden har följt", "2 av 3 mål", False),
    ],
)
def test_only_unfinished_sentences_are_joined(before: str, after: str, *, joined: bool) -> None:
    """A paragraph goes on where the one before has not ended and it begins with a small letter."""
    document = assemble([Piece(BlockKind.PARAGRAPH, before), Piece(BlockKind.PARAGRAPH, after)])
    assert len(document.blocks) == (1 if joined else 2)


def test_a_list_item_goes_on_in_the_next_paragraph() -> None:
    """A list item broken by a page end is one block too; a heading never goes on."""
    item = [Piece(BlockKind.LIST_ITEM, "• stöd till"), Piece(BlockKind.PARAGRAPH, "familjer")]
    assert kinds(assemble(item)) == [("list item", "• stöd till familjer")]
    heading = [Piece(BlockKind.HEADING, "Stöd till", 1), Piece(BlockKind.PARAGRAPH, "familjer")]
    assert len(assemble(heading).blocks) == 2


def test_lists_contents_and_furniture_stand_close() -> None:
    """Between items of one list there is no blank line; between other blocks there is."""
    document = assemble(
        [
            Piece(BlockKind.PARAGRAPH, "Detta görs:"),
            Piece(BlockKind.LIST_ITEM, "• ett"),
            Piece(BlockKind.LIST_ITEM, "• två"),
        ]
    )
    assert document.text == "Detta görs:\n\n• ett\n• två"


def test_pages_without_text_are_empty() -> None:
    """A blank page has an empty span between its neighbours', at the beginning and the end as well."""
    document = assemble(
        [Piece(BlockKind.PARAGRAPH, "Ett.", page=2), Piece(BlockKind.PARAGRAPH, "Två.", page=4)], page_count=5
    )
    assert document.pages == (Span(0, 0), Span(0, 6), Span(6, 6), Span(6, 10), Span(10, 10))


def test_damage_is_told() -> None:
    """The report says how many characters could not be read, after what the reader warned of."""
    document = assemble([Piece(BlockKind.PARAGRAPH, "x\ufffdq\ufffdz")], warnings=["Gissat."])
    assert document.warnings == ("Gissat.", "2 characters could not be read.")
    assert assemble([Piece(BlockKind.PARAGRAPH, "x\ufffdq")]).warnings == ("1 character could not be read.",)


def test_an_empty_title_is_none() -> None:
    """A file that declares an empty title declares none."""
    assert assemble([], title="").title is None
    assert assemble([], title="Årsredovisning").title == "Årsredovisning"
