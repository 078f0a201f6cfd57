"""
The matrix as pictures: Altair charts, which a notebook shows, a web page draws and :func:`save_picture` writes.

The three states are told apart by sign as well as by colour: a dash where there is no report, a nought where the theme
is absent, a number where it is present.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from minerva.compare.matrix import State
from minerva.errors import ThemeError, refusal
from minerva.messages import decimal
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from minerva.compare.matrix import Cell, Matrix
    from minerva.compare.shares import Share

_NO_REPORT = "#e3e3e3"
_ABSENT = "#ffffff"
_EDGE = "#8c8c8c"
_CHOSEN = "#d55e00"
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#7a5195", "#8c6d46")
"""Told apart by the colour-blind too, on light and dark: after Okabe and Ito, "Color universal design", 2008."""
_CELL_PX = 40
_LABEL_PX = 260
_WRITTEN: dict[str, Literal["html", "png", "svg"]] = {".html": "html", ".png": "png", ".svg": "svg"}
_PNG_SCALE = 2
_DARK = 0.6
"""Share of the greatest value from which on a cell is so dark that its number is written in white."""


def heat_map(cells: Sequence[Cell], *, columns: str = "year", select: str = "") -> alt.LayerChart | alt.FacetChart:
    """
    Return the picture of a matrix: a row a municipality, or a theme where the columns are municipalities.

    Parameters
    ----------
    cells
        Of one theme by year, :attr:`Matrix.cells`, or of many themes, :meth:`Matrix.by_theme`.
    columns
        ``"year"``, ``"theme"`` or ``"municipality"``.
    select
        Where a program is to hear which cell a reader clicks: the name under which it hears of it, as
        ``{"place": municipality, "when": year, "about": id of the theme}``, empty strings for what is unknown.
    """
    rows = [_row(cell) for cell in cells]
    lines = "theme" if columns == "municipality" else "municipality"
    below = alt.Axis(labelOverlap=False, labelLimit=_LABEL_PX, labelFlush=False)
    above = alt.Axis(orient="top", labelAngle=-40, labelOverlap=False, labelLimit=_LABEL_PX)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(f"{columns}:O", title=None, sort=_order(rows, columns), axis=above),
        y=alt.Y(f"{lines}:O", title=None, sort=_order(rows, lines), axis=below),
        tooltip=_tooltip(),
    )
    most = max((row["share"] or 0.0 for row in rows), default=0.0)
    drawn: dict[State, dict[str, Any]] = {
        State.NO_REPORT: {"color": _NO_REPORT, "strokeDash": [2, 2]},
        State.ABSENT: {"color": _ABSENT},
        State.PRESENT: {},
    }
    here = {cell.state for cell in cells}
    rects = {
        state: base.transform_filter(alt.datum.state == state.value).mark_rect(stroke=_EDGE, strokeWidth=0.5, **looks)
        for state, looks in drawn.items()
        if state in here
    }
    if State.PRESENT in rects:
        rects[State.PRESENT] = rects[State.PRESENT].encode(
            color=alt.Color(
                "share:Q",
                title=_("Share of passages"),
                scale=alt.Scale(scheme="blues", domain=[0, most or 1.0]),
                legend=alt.Legend(format=".0%"),
            )
        )
    signs = base.mark_text().encode(
        text="sign:N",
        color=alt.condition(alt.datum.share > _DARK * (most or 1.0), alt.value("white"), alt.value("black")),
    )
    layers = [*rects.values(), signs]
    if select:
        chosen = alt.selection_point(name=select, fields=["place", "when", "about"], toggle=False)
        edge = {"stroke": alt.condition(chosen, alt.value(_CHOSEN), alt.value("transparent"), empty=False)}
        layers.append(
            base.mark_rect(opacity=1, fill="transparent", strokeWidth=3, cursor="pointer")
            .encode(**edge)
            .add_params(chosen)
        )
    return alt.layer(*layers).properties(width=alt.Step(_CELL_PX), height=alt.Step(_CELL_PX * 0.55))


def time_lines(matrix: Matrix) -> alt.FacetChart:
    """
    Return the share of each theme over the years, a line a municipality, with the interval as an upright stroke.

    A line is broken where a year has no report.
    """
    rows = [_row(cell) for cell in matrix.cells if cell.year is not None]
    names = _order(rows, "municipality")
    colours = alt.Scale(domain=names, range=[COLOURS[place % len(COLOURS)] for place in range(len(names))])
    share = alt.Y("share:Q", title=_("Share of passages"), axis=alt.Axis(format=".0%"))
    base = alt.Chart().encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
        color=alt.Color("municipality:N", title=None, scale=colours, legend=alt.Legend(symbolOpacity=1)),
        tooltip=_tooltip(),
    )
    interval = base.mark_rule(opacity=0.35).encode(y=alt.Y("low:Q", title=None), y2="high:Q")
    line = base.mark_line(point=True).encode(y=share)
    layered = alt.layer(interval, line, data=alt.InlineData(values=rows)).properties(width=260, height=160)
    return layered.facet(facet=alt.Facet("theme:N", title=None, sort=_order(rows, "theme")), columns=3)


def save_picture(chart: alt.LayerChart | alt.FacetChart, path: Path) -> None:
    """
    Write *chart* as HTML that needs no network, PNG or SVG, as the file's ending says.

    Raises
    ------
    ThemeError
        If the ending is another, or the file cannot be written.
    """
    kind = _WRITTEN.get(path.suffix.lower())
    if kind is None:
        raise ThemeError(
            _("{path}: pictures are written as {kinds}; choose one of these endings.").format(
                path=path, kinds=", ".join(_WRITTEN)
            )
        )
    try:
        chart.save(str(path), format=kind, inline=kind == "html", scale_factor=_PNG_SCALE)
    except OSError as error:
        raise ThemeError(_("{path} cannot be written: {error}.").format(path=path, error=refusal(error))) from error


def _row(cell: Cell) -> dict[str, Any]:
    """Return a cell as the data of a chart."""
    signs = {State.NO_REPORT: "–", State.ABSENT: "0", State.PRESENT: str(cell.passages)}
    states = {State.NO_REPORT: _("no report"), State.ABSENT: _("absent"), State.PRESENT: _("present")}
    return {
        "theme": cell.theme.name,
        "municipality": cell.municipality or _("unknown"),
        "year": _("unknown") if cell.year is None else str(cell.year),
        "place": cell.municipality or "",
        "when": "" if cell.year is None else str(cell.year),
        "about": cell.theme.id,
        "state": str(cell.state),
        "told": states[cell.state],
        "sign": signs[cell.state],
        "passages": cell.passages,
        "reports": cell.reports,
        "share": cell.share.value if cell.share else None,
        "low": cell.share.low if cell.share else None,
        "high": cell.share.high if cell.share else None,
        "percent": _percent(cell.share) if cell.share else "–",
    }


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("municipality:N", title=_("Municipality")),
        alt.Tooltip("theme:N", title=_("Theme")),
        alt.Tooltip("year:N", title=_("Year")),
        alt.Tooltip("told:N", title=_("State")),
        alt.Tooltip("passages:Q", title=_("Passages")),
        alt.Tooltip("percent:N", title=_("Share of passages")),
    ]


def _percent(share: Share) -> str:
    """Return a share with its interval, as people write it."""
    value, low, high = (decimal(100 * one, 1) for one in share)
    return f"{value} % ({low}–{high} %)"


def _order(rows: Iterable[dict[str, Any]], name: str) -> list[str]:
    """Return the values of a column in the order of the rows: the matrix sorts as Swedish does."""
    return list(dict.fromkeys(row[name] for row in rows))
