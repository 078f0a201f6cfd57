"""What stands at the front of a document, where a report says what it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from minerva.records import Block, BlockKind, Document, Evidence
from minerva.understand.confidence import LIKELY

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

FRONT_BLOCKS = 12
"""A cover rarely holds more; a text without one soon gets to its subject."""
FRONT_PARAGRAPH_CHARS, SENTENCE_CHARS = 300, 100
"""A longer paragraph, or a longer sentence, is running text: what follows it no longer presents the report."""
SENTENCE_WORDS = 6
TABLE_CHARS = 600
"""A longer table shows figures; a shorter one may say of whom, by whom and when the report is."""

_NATIONAL = re.compile(
    r"(?:regeringens (?:proposition|skrivelse)|kommittédirektiv|statens offentliga utredningar|svensk författningssam|"
    r"riksdagens protokoll|lagrådsremiss|motion till riksdagen|(?:skriftlig fråga|interpellation) \d{4}|"
    r"[a-zåäö]*(?:lag|förordning|kungörelse|stadga|balk)\b[^.]*\(\d{4}:\d+\)|"
    r"[a-zåäö]+s föreskrifter (?:och allmänna råd )?om |"
    r"(?:SOU|Ds|Dir\.|Prop\.|[A-ZÅÄÖ]*FS) ?\d{4}(?:/\d\d)?:\d+$)",
    re.IGNORECASE,
)
"""Opens a block; a municipal report, too, may cite a statute further on in one."""


_REGIONAL = re.compile(
    r"(?:region (?!gotland)[a-zåäö]|landstinget\b|[a-zåäö]+ läns landsting\b|regionfullmäktige|regionstyrelsen|"
    r"kommunalförbundet\b|[^\n]{0,40}(?:kommunal|räddningstjänst|brandförsvars|gymnasie|samordnings)förbund(?:et)?\b)",
    re.IGNORECASE,
)
"""Opens a block: the sender serves several municipalities."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """
    A value and where it was found; *start* and *end* only where the source is the text.

    Attributes
    ----------
    confidence
        From 0 to 1; see :mod:`minerva.understand.confidence`.
    """

    value: T
    source: str
    start: int | None = None
    end: int | None = None
    confidence: float = LIKELY

    def evidence(self, field: str) -> Evidence:
        """Say that this supports *field* of the report."""
        return Evidence(field, self.source, self.start, self.end, self.confidence)

    def rated(self, confidence: float) -> Found[T]:
        """Return the same, relied on as much as *confidence*."""
        return replace(self, confidence=confidence)


class Place(Enum):
    """Where in a document something stands, as far as that tells whether the report is about it."""

    FRONT = "front"
    COLOPHON = "colophon"
    """A table on the first page, such as one of the document's number, date and sender."""
    HEADING = "heading"
    FURNITURE = "furniture"
    BODY = "body"
    TABLE = "table"
    CONTENTS = "contents"


_PLACES = {
    BlockKind.HEADING: Place.HEADING,
    BlockKind.FURNITURE: Place.FURNITURE,
    BlockKind.TABLE: Place.TABLE,
    BlockKind.CONTENTS: Place.CONTENTS,
}

PRESENTING = frozenset({Place.FRONT, Place.COLOPHON, Place.HEADING, Place.FURNITURE})
"""Where a report says of itself what it is."""


@dataclass(frozen=True, slots=True)
class Parts:
    """
    A document with its front told from the rest.

    Attributes
    ----------
    front
        The blocks that present the report, from the top.
    tables
        Small tables of the first page, among or right after them.
    starts
        Where each block begins.
    """

    document: Document
    front: tuple[Block, ...]
    tables: tuple[Block, ...]
    starts: tuple[int, ...]

    def block_at(self, offset: int) -> Block | None:
        """Return the block that *offset* falls into, or the one before it."""
        index = bisect_right(self.starts, offset)
        return self.document.blocks[index - 1] if index else None

    def place(self, block: Block | None) -> Place:
        """Say where *block* stands."""
        if block is None:
            return Place.BODY
        if block in self.front:
            return Place.BODY if _is_sentence(self._text(block)) else Place.FRONT
        return Place.COLOPHON if block in self.tables else _PLACES.get(block.kind, Place.BODY)

    def colophon(self) -> tuple[Block, ...]:
        """Return the front with the tables of the first page, where dates and numbers of files may stand."""
        return (*self.front, *self.tables)

    def running_lines(self) -> tuple[Block, ...]:
        """Return each running header or footer once, whatever the number of its pages."""
        once = {self._text(block): block for block in self.document.blocks if block.kind is BlockKind.FURNITURE}
        return tuple(once.values())

    def is_national(self) -> bool:
        """Say whether the front marks a bill, statute or inquiry, which no municipality has written."""
        return any(_NATIONAL.match(self._text(block)) for block in self.front)

    def is_regional(self) -> bool:
        """Say whether a region or a federation of municipalities sends the report."""
        return any(_REGIONAL.match(self._text(block)) for block in (*self.front, *self.running_lines()))

    def _text(self, block: Block) -> str:
        return self.document.block_text(block)


def parts_of(document: Document) -> Parts:
    """Tell the front of *document* from the rest."""
    starts = tuple(block.start for block in document.blocks)
    return Parts(document, tuple(_front(document)), tuple(_small_tables(document)), starts)


def _small_tables(document: Document) -> Iterator[Block]:
    first = document.blocks[:FRONT_BLOCKS]
    for block in first:
        text = document.block_text(block)
        if block.kind is BlockKind.TABLE and block.page == first[0].page and len(text) <= TABLE_CHARS:
            yield block


def _front(document: Document) -> Iterator[Block]:
    taken = 0
    first_page = document.blocks[0].page if document.blocks else None
    for block in document.blocks:
        # Running headers are set at the end of their section, past the contents and the first paragraphs.
        if block.kind is BlockKind.FURNITURE:
            if block.page is not None and block.page == first_page:
                yield block
            continue
        if block.kind is BlockKind.TABLE and "\n" not in document.block_text(block):
            continue  # word processors lay out letterheads in a table of one row
        if taken < FRONT_BLOCKS and block.page == first_page and _presents(document, block):
            taken += 1
            yield block
        else:
            taken = FRONT_BLOCKS


def _is_sentence(text: str) -> bool:
    """Say whether a block of the front is running text that happens to be short."""
    return text.rstrip().endswith(".") and len(text.split()) >= SENTENCE_WORDS


def _presents(document: Document, block: Block) -> bool:
    if block.kind in {BlockKind.TABLE, BlockKind.CONTENTS}:
        return False
    text = document.block_text(block)
    longest = SENTENCE_CHARS if text.endswith(".") else FRONT_PARAGRAPH_CHARS
    return block.kind is BlockKind.HEADING or len(text) <= longest
