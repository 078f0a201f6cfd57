"""What editors save: passages in a collection, and searches to be run again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from minerva.collect.collecting import add_passages, create_collection
from minerva.collect.searches import save_search
from minerva.library import collections as stored
from minerva.library import quotations
from minerva.library.keeping import fold
from minerva.messages import translate as _
from minerva.messages import translate_count
from minerva.views import access, caching, frame, markup, notices
from minerva.views.editing import editing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.views.asked import Asked

_LAST = "saved in last"
_NEW = ""
"""Stands for a collection that is still to be made."""
_WHERE, _NAME, _NOTE, _TAGS = "save where", "save name", "save note", "save tags"
_SEARCH_NAME, _SEARCH_NOTE = "search name", "search note"
_LONGEST_SUGGESTED = 80


def now() -> datetime:
    """Return what time it is, on the clock of the server."""
    return datetime.now().astimezone()


def hint() -> None:
    """Tell those who may only read why they cannot save."""
    if not access.current().may_write:
        st.caption(_("Here you can read. Passages and searches are saved by those who may write."))


def offer(passage_id: str) -> None:
    """Draw what saves a passage, or says where it has been saved."""
    if not access.current().may_write:
        return
    held_by = quotations.holders(caching.library(), passage_id)
    label = _("Saved") if held_by else _("Save")
    icon = ":material/bookmark_added:" if held_by else ":material/bookmark_add:"
    told = _("Saved in: {names}").format(names=markup.literal(", ".join(held_by))) if held_by else None
    if st.button(label, key=f"save {passage_id}", icon=icon, type="tertiary", help=told):
        _ask([passage_id])


def offer_all(passage_ids: Sequence[str]) -> None:
    """Draw what saves all that is shown."""
    if passage_ids and access.current().may_write:
        label = translate_count("Save {n} passage", "Save all {n} passages", len(passage_ids))
        if st.button(label.format(n=len(passage_ids)), key="save all", icon=":material/bookmark_add:"):
            _ask(list(passage_ids))


def offer_search(search: Asked) -> None:
    """Draw what saves a search."""
    if not search.query or search.nearest or not access.current().may_write:
        return
    if st.button(_("Save the search"), key="save search", icon=":material/bookmark_add:", type="tertiary"):
        _ask_of_search(search)


def split_tags(told: str) -> list[str]:
    """Return the tags that a user has typed with commas between them."""
    return [tag.strip() for tag in told.split(",") if tag.strip()]


def _ask(passage_ids: list[str]) -> None:
    def ask() -> None:
        frame.begin()
        names = [one.name for one in stored.collections(caching.library())]
        last = st.session_state.get(_LAST)
        where = st.selectbox(
            _("Collection"), [*names, _NEW], index=names.index(last) if last in names else 0, key=_WHERE,
            format_func=lambda name: markup.plain(name) or _("New collection …"),
        )  # fmt: skip
        if where == _NEW:
            st.text_input(_("What to call the collection"), key=_NAME, placeholder=_("Such as: Spring course"))
        st.text_area(_("Note"), key=_NOTE, height=90, placeholder=_("What you want to remember of it"))
        st.text_input(_("Tags"), key=_TAGS, placeholder=_("Words to group by, with commas between them"))
        if st.button(_("Save"), type="primary", key="confirm_save", on_click=_save, args=(passage_ids,)):
            st.rerun()

    title = translate_count("Save {n} passage", "Save all {n} passages", len(passage_ids))
    st.dialog(title.format(n=len(passage_ids)))(ask)()


@editing
def _save(passage_ids: list[str]) -> None:
    state = st.session_state
    library, when = caching.library(), now()
    name = state[_WHERE]
    if name == _NEW:
        wanted = state[_NAME]
        # Who gives the name of one that there is means that one.
        known = {fold(one.name): one.name for one in stored.collections(library)}
        name = known.get(fold(wanted)) or create_collection(library, wanted, when=when).name
    add_passages(library, name, passage_ids, note=state[_NOTE], tags=split_tags(state[_TAGS]), when=when)
    state[_LAST] = name


def _ask_of_search(search: Asked) -> None:
    def ask() -> None:
        frame.begin()
        suggested = search.query[:_LONGEST_SUGGESTED]
        st.text_input(_("What to call the search"), value=suggested, key=_SEARCH_NAME)
        st.text_area(
            _("Why you save it"), key=_SEARCH_NOTE, height=90, placeholder=_("Such as: for the committee in May")
        )
        st.caption(_("What it finds now counts as seen. The page of collections tells what is new since then."))
        if st.button(_("Save"), type="primary", key="confirm_save_search", on_click=_save_search, args=(search,)):
            st.rerun()

    st.dialog(_("Save the search"))(ask)()


@editing
def _save_search(search: Asked) -> None:
    save_search(
        caching.library(), st.session_state[_SEARCH_NAME], search.query, mode=search.mode,
        filters=search.filters, note=st.session_state[_SEARCH_NOTE], when=now(),
    )  # fmt: skip
    notices.say(_("The search has been saved. The page of collections tells what is new in it."))
