"""What the collections of a library hold: quotations with note, tags and order."""

from __future__ import annotations

import dataclasses
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from minerva.errors import UnknownValue
from minerva.library.collections import next_removal
from minerva.library.keeping import keeping
from minerva.messages import translate as _
from minerva.records import Item, Quotation, Source
from minerva.understand.passages import passage_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.library.store import Library
    from minerva.records import Collection

_COLUMNS = (
    "collection", "id", "passage", "source", "text", "start", "end", "page", "page_end", "section", "before", "after",
    "place", "saved", "note", "tags",
)  # fmt: skip
_INSERT = (
    'INSERT OR IGNORE INTO quotations ("{}") '.format('", "'.join(_COLUMNS))
    + f"VALUES ({', '.join('?' * len(_COLUMNS))})"
)
_SELECT = 'SELECT "{}" FROM quotations'.format('", "'.join(_COLUMNS))  # noqa: S608 - as above


def items(library: Library, held_by: Collection, *, offset: int = 0, limit: int | None = None) -> list[Item]:
    """Return what a collection holds, or *limit* of it after the first *offset*, in the order that its user gave it."""
    rows = library.connection.execute(
        f"{_SELECT} WHERE collection = ? AND removed IS NULL ORDER BY place, number LIMIT ? OFFSET ?",
        (held_by.id, -1 if limit is None else limit, offset),
    ).fetchall()
    sources = _sources(library.connection, {row["source"] for row in rows})
    return [_item_from(row, sources, place) for place, row in enumerate(rows, offset + 1)]


def holders(library: Library, item_id: str) -> list[str]:
    """Return the names of the collections that hold what has this id: a passage's own, where all of it was saved."""
    rows = library.connection.execute(
        "SELECT name FROM collections CROSS JOIN quotations ON collection = collections.id "
        "WHERE collections.removed IS NULL AND quotations.removed IS NULL AND quotations.id = ? ORDER BY folded",
        (item_id,),
    )
    return [name for (name,) in rows]


def all_items(library: Library) -> list[Item]:
    """Return what all collections hold."""
    rows = library.connection.execute(f"{_SELECT} WHERE removed IS NULL ORDER BY number").fetchall()
    sources = _sources(library.connection, {row["source"] for row in rows})
    return [_item_from(row, sources, row["place"]) for row in rows]


def quotation_problems(library: Library) -> Iterator[str]:
    """Yield what is wrong with saved quotations as such; whether their reports still say so is no matter here."""
    for one in (item.quotation for item in all_items(library)):
        told = passage_id(one.source.report_id, one.start, one.end, one.text)
        if one.id != told or one.end - one.start != len(one.text):
            yield _("The saved quotation {id} is not what was saved.").format(id=one.id)


def item(library: Library, held_by: Collection, asked: str) -> Item:
    """
    Return the item at place *asked*, or whose id is, or alone begins with, that.

    Raises
    ------
    UnknownValue
        If there is none, or there are several.
    """
    held = items(library, held_by)
    found = [one for one in held if asked and asked in {one.id, str(one.place)}]
    found = found or [one for one in held if asked and one.id.startswith(asked)]
    if len(found) != 1:
        raise UnknownValue("quotation", asked, begins_several=len(found) > 1)
    return found[0]


def put_items(library: Library, held_by: Collection, new: Iterable[Item], *, when: str) -> int:
    """Put items behind those that a collection holds; return how many it did not hold yet. It keeps those it had."""
    with keeping(library) as connection:
        return insert_items(connection, held_by.id, new, when)


