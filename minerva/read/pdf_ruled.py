"""Tables with rules, borders or filled cells: what stands in the cells of a grid."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.read.marks import CAPTION
from minerva.read.pdf_cells import Table, goes_on, is_value, physical_rows, rows_in_columns
from minerva.read.pdf_grids import Box, find_grids
from minerva.read.pdf_lines import merge
from minerva.read.repair import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.read.pdf_grids import Grid
    from minerva.read.pdf_lines import Line, PageLines

_STICKS_OUT = 2.0
"""Points by which text may reach over the edge of its cell."""
_INSIDE = 0.35
"""Share of its height by which a line may reach over the outer rules of its table."""
_HEAD_GAP = 0.8
"""So far, in font sizes, stand the heads of columns above the rule below them, or above one another."""
_LEAST = 2
_MIN_FILLED = 0.3
"""A smaller share of filled cells is a chart with its scale, or a form."""
_MAX_CELL_WORDS = 40
"""Boxes with longer texts beside one another are a page's layout."""


def ruled_tables(page: PageLines) -> Iterator[tuple[Table, list[Line]]]:
    """Yield each table of a page that rules or fills enclose, and the lines that stand in it."""
    left = list(page.lines)
    for grid in find_grids(page.rules, page.lines):
        lines = [line for line in left if _is_inside(line, grid)]
        lines += _head_above(grid, left)
        table = _table(grid, lines, page.number) if lines else None
        if table:
            yield table, lines
            inside = set(lines)
            left = [line for line in left if line not in inside]


def _head_above(grid: Grid, lines: Iterable[Line]) -> list[Line]:
    """Return what stands right above the first rule of a table that is open there: the heads of its columns."""
    if 0 not in grid.open_rows:
        return []
    head: list[Line] = []
    foot = grid.ys[0]
    above = [
        line for line in lines if line.y0 + line.y1 > 2 * foot and grid.xs[0] <= (line.x0 + line.x1) / 2 <= grid.xs[-1]
    ]
    for row in reversed(physical_rows(above)):
        near = all(line.y0 - foot <= _HEAD_GAP * line.size for line in row)
        parted = not any(line.x0 < x - _STICKS_OUT and x + _STICKS_OUT < line.x1 for line in row for x in grid.xs)
        if not near or not parted or (len(row) == 1 and not any(goes_on(row[0], line) for line in head)):
            break
        if any(CAPTION.match(line.text) for line in row):
            break
        head = row + head
        foot = min(line.y1 for line in row)
    return head if len({_step(grid.xs, line.x0 + _STICKS_OUT) for line in head}) >= _LEAST else []


def _is_inside(line: Line, grid: Grid) -> bool:
    """Tell whether a line stands in a grid, and not beside a scale's rule that is the grid's edge."""
    margin = (line.y1 - line.y0) * _INSIDE
    return (
        grid.xs[0] <= (line.x0 + line.x1) / 2 <= grid.xs[-1]
        and grid.ys[-1] <= line.y0 + margin
        and line.y1 - margin <= grid.ys[0]
    )


def _table(grid: Grid, lines: Sequence[Line], page: int) -> Table | None:
    above = [line for line in lines if line.y0 + line.y1 > 2 * grid.ys[0]]
    rows = rows_in_columns(above, list(pairwise(grid.xs))) if above else []
    rows += _rows(grid, [line for line in lines if line.y0 + line.y1 <= 2 * grid.ys[0]])
    filled = [column for column in range(len(grid.xs) - 1) if any(row[column] for row in rows)]
    rows = [tuple(row[column] for column in filled) for row in rows if any(row)]
    columns = tuple((grid.xs[column], grid.xs[column + 1]) for column in filled)
    return Table(page, tuple(rows), columns) if _is_table(rows, len(filled)) else None


