"""What a person finds who comes to an empty library: what to do, and reports to try it on."""

from __future__ import annotations

import streamlit as st

from minerva.intake.examples import example_folder
from minerva.library.store import open_library
from minerva.messages import translate as _
from minerva.views import access, caching, places

_WIDTH = 640


def offer(*, on_shelf: bool = False) -> None:
    """Say that there is nothing to read yet, and offer what may be done about that."""
    may_write, examples = access.current().may_write, example_folder()
    with st.container(border=True, width=_WIDTH):
        st.markdown("#### " + _("There is nothing to read yet."))
        if not may_write:
            st.markdown(_("Those who keep this library have not added any reports."))
            return
        st.markdown(_("Add reports of your own: as PDF, Word, web page or text."))
        if not on_shelf:
            places.link("shelf", _("Add reports"), {}, icon=":material/upload_file:")
        if examples:
            st.markdown(_("Or try Minerva on reports of invented municipalities. They can be removed again."))
            st.button(_("Read the example reports"), type="primary", on_click=_read_examples, key="read_examples")
            if st.session_state.pop("examples_begun", False) and not on_shelf:
                st.switch_page(places.page("shelf"))


def _read_examples() -> None:
    examples = example_folder()
    if examples is None or not access.current().may_write:
        return
    from minerva.intake.batches import hand_in  # noqa: PLC0415 - every page loads this module, and few need these
    from minerva.intake.reading import start  # noqa: PLC0415

    open_library(caching.library_folder(), create=True).close()
    hand_in(caching.library(), folders=[examples])
    start(caching.library())
    st.session_state["examples_begun"] = True
