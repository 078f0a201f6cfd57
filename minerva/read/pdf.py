"""Reading of PDF files."""

from __future__ import annotations

import heapq
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from minerva.messages import translate as _
from minerva.read.assemble import Piece, assemble
from minerva.read.furniture import find_furniture
from minerva.read.marks import CAPTION
from minerva.read.page_numbers import listed
from minerva.read.pdf_breaks import find_breaks
from minerva.read.pdf_cells import Table
from minerva.read.pdf_charts import is_scale, without_legends
from minerva.read.pdf_contents import find_contents
from minerva.read.pdf_file import damaged, look, read_pages
from minerva.read.pdf_groups import Group, group_lines, line_spacings
from minerva.read.pdf_headings import body_style, find_headings
from minerva.read.pdf_joined import join_tables
from minerva.read.pdf_lines import Line, merge
from minerva.read.pdf_notes import find_notes, tied
from minerva.read.pdf_ocr import with_recognised
from minerva.read.pdf_order import common_gutter, reading_order
from minerva.read.pdf_rows import far_parts, is_figure, rows_of
from minerva.read.pdf_ruled import ruled_tables, stands_for
from minerva.read.pdf_splits import split_leaders
from minerva.read.pdf_tables import find_tables, torn
from minerva.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from minerva.read.pdf_file import PdfFacts
    from minerva.read.pdf_headings import Style
    from minerva.read.pdf_lines import PageLines
    from minerva.read.pdf_ocr import Recognised
    from minerva.read.pdf_rows import Row
    from minerva.records import Document
    from minerva.settings import ReadSettings

_SMALLER = 0.92
"""Captions are set smaller than this share of the body's size, if smaller."""
_MAX_CAPTION_WORDS = 60

Item = Group | Table | Piece
Part = Line | Table | Piece | None
"""``None`` stands between columns."""


def read_pdf(path: Path, settings: ReadSettings) -> Document:
    """
    Read a PDF with its headings, paragraphs, lists, tables, footnotes and page numbers.

    Raises
    ------
    UnreadableFile
        If it is no PDF, damaged, cut off, locked with a password, too long, blank, or has no text layer and none can be
        recognised.
    """
    facts = look(path, settings)
    recognised = with_recognised(path, list(read_pages(path)), facts, settings)
    pages = recognised.pages
    if not any(page.lines for page in pages):
        raise damaged()
    body = body_style(line for page in pages for line in page.lines)
    furniture = find_furniture(pages, body_size=body[0])
    tables: dict[Line, Table] = {}
    running = [_running(page, furniture, tables) for page in pages]
    pieces = _pieces(_items(running, tables), body, page_count=len(pages))
    edges = (Piece(BlockKind.FURNITURE, line.text, page=line.page) for line in _from_the_top(furniture))
    in_order = heapq.merge(pieces, edges, key=lambda piece: piece.page or 0)
    warnings = _warnings(recognised, facts)
    document = assemble(in_order, page_count=facts.page_count, title=facts.title, warnings=warnings)
    return replace(document, ocr_pages=recognised.ocr_pages)


def _without(page: PageLines, furniture: Container[Line]) -> PageLines:
    lines, *turned = (tuple(line for line in some if line not in furniture) for some in (page.lines, *page.turned))
    return replace(page, lines=lines, turned=tuple(turned))


def _from_the_top(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.page, -line.y0, line.x0))


def _streams(page: PageLines, gutter: float | None) -> Iterator[list[Line]]:
    """Yield what is read of a page one after the other: what stands upright, then what does not."""
    yield from reading_order(page.lines, gutter)
    for lines in page.turned:
        yield from reading_order(lines)


def _items(pages: Sequence[PageLines], tables: Mapping[Line, Table]) -> list[Item]:
    """Find contents, tables and groups of lines, in reading order."""
    gutter = common_gutter(page.lines for page in pages)
    columns = [rows_of(stream) for page in pages for stream in _streams(page, gutter)]
    contents = find_contents([merge(row).text for column in columns for row in column])
    parts: list[Part] = []
    start = 0
    for column in columns:
        parts += _parts(column, {index - start for index in contents}, tables)
        parts.append(None)
        start += len(column)
    return list(_grouped(parts))


def _running(page: PageLines, furniture: set[Line], tables: dict[Line, Table]) -> PageLines:
    """
    Return a page without furniture, and with one line as large as the table in the place of each ruled table.

    The head of a table that begins several pages is no furniture, but a letterhead in boxes is.
    """
    lines = page.lines
    furniture -= torn(lines, furniture)
    for table, inside in ruled_tables(page):
        taken = set(inside)
        if not taken <= furniture:
            stand_in = stands_for(table, inside)
            tables[stand_in] = table
            furniture -= taken
            lines = (*(line for line in lines if line not in taken), stand_in)
    running = _without(replace(page, lines=lines), furniture)
    return replace(running, lines=without_legends(running))


