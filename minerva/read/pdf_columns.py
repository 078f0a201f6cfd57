"""The columns of rows that stand in such without rules between."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.read.pdf_rows import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.read.pdf_cells import Column
    from minerva.read.pdf_lines import Line

_ALIKE = 1.5
"""Points within which edges of fragments are at the same place."""
_MOSTLY = 0.6
_BESIDE = 0.1
"""Lines that share more than this part of their height stand beside one another, if perhaps between two lines."""


def find_columns(rows: Sequence[Sequence[Line]]) -> list[Column]:
    """
    Return the columns of *rows*, from the left, each reaching to the next.

    Fragments above one another make a column. Heads may stand to the left and figures to the right in theirs: such
    neighbours, of which one never stands beside the other, are one. A column ends right after what ends alike in it, or
    right before what begins alike in the next.
    """
    most = max(len(row) for row in rows)
    columns = [_extent(lines) for lines in _complementary(_overlapping(rows))]
    if len(columns) < most:
        columns = _widest(rows, most)
    lines = [line for row in rows if len(row) > 1 for line in row]
    cuts = [_cut(one, other, lines) for one, other in pairwise(columns)]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return list(pairwise([left, *cuts, right]))


def _extent(lines: Sequence[Line]) -> Column:
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def _complementary(columns: Sequence[list[Line]]) -> list[list[Line]]:
    """Return the columns with neighbours put together that are never both filled at one height."""
    merged: list[list[Line]] = []
    for lines in columns:
        beside = merged and any(overlap(one, other) > _BESIDE for one in merged[-1] for other in lines)
        if merged and not beside:
            merged[-1] = merged[-1] + lines
        else:
            merged.append(lines)
    return merged


def _cut(one: Column, other: Column, lines: Iterable[Line]) -> float:
    """Return where the column *one* ends and the *other* begins."""
    room = (other[0] - one[1]) / 2
    edges = [line.x1 for line in lines if line.x0 < one[1] and one[0] < line.x1 <= one[1] + _ALIKE]
    if room > _ALIKE and len(edges) > 1 and sum(max(edges) - edge <= _ALIKE for edge in edges) >= _MOSTLY * len(edges):
        return one[1] + _ALIKE
    edges = [line.x0 for line in lines if line.x0 >= other[0] - _ALIKE and line.x0 < other[1]]
    if room > _ALIKE and len(edges) > 1 and sum(edge - min(edges) <= _ALIKE for edge in edges) >= _MOSTLY * len(edges):
        return other[0] - _ALIKE
    return one[1] + room


def _overlapping(rows: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """
    Return the fragments that stand above one another, column by column.

    One that stands above two of another row is a label or a head of both, and in none.
    """
    full = [row for row in rows if len(row) > 1]
    lines = [line for row in full for line in row if not _spans(line, row, full)]
    columns: list[list[Line]] = []
    extents: list[Column] = []
    for line in sorted(lines, key=lambda line: (line.x0, line.x1)):
        narrower = min(line.x1 - line.x0, extents[-1][1] - extents[-1][0]) if extents else 0.0
        if extents and extents[-1][1] - line.x0 > narrower / 10:
            columns[-1].append(line)
            extents[-1] = (extents[-1][0], max(extents[-1][1], line.x1))
        else:
            columns.append([line])
            extents.append((line.x0, line.x1))
    return columns


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
