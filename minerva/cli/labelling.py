"""Labelling projects: made, listed, removed; passages proposed and marked."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli.collecting import now
from minerva.cli.finding import (
    Board,
    County,
    Group,
    Kind,
    Municipality,
    PassageKindName,
    ReportId,
    Section,
    Year,
    YearFrom,
    YearTo,
    print_hit,
)
from minerva.cli.options import AsJson, Index, chosen_filters, open_chosen
from minerva.cli.output import console, hit_json, print_json
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library
    from minerva.records import Label, LabelProject, Mark

NEW_EXAMPLE = _(
    'Example: minerva label new orsaker --label "personal=brist på personal, sjukfrånvaro" --label "ekonomi=pengar" '
    "--label annat --year 2022. What stands behind = helps to find the first passages."
)
NEXT_EXAMPLE = _("Example: minerva label next orsaker -k 5")
MARK_EXAMPLE = _(
    "Example: minerva label mark orsaker 5d0c7b --label personal --annotator anna. "
    'The words that tell it: --words "fler sjukskrivna än förra året"'
)
UNMARK_EXAMPLE = _("Example: minerva label unmark orsaker 5d0c7b --annotator anna")
REMOVE_EXAMPLE = _("Example: minerva label remove orsaker (its marks go with it; export them first)")

Names = list[str] | None
ProjectName = Annotated[
    str, typer.Argument(metavar=_("PROJECT"), help=_("Name of a labelling project, or its beginning."))
]
NewName = Annotated[str, typer.Argument(metavar=_("NAME"), help=_("What to call it."))]
LabelTexts = Annotated[
    Names,
    typer.Option("--label", metavar=_("NAME[=TEXT]"), help=_("A label, and what it means; give at least two.")),
]
Several = Annotated[bool, typer.Option("--several", help=_("A passage may have any number of labels, or none."))]
QueryText = Annotated[
    str, typer.Option("--query", metavar=_("QUERY"), help=_("Only passages that hold the words of this query."))
]
PassageIds = Annotated[list[str], typer.Argument(metavar="ID", help=_("Ids of passages, or their beginnings."))]
LabelNames = Annotated[
    Names, typer.Option("--label", metavar=_("LABEL"), help=_("Its name, or the beginning; may be repeated."))
]
NoLabel = Annotated[bool, typer.Option("--none", help=_("No label fits."))]
Words = Annotated[
    Names,
    typer.Option("--words", metavar=_("TEXT"), help=_("Words of the passage that tell the label; may be repeated.")),
]
Annotator = Annotated[
    str | None,
    typer.Option(
        "--annotator", metavar=_("NAME"), envvar="MINERVA_ANNOTATOR", help=_("Who marks; your login by default.")
    ),
]
Limit = Annotated[int, typer.Option("-k", "--limit", metavar=_("N"), min=0, help=_("How many passages to show."))]
Second = Annotated[
    bool, typer.Option("--second", help=_("Passages that others have marked and you have not, to compare."))
]


def new(
    context: typer.Context,
    name: NewName,
    label: LabelTexts = None,
    several: Several = False,
    query: QueryText = "",
    municipality: Municipality = None,
    county: County = None,
    group: Group = None,
    board: Board = None,
    kind: Kind = None,
    year: Year = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    report: ReportId = None,
    section: Section = "",
    passage_kind: PassageKindName = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Make a labelling project."""
    from minerva.labelling.projects import create_project  # noqa: PLC0415 - --help must not wait for it

    filters = chosen_filters(
        municipality=municipality,
        county=county,
        group=group,
        board=board,
        kind=kind,
        year=year,
        year_from=year_from,
        year_to=year_to,
        report=report,
        section=section,
        passage_kind=passage_kind,
    )
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


def next_passages(
    context: typer.Context,
    project: ProjectName,
    limit: Limit = 5,
    second: Second = False,
    annotator: Annotator = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show the passages that would teach most if they were marked."""
    from minerva.labelling.asking import next_passages as propose  # noqa: PLC0415 - as above
    from minerva.labelling.asking import others_marked  # noqa: PLC0415

    library = open_chosen(context, index)
    chosen = known_project(library, project)
    if second:
        hits = others_marked(library, chosen, annotator=who(annotator), count=limit)
    else:
        hits = propose(library, chosen, count=limit)
    if as_json:
        print_json({"project": chosen.name, "passages": [hit_json(hit, rank) for rank, hit in enumerate(hits, 1)]})
        return
    for rank, hit in enumerate(hits, 1):
        print_hit(console(), hit, rank, full=True)
        console().print()
    told = _("Mark them: minerva label mark {name!r} ID --label LABEL. Labels: {labels}.")
    nothing = _("There is nothing more to mark.")
    labels = ", ".join(chosen.names)
    console().print(told.format(name=chosen.name, labels=labels) if hits else nothing, style="dim", markup=False)


def mark(
    context: typer.Context,
    project: ProjectName,
    passages: PassageIds,
    label: LabelNames = None,
    none: NoLabel = False,
    words: Words = None,
    annotator: Annotator = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Give passages labels."""
    from minerva.labelling.marking import mark as remember  # noqa: PLC0415 - as above
    from minerva.labelling.marking import span_of  # noqa: PLC0415

    given = label or []
    if bool(given) == none:
        raise typer.BadParameter(_("Give either labels or --none."), param_hint="--label")
    if words and (len(given) != 1 or len(passages) != 1):
        raise typer.BadParameter(_("Words are of one passage and one label. Name just one."), param_hint="--words")
    library = open_chosen(context, index)
    chosen = known_project(library, project)
    text = library.quote(library.passage(passages[0])) if words else ""
    spans = [span_of(text, one, _called(chosen, given[0])) for one in words or ()]
    marks = remember(library, chosen, passages, given, annotator=who(annotator), spans=spans, when=now())
    if as_json:
        print_json({"project": chosen.name, "marks": [mark_json(one) for one in marks]})
    else:
        told = translate_count("{n} passage marked.", "{n} passages marked.", len(marks))
        console().print(told.format(n=len(marks)), markup=False)


def unmark(
    context: typer.Context,
    project: ProjectName,
    passages: PassageIds,
    annotator: Annotator = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Take marks of yours back."""
    from minerva.labelling.marking import unmark as forget  # noqa: PLC0415 - as above

    library = open_chosen(context, index)
    count = forget(library, known_project(library, project), passages, annotator=who(annotator))
    if as_json:
        print_json({"unmarked": count})
    else:
        told = translate_count("{n} mark taken back.", "{n} marks taken back.", count)
        console().print(told.format(n=count), markup=False)


def known_project(library: Library, name: str) -> LabelProject:
    """Return the project of this name, or whose name alone begins so."""
    from minerva.library.labelling import project  # noqa: PLC0415 - as above

    return project(library, name)


def who(annotator: str | None) -> str:
    """Return who marks: whom the user named, or under whose name they work on this machine."""
    if annotator is not None:
        return annotator
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


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


def mark_json(one: Mark) -> dict[str, Any]:
    """Return a mark as JSON."""
    return {
        "passage": one.passage_id,
        "report": one.report_id,
        "annotator": one.annotator,
        "labels": list(one.labels),
        "spans": [[span.start, span.end, span.label] for span in one.spans],
        "marked": one.marked,
    }


def _label(given: str) -> Label:
    from minerva.records import Label  # noqa: PLC0415 - as above

    name, _sign, description = given.partition("=")
    return Label(" ".join(name.split()), description.strip())


def _called(project: LabelProject, asked: str) -> str:
    from minerva.labelling.marking import label_called  # noqa: PLC0415 - as above

    return label_called(project, asked)


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
