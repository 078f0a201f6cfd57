"""Quotations and indicators leave the program: as documents, tables and bibliographies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minerva.cli.collecting import fates, now
from minerva.cli.finding import ModeName, SpreadName
from minerva.cli.narrowing import NARROWED, OF_PASSAGES, narrowed_by
from minerva.cli.options import AsJson, Index, choice, open_chosen
from minerva.cli.output import console, print_json, progress_bar
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from minerva.export.dossier import Dossier
    from minerva.retrieval.filters import Filters

EXAMPLE = _(
    'Example: minerva export kurs.docx --collection "Vårens kurs" --by tag --style harvard. '
    "Hits of a search: minerva export hemloshet.xlsx --query hemlöshet --year 2022. "
    "Indicators: minerva export indikatorer.csv --indicators --name sjukfrånvaro"
)
_FORMS = "docx|html|md|csv|xlsx|jsonl|parquet|bib|ris|csl.json"

_WHERE = _("Where to write; its ending tells the form: {forms}.").format(forms=_FORMS)

File = Annotated[Path, typer.Argument(metavar=_("FILE"), help=_WHERE)]
FromCollection = Annotated[str, typer.Option("--collection", metavar=_("COLLECTION"), help=_("Export a collection."))]
FromQuery = Annotated[str, typer.Option("--query", metavar=_("QUERY"), help=_("Export the best hits of a search."))]
FromIndicators = Annotated[
    bool,
    typer.Option(
        "--indicators", help=_("Export indicators; with --collection, those of its reports in the same file.")
    ),
]
IndicatorName = Annotated[
    str, typer.Option("--name", metavar=_("WORDS"), help=_("With --indicators: their names hold these words."))
]
FormName = Annotated[str, typer.Option("--as", metavar=_FORMS, help=_("The form, whatever the file's ending."))]
StyleName = Annotated[str, typer.Option("--style", metavar="apa|harvard", help=_("How references are written."))]
ByName = Annotated[
    str, typer.Option("--by", metavar="none|tag|municipality", help=_("What quotations are grouped by in documents."))
]
Limit = Annotated[int, typer.Option("-k", "--limit", metavar=_("N"), min=1, help=_("With --query: how many hits."))]


@narrowed_by(*OF_PASSAGES)
def export(
    context: typer.Context,
    file: File,
    collection: FromCollection = "",
    query: FromQuery = "",
    indicators: FromIndicators = False,
    name: IndicatorName = "",
    form: FormName = "",
    style: StyleName = "apa",
    by: ByName = "none",
    limit: Limit = 50,
    mode: ModeName = None,
    spread: SpreadName = "none",
    filters: Filters = NARROWED,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Write a collection, the hits of a search, or indicators to a file."""
    from minerva.export.dossier import dossier_of_collection, dossier_of_indicators, dossier_of_search  # noqa: PLC0415 - --help must not wait for it
    from minerva.retrieval.ranking import Spread  # noqa: PLC0415
    from minerva.retrieval.rankings import Mode  # noqa: PLC0415

    if bool(collection) + bool(query) + (indicators and not collection) != 1:
        raise typer.BadParameter(_("Choose one of --collection, --query and --indicators."), param_hint="--collection")
    if collection and filters:
        raise typer.BadParameter(_("A collection is exported whole, without filters."), param_hint="--collection")
    chosen_mode = None if mode is None else choice("--mode", mode, [one.value for one in Mode])
    chosen_spread = choice("--spread", spread, [one.value for one in Spread])
    library = open_chosen(context, index)
    if collection:
        dossier = dossier_of_collection(library, collection, with_indicators=indicators, when=now())
    elif query:
        dossier = dossier_of_search(
            library, query, limit=limit, filters=filters, mode=chosen_mode, spread=chosen_spread, when=now()
        )
    else:
        dossier = dossier_of_indicators(library, name=name, filters=filters, when=now())
    _write(dossier, file, form, style, by)
    _present(dossier, file, as_json=as_json)


def _write(dossier: Dossier, file: Path, form: str, style: str, by: str) -> None:
    from minerva.citation.styled import Style  # noqa: PLC0415 - as above
    from minerva.export.parts import By  # noqa: PLC0415
    from minerva.export.writing import Form, write_dossier  # noqa: PLC0415

    chosen = Form(choice("--as", form, list(Form))) if form else None
    styled, grouped = Style(choice("--style", style, list(Style))), By(choice("--by", by, list(By)))
    with progress_bar() as on_progress:
        write_dossier(dossier, file, form=chosen, style=styled, by=grouped, on_progress=on_progress)


def _present(dossier: Dossier, file: Path, *, as_json: bool) -> None:
    from minerva.citation.short import cite  # noqa: PLC0415 - as above

    rows = len(dossier.indicators) if dossier.indicators is not None else 0
    if as_json:
        lost = [
            {"id": one.quotation.id, "report": one.source.report_id, "found": str(one.fate)} for one in dossier.lost
        ]
        print_json({"file": str(file), "quotations": len(dossier.quoted), "indicators": rows, "lost": lost})
        return
    counts = [translate_count("{n} quotation", "{n} quotations", len(dossier.quoted)).format(n=len(dossier.quoted))]
    if rows:
        counts.append(translate_count("{n} indicator", "{n} indicators", rows).format(n=rows))
    console().print(f"{file}: {', '.join(counts)}", markup=False)
    for one in dossier.lost:
        console(stderr=True).print(
            f"{cite(one.source, one.quotation)}: {fates()[one.fate]}", style="yellow", markup=False
        )
