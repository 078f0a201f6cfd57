"""From fragments that stand in columns to the rows and cells of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.read.pdf_lines import merge
from minerva.read.pdf_rows import SAME_ROW, is_figure, overlap
from minerva.read.repair import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.read.pdf_lines import Line

_CELL_PITCH = 1.5
_OUTSIDE = 6.0
_APART = 0.9
"""Where the lines of a cell stand closer than this share of the distance of rows, that alone tells rows apart."""
_HEAD_DATE = re.compile(r"^(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4}|0[1-9]|1[0-2])?$")
"""Years and months stand in heads: 2018, 2018/19, 201808."""

Column = tuple[float, float]
"""From where to where a column goes, in points."""


@dataclass(frozen=True, slots=True)
class Table:
    """
    Rows of cells.

    Attributes
    ----------
    rows
        All of the same length; a cell that is not there is empty.
    columns
        Where each cell of a row lies.
    page_starts
        Further pages that it goes on over: their numbers, and the rows that they begin with.
    """

    page: int
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...] = ()
    page_starts: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The table as text: a row a line, a tab between cells."""
        return "\n".join(self._lines())

    @property
    def page_offsets(self) -> tuple[tuple[int, int], ...]:
        """Further pages, and where in the text they begin."""
        lengths = [len(line) + 1 for line in self._lines()]
        return tuple((page, sum(lengths[:row])) for page, row in self.page_starts)

    def _lines(self) -> list[str]:
        return ["\t".join(row).rstrip() for row in self.rows]


@dataclass(slots=True)
class _Cell:
    """A cell while lines are added to it."""

    column: int
    line: Line
    has_figures: bool


def rows_in_columns(lines: Iterable[Line], columns: Sequence[Column]) -> list[tuple[str, ...]]:
    """Return the cells that *lines* make, row by row; a cell of several lines becomes one, empty ones keep a place."""
    printed = [_placed(row, columns) for row in physical_rows(lines)]
    cells = _cells(printed, _row_distance(printed))
    return [_texts(row, len(columns)) for row in _side_by_side(cells)]


def physical_rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Return what stands at one height, from the top and from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-(line.y0 + line.y1), line.x0)):
        if rows and overlap(rows[-1][0], line) > SAME_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def is_value(text: str) -> bool:
    """Tell whether *text* is a figure that is no year of a head."""
    return is_figure(text) and not _HEAD_DATE.match(text)


def goes_on(cell: Line, line: Line) -> bool:
    """Tell whether *line* stands right below *cell*, in the same column, or within its last line."""
    pitch = cell.y0 - line.y0
    if pitch == 0:
        return cell.x0 < line.x0 and line.x1 <= cell.x1 + _OUTSIDE
    return 0 < pitch <= _CELL_PITCH * line.size and cell.x0 < line.x1 and line.x0 < cell.x1


def column_of(line: Line, columns: Sequence[Column]) -> int:
    """Return the column that *line* stands in: of several that it covers the first, else the nearest."""
    shared = [min(line.x1, right) - max(line.x0, left) for left, right in columns]
    covered = [i for i, share in enumerate(shared) if share > (columns[i][1] - columns[i][0]) / 2]
    return covered[0] if len(covered) > 1 else shared.index(max(shared))


def _placed(row: Sequence[Line], columns: Sequence[Column]) -> dict[int, Line]:
    """Return the fragments of a row by their column."""
    by_column: dict[int, list[Line]] = defaultdict(list)
    for line in row:
        by_column[column_of(line, columns)].append(line)
    return {column: merge(fragments) for column, fragments in by_column.items()}


def _begins_anew(row: dict[int, Line]) -> bool:
    """Tell whether a row with a label and values begins a row of the table."""
    return any(is_value(line.text) for line in row.values()) and not is_figure(row[min(row)].text)


