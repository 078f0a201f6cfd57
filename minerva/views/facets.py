"""Filters beside hits: each value with the number of hits that it has."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import streamlit as st

from minerva.messages import grouped, mark
from minerva.messages import translate as _
from minerva.retrieval.facets import THEME
from minerva.retrieval.filters import narrowed
from minerva.swedish.collation import sort_key
from minerva.views import asked, markup, theme_choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minerva.retrieval.facets import Count
    from minerva.retrieval.filters import Filters

LABELS = {
    "municipality": mark("Municipality"),
    "county": mark("County"),
    "group": mark("Municipality group"),
    "board": mark("Board"),
    "kind": mark("Kind of report"),
    "year": mark("Year"),
    "passage_kind": mark("Kind of passage"),
    "report": mark("Report"),
    THEME: mark("Theme"),
}
_OPEN = {"municipality", "year"}
_AT_FIRST = 6
"""Values of a facet that are shown before more is asked for."""


def choose_filters(counts: Mapping[str, Sequence[Count]], filters: Filters, *, note: str = "") -> None:
    """Draw a list of values to tick for each facet of *counts*; *note* tells what the numbers count."""
    note = note or _(
        "The numbers count what is found now. By meaning, a choice may find more: "
        "the nearest passages are then sought among its own."
    )
    st.markdown(markup.strong(_("Narrow")), help=note)
    for facet, found in counts.items():
        chosen = {str(value) for value in getattr(filters, facet)}
        known = [one for one in found if one.value is not None]
        if not known and not chosen:
            continue
        with st.expander(_(LABELS[facet]), expanded=facet in _OPEN or bool(chosen)):
            _draw_values(facet, known, chosen)


def _draw_values(facet: str, counts: Sequence[Count], chosen: set[str]) -> None:
    more = f"more {facet}"
    shown = list(counts) if st.session_state.get(more) else [
        one for place, one in enumerate(counts) if place < _AT_FIRST or str(one.value) in chosen
    ]  # fmt: skip
    if st.session_state.get(more) and facet != "year":
        shown.sort(key=lambda one: sort_key(_named(facet, one.value)))
    for one in shown:
        key = f"{facet}={one.value}"
        st.session_state[key] = str(one.value) in chosen
        label = f"{markup.literal(_named(facet, one.value))} ({grouped(one.hits)})"
        st.checkbox(label, key=key, on_change=_tick, args=(facet, one.value))
    if len(shown) < len(counts) or st.session_state.get(more):
        st.toggle(_("Show all {n}").format(n=grouped(len(counts))), key=more)


def _named(facet: str, value: str | int | None) -> str:
    """Return what users call a *value* of a facet: themes are narrowed to by their ids."""
    return theme_choice.titles().get(str(value), str(value)) if facet == THEME else str(value)


def _tick(facet: str, value: str | int) -> None:
    """Narrow to *value*, or no longer."""
    filters = asked.asked().filters
    others = tuple(one for one in getattr(filters, facet) if one != value)
    chosen = (*others, value) if st.session_state[f"{facet}={value}"] else others
    asked.change(filters=narrowed(filters, facet, chosen))


def chosen_values(filters: Filters) -> None:
    """Draw what is narrowed to, each value a button that takes it away."""
    chosen = [
        (one.name, value) for one in fields(filters) if one.name in LABELS for value in getattr(filters, one.name)
    ]
    if not chosen:
        return
    with st.container(horizontal=True):
        for facet, value in chosen:
            others = tuple(one for one in getattr(filters, facet) if one != value)
            label = _(LABELS[facet])
            st.button(
                f"{label}: {markup.literal(_named(facet, value))}", key=f"chosen {facet}={value}",
                icon=":material/close:", on_click=asked.change,
                kwargs={"filters": narrowed(filters, facet, others)}, help=_("Take away"),
            )  # fmt: skip


def told_filters(filters: Filters) -> list[str]:
    """Return what is narrowed to, each value with its facet; Markdown."""
    labels = {one.name: _(LABELS[one.name]) for one in fields(filters) if one.name in LABELS}
    return [
        f"{label}: {markup.literal(_named(name, value))}"
        for name, label in labels.items()
        for value in getattr(filters, name)
    ]
