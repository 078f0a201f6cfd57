"""One collection: what it is for, what it holds page by page, and what editors do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.collect.collecting import rename_collection
from minerva.collect.refinding import whereabouts
from minerva.library import collections as stored
from minerva.library import quotations
from minerva.messages import grouped
from minerva.messages import translate as _
from minerva.views import (
    caching,
    collection_export,
    collection_item,
    collection_list,
    frame,
    markup,
    places,
    saving,
    undoing,
)
from minerva.views.editing import editing
from minerva.views.saving import now

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Collection

COLLECTION = "samling"
"""Under this name addresses hold the collection that is open, by its number."""
_PAGE, _TAG = "sida", "etikett"
_SHOWN = 20
_NAME, _TOLD = "other name", "other description"


def draw(library: Library, one: Collection, *, may_write: bool) -> None:
    """Draw a collection with what it holds."""
    places.turn(_("All collections"), {}, key="all collections", icon=":material/arrow_back:")
    st.markdown(f"## {markup.literal(one.name)}")
    if one.description:
        st.markdown(markup.literal(one.description))
    st.caption(collection_list.facts(one))
    with st.container(horizontal=True, vertical_alignment="center"):
        if one.items:
            collection_export.offer(one)
        if may_write:
            _offer_changes(one)
    if not may_write:
        saving.hint()
    if not one.items:
        markup.empty(_("The collection is empty."), _("Search, or find examples, and choose Save below a passage."))
        return
    _draw_items(library, one, may_write=may_write)


def _draw_items(library: Library, one: Collection, *, may_write: bool) -> None:
    tag = _choose_tag(one)
    if tag:
        tagged = [item for item in quotations.items(library, one) if tag in item.tags]
        total = len(tagged)
        shown = tagged[_offset(total) : _offset(total) + _SHOWN]
    else:
        total = one.items
        shown = quotations.items(library, one, offset=_offset(total), limit=_SHOWN)
    places_now = whereabouts(library, [item.quotation for item in shown])
    for item, now_at in zip(shown, places_now, strict=True):
        # Where only some are shown, those beside one another there are not neighbours in the collection.
        collection_item.draw(library, one, item, now_at, may_write=may_write, may_move=not tag)
    _draw_paging(total)


def _choose_tag(one: Collection) -> str:
    wanted = st.query_params.get(_TAG, "")
    if not one.tags:
        return ""
    key = "tag of collection"
    st.session_state[key] = wanted if wanted in one.tags else None
    st.pills(
        _("Only with the tag"), list(one.tags), key=key, format_func=markup.literal,
        on_change=lambda: places.change({_TAG: st.session_state[key] or "", _PAGE: ""}),
    )  # fmt: skip
    return st.session_state[key] or ""


def _page(total: int) -> int:
    told = st.query_params.get(_PAGE, "1")
    return min(max(int(told) if told.isdecimal() else 1, 1), _pages(total))


def _pages(total: int) -> int:
    return max(-(-total // _SHOWN), 1)


def _offset(total: int) -> int:
    return (_page(total) - 1) * _SHOWN


def _draw_paging(total: int) -> None:
    page, pages = _page(total), _pages(total)
    if pages == 1:
        return
    with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
        st.button(
            _("Previous"), icon=":material/chevron_left:", disabled=page <= 1, shortcut="Left",
            on_click=places.change, args=({_PAGE: str(page - 1)},),
        )  # fmt: skip
        st.markdown(_("Page {page} of {pages}").format(page=grouped(page), pages=grouped(pages)))
        st.button(
            _("Next"), icon=":material/chevron_right:", icon_position="right", disabled=page >= pages,
            shortcut="Right", on_click=places.change, args=({_PAGE: str(page + 1)},),
        )  # fmt: skip


def _offer_changes(one: Collection) -> None:
    if st.button(_("Rename …"), key="rename_collection", icon=":material/edit:", type="tertiary"):
        _rename(one)
    if st.button(_("Delete …"), key="delete_collection", icon=":material/delete:", type="tertiary"):
        _delete(one)


def _rename(one: Collection) -> None:
    def ask() -> None:
        frame.begin()
        st.text_input(_("What to call it"), value=one.name, key=_NAME)
        st.text_area(_("What it is for"), value=one.description, key=_TOLD, height=90)
        if st.button(_("Save"), type="primary", key="confirm_rename", on_click=_keep_name, args=(one,)):
            st.rerun()

    st.dialog(_("Rename the collection"))(ask)()


@editing
def _keep_name(one: Collection) -> None:
    name, told = st.session_state[_NAME], st.session_state[_TOLD].strip()
    rename_collection(caching.library(), one.name, to=name, description=told, when=now())


def _delete(one: Collection) -> None:
    def ask() -> None:
        frame.begin()
        st.markdown(_("Delete {name}?").format(name=markup.strong(markup.literal(one.name))))
        st.caption(collection_list.facts(one))
        st.caption(_("You can undo it as long as this page is open."))
        if st.button(_("Delete"), type="primary", key="confirm_delete", on_click=_take_away, args=(one,)):
            st.rerun()

    st.dialog(_("Delete the collection"))(ask)()


@editing
def _take_away(one: Collection) -> None:
    removal = stored.remove_collection(caching.library(), one)
    undoing.remember(removal, _("The collection {name} was deleted.").format(name=markup.literal(one.name)))
    places.go({})
