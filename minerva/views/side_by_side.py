"""The page on which municipalities stand side by side: what each says of a question, its figures, what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.compare.matrix import State
from minerva.compare.peers import Peers, compare_peers
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.records import Origin
from minerva.retrieval.indicators import Indicators
from minerva.views import asked, caching, compare_choice, markup, news, places, theme_choice
from minerva.views.courses import courses, draw_courses
from minerva.views.frame import needed_library

if TYPE_CHECKING:
    from minerva.compare.peers import Side
    from minerva.library.store import Library
    from minerva.records import Hit
    from minerva.retrieval.filters import Filters

_ABREAST = 3
_MOST = 12
_HITS = 3
_EXCERPT = 320


def page() -> None:
    """Draw the page."""
    needed_library()
    search = asked.asked()
    reports = caching.kept(caching.reports_in_order)
    theme = compare_choice.choose_asked(search.query)
    filters = compare_choice.choose_municipalities(reports, search.filters)
    if not search.query and theme is None:
        st.markdown(_("Ask a question or choose a theme above, and whose answers you want to see side by side."))
        return
    if theme and theme.origin is Origin.DEFINED and theme_choice.is_behind():
        markup.empty(
            _("Reports have been added since this theme was sought."), _("Seek themes anew on the page of themes.")
        )
        return
    peers = caching.kept(_compared, "" if theme else search.query, theme.id if theme else "", filters)
    answers, figures, changes = st.tabs([_("What they say"), _("Indicators"), _("What is new")])
    with answers:
        _draw_sides(peers)
    with figures:
        _draw_figures(peers)
    with changes:
        news.draw([side.municipality for side in peers.sides if side.reports], reports, search.query, theme)


def _compared(library: Library, question: str, theme_id: str, filters: Filters) -> Peers:
    return compare_peers(library, question=question, theme=theme_id, filters=filters, limit=_HITS)


def _draw_sides(peers: Peers) -> None:
    # Those that have something to say come first.
    sides = sorted(peers.sides, key=lambda side: side.state is not State.PRESENT)
    for first in range(0, min(len(sides), _MOST), _ABREAST):
        for column, side in zip(st.columns(_ABREAST), sides[first : first + _ABREAST], strict=False):
            with column.container(border=True):
                _draw_side(side, peers)
    if len(sides) > _MOST:
        st.caption(_("{n} more municipalities; choose among them above.").format(n=len(sides) - _MOST))


def _draw_side(side: Side, peers: Peers) -> None:
    st.markdown(f"#### {markup.literal(side.municipality)}")
    st.caption(_told(side, peers))
    for hit in side.hits:
        st.html(_answer(hit))
        query = {"stycke": hit.passage.id, "q": "" if peers.theme else peers.asked}
        places.link("read", _("Read in the report"), query, icon=":material/menu_book:")


def _told(side: Side, peers: Peers) -> str:
    if side.state is State.NO_REPORT:
        return _("The library has no report of it.")
    reports = translate_count("{n} report", "{n} reports", len(side.reports)).format(n=len(side.reports))
    if side.state is State.ABSENT:
        if peers.theme:
            return _("{reports}, but no passage about the theme.").format(reports=reports)
        return _("{reports}, but nothing in them answers this.").format(reports=reports)
    if peers.theme:
        passages = translate_count("{n} passage", "{n} passages", side.total).format(n=grouped(side.total))
        return f"{reports} · {passages}"
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
