"""Reports into the library and out of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minerva.cli.options import AsJson, Index, choice, open_chosen
from minerva.cli.output import console, heading, print_json, print_skipped, progress_bar, report_json, skipped_json
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from minerva.records import Added

ADD_EXAMPLE = _("Example: minerva add ~/rapporter --manifest rapporter.csv")
REMOVE_EXAMPLE = _("Example: minerva remove 3f2a9c01 (ids: minerva reports)")

Paths = Annotated[list[Path], typer.Argument(metavar=_("PATH"), help=_("Files, or folders with all that is in them."))]
Manifest = Annotated[
    Path | None,
    typer.Option(
        "--manifest",
        metavar=_("FILE.csv"),
        help=_(
            "Table that says what the reports are; its columns: "
            "file, municipality, municipality_code, board, kind, year, title, url, county, group, period."
        ),
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar=_("N"),
        min=1,
        help=_("How many files to read at a time; default: one a processor core, at most 8."),
    ),
]
OcrName = Annotated[
    str | None,
    typer.Option(
        "--ocr",
        metavar="auto|never|always",
        help=_(
            "Recognise the text of scanned pages: where there is none, or none that makes sense; never; everywhere."
        ),
    ),
]
Again = Annotated[bool, typer.Option("--again", help=_("Read also files that are in the library already."))]
Ids = Annotated[list[str], typer.Argument(metavar="ID", help=_("Ids of reports, or their beginnings."))]


def add(
    context: typer.Context,
    paths: Paths,
    manifest: Manifest = None,
    jobs: Jobs = None,
    again: Again = False,
    ocr: OcrName = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Read files and folders, show how far it has come, and say what was left out."""
    from minerva.library.adding import add as add_files  # noqa: PLC0415 - --help must not wait for it
    from minerva.settings import Ocr  # noqa: PLC0415

    wanted = choice("--ocr", ocr, list(Ocr)) if ocr else None
    library = open_chosen(context, index, create=True)
    with progress_bar() as on_progress:
        outcome = add_files(
            library, paths, manifest=manifest, jobs=jobs, again=again, ocr=wanted, on_progress=on_progress
        )
    if as_json:
        print_json(
            {
                "added": [report_json(report) for report in outcome.reports],
                "unchanged": list(outcome.unchanged),
                "skipped": [skipped_json(one) for one in outcome.skipped],
            }
        )
    else:
        _print_outcome(outcome)


def remove(context: typer.Context, ids: Ids, index: Index = None, as_json: AsJson = False) -> None:
    """Remove reports from the library."""
    from minerva.library.writing import remove as remove_reports  # noqa: PLC0415 - as above

    removed = remove_reports(open_chosen(context, index), ids)
    if as_json:
        print_json({"removed": [report_json(report) for report in removed]})
    else:
        for report in removed:
            console().print(_("Removed: {report}").format(report=f"{report.file} ({heading(report)})"), markup=False)


def _print_outcome(outcome: Added) -> None:
    screen = console()
    for report in outcome.reports:
        screen.print(f"{report.id}  {report.file}  {heading(report)}", markup=False)
        for warning in report.warnings:
            screen.print(f"  {warning}", style="yellow", markup=False)
    added = translate_count("{n} report added", "{n} reports added", len(outcome.reports))
    unchanged = translate_count("{n} file unchanged", "{n} files unchanged", len(outcome.unchanged))
    skipped = translate_count("{n} left out", "{n} left out", len(outcome.skipped))
    counts = zip((added, unchanged, skipped), (outcome.reports, outcome.unchanged, outcome.skipped), strict=True)
    screen.print(", ".join(text.format(n=len(files)) for text, files in counts) + ".", style="bold", markup=False)
    print_skipped(outcome.skipped)
