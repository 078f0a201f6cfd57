"""From fragments that stand in columns to the rows and cells of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.read.pdf_lines import merge
from minerva.read.pdf_rows import SAME_ROW, is_figure, overlap, physical_rows
from minerva.read.repair import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.read.pdf_lines import Line

_CELL_PITCH = 1.5
_OUTSIDE = 6.0
_APART = 0.9
"""Where the lines of a cell stand closer than this share of the distance of rows, that alone tells rows apart."""
_TALL = 1.8
"""A cell of several lines is higher than so many font sizes."""
_TALLEST = 4
"""A cell is looked for beside so many rows above it."""
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
        return ["\t".join(cell.replace("\t", " ") for cell in row).rstrip() for row in self.rows]


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
    Return the distance, in points, below which lines are of one cell, if distances tell.

    The lines of a cell are set closest; the next distance in columns of words is that of a row's last line and the next
    row's first. Values below one another are never one cell, and stand farther apart than its lines. Where most labels
    with values begin large and stand right below what comes before, distances do not tell.
    """
    last: dict[int, Line] = {}
    words: list[float] = []
    values: list[float] = []
    anew: list[tuple[float, bool]] = []
    for row in rows:
        label = row[min(row)]
        if _begins_anew(row) and min(row) in last:
            anew.append((last[min(row)].y0 - label.y0, not label.text[0].islower()))
        for column, line in row.items():
            above = last.get(column)
            if above and is_value(line.text) and is_value(above.text):
                values.append(above.y0 - line.y0)
            elif above and not is_value(line.text) and not is_value(above.text):
                words.append(above.y0 - line.y0)
        last |= row
    closest = min(words, default=0.0)
    wider = [distance for distance in words if distance * _APART > closest]
    if not values or not wider or closest > _APART * min(values):
        return None
    if 2 * sum(large and distance * _APART <= closest for distance, large in anew) > len(anew):
        return None
    return (closest + min(*wider, *values)) / 2


def _cells(rows: Sequence[dict[int, Line]], distance: float | None) -> list[_Cell]:
    """
    Return the cells, those of several lines joined.

    Lines nearer than *distance* are one cell. Where distances do not tell, a row with a label and figures, years
    apart, begins anew; two rows that both hold figures are never one. The first row with a label and figures never
    belongs to the head.
    """
    cells: list[_Cell] = []
    last: dict[int, _Cell] = {}
    in_head = True
    for above_row, row in pairwise([{}, *rows]):
        figures = any(is_value(line.text) for line in row.values())
        anew = _begins_anew(row)
        if in_head and anew and len(above_row) > 1:
            last.clear()
        in_head = in_head and not figures
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
    return replace(cell, text=text, x0=min(cell.x0, line.x0), x1=max(cell.x1, line.x1), y0=line.y0, gaps=())


def _side_by_side(cells: Iterable[_Cell]) -> list[list[_Cell]]:
    """
    Put cells at the same height into rows.

    A cell of several lines belongs to the first of the rows that it stands beside: its text is as high as they are
    together.
    """
    rows: list[list[_Cell]] = []
    for cell in sorted(cells, key=lambda cell: (-(cell.line.y0 + cell.line.y1), cell.column)):
        free = (row for row in rows[-_TALLEST:] if all(other.column != cell.column for other in row))
        row = next((row for row in free if _is_beside(cell, row)), None)
        if row is None:
            rows.append([cell])
        else:
            row.append(cell)
    return rows


def _is_beside(cell: _Cell, row: Sequence[_Cell]) -> bool:
    """Tell whether *cell* stands beside a cell of *row*, one of a single line if it has such and *cell* is one too."""
    flat = [other for other in row if not _is_tall(other)]
    others = flat if flat and not _is_tall(cell) else row
    return any(overlap(other.line, cell.line) > SAME_ROW for other in others)


def _is_tall(cell: _Cell) -> bool:
    return cell.line.y1 - cell.line.y0 > _TALL * cell.line.size


def _texts(row: Sequence[_Cell], width: int) -> tuple[str, ...]:
    texts = [""] * width
    for cell in row:
        texts[cell.column] = cell.line.text
    return tuple(texts)
