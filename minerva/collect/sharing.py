"""Whole collections as JSON files, for colleagues who have the same reports, or have not."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from minerva.collect.collecting import Change, stamp
from minerva.errors import CollectionError, refusal
from minerva.library import collections as stored
from minerva.library import quotations
from minerva.library.keeping import keeping
from minerva.messages import translate as _
from minerva.outward.files import replacing
from minerva.records import Item, Quotation, Source
from minerva.understand.passages import passage_id

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from minerva.library.store import Library

_FORM = "minerva collection"
_VERSION = 1
_LARGEST_MB = 200


@dataclass(frozen=True, slots=True)
class SharedItem:
    """An item as a file holds it; its fields are those of a quotation and of an item."""

    passage: str
    source: Source
    text: str
    start: int
    end: int
    saved: str
    page: int | None = None
    page_end: int | None = None
    section: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedCollection:
    """What a file holds."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    form: Literal["minerva collection"]
    version: Literal[1]
    name: str
    description: str
    items: tuple[SharedItem, ...]


def shared(library: Library, name: str) -> dict[str, Any]:
    """
    Return a collection as one JSON document.

    Raises
    ------
    UnknownValue
        If there is no such collection.
    """
    one = stored.collection(library, name)
    told = [_shared_item(item) for item in quotations.items(library, one)]
    return {"form": _FORM, "version": _VERSION, "name": one.name, "description": one.description, "items": told}


def write_shared(library: Library, name: str, path: Path) -> Path:
    """
    Write a collection to a file for a colleague.

    Raises
    ------
    UnknownValue
        If there is no such collection.
    ExportError
        If the file cannot be written.
    """
    told = json.dumps(shared(library, name), ensure_ascii=False, indent=1)
    with replacing(path) as beside:
        beside.write_text(told + "\n", encoding="utf-8")
    return path


def read_shared(path: Path) -> SharedCollection:
    """
    Read the file of a colleague and check it.

    Raises
    ------
    CollectionError
        If it cannot be read, or as :func:`checked_shared` does.
    """
    try:
        if path.stat().st_size > _LARGEST_MB * 1_000_000:
            raise CollectionError(
                _("{file} is larger than {most} MB. Share fewer quotations at a time.").format(
                    file=path, most=_LARGEST_MB
                )
            )
        held = path.read_bytes()
    except OSError as error:
        raise CollectionError(_("{file} cannot be read: {error}.").format(file=path, error=refusal(error))) from error
    return checked_shared(held, str(path))


def checked_shared(held: bytes, path: str) -> SharedCollection:
    """
    Return the collection that a file holds; *path* is what the file is called.

    Raises
    ------
    CollectionError
        If it is no collection, or holds a quotation that does not agree with its own place.
    """
    try:
        found = TypeAdapter(SharedCollection).validate_json(held)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) or "–"
        raise CollectionError(
            _("{file} is no collection of Minerva; look at {place} in it. Have it exported again.").format(
                file=path, place=where
            )
        ) from error
    for at, one in enumerate(found.items):
        _check(one, at, path)
    return found


def import_collection(
    library: Library, shared_collection: SharedCollection, *, name: str = "", when: datetime
) -> Change:
    """
    Put a shared collection into the library, under its own name or another; notes, tags and order come with it.

    Raises
    ------
    CollectionError
        If there is a collection of that name; then nothing is changed.
    """
    told = stored.checked_name(name or shared_collection.name)
    with keeping(library) as connection:
        number = stored.insert(connection, told, shared_collection.description, stamp(when))
        new = [_item(one) for one in shared_collection.items]
        added = quotations.insert_items(connection, number, new, stamp(when))
    one = stored.collection(library, told)
    return Change(one, tuple(quotations.items(library, one)), added)


def _shared_item(item: Item) -> dict[str, Any]:
    told = asdict(item.quotation)
    del told["id"]
    return {**told, "saved": item.saved, "note": item.note, "tags": item.tags}


def _item(one: SharedItem) -> Item:
    quotation = Quotation(
        passage_id(one.source.report_id, one.start, one.end, one.text),
        one.passage,
        replace(one.source, url=_web_address(one.source.url)),
        one.text,
        one.start,
        one.end,
        one.page,
        one.page_end,
        one.section,
        one.before,
        one.after,
    )
    return Item(quotation, 0, one.saved, one.note, one.tags)


def _web_address(url: str | None) -> str | None:
    """Return an address of the web; what a colleague's file says may be anything, and becomes a link."""
    return url if url and url.startswith(("https://", "http://")) else None


def _check(one: SharedItem, at: int, path: str) -> None:
    is_hash = one.source.sha256[:16] == one.source.report_id and set(one.source.sha256) <= set("0123456789abcdef")
    if not is_hash or one.start < 0 or one.end - one.start != len(one.text) or not one.text.strip():
        raise CollectionError(
            _("{file}: quotation {n} does not agree with its own place. Have it exported again.").format(
                file=path, n=at + 1
            )
        )
