"""The order in which the lines of a page are read: columns apart, what spans them between."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.read.pdf_lines import Line

_PROSE_WORDS = 4
_PROSE_WIDTH = 8.0
"""A line of a column is at least so many words and so many times its font size long; cells of a table seldom are."""
_MIN_COLUMN_LINES = 3
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


def reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """
    Return the lines of a page as streams to read one after the other, each from top to bottom.

    A gutter is where at least three long lines end left of where at least three others, at the same height, begin.
    A line across it ends the columns above it.
    """
    ordered = sorted(lines, key=lambda line: (-_middle(line), line.x0))
    gutter = _gutter(ordered)
    if gutter is None:
        return [ordered] if ordered else []
    flow = _Flow()
    for band in _bands(ordered, gutter):
        left = [line for line in band if line.x0 < gutter]
        right = [line for line in band if line.x0 >= gutter]
        if not _side_by_side(left, right):
            flow.go_on(band)
        elif _is_box(left, right):
            flow.go_on(left)
            flow.beside.append(right)
        else:
            flow.set_apart([*reading_order(left), *reading_order(right)])
    return flow.streams + flow.beside


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
    """Part the lines, from the top, at those that cross *x*."""
    band: list[Line] = []
    crossing = False
    for line in lines:
        crosses = line.x0 < x < line.x1
        if band and crosses != crossing:
            yield band
            band = []
        crossing = crosses
        band.append(line)
    if band:
        yield band


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
