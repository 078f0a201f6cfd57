"""Discovered themes renamed, merged, split and dropped by their user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, print_json
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library
    from minerva.records import Theme

RENAME_EXAMPLE = _('Example: minerva themes rename 3f2a "Våld i nära relation"')
MERGE_EXAMPLE = _("Example: minerva themes merge 3f2a 91bc (the first keeps its name)")
SPLIT_EXAMPLE = _("Example: minerva themes split 3f2a --into 3")
DROP_EXAMPLE = _("Example: minerva themes drop 3f2a")

ThemeName = Annotated[
    str, typer.Argument(metavar=_("THEME"), help=_("Name of a theme, or its id or the beginning of that."))
]
NewName = Annotated[str, typer.Argument(metavar=_("NAME"), help=_("What to call it."))]
Others = Annotated[list[str], typer.Argument(metavar=_("THEME"), help=_("Themes to be merged into it."))]
Parts = Annotated[int, typer.Option("--into", metavar=_("N"), min=2, help=_("How many themes to make of it."))]


def rename(
    context: typer.Context, theme: ThemeName, name: NewName, index: Index = None, as_json: AsJson = False
) -> None:
    """Call a theme something else, also when it is found again."""
    from minerva.themes.editing import rename_theme  # noqa: PLC0415 - --help must not wait for it

    library = open_chosen(context, index)
    _present(library, [rename_theme(library, theme, name)], as_json=as_json)


def merge(
    context: typer.Context, theme: ThemeName, others: Others, index: Index = None, as_json: AsJson = False
) -> None:
    """Make one theme of several, also when they are found again."""
    from minerva.themes.editing import merge_themes  # noqa: PLC0415 - as above

    library = open_chosen(context, index)
    _present(library, [merge_themes(library, theme, others)], as_json=as_json)


def split(
    context: typer.Context, theme: ThemeName, into: Parts = 2, index: Index = None, as_json: AsJson = False
) -> None:
    """Make several themes of one, also when it is found again."""
    from minerva.themes.editing import split_theme  # noqa: PLC0415 - as above

    library = open_chosen(context, index)
    _present(library, split_theme(library, theme, into), as_json=as_json)


def drop(context: typer.Context, theme: ThemeName, index: Index = None, as_json: AsJson = False) -> None:
    """Do away with a theme, also when it is found again."""
    from minerva.themes.editing import drop_theme  # noqa: PLC0415 - as above

    library = open_chosen(context, index)
    dropped = drop_theme(library, theme)
    if as_json:
        print_json({"dropped": dropped.id, "name": dropped.name})
    else:
        console().print(_("{name} is dropped.").format(name=dropped.name), markup=False)


def _present(library: Library, changed: Sequence[Theme], *, as_json: bool) -> None:
    from minerva.cli.discovering import print_spreads  # noqa: PLC0415 - as above
    from minerva.themes.overview import overview, theme_row  # noqa: PLC0415

    ids = {one.id for one in changed}
    found = [one for one in overview(library).themes if one.theme.id in ids]
    if as_json:
        print_json({"themes": [theme_row(one) for one in found]})
    else:
        print_spreads(found)
