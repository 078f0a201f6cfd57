"""What stands at the front of a document, where a report says what it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from minerva.records import Block, BlockKind, Document, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

FRONT_BLOCKS = 12
"""A cover rarely holds more; a text without one soon gets to its subject."""
FRONT_PARAGRAPH_CHARS, SENTENCE_CHARS = 300, 100
"""A longer paragraph, or a longer sentence, is running text: what follows it no longer presents the report."""

_NATIONAL = re.compile(
    r"(?:regeringens (?:proposition|skrivelse)|kommittédirektiv|statens offentliga utredningar|svensk författningssam|"
    r"riksdagens protokoll|lagrådsremiss|motion till riksdagen|(?:skriftlig fråga|interpellation) \d{4}|"
    r"(?:lag|förordning|kungörelse|stadga)\b[^.]*\(\d{4}:\d+\)|[a-zåäö]+s föreskrifter (?:och allmänna råd )?om |"
    r"(?:SOU|Ds|Dir\.|Prop\.|[A-ZÅÄÖ]*FS) ?\d{4}(?:/\d\d)?:\d+$)",
    re.IGNORECASE,
)
"""Opens a block; a municipal report, too, may cite a statute further on in one."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where it was found; *start* and *end* only where the source is the text."""

    value: T
    source: str
    start: int | None = None
    end: int | None = None

    def evidence(self, field: str) -> Evidence:
        """Say that this supports *field* of the report."""
        return Evidence(field, self.source, self.start, self.end)


class Place(Enum):
    """Where in a document something stands, as far as that tells whether the report is about it."""

    FRONT = "front"
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


@dataclass(frozen=True, slots=True)
class Outline:
    """A document with its front told from the rest."""

    document: Document
    front: tuple[Block, ...]
    starts: tuple[int, ...]

    def block_at(self, offset: int) -> Block | None:
        """Return the block that *offset* falls into, or the one before it."""
        index = bisect_right(self.starts, offset)
        return self.document.blocks[index - 1] if index else None

    def place(self, block: Block | None) -> Place:
        """Say where *block* stands."""
        if block is None:
            return Place.BODY
        return Place.FRONT if block in self.front else _PLACES.get(block.kind, Place.BODY)

    def colophon(self) -> tuple[Block, ...]:
        """Return the front with the tables of the first page, where dates and numbers of files may stand."""
        first = self.document.blocks[:FRONT_BLOCKS]
        tables = (block for block in first if block.kind is BlockKind.TABLE and block.page == first[0].page)
        return (*self.front, *tables)

    def running_lines(self) -> tuple[Block, ...]:
        """Return each running header or footer once, whatever the number of its pages."""
        once = {self._text(block): block for block in self.document.blocks if block.kind is BlockKind.FURNITURE}
        return tuple(once.values())

    def is_national(self) -> bool:
        """Say whether the front marks a bill, statute or inquiry, which no municipality has written."""
        return any(_NATIONAL.match(self._text(block)) for block in self.front)

    def _text(self, block: Block) -> str:
        return self.document.block_text(block)


def outline(document: Document) -> Outline:
    """Tell the front of *document* from the rest."""
    return Outline(document, tuple(_front(document)), tuple(block.start for block in document.blocks))


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


def _presents(document: Document, block: Block) -> bool:
    if block.kind in {BlockKind.TABLE, BlockKind.CONTENTS}:
        return False
    text = document.block_text(block)
    longest = SENTENCE_CHARS if text.endswith(".") else FRONT_PARAGRAPH_CHARS
    return block.kind is BlockKind.HEADING or len(text) <= longest
