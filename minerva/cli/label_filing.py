"""Labels told of all passages; marks written to files and read from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from minerva.cli.collecting import now
from minerva.cli.labelling import ProjectName, known_project
from minerva.cli.options import AsJson, Index, choice, open_chosen
from minerva.cli.output import console, print_json
from minerva.messages import decimal, translate_count
from minerva.messages import translate as _

APPLY_EXAMPLE = _("Example: minerva label apply orsaker --label personal --csv orsaker.csv")
EXPORT_EXAMPLE = _("Example: minerva label export orsaker orsaker.jsonl --for doccano")
IMPORT_EXAMPLE = _("Example: minerva label import orsaker admin.jsonl --annotator anna (from any of the three tools)")

_TOOLS = "doccano|doccano-spans|label-studio|prodigy|spacy"
_EXCERPT = 200

Rows = Annotated[
    int, typer.Option("-k", "--limit", metavar=_("N"), min=0, help=_("How many to show; files hold all by default."))
]
Only = Annotated[str, typer.Option("--label", metavar=_("LABEL"), help=_("Only passages with this label."))]
Csv = Annotated[Path | None, typer.Option("--csv", metavar=_("FILE"), help=_("Write a table for Excel."))]
Jsonl = Annotated[Path | None, typer.Option("--jsonl", metavar=_("FILE"), help=_("Write one JSON object a passage."))]
OutFile = Annotated[Path, typer.Argument(metavar=_("FILE"), help=_("Where to write."))]
InFile = Annotated[Path, typer.Argument(metavar=_("FILE"), help=_("What the tool exported, as JSONL or JSON."))]
Tool = Annotated[str, typer.Option("--for", metavar=_TOOLS, help=_("For which tool."))]
Only1 = Annotated[str, typer.Option("--annotator", metavar=_("NAME"), help=_("Only the marks of this one."))]
Whose = Annotated[
    str, typer.Option("--annotator", metavar=_("NAME"), help=_("Whose marks they are, whatever the file says."))
]
Settled = Annotated[
    bool, typer.Option("--settled", help=_("One example a passage, with the labels that most annotators give."))
]


def apply(
    context: typer.Context,
    project: ProjectName,
    limit: Rows = 10,
    label: Only = "",
    csv: Csv = None,
    jsonl: Jsonl = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Tell the labels of all passages that nobody has marked, the surest first."""
    from minerva.labelling.applying import apply_labels, labelled_rows, write_labelled  # noqa: PLC0415 - see --help
    from minerva.labelling.marking import label_called  # noqa: PLC0415

    library = open_chosen(context, index)
    chosen = known_project(library, project)
    only = label_called(chosen, label) if label else ""
    labelled = apply_labels(library, chosen)
    for file in filter(None, (csv, jsonl)):
        write_labelled(library, labelled, file, label=only, as_csv=file is csv)
    rows = labelled_rows(library, labelled, limit=limit, label=only)
    total = sum(not only or only in one.labels for one in labelled.passages)
    if as_json:
        print_json({"project": chosen.name, "marked": labelled.marked, "total": total, "rows": rows})
        return
    told = translate_count("{n} passage labelled", "{n} passages labelled", total).format(n=total)
    learnt = translate_count("learnt from {n} mark", "learnt from {n} marks", labelled.marked)
    console().print(f"{told}, {learnt.format(n=labelled.marked)}", style="bold", markup=False)
    for row in rows:
        _print_row(row)


def export(
    context: typer.Context,
    project: ProjectName,
    file: OutFile,
    tool: Tool = "doccano",
    annotator: Only1 = "",
    settled: Settled = False,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Write marked passages for another tool."""
    from minerva.labelling.exporting import LabelForm, export_marks  # noqa: PLC0415 - as above

    form = LabelForm(choice("--for", tool, [one.value for one in LabelForm]))
    library = open_chosen(context, index)
    done = export_marks(library, known_project(library, project), file, form, annotator=annotator, settled=settled)
    if as_json:
        files = [str(one) for one in done.files]
        print_json({"files": files, "examples": done.examples, "left_out": done.left_out})
        return
    told = translate_count("{n} example written to {file}", "{n} examples written to {file}", done.examples)
    console().print(told.format(n=done.examples, file=file), markup=False)
    for other in done.files[1:]:
        told = _("The labelling interface for its settings: {file}").format(file=other)
        console().print(told, style="dim", markup=False)
    if done.left_out:
        told = _("Left out: {n}, whose passages are not here now, or on whose labels annotators differ.")
        console(stderr=True).print(told.format(n=done.left_out), style="yellow", markup=False)


def import_file(
    context: typer.Context,
    project: ProjectName,
    file: InFile,
    annotator: Whose = "",
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Read marks back from doccano, Label Studio or Prodigy."""
    from minerva.labelling.importing import import_marks  # noqa: PLC0415 - as above

    library = open_chosen(context, index)
    done = import_marks(library, known_project(library, project), file, annotator=annotator, when=now())
    if as_json:
        left_out = [{"record": one.record, "reason": one.reason} for one in done.left_out]
        print_json({"marks": done.marks, "annotators": list(done.annotators), "left_out": left_out})
        return
    told = translate_count("{n} mark read in", "{n} marks read in", done.marks).format(n=done.marks)
    console().print(f"{told}: {', '.join(done.annotators) or '–'}", markup=False)
    for one in done.left_out:
        told = _("Left out: record {n}. {reason}").format(n=one.record, reason=one.reason)
        console(stderr=True).print(told, style="yellow", markup=False)


def _print_row(row: dict[str, Any]) -> None:
    screen = console()
    labels = ", ".join(f"{name} {decimal(row[f'p({name})'], 2)}" for name in row["labels"])
    source = " · ".join(filter(None, (row["municipality"], str(row["year"] or ""), row["board"]))) or row["title"]
    screen.print()
    screen.print(f"{labels or '–'}   {source}", style="bold cyan", markup=False)
    text = " ".join(row["text"].split())
    screen.print(text[:_EXCERPT] + (" …" if len(text) > _EXCERPT else ""), markup=False)
    screen.print(f"{row['file']}  {row['passage']}", style="dim", markup=False)
