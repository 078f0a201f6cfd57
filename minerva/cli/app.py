"""All verbs under one command."""

from __future__ import annotations

from typing import Annotated

import typer

from minerva.cli import adding, evaluating, finding, reporting, upkeep
from minerva.cli.options import INDEX_HELP, IndexFolder
from minerva.messages import translate as _

app = typer.Typer(
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
        str | None, typer.Option("--index", metavar="DIR", envvar="MINERVA_INDEX", help=INDEX_HELP)
    ] = None,
) -> None:
    context.obj = IndexFolder(index)


app.command("add", help=_("Read files and folders into the library."), epilog=adding.ADD_EXAMPLE)(adding.add)
app.add_typer(reporting.app, name="reports")
app.command("search", help=_("Find passages."), epilog=finding.SEARCH_EXAMPLE)(finding.search)
app.command("show", help=_("Show a passage with its neighbours."), epilog=finding.SHOW_EXAMPLE)(finding.show)
app.command("remove", help=_("Remove reports; the files stay."), epilog=adding.REMOVE_EXAMPLE)(adding.remove)
app.command("eval", help=_("Measure the search on judged queries."), epilog=evaluating.EXAMPLE)(evaluating.evaluate)
app.command("verify", help=_("Check that the library is whole."))(upkeep.verify)
app.command("rebuild", help=_("Make anew what is derived from the reports."))(upkeep.rebuild)
app.command("info", help=_("Show counts, sizes and versions."))(upkeep.info)
