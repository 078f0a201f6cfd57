"""Saved searches: why they were saved, what is new in them, and the way to run them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from minerva.collect.searches import News, filters_from, forget_search, mark_seen, news
from minerva.library import saved_searches as stored
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.retrieval.rankings import Mode
from minerva.views import asked, caching, frame, markup, places, saving
from minerva.views.amounts import moment
from minerva.views.asked import Asked
from minerva.views.cards import source_line
from minerva.views.editing import editing
from minerva.views.facets import told_filters
from minerva.views.saving import now

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Hit, SavedSearch

_EXCERPT = 320


def draw(library: Library, *, may_write: bool) -> None:
    """Draw all saved searches, each with what is new in it."""
    if not may_write:
        saving.hint()
    found = stored.searches(library)
    if not found:
        markup.empty(
            _("No search has been saved yet."),
            _("Search, and choose Save the search: this page then tells what is new when reports are added."),
        )
        with st.container(horizontal=True, horizontal_alignment="center"):
            places.link("search", _("Search"), {}, icon=":material/search:")
    for one in found:
        with st.container(border=True, gap="small", key=f"m-search-{one.name}"):
            _draw_search(library, one, may_write=may_write)


def _draw_search(library: Library, one: SavedSearch, *, may_write: bool) -> None:
    st.markdown(f"#### {markup.literal(one.name)}")
    if one.note:
        st.markdown(f":material/edit_note: {markup.literal(one.note)}")
    search = Asked(query=one.query, filters=filters_from(one.filters), mode=Mode(one.mode) if one.mode else None)
    narrowed = told_filters(search.filters)
    looked = moment(int(datetime.fromisoformat(one.looked).timestamp() * 1e9), now())
    quoted = markup.literal(f"”{one.query}”")
    st.caption(" · ".join([quoted, *narrowed, _("seen {when}").format(when=looked)]))
    seen = stored.seen_by(library, one).generation
    found = caching.kept(_news_since, one.name, one.looked, seen)
    _draw_news(found)
    with st.container(horizontal=True, vertical_alignment="center"):
        places.link("search", _("Search"), asked.address(search), icon=":material/search:")
        if may_write:
            if found.hits:
                st.button(
                    _("Mark as seen"), key=f"seen {one.name}", icon=":material/done_all:", type="tertiary",
                    on_click=_mark, args=(one.name,),
                )  # fmt: skip
            if st.button(_("Remove …"), key=f"forget {one.name}", icon=":material/delete:", type="tertiary"):
                _forget(one.name)


def _news_since(library: Library, name: str, _looked: str, _seen_generation: int) -> News:
    """Return what is new in a search; what is known of it holds until it is looked at the next time."""
    return news(library, name)


def _draw_news(found: News) -> None:
    if not found.hits:
        st.markdown(_("Nothing new."))
        return
    told = translate_count("{n} new passage", "{n} new passages", len(found.hits)).format(n=grouped(len(found.hits)))
    if found.repeated:
        again = translate_count(
            "{n} more says what was said before", "{n} more say what was said before", found.repeated
        )
        told = f"{told} · {again.format(n=grouped(found.repeated))}"
    with st.expander(told, icon=":material/fiber_new:"):
        for hit in found.hits:
            _draw_hit(hit, found.search)


def _draw_hit(hit: Hit, search: SavedSearch) -> None:
    text = markup.passage(hit.text, hit.highlights, hit.closest, limit=_EXCERPT)
    st.html(f'<article class="m-card">{source_line(hit.report, hit.passage)}<div class="m-text">{text}</div></article>')
    query = {"stycke": hit.passage.id, "q": search.query}
    places.link("read", _("Read in the report"), query, icon=":material/menu_book:")


@editing
def _mark(name: str) -> None:
    mark_seen(caching.library(), name, when=now())


def _forget(name: str) -> None:
    def ask() -> None:
        frame.begin()
        st.markdown(_("Remove the saved search {name}?").format(name=markup.strong(markup.literal(name))))
        st.caption(_("What it has seen is forgotten; passages that you saved stay."))
        if st.button(_("Remove"), type="primary", key="confirm_forget", on_click=_take_away, args=(name,)):
            st.rerun()

    st.dialog(_("Remove the saved search"))(ask)()


@editing
def _take_away(name: str) -> None:
    forget_search(caching.library(), name)
