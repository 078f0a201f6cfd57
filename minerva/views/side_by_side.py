"""The page on which municipalities stand side by side: what each says of a question, its figures, what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.compare.matrix import State
from minerva.compare.peers import Peers, compare_peers
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.retrieval.filters import Filters, narrowed
from minerva.retrieval.indicators import Indicators
from minerva.swedish.collation import sort_key
from minerva.views import asked, caching, markup, news, places
from minerva.views.courses import courses, draw_courses
from minerva.views.frame import needed_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.compare.peers import Side
    from minerva.library.store import Library
    from minerva.records import Hit, Report

_FIELD = "compare field"
_FACETS = ("municipality", "county", "group")
_ABREAST = 3
_MOST = 12
_HITS = 3
_EXCERPT = 320


def page() -> None:
    """Draw the page."""
    needed_library()
    search = asked.asked()
    reports = caching.kept(caching.reports_in_order)
    _draw_question(search.query)
    filters = _choose(reports, search.filters)
    if not search.query:
        st.markdown(_("Ask a question above, and choose whose answers you want to see side by side."))
        return
    peers = caching.kept(_compared, search.query, filters)
    answers, figures, changes = st.tabs([_("What they say"), _("Indicators"), _("What is new")])
    with answers:
        _draw_sides(peers, search.query)
    with figures:
        _draw_figures(peers)
    with changes:
        news.draw([side.municipality for side in peers.sides if side.reports], reports)


def _compared(library: Library, question: str, filters: Filters) -> Peers:
    return compare_peers(library, question=question, filters=filters, limit=_HITS)


def _draw_question(question: str) -> None:
    st.session_state[_FIELD] = question
    st.text_input(
        _("What do you want to compare?"),
        key=_FIELD,
        type="search",
        placeholder=_("A question or some words, such as: förebygga vräkningar"),
        on_change=lambda: asked.change(query=st.session_state[_FIELD]),
        label_visibility="collapsed",
        icon=":material/search:",
    )


def _choose(reports: Sequence[Report], filters: Filters) -> Filters:
    """Let the user choose municipalities by name, county and group; return the filters that follow."""
    names = {"municipality": _("Municipality"), "county": _("County"), "group": _("Municipality group")}
    chosen = Filters()
    for column, facet in zip(st.columns(len(_FACETS)), _FACETS, strict=True):
        values = sorted({getattr(one, facet) for one in reports if getattr(one, facet)}, key=sort_key)
        key = f"compare {facet}"
        st.session_state[key] = [one for one in getattr(filters, facet) if one in values]
        column.multiselect(
            names[facet],
            values,
            key=key,
            format_func=markup.plain,
            placeholder=_("All"),
            on_change=_take,
            args=(facet,),
        )
        chosen = narrowed(chosen, facet, st.session_state[key])
    return chosen


def _take(facet: str) -> None:
    asked.change(filters=narrowed(asked.filters_of_address(), facet, st.session_state[f"compare {facet}"]))


def _draw_sides(peers: Peers, question: str) -> None:
    # Those that have something to say come first.
    sides = sorted(peers.sides, key=lambda side: side.state is not State.PRESENT)
    for first in range(0, min(len(sides), _MOST), _ABREAST):
        for column, side in zip(st.columns(_ABREAST), sides[first : first + _ABREAST], strict=False):
            with column.container(border=True):
                _draw_side(side, question)
    if len(sides) > _MOST:
        st.caption(_("{n} more municipalities; choose among them above.").format(n=len(sides) - _MOST))


def _draw_side(side: Side, question: str) -> None:
    st.markdown(f"#### {markup.literal(side.municipality)}")
    st.caption(_told(side))
    for hit in side.hits:
        st.html(_answer(hit))
        query = {"stycke": hit.passage.id, "q": question}
        places.link("read", _("Read in the report"), query, icon=":material/menu_book:")


def _told(side: Side) -> str:
    if side.state is State.NO_REPORT:
        return _("The library has no report of it.")
    reports = translate_count("{n} report", "{n} reports", len(side.reports)).format(n=len(side.reports))
    if side.state is State.ABSENT:
        return _("{reports}, but nothing in them answers this.").format(reports=reports)
    hits = translate_count("{n} hit", "{n} hits", side.total).format(n=grouped(side.total))
    return f"{reports} · {hits}"


def _answer(hit: Hit) -> str:
    text = markup.passage(hit.text, hit.highlights, hit.closest, limit=_EXCERPT)
    report = hit.report
    known = (str(report.year or ""), report.kind, report.board, *hit.passage.section[-1:])
    page = _("p. {page}").format(page=hit.passage.page) if hit.passage.page else None
    where = " · ".join(markup.escaped(one) for one in (*known, page) if one)
    # What is wider than its column can be moved by the keyboard too.
    focus = ' tabindex="0"' if "\t" in hit.text else ""
    return (
        f'<article class="m-card"><p class="m-path">{where}</p><div class="m-text m-side"{focus}>{text}</div></article>'
    )


def _draw_figures(peers: Peers) -> None:
    rows = tuple(one for side in peers.sides for one in side.indicators)
    reports = {report.id: report for side in peers.sides for report in side.reports}
    drawn = courses(Indicators(len(rows), rows, reports=reports))
    if not drawn:
        markup.empty(
            _("No indicator with figures of several years is named so."),
            _("Try fewer words, such as: sjukfrånvaro; or see the page of all indicators."),
        )
        return
    st.dataframe(
        [
            {
                _("Indicator"): markup.plain(course.name),
                _("Municipality"): markup.plain(point.municipality),
                _("Year"): str(point.year),
                _("Outcome"): markup.plain(point.told),
            }
            for course in drawn
            for point in course.points
        ],
        hide_index=True,
        alt=_("Indicators with their figures"),
    )
    draw_courses(drawn)
