"""Small multiples: the course of each indicator over the years, a line a municipality."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from minerva.cli.comparing import shown_value
from minerva.messages import grouped, language
from minerva.messages import translate as _
from minerva.swedish.collation import sort_key
from minerva.views import markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import altair as alt

    from minerva.records import Indicator, Report
    from minerva.retrieval.indicators import Indicators

_AT_FIRST = 12
_FEWEST_YEARS = 2
_MORE = "all courses"


class Point(NamedTuple):
    """A figure of a municipality in a year, and as it is told."""

    municipality: str
    year: int
    number: float
    told: str


class Course(NamedTuple):
    """What is known of one indicator, by municipality and year."""

    name: str
    unit: str
    points: tuple[Point, ...]


def courses(found: Indicators) -> list[Course]:
    """
    Return the course of every indicator of *found* that has figures of at least two years, the best known first.

    Where two reports tell the same figure, the later counts: it may be corrected there.
    """
    points: dict[tuple[str, str], dict[tuple[str, int], tuple[int, Point]]] = defaultdict(dict)
    for one in found:
        _put(points, one, found.reports[one.report_id])
    told = [
        Course(name, unit, tuple(point for _year, point in sorted(figures.values(), key=lambda told: told[1][:2])))
        for (name, unit), figures in points.items()
    ]
    several = [one for one in told if len({point.year for point in one.points}) >= _FEWEST_YEARS]
    return sorted(several, key=lambda one: (-len({point.municipality for point in one.points}), -len(one.points)))


def _put(
    points: Mapping[tuple[str, str], dict[tuple[str, int], tuple[int, Point]]], one: Indicator, report: Report
) -> None:
    """Put the figures of an indicator where its name and unit belong."""
    name = f"{one.name}, {one.sex}" if one.sex else one.name
    who = markup.plain(report.municipality or report.title)
    for when, value in one.values.items():
        if value is not None and value.number is not None and when.isdecimal():
            key = (" ".join(name.split()), value.unit or "")
            known = points[key].get((who, int(when)))
            if known is None or known[0] <= (report.year or 0):
                point = Point(who, int(when), value.number, shown_value(value))
                points[key][who, int(when)] = (report.year or 0, point)


def draw_courses(told: Sequence[Course]) -> None:
    """Draw the courses side by side, as many as the page is wide."""
    if not told:
        markup.empty(_("No indicator here has figures of several years."), _("Leave out filters, or add more reports."))
        return
    shown = told if st.session_state.get(_MORE) else told[:_AT_FIRST]
    names = sorted({point.municipality for one in told for point in one.points}, key=sort_key)
    with st.container(horizontal=True, gap="medium"):
        for one in shown:
            with st.container(width=256, border=True):
                st.markdown(f"**{markup.literal(one.name)}**")
                st.altair_chart(_chart(one, names), width="stretch", alt=_alternative(one))
    if len(told) > _AT_FIRST:
        st.toggle(_("Show all {n}").format(n=grouped(len(told))), key=_MORE)


def _chart(one: Course, names: Sequence[str]) -> alt.Chart:
    import altair as alt  # noqa: PLC0415 - takes half a second

    from minerva.compare.pictures import COLOURS  # noqa: PLC0415 - as above

    data = alt.Data(values=[point._asdict() for point in one.points])  # type: ignore[no-untyped-call]
    here = sorted({point.municipality for point in one.points}, key=sort_key)
    decimals = "replace(datum.label, '.', ',')" if language() == "sv" else "datum.label"
    chart: alt.Chart = (
        alt.Chart(data, height=240)
        .mark_line(point={"size": 55, "filled": True}, strokeWidth=2)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y(
                "number:Q",
                title=markup.plain(one.unit) or None,
                scale=alt.Scale(zero=False, nice=True),
                axis=alt.Axis(tickCount=4, labelExpr=decimals),
            ),
            color=alt.Color(
                "municipality:N",
                title=None,
                scale=alt.Scale(domain=list(names), range=[COLOURS[n % len(COLOURS)] for n in range(len(names))]),
                legend=alt.Legend(orient="bottom", columns=2, values=here),
            ),
            tooltip=[
                alt.Tooltip("municipality:N", title=_("Municipality")),
                alt.Tooltip("year:O", title=_("Year")),
                alt.Tooltip("told:N", title=_("Outcome")),
            ],
        )
    )
    return chart


def _alternative(one: Course) -> str:
    """Say in words what a chart shows, for those who do not see it."""
    told = "; ".join(f"{point.municipality} {point.year}: {point.told}" for point in one.points)
    return markup.plain(f"{one.name}. {told}")
