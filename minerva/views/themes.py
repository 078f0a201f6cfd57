"""The page of themes: who writes about one and since when, its best passages, and what was found in the material."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.compare.matrix import Matrix, State, theme_matrix
from minerva.compare.pictures import heat_map, time_lines
from minerva.errors import ThemeError
from minerva.library import themes as stored
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.records import Origin
from minerva.retrieval.filters import Filters
from minerva.swedish.collation import sort_key
from minerva.themes.assigning import assign_themes
from minerva.themes.discovering import discover_themes
from minerva.themes.overview import overview
from minerva.themes.pictures import passage_map, theme_tree
from minerva.views import access, caching, markup, places
from minerva.views.cards import source_line
from minerva.views.frame import needed_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from minerva.library.store import Library
    from minerva.records import Assignment, Theme
    from minerva.themes.overview import Overview, Spread

_CHOSEN = "chosen theme"
_WHERE = "theme municipality"
_SHOWN = 10
_EXCERPT = 420


def page() -> None:
    """Draw the page."""
    library = needed_library()
    state = stored.state_of_assignments(library)
    found = caching.kept(_overview, state)
    _draw_upkeep(library, found)
    spreads = [one for one in found.themes if one.passages]
    if not spreads:
        markup.empty(
            _("No themes have been sought yet."),
            _("Choose “Seek themes anew”, or run: minerva themes assign, and minerva themes discover"),
        )
        return
    chosen = _choose(spreads)
    overall, passages, material = st.tabs([_("Who and when"), _("Passages"), _("Found in the material")])
    with overall:
        _draw_matrix(chosen.theme, state)
    with passages:
        _draw_passages(library, chosen.theme, state)
    with material:
        _draw_found(found, state)


def _overview(library: Library, _of: tuple[float, ...]) -> Overview:
    return overview(library)


def _draw_upkeep(library: Library, found: Overview) -> None:
    """Let those who may write have themes sought anew; the pages of others go on meanwhile."""
    if not access.current().may_write:
        return
    told = _("Reports that were added since are not in the themes yet.") if found.themes else None
    if st.sidebar.button(_("Seek themes anew"), icon=":material/refresh:", help=told):
        with st.spinner(_("Looking through the reports for themes …")):
            assign_themes(library)
            try:
                discover_themes(library)
            except ThemeError as error:
                # Without vectors none are found, but the defined ones are there.
                st.session_state[_WARNED] = str(error)
        st.rerun()
    warned = st.session_state.pop(_WARNED, "")
    if warned:
        st.sidebar.caption(markup.literal(warned))


_WARNED = "themes warned"


def _choose(spreads: Sequence[Spread]) -> Spread:
    """Let the user choose a theme, the defined ones first; the address holds it."""
    ordered = sorted(spreads, key=lambda one: (one.theme.origin is not Origin.DEFINED, sort_key(one.theme.name)))
    by_id = {one.theme.id: one for one in ordered}
    wanted = st.query_params.get("tema", "")
    most = max(ordered, key=lambda one: (one.theme.origin is Origin.DEFINED, one.passages))
    st.session_state[_CHOSEN] = wanted if wanted in by_id else most.theme.id
    st.selectbox(
        _("Theme"),
        list(by_id),
        key=_CHOSEN,
        format_func=lambda one: _named(by_id[one]),
        on_change=lambda: places.go({"tema": st.session_state[_CHOSEN]}),
        label_visibility="collapsed",
    )
    chosen = by_id[st.session_state[_CHOSEN]]
    about = chosen.theme.description or ", ".join(chosen.theme.keywords)
    st.caption(markup.literal(about))
    return chosen


def _named(spread: Spread) -> str:
    kind = _("defined") if spread.theme.origin is Origin.DEFINED else _("found")
    passages = translate_count("{n} passage", "{n} passages", spread.passages).format(n=grouped(spread.passages))
    return markup.plain(f"{spread.theme.name} · {passages} · {kind}")


def _draw_matrix(theme: Theme, state: tuple[float, ...]) -> None:
    if theme.origin is not Origin.DEFINED:
        st.caption(_("A found theme is of those passages that are nearest to it."))
    matrix = caching.kept(_matrix, theme.id, state)
    if matrix is None:
        markup.empty(
            _("Reports have been added since this theme was sought."), _("Choose “Seek themes anew” beside the page.")
        )
        return
    st.altair_chart(heat_map(matrix.cells), width="content")
    st.caption(_("Share of a year's passages. A dash: no report. A nought: reports, but no passage about the theme."))
    if len([year for year in matrix.years if year]) > 1:
        st.altair_chart(time_lines(matrix), width="content")
    rows = [
        {
            _("Municipality"): markup.plain(cell.municipality or "–"),
            _("Year"): str(cell.year or "–"),
            _("Passages"): cell.passages,
            _("Share"): round(100 * cell.share.value, 1) if cell.share else None,
            _("At least"): round(100 * cell.share.low, 1) if cell.share else None,
            _("At most"): round(100 * cell.share.high, 1) if cell.share else None,
        }
        for cell in matrix.cells
        if cell.state is not State.NO_REPORT
    ]
    with st.expander(_("As a table, shares in percent")):
        st.dataframe(rows, hide_index=True)


def _matrix(library: Library, theme_id: str, _of: tuple[float, ...]) -> Matrix | None:
    try:
        return theme_matrix(library, [theme_id], Filters())
    except ThemeError:
        return None


def _draw_passages(library: Library, theme: Theme, state: tuple[float, ...]) -> None:
    """Draw the passages that are most strongly about a theme, all or those of a municipality."""
    assigned = caching.kept(_assigned, theme.id, state)
    municipalities = sorted({name for _one, name in assigned if name}, key=sort_key)
    where = st.selectbox(
        _("Municipality"), ["", *municipalities], key=f"{_WHERE} {theme.id}", format_func=lambda one: one or _("All")
    )
    some = [one for one, name in assigned if not where or name == where]
    for one in some[:_SHOWN]:
        _draw_passage(library, one)
    if len(some) > _SHOWN:
        more = translate_count("{n} passage more", "{n} passages more", len(some) - _SHOWN)
        st.caption(more.format(n=grouped(len(some) - _SHOWN)))


def _assigned(library: Library, theme_id: str, _of: tuple[float, ...]) -> tuple[tuple[Assignment, str | None], ...]:
    """Return what is about a theme, the strongest first, with its municipality."""
    found = stored.assignments(library, theme_id=theme_id)
    municipality_by_report = {report.id: report.municipality for report in library.reports()}
    report_by_passage = dict(library.connection.execute("SELECT id, report_id FROM passages").fetchall())
    return tuple((one, municipality_by_report[report_by_passage[one.passage_id]]) for one in found)


def _draw_passage(library: Library, assignment: Assignment) -> None:
    passage = library.passage(assignment.passage_id)
    report = library.report(passage.report_id)
    text = markup.passage(library.quote(passage), limit=_EXCERPT)
    with st.container(border=True):
        st.html(f'<article class="m-card">{source_line(report, passage)}<div class="m-text">{text}</div></article>')
        places.link("read", _("Read in the report"), {"stycke": passage.id}, icon=":material/menu_book:")


def _draw_found(found: Overview, state: tuple[float, ...]) -> None:
    """Draw the themes that were found in the material, as a tree and as a map."""
    if not any(one.theme.origin is Origin.DISCOVERED for one in found.themes):
        markup.empty(_("No themes were found in the material."), _("Run: minerva themes discover"))
        return
    st.altair_chart(caching.kept(_tree, state), width="content")
    st.altair_chart(caching.kept(_map, state), width="stretch")
    st.caption(_("Each dot is a passage; what lies near each other is about the like. Point at one to read it."))


def _tree(library: Library, _of: tuple[float, ...]) -> alt.HConcatChart:
    return theme_tree(library)


def _map(library: Library, _of: tuple[float, ...]) -> alt.Chart:
    return passage_map(library)
