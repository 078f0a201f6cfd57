"""Which municipality writes about which defined theme, in all years or in one: a matrix to choose a cell of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.compare.matrix import State, theme_matrix
from minerva.errors import ThemeError
from minerva.messages import translate as _
from minerva.retrieval.filters import Filters
from minerva.swedish.collation import sort_key
from minerva.views import caching, markup, places, theme_cells

if TYPE_CHECKING:
    from minerva.compare.matrix import Matrix
    from minerva.library.store import Library


def draw() -> None:
    """Draw which municipality writes about which defined theme, of all years or one."""
    matrix = caching.kept(_matrix)
    if matrix is None:
        markup.empty(_("Reports have been added since the themes were sought."), _("Seek them anew, above."))
        return
    years = [str(year) for year in matrix.years if year]
    wanted = st.query_params.get(places.YEAR, "")
    key = "matrix year"
    st.session_state[key] = wanted if wanted in years else ""
    st.selectbox(
        _("Year"), ["", *reversed(years)], key=key, format_func=lambda one: one or _("All years"), width=200,
        on_change=lambda: places.change({places.YEAR: st.session_state[key]}),
    )  # fmt: skip
    year = st.session_state[key]
    cells = caching.kept(_matrix_of, int(year)).by_theme() if year else matrix.by_theme()
    told = {cell.theme.id for cell in cells if cell.state is State.PRESENT}
    cells = tuple(sorted((cell for cell in cells if cell.theme.id in told), key=lambda cell: sort_key(cell.theme.name)))
    theme_cells.draw_map(
        cells, columns="municipality", key=f"all cells {year}", on_click=lambda cell: _open(cell, year)
    )
    st.caption(
        _("Choose a cell to read its passages. A dash: no report. A nought: reports, but no passage about the theme.")
    )


def _open(cell: theme_cells.Place, year: str) -> None:
    query = {
        places.THEME: cell.theme_id,
        places.MUNICIPALITY: cell.municipality,
        places.YEAR: year,
        places.PART: "stycken",
    }
    places.go({name: value for name, value in query.items() if value})


def _matrix(library: Library) -> Matrix | None:
    try:
        return theme_matrix(library, [], Filters())
    except ThemeError:
        return None


def _matrix_of(library: Library, year: int) -> Matrix:
    return theme_matrix(library, [], Filters(year=(year,)))
