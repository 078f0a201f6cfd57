"""From rows that stand in columns to the cells of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from minerva.read.pdf_rows import SAME_ROW, is_figure, overlap
from minerva.read.repair import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.read.pdf_lines import Line
    from minerva.read.pdf_rows import Row

_CELL_PITCH = 1.5
_OUTSIDE = 6.0
_YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?$")


@dataclass(frozen=True, slots=True)
class Table:
    """
    Rows of cells.

    Attributes
    ----------
    rows
        All of the same length; a cell that is not there is empty.
    """

    page: int
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The table as text: a row a line, a tab between cells."""
        return "\n".join("\t".join(row).rstrip() for row in self.rows)


def table_of(rows: Sequence[Row]) -> Table:
    """Make a table of rows; a cell of several lines becomes one, an empty one keeps its place."""
    full_rows = _rows_of_cells(list(_cells(rows)))
    columns = _columns(full_rows)
    cells = (_placed(row, columns) for row in full_rows)
    return Table(rows[0][0].page, tuple(cells))


def _cells(rows: Sequence[Row]) -> Iterator[Line]:
    """
    Yield the cells, those of several lines joined.

    A row with a label and figures, years apart, begins anew; two rows that both hold figures are never one.
    """
    cells: list[Line] = []
    with_figures: set[Line] = set()
    for row in rows:
        figures = any(is_figure(line.text) and not _YEAR.match(line.text) for line in row)
        anew = figures and not is_figure(row[0].text)
        for line in row:
            above = next((cell for cell in reversed(cells) if goes_on(cell, line)), None)
            cell = line
            if above and not anew and not (figures and above in with_figures):
                cells.remove(above)
                cell = _joined(above, line)
            cells.append(cell)
            if figures or above in with_figures:
                with_figures.add(cell)
    yield from cells


def _joined(cell: Line, line: Line) -> Line:
    text = join_lines([cell.text, line.text])
    return replace(cell, text=text, x0=min(cell.x0, line.x0), x1=max(cell.x1, line.x1), y0=line.y0)


def goes_on(cell: Line, line: Line) -> bool:
    """Tell whether *line* stands right below *cell*, in the same column, or within its last line."""
    pitch = cell.y0 - line.y0
    if pitch == 0:
        return cell.x0 < line.x0 and line.x1 <= cell.x1 + _OUTSIDE
    return 0 < pitch <= _CELL_PITCH * line.size and cell.x0 < line.x1 and line.x0 < cell.x1


def _rows_of_cells(cells: list[Line]) -> list[list[Line]]:
    """Put cells at the same height into rows; a cell of several lines stands beside all of them."""
    rows: list[list[Line]] = []
    for cell in sorted(cells, key=lambda line: (-(line.y0 + line.y1), line.x0)):
        row = next((row for row in rows[-2:] if any(overlap(other, cell) > SAME_ROW for other in row)), None)
        if row is None or any(other.x0 < cell.x1 and cell.x0 < other.x1 for other in row):
            rows.append([cell])
        else:
            row.append(cell)
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _columns(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Return the columns, left to right: as the rows with most cells have them."""
    most = max(len(row) for row in rows)
    columns = [(line.x0, line.x1) for line in next(row for row in rows if len(row) == most)]
    for row in rows:
        if len(row) == most:
            columns = [(min(a, line.x0), max(b, line.x1)) for (a, b), line in zip(columns, row, strict=True)]
    return columns


def _placed(row: Sequence[Line], columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    cells = [""] * len(columns)
    for line in row:
        shared = [min(line.x1, right) - max(line.x0, left) for left, right in columns]
        place = shared.index(max(shared))
        cells[place] = f"{cells[place]} {line.text}".strip()
    return tuple(cells)