def _is_table(rows: Sequence[tuple[str, ...]], width: int) -> bool:
    texts = [text for row in rows for text in row if text]
    full = sum(sum(map(bool, row)) >= _LEAST for row in rows)
    words = sorted(text.count(" ") + 1 for text in texts)
    return (
        width >= _LEAST
        and len(rows) >= _LEAST
        and full >= _LEAST
        and len(texts) >= _MIN_FILLED * width * len(rows)
        and words[len(words) // 2] <= _MAX_CELL_WORDS
        and not any(CAPTION.match(text) for text in texts)
    )


def _rows(grid: Grid, lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    """Yield the texts of the grid's rows; where rules part only the columns, or only head and body, by the text."""
    columns = list(pairwise(grid.xs))
    by_row: dict[int, list[tuple[Box, list[Line]]]] = defaultdict(list)
    for box, inside in _filled(grid, lines):
        by_row[box.top].append((box, inside))
    for row in range(len(grid.ys) - 1):
        cells = by_row[row]
        alone = [line for box, inside in cells if box.bottom - box.top == 1 for line in inside]
        if _holds_rows(alone):
            yield from rows_in_columns((line for _box, inside in cells for line in inside), columns)
        elif cells:
            texts = [""] * len(columns)
            label = len(cells) == 1 and row in grid.open_rows
            for box, inside in cells:
                texts[0 if label else box.left] = _text(inside)
            yield tuple(texts)


def _holds_rows(lines: Iterable[Line]) -> bool:
    """Tell whether what stands between two rules is several rows: values below one another, each with its label."""
    full = [row for row in physical_rows(lines) if len(row) > 1 and any(is_value(line.text) for line in row)]
    return len(full) >= _LEAST and any(
        one.x0 < other.x1 and other.x0 < one.x1
        for one in full[0]
        if is_value(one.text)
        for row in full[1:]
        for other in row
        if is_value(other.text)
    )


def _text(lines: Sequence[Line]) -> str:
    return join_lines(merge(row).text for row in physical_rows(lines))


def _filled(grid: Grid, lines: Iterable[Line]) -> Iterator[tuple[Box, list[Line]]]:
    """Yield the cells that hold lines; one over several columns is parted where its text is."""
    owner = {
        (row, column): box
        for box in grid.cells
        for row in range(box.top, box.bottom)
        for column in range(box.left, box.right)
    }
    inside: dict[Box, list[Line]] = defaultdict(list)
    for line in lines:
        row = _step([-y for y in grid.ys], -(line.y0 + line.y1) / 2)
        column = _step(grid.xs, (line.x0 + line.x1) / 2)
        inside[owner[row, column]].append(line)
    for box, within in inside.items():
        yield from _parted(box, within, grid)


def _step(edges: Sequence[float], place: float) -> int:
    return min(max(bisect_right(edges, place) - 1, 0), len(edges) - 2)


def _parted(box: Box, lines: Sequence[Line], grid: Grid) -> Iterator[tuple[Box, list[Line]]]:
    """Yield the parts of a cell that its text leaves between the grid's columns: not every row draws its borders."""
    edges = [
        edge
        for edge in range(box.left + 1, box.right)
        if not any(line.x0 < grid.xs[edge] - _STICKS_OUT and grid.xs[edge] + _STICKS_OUT < line.x1 for line in lines)
    ]
    start = box.left
    rest = list(lines)
    for edge in [*edges, box.right]:
        part = [line for line in rest if (line.x0 + line.x1) / 2 < grid.xs[edge] or edge == box.right]
        if part:
            left = _step(grid.xs, min(line.x0 for line in part) + _STICKS_OUT) if box.top in grid.open_rows else start
            yield Box(box.top, box.bottom, max(left, start), edge), part
            rest = [line for line in rest if line not in part]
            start = edge


def stands_for(table: Table, lines: Sequence[Line]) -> Line:
    """Return a line as large as *table*, to hold its place in the order of reading."""
    return replace(
        lines[0],
        x0=min(line.x0 for line in lines),
        y0=min(line.y0 for line in lines),
        x1=max(line.x1 for line in lines),
        y1=max(line.y1 for line in lines),
        text=table.text,
    )
