"""What reports tell as data: goals and indicators, for people, for programs and for Excel."""

from __future__ import annotations

import itertools
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli.finding import Offset, ThemeNames, ids_of
from minerva.cli.narrowing import NARROWED, OF_PASSAGES, narrowed_by
from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, heading, print_json, print_rest
from minerva.messages import decimal, translate_count
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.records import Indicator, Report, Value
    from minerva.retrieval.filters import Filters
    from minerva.retrieval.indicators import Indicators

EXAMPLE = _("Example: minerva indicators --name sjukfrånvaro --year-from 2017 --csv > sjukfranvaro.csv")
_ON_SCREEN = 50
_YEARS_ON_SCREEN = 4

Name = Annotated[
    str, typer.Option("--name", metavar=_("WORDS"), help=_("The indicator's name holds these words, in any form."))
]
Limit = Annotated[
    int | None,
    typer.Option("-k", "--limit", metavar=_("N"), min=0, help=_("How many to show; by default 50 on the screen.")),
]
AsCsv = Annotated[
    bool, typer.Option("--csv", help=_("Print a table for Excel: semicolons, decimal commas, one column a year."))
]


@narrowed_by(*OF_PASSAGES)
def indicators(
    context: typer.Context,
    name: Name = "",
    limit: Limit = None,
    offset: Offset = 0,
    filters: Filters = NARROWED,
    theme: ThemeNames = None,
    as_csv: AsCsv = False,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show goals and indicators with their figures."""
    from minerva.retrieval.indicators import indicators as find  # noqa: PLC0415 - --help must not wait for it
    from minerva.retrieval.indicators_csv import indicators_csv  # noqa: PLC0415

    if as_csv and as_json:
        raise typer.BadParameter(_("Choose one of --csv and --json."), param_hint="--csv")
    library = open_chosen(context, index)
    filters = replace(filters, theme=tuple(ids_of(library, theme)))
    shown = limit if limit is not None or as_csv or as_json else _ON_SCREEN
    found = find(library, name=name, limit=shown, offset=offset, filters=filters)
    _warn_of_unread(found.unread)
    if as_json:
        rows = [indicator_json(one, found.reports[one.report_id]) for one in found]
        print_json({"total": found.total, "rows": rows})
    elif as_csv:
        sys.stdout.write(indicators_csv(found))
    else:
        _print_tables(found)


def _warn_of_unread(count: int) -> None:
    if count:
        warning = translate_count(
            "{n} report was added before indicators were read. Read them with: minerva rebuild",
            "{n} reports were added before indicators were read. Read them with: minerva rebuild",
            count,
        )
        console(stderr=True).print(warning.format(n=count), style="yellow", markup=False)


def indicator_json(one: Indicator, report: Report) -> dict[str, Any]:
    """Return a row of the contract, and the sex."""
    return {
        "report": report.id,
        "municipality": report.municipality,
        "year": report.year,
        "board": report.board,
        "goal": one.goal,
        "indicator": one.name,
        "sex": one.sex,
        "unit": one.unit,
        "values": {when: _value_json(value) for when, value in one.values.items()},
        "target": _value_json(one.target),
        "outcome": _value_json(one.outcome),
        "status": one.status,
        "page": one.page,
        "start": one.start,
        "end": one.end,
    }


def _value_json(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"number": value.number, "comparator": value.comparator, "unit": value.unit, "text": value.text}


def _print_tables(found: Indicators) -> None:
    screen = console()
    count = translate_count("{n} indicator", "{n} indicators", found.total)
    screen.print(count.format(n=found.total), style="bold", markup=False)
    if not found.total:
        screen.print(_("Try another name, or leave out filters; minerva reports shows what there is."))
    for report_id, rows in itertools.groupby(found, key=lambda one: one.report_id):
        screen.print(f"\n{heading(found.reports[report_id])}", style="bold cyan", markup=False)
        print_indicators(list(rows))
    print_rest(found)


def print_indicators(rows: Sequence[Indicator]) -> None:
    """Print the indicators of a report as a table, goals as lines between them."""
    from rich.table import Table  # noqa: PLC0415 - --json, --csv and --help do without
    from rich.text import Text  # noqa: PLC0415

    years = sorted({when for one in rows for when in one.values})[-_YEARS_ON_SCREEN:]
    table = Table(box=None, pad_edge=False, expand=False, header_style="bold")
    table.add_column(_("Indicator"), overflow="fold", ratio=1)
    for when in years:
        table.add_column(when, justify="right", no_wrap=True)
    for head in (_("Target"), _("Status"), _("p.")):
        table.add_column(head, justify="right" if head == _("p.") else "left", no_wrap=True)
    for goal, of_goal in itertools.groupby(rows, key=lambda one: one.goal):
        if goal:
            table.add_row(Text(goal, style="italic"))
        for one in of_goal:
            table.add_row(Text(_label(one)), *_cells(one, years))
    console().print(table)


def _label(one: Indicator) -> str:
    return f"  {one.name}, {one.sex}" if one.sex else f"  {one.name}"


def _cells(one: Indicator, years: Iterable[str]) -> list[str]:
    values = [shown_value(one.values.get(when)) for when in years]
    return [*values, shown_value(one.target), one.status or "", str(one.page or "")]


def shown_value(value: Value | None) -> str:
    """Return a value in short: comparator, number and unit as the reader of a table wants them."""
    if value is None:
        return ""
    if value.number is None:
        return value.text
    digits = 0 if value.number == int(value.number) else len(f"{value.number:.15g}".partition(".")[2])
    unit = "%" if value.unit == "%" else ""
    return " ".join(filter(None, [value.comparator, decimal(value.number, digits), unit]))
