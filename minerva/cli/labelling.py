"""Labelling: passages proposed and marked."""

from __future__ import annotations

import getpass
import shlex
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli.collecting import now
from minerva.cli.finding import print_hit
from minerva.cli.options import AsJson, Index, Names, open_chosen
from minerva.cli.output import console, hit_json, print_json
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import LabelProject, Mark

NEXT_EXAMPLE = _("Example: minerva label next orsaker -k 5")
MARK_EXAMPLE = _(
    "Example: minerva label mark orsaker 5d0c7b --label personal --annotator anna. "
    'The words that tell it: --words "fler sjukskrivna än förra året"'
)
UNMARK_EXAMPLE = _("Example: minerva label unmark orsaker 5d0c7b --annotator anna")

ProjectName = Annotated[
    str, typer.Argument(metavar=_("PROJECT"), help=_("Name of a labelling project, or its beginning."))
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
    told = _("Mark them: minerva label mark {name} ID --label LABEL. Labels: {labels}.")
    nothing = _("There is nothing more to mark.")
    labels = ", ".join(chosen.names)
    console().print(
        told.format(name=shlex.quote(chosen.name), labels=labels) if hits else nothing, style="dim", markup=False
    )


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
    from minerva.labelling.marking import mark_passages, span_of  # noqa: PLC0415 - as above

    given = label or []
    if bool(given) == none:
        raise typer.BadParameter(_("Give either labels or --none."), param_hint="--label")
    if words and (len(given) != 1 or len(passages) != 1):
        raise typer.BadParameter(_("Words are of one passage and one label. Name just one."), param_hint="--words")
    library = open_chosen(context, index)
    chosen = known_project(library, project)
    text = library.quote(library.passage(passages[0])) if words else ""
    spans = [span_of(text, one, _called(chosen, given[0])) for one in words or ()]
    marks = mark_passages(library, chosen, passages, given, annotator=who(annotator), spans=spans, when=now())
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


def _called(project: LabelProject, asked: str) -> str:
    from minerva.labelling.marking import label_called  # noqa: PLC0415 - as above

    return label_called(project, asked)
