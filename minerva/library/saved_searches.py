"""Saved searches as a library keeps them, with what their user has seen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from minerva.errors import CollectionError
from minerva.library.collections import checked_name
from minerva.library.keeping import fold, keeping, named
from minerva.messages import translate as _
from minerva.records import SavedSearch
from minerva.swedish.collation import sort_key

if TYPE_CHECKING:
    import sqlite3

    from minerva.library.store import Library

_COLUMNS = ("name", "query", "saved", "looked", "mode", "filters", "note", "limit")


class Seen(NamedTuple):
    """
    What was there when a saved search was last marked as seen.

    Attributes
    ----------
    generation
        Of the library.
    reports
        Ids of the reports that the library held; they follow from content, so a report that comes back is known.
    fingerprints
        What the hits said, see :func:`minerva.retrieval.repeats.fingerprint`: a report may be replaced by a newer
        version, which takes its text away.
    """

    generation: int
    reports: frozenset[str]
    fingerprints: tuple[frozenset[int], ...]


def searches(library: Library) -> list[SavedSearch]:
    """Return all saved searches, by name as Swedish sorts."""
    # Not what has been seen, which is long.
    columns = ", ".join(f'"{name}"' for name in _COLUMNS)
    rows = library.connection.execute(f"SELECT {columns} FROM saved_searches").fetchall()  # noqa: S608
    return sorted((_search_from(row) for row in rows), key=lambda one: sort_key(one.name))


def saved_search(library: Library, name: str) -> SavedSearch:
    """
    Return the search saved as *name*, or whose name alone begins so.

    Raises
    ------
    UnknownValue
        If there is none, or there are several.
    """
    return named("saved search", searches(library), name)


def put_search(library: Library, search: SavedSearch, seen: Seen) -> None:
    """
    Save a search.

    Raises
    ------
    CollectionError
        If its name is empty, too long or taken.
    """
    name = checked_name(search.name)
    with keeping(library) as connection:
        if connection.execute("SELECT 1 FROM saved_searches WHERE folded = ?", (fold(name),)).fetchone():
            raise CollectionError(
                _("There is a saved search called '{name}' already. Choose another name.").format(name=name)
            )
        connection.execute(
            'INSERT INTO saved_searches (name, folded, query, mode, filters, note, "limit", saved, looked, seen) '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                name, fold(name), search.query, search.mode, json.dumps(search.filters, ensure_ascii=False),
                search.note, search.limit, search.saved, search.looked, _told(seen),
            ),
        )  # fmt: skip


def seen_by(library: Library, search: SavedSearch) -> Seen:
    """Return what was there when *search* was last marked as seen."""
    (told,) = library.connection.execute(
        "SELECT seen FROM saved_searches WHERE folded = ?", (fold(search.name),)
    ).fetchone()
    known = json.loads(told)
    return Seen(known["generation"], frozenset(known["reports"]), tuple(map(frozenset, known["fingerprints"])))


def mark_seen(library: Library, search: SavedSearch, seen: Seen, *, when: str) -> None:
    """Remember that what *search* finds has been seen."""
    with keeping(library) as connection:
        connection.execute(
            "UPDATE saved_searches SET looked = ?, seen = ? WHERE folded = ?", (when, _told(seen), fold(search.name))
        )


def forget_search(library: Library, search: SavedSearch) -> None:
    """Remove a saved search."""
    with keeping(library) as connection:
        connection.execute("DELETE FROM saved_searches WHERE folded = ?", (fold(search.name),))


def _told(seen: Seen) -> str:
    known = {
        "generation": seen.generation,
        "reports": sorted(seen.reports),
        "fingerprints": [sorted(one) for one in seen.fingerprints],
    }
    return json.dumps(known, separators=(",", ":"))


def _search_from(row: sqlite3.Row) -> SavedSearch:
    values = {name: row[name] for name in _COLUMNS}
    values["filters"] = json.loads(values["filters"])
    return SavedSearch(**values)
