"""What a municipality's report says that the one before did not, and what it no longer says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.compare.alignment import Change
from minerva.compare.changes import ReportChanges, compare_reports, earlier_reports
from minerva.compare.word_diff import Kept
from minerva.messages import translate as _
from minerva.views import caching, markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.compare.changes import ParagraphChange
    from minerva.compare.word_diff import Segment
    from minerva.library.store import Library
    from minerva.records import Report

_MOST = 60
_FEWEST_WORDS = 6
"""Shorter paragraphs are headings and cells, of which every report has others."""


def draw(municipalities: Sequence[str], reports: Sequence[Report]) -> None:
    """Draw what is new in a report of one of *municipalities*."""
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
    _draw_changes(caching.kept(_changes, earlier[chosen].id, chosen))


def _changes(library: Library, earlier: str, later: str) -> ReportChanges:
    return compare_reports(library, earlier, later)


def _name(report: Report) -> str:
    return markup.plain(" · ".join(str(one) for one in (report.municipality, report.year, report.title) if one))


def _draw_changes(changes: ReportChanges) -> None:
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
    shown = [one for one in changes.paragraphs if one.change is not Change.UNCHANGED and _is_long(one)]
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
