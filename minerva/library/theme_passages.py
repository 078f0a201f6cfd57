"""Which passages, by their numbers, are about which themes: what searches are narrowed to and counted by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from minerva.library.themes import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.library.store import Library

_HOLDS_NOW = "(run IS NULL OR run = (SELECT max(id) FROM theme_runs))"


def numbers_about(library: Library, asked: Iterable[str]) -> list[int]:
    """
    Return the numbers of the passages that are about one of the themes *asked* for, or about one that those hold.

    Raises
    ------
    UnknownValue
        If there is no such theme, or more than one.
    """
    ids = [theme(library, one).id for one in asked]
    rows = library.connection.execute(
        f"SELECT DISTINCT passage FROM themes JOIN assignments ON theme = number WHERE {_HOLDS_NOW} "  # noqa: S608 - ours
        "AND (id IN (SELECT value FROM json_each(?1)) OR parent IN (SELECT value FROM json_each(?1))) ORDER BY passage",
        (json.dumps(ids),),
    )
    return [number for (number,) in rows]


def counts_by_theme(library: Library, numbers: Sequence[int] | None = None) -> dict[str, int]:
    """Count the passages of these *numbers*, or all, by theme, of the finest level, by its id."""
    among = "" if numbers is None else "AND passage IN (SELECT value FROM json_each(?))"
    rows = library.connection.execute(
        f"SELECT id, count(*) FROM themes JOIN assignments ON theme = number "  # noqa: S608 - as above
        f"WHERE {_HOLDS_NOW} AND NOT dropped {among} GROUP BY number",
        () if numbers is None else (json.dumps(numbers),),
    )
    return dict(map(tuple, rows))
