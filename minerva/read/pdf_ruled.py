"""Tables with rules, borders or filled cells: what stands in the cells of a grid."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.read.marks import CAPTION
from minerva.read.pdf_beyond import STICKS_OUT, head_above, row_below
from minerva.read.pdf_cells import Table, is_value, rows_in_columns
from minerva.read.pdf_charts import scales
from minerva.read.pdf_grids import Box, find_grids
from minerva.read.pdf_lines import merge
from minerva.read.pdf_rows import physical_rows
from minerva.read.pdf_splits import split_line
from minerva.read.repair import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.read.pdf_grids import Grid
    from minerva.read.pdf_lines import Line, PageLines

_INSIDE = 0.35
"""Share of its height by which a line may reach over the outer rules of its table."""
_PARAGRAPH_GAP = 1.0
"""Space between lines, in font sizes, that parts the texts of two rows."""
_LEAST = 2
_MIN_FILLED = 0.3
"""A smaller share of filled cells is a chart with its scale, or a form."""
_MAX_CELL_WORDS = 40
"""Boxes with longer texts beside one another are a page's layout."""


def ruled_tables(page: PageLines) -> Iterator[tuple[Table, list[Line]]]:
    """Yield each table of a page that rules or fills enclose, and the lines that stand in it."""
    of_charts = {figure for scale, _end in scales(page) for figure in scale}
    left = [line for line in page.lines if line not in of_charts]
    for grid in find_grids(page.rules, page.lines):
        lines = [line for line in left if _is_inside(line, grid)]
        beyond = (head_above(grid, left), row_below(grid, left))
        table = _table(grid, lines, beyond, page.number) if lines else None
        if table:
            lines = [*beyond[0], *lines, *beyond[1]]
            yield table, lines
            inside = set(lines)
            left = [line for line in left if line not in inside]


def _is_inside(line: Line, grid: Grid) -> bool:
    """Tell whether a line stands in a grid, and not beside a scale's rule that is the grid's edge."""
    margin = (line.y1 - line.y0) * _INSIDE
    return (
        grid.xs[0] <= (line.x0 + line.x1) / 2 <= grid.xs[-1]
        and grid.ys[-1] <= line.y0 + margin
        and line.y1 - margin <= grid.ys[0]
    )


def _table(grid: Grid, lines: Sequence[Line], beyond: tuple[Sequence[Line], Sequence[Line]], page: int) -> Table | None:
    columns = list(pairwise(grid.xs))
    above, below = (rows_in_columns(part, columns) for part in beyond)
    rows = [*above, *_rows(grid, lines), *below]
    filled = [column for column in range(len(columns)) if any(row[column] for row in rows)]
    rows = [tuple(row[column] for column in filled) for row in rows if any(row)]
    return Table(page, tuple(rows), tuple(columns[n] for n in filled)) if _is_table(rows, len(filled)) else None


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
    for line in (part for whole in lines for part in split_line(whole, grid.xs[1:-1])):
        row = _row_of(line, grid)
        column = _step(grid.xs, (line.x0 + line.x1) / 2)
        inside[owner[row, column]].append(line)
    for box, within in inside.items():
        for part, lines_of_part in _parted(box, within, grid):
            yield from _set_apart(part, lines_of_part, grid)


def _row_of(line: Line, grid: Grid) -> int:
    return _step([-y for y in grid.ys], -(line.y0 + line.y1) / 2)


def _set_apart(box: Box, lines: Sequence[Line], grid: Grid) -> Iterator[tuple[Box, list[Line]]]:
    """Yield the texts that stand far from one another in a cell of several rows: not every row draws its borders."""
    part: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.y1):
        far = part and min(other.y0 for other in part) - line.y1 > _PARAGRAPH_GAP * line.size
        if far and _row_of(line, grid) > _row_of(part[-1], grid):
            yield box, part
            box = box._replace(top=_row_of(line, grid))
            part = []
        part.append(line)
    yield box, part


def _step(edges: Sequence[float], place: float) -> int:
    return min(max(bisect_right(edges, place) - 1, 0), len(edges) - 2)


def _parted(box: Box, lines: Sequence[Line], grid: Grid) -> Iterator[tuple[Box, list[Line]]]:
    """Yield the parts of a cell that its text leaves between the grid's columns: not every row draws its borders."""
    edges = [
        edge
        for edge in range(box.left + 1, box.right)
        if not any(line.x0 < grid.xs[edge] - STICKS_OUT and grid.xs[edge] + STICKS_OUT < line.x1 for line in lines)
    ]
    start = box.left
    rest = list(lines)
    for edge in [*edges, box.right]:
        part = [line for line in rest if (line.x0 + line.x1) / 2 < grid.xs[edge] or edge == box.right]
        if part:
            left = _step(grid.xs, min(line.x0 for line in part) + STICKS_OUT) if box.top in grid.open_rows else start
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
