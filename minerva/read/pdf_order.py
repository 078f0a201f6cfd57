"""The order in which the lines of a page are read: columns apart, what spans them between."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.read.pdf_lines import Line

_PROSE_WORDS = 4
_PROSE_WIDTH = 8.0
"""A line of a column is at least so many words and so many times its font size long; cells of a table seldom are."""
_MIN_COLUMN_LINES = 3
_MIN_PAGES_ALIKE = 2
_LARGE = 1.5
"""A line so many times as large as most of the page is a chapter's heading and belongs to no column."""
_SIDES = 2
_MAX_LEADING = 0.8
"""Share of the font's size that is left between two lines of one paragraph, at the most."""
_SNAP = 4.0
"""Points within which left edges count as the same."""


@dataclass(slots=True)
class _Flow:
    """The streams found so far; what stands beside the text, such as a quotation in a box, waits for its end."""

    streams: list[list[Line]] = field(default_factory=list)
    beside: list[list[Line]] = field(default_factory=list)
    open: bool = False

    def go_on(self, lines: list[Line]) -> None:
        """Add lines to the stream that is open, or open one."""
        if not self.open:
            self.streams.append([])
        self.open = True
        self.streams[-1] += lines

    def set_apart(self, streams: list[list[Line]]) -> None:
        """Add streams of their own."""
        self.streams += streams
        self.open = False


def reading_order(lines: Sequence[Line], gutter: float | None = None) -> list[list[Line]]:
    """
    Return the lines of a page as streams to read one after the other, each from top to bottom.

    A gutter is where at least three long lines end left of where at least three others, at the same height, begin.
    A line across it ends the columns above it, and so does a large heading that has nothing beside it.

    Parameters
    ----------
    gutter
        Where the columns of the other pages part; on a page with the same columns, shorter ones count too.
    """
    ordered = sorted(lines, key=lambda line: (-_middle(line), line.x0))
    found = _gutter(ordered)
    gutter = gutter if found is None else found
    if gutter is None:
        return [ordered] if ordered else []
    flow = _Flow()
    for band in _parted(_bands(ordered, gutter), gutter):
        left = [line for line in band if line.x0 < gutter]
        right = [line for line in band if line.x0 >= gutter]
        if not _side_by_side(left, right) and not _is_short_pair(left, right):
            flow.go_on(band)
        elif _is_box(left, right):
            flow.go_on(left)
            flow.beside.append(right)
        else:
            flow.set_apart([*reading_order(left), *reading_order(right)])
    return flow.streams + flow.beside


def common_gutter(pages: Iterable[Sequence[Line]]) -> float | None:
    """Return where the columns part on at least two pages, if they do at the same place."""
    found = [_gutter(sorted(lines, key=lambda line: (-_middle(line), line.x0))) for lines in pages]
    near = Counter(round(gutter / _SNAP) for gutter in found if gutter is not None)
    if not near or max(near.values()) < _MIN_PAGES_ALIKE:
        return None
    best = max(near, key=lambda place: (near[place], -place))
    return min(gutter for gutter in found if gutter is not None and round(gutter / _SNAP) == best)


def _middle(line: Line) -> float:
    return (line.y0 + line.y1) / 2


def _is_prose(line: Line) -> bool:
    return line.text.count(" ") >= _PROSE_WORDS - 1 and line.x1 - line.x0 >= line.size * _PROSE_WIDTH


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return the left edge of the column that has most lines beside it, if there is one."""
    prose = [line for line in lines if _is_prose(line)]
    edges = Counter(round(line.x0 / _SNAP) for line in prose)
    leftmost = min(edges, default=0)
    best: tuple[int, float] | None = None
    for edge in sorted(edges):
        if edges[edge] + edges[edge + 1] < _MIN_COLUMN_LINES or edge == leftmost:
            continue
        x = min(line.x0 for line in prose if round(line.x0 / _SNAP) == edge) - 1
        beside = sum(min(_count(prose, band, x)) for band in _bands(lines, x))
        if beside >= _MIN_COLUMN_LINES and (best is None or beside > best[0]):
            best = beside, x
    return best[1] if best else None


def _count(prose: Sequence[Line], band: Sequence[Line], x: float) -> tuple[int, int]:
    """Count the long lines of *band* left and right of *x*; none if they do not stand side by side."""
    left = [line for line in band if line.x0 < x]
    right = [line for line in band if line.x0 >= x]
    if not _side_by_side(left, right):
        return 0, 0
    long = set(map(id, prose))
    return sum(id(line) in long for line in left), sum(id(line) in long for line in right)


def _bands(lines: Sequence[Line], x: float) -> Iterator[list[Line]]:
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
        kept: list[Line] = []
        for plain, run in itertools.groupby(_rows(band), key=lambda row: _is_plain(row, x)):
            rows = list(run)
            first, last = _columns_within(rows, kept) if plain else (0, 0)
            lines = _flat(rows[first:last])
            sides = [[line for line in lines if (line.x0 < x) is left] for left in (True, False)]
            if not _is_short_pair(*sides):
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
    both = [n for n, row in enumerate(rows) if len(row) == _SIDES and any(map(_is_prose, row))]
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
        if row and not row[0].y0 < _middle(line) < row[0].y1:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _is_plain(row: Sequence[Line], x: float) -> bool:
    left = sum(line.x0 < x for line in row)
    return left <= 1 and len(row) - left <= 1


def _stands_alone(line: Line, lines: Sequence[Line], x: float) -> bool:
    """Tell whether nothing stands beside *line* on the other side of *x*."""
    bottom, top = line.y0 - line.size / 2, line.y1 + line.size / 2
    return not any(other.y0 < top and bottom < other.y1 for other in lines if (other.x0 < x) != (line.x0 < x))


def _is_short_pair(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether both are ends of columns known from elsewhere: one line a row on each side, mostly long ones."""
    if not left or not right:
        return False
    for side in (left, right):
        rows = sorted(side, key=lambda line: line.y0)
        if any(after.y0 < _middle(before) for before, after in itertools.pairwise(rows)):
            return False
    long = sum(map(_is_prose, [*left, *right]))
    return any(map(_is_prose, right)) and 2 * long >= len(left) + len(right)


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether both are columns of running text at the same height."""
    for side, other in ((left, right), (right, left)):
        if not other:
            return False
        bottom = min(line.y0 for line in other)
        top = max(line.y1 for line in other)
        prose = [line for line in side if _is_prose(line) and bottom <= _middle(line) <= top]
        if len(prose) < _MIN_COLUMN_LINES or 2 * len(prose) < sum(bottom <= _middle(line) <= top for line in side):
            return False
    return True


def _is_box(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether *right* is a quotation or fact box beside the running text: shorter, and in a style of its own."""
    left_styles = Counter(line.style for line in left)
    right_styles = Counter(line.style for line in right)
    return 2 * len(right) <= len(left) + 2 and left_styles.most_common(1)[0][0] != right_styles.most_common(1)[0][0]
