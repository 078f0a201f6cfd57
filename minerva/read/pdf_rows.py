"""Rows of a page: fragments on one line, and the runs of rows that make a table without ruling lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from minerva.read.pdf_lines import Line, merge
from minerva.read.repair import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SAME_WORD_GAP = 0.45
"""Gap, in font sizes, below which two fragments belong together; a table's columns come as close as 0.6."""
_BULLET_GAP = 5.0
_LONE_BULLET = re.compile(r"^(?:[•▪●○◦‣➢✓·■◆–—*o-]|\d{1,2}[.)]|[a-zåäö]\)|\d{1,2}(?:\.\d{1,2})+\.?|\d{1,3}\s?§)$")
_MIN_GUTTER = 0.4
_MIN_ROWS = 3
_MIN_FULL_SHARE = 0.4
"""A list of terms with their explanations has fewer rows with two fragments than this share."""
_MAX_CELL_WORDS = 7
_ROW_GAP = 6.5
_LONE_ROW_GAP = 5.0
"""Distance between rows, in font sizes, beyond which a table ends: rows with several cells, with one."""
_LABEL_WORDS = 10
_LARGER = 1.12
_CELL_PITCH = 1.5
_LEFT_EDGE = 6.0
_FAR_GAP = 4.0
_TITLE_GAP = 0.95
_TITLE_LARGER = 1.25
_FIGURE = re.compile(
    r"^(?:[<>≥≤±~+–−-]?\s?\d[\d\s.,/:–−-]*\s?(?:%|[a-zåäö/]{1,8}\.?)?(?:\s?\([^)]*\d[^)]*\))?|[–−-])$", re.IGNORECASE
)
_YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?$")

Row = tuple[Line, ...]
"""Fragments on one line, from left to right."""


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


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Put lines, sorted from top to bottom, that overlap by more than half their height into rows."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and _overlap(rows[-1][0], line) > 0.5:  # noqa: PLR2004 - "more than half"
            rows[-1].append(line)
        else:
            rows.append([line])
    return [tuple(_closed_up(sorted(row, key=lambda line: line.x0))) for row in rows]


def find_tables(rows: Sequence[Row]) -> Iterator[Row | Table]:
    """Yield the rows in order, with each run of rows that stands in columns as one table."""
    index = 0
    waiting: list[Row] = []
    while index < len(rows):
        end = _run_end(rows, index) if len(rows[index]) > 1 else index
        if _is_table(rows[index:end]):
            head = _head_length(waiting, rows[index:end])
            yield from waiting[: len(waiting) - head]
            yield _table([*waiting[len(waiting) - head :], *rows[index:end]])
            waiting = []
            index = end
        else:
            waiting.append(rows[index])
            index += 1
    yield from waiting


def far_parts(row: Row) -> Iterator[Row]:
    """Part a row outside tables where a wide gap shows that its parts say different things; figures keep their label."""
    start = 0
    for index in range(1, len(row)):
        gap = row[index].x0 - row[index - 1].x1
        if gap > _FAR_GAP * row[index].size and not is_figure(row[index].text):
            yield row[start:index]
            start = index
    yield row[start:]


def _head_length(above: Sequence[Row], table: Sequence[Row]) -> int:
    """Count the rows right above a table that belong to its head: its title, the upper lines of tall cells."""
    left = min(row[0].x0 for row in table)
    right = max(row[-1].x1 for row in table)
    below = table[0]
    count = 0
    for row in reversed(above):
        line = row[0]
        gap = (line.y0 - max(other.y1 for other in below)) / line.size
        cell = any(_goes_on(line, other) for other in (*below, *table[min(1, len(table) - 1)]))
        title = line.bold and below[0].bold and gap <= _TITLE_GAP
        inside = left - _LEFT_EDGE <= line.x0 and line.x1 <= right + _LEFT_EDGE
        small = line.size <= below[0].size * _TITLE_LARGER
        if len(row) > 1 or not inside or not small or not (title or (cell and line.bold == below[0].bold)):
            break
        below = row
        count += 1
    return count


def is_figure(text: str) -> bool:
    """Tell whether *text* is a number with its unit, or nothing but signs."""
    return bool(_FIGURE.match(text))


