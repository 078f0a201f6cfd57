"""Tables that go on over several pages, made one."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from minerva.read.assemble import Piece
from minerva.read.pdf_cells import Table, is_value
from minerva.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from minerva.read.pdf_cells import Column
    from minerva.read.pdf_groups import Group

    Item = Group | Table | Piece

_MIN_OVERLAP = 0.5
"""Share of the narrower of two columns that lies above the other where they are the same column."""
_LEAST = 2

Row = tuple[str, ...]


def join_tables(items: Sequence[Item], aside: Container[int]) -> list[Item]:
    """
    Return the items with each table that goes on at the top of the next page as one.

    A head that is printed again is furniture, so that no text is lost.

    Parameters
    ----------
    aside
        Places of items that may stand between the parts of a table: the notes at the foot of its page.
    """
    joined: list[Item] = []
    open_at: int | None = None
    for index, item in enumerate(items):
        before = joined[open_at] if open_at is not None else None
        if isinstance(item, Table) and isinstance(before, Table):
            both = _joined(before, item)
            if both and open_at is not None:
                joined[open_at], repeated = both
                joined += (Piece(BlockKind.FURNITURE, " ".join(filter(None, row)), page=item.page) for row in repeated)
                continue
        joined.append(item)
        if isinstance(item, Table):
            open_at = len(joined) - 1
        elif index not in aside:
            open_at = None
    return joined


def _joined(before: Table, after: Table) -> tuple[Table, list[Row]] | None:
    """Return both tables as one and the rows of the repeated head, if *after* goes on with *before*."""
    last_page = before.page_starts[-1][0] if before.page_starts else before.page
    if after.page != last_page + 1:
        return None
    columns, upper, lower = _aligned(before, after)
    if not columns:
        return None
    repeated = [row for row, _ in takewhile(lambda pair: pair[0] == pair[1], zip(lower, upper, strict=False))]
    if len(repeated) == len(lower) or (not repeated and _has_head(lower)):
        return None
    rows = (*upper, *lower[len(repeated) :])
    starts = (*before.page_starts, (after.page, len(upper)))
    return Table(before.page, rows, columns, starts), repeated


def _has_head(rows: Sequence[Row]) -> bool:
    """Tell whether the first row names columns of values, as a table of its own begins."""
    return len(rows) >= _LEAST and not _values(rows[0]) and sum(map(bool, rows[0])) >= _LEAST and _values(rows[1])


def _values(row: Row) -> bool:
    return any(map(is_value, row))


def _aligned(before: Table, after: Table) -> tuple[tuple[Column, ...], tuple[Row, ...], tuple[Row, ...]]:
    """
    Return the columns of both tables and their rows set in those; nothing if their columns differ.

    A column that is empty on one page was not seen there. Right and left pages may have other margins.
    """
    if not before.columns or not after.columns:
        return (), (), ()
    for shift in (0.0, before.columns[0][0] - after.columns[0][0]):
        moved = [(left + shift, right + shift) for left, right in after.columns]
        places = _places(moved, before.columns)
        if places:
            return before.columns, before.rows, _set_in(after.rows, places, len(before.columns))
        places = _places(before.columns, moved)
        if places:
            return tuple(moved), _set_in(before.rows, places, len(moved)), after.rows
    return (), (), ()


def _places(few: Sequence[Column], many: Sequence[Column]) -> list[int]:
    """Return which of *many* columns each of *few* is, from the left; nothing if one is none of them."""
    places: list[int] = []
    for left, right in few:
        shares = [
            (min(right, other[1]) - max(left, other[0])) / max(min(right - left, other[1] - other[0]), 1.0)
            for other in many
        ]
        best = shares.index(max(shares))
        if shares[best] < _MIN_OVERLAP or (places and best <= places[-1]):
            return []
        places.append(best)
    return places


def _set_in(rows: Sequence[Row], places: Sequence[int], width: int) -> tuple[Row, ...]:
    by_place = {place: index for index, place in enumerate(places)}
    return tuple(tuple(row[by_place[n]] if n in by_place else "" for n in range(width)) for row in rows)
