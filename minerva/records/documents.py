"""What a file is once it is read: text, pages, blocks, tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

LEAST_QUALITY = 0.85
"""
Under this a text layer is as good as none.

Of 489 pages that real and built files hold, all read better, the worst at .857; broken as text layers break (codes
shifted or mixed up, å ä ö in the wrong encoding, one glyph in ten unknown, letters set apart, lines without spaces,
words backwards), 99 to 100 % of them read worse. It lies where one character in twenty is wrong.
"""


class Span(NamedTuple):
    """A half-open range of characters, ``text[start:end]``."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"
    """A line of a table of contents: kept in the text, never searched."""
    FURNITURE = "furniture"
    """A running header, footer or page number: kept in the text, never searched."""


@dataclass(frozen=True, slots=True)
class Block:
    """
    One piece of a document's canonical text.

    Attributes
    ----------
    level
        Depth of a heading, 1 at the top; 0 for every other kind.
    page
        The page (from 1) on which the block begins; ``None`` in formats without pages.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """
    A file as read.

    Attributes
    ----------
    text
        The canonical text: repaired once, never changed again. Blocks are separated by blank lines; a table
        has one row a line and a tab between cells.
    pages
        Where the running text of each page lies; the spans follow one another and cover *text*. Empty for formats
        without pages. Furniture and footnotes are set at the end of their section, so their block's ``page``
        counts, not the span that they fall into.
    blocks
        In the order of *text*, never overlapping.
    title
        The title that the file itself declares (PDF or DOCX properties, HTML ``title``), if any.
    warnings
        What the reader had to guess or repair, each one sentence for the user.
    ocr_pages
        Numbers of the pages, from 1, whose text was recognised from their picture.
    quality
        How well each page reads, 0 to 1 (see :mod:`minerva.read.quality`); empty for formats without pages.
    """

    text: str
    pages: tuple[Span, ...] = ()
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    warnings: tuple[str, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    quality: tuple[float, ...] = ()

    def block_text(self, block: Block) -> str:
        """Return the text that *block* covers."""
        return self.text[block.start : block.end]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: ``text == document.text[start:end]``, empty where the table has nothing there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table of a document, as its canonical text writes it: one row a line, a tab between cells.

    Attributes
    ----------
    page
        The page (from 1) on which it begins; ``None`` in formats without pages.
    rows
        From top to bottom, as long as they are printed; what a cell merged over columns or rows says stands in the
        first of them, the others are empty.
    """

    start: int
    end: int
    page: int | None
    rows: tuple[tuple[Cell, ...], ...]
