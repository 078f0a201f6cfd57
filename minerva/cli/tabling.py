"""Themes over municipalities and years: for people, for programs, for Excel and as a picture."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli.defining import ThemeNames, bring_up_to_date
from minerva.cli.narrowing import NARROWED, OF_PASSAGES, narrowed_by
from minerva.cli.options import AsJson, Index, choice, open_chosen
from minerva.cli.output import console, print_json
from minerva.messages import decimal
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from minerva.compare.matrix import Cell, Matrix, Trend
    from minerva.retrieval.filters import Filters

_GAP = 2
"""Blanks between the columns of a table."""
EXAMPLE = _('Example: minerva themes matrix "våld i nära relation" --group "Större städer" --year-from 2017')

By = Annotated[
    str,
    typer.Option("--by", metavar="year|theme", help=_("What the columns are; by default years if there is one theme.")),
]
AsCsv = Annotated[bool, typer.Option("--csv", help=_("Print a table for Excel, a row for each theme, place and year."))]
AsJsonl = Annotated[bool, typer.Option("--jsonl", help=_("Print the same rows, one JSON object a line."))]
ParquetFile = Annotated[
    Path | None, typer.Option("--parquet", metavar=_("FILE"), help=_("Write the same rows to a Parquet file."))
]
Chart = Annotated[
    str,
    typer.Option("--chart", metavar="map|lines", help=_("What the picture is: a heat map, or lines over the years.")),
]
Picture = Annotated[
    Path | None,
    typer.Option("--picture", metavar=_("FILE"), help=_("Write a picture, too: .html, .png or .svg.")),
]


@narrowed_by(*OF_PASSAGES)
def matrix(
    context: typer.Context,
    themes: ThemeNames = None,
    by: By = "",
    filters: Filters = NARROWED,
    as_csv: AsCsv = False,
    as_jsonl: AsJsonl = False,
    parquet: ParquetFile = None,
    picture: Picture = None,
    chart: Chart = "map",
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show who writes about themes, and when; what has not been assigned is assigned first."""
    from minerva.compare.exports import write_csv, write_jsonl, write_parquet  # noqa: PLC0415 - --help must not wait for it
    from minerva.compare.matrix import theme_matrix  # noqa: PLC0415

    if as_csv + as_jsonl + as_json > 1:
        raise typer.BadParameter(_("Choose one of --csv, --jsonl and --json."), param_hint="--csv")
    library = open_chosen(context, index)
    bring_up_to_date(library, themes or ())
    found = theme_matrix(library, themes or (), filters)
    columns = choice("--by", by or ("year" if len(found.themes) == 1 else "theme"), ["year", "theme"])
    cells = found.cells if columns == "year" else found.by_theme()
    drawn = choice("--chart", chart, ["map", "lines"])
    if picture:
        from minerva.compare.pictures import heat_map, save_picture, time_lines  # noqa: PLC0415 - Altair is slow to load

        save_picture(time_lines(found) if drawn == "lines" else heat_map(cells, columns=columns), picture)
    if parquet:
        write_parquet(found.cells, parquet)
    if as_csv:
        write_csv(found.cells, sys.stdout)
    elif as_jsonl:
        write_jsonl(found.cells, sys.stdout)
    elif as_json:
        print_json(_matrix_json(found, cells, columns))
    else:
        _print_matrix(found, cells, columns)


def _matrix_json(found: Matrix, cells: Sequence[Cell], columns: str) -> dict[str, Any]:
    """Return the matrix of the contract; where columns are years and there are several themes, each cell names its."""
    heads = [theme.name for theme in found.themes] if columns == "theme" else list(found.years)
    return {
        "themes": [theme.name for theme in found.themes],
        "rows": list(found.municipalities),
        "columns": heads,
        "cells": [_cell_json(cell, columns) for cell in cells],
        "trends": [_trend_json(trend) for trend in found.trends()],
    }


