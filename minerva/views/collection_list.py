"""All collections, and how to begin one: by a name, or by a colleague's file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from minerva.collect.collecting import create_collection
from minerva.collect.sharing import checked_shared, import_collection
from minerva.library import collections as stored
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.views import access, caching, collection_page, frame, markup, notices, places, saving, shelf_intake
from minerva.views.amounts import moment
from minerva.views.editing import editing
from minerva.views.saving import now

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Collection

_NAME, _TOLD = "new collection", "new description"
_FILE, _ROUND = "shared collection", "round of shared collections"
_LARGEST_MB = 50


def draw(library: Library, *, may_write: bool) -> None:
    """Draw them as a list, each of which opens."""
    found = stored.collections(library)
    if may_write:
        with st.container(horizontal=True):
            _offer_new()
            _offer_import()
    else:
        saving.hint()
    if not found:
        markup.empty(
            _("Nothing has been collected yet."),
            _("Search, or find examples, and choose Save below a passage: it is kept here with its source."),
        )
        with st.container(horizontal=True, horizontal_alignment="center"):
            places.link("search", _("Search"), {}, icon=":material/search:")
            places.link("examples", _("Examples"), {}, icon=":material/school:")
    for one in found:
        _draw_row(one)


def _draw_row(one: Collection) -> None:
    with st.container(border=True, gap="small", key=f"m-collection-{one.id}"):
        places.turn(
            f"**{markup.literal(one.name)}**", {collection_page.COLLECTION: str(one.id)}, key=f"open {one.id}",
            icon=":material/collections_bookmark:",
        )  # fmt: skip
        if one.description:
            st.markdown(markup.literal(one.description))
        st.caption(facts(one))


def facts(one: Collection) -> str:
    """Say how much a collection holds, by which tags, and when it was changed; Markdown."""
    changed = moment(int(datetime.fromisoformat(one.changed).timestamp() * 1e9), now())
    passages = translate_count("{n} quotation", "{n} quotations", one.items).format(n=grouped(one.items))
    tags = ", ".join(markup.literal(tag) for tag in one.tags)
    return " · ".join(filter(None, [passages, tags, _("changed {when}").format(when=changed)]))


def _offer_new() -> None:
    with st.popover(_("New collection"), icon=":material/add:"):
        st.text_input(_("What to call it"), key=_NAME, placeholder=_("Such as: Spring course"))
        st.text_area(_("What it is for"), key=_TOLD, height=90)
        st.button(_("Make it"), type="primary", key="make_collection", on_click=_make)


@editing
def _make() -> None:
    made = create_collection(
        caching.library(), st.session_state[_NAME], description=st.session_state[_TOLD].strip(), when=now()
    )
    places.go({collection_page.COLLECTION: str(made.id)})


def _offer_import() -> None:
    turn = st.session_state.setdefault(_ROUND, 0)
    with st.popover(_("Import"), icon=":material/upload_file:", key=_FILE):
        st.markdown(_("A colleague’s collection, which was downloaded as “For a colleague (JSON)”."))
        shelf_intake.name_what_streamlit_names(_LARGEST_MB, turn)
        st.file_uploader(
            _("File of the collection"), type=["json"], key=f"{_FILE} {turn}", max_upload_size=_LARGEST_MB,
            on_change=_import,
        )  # fmt: skip


def _import() -> None:
    """Put what was dropped into the library, and empty the place for the next."""
    frame.begin()
    file = st.session_state.get(f"{_FILE} {st.session_state[_ROUND]}")
    if file is None or not access.current().may_write:
        return
    st.session_state[_ROUND] += 1
    with notices.refusals_told():
        change = import_collection(caching.library(), checked_shared(file.getvalue(), file.name), when=now())
        places.go({collection_page.COLLECTION: str(change.collection.id)})
