"""From the pieces that a reader finds to a document: one canonical text with blocks and pages."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minerva.messages import translate_count
from minerva.read.glyphs import decipher
from minerva.read.repair import count_damage, join_pair
from minerva.read.spacing import close_up
from minerva.records import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SECTION_LEVELS = 2
"""Passages never cross a heading of these top levels; what stands beside the running text is set before them."""

_ASIDE = {BlockKind.FURNITURE, BlockKind.FOOTNOTE}
_CLOSE = {BlockKind.LIST_ITEM, BlockKind.CONTENTS, BlockKind.FURNITURE}
_SENTENCE_END = tuple(".!?:;…")
_CLOSING_MARKS = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Piece:
    """
    A block as a reader finds it.

    Attributes
    ----------
    text
        Repaired; one line, except in a table: a row a line, a tab between cells.
    level
        Depth of a heading, from 1; 0 for other kinds.
    page
        From 1; ``None`` in formats without pages.
    emphasised
        Whether all of it stands in bold or italics.
    goes_on
        Whether it goes on in the middle of what the piece before it began.
    page_starts
        Further pages that it goes on over, and where in its text they begin.
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None
    emphasised: bool = False
    goes_on: bool = False
    page_starts: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Draft:
    """A piece while it may still grow: ``page_starts`` says where in its text further pages begin."""

    kind: BlockKind
    text: str
    level: int
    page: int | None
    page_starts: list[tuple[int, int]] = field(default_factory=list)


def assemble(
    pieces: Iterable[Piece], *, page_count: int = 0, title: str | None = None, warnings: Sequence[str] = ()
) -> Document:
    """
    Write the canonical text of *pieces*, in their order.

    A paragraph broken by a page end or a stray blank line becomes one block. Furniture and footnotes would stand in
    the middle of such paragraphs, so they are set at the end of their section. What only the whole document tells of
    its letters and spaces is mended last.
    """
    text, blocks, page_offsets = _write(_mended(_draft(pieces)))
    damaged = count_damage(text)
    notes = list(warnings)
    if damaged:
        notes.append(
            translate_count("{n} character could not be read.", "{n} characters could not be read.", damaged).format(
                n=damaged
            )
        )
    return Document(text, _page_spans(page_offsets, page_count, len(text)), tuple(blocks), title or None, tuple(notes))


def _draft(pieces: Iterable[Piece]) -> list[_Draft]:
    drafts: list[_Draft] = []
    aside: list[_Draft] = []
    body: _Draft | None = None
    for piece in pieces:
        if not piece.text.strip():
            continue
        if piece.kind in _ASIDE:
            aside.append(_Draft(piece.kind, piece.text, 0, piece.page))
        elif body and _continues(body, piece):
            _append(body, piece)
        else:
            if piece.kind is BlockKind.HEADING and piece.level <= SECTION_LEVELS:
                drafts += aside
                aside = []
            body = _Draft(piece.kind, piece.text, piece.level, piece.page, list(piece.page_starts))
            drafts.append(body)
    return drafts + aside


def _continues(before: _Draft, piece: Piece) -> bool:
    if piece.kind is not BlockKind.PARAGRAPH or before.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
        return False
    if piece.goes_on:
        return True
    ended = before.text.rstrip(_CLOSING_MARKS).endswith(_SENTENCE_END)
    return piece.text[0].islower() and not ended


def _append(before: _Draft, piece: Piece) -> None:
    joined = join_pair(before.text, piece.text)
    if piece.page is not None and piece.page != (before.page_starts[-1][0] if before.page_starts else before.page):
        before.page_starts.append((piece.page, len(joined) - len(piece.text)))
    before.text = joined


def _mended(drafts: list[_Draft]) -> list[_Draft]:
    """Mend the words of *drafts*, each part of them on a page of its own apart, so that pages begin where they did."""
    cuts = [[0, *(offset for _page, offset in draft.page_starts), len(draft.text)] for draft in drafts]
    parts = [
        draft.text[start:end]
        for draft, ends in zip(drafts, cuts, strict=True)
        for start, end in itertools.pairwise(ends)
    ]
    mended = map(close_up, decipher(parts))
    for draft in drafts:
        pages = [page for page, _offset in draft.page_starts]
        draft.page_starts = []
        draft.text = next(mended)
        for page in pages:
            draft.page_starts.append((page, len(draft.text)))
            draft.text += next(mended)
    return drafts


def _write(drafts: Iterable[_Draft]) -> tuple[str, list[Block], dict[int, int]]:
    parts: list[str] = []
    blocks: list[Block] = []
    page_offsets: dict[int, int] = {}
    position = 0
    for draft in drafts:
        if blocks:
            gap = "\n" if draft.kind is blocks[-1].kind and draft.kind in _CLOSE else "\n\n"
            parts.append(gap)
            position += len(gap)
        if draft.kind not in _ASIDE:
            for page, offset in [(draft.page, 0), *draft.page_starts]:
                if page is not None:
                    page_offsets.setdefault(page, position + offset)
        parts.append(draft.text)
        blocks.append(Block(draft.kind, position, position + len(draft.text), draft.level, draft.page))
        position += len(draft.text)
    return "".join(parts), blocks, page_offsets


def _page_spans(offsets: dict[int, int], page_count: int, length: int) -> tuple[Span, ...]:
    """Let the pages cover the text; one without running text is empty."""
    starts = [length] * (page_count + 1)
    for page in range(page_count, 0, -1):
        starts[page - 1] = min(offsets.get(page, starts[page]), starts[page])
    if page_count:
        starts[0] = 0
    return tuple(Span(start, end) for start, end in itertools.pairwise(starts))