def _overlap(one: Line, other: Line) -> float:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared / max(min(one.y1 - one.y0, other.y1 - other.y0), 1e-6)


def _closed_up(fragments: list[Line]) -> Iterator[Line]:
    """Yield the fragments of a row, those merged that belong together: parts of a word, a bullet and its text."""
    current = fragments[0]
    for number, line in enumerate(fragments[1:]):
        gap = (line.x0 - current.x1) / max(line.size, current.size, 1.0)
        bullet = number == 0 and _LONE_BULLET.match(current.text)
        if gap < _SAME_WORD_GAP or (bullet and gap < _BULLET_GAP):
            current = merge([current, line])
        else:
            yield current
            current = line
    yield current


def _gaps(row: Row) -> list[tuple[float, float]]:
    """Return the free intervals between fragments of a row, and those outside it."""
    edges = [(line.x0, line.x1) for line in row]
    starts = [float("-inf"), *(right for _, right in edges)]
    ends = [*(left for left, _ in edges), float("inf")]
    return list(zip(starts, ends, strict=True))


def _narrowed(gutters: Sequence[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    """Return what of *gutters* is free in *row* too."""
    least = _MIN_GUTTER * row[0].size
    free = _gaps(row)
    both = ((max(a, c), min(b, d)) for a, b in gutters for c, d in free)
    return [(start, end) for start, end in both if end - start >= least]


def _run_end(rows: Sequence[Row], start: int) -> int:
    """Return where the run of rows that share a gutter with the row at *start* ends."""
    gutters = _gaps(rows[start])[1:-1]
    end = start + 1
    for index in range(start + 1, len(rows)):
        row, above = rows[index], rows[index - 1]
        distance = (above[0].y0 - row[0].y0) / row[0].size
        if distance > (_ROW_GAP if len(row) > 1 else _LONE_ROW_GAP) or distance < 0:
            break
        narrowed = _narrowed(gutters, row)
        if narrowed and not _is_title(row, rows[start]):
            gutters = narrowed
            end = index + 1 if _belongs(row, above, gutters) else end
        elif not _is_label(row, rows[start]):
            break
    return end


def _belongs(row: Row, above: Row, gutters: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a row may be a table's last: it has several cells, stands right of the labels or ends a label."""
    goes_on = row[0].text[0].islower() and any(_goes_on(cell, row[0]) for cell in above)
    return len(row) > 1 or row[0].x0 > gutters[0][0] or goes_on


def _is_title(row: Row, first: Row) -> bool:
    return len(row) == 1 and row[0].size > first[0].size * _LARGER


def _is_label(row: Row, first: Row) -> bool:
    """Tell whether a row that spans the columns is a heading within the table."""
    return len(row) == 1 and row[0].text.count(" ") < _LABEL_WORDS and not _is_title(row, first)


def _is_table(rows: Sequence[Row]) -> bool:
    full = [row for row in rows if len(row) > 1]
    least = _MIN_ROWS - 1 if all(len(row) >= _MIN_ROWS for row in full) else _MIN_ROWS
    if len(full) < least or len(full) < _MIN_FULL_SHARE * len(rows):
        return False
    words = sorted(line.text.count(" ") + 1 for row in full for line in row)
    return words[len(words) // 2] <= _MAX_CELL_WORDS


def _table(rows: Sequence[Row]) -> Table:
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
            above = next((cell for cell in reversed(cells) if _goes_on(cell, line)), None)
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


def _goes_on(cell: Line, line: Line) -> bool:
    """Tell whether *line* stands right below *cell*, in the same column, or within its last line."""
    pitch = cell.y0 - line.y0
    if pitch == 0:
        return cell.x0 < line.x0 and line.x1 <= cell.x1 + _LEFT_EDGE
    return 0 < pitch <= _CELL_PITCH * line.size and cell.x0 < line.x1 and line.x0 < cell.x1


def _rows_of_cells(cells: list[Line]) -> list[list[Line]]:
    """Put cells at the same height into rows; a cell of several lines stands beside all of them."""
    rows: list[list[Line]] = []
    for cell in sorted(cells, key=lambda line: (-(line.y0 + line.y1), line.x0)):
        row = next((row for row in rows[-2:] if any(_overlap(other, cell) > 0.5 for other in row)), None)  # noqa: PLR2004
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
