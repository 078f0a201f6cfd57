"""Collections: all verbs under ``minerva collections``."""

from __future__ import annotations

from functools import partial

import typer

from minerva.cli import collecting, watching
from minerva.cli.wording import Command, Group
from minerva.messages import translate as _

app = typer.Typer(cls=Group, help=_("Save passages and searches, and take care of them."), no_args_is_help=True)
_verb = partial(app.command, cls=Command)
_verb("list", help=_("Show the collections."))(collecting.list_collections)
_verb("show", help=_("Show what a collection holds."), epilog=collecting.SHOW_EXAMPLE)(collecting.show)
_verb("new", help=_("Make a collection."), epilog=collecting.NEW_EXAMPLE)(collecting.new)
_verb("add", help=_("Save passages in a collection."), epilog=collecting.ADD_EXAMPLE)(collecting.add)
_verb("note", help=_("Write a note to a quotation."), epilog=collecting.NOTE_EXAMPLE)(collecting.note)
_verb("tag", help=_("Give a quotation tags."), epilog=collecting.TAG_EXAMPLE)(collecting.tag)
_verb("move", help=_("Change the order."), epilog=collecting.MOVE_EXAMPLE)(collecting.move)
_verb("remove", help=_("Take quotations out."), epilog=collecting.REMOVE_EXAMPLE)(collecting.remove)
_verb("undo", help=_("Bring back what was removed last."))(collecting.undo)
_verb("rename", help=_("Give a collection another name or description."), epilog=collecting.RENAME_EXAMPLE)(
    collecting.rename
)
_verb("merge", help=_("Make one collection of several."), epilog=collecting.MERGE_EXAMPLE)(collecting.merge)
_verb("delete", help=_("Remove a collection."), epilog=collecting.DELETE_EXAMPLE)(collecting.delete)
_verb("share", help=_("Write a collection to a file for a colleague."), epilog=collecting.SHARE_EXAMPLE)(
    collecting.share
)
_verb("import", help=_("Read in a colleague's collection."), epilog=collecting.IMPORT_EXAMPLE)(collecting.import_file)
_verb("save-search", help=_("Save a search."), epilog=watching.SAVE_EXAMPLE)(watching.save_search)
_verb("searches", help=_("Show the saved searches."))(watching.searches)
_verb("news", help=_("Show what is new in saved searches."), epilog=watching.NEWS_EXAMPLE)(watching.news)
_verb("forget-search", help=_("Remove a saved search."), epilog=watching.FORGET_EXAMPLE)(watching.forget_search)
