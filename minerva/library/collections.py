"""
Collections as a library keeps them: their names, what they hold, and what was removed from them last.

Saving goes on while another process adds reports: what is kept here touches no index, so it needs no writer's lock.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from minerva.errors import CollectionError
from minerva.library.keeping import fold, keeping, named
from minerva.messages import translate as _
from minerva.records import Collection
from minerva.swedish.collation import sort_key

if TYPE_CHECKING:
    import sqlite3

    from minerva.library.store import Library

_KEPT_REMOVALS = 20
"""So many removals can be taken back, the last first."""
_LONGEST_NAME = 200
_SELECT = """
SELECT collections.*, count(quotations.id) AS items, json_group_array(DISTINCT tags) AS tags FROM collections
LEFT JOIN quotations ON collection = collections.id AND quotations.removed IS NULL
WHERE collections.removed IS NULL GROUP BY collections.id
"""


def collections(library: Library) -> list[Collection]:
    """Return all collections, by name as Swedish sorts."""
    found = [_collection_from(row) for row in library.connection.execute(_SELECT)]
    return sorted(found, key=lambda one: sort_key(one.name))


def collection(library: Library, name: str) -> Collection:
    """
    Return the collection called *name*, or whose name alone begins so.

    Raises
    ------
    UnknownValue
        If there is none, or there are several.
    """
    return named("collection", collections(library), name)


def create(library: Library, name: str, *, description: str = "", when: str) -> Collection:
    """
    Make an empty collection.

    Raises
    ------
    CollectionError
        If the name is empty, too long or taken.
    """
    name = checked_name(name)
    with keeping(library) as connection:
        insert(connection, name, description, when)
    return collection(library, name)


def rename(library: Library, one: Collection, *, name: str, description: str, when: str) -> Collection:
    """
    Give a collection another name and description.

    Raises
    ------
    CollectionError
        If the name is empty, too long or taken by another.
    """
    name = checked_name(name)
    with keeping(library) as connection:
        _require_free(connection, name, but=one.id)
        connection.execute(
            "UPDATE collections SET name = ?, folded = ?, description = ?, changed = ? WHERE id = ?",
            (name, fold(name), description, when, one.id),
        )
    return collection(library, name)


def remove_collection(library: Library, one: Collection) -> int:
    """Remove a collection and return the number of the removal, by which :func:`undo` brings it back."""
    with keeping(library) as connection:
        removal = next_removal(connection)
        connection.execute("UPDATE collections SET removed = ? WHERE id = ?", (removal, one.id))
    return removal


def undo(library: Library, *, removal: int | None = None, when: str) -> Collection | None:
    """
    Bring back a collection, or quotations of one; return it, or None if nothing was removed.

    Parameters
    ----------
    removal
        The number of the removal that is taken back; the last by default.

    Notes
    -----
    A quotation that has been saved anew meanwhile stays as it is now; a collection whose name has been taken gets a
    number behind it.
    """
    with keeping(library) as connection:
        last = next_removal(connection) - 1 if removal is None else removal
        rows = connection.execute(
            "SELECT DISTINCT collection FROM quotations WHERE removed = ?1 "
            "UNION SELECT id FROM collections WHERE removed = ?1",
            (last,),
        ).fetchall()
        connection.execute(
            "DELETE FROM quotations WHERE removed = ?1 AND EXISTS (SELECT 1 FROM quotations AS there "
            "WHERE there.removed IS NULL AND there.id = quotations.id AND there.collection = quotations.collection)",
            (last,),
        )
        for (number,) in rows:
            name = _free_name(connection, number)
            connection.execute(
                "UPDATE collections SET removed = NULL, name = ?, folded = ?, changed = ? WHERE id = ?",
                (name, fold(name), when, number),
            )
        connection.execute("UPDATE quotations SET removed = NULL WHERE removed = ?", (last,))
    known = {one.id: one for one in collections(library)}
    return known.get(rows[0][0]) if rows else None


def next_removal(connection: sqlite3.Connection) -> int:
    """Return the number of the removal that is about to be made, and forget those long ago."""
    last = connection.execute(
        "SELECT coalesce(max(removed), 0) FROM (SELECT removed FROM quotations UNION SELECT removed FROM collections)"
    ).fetchone()[0]
    for table in ("quotations", "collections"):
        connection.execute(f"DELETE FROM {table} WHERE removed <= ?", (last + 1 - _KEPT_REMOVALS,))  # noqa: S608
    return int(last) + 1


def insert(connection: sqlite3.Connection, name: str, description: str, when: str) -> int:
    """
    Store an empty collection; return its number.

    Raises
    ------
    CollectionError
        If its name is taken.
    """
    _require_free(connection, name)
    row = connection.execute(
        "INSERT INTO collections (name, folded, description, created, changed) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (name, fold(name), description, when, when),
    ).fetchone()
    return int(row[0])


def checked_name(name: str) -> str:
    """
    Return a name without blanks around it.

    Raises
    ------
    CollectionError
        If nothing is left, or too much.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= _LONGEST_NAME:
        raise CollectionError(
            _("A name has 1 to {most} characters; '{name}' has {n}. Choose another.").format(
                most=_LONGEST_NAME, name=name[:40], n=len(name)
            )
        )
    return name


def _require_free(connection: sqlite3.Connection, name: str, *, but: int = 0) -> None:
    taken = connection.execute(
        "SELECT id FROM collections WHERE folded = ? AND removed IS NULL AND id <> ?", (fold(name), but)
    ).fetchone()
    if taken:
        raise CollectionError(
            _("There is a collection called '{name}' already. Choose another name.").format(name=name)
        )


def _free_name(connection: sqlite3.Connection, number: int) -> str:
    """Return the name of a collection that comes back, with a number behind it where it has been taken."""
    (name,) = connection.execute("SELECT name FROM collections WHERE id = ?", (number,)).fetchone()
    taken = {
        folded
        for (folded,) in connection.execute(
            "SELECT folded FROM collections WHERE removed IS NULL AND id <> ?", (number,)
        )
    }
    free, count = str(name), 1
    while fold(free) in taken:
        count += 1
        free = f"{name} ({count})"
    return free


def _collection_from(row: sqlite3.Row) -> Collection:
    tags = {tag for told in json.loads(row["tags"]) if told for tag in json.loads(told)}
    return Collection(
        row["id"],
        row["name"],
        row["description"],
        row["created"],
        row["changed"],
        row["items"],
        tuple(sorted(tags, key=sort_key)),
    )
