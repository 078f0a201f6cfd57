"""The page on which users read a report: its outline, its passages in place, the page's picture, and citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.citation import with_reference
from minerva.citation.sources import source_in
from minerva.citation.styled import apa
from minerva.cli.output import heading
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.views import asked, caching, markup, notices, places, report_text, saving
from minerva.views.frame import needed_library
from minerva.views.page_pictures import draw_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library
    from minerva.records import Hit, Passage, Report
    from minerva.understand.outline import Heading
    from minerva.views.report_text import Opened

_CHOICE = "report to read"
_SCROLL = """<script>{ // {passage_id}
const found = document.getElementById("m-found");
let box = found?.parentElement;
while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
if (box) box.scrollTop += found.getBoundingClientRect().top - box.getBoundingClientRect().top - 60;
}</script>"""
"""Ours alone: nothing of a report goes into it but a passage's id, without which the script would run only once."""
_HEADINGS_AT_FIRST = 40
_LONGEST_HEADING = 90
"""Characters; headings of reports may be whole sentences."""


def page() -> None:
    """Draw the page."""
    library = needed_library()
    notices.tell()
    opened = _opened(library)
    _choose_report(opened)
    if opened is None:
        markup.empty(_("No report is open."), _("Choose one above, or search and open a hit."))
        return
    hit = _draw_way_between_hits(opened)
    _draw_head(opened.report)
    with st.sidebar:
        _draw_outline(opened)
    if opened.found:
        with st.container(horizontal=True, vertical_alignment="center"):
            _draw_citation(library, opened.report, opened.found)
            saving.offer(opened.found.id)
        saving.hint()
    with st.container(horizontal=True, key="m-reader"):
        with st.container(key="m-reader-text"):
            _draw_text(opened, hit)
        if opened.report.pages and opened.is_pdf:
            with st.container(key="m-reader-picture"):
                draw_picture(library, opened)


def _opened(library: Library) -> Opened | None:
    """Return the report that the address names, opened where it says."""
    passage_id, report_id = st.query_params.get("stycke", ""), st.query_params.get("rapport", "")
    if not passage_id and not report_id:
        return None
    place = st.query_params.get("plats", "")
    found = library.passage(passage_id) if passage_id else None
    report = library.report(found.report_id if found else report_id)
    content = caching.kept(report_text.content_of, report.id)
    return report_text.opened_at(report, content, found, int(place) if place.isdecimal() else None)


def _choose_report(opened: Opened | None) -> None:
    reports = {one.id: one for one in caching.kept(caching.reports_in_order)}
    st.session_state[_CHOICE] = opened.report.id if opened else None
    st.selectbox(
        _("Report"),
        list(reports),
        format_func=lambda one: markup.plain(f"{heading(reports[one])} – {reports[one].title}"),
        key=_CHOICE,
        index=None,
        placeholder=_("Choose a report: type a municipality, a year or a word of its title"),
        on_change=lambda: places.go({"rapport": st.session_state[_CHOICE]} if st.session_state[_CHOICE] else {}),
        label_visibility="collapsed",
    )


def _draw_way_between_hits(opened: Opened) -> Hit | None:
    """Draw the way back to the hits and to those beside this one; return the hit that is open."""
    search = asked.asked()
    rank = st.query_params.get("traff", "")
    if not (search.query or search.nearest) or not rank.isdecimal() or rank == "0":
        return None
    before = max(int(rank) - 2, 0)
    hits = caching.kept(asked.answer, search, limit=3, offset=before)
    hit_by_rank = {before + place: hit for place, hit in enumerate(hits, 1)}
    with st.container(horizontal=True, vertical_alignment="center"):
        places.link("search", _("Back to the hits"), asked.address(search), icon=":material/arrow_back:")
        for other, label, icon, arrow in (
            (int(rank) - 1, _("Previous hit"), ":material/chevron_left:", "Left"),
            (int(rank) + 1, _("Next hit"), ":material/chevron_right:", "Right"),
        ):
            if other in hit_by_rank:
                query = {**asked.address(search), "stycke": hit_by_rank[other].passage.id, "traff": str(other)}
                places.turn(label, query, key=f"hit {other}", icon=icon, shortcut=arrow)
        st.caption(_("Hit {rank} of {total}").format(rank=grouped(int(rank)), total=grouped(hits.total)))
    hit = hit_by_rank.get(int(rank))
    return hit if hit and opened.found and hit.passage.id == opened.found.id else None


def _draw_head(report: Report) -> None:
    st.markdown(f"## {markup.literal(report.title)}")
    pages = translate_count("{n} page", "{n} pages", report.pages or 0).format(n=grouped(report.pages or 0))
    words = translate_count("{n} word", "{n} words", report.words).format(n=grouped(report.words))
    known = (report.municipality, report.board, report.kind, report.period, report.year)
    facts = [markup.literal(str(one)) for one in known if one]
    st.caption(" · ".join([*facts, *([pages] if report.pages else []), words]))


def _draw_outline(opened: Opened) -> None:
    """Draw the headings of the report as links, those near the open place first where there are many."""
    st.markdown(markup.strong(_("Contents")))
    shown = opened.content.headings
    if len(shown) > _HEADINGS_AT_FIRST and not st.toggle(
        _("Show all {n} headings").format(n=grouped(len(shown))), key="all headings"
    ):
        shown = tuple(report_text.telling_headings(opened, _HEADINGS_AT_FIRST))
    with st.container(key="m-outline", gap=None):
        _draw_headings(opened, shown)


def _draw_headings(opened: Opened, shown: Sequence[Heading]) -> None:
    for one in shown:
        is_here = one.start <= opened.place < report_text.end_of_section(opened.content, one)
        text = markup.literal(one.text[:_LONGEST_HEADING])
        query = {"rapport": opened.report.id, "plats": str(one.start)}
        # Its name tells the style sheet how far to indent it.
        places.turn(f"**{text}**" if is_here else text, query, key=f"m-level-{min(one.level, 4)}-{one.start}")


def _draw_citation(library: Library, report: Report, passage: Passage) -> None:
    with st.popover(_("Cite"), icon=":material/format_quote:"):
        link = f"{_base_address()}{places.address_of('read')}?stycke={passage.id}"
        for label, text in (
            (_("Text with reference"), with_reference(library.quote(passage), report, passage)),
            ("APA", apa(caching.kept(source_in, report.id), passage)),
            (_("Link"), link),
        ):
            st.caption(label)
            st.code(markup.plain(text), language=None, wrap_lines=True)


def _base_address() -> str:
    """Return the address of the front end, without the page."""
    here = (st.context.url or "").split("?")[0].rstrip("/")
    return here.removesuffix(places.address_of("read")).rstrip("/") + "/"


def _draw_text(opened: Opened, hit: Hit | None) -> None:
    with st.container(height=780, border=True):
        _draw_turn(opened.earlier, opened, _("Earlier"), ":material/expand_less:")
        st.html(report_text.html_of(opened, hit))
        _draw_turn(opened.later, opened, _("Later"), ":material/expand_more:")
    if opened.found:
        st.html(_SCROLL.replace("{passage_id}", opened.found.id), unsafe_allow_javascript=True)


def _draw_turn(place: int | None, opened: Opened, label: str, icon: str) -> None:
    if place is not None:
        places.turn(label, {"rapport": opened.report.id, "plats": str(place)}, key=f"turn {label}", icon=icon)
