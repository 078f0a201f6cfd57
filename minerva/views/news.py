"""What a municipality's report says that the one before did not, and what it no longer says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.compare.alignment import Change
from minerva.compare.changes import ReportChanges, compare_reports, earlier_reports
from minerva.compare.word_diff import Kept
from minerva.library import themes as stored
from minerva.messages import translate as _
from minerva.retrieval.filters import Filters
from minerva.retrieval.rankings import Mode
from minerva.retrieval.search import search
from minerva.views import caching, markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.compare.changes import ParagraphChange
    from minerva.compare.word_diff import Segment
    from minerva.library.store import Library
    from minerva.records import Report, Theme

_MOST = 60
_ALL = 10_000
_FEWEST_WORDS = 6
"""Shorter paragraphs are headings and cells, of which every report has others."""


def draw(municipalities: Sequence[str], reports: Sequence[Report], question: str, theme: Theme | None) -> None:
    """Draw what is new in a report of one of *municipalities*: what is about *theme* or answers *question*, or all."""
    earlier = {
        later: before for later, before in earlier_reports(reports).items() if before.municipality in municipalities
    }
    if not earlier:
        markup.empty(
            _("There are no two reports of the same kind to compare."),
            _("Add reports of several years, or choose others."),
        )
        return
    by_id = {report.id: report for report in reports}
    chosen = st.selectbox(_("Report"), list(earlier), format_func=lambda one: _name(by_id[one]), key="news report")
    changes = caching.kept(_changes, earlier[chosen].id, chosen)
    _draw_shares(changes)
    if st.toggle(_("Only what is about this"), value=True, key="news about"):
        places = caching.kept(_places, question, theme.id if theme else "", (earlier[chosen].id, chosen))
        _draw_changes([one for one in _telling(changes) if _lies_in(one, places, changes)])
    else:
        _draw_changes(_telling(changes))


def _changes(library: Library, earlier: str, later: str) -> ReportChanges:
    return compare_reports(library, earlier, later)


def _name(report: Report) -> str:
    return markup.plain(" · ".join(str(one) for one in (report.municipality, report.year, report.title) if one))


def _places(
    library: Library, question: str, theme_id: str, report_ids: tuple[str, ...]
) -> tuple[tuple[str, int, int], ...]:
    """Return where the passages of some reports stand that are about a theme, or hold words of a question."""
    if theme_id:
        ids = {one.passage_id for one in stored.assignments(library, theme_id=theme_id)}
        found = [one for report_id in report_ids for one in library.passages(report_id) if one.id in ids]
    else:
        filters = Filters(report=report_ids)
        found = [hit.passage for hit in search(library, question, mode=Mode.WORDS, filters=filters, limit=_ALL)]
    return tuple((one.report_id, one.start, one.end) for one in found)


def _lies_in(one: ParagraphChange, places: Iterable[tuple[str, int, int]], changes: ReportChanges) -> bool:
    report = changes.earlier if one.change is Change.GONE else changes.later
    paragraph = one.paragraph
    return any(report.id == of and paragraph.start < end and paragraph.end > start for of, start, end in places)


def _draw_shares(changes: ReportChanges) -> None:
    words = changes.words()
    here = sum(count for change, count in words.items() if change is not Change.GONE) or 1
    st.markdown(
        _(
            "Of {year}’s text, {same} percent stood in {before} too, {changed} percent is rewritten, {new} percent new."
        ).format(
            year=changes.later.year,
            before=changes.earlier.year,
            same=round(100 * words[Change.UNCHANGED] / here),
            changed=round(100 * words[Change.CHANGED] / here),
            new=round(100 * words[Change.NEW] / here),
        )
    )


def _telling(changes: ReportChanges) -> list[ParagraphChange]:
    return [one for one in changes.paragraphs if one.change is not Change.UNCHANGED and _is_long(one)]


def _draw_changes(shown: Sequence[ParagraphChange]) -> None:
    if not shown:
        st.markdown(_("Nothing about this is new, rewritten or gone."))
    st.html("".join(map(_paragraph, shown[:_MOST])))
    if len(shown) > _MOST:
        st.caption(_("{n} more.").format(n=len(shown) - _MOST))


def _is_long(one: ParagraphChange) -> bool:
    return len(one.paragraph.words) >= _FEWEST_WORDS


def _paragraph(one: ParagraphChange) -> str:
    """Return a paragraph as HTML: what came is underlined, what went is struck out, and a word says which it is."""
    page = " · " + _("p. {page}").format(page=one.paragraph.page) if one.paragraph.page else ""
    labels = {Change.CHANGED: _("changed"), Change.NEW: _("new"), Change.GONE: _("gone")}
    head = f'<p class="m-path">{markup.escaped(labels[one.change] + page)}</p>'
    text = "".join(map(_segment, one.diff)) if one.diff else _all(one)
    return f'<div class="m-text m-news">{head}{text}</div>'


def _all(one: ParagraphChange) -> str:
    text = markup.escaped(one.paragraph.text)
    return {Change.NEW: f"<ins>{text}</ins>", Change.GONE: f"<del>{text}</del>"}.get(one.change, text)


def _segment(segment: Segment) -> str:
    text = markup.escaped(segment.text)
    return {Kept.ADDED: f"<ins>{text}</ins> ", Kept.REMOVED: f"<del>{text}</del> "}.get(segment.kept, f"{text} ")
