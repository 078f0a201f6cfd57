"""Which reports there are, and what is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import by_municipality, console, heading, print_json, report_json
from minerva.cli.wording import Command, Group
from minerva.messages import decimal
from minerva.messages import translate as _
from minerva.records import LEAST_QUALITY

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Evidence, Report

app = typer.Typer(
    cls=Group,
    help=_("List the reports, or show one: minerva reports show ID."),
    invoke_without_command=True,
    epilog=_("Example: minerva reports show 3f2a9c01"),
)


@app.callback()
def reports(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """List the reports, or go on to show one."""
    if context.invoked_subcommand:
        return
    found = by_municipality(open_chosen(context, index).reports())
    if as_json:
        print_json({"reports": [report_json(report) for report in found]})
        return
    for report in found:
        console().print(f"{report.id}  {heading(report)}  ({report.file}){_if_poor(report)}", markup=False)


@app.command("show", cls=Command, help=_("Show a report and where its identity was found."))
def show(
    context: typer.Context,
    report_id: Annotated[str, typer.Argument(metavar="ID", help=_("Id of a report, or its beginning."))],
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show what is known of a report and where it was found."""
    library = open_chosen(context, index)
    report = library.report(report_id)
    if as_json:
        evidence = [
            {"field": one.field, "source": one.source, "start": one.start, "end": one.end} for one in report.evidence
        ]
        document = library.document(report.id)
        print_json(
            {
                **report_json(report),
                "url": report.url,
                "paths": library.files(report.id),
                "evidence": evidence,
                "page_quality": list(document.quality),
                "ocr_pages": list(document.ocr_pages),
            }
        )
        return
    screen = console()
    found = {one.field: _place(library, report, one) for one in report.evidence}
    known = report_json(report) | {"quality": decimal(100 * report.quality, 1) + " %"}
    labels = _labels()
    width = max(map(len, labels.values()))
    for name, label in labels.items():
        if known[name] is not None:
            place = f"   ({found[name]})" if name in found else ""
            screen.print(f"{label:{width}}  {known[name]}{place}", markup=False)
    for line in (*report.warnings, *library.files(report.id)):
        screen.print(line, markup=False)


def _if_poor(report: Report) -> str:
    """Return what a list says beside a report that is hard to read."""
    if report.quality >= LEAST_QUALITY:
        return ""
    return "  " + _("hard to read: {share} % of its words").format(share=decimal(100 * report.quality, 0))


def _place(library: Library, report: Report, evidence: Evidence) -> str:
    """Say where something was found, with the words themselves where they stand in the text."""
    source = _sources().get(evidence.source, evidence.source)
    if evidence.start is None or evidence.end is None:
        return source
    quoted = " ".join(library.text(report.id)[evidence.start : evidence.end].split())
    return f"{source}: ”{quoted[:60]}”"


def _labels() -> dict[str, str]:
    """Return what a report's attributes are called, in the order in which they are shown."""
    return {
        "id": _("id"),
        "file": _("file"),
        "title": _("title"),
        "municipality": _("municipality"),
        "municipality_code": _("municipality code"),
        "county": _("county"),
        "board": _("board"),
        "kind": _("kind of report"),
        "year": _("year"),
        "period": _("period"),
        "pages": _("pages"),
        "words": _("words"),
        "passages": _("passages"),
        "quality": _("readable words"),
    }


def _sources() -> dict[str, str]:
    """Return what the places are called in which a report's identity may be found."""
    return {
        "text": _("from the text"),
        "properties": _("from the file's properties"),
        "file name": _("from the file's name"),
        "manifest": _("from the manifest"),
    }
