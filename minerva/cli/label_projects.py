"""Labelling projects: made, listed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli.collecting import now
from minerva.cli.labelling import ProjectName
from minerva.cli.narrowing import NARROWED, OF_PASSAGES, narrowed_by
from minerva.cli.options import AsJson, Index, Names, open_chosen
from minerva.cli.output import console, print_json
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library
    from minerva.records import Label, LabelProject
    from minerva.retrieval.filters import Filters

NEW_EXAMPLE = _(
    'Example: minerva label new orsaker --label "personal=brist på personal, sjukfrånvaro" --label "ekonomi=pengar" '
    "--label annat --year 2022. What stands behind = helps to find the first passages."
)
REMOVE_EXAMPLE = _("Example: minerva label remove orsaker (its marks go with it; export them first)")


NewName = Annotated[str, typer.Argument(metavar=_("NAME"), help=_("What to call it."))]
LabelTexts = Annotated[
    Names,
    typer.Option("--label", metavar=_("NAME[=TEXT]"), help=_("A label, and what it means; give at least two.")),
]
Several = Annotated[bool, typer.Option("--several", help=_("A passage may have any number of labels, or none."))]
QueryText = Annotated[
    str, typer.Option("--query", metavar=_("QUERY"), help=_("Only passages that hold the words of this query."))
]


@narrowed_by(*OF_PASSAGES)
def new(
    context: typer.Context,
    name: NewName,
    label: LabelTexts = None,
    several: Several = False,
    query: QueryText = "",
    filters: Filters = NARROWED,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Make a labelling project."""
    from minerva.labelling.projects import create_project  # noqa: PLC0415 - --help must not wait for it

    library, labels = open_chosen(context, index), [_label(one) for one in label or ()]
    made = create_project(library, name, labels, several=several, query=query, filters=filters, when=now())
    _present(library, [made], as_json=as_json)


def list_projects(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """Show the labelling projects that there are."""
    from minerva.library.labelling import projects  # noqa: PLC0415 - as above

    library = open_chosen(context, index)
    found = projects(library)
    _present(library, found, as_json=as_json)
    if not found and not as_json:
        console().print(_("There are no labelling projects yet. Make one: minerva label new NAME"))


def remove(context: typer.Context, project: ProjectName, index: Index = None, as_json: AsJson = False) -> None:
    """Remove a labelling project with its marks."""
    from minerva.labelling.projects import remove_project  # noqa: PLC0415 - as above

    gone = remove_project(open_chosen(context, index), project)
    if as_json:
        print_json({"removed": gone.name})
    else:
        console().print(_("Removed: {name}").format(name=gone.name), markup=False)


def project_json(one: LabelProject) -> dict[str, Any]:
    """Return a project as JSON."""
    return {
        "name": one.name,
        "labels": [{"name": label.name, "description": label.description} for label in one.labels],
        "several": one.several,
        "query": one.query,
        "filters": one.filters,
        "created": one.created,
    }


def _label(given: str) -> Label:
    from minerva.records import Label  # noqa: PLC0415 - as above

    name, _sign, description = given.partition("=")
    return Label(" ".join(name.split()), description.strip())


def _present(library: Library, found: Sequence[LabelProject], *, as_json: bool) -> None:
    from minerva.library.labelling import marks  # noqa: PLC0415 - as above

    counts = [len(marks(library, one)) for one in found]
    if as_json:
        told = [project_json(one) | {"marks": count} for one, count in zip(found, counts, strict=True)]
        print_json({"projects": told})
        return
    for one, count in zip(found, counts, strict=True):
        number = translate_count("{n} mark", "{n} marks", count).format(n=count)
        console().print(f"{one.name} · {number}", style="bold", markup=False)
        console().print(f"  {', '.join(one.names)}", style="dim", markup=False)
