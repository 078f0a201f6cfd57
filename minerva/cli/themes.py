"""Themes: all verbs under ``minerva themes``."""

from __future__ import annotations

from functools import partial

import typer

from minerva.cli import changing, defining, discovering, judging, tabling
from minerva.cli.wording import Command, Group
from minerva.messages import translate as _

app = typer.Typer(cls=Group, help=_("Show who writes about what, and when."), no_args_is_help=True)
_verb = partial(app.command, cls=Command)
_verb("define", help=_("Define a theme, or several in a file."), epilog=defining.DEFINE_EXAMPLE)(defining.define)
_verb("assign", help=_("Say which passages are about the defined themes."), epilog=defining.ASSIGN_EXAMPLE)(
    defining.assign
)
_verb("judge", help=_("Accept or reject passages of a theme, which teaches it."), epilog=judging.JUDGE_EXAMPLE)(
    judging.judge
)
_verb("show", help=_("Show a theme, its best passages and how good it is."), epilog=judging.SHOW_EXAMPLE)(judging.show)
_verb("matrix", help=_("Show themes over municipalities and years."), epilog=tabling.EXAMPLE)(tabling.matrix)
_verb("discover", help=_("Find themes in the passages."), epilog=discovering.DISCOVER_EXAMPLE)(discovering.discover)
_verb("update", help=_("Put later passages to the themes found, and tell how these drift."))(discovering.update)
_verb("list", help=_("Show the themes that there are."), epilog=discovering.LIST_EXAMPLE)(discovering.list_themes)
_verb("rename", help=_("Give a theme that was found another name."), epilog=changing.RENAME_EXAMPLE)(changing.rename)
_verb("merge", help=_("Make one theme of several."), epilog=changing.MERGE_EXAMPLE)(changing.merge)
_verb("split", help=_("Divide a theme."), epilog=changing.SPLIT_EXAMPLE)(changing.split)
_verb("drop", help=_("Do away with a theme that was found."), epilog=changing.DROP_EXAMPLE)(changing.drop)
_verb("compare", help=_("Compare two runs of discovery."), epilog=discovering.COMPARE_EXAMPLE)(discovering.compare)
_verb("export", help=_("Write themes and assignments to files."), epilog=discovering.EXPORT_EXAMPLE)(discovering.export)
