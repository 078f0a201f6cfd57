"""All verbs under one command."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from minerva.cli import (
    adding,
    collections,
    comparing,
    evaluating,
    examples,
    exporting,
    finding,
    juxtaposing,
    labels,
    models,
    reporting,
    serving,
    themes,
    upkeep,
)
from minerva.cli.options import FOLDER, INDEX_HELP, IndexFolder
from minerva.cli.wording import Command, Group
from minerva.messages import translate as _

app = typer.Typer(
    cls=Group,
    help=_("Read Swedish municipal reports, find what they say, and show who says it where."),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback()
def _common(
    context: typer.Context,
    index: Annotated[
        str | None, typer.Option("--index", metavar=FOLDER, envvar="MINERVA_INDEX", help=INDEX_HELP)
    ] = None,
) -> None:
    context.obj = IndexFolder(index)


_verb = partial(app.command, cls=Command)
_verb("add", help=_("Read files and folders into the library."), epilog=adding.ADD_EXAMPLE)(adding.add)
app.add_typer(reporting.app, name="reports")
_verb("search", help=_("Find passages."), epilog=finding.SEARCH_EXAMPLE)(finding.search)
_verb("similar", help=_("Find passages like another one."), epilog=finding.SIMILAR_EXAMPLE)(finding.similar)
_verb("indicators", help=_("Show goals and indicators with their figures."), epilog=comparing.EXAMPLE)(
    comparing.indicators
)
app.add_typer(themes.app, name="themes")
app.add_typer(juxtaposing.app, name="compare")
app.add_typer(collections.app, name="collections")
app.add_typer(labels.app, name="label")
_verb("export", help=_("Write a collection, hits or indicators to a file."), epilog=exporting.EXAMPLE)(exporting.export)
app.add_typer(examples.app, name="examples")
_verb("show", help=_("Show a passage with its neighbours."), epilog=finding.SHOW_EXAMPLE)(finding.show)
_verb("remove", help=_("Take reports out of the library; the files stay."), epilog=adding.REMOVE_EXAMPLE)(adding.remove)
_verb("eval", help=_("Measure the search on judged queries."), epilog=evaluating.EXAMPLE)(evaluating.evaluate)
_verb("verify", help=_("Check that the library is whole."))(upkeep.verify)
_verb("rebuild", help=_("Make anew what is derived: the indexes."))(upkeep.rebuild)
app.add_typer(themes.app, name="themes")
app.add_typer(models.app, name="model")
_verb("info", help=_("Show counts, sizes and versions."))(upkeep.info)
_verb("app", help=_("Start the web front end."), epilog=serving.EXAMPLE)(serving.app)
