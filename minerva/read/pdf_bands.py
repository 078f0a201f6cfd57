"""A page parted from top to bottom: columns, what spans them, and tables."""

from __future__ import annotations

import itertools
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.read.pdf_lines import Line

_PROSE_WORDS = 4
_PROSE_WIDTH = 8.0
"""A line of a column is at least so many words and so many times its font size long; cells of a table seldom are."""
MIN_COLUMN_LINES = 3
_SIDES = 2
_MIN_TABLE_ROWS = 2
_MAX_LEADING = 0.8
"""Share of the font's size that is left between two lines of one paragraph, at the most."""
_LARGE = 1.5
"""A line so many times as large as most of the page is a chapter's heading and belongs to no column."""


def bands(lines: Sequence[Line], x: float) -> Iterator[list[Line]]:
    """Part the lines, from the top, where columns that part at *x* begin and end."""
    return _parted(_between_spanning(lines, x), x)


def sides(lines: Iterable[Line], x: float) -> tuple[list[Line], list[Line]]:
    """Return the lines that begin left of *x*, and the others."""
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        (left if line.x0 < x else right).append(line)
    return left, right


def middle(line: Line) -> float:
    """Return the height of the middle of *line*, in points from the foot of the page."""
    return (line.y0 + line.y1) / 2


def is_prose(line: Line) -> bool:
    """Tell whether *line* is as long as those of running text are."""
    return line.text.count(" ") >= _PROSE_WORDS - 1 and line.x1 - line.x0 >= line.size * _PROSE_WIDTH


def _between_spanning(lines: Sequence[Line], x: float) -> Iterator[list[Line]]:
    """Part the lines, from the top, at those that cross *x* and at large headings with nothing beside them."""
    band: list[Line] = []
    crossing = False
    usual = median(line.size for line in lines) if lines else 0.0
    for line in lines:
        crosses = line.x0 < x < line.x1 or (line.size >= usual * _LARGE and _stands_alone(line, lines, x))
        if band and crosses != crossing:
            yield band
            band = []
        crossing = crosses
        band.append(line)
    if band:
        yield band


def _parted(bands: Iterable[list[Line]], x: float) -> Iterator[list[Line]]:
    """Part the columns above and below a table from it: its rows have more than one line on a side of *x*."""
    for band in bands:
        if side_by_side(*sides(band, x)) or sum(not _is_plain(row, x) for row in _rows(band)) < _MIN_TABLE_ROWS:
            yield band
            continue
        kept: list[Line] = []
        for plain, run in itertools.groupby(_rows(band), key=lambda row: _is_plain(row, x)):
            rows = list(run)
            first, last = _columns_within(rows, kept) if plain else (0, 0)
            lines = _flat(rows[first:last])
            if not is_short_pair(*sides(lines, x)):
                kept += _flat(rows)
                continue
            kept += _flat(rows[:first])
            if kept:
                yield kept
            yield lines
            kept = _flat(rows[last:])
        if kept:
            yield kept


def _columns_within(rows: Sequence[list[Line]], table: Sequence[Line]) -> tuple[int, int]:
    """
    Return which *rows*, as a half-open range, are columns.

    They begin below the last lines of the *table* before them, if there is one, and end with the last that has text on
    both sides; the left column may go on below, in the same style and line by line.
    """
    both = [n for n, row in enumerate(rows) if len(row) >= _SIDES and any(map(is_prose, row))]
    if not both:
        return 0, 0
    first, last = 0, both[-1] + 1
    above = table[-1] if table else None
    while above and first < both[0] and above.y0 - rows[first][0].y1 <= above.size * _MAX_LEADING:
        above = rows[first][0]
        first += 1
    while last < len(rows) and _goes_on(rows[last - 1][0], rows[last]):
        last += 1
    return first, last


def _goes_on(before: Line, row: Sequence[Line]) -> bool:
    return len(row) == 1 and row[0].style == before.style and before.y0 - row[0].y1 <= before.size * _MAX_LEADING


def _flat(rows: Iterable[list[Line]]) -> list[Line]:
    return [line for row in rows for line in row]


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Group lines, from the top, that stand at the same height."""
    row: list[Line] = []
    for line in lines:
        if row and not row[0].y0 < middle(line) < row[0].y1:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _is_plain(row: Sequence[Line], x: float) -> bool:
    """Tell whether no two lines stand beside one another on the same side of *x*, as the cells of a table do."""
    ordered = sorted(row, key=lambda line: line.x0)
    return not any(
        before.x1 <= after.x0 for before, after in itertools.pairwise(ordered) if (before.x0 < x) == (after.x0 < x)
    )


def _stands_alone(line: Line, lines: Sequence[Line], x: float) -> bool:
    """Tell whether nothing stands beside *line* on the other side of *x*."""
    bottom, top = line.y0 - line.size / 2, line.y1 + line.size / 2
    return not any(other.y0 < top and bottom < other.y1 for other in lines if (other.x0 < x) != (line.x0 < x))


def is_short_pair(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether both are ends of columns known from elsewhere: one line a row on each side, mostly long ones."""
    if not left or not right:
        return False
    for side in (left, right):
        rows = sorted(side, key=lambda line: line.y0)
        if any(after.y0 < middle(before) for before, after in itertools.pairwise(rows)):
            return False
    long = sum(map(is_prose, [*left, *right]))
    return any(map(is_prose, right)) and 2 * long >= len(left) + len(right)


def side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether both are columns of running text at the same height."""
    for side, other in ((left, right), (right, left)):
        if not other:
            return False
        bottom = min(line.y0 for line in other)
        top = max(line.y1 for line in other)
        prose = [line for line in side if is_prose(line) and bottom <= middle(line) <= top]
        if len(prose) < MIN_COLUMN_LINES or 2 * len(prose) < sum(bottom <= middle(line) <= top for line in side):
            return False
    return True
