"""Tables without ruling lines: runs of rows whose fragments stand in columns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.read.marks import CAPTION
from minerva.read.pdf_cells import Table, goes_on, rows_in_columns
from minerva.read.pdf_columns import find_columns
from minerva.read.pdf_rows import is_figure, physical_rows
from minerva.read.pdf_splits import split_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from minerva.read.pdf_lines import Line
    from minerva.read.pdf_rows import Row

_MIN_GUTTER = 0.4
_MIN_ROWS = 3
_MIN_FULL_SHARE = 0.4
"""A list of terms with their explanations has fewer rows with two fragments than this share."""
_MAX_CELL_WORDS = 7
_ROW_GAP = 6.5
_LONE_ROW_GAP = 5.0
"""Distance between rows, in font sizes, beyond which a table ends: rows with several cells, with one."""
_LABEL_WORDS = 10
_LABEL_REACH = 2
"""The last line of a label stands below one with figures, where these stand at half its height."""
_LARGER = 1.12
_OUTSIDE = 6.0
_WITH_FIGURES = 0.5
_JUSTIFIED_SHARE = 0.5
_TITLE_GAP = 0.95
_TITLE_LARGER = 1.25


def find_tables(rows: Sequence[Row]) -> Iterator[Row | Table]:
    """Yield the rows in order, with each run of rows that stands in columns as one table."""
    index = 0
    waiting: list[Row] = []
    while index < len(rows):
        end = _run_end(rows, index) if len(rows[index]) > 1 else index
        if _is_table(rows[index:end]):
            head = _head_length(waiting, rows[index:end])
            yield from waiting[: len(waiting) - head]
            yield _table_of([*waiting[len(waiting) - head :], *rows[index:end]])
            waiting = []
            index = end
        else:
            waiting.append(rows[index])
            index += 1
    yield from waiting


def _table_of(rows: Sequence[Row]) -> Table:
    rows = split_rows(rows)
    columns = find_columns(rows)
    lines = (line for row in rows for line in row)
    return Table(rows[0][0].page, tuple(rows_in_columns(lines, columns)), tuple(columns))


def _head_length(above: Sequence[Row], table: Sequence[Row]) -> int:
    """Count the rows right above a table that belong to its head: its title, the upper lines of tall cells."""
    left = min(row[0].x0 for row in table)
    right = max(row[-1].x1 for row in table)
    below = table[0]
    count = 0
    for row in reversed(above):
        line = row[0]
        gap = (line.y0 - max(other.y1 for other in below)) / line.size
        cell = any(goes_on(line, other) for other in (*below, *table[min(1, len(table) - 1)])) and not _covers(
            line, table
        )
        title = line.bold and below[0].bold and gap <= _TITLE_GAP
        inside = left - _OUTSIDE <= line.x0 and line.x1 <= right + _OUTSIDE
        small = line.size <= below[0].size * _TITLE_LARGER
        if (
            len(row) > 1
            or CAPTION.match(line.text)
            or not inside
            or not small
            or not (title or (cell and line.bold == below[0].bold))
        ):
            break
        below = row
        count += 1
    return count


def _covers(line: Line, table: Sequence[Row]) -> bool:
    """Tell whether a line stands above several cells of a row and is long or a sentence, as prose above a table."""
    label = line.text.count(" ") < _LABEL_WORDS and not line.text.endswith((".", ":", ",", ";"))
    return not label and any(
        sum(cell.x0 < line.x1 and line.x0 < cell.x1 for cell in row) > 1 for row in table[:_LABEL_REACH]
    )


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
            end = index + 1 if _belongs(row, rows[max(start, index - _LABEL_REACH) : index], gutters) else end
        elif not _is_label(row, rows[start]):
            break
    return end


def _belongs(row: Row, above: Sequence[Row], gutters: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a row may be a table's last: it has several cells, stands right of the labels or ends a label."""
    ends_label = row[0].text[0].islower() and any(goes_on(cell, row[0]) for other in above for cell in other)
    return len(row) > 1 or row[0].x0 > gutters[0][0] or ends_label


def _is_title(row: Row, first: Row) -> bool:
    return len(row) == 1 and row[0].size > first[0].size * _LARGER


def _is_label(row: Row, first: Row) -> bool:
    """Tell whether a row that spans the columns is a heading within the table."""
    return len(row) == 1 and row[0].text.count(" ") < _LABEL_WORDS and not _is_title(row, first)


def _is_table(rows: Sequence[Row]) -> bool:
    full = [row for row in rows if len(row) > 1]
    least = _MIN_ROWS - 1 if all(len(row) >= _MIN_ROWS for row in full) else _MIN_ROWS
    if len(full) < least or len(full) < _MIN_FULL_SHARE * (len(rows) - _wrapped_labels(rows)):
        return False
    words = sorted(line.text.count(" ") + 1 for row in full for line in row)
    return words[len(words) // 2] <= _MAX_CELL_WORDS and not _is_justified(rows)


def _wrapped_labels(rows: Sequence[Row]) -> int:
    """Count the lone lines that end the label above them in a table of figures."""
    figures = sum(any(is_figure(line.text) for line in row[1:]) for row in rows)
    full = sum(len(row) > 1 for row in rows)
    if 2 * figures < full:
        return 0
    return sum(
        len(row) == 1
        and goes_on(above[0], row[0])
        and row[0].x1 <= max(other[0].x1 for other in rows if len(other) > 1)
        for above, row in pairwise(rows)
    )


def _is_justified(rows: Sequence[Row]) -> bool:
    """
    Tell whether *rows* are justified prose with wide spaces.

    Every line but a paragraph's last then reaches both margins, which a table of words seldom does.
    """
    if sum(any(is_figure(line.text) for line in row) for row in rows) >= _WITH_FIGURES * len(rows):
        return False
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    reach = sum(row[0].x0 - left <= _OUTSIDE and right - row[-1].x1 <= _OUTSIDE for row in rows)
    return _JUSTIFIED_SHARE * len(rows) <= reach


def torn(lines: Sequence[Line], furniture: Collection[Line]) -> set[Line]:
    """Return the furniture that stands in one row with two fragments or more that are none: part of a table's head."""
    rows = physical_rows(line for line in lines)
    apart = [(row, [line for line in row if line not in furniture]) for row in rows]
    return {line for row, others in apart if 1 < len(others) < len(row) for line in row}