def _parts(column: Sequence[Row], contents: Container[int], tables: Mapping[Line, Table]) -> Iterator[Part]:
    """Yield the lines of a column; those of tables as tables, those of the contents as pieces."""

    def kind(numbered: tuple[int, Row]) -> tuple[bool, bool]:
        index, row = numbered
        ruled = any(line in tables for line in row)
        return ruled, index in contents and not ruled

    for (ruled, in_contents), run in itertools.groupby(enumerate(column), key=kind):
        rows = [row for _index, row in run]
        if ruled:
            yield from (tables.get(line, line) for row in rows for line in row)
        elif in_contents:
            lines = map(merge, rows)
            yield from (Piece(BlockKind.CONTENTS, line.text, page=line.page) for line in lines)
        else:
            for part in find_tables(split_leaders(rows)):
                yield from [part] if isinstance(part, Table) else map(merge, far_parts(part))


def _grouped(parts: Sequence[Part]) -> Iterator[Item]:
    runs = [(plain, list(run)) for plain, run in itertools.groupby(parts, key=lambda part: isinstance(part, Line))]
    columns = [[part for part in run if isinstance(part, Line)] for plain, run in runs if plain]
    spacings = line_spacings(columns)
    for _plain, run in runs:
        lines = [part for part in run if isinstance(part, Line)]
        yield from group_lines(lines, spacings)
        yield from (part for part in run if part is not None and not isinstance(part, Line))


def _pieces(items: Sequence[Item], body: Style, *, page_count: int) -> Iterator[Piece]:
    items = join_tables(items, find_notes(items, body))
    notes = find_notes(items, body)
    headings = find_headings(items, body, page_count=page_count)
    levels = {place: level for place, level in headings.items() if place not in notes}
    broken = set(find_breaks(items, levels, notes))
    kinds = [
        BlockKind.FOOTNOTE
        if n in notes
        else BlockKind.HEADING
        if n in levels
        else _kind(item, body, goes_on=n in broken)
        for n, item in enumerate(items)
    ]
    order = tied(range(len(items)), notes)
    for (kind, page), run in itertools.groupby(order, key=lambda place: (kinds[place], _page_of(items[place]))):
        if kind is None:
            yield _figures([items[place].text for place in run], page)
        else:
            yield from (
                Piece(
                    kind,
                    items[place].text,
                    levels.get(place, 0),
                    page,
                    goes_on=place in broken,
                    page_starts=_further_pages(items[place]),
                )
                for place in run
            )


def _figures(texts: Sequence[str], page: int | None) -> Piece:
    """Return figures that no label explains: the scale of a chart says nothing, others may be a table's."""
    if is_scale(texts):
        return Piece(BlockKind.FURNITURE, " ".join(texts), page=page)
    return Piece(BlockKind.TABLE if len(texts) > 1 else BlockKind.PARAGRAPH, "\n".join(texts), page=page)


def _further_pages(item: Item) -> tuple[tuple[int, int], ...]:
    return item.page_offsets if isinstance(item, Table) else ()


def _kind(item: Item, body: Style, *, goes_on: bool) -> BlockKind | None:
    """Return what an item is, neither heading nor note; ``None`` for figures that no label explains."""
    if isinstance(item, Piece):
        return item.kind
    if isinstance(item, Table):
        return BlockKind.TABLE
    if goes_on:
        return BlockKind.PARAGRAPH
    if item.is_item:
        return BlockKind.LIST_ITEM
    if _is_caption(item, body):
        return BlockKind.CAPTION
    return None if is_figure(item.text) else BlockKind.PARAGRAPH


def _is_caption(group: Group, body: Style) -> bool:
    """Tell a caption from a sentence that begins with "Tabell 3 visar"."""
    match = CAPTION.match(group.text)
    if not match or group.text.count(" ") >= _MAX_CAPTION_WORDS:
        return False
    first = group.first
    return match.group()[-1] in ".:–-" or first.italic or first.bold or first.size <= body[0] * _SMALLER


def _page_of(item: Item) -> int | None:
    return item.first.page if isinstance(item, Group) else item.page


def _warnings(recognised: Recognised, facts: PdfFacts) -> list[str]:
    pages = recognised.pages
    lost = [page.number for page in pages if page.damaged] + list(range(len(pages) + 1, facts.page_count + 1))
    told = (
        (_("Without a text layer that can be read: page {pages}.") + f" {recognised.remedy}", recognised.unread),
        (_("Recognised from pictures, so compare figures with the file: page {pages}."), recognised.ocr_pages),
        (_("Damaged or overfull, and left out: page {pages}."), lost),
    )
    return [message.format(pages=listed(numbers)) for message, numbers in told if numbers]
