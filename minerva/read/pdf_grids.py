"""From the rules of a page to the cells that they enclose."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from minerva.read.pdf_connected import connected
from minerva.read.pdf_rules import NEAR, clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.read.pdf_lines import Line
    from minerva.read.pdf_rules import Rule, Rules

_MAX_CELLS = 5_000
_MAX_RULES = 2_000
_DRAWN_SHARE = 0.5
"""A side of a cell counts as drawn if so much of it is: some programs leave gaps where borders meet."""
_MIN_SIZE = 4.0
"""Columns and rows narrower than this, in points, hold no text."""


class Box(NamedTuple):
    """Which rows and columns of a grid a cell covers, as half-open ranges."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """
    Cells that rules enclose.

    Attributes
    ----------
    xs, ys
        The edges of the columns from the left, and of the rows from the top.
    cells
        From top to bottom and left to right; they cover the grid and do not overlap.
    open_rows
        Rows within which no rule parts the columns.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Box, ...]
    open_rows: frozenset[int]


def find_grids(rules: Rules, lines: Sequence[Line]) -> list[Grid]:
    """
    Return the grids of a page with at least two columns and two rows, from the top.

    Parameters
    ----------
    lines
        The text of the page: where it runs on from side to side between two rules, these are not of one table.
    """
    if not rules.horizontal or len(rules.horizontal) + len(rules.vertical) > _MAX_RULES:
        return []
    grids = [_grid(horizontal, vertical) for horizontal, vertical in connected(rules, lines)]
    return sorted((grid for grid in grids if grid), key=lambda grid: (-grid.ys[0], grid.xs[0]))


def _grid(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> Grid | None:
    if not horizontal:
        return None
    xs = _wide_enough(
        clusters(
            [
                *(rule.at for rule in vertical),
                *(place for rule in horizontal for place in (rule.start, rule.end, *rule.breaks)),
            ]
        )
    )
    ys = _wide_enough(
        clusters([*(rule.at for rule in horizontal), *(place for rule in vertical for place in (rule.start, rule.end))])
    )[::-1]
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 2 or columns * rows > _MAX_CELLS:  # noqa: PLR2004 - what makes a grid
        return None
    beside = _sides(xs, [-y for y in ys], vertical, mirrored=True)
    below = _sides(ys, xs, horizontal, mirrored=False)
    parted = {row for edge, row in beside if 0 < edge < columns}
    open_rows = frozenset(row for row in range(rows) if row not in parted)
    beside |= {side for side in _broken(xs, ys, horizontal) if side[1] in open_rows}
    return Grid(tuple(xs), tuple(ys), tuple(_cells((rows, columns), beside, below)), open_rows)


def _wide_enough(edges: Sequence[float]) -> list[float]:
    """Return the edges in their order without those right beside another."""
    kept: list[float] = []
    for edge in edges:
        if not kept or edge - kept[-1] >= _MIN_SIZE:
            kept.append(edge)
    return kept


def _broken(xs: Sequence[float], ys: Sequence[float], horizontal: Iterable[Rule]) -> set[tuple[int, int]]:
    """Return the sides of cells that no rule draws, but where the rules above and below are parted."""
    falling = [-y for y in ys]
    places = {
        (_nearest(xs, place), _nearest(falling, -rule.at))
        for rule in horizontal
        for place in (rule.start, *rule.breaks, rule.end)
    }
    return {(edge, row) for edge, row in places if (edge, row + 1) in places and row + 1 < len(ys)}


def _cells(size: tuple[int, int], beside: set[tuple[int, int]], below: set[tuple[int, int]]) -> list[Box]:
    """Return the cells: neighbours that no rule parts are one, as wide and as high as its widest parts."""
    rows, columns = size
    taken: set[tuple[int, int]] = set()
    cells: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            box = _grown(Box(row, row + 1, column, column + 1), beside, below, (rows, columns))
            if any(place in taken for place in _places(box)):
                # What a missing piece of rule joins to a cell that is already there stays apart from it.
                box = Box(row, row + 1, column, column + 1)
            taken.update(_places(box))
            cells.append(box)
    return cells


def _places(box: Box) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in range(box.top, box.bottom) for column in range(box.left, box.right))


def _grown(box: Box, beside: set[tuple[int, int]], below: set[tuple[int, int]], size: tuple[int, int]) -> Box:
    """Return *box* grown to the right and downwards until a rule stands on all its sides."""
    top, bottom, left, right = box
    rows, columns = size
    grown = True
    while grown:
        grown = False
        if right < columns and any((right, row) not in beside for row in range(top, bottom)):
            right += 1
            grown = True
        if bottom < rows and any((bottom, column) not in below for column in range(left, right)):
            if not _is_parted_alike(Box(top, bottom, left, right), beside, columns):
                break
            bottom += 1
            grown = True
    return Box(top, bottom, left, right)


def _is_parted_alike(box: Box, beside: set[tuple[int, int]], columns: int) -> bool:
    """Tell whether the row below a cell keeps its sides and has no rule between them: a heading across has neither."""
    sides = [edge for edge in (box.left, box.right) if 0 < edge < columns]
    return all((edge, box.bottom) in beside for edge in sides) and not any(
        (edge, box.bottom) in beside for edge in range(box.left + 1, box.right)
    )


def _sides(
    at: Sequence[float], along: Sequence[float], rules: Iterable[Rule], *, mirrored: bool
) -> set[tuple[int, int]]:
    """
    Return which sides of cells are drawn: the edge's place in *at*, and the step in *along* that it covers.

    Rows run downwards, so the heights of vertical rules are *mirrored*.
    """
    rising = [place if at[0] < at[-1] else -place for place in at]
    covered: dict[tuple[int, int], float] = {}
    for rule in rules:
        place = rule.at if at[0] < at[-1] else -rule.at
        index = _nearest(rising, place)
        if abs(rising[index] - place) > 2 * NEAR:
            continue
        start, end = (-rule.end, -rule.start) if mirrored else (rule.start, rule.end)
        for step, (low, high) in enumerate(pairwise(along)):
            shared = min(high, end) - max(low, start)
            if shared > 0:
                covered[index, step] = covered.get((index, step), 0.0) + shared / (high - low)
    return {side for side, share in covered.items() if share >= _DRAWN_SHARE}


def _nearest(values: Sequence[float], value: float) -> int:
    index = bisect_left(values, value)
    around = [i for i in (index - 1, index) if 0 <= i < len(values)]
    return min(around, key=lambda i: abs(values[i] - value))