def _row_distance(rows: Sequence[dict[int, Line]]) -> float | None:
    """
    Return the least distance of two rows of the table, in points, if it tells rows from the lines of a cell.

    Two values below each other are never one cell, and neither is a label with values and what stands above it.
    """
    last: dict[int, Line] = {}
    within: list[float] = []
    between: list[float] = []
    for row in rows:
        anew = _begins_anew(row)
        for column, line in row.items():
            above = last.get(column)
            if above and (anew or (is_value(line.text) and is_value(above.text))):
                between.append(above.y0 - line.y0)
            elif above and not is_value(line.text):
                within.append(above.y0 - line.y0)
        last |= row
    if not between or not within or min(within) > _APART * min(between):
        return None
    return (min(within) + min(between)) / 2


def _cells(rows: Sequence[dict[int, Line]], distance: float | None) -> list[_Cell]:
    """
    Return the cells, those of several lines joined.

    Lines nearer than *distance* are one cell. Where distances do not tell, a row with a label and figures, years
    apart, begins anew; two rows that both hold figures are never one.
    """
    cells: list[_Cell] = []
    last: dict[int, _Cell] = {}
    for row in rows:
        figures = any(is_value(line.text) for line in row.values())
        anew = _begins_anew(row)
        for column, line in row.items():
            above = last.get(column)
            if above and _is_one_cell(above, line, distance, blocked=anew or (figures and above.has_figures)):
                above.line = _joined(above.line, line)
                above.has_figures |= figures
            else:
                last[column] = _Cell(column, line, figures)
                cells.append(last[column])
    return cells


def _is_one_cell(above: _Cell, line: Line, distance: float | None, *, blocked: bool) -> bool:
    pitch = above.line.y0 - line.y0
    if distance is not None:
        return pitch < distance
    return not blocked and pitch <= _CELL_PITCH * line.size


def _joined(cell: Line, line: Line) -> Line:
    text = join_lines([cell.text, line.text])
    return replace(cell, text=text, x0=min(cell.x0, line.x0), x1=max(cell.x1, line.x1), y0=line.y0)


def _side_by_side(cells: Iterable[_Cell]) -> list[list[_Cell]]:
    """Put cells at the same height into rows; a cell of several lines stands beside all of them."""
    rows: list[list[_Cell]] = []
    for cell in sorted(cells, key=lambda cell: (-(cell.line.y0 + cell.line.y1), cell.column)):
        row = next((row for row in rows[-2:] if any(overlap(o.line, cell.line) > SAME_ROW for o in row)), None)
        if row is None or any(other.column == cell.column for other in row):
            rows.append([cell])
        else:
            row.append(cell)
    return rows


def _texts(row: Sequence[_Cell], width: int) -> tuple[str, ...]:
    texts = [""] * width
    for cell in row:
        texts[cell.column] = cell.line.text
    return tuple(texts)


def find_columns(rows: Sequence[Sequence[Line]]) -> list[Column]:
    """
    Return the columns of *rows*, from the left.

    Fragments of several rows that stand above one another make a column; one that stands above two of another row is
    a label or a head of both.
    """
    full = [row for row in rows if len(row) > 1]
    parts = sorted((line.x0, line.x1) for row in full for line in row if not _spans(line, row, full))
    columns: list[Column] = []
    for left, right in parts:
        narrower = min(right - left, columns[-1][1] - columns[-1][0]) if columns else 0.0
        if columns and columns[-1][1] - left > narrower / 10:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    most = max(len(row) for row in rows)
    return columns if len(columns) >= most else _widest(rows, most)


def _spans(line: Line, own: Sequence[Line], rows: Iterable[Sequence[Line]]) -> bool:
    return any(
        one.x1 - 1 > line.x0 and other.x0 + 1 < line.x1
        for row in rows
        if len(row) > len(own)
        for one, other in pairwise(row)
        if one.x0 + 1 < line.x1 and other.x1 - 1 > line.x0
    )


def _widest(rows: Iterable[Sequence[Line]], most: int) -> list[Column]:
    """Return the columns as the rows with *most* fragments have them."""
    longest = [row for row in rows if len(row) == most]
    return [(min(line.x0 for line in lines), max(line.x1 for line in lines)) for lines in zip(*longest, strict=True)]
