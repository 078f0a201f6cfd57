"""Tables whose columns are set apart by spaces, as in plain text made for a typewriter's type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from minerva.read.markup import strip_markup
from minerva.read.repair import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RULE = re.compile(r"^[\s=_-]+$")
_RIVER = re.compile(r" {2,}")


Cells = tuple[str, ...]
"""What stands in the columns of one line."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide the columns are, in characters, and which of them hold values."""

    widths: tuple[int, ...]
    values: frozenset[int]


def spaced_rows(lines: Sequence[str]) -> Iterator[str]:
    """
    Yield the rows of a table, with tabs between cells.

    A column begins where, in every line, at least two spaces come before it. A line belongs to the row above if all
    that it says ends a cell there, or fills one that is empty.
    """
    text = [line.rstrip() for line in lines if not _RULE.match(line)]
    edges = [*_edges(text), None]
    printed = [tuple(strip_markup(line[start:end]).strip() for start, end in pairwise(edges)) for line in text]
    columns = _columns(printed)
    rows: list[list[Cells]] = []
    for cells, following in zip_longest(printed, printed[1:]):
        if rows and not _begins_row(cells, following, columns) and _goes_on(rows[-1], cells, columns):
            rows[-1].append(cells)
        else:
            rows.append([cells])
    yield from ("\t".join(map(join_lines, zip(*row, strict=True))).rstrip("\t") for row in rows)


def _columns(printed: Sequence[Cells]) -> _Columns:
    columns = list(zip(*printed, strict=True))
    values = (n for n, cells in enumerate(columns) if n and 2 * sum(map(_has_digit, cells)) >= sum(map(bool, cells)))
    return _Columns(tuple(max(map(len, cells)) for cells in columns), frozenset(values))


def _edges(lines: Sequence[str]) -> list[int]:
    """Return where the columns begin, 0 first."""
    width = max(map(len, lines))
    empty = "".join(
        " " if all(line[column : column + 1] in {"", " "} for line in lines) else "x" for column in range(width)
    )
    return [0, *(river.end() for river in _RIVER.finditer(empty) if river.start() > 0 and river.end() < width)]


def _begins_row(cells: Cells, following: Cells | None, columns: _Columns) -> bool:
    """Tell whether the line below completes this one: figures may stand beside the last line of their label."""
    return (
        following is not None
        and any(below and not cell for cell, below in zip(cells, following, strict=True))
        and _goes_on([cells], following, columns)
    )


def _goes_on(row: Sequence[Cells], cells: Cells, columns: _Columns) -> bool:
    """Tell whether a line ends cells of the *row* above, perhaps with figures that this row still lacks."""
    filled = [column for column, cell in enumerate(cells) if cell]
    wrapped = [column for column in filled if any(line[column] for line in row)]
    if not wrapped or len(filled) == len(cells):
        return False
    if len(wrapped) < len(filled):
        return wrapped == filled[:1] and _begins_small(cells[wrapped[0]])
    return all(_ends_cell(row, column, cells[column], columns) for column in wrapped)


def _ends_cell(row: Sequence[Cells], column: int, text: str, columns: _Columns) -> bool:
    """Tell whether *text* goes on with a cell above: in small letters, or with a word that had no room there."""
    above = [line[column] for line in row if line[column]]
    if column in columns.values and (any(map(_has_digit, above)) or not _has_digit(text)):
        return False
    complete = sum(map(bool, row[0])) > 1 and bool(row[-1][column])
    had_no_room = len(above[-1]) + 1 + len(text.split(maxsplit=1)[0]) > columns.widths[column]
    return _begins_small(text) or (complete and had_no_room)


def _begins_small(text: str) -> bool:
    return text[0].islower() or text[0].isdigit()


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
