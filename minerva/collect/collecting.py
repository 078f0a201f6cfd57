"""Collections: made, filled, ordered, annotated and joined. When something is done, the caller says what time it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from minerva.collect.quoting import Quoter
from minerva.collect.refinding import whereabouts
from minerva.errors import CollectionError
from minerva.library import collections as stored
from minerva.library import quotations
from minerva.messages import translate as _
from minerva.records import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from minerva.library.store import Library
    from minerva.records import Collection, Span, Whereabouts

_LONGEST_TAG = 80
_LONGEST_NOTE = 20_000


class Opened(NamedTuple):
    """A collection, what it holds, and where each quotation stands now."""

    collection: Collection
    items: tuple[Item, ...]
    whereabouts: tuple[Whereabouts, ...]


class Change(NamedTuple):
    """What came of saving: the collection as it is now, the items meant, and how many of them are new in it."""

    collection: Collection
    items: tuple[Item, ...]
    added: int


def stamp(when: datetime) -> str:
    """Return a time as it is stored: ISO 8601, to the second."""
    return when.isoformat(timespec="seconds")


def open_collection(library: Library, name: str) -> Opened:
    """
    Return a collection with all that it holds, and where that stands now.

    Raises
    ------
    UnknownValue
        If there is no such collection.
    """
    held_by = stored.collection(library, name)
    items = quotations.items(library, held_by)
    return Opened(held_by, tuple(items), tuple(whereabouts(library, [one.quotation for one in items])))


def create_collection(library: Library, name: str, *, description: str = "", when: datetime) -> Collection:
    """
    Make an empty collection.

    Raises
    ------
    CollectionError
        If the name is empty, too long or taken.
    """
    return stored.create(library, name, description=description, when=stamp(when))


def rename_collection(
    library: Library, name: str, *, to: str = "", description: str | None = None, when: datetime
) -> Collection:
    """
    Give a collection another name, another description, or both.

    Raises
    ------
    UnknownValue, CollectionError
        If there is no such collection, or the new name cannot be had.
    """
    one = stored.collection(library, name)
    told = one.description if description is None else description
    return stored.rename(library, one, name=to or one.name, description=told, when=stamp(when))


def delete_collection(library: Library, name: str) -> Collection:
    """Remove a collection and return it; :func:`undo` brings it back with all that it held."""
    one = stored.collection(library, name)
    stored.remove_collection(library, one)
    return one


def add_passages(  # noqa: PLR0913 - what is saved, and what is said of it
    library: Library, name: str, passages: Iterable[str], *, note: str = "", tags: Iterable[str] = (), when: datetime
) -> Change:
    """
    Save passages in a collection, behind those that are there; one that it holds already stays as it is.

    Raises
    ------
    UnknownValue
        If there is no such collection, or no such passage; then nothing is saved.
    """
    held_by, quoter = stored.collection(library, name), Quoter(library)
    new = [Item(quoter.quote(one), 0, stamp(when), _note(note), _tags(tags)) for one in passages]
    return _put(library, held_by, new, when)


def add_quotation(  # noqa: PLR0913 - what is quoted, and what is said of it
    library: Library,
    name: str,
    passage: str,
    *,
    words: str = "",
    span: Span | None = None,
    note: str = "",
    tags: Iterable[str] = (),
    when: datetime,
) -> Change:
    """
    Save some words of a passage in a collection; *words* and *span* as for :meth:`Quoter.quote`.

    Raises
    ------
    UnknownValue, CollectionError
        If there is no such collection or passage, or the passage does not hold what is to be quoted.
    """
    held_by = stored.collection(library, name)
    quotation = Quoter(library).quote(passage, words=words, span=span)
    return _put(library, held_by, [Item(quotation, 0, stamp(when), _note(note), _tags(tags))], when)


def annotate(library: Library, name: str, asked: str, *, note: str, when: datetime) -> Item:
    """
    Write a note to an item, in place of the one before; *asked* is its place, or its id or the beginning of that.

    Raises
    ------
    UnknownValue
        If there is no such collection or item.
    """
    held_by = stored.collection(library, name)
    changed = replace(quotations.item(library, held_by, asked), note=_note(note))
    quotations.set_item(library, held_by, changed, when=stamp(when))
    return changed


def tag(  # noqa: PLR0913 - tags that come and tags that go
    library: Library, name: str, asked: str, *, add: Iterable[str] = (), drop: Iterable[str] = (), when: datetime
) -> Item:
    """Give an item tags and take others from it; *asked* as for :func:`annotate`."""
    held_by = stored.collection(library, name)
    one = quotations.item(library, held_by, asked)
    dropped = {told.casefold() for told in _tags(drop)}
    kept = _tags([*(told for told in one.tags if told.casefold() not in dropped), *add])
    changed = replace(one, tags=kept)
    quotations.set_item(library, held_by, changed, when=stamp(when))
    return changed


def move(library: Library, name: str, asked: str, *, to: int, when: datetime) -> list[Item]:
    """
    Let an item stand at place *to*, from 1, and return all in their new order.

    Raises
    ------
    UnknownValue
        If there is no such collection or item.
    """
    held_by = stored.collection(library, name)
    one = quotations.item(library, held_by, asked)
    ids = [other.id for other in quotations.items(library, held_by) if other.id != one.id]
    ids.insert(max(0, to - 1), one.id)
    quotations.set_order(library, held_by, ids, when=stamp(when))
    return quotations.items(library, held_by)


def take_out(library: Library, name: str, asked: Iterable[str], *, when: datetime) -> list[Item]:
    """Take items out of a collection and return them; :func:`undo` brings them back."""
    held_by = stored.collection(library, name)
    found = [quotations.item(library, held_by, one) for one in asked]
    quotations.remove_items(library, held_by, [one.id for one in found], when=stamp(when))
    return found


def undo(library: Library, *, when: datetime) -> Collection:
    """
    Bring back what was removed last, a collection or items of one, and return the collection.

    Raises
    ------
    CollectionError
        If nothing has been removed.
    """
    found = stored.undo(library, when=stamp(when))
    if found is None:
        raise CollectionError(_("Nothing has been removed that could be brought back."))
    return found


def merge_collections(library: Library, name: str, others: Sequence[str], *, when: datetime) -> Change:
    """
    Put what other collections hold into one and remove them; :func:`undo` brings them back, the last first.

    What it holds already keeps its note; tags and notes of the others are added to it.

    Raises
    ------
    UnknownValue
        If there is no such collection; then nothing is changed.
    """
    target = stored.collection(library, name)
    sources = [one for one in (stored.collection(library, other) for other in others) if one.id != target.id]
    held = {one.id: one for one in quotations.items(library, target)}
    new: dict[str, Item] = {}
    for source in sources:
        for one in quotations.items(library, source):
            known = new.get(one.id) or held.get(one.id)
            new[one.id] = _joined(known, one) if known else one
    change = _put(library, target, [one for one in new.values() if one.id not in held], when)
    for one in new.values():
        if one.id in held and one != held[one.id]:
            quotations.set_item(library, target, one, when=stamp(when))
    for source in sources:
        stored.remove_collection(library, source)
    return change._replace(items=tuple(new.values()))


def _joined(one: Item, other: Item) -> Item:
    notes = [one.note] if other.note in one.note else [one.note, other.note]
    return replace(one, note=_note("\n\n".join(filter(None, notes))), tags=_tags([*one.tags, *other.tags]))


def _put(library: Library, held_by: Collection, new: Sequence[Item], when: datetime) -> Change:
    added = quotations.put_items(library, held_by, new, when=stamp(when))
    meant = {one.id for one in new}
    found = tuple(one for one in quotations.items(library, held_by) if one.id in meant)
    return Change(stored.collection(library, held_by.name), found, added)


def _note(note: str) -> str:
    note = note.strip()
    if len(note) > _LONGEST_NOTE:
        raise CollectionError(
            _("A note has at most {most} characters, this one {n}. Shorten it.").format(most=_LONGEST_NOTE, n=len(note))
        )
    return note


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags without blanks around them, each once."""
    found: dict[str, str] = {}
    for told in tags:
        name = " ".join(told.split())
        if not 0 < len(name) <= _LONGEST_TAG:
            raise CollectionError(
                _("A tag has 1 to {most} characters; '{tag}' has {n}.").format(
                    most=_LONGEST_TAG, tag=name[:40], n=len(name)
                )
            )
        found.setdefault(name.casefold(), name)
    return tuple(found.values())
