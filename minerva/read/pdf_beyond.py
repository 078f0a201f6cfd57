"""What belongs to a ruled table though it stands beyond its outermost rules: heads, and a last row without a fill."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from minerva.read.marks import CAPTION
from minerva.read.pdf_cells import goes_on, is_value
from minerva.read.pdf_rows import physical_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.read.pdf_grids import Grid
    from minerva.read.pdf_lines import Line

STICKS_OUT = 2.0
"""Points by which text may reach over the edge of its cell."""
_GAP = 0.8
"""So far, in font sizes, stands such a row from the rule or from the next line of it."""
_LEAST = 2


def head_above(grid: Grid, lines: Sequence[Line]) -> list[Line]:
    """Return the heads of columns right above the first rule of a table that is open there, or begins with values."""
    first = (line for line in lines if grid.ys[1] < (line.y0 + line.y1) / 2 < grid.ys[0])
    if 0 not in grid.open_rows and not any(is_value(line.text) for line in _within(grid, first)):
        return []
    above = _within(grid, (line for line in lines if line.y0 + line.y1 > 2 * grid.ys[0]))
    head: list[Line] = []
    foot = grid.ys[0]
    for row in reversed(physical_rows(above)):
        near = all(line.y0 - foot <= _GAP * line.size for line in row)
        lone = len(row) == 1 and bool(head) and not any(goes_on(row[0], line) for line in head)
        if not near or lone or not _is_parted(row, grid):
            break
        head = row + head
        foot = min(line.y1 for line in row)
    return _in_columns(head, grid)


def row_below(grid: Grid, lines: Iterable[Line]) -> list[Line]:
    """Return the row right below the last rule or fill of a table that is open there."""
    if len(grid.ys) - 2 not in grid.open_rows and len(grid.ys) - 3 not in grid.open_rows:
        return []
    below = _within(grid, (line for line in lines if line.y0 + line.y1 < 2 * grid.ys[-1]))
    last: list[Line] = []
    top = grid.ys[-1]
    for row in physical_rows(below):
        near = all(top - line.y1 <= _GAP * line.size for line in row)
        ends = all(any(goes_on(cell, line) for cell in last) for line in row) if last else len(row) > 1
        if not near or not ends or not _is_parted(row, grid):
            break
        last += row
        top = min(line.y0 for line in row)
    return _in_columns(last, grid)


def _within(grid: Grid, lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if grid.xs[0] <= (line.x0 + line.x1) / 2 <= grid.xs[-1]]


def _is_parted(row: Sequence[Line], grid: Grid) -> bool:
    """Tell whether a row keeps to the grid's columns and is no caption."""
    across = any(line.x0 < x - STICKS_OUT and x + STICKS_OUT < line.x1 for line in row for x in grid.xs)
    return not across and not any(CAPTION.match(line.text) for line in row)


def _in_columns(lines: list[Line], grid: Grid) -> list[Line]:
    """Return the lines if they stand in several columns."""
    return lines if len({bisect_right(grid.xs, line.x0 + STICKS_OUT) for line in lines}) >= _LEAST else []