def _cell_json(cell: Cell, columns: str) -> dict[str, Any]:
    share = cell.share
    return {
        "row": cell.municipality,
        "column": cell.theme.name if columns == "theme" else cell.year,
        "theme": cell.theme.name,
        "state": str(cell.state),
        "passages": cell.passages,
        "share": round(share.value, 6) if share else None,
        "low": round(share.low, 6) if share else None,
        "high": round(share.high, 6) if share else None,
        "reports": cell.reports,
        "passage": cell.passage,
    }


def _trend_json(trend: Trend) -> dict[str, Any]:
    return {
        "theme": trend.theme.name,
        "row": trend.municipality,
        "from": trend.earlier,
        "to": trend.later,
        "difference": trend.difference,
        "clear": trend.is_clear,
    }


def _print_matrix(found: Matrix, cells: Sequence[Cell], columns: str) -> None:
    screen = console()
    for theme in found.themes if columns == "year" else (None,):
        some = [cell for cell in cells if theme is None or cell.theme == theme]
        screen.print(theme.name if theme else _("All years together"), style="bold", markup=False)
        _print_table(found, some, columns)
        screen.print()
    screen.print(
        _("Share of passages; with room for it, its interval of 95 % and their number. – no report, 0 no passage"),
        style="dim",
        markup=False,
    )
    clear = [trend for trend in found.trends() if trend.is_clear] if columns == "year" else []
    for trend in clear:
        line = _("{municipality}: {theme} {difference} percentage points from {earlier} to {later}").format(
            municipality=trend.municipality or "–",
            theme=trend.theme.name,
            difference=f"{'+' if trend.difference > 0 else '−'}{decimal(abs(trend.difference) * 100, 1)}",
            earlier=trend.earlier,
            later=trend.later,
        )
        screen.print(line, markup=False)


def _print_table(found: Matrix, cells: Sequence[Cell], columns: str) -> None:
    """Print a row a municipality, or a theme: as much of each cell as the screen has room for."""
    by_year = columns == "year"
    heads = [str(year or "–") for year in found.years] if by_year else [name or "–" for name in found.municipalities]
    labels = [name or "–" for name in found.municipalities] if by_year else [theme.name for theme in found.themes]
    screen = console()
    for shown in (_with_interval, _with_count, _bare) if by_year else (_with_count, _bare):
        rows = [list(map(shown, cells[at * len(heads) : (at + 1) * len(heads)])) for at in range(len(labels))]
        widths = [max(map(len, column)) + _GAP for column in zip(heads, *rows, strict=True)]
        room = screen.width - max(map(len, labels), default=0) - _GAP
        if sum(widths) <= room:
            break
    for first, last in _fitting(widths, room):
        _print_rows(screen, heads[first:last], labels, [row[first:last] for row in rows])


def _fitting(widths: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """Yield the columns, from one to before another, that have room beside each other."""
    first = taken = 0
    for at, width in enumerate(widths):
        if at > first and taken + width > room:
            yield first, at
            first, taken = at, 0
        taken += width
    yield first, len(widths)


def _print_rows(screen: Console, heads: Sequence[str], labels: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.table import Table  # noqa: PLC0415 - --json, --csv and --help do without

    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    table.add_column("", no_wrap=True)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    for label, row in zip(labels, rows, strict=True):
        table.add_row(label, *row)
    screen.print(table)


def _with_interval(cell: Cell) -> str:
    if not cell.share or not cell.passages:
        return _bare(cell)
    return f"{_percent(cell.share.value)} [{_points(cell.share.low)}–{_points(cell.share.high)}] {cell.passages}"


def _with_count(cell: Cell) -> str:
    return f"{_bare(cell)} ({cell.passages})" if cell.share and cell.passages else _bare(cell)


def _bare(cell: Cell) -> str:
    if cell.share is None:
        return "–"
    return _percent(cell.share.value) if cell.passages else "0"


def _percent(share: float) -> str:
    return f"{_points(share)} %"


def _points(share: float) -> str:
    return decimal(share * 100, 0)
