"""The passages of a theme as cards: all, those of a municipality, or those of a cell of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.compare.matrix import State
from minerva.library import themes as stored
from minerva.messages import decimal, grouped, translate_count
from minerva.messages import translate as _
from minerva.swedish.collation import sort_key
from minerva.themes.quoting import theme_hits
from minerva.views import caching, markup, places, theme_judging
from minerva.views.cards import source_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.compare.matrix import Matrix
    from minerva.library.store import Library
    from minerva.records import Hit, Report, Theme

_SHOWN = 10
_REPRESENTATIVE = 3
_EXCERPT = 480
_ALL = "all of the theme"

Found = tuple[tuple[str, float, str], ...]
"""Of each passage its id, its strength and the id of its report."""


def draw_all(library: Library, theme: Theme, *, may_judge: bool) -> None:
    """Draw what is most strongly about a theme, of all municipalities and years or of some."""
    found = caching.kept(assigned, theme.id)
    reports = {report.id: report for report in caching.kept(caching.reports_in_order)}
    here = [reports[report_id] for _id, _strength, report_id in found]
    municipalities = sorted({one.municipality for one in here if one.municipality}, key=sort_key)
    years = sorted({one.year for one in here if one.year}, reverse=True)
    with st.container(horizontal=True):
        where = _choose(_("Municipality"), places.MUNICIPALITY, municipalities)
        when = _choose(_("Year"), places.YEAR, [str(year) for year in years])
    some = [one for one in found if _is_of(reports[one[2]], where, when)]
    draw_passages(library, theme, some, may_judge=may_judge)


def draw_cell(library: Library, theme: Theme, matrix: Matrix, *, may_judge: bool) -> None:
    """Draw the passages of the cell that the address names, which may also be chosen here: not all can click a map."""
    with st.container(horizontal=True):
        where = _choose(_("Municipality"), places.MUNICIPALITY, [one for one in matrix.municipalities if one])
        when = _choose(_("Year"), places.YEAR, [str(year) for year in matrix.years if year])
    if not where:
        _draw_representatives(library, theme, when, may_judge=may_judge)
        return
    cells = [cell for cell in matrix.cells if cell.municipality == where and when in {"", str(cell.year)}]
    st.markdown(f"### {markup.literal(' '.join(filter(None, (where, when))))}")
    if all(cell.state is State.NO_REPORT for cell in cells):
        st.markdown(_("The library has no report of it."))
        return
    reports = {report.id: report for report in caching.kept(caching.reports_in_order)}
    found = caching.kept(assigned, theme.id)
    some = [one for one in found if _is_of(reports[one[2]], where, when)]
    if not some:
        st.markdown(_("There are reports, but no passage in them is about the theme."))
    draw_passages(library, theme, some, may_judge=may_judge)


def _draw_representatives(library: Library, theme: Theme, year: str, *, may_judge: bool) -> None:
    """Draw the strongest passages of a few municipalities, of all years or of one."""
    reports = {report.id: report for report in caching.kept(caching.reports_in_order)}
    best: dict[str | None, tuple[str, float, str]] = {}
    for one in caching.kept(assigned, theme.id):
        if _is_of(reports[one[2]], "", year):
            best.setdefault(reports[one[2]].municipality, one)
    st.markdown("### " + _("Where it shows best"))
    draw_passages(library, theme, list(best.values())[:_REPRESENTATIVE], may_judge=may_judge)


def _choose(label: str, name: str, values: Sequence[str]) -> str:
    """Let the user choose one of *values*, or all; the address holds it under *name*."""
    wanted = st.query_params.get(name, "")
    key = f"theme {name}"
    st.session_state[key] = wanted if wanted in values else ""
    st.selectbox(
        label, ["", *values], key=key, width=240, format_func=lambda one: markup.plain(one) or _("All"),
        on_change=lambda: places.change({name: st.session_state[key]}),
    )  # fmt: skip
    return str(st.session_state[key])


def _is_of(report: Report, municipality: str, year: str) -> bool:
    return municipality in {"", report.municipality} and year in {"", str(report.year)}


def assigned(library: Library, theme_id: str) -> Found:
    """Return what is about a theme, the strongest first."""
    report_by_passage = dict(map(tuple, library.connection.execute("SELECT id, report_id FROM passages")))
    found = sorted(stored.assignments(library, theme_id=theme_id), key=lambda one: (-one.strength, one.passage_id))
    return tuple((one.passage_id, one.strength, report_by_passage[one.passage_id]) for one in found)


def draw_passages(library: Library, theme: Theme, found: Sequence[tuple[str, float, str]], *, may_judge: bool) -> None:
    """Draw the first of *found* as cards, and let a user ask for the others."""
    key = f"{_ALL} {theme.id}"
    shown = found if st.session_state.get(key) else found[:_SHOWN]
    for hit in theme_hits(library, theme, [(passage_id, strength) for passage_id, strength, _report in shown]):
        draw_passage(hit, theme, may_judge=may_judge)
    if len(found) > _SHOWN:
        more = translate_count("Show {n} passage more", "Show {n} passages more", len(found) - _SHOWN)
        st.toggle(more.format(n=grouped(len(found) - _SHOWN)), key=key)


def draw_passage(hit: Hit, theme: Theme, *, may_judge: bool) -> None:
    """Draw a passage, where it stands, how strongly it is about a theme, and what can be said of that."""
    text = markup.passage(hit.text, hit.highlights, limit=_EXCERPT)
    whole = ""
    if len(hit.text) > _EXCERPT:
        everything = markup.passage(hit.text, hit.highlights)
        whole = markup.details(_("Show the whole passage"), everything, name="m-whole")
    with st.container(border=True, gap="small"):
        source = source_line(hit.report, hit.passage)
        st.html(f'<article class="m-card">{source}<div class="m-text">{text}</div>{whole}</article>')
        with st.container(horizontal=True, vertical_alignment="center"):
            places.link("read", _("Read in the report"), {"stycke": hit.passage.id}, icon=":material/menu_book:")
            st.caption(_("Strength {strength}").format(strength=decimal(hit.score, 2)), width="content")
            if may_judge:
                theme_judging.draw_judgment(hit.passage.id, theme)
