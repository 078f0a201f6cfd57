"""What a user is told on the next run of a page: that something was done, or why it could not be."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from minerva.errors import LibraryLocked, MinervaError
from minerva.messages import translate as _
from minerva.views import markup

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTICE = "notice"
_DONE = "done"


def tell() -> None:
    """Draw what is to be told, once."""
    notice = st.session_state.pop(_NOTICE, None)
    if notice:
        st.warning(notice, icon=":material/info:")
    done = st.session_state.pop(_DONE, None)
    if done:
        st.success(done, icon=":material/check:")


def say(done: str) -> None:
    """Tell on the next run of the page that something was *done*; Markdown."""
    st.session_state[_DONE] = done


@contextmanager
def refusals_told() -> Iterator[None]:
    """Tell on the next run of the page why what the block does was refused."""
    try:
        yield
    except LibraryLocked:
        st.session_state[_NOTICE] = _("Somebody else is writing to the library just now. Try again in a while.")
    except MinervaError as error:
        st.session_state[_NOTICE] = markup.literal(str(error))
