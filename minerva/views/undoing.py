"""What a user has just removed of what was saved, and the way back: her own removal, whatever others do meanwhile."""

from __future__ import annotations

import streamlit as st

from minerva.collect.collecting import stamp
from minerva.library import collections as stored
from minerva.messages import translate as _
from minerva.views import access, caching, frame, notices
from minerva.views.saving import now

_REMOVED = "removed from collections"


def remember(removal: int, told: str) -> None:
    """Remember a removal by its number, and what was removed, as Markdown."""
    st.session_state[_REMOVED] = (removal, told)


def offer() -> None:
    """Offer to bring back what this user has removed last."""
    removed = st.session_state.get(_REMOVED)
    if not removed or not access.current().may_write:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(removed[1], width="content")
        st.button(_("Undo"), on_click=_undo, icon=":material/undo:", key="undo_removal")


def _undo() -> None:
    frame.begin()
    removal, _told = st.session_state.pop(_REMOVED)
    if access.current().may_write:
        with notices.refusals_told():
            stored.undo(caching.library(), removal=removal, when=stamp(now()))