def insert_items(connection: sqlite3.Connection, number: int, new: Iterable[Item], when: str) -> int:
    """Do as :func:`put_items` within a transaction, for the collection of this *number*."""
    last = connection.execute(
        "SELECT coalesce(max(place), 0) FROM quotations WHERE collection = ? AND removed IS NULL", (number,)
    ).fetchone()[0]
    source_ids: dict[Source, int] = {}
    rows = []
    for place, one in enumerate(new, last + 1):
        source = one.quotation.source
        if source not in source_ids:
            source_ids[source] = _source_id(connection, source)
        rows.append(_row(number, source_ids[source], dataclasses.replace(one, place=place)))
    before = connection.total_changes
    connection.executemany(_INSERT, rows)
    added = connection.total_changes - before
    _touch(connection, number, when)
    return added


def set_item(library: Library, held_by: Collection, changed: Item, *, when: str) -> None:
    """Store another note or other tags of an item."""
    with keeping(library) as connection:
        connection.execute(
            "UPDATE quotations SET note = ?, tags = ? WHERE collection = ? AND id = ? AND removed IS NULL",
            (changed.note, _json(changed.tags), held_by.id, changed.id),
        )
        _touch(connection, held_by.id, when)


def set_order(library: Library, held_by: Collection, ids: Sequence[str], *, when: str) -> None:
    """Let the items of a collection stand in the order of *ids*, which are all its items."""
    with keeping(library) as connection:
        connection.executemany(
            "UPDATE quotations SET place = ? WHERE collection = ? AND id = ? AND removed IS NULL",
            [(place, held_by.id, one) for place, one in enumerate(ids, 1)],
        )
        _touch(connection, held_by.id, when)


def remove_items(library: Library, held_by: Collection, ids: Sequence[str], *, when: str) -> int:
    """
    Take items out of a collection and return the number of the removal.

    :func:`minerva.library.collections.undo` brings them back by it.
    """
    with keeping(library) as connection:
        removal = next_removal(connection)
        connection.execute(
            "UPDATE quotations SET removed = ? WHERE collection = ? AND removed IS NULL "
            "AND id IN (SELECT value FROM json_each(?))",
            (removal, held_by.id, _json(list(ids))),
        )
        _touch(connection, held_by.id, when)
    return removal


def _touch(connection: sqlite3.Connection, number: int, when: str) -> None:
    connection.execute("UPDATE collections SET changed = ? WHERE id = ?", (when, number))


def _source_id(connection: sqlite3.Connection, source: Source) -> int:
    told = _json(dataclasses.asdict(source))
    connection.execute("INSERT OR IGNORE INTO quoted_sources (identity) VALUES (?)", (told,))
    return int(connection.execute("SELECT id FROM quoted_sources WHERE identity = ?", (told,)).fetchone()[0])


def _sources(connection: sqlite3.Connection, ids: set[int]) -> dict[int, Source]:
    rows = connection.execute(
        "SELECT id, identity FROM quoted_sources WHERE id IN (SELECT value FROM json_each(?))", (_json(list(ids)),)
    )
    return {number: Source(**json.loads(identity)) for number, identity in rows}


def _row(collection: int, source: int, one: Item) -> tuple[Any, ...]:
    """Return the values of an item in the order of the columns."""
    told = one.quotation
    return (
        collection, told.id, told.passage, source, told.text, told.start, told.end, told.page, told.page_end,
        _json(told.section), told.before, told.after, one.place, one.saved, one.note, _json(one.tags),
    )  # fmt: skip


def _item_from(row: sqlite3.Row, sources: dict[int, Source], place: int) -> Item:
    """Return the item whose :data:`_COLUMNS` *row* holds."""
    (_held_by, item_id, passage, source, text, start, end, page, page_end, section, before, after, _place, saved, note,
     tags) = row  # fmt: skip
    quotation = Quotation(
        item_id, passage, sources[source], text, start, end, page, page_end, _listed(section), before, after
    )
    return Item(quotation, place, saved, note, _listed(tags))


@lru_cache(maxsize=4096)
def _listed(told: str) -> tuple[str, ...]:
    """Return a list of texts that is stored as JSON; passages of one section have it in common."""
    return tuple(json.loads(told))


def _json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
