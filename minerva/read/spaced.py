"""Tables whose columns are set apart by spaces, as in plain text made for a typewriter's type."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.read.markup import strip_markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RULE = re.compile(r"^[\s=_-]+$")
_RIVER = re.compile(r" {2,}")


def spaced_rows(lines: Sequence[str]) -> Iterator[str]:
    """
    Yield the rows of a table, with tabs between cells.

    A column begins where, in every line, at least two spaces come before it. A line that goes on in small letters, and
    has figures only where the row above has none, belongs to that row.
    """
    text = [line.rstrip() for line in lines if not _RULE.match(line)]
    edges = _edges(text)
    rows: list[list[str]] = []
    for line in text:
        cells = [strip_markup(line[start:end]).strip() for start, end in pairwise([*edges, None])]
        if rows and _goes_on(rows[-1], cells):
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    yield from ("\t".join(row).rstrip("\t") for row in rows)


def _edges(lines: Sequence[str]) -> list[int]:
    """Return where the columns begin, 0 first."""
    width = max(map(len, lines))
    empty = "".join(
        " " if all(line[column : column + 1] in {"", " "} for line in lines) else "x" for column in range(width)
    )
    return [0, *(river.end() for river in _RIVER.finditer(empty) if river.start() > 0 and river.end() < width)]


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Tell whether a line ends a cell of the row *above*, perhaps with figures that this row still lacks."""
    filled = [column for column, cell in enumerate(cells) if cell]
    if not filled or len(filled) == len(cells):
        return False
    begins = cells[filled[0]][0]
    return (begins.islower() or begins.isdigit()) and not any(above[column] for column in filled[1:])
