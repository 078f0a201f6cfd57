"""The page on which users search: one field, hits as cards, and what narrows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.citation import cite
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.retrieval.answering import UNLIKELY
from minerva.retrieval.explaining import read_query
from minerva.retrieval.ranking import Spread
from minerva.retrieval.rankings import Mode, usual_mode
from minerva.retrieval.suggesting import suggest
from minerva.views import asked, beginning, caching, markup, notices, saving
from minerva.views.asked import PAGE_HITS, Asked
from minerva.views.cards import draw_hit
from minerva.views.facets import choose_filters, chosen_values
from minerva.views.frame import needed_library

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Hits

_FIELD = "search field"
_MODE = "search mode"
_SPREAD = "search spread"


def page() -> None:
    """Draw the page."""
    library = needed_library()
    notices.tell()
    search = asked.asked()
    if not search.query and not search.nearest:
        beginning.draw_head()
        _draw_field(search)
        chosen_values(search.filters)
        beginning.draw_ways()
        return
    _draw_field(search)
    _choose_way(search, by_meaning=caching.kept(usual_mode) is not Mode.WORDS)
    hits, counts = caching.kept(asked.answer_and_counts, search)
    _draw_summary(hits, search)
    if not search.nearest:
        with st.sidebar:
            choose_filters(counts, search.filters)
    _draw_remarks(hits, search)
    _draw_models(library, search)
    for rank, hit in enumerate(hits, hits.offset + 1):
        draw_hit(hit, rank, search)
    _draw_paging(hits, search)


def _draw_field(search: Asked) -> None:
    st.session_state[_FIELD] = search.query
    st.text_input(
        _("Search the reports"),
        key=_FIELD,
        type="search",
        placeholder=_("Ask in your own words, or type some words"),
        on_change=lambda: asked.change(query=st.session_state[_FIELD], nearest="", like=(), unlike=()),
        label_visibility="collapsed",
        icon=":material/search:",
    )


def _choose_way(search: Asked, *, by_meaning: bool) -> None:
    """Draw how to look, unless words are all there is, and of what only the best is shown."""
    modes = {Mode.HYBRID: _("Words and meaning"), Mode.WORDS: _("Words"), Mode.MEANING: _("Meaning")}
    spreads = {
        Spread.NONE: _("All hits"),
        Spread.MUNICIPALITY: _("The best of each municipality"),
        Spread.REPORT: _("The best of each report"),
    }
    st.session_state[_MODE] = search.mode or Mode.HYBRID
    st.session_state[_SPREAD] = search.spread
    with st.container(horizontal=True, vertical_alignment="top"):
        if by_meaning and not search.nearest:
            st.segmented_control(
                _("Search by"), list(modes), format_func=modes.__getitem__, key=_MODE, required=True,
                on_change=lambda: asked.change(mode=_unless_usual(st.session_state[_MODE])),
            )  # fmt: skip
        st.selectbox(
            _("Show"), list(spreads), format_func=spreads.__getitem__, key=_SPREAD, width=280,
            on_change=lambda: asked.change(spread=st.session_state[_SPREAD]),
        )  # fmt: skip


def _unless_usual(mode: Mode) -> Mode | None:
    return None if mode is Mode.HYBRID else mode


def _draw_summary(hits: Hits, search: Asked) -> None:
    """Say how many hits there are, and what they are narrowed to, each with a way out."""
    first, last = hits.offset + 1, hits.offset + len(hits)
    found = _counted(hits.total, search.spread)
    if len(hits):
        found += " · " + _("{first}–{last} are shown").format(first=first, last=last)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{found}**", width="content")
        saving.offer_search(search)
    saving.hint()
    chosen_values(search.filters)


def _counted(total: int, spread: Spread) -> str:
    texts = {
        Spread.NONE: translate_count("{n} hit", "{n} hits", total),
        Spread.MUNICIPALITY: translate_count("Hits from {n} municipality", "Hits from {n} municipalities", total),
        Spread.REPORT: translate_count("Hits from {n} report", "Hits from {n} reports", total),
    }
    return texts[spread].format(n=grouped(total))


def _draw_remarks(hits: Hits, search: Asked) -> None:
    """Say what was perhaps meant, how acronyms are read, and where nothing answers."""
    if search.nearest:
        return
    better = caching.kept(suggest, search.query)
    if better:
        st.button(
            _("Did you mean: {query}").format(query=markup.literal(better)),
            on_click=asked.change, kwargs={"query": better}, icon=":material/spellcheck:", type="tertiary",
        )  # fmt: skip
    for one in caching.kept(read_query, search.query).acronyms:
        also = _("{asked} is also looked for as: {answers}").format(asked=one.asked, answers=", ".join(one.answered_by))
        st.caption(markup.literal(also))
    for warning in hits.warnings:
        st.info(markup.literal(_("Looked for words alone. {reason}").format(reason=warning)))
    if not hits.total:
        markup.empty(_("Nothing found."), _("Try fewer or other words, or leave out filters."))
    elif hits.answered is not None and hits.answered < UNLIKELY:
        st.warning(
            _("None of this may really answer what you ask; these are the nearest."), icon=":material/help_outline:"
        )


def _draw_models(library: Library, search: Asked) -> None:
    """Show which passages the hits shall be like, or unlike, each with a way out."""
    if search.nearest:
        passage = library.passage(search.nearest)
        st.markdown(markup.strong(_("Passages like this one")))
        source = markup.literal(cite(library.report(passage.report_id), passage))
        text = markup.escaped(library.quote(passage))
        st.html(f'<blockquote class="m-text">{text}</blockquote>')
        st.caption(source)
    for name, ids, label in (("like", search.like, _("More like")), ("unlike", search.unlike, _("Less like"))):
        for one in ids:
            passage = library.passage(one)
            source = markup.literal(cite(library.report(passage.report_id), passage))
            rest = tuple(other for other in ids if other != one)
            st.button(
                f"{label}: {source}", icon=":material/close:", key=f"{name} {one}", type="tertiary",
                on_click=asked.change, kwargs={name: rest}, help=_("Take away"),
            )  # fmt: skip


def _draw_paging(hits: Hits, search: Asked) -> None:
    pages = -(-hits.total // PAGE_HITS)
    if pages <= 1 or not len(hits):
        return
    with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
        st.button(
            _("Previous"), icon=":material/chevron_left:", disabled=search.page <= 1, shortcut="Left",
            on_click=asked.change, kwargs={"page": search.page - 1},
        )  # fmt: skip
        st.markdown(_("Page {page} of {pages}").format(page=grouped(search.page), pages=grouped(pages)))
        st.button(
            _("Next"), icon=":material/chevron_right:", icon_position="right", disabled=search.page >= pages,
            shortcut="Right", on_click=asked.change, kwargs={"page": search.page + 1},
        )  # fmt: skip
