"""What is compared, and whose: a question or a theme, and municipalities by name, county and group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.messages import translate as _
from minerva.records import Origin
from minerva.retrieval.filters import Filters, narrowed
from minerva.swedish.collation import sort_key
from minerva.views import asked, markup, theme_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.records import Report, Theme
    from minerva.themes.overview import Spread

_FIELD = "compare field"
_WAY = "compare by theme"
_FACETS = ("municipality", "county", "group")


def choose_asked(question: str) -> Theme | None:
    """Let the user ask a question or choose a theme; return the theme, if one is chosen."""
    spreads = theme_choice.in_order(theme_choice.all_themes())
    chosen = theme_choice.chosen() if spreads else None
    if not spreads:
        _draw_question(question)
        return None
    ways = {False: _("Question"), True: _("Theme")}
    st.session_state[_WAY] = chosen is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            _("Compare by"), list(ways), format_func=ways.__getitem__, key=_WAY, required=True,
            label_visibility="collapsed", on_change=lambda: _ask_otherwise(spreads),
        )  # fmt: skip
        if chosen:
            theme_choice.choose(spreads, chosen.theme.id, key="compare theme", on_change=_ask_theme)
        else:
            _draw_question(question)
    return chosen.theme if chosen else None


def _ask_otherwise(spreads: Sequence[Spread]) -> None:
    most = max(spreads, key=lambda one: (one.theme.origin is Origin.DEFINED, one.passages))
    _ask_theme(most.theme.id if st.session_state[_WAY] else "")


def _ask_theme(theme_id: str) -> None:
    filters = narrowed(asked.filters_of_address(), "theme", [theme_id] if theme_id else [])
    asked.change(query="", filters=filters)


def _draw_question(question: str) -> None:
    st.session_state[_FIELD] = question
    st.text_input(
        _("What do you want to compare?"),
        key=_FIELD,
        type="search",
        placeholder=_("A question or some words, such as: förebygga vräkningar"),
        on_change=lambda: asked.change(query=st.session_state[_FIELD]),
        label_visibility="collapsed",
        icon=":material/search:",
    )


def choose_municipalities(reports: Sequence[Report], filters: Filters) -> Filters:
    """Let the user choose municipalities by name, county and group; return the filters that follow."""
    names = {"municipality": _("Municipality"), "county": _("County"), "group": _("Municipality group")}
    chosen = Filters()
    for column, facet in zip(st.columns(len(_FACETS)), _FACETS, strict=True):
        values = sorted({getattr(one, facet) for one in reports if getattr(one, facet)}, key=sort_key)
        key = f"compare {facet}"
        st.session_state[key] = [one for one in getattr(filters, facet) if one in values]
        column.multiselect(
            names[facet],
            values,
            key=key,
            format_func=markup.plain,
            placeholder=_("All"),
            on_change=_take,
            args=(facet,),
        )
        chosen = narrowed(chosen, facet, st.session_state[key])
    return chosen


def _take(facet: str) -> None:
    asked.change(filters=narrowed(asked.filters_of_address(), facet, st.session_state[f"compare {facet}"]))
