"""Themes sought from the page: asked for, watched while a process of its own is at it, stopped without loss."""

from __future__ import annotations

import streamlit as st

from minerva.intake.theme_search import ask_for_themes, put_away_themes, stop_themes, theme_search
from minerva.messages import translate as _
from minerva.themes.partition import Granularity
from minerva.views import access, caching, frame, markup
from minerva.views.editing import editing

_LOOK_EVERY_S = 1.0
_WAS_OPEN = "themes were sought"
_HOW = "theme granularity"


def offer(*, anew: bool) -> None:
    """Draw how finely to tell themes apart, and what begins to seek them."""
    label = _("Seek themes anew") if anew else _("Seek themes")
    with st.popover(label, icon=":material/travel_explore:"):
        st.markdown(
            _(
                "Minerva looks through all reports for the defined themes and finds what else they are about. "
                "Names that you gave and what you merged, split or removed stay so."
            )
        )
        names = {
            Granularity.COARSE: _("Coarse"),
            Granularity.MEDIUM: _("Medium"),
            Granularity.FINE: _("Fine"),
        }
        st.session_state.setdefault(_HOW, Granularity.MEDIUM)
        st.segmented_control(
            _("How finely to tell them apart"), list(names), format_func=names.__getitem__, key=_HOW, required=True
        )
        st.button(_("Start"), type="primary", icon=":material/play_arrow:", on_click=_start, key="seek_themes")


@editing
def _start() -> None:
    ask_for_themes(caching.library(), st.session_state[_HOW])


def watch() -> None:
    """Draw how a search for themes goes, again and again while it does."""
    folder = caching.library_folder()
    state = theme_search(folder)
    if state is not None or st.session_state.get(_WAS_OPEN):
        is_open = state is not None and state.is_open(folder)
        st.fragment(_draw, run_every=_LOOK_EVERY_S if is_open else None)()


def _draw() -> None:
    frame.begin()
    folder = caching.library_folder()
    state = theme_search(folder)
    is_open = state is not None and state.is_open(folder)
    if st.session_state.get(_WAS_OPEN, False) and not is_open:
        st.session_state[_WAS_OPEN] = False
        # What was found shows in the rest of the page.
        st.rerun()
    st.session_state[_WAS_OPEN] = is_open
    if state is None:
        return
    with st.container(border=True, key="theme_search"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            told = _said(done=state.done, stopped=state.stopped, is_open=is_open)
            heading = _("Seeking themes")
            st.markdown(f"**{heading}** — {told}", width="content")
            if is_open:
                st.button(_("Stop"), key="stop_themes", on_click=_stop, icon=":material/stop_circle:")
            else:
                st.button(_("Put away"), key="away_themes", on_click=_put_away, icon=":material/done:")
        if is_open:
            st.progress(state.share, text=markup.literal(state.step or _("getting ready …")))
        if state.error:
            st.warning(markup.literal(state.error))


def _said(*, done: bool, stopped: bool, is_open: bool) -> str:
    if is_open:
        return _("in progress; searching goes on as usual")
    if stopped:
        return _("stopped; the themes that there were have stayed")
    return _("done") if done else _("broken off; the themes that there were have stayed")


def _stop() -> None:
    frame.begin()
    if access.current().may_write:
        stop_themes(caching.library_folder())


def _put_away() -> None:
    frame.begin()
    if access.current().may_write:
        put_away_themes(caching.library_folder())
