"""The order in which the lines of a page are read: columns apart, what spans them between."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minerva.read.pdf_bands import MIN_COLUMN_LINES, bands, is_prose, is_short_pair, middle, side_by_side, sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.read.pdf_lines import Line

_MIN_PAGES_ALIKE = 2
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
    ordered = sorted(lines, key=lambda line: (-middle(line), line.x0))
    found = _gutter(ordered)
    gutter = gutter if found is None else found
    if gutter is None:
        return [ordered] if ordered else []
    flow = _Flow()
    for band in bands(ordered, gutter):
        left, right = sides(band, gutter)
        if not side_by_side(left, right) and not is_short_pair(left, right):
            flow.go_on(band)
        elif _is_box(left, right):
            flow.go_on(left)
            flow.beside.append(right)
        else:
            flow.set_apart([*reading_order(left), *reading_order(right)])
    return flow.streams + flow.beside


def common_gutter(pages: Iterable[Sequence[Line]]) -> float | None:
    """Return where the columns part on at least two pages, if they do at the same place."""
    found = [_gutter(sorted(lines, key=lambda line: (-middle(line), line.x0))) for lines in pages]
    near = Counter(round(gutter / _SNAP) for gutter in found if gutter is not None)
    if not near or max(near.values()) < _MIN_PAGES_ALIKE:
        return None
    best = max(near, key=lambda place: (near[place], -place))
    return min(gutter for gutter in found if gutter is not None and round(gutter / _SNAP) == best)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return the left edge of the column that has most lines beside it, if there is one."""
    prose = [line for line in lines if is_prose(line)]
    edges = Counter(round(line.x0 / _SNAP) for line in prose)
    leftmost = min(edges, default=0)
    best: tuple[int, float] | None = None
    for edge in sorted(edges):
        if edges[edge] + edges[edge + 1] < MIN_COLUMN_LINES or edge == leftmost:
            continue
        x = min(line.x0 for line in prose if round(line.x0 / _SNAP) == edge) - 1
        beside = sum(min(_count(prose, band, x)) for band in bands(lines, x))
        if beside >= MIN_COLUMN_LINES and (best is None or beside > best[0]):
            best = beside, x
    return best[1] if best else None


def _count(prose: Sequence[Line], band: Sequence[Line], x: float) -> tuple[int, int]:
    """Count the long lines of *band* left and right of *x*; none if they do not stand side by side."""
    left, right = sides(band, x)
    if not side_by_side(left, right):
        return 0, 0
    long = set(map(id, prose))
    return sum(id(line) in long for line in left), sum(id(line) in long for line in right)


def _is_box(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether *right* is a quotation or fact box beside the running text: shorter, and in a style of its own."""
    left_styles = Counter(line.style for line in left)
    right_styles = Counter(line.style for line in right)
    return 2 * len(right) <= len(left) + 2 and left_styles.most_common(1)[0][0] != right_styles.most_common(1)[0][0]
