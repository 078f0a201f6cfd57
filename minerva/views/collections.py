"""The page of what users have saved: collections, one of them with what it holds, and searches."""

from __future__ import annotations

import streamlit as st

from minerva.library import collections as stored
from minerva.messages import translate as _
from minerva.views import (
    access,
    collection_list,
    collection_page,
    markup,
    notices,
    places,
    saved_searches,
    undoing,
)
from minerva.views.frame import needed_library

_COLLECTIONS, _SEARCHES = "samlingar", "sokningar"


def page() -> None:
    """Draw the page."""
    library = needed_library()
    may_write = access.current().may_write
    notices.tell()
    undoing.offer()
    wanted = st.query_params.get(collection_page.COLLECTION, "")
    if wanted:
        opened = next((one for one in stored.collections(library) if str(one.id) == wanted), None)
        if opened:
            collection_page.draw(library, opened, may_write=may_write)
        else:
            markup.empty(_("There is no such collection."), _("It may have been deleted. See the others:"))
            places.turn(_("All collections"), {}, key="all collections", icon=":material/arrow_back:")
        return
    st.title(_("Collections"))
    part = places.choose_part(
        {_COLLECTIONS: _("Collections"), _SEARCHES: _("Saved searches")}, key="part of collections"
    )
    if part == _SEARCHES:
        saved_searches.draw(library, may_write=may_write)
    else:
        collection_list.draw(library, may_write=may_write)
