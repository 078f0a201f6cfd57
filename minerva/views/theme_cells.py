"""The matrix of themes as a heat map of which a cell may be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from minerva.compare.matrix import State
from minerva.compare.pictures import heat_map
from minerva.messages import translate as _
from minerva.views import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from minerva.compare.matrix import Cell

_CELL = "cell"


class Place(NamedTuple):
    """A cell that was chosen; empty where that is unknown, or all years are counted together."""

    theme_id: str
    municipality: str
    year: str


def draw_map(cells: Sequence[Cell], *, columns: str, key: str, on_click: Callable[[Place], None]) -> None:
    """Draw *cells*; *on_click* is called with the one that a user clicks, which is none where she clicks it again."""
    with st.container(key="m-wide"):
        st.altair_chart(
            heat_map(cells, columns=columns, select=_CELL), width="content", key=key, alt=_alternative(cells),
            on_select=lambda: on_click(_chosen(st.session_state[key])),
        )  # fmt: skip


def _chosen(state: Any) -> Place:  # noqa: ANN401 - as Streamlit has it
    points = state["selection"].get(_CELL) or [{}]
    return Place(*(str(points[0].get(name, "")) for name in ("about", "place", "when")))


def _alternative(cells: Sequence[Cell]) -> str:
    """Say in a sentence what the map shows, for those who do not see it; below it, all is told in a table."""
    present = sum(cell.state is State.PRESENT for cell in cells)
    absent = sum(cell.state is State.ABSENT for cell in cells)
    names = {cell.theme.name for cell in cells}
    about = next(iter(names)) if len(names) == 1 else _("{n} themes").format(n=len(names))
    told = _("{theme}: {present} cells with passages, {absent} without, {missing} without a report")
    return markup.plain(told.format(theme=about, present=present, absent=absent, missing=len(cells) - present - absent))
