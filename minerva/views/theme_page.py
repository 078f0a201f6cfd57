"""One theme: what it is, who writes about it and since when, and its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.compare.matrix import State, theme_matrix
from minerva.compare.pictures import time_lines
from minerva.errors import ThemeError
from minerva.messages import decimal, grouped, translate_count
from minerva.messages import translate as _
from minerva.records import Origin
from minerva.retrieval.filters import Filters
from minerva.views import (
    caching,
    markup,
    places,
    theme_cells,
    theme_choice,
    theme_edits,
    theme_judging,
    theme_passages,
)

if TYPE_CHECKING:
    from minerva.compare.matrix import Cell, Matrix
    from minerva.library.store import Library
    from minerva.records import Theme
    from minerva.themes.overview import Overview, Spread

_PASSAGES, _JUDGE = "stycken", "bedom"


def draw(library: Library, spread: Spread, found: Overview, *, may_write: bool) -> None:
    """Draw the page of a theme."""
    theme = spread.theme
    with st.container(horizontal=True, vertical_alignment="center"):
        places.turn(_("All themes"), {}, key="all themes", icon=":material/arrow_back:")
        theme_choice.choose(
            theme_choice.in_order(found), theme.id, key="theme shown",
            on_change=lambda one: places.go({places.THEME: one} if one else {}),
        )  # fmt: skip
    _draw_head(spread)
    _draw_ways(theme, found, may_write=may_write)
    is_defined = theme.origin is Origin.DEFINED
    names = {"": _("Who and when"), _PASSAGES: _("Passages")}
    if may_write and is_defined:
        names[_JUDGE] = _("To judge")
    shown = places.choose_part(names, key=f"view of {theme.id}")
    if shown == _PASSAGES:
        theme_passages.draw_all(library, theme, may_judge=may_write and is_defined)
    elif shown == _JUDGE:
        theme_judging.draw(library, theme)
    else:
        _draw_matrix(library, theme, may_judge=may_write and is_defined)


def _draw_head(spread: Spread) -> None:
    theme = spread.theme
    st.markdown(f"## {markup.literal(theme_choice.title(theme))}")
    about = theme.description or ", ".join(theme.keywords)
    if about:
        st.markdown(markup.literal(about))
    facts = [
        theme_choice.counted(spread),
        translate_count("{n} report", "{n} reports", spread.reports).format(n=grouped(spread.reports)),
        translate_count("{n} municipality", "{n} municipalities", spread.municipalities).format(
            n=grouped(spread.municipalities)
        ),
        _("defined") if theme.origin is Origin.DEFINED else _("found in the material"),
    ]
    how = None
    if theme.stability is not None:
        facts.append(_("stability {n}").format(n=decimal(theme.stability, 2)))
        how = _(
            "How surely the theme is found again in other draws of the passages: below 0.6 it should not be trusted, "
            "above 0.85 it is very stable."
        )
    st.caption(" · ".join(facts), help=how)


def _draw_ways(theme: Theme, found: Overview, *, may_write: bool) -> None:
    """Draw what is near a theme, ways to its passages elsewhere, and what editors can do with it."""
    titles = theme_choice.titles()
    near = [one for one in theme.neighbours if one in titles]
    if near:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(_("Nearest"), width="content")
            for one in near:
                places.turn(markup.literal(titles[one]), {places.THEME: one}, key=f"near {one}")
        if theme.apart:
            words = ", ".join(map(markup.literal, theme.apart))
            st.caption(_("What sets it apart from those: {words}").format(words=words))
    with st.container(horizontal=True, vertical_alignment="center"):
        query = {places.THEME: theme.id}
        places.link("search", _("Search within the theme"), query, icon=":material/search:")
        places.link("side_by_side", _("Compare municipalities"), query, icon=":material/balance:")
        if may_write and theme.origin is Origin.DISCOVERED:
            theme_edits.draw(theme, found)


def _draw_matrix(library: Library, theme: Theme, *, may_judge: bool) -> None:
    matrix = caching.kept(_matrix, theme.id)
    if matrix is None:
        markup.empty(
            _("Reports have been added since this theme was sought."), _("Go to all themes and seek them anew.")
        )
        return
    with st.container(horizontal=True, key="m-beside-charts", gap="large"):
        chart, lines = st.container(), st.container()
    with chart:
        theme_cells.draw_map(matrix.cells, columns="year", key=f"cells of {theme.id}", on_click=_open)
        st.caption(
            _("Choose a cell to read its passages. A dash: no report. A nought: reports, but no passage about it.")
        )
    if len([year for year in matrix.years if year]) > 1:
        with lines:
            st.altair_chart(time_lines(matrix), width="content", alt=_("Share of passages over the years"))
    theme_passages.draw_cell(library, theme, matrix, may_judge=may_judge)
    with st.expander(_("As a table, shares in percent")):
        st.dataframe([_row(cell) for cell in matrix.cells if cell.state is not State.NO_REPORT], hide_index=True)
    if theme.origin is not Origin.DEFINED:
        st.caption(_("A found theme is of those passages that are nearest to it."))


def _open(cell: theme_cells.Place) -> None:
    """Let the address name the cell, beside the theme; none where it was clicked again."""
    places.change({places.MUNICIPALITY: cell.municipality, places.YEAR: cell.year})


def _row(cell: Cell) -> dict[str, str | int | float | None]:
    return {
        _("Municipality"): markup.plain(cell.municipality or "–"),
        _("Year"): str(cell.year or "–"),
        _("Passages"): cell.passages,
        _("Share"): round(100 * cell.share.value, 1) if cell.share else None,
        _("At least"): round(100 * cell.share.low, 1) if cell.share else None,
        _("At most"): round(100 * cell.share.high, 1) if cell.share else None,
    }


def _matrix(library: Library, theme_id: str) -> Matrix | None:
    try:
        return theme_matrix(library, [theme_id], Filters())
    except ThemeError:
        return None
