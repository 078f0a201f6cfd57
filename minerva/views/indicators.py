"""The page of goals and indicators: a table to search and narrow, their course over the years, and CSV."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import streamlit as st

from minerva.cli.comparing import shown_value
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.retrieval.facets import Count
from minerva.retrieval.filters import narrowed
from minerva.retrieval.indicators import Indicators, indicators
from minerva.retrieval.indicators_csv import indicators_csv
from minerva.views import asked, caching, markup, places
from minerva.views.courses import courses, draw_courses
from minerva.views.facets import choose_filters, chosen_values
from minerva.views.frame import needed_library

if TYPE_CHECKING:
    import pandas as pd

    from minerva.library.store import Library
    from minerva.records import Indicator, Report
    from minerva.retrieval.filters import Filters

_FIELD = "indicator field"
_TABLE = "indicator table"
_FACETS = ("municipality", "county", "group", "board", "kind", "year")
_MOST_YEARS = 6


def page() -> None:
    """Draw the page."""
    needed_library()
    search = asked.asked()
    _draw_field(search.query)
    found = caching.kept(_all_of, search.query, search.filters)
    with st.sidebar:
        choose_filters({facet: _counts(facet, search.query, search.filters) for facet in _FACETS}, search.filters)
    chosen_values(search.filters)
    if not found.total:
        markup.empty(_("No indicators found."), _("Try another name, or leave out filters."))
        return
    _draw_head(found)
    table, charts = st.tabs([_("Table"), _("Over the years")])
    with table:
        _draw_table(found)
    with charts:
        draw_courses(courses(found))


def _all_of(library: Library, name: str, filters: Filters) -> Indicators:
    return indicators(library, name=name, filters=filters)


def _draw_field(name: str) -> None:
    st.session_state[_FIELD] = name
    st.text_input(
        _("Search among the indicators"),
        key=_FIELD,
        type="search",
        placeholder=_("Words of the indicator's name, such as: sjukfrånvaro"),
        on_change=lambda: asked.change(query=st.session_state[_FIELD]),
        label_visibility="collapsed",
        icon=":material/search:",
    )


def _counts(facet: str, name: str, filters: Filters) -> tuple[Count, ...]:
    """Count the indicators by the values of a *facet*, its own filter left out."""
    found = caching.kept(_all_of, name, narrowed(filters, facet, ()))
    counts = Counter(getattr(found.reports[one.report_id], facet) for one in found)
    if facet == "year":
        return tuple(Count(value, counts[value]) for value in sorted(filter(None, counts), reverse=True))
    return tuple(Count(value, number) for value, number in counts.most_common())


def _draw_head(found: Indicators) -> None:
    number = translate_count("{n} indicator", "{n} indicators", found.total).format(n=grouped(found.total))
    reports = translate_count("{n} report", "{n} reports", len(found.reports)).format(n=grouped(len(found.reports)))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{number}** · {reports}")
        st.download_button(
            _("Download as CSV"), lambda: indicators_csv(found), "indikatorer.csv", "text/csv",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
    if found.unread:
        st.info(
            translate_count(
                "{n} report was added before indicators were read. Read them with: minerva rebuild",
                "{n} reports were added before indicators were read. Read them with: minerva rebuild",
                found.unread,
            ).format(n=found.unread)
        )


def _draw_table(found: Indicators) -> None:
    st.caption(_("Choose a row to open the page of the report on which it stands."))
    years = sorted({when for one in found for when in one.values})[-_MOST_YEARS:]
    texts = {name: st.column_config.TextColumn(name, alignment="right") for name in years}
    wide = {
        _("Indicator"): st.column_config.TextColumn(width="large"),
        _("Goal"): st.column_config.TextColumn(width="medium"),
    }
    state: Any = st.dataframe(
        _frame(found, years), hide_index=True, height=560, key=_TABLE, on_select="rerun",
        selection_mode="single-row", column_config={**texts, **wide}, alt=_("Indicators with their figures"),
    )  # fmt: skip
    for row in state.selection.rows:
        _draw_chosen(found[row], found)


def _frame(found: Indicators, years: list[str]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - takes half a second

    return pd.DataFrame([_row(one, found.reports[one.report_id], years) for one in found])


def _row(one: Indicator, report: Report, years: list[str]) -> dict[str, str | int | None]:
    row: dict[str, str | int | None] = {
        _("Municipality"): report.municipality,
        _("Report"): str(report.year or ""),
        _("Indicator"): f"{one.name}, {one.sex}" if one.sex else one.name,
        **{when: shown_value(one.values.get(when)) for when in years},
        _("Target"): shown_value(one.target),
        _("Status"): one.status,
        _("Goal"): one.goal,
        _("Board"): report.board,
        _("Page"): one.page,
    }
    return {name: markup.plain(value) if isinstance(value, str) else value for name, value in row.items()}


def _draw_chosen(one: Indicator, found: Indicators) -> None:
    report = found.reports[one.report_id]
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{markup.literal(one.name)}** · {markup.literal(report.municipality or report.title)}")
        query = {"rapport": report.id, "plats": str(one.start)}
        places.link("read", _("Read in the report"), query, icon=":material/menu_book:")
