"""Collections: made, filled, annotated, ordered, shared."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.citation.short import cite
from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, print_json
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minerva.collect.collecting import Change, Opened
    from minerva.records import Collection, Item, Whereabouts

NEW_EXAMPLE = _('Example: minerva collections new "Vårens kurs" --description "Exempel på analyser"')
ADD_EXAMPLE = _(
    'Example: minerva collections add "Vårens kurs" 5d0c7b 91bc02 --tag analys (ids: minerva search). '
    'Only some words of one passage: minerva collections add "Vårens kurs" 5d0c7b --words "elva av dem är kvinnor"'
)
SHOW_EXAMPLE = _('Example: minerva collections show "Vårens kurs"')
NOTE_EXAMPLE = _('Example: minerva collections note "Vårens kurs" 2 "Läs högt." (an empty note takes it away)')
TAG_EXAMPLE = _('Example: minerva collections tag "Vårens kurs" 2 --add analys --drop mål')
MOVE_EXAMPLE = _('Example: minerva collections move "Vårens kurs" 5 --to 1')
REMOVE_EXAMPLE = _('Example: minerva collections remove "Vårens kurs" 2 4 (minerva collections undo brings them back)')
MERGE_EXAMPLE = _('Example: minerva collections merge "Vårens kurs" "Höstens kurs" (the first stays)')
SHARE_EXAMPLE = _('Example: minerva collections share "Vårens kurs" kurs.json')
IMPORT_EXAMPLE = _('Example: minerva collections import kurs.json --name "Från Anna"')
RENAME_EXAMPLE = _('Example: minerva collections rename "Vårens kurs" "Kurs 2026"')
DELETE_EXAMPLE = _('Example: minerva collections delete "Vårens kurs" (minerva collections undo brings it back)')

_EXCERPT = 300

Name = Annotated[str, typer.Argument(metavar=_("COLLECTION"), help=_("Name of a collection, or its beginning."))]
NewName = Annotated[str, typer.Argument(metavar=_("NAME"), help=_("What to call it."))]
OptionalName = Annotated[str, typer.Argument(metavar=_("NAME"), help=_("What to call it."))]
Others = Annotated[list[str], typer.Argument(metavar=_("COLLECTION"), help=_("Collections to be put into it."))]
Passages = Annotated[list[str], typer.Argument(metavar="ID", help=_("Ids of passages, or their beginnings."))]
Quoted = Annotated[
    str, typer.Argument(metavar=_("NUMBER|ID"), help=_("Its number in the collection, or its id or the beginning."))
]
SeveralQuoted = Annotated[
    list[str],
    typer.Argument(metavar=_("NUMBER|ID"), help=_("Numbers in the collection, or ids or their beginnings.")),
]
NoteText = Annotated[str, typer.Argument(metavar=_("TEXT"), help=_("What you want to remember of it."))]
Note = Annotated[str, typer.Option("--note", metavar=_("TEXT"), help=_("What you want to remember of it."))]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar=_("TAG"), help=_("A word to group by; may be repeated."))
]
AddTags = Annotated[list[str] | None, typer.Option("--add", metavar=_("TAG"), help=_("Give it; may be repeated."))]
DropTags = Annotated[
    list[str] | None, typer.Option("--drop", metavar=_("TAG"), help=_("Take it away; may be repeated."))
]
Words = Annotated[str, typer.Option("--words", metavar=_("TEXT"), help=_("Save only these words of the passage."))]
Place = Annotated[int, typer.Option("--to", metavar=_("NUMBER"), min=1, help=_("Where it shall stand, from 1."))]
Description = Annotated[
    str | None, typer.Option("--description", metavar=_("TEXT"), help=_("What the collection is for."))
]
SharedFile = Annotated[Path, typer.Argument(metavar=_("FILE.json"), help=_("The file of the collection."))]
OtherName = Annotated[
    str, typer.Option("--name", metavar=_("NAME"), help=_("Call it something else than the file does."))
]


def list_collections(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """Show the collections that there are."""
    from minerva.library.collections import collections  # noqa: PLC0415 - --help must not wait for it

    found = collections(open_chosen(context, index))
    if as_json:
        print_json({"collections": [collection_json(one) for one in found]})
        return
    for one in found:
        print_collection(one)
    if not found:
        console().print(_("There are no collections yet. Make one: minerva collections new NAME"))


def show(context: typer.Context, name: Name, index: Index = None, as_json: AsJson = False) -> None:
    """Show what a collection holds, and what has become of it in the reports."""
    from minerva.collect.collecting import open_collection  # noqa: PLC0415 - as above

    opened = open_collection(open_chosen(context, index), name)
    if as_json:
        told = [_item_json(item, found) for item, found in zip(opened.items, opened.whereabouts, strict=True)]
        print_json({"collection": collection_json(opened.collection), "items": told})
    else:
        _print_opened(opened)


def new(
    context: typer.Context, name: NewName, description: Description = None, index: Index = None, as_json: AsJson = False
) -> None:
    """Make an empty collection."""
    from minerva.collect.collecting import create_collection  # noqa: PLC0415 - as above

    library = open_chosen(context, index)
    _present(create_collection(library, name, description=description or "", when=now()), as_json=as_json)


def add(
    context: typer.Context,
    name: Name,
    passages: Passages,
    words: Words = "",
    note: Note = "",
    tag: Tags = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Save passages, or some words of one, in a collection."""
    from minerva.collect.collecting import add_passages, add_quotation  # noqa: PLC0415 - as above

    if words and len(passages) > 1:
        raise typer.BadParameter(_("Words are of one passage. Name just one."), param_hint="--words")
    library, tags, when = open_chosen(context, index), tag or (), now()
    if words:
        change = add_quotation(library, name, passages[0], words=words, note=note, tags=tags, when=when)
    else:
        change = add_passages(library, name, passages, note=note, tags=tags, when=when)
    _present_change(change, as_json=as_json)


