"""Which reports there are, and what is known of each."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import by_municipality, console, heading, print_json, report_json
from minerva.cli.reviewing import described, evidence_json, field_labels, print_review
from minerva.cli.wording import Command, Group
from minerva.library.review import locate
from minerva.messages import decimal
from minerva.messages import translate as _
from minerva.records import LEAST_QUALITY

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Report

INDENT = "  "

app = typer.Typer(
    cls=Group,
    help=_("List the reports, or show one: minerva reports show ID."),
    invoke_without_command=True,
    epilog=_("Example: minerva reports show 3f2a9c01"),
)


@app.callback()
def reports(
    context: typer.Context,
    review: Annotated[
        bool,
        typer.Option("--review", help=_("List what is unsure or missing of the reports, and how to set it right.")),
    ] = False,
    manifest_template: Annotated[
        str | None,
        typer.Option(
            "--manifest-template",
            metavar=_("FILE"),
            help=_("With --review: write its lines to FILE, a manifest to correct and to give to minerva add."),
        ),
    ] = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """List the reports, or what is unsure of them, or go on to show one."""
    if context.invoked_subcommand:
        return
    library = open_chosen(context, index)
    if review or manifest_template:
        print_review(library, manifest_template, as_json=as_json)
        return
    found = by_municipality(library.reports())
    if as_json:
        print_json({"reports": [report_json(report) for report in found]})
        return
    for report in found:
        console().print(f"{report.id}  {heading(report)}  ({report.file}){_if_poor(report)}", markup=False)


@app.command(
    "show", cls=Command, help=_("Show a report and where its identity was found, or the tree of its headings.")
)
def show(
    context: typer.Context,
    report_id: Annotated[str, typer.Argument(metavar="ID", help=_("Id of a report, or its beginning."))],
    outline: Annotated[
        bool,
        typer.Option(
            "--outline",
            help=_(
                "Show its headings with their pages instead; with --json a list of level (1 at the top), text, page, "
                "start and end."
            ),
        ),
    ] = False,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show what is known of a report and where it was found."""
    library = open_chosen(context, index)
    report = library.report(report_id)
    if outline:
        _show_outline(library, report, as_json=as_json)
        return
    document = library.document(report.id)
    evidence = [(one, *locate(document, one)) for one in report.evidence]
    if as_json:
        found = [evidence_json(*one) for one in evidence]
        print_json(
            {
                **report_json(report),
                "url": report.url,
                "paths": library.files(report.id),
                "evidence": found,
                "page_quality": list(document.quality),
                "ocr_pages": list(document.ocr_pages),
            }
        )
        return
    screen = console()
    places = {one.field: described(one, quote, page) for one, quote, page in evidence}
    known = report_json(report) | {"quality": decimal(100 * report.quality, 1) + " %"}
    labels = field_labels()
    width = max(map(len, labels.values()))
    for name, label in labels.items():
        if known[name] is not None:
            place = f"   ({places[name]})" if name in places else ""
            screen.print(f"{label:{width}}  {known[name]}{place}", markup=False)
    for line in (*report.warnings, *library.files(report.id)):
        screen.print(line, markup=False)


def _if_poor(report: Report) -> str:
    """Return what a list says beside a report that is hard to read."""
    if report.quality >= LEAST_QUALITY:
        return ""
    return "  " + _("readable words: {share} %").format(share=decimal(100 * report.quality, 0))


def _show_outline(library: Library, report: Report, *, as_json: bool) -> None:
    """Print the headings of a report, indented by their depth, with the pages on which they stand."""
    from minerva.understand.outline import outline as headings_of  # noqa: PLC0415 - --help must not wait for it

    headings = headings_of(library.document(report.id))
    if as_json:
        print_json({"report": report.id, "outline": [asdict(heading) for heading in headings]})
        return
    screen = console()
    for one in headings:
        page = "  " + _("p. {page}").format(page=one.page) if one.page else ""
        screen.print(f"{INDENT * (one.level - 1)}{one.text}{page}", markup=False)
    if not headings:
        screen.print(_("The report has no headings."))