def note(
    context: typer.Context, name: Name, quoted: Quoted, text: NoteText, index: Index = None, as_json: AsJson = False
) -> None:
    """Write a note to what a collection holds."""
    from minerva.collect.collecting import annotate  # noqa: PLC0415 - as above

    _present_items([annotate(open_chosen(context, index), name, quoted, note=text, when=now())], as_json=as_json)


def tag(
    context: typer.Context,
    name: Name,
    quoted: Quoted,
    add: AddTags = None,
    drop: DropTags = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Give what a collection holds tags, or take them away."""
    from minerva.collect.collecting import tag as tag_item  # noqa: PLC0415 - as above

    changed = tag_item(open_chosen(context, index), name, quoted, add=add or (), drop=drop or (), when=now())
    _present_items([changed], as_json=as_json)


def move(
    context: typer.Context, name: Name, quoted: Quoted, to: Place, index: Index = None, as_json: AsJson = False
) -> None:
    """Let what a collection holds stand elsewhere in it."""
    from minerva.collect.collecting import move as move_item  # noqa: PLC0415 - as above

    _present_items(move_item(open_chosen(context, index), name, quoted, to=to, when=now()), as_json=as_json)


def remove(
    context: typer.Context, name: Name, quoted: SeveralQuoted, index: Index = None, as_json: AsJson = False
) -> None:
    """Take quotations out of a collection."""
    from minerva.collect.collecting import take_out  # noqa: PLC0415 - as above

    _present_items(take_out(open_chosen(context, index), name, quoted, when=now()), as_json=as_json)


def undo(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """Bring back what was removed last."""
    from minerva.collect.collecting import undo as bring_back  # noqa: PLC0415 - as above

    _present(bring_back(open_chosen(context, index), when=now()), as_json=as_json)


def rename(
    context: typer.Context,
    name: Name,
    to: OptionalName = "",
    description: Description = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Give a collection another name, another description, or both."""
    from minerva.collect.collecting import rename_collection  # noqa: PLC0415 - as above

    library = open_chosen(context, index)
    _present(rename_collection(library, name, to=to, description=description, when=now()), as_json=as_json)


def delete(context: typer.Context, name: Name, index: Index = None, as_json: AsJson = False) -> None:
    """Remove a collection."""
    from minerva.collect.collecting import delete_collection  # noqa: PLC0415 - as above

    _present(delete_collection(open_chosen(context, index), name), as_json=as_json)


def merge(context: typer.Context, name: Name, others: Others, index: Index = None, as_json: AsJson = False) -> None:
    """Make one collection of several."""
    from minerva.collect.collecting import merge_collections  # noqa: PLC0415 - as above

    _present_change(merge_collections(open_chosen(context, index), name, others, when=now()), as_json=as_json)


def share(context: typer.Context, name: Name, file: SharedFile, index: Index = None, as_json: AsJson = False) -> None:
    """Write a collection to a file for a colleague."""
    from minerva.collect.sharing import write_shared  # noqa: PLC0415 - as above

    path = write_shared(open_chosen(context, index), name, file)
    if as_json:
        print_json({"file": str(path)})
    else:
        console().print(str(path), markup=False)


def import_file(
    context: typer.Context, file: SharedFile, name: OtherName = "", index: Index = None, as_json: AsJson = False
) -> None:
    """Read in the collection of a colleague."""
    from minerva.collect.sharing import import_collection, read_shared  # noqa: PLC0415 - as above

    library = open_chosen(context, index, create=True)
    _present_change(import_collection(library, read_shared(file), name=name, when=now()), as_json=as_json)


def now() -> datetime:
    """Return what time it is, here."""
    return datetime.now().astimezone()


def collection_json(one: Collection) -> dict[str, Any]:
    """Return a collection as JSON."""
    return {
        "name": one.name,
        "description": one.description,
        "items": one.items,
        "tags": list(one.tags),
        "created": one.created,
        "changed": one.changed,
    }


def print_collection(one: Collection) -> None:
    """Print a line for a collection, and one for its description."""
    count = translate_count("{n} quotation", "{n} quotations", one.items).format(n=one.items)
    console().print(f"{one.name} · {count}", style="bold", markup=False)
    if one.description:
        console().print(f"  {' '.join(one.description.split())}", style="dim", markup=False)


def _item_json(item: Item, found: Whereabouts | None = None) -> dict[str, Any]:
    quotation, source = item.quotation, item.quotation.source
    told = {
        "place": item.place,
        "id": item.id,
        "passage": quotation.passage,
        "report": source.report_id,
        "file": source.file,
        "title": source.title,
        "municipality": source.municipality,
        "board": source.board,
        "year": source.year,
        "reference": source.reference,
        "page": quotation.page,
        "page_end": quotation.page_end,
        "section": list(quotation.section),
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "note": item.note,
        "tags": list(item.tags),
        "saved": item.saved,
    }
    if found is None:
        return told
    now_at = {"report": found.report_id, "start": found.start, "end": found.end, "page": found.page}
    return told | {"found": str(found.fate), "now": now_at if found.fate in {"in place", "moved"} else None}


def _present(one: Collection, *, as_json: bool) -> None:
    if as_json:
        print_json({"collection": collection_json(one)})
    else:
        print_collection(one)


def _present_change(change: Change, *, as_json: bool) -> None:
    if as_json:
        told = [_item_json(item) for item in change.items]
        print_json({"collection": collection_json(change.collection), "added": change.added, "items": told})
        return
    added = translate_count("{n} saved", "{n} saved", change.added).format(n=change.added)
    already = len(change.items) - change.added
    there = translate_count("{n} was there already", "{n} were there already", already).format(n=already)
    console().print(", ".join([added, *([there] if already else [])]) + ".", markup=False)
    print_collection(change.collection)


def _present_items(items: Iterable[Item], *, as_json: bool) -> None:
    if as_json:
        print_json({"items": [_item_json(item) for item in items]})
    else:
        for item in items:
            _print_item(item)


def _print_opened(opened: Opened) -> None:
    print_collection(opened.collection)
    for item, found in zip(opened.items, opened.whereabouts, strict=True):
        console().print()
        _print_item(item, found)


def _print_item(item: Item, found: Whereabouts | None = None) -> None:
    screen = console()
    screen.print(f"{item.place}. {cite(item.quotation.source, item.quotation)}", style="bold cyan", markup=False)
    text = " ".join(item.quotation.text.split())
    screen.print(text[:_EXCERPT] + (" …" if len(text) > _EXCERPT else ""), markup=False)
    if item.note:
        screen.print(_("Note: {note}").format(note=item.note), style="italic", markup=False)
    told = fates()[found.fate] if found else ""
    if told:
        screen.print(told, style="yellow", markup=False)
    screen.print("  ".join([item.id, *(f"#{name}" for name in item.tags)]), style="dim", markup=False)


def fates() -> dict[str, str]:
    """Return what is said of quotations that do not stand where they stood when they were saved."""
    return {
        "in place": "",
        "moved": _("It stands elsewhere in the report now."),
        "changed": _("The report no longer says so."),
        "gone": _("The report is not in the library."),
    }
