"""The reports of the library as a table: to be chosen, set right, removed, and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from minerva.library.restoring import put_back, remove_kept
from minerva.messages import translate as _
from minerva.messages import translate_count
from minerva.records import LEAST_QUALITY
from minerva.views import access, caching, frame, markup, notices, places, shelf_identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.restoring import Kept
    from minerva.library.store import Library
    from minerva.records import Report

_REMOVED = "removed_reports"


def draw(library: Library, reports: Sequence[Report], *, may_write: bool) -> None:
    """Draw the table, and below it what can be done with the reports that are chosen in it."""
    notices.tell()
    only_poor = st.toggle(_("Only those that are hard to read"), key="only_poor")
    shown = [report for report in reports if report.quality < LEAST_QUALITY] if only_poor else list(reports)
    if not shown:
        st.info(_("All reports read well."))
        return
    event: Any = st.dataframe(
        _table(shown),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        # Another table, another choice: numbers of rows mean other reports after a change.
        key=f"reports_{library.generation()}_{only_poor}",
        column_config=_columns(),
        placeholder="",
        alt=_("The reports of the library"),
    )
    chosen = [shown[row] for row in event.selection.rows if row < len(shown)]
    if chosen:
        _draw_chosen(library, chosen, may_write=may_write)
    else:
        st.caption(_("Tick reports in the first column to open, correct or remove them."))


def offer_undo(library: Library) -> None:
    """Offer to put back what this user has just removed."""
    removed: list[Kept] = st.session_state.get(_REMOVED, [])
    if not removed:
        return
    count = translate_count("{n} report was removed.", "{n} reports were removed.", len(removed))
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(count.format(n=len(removed)), width="content")
        st.button(_("Undo"), on_click=_undo, args=(library,), icon=":material/undo:", key="undo")


def _table(reports: Sequence[Report]) -> dict[str, list[Any]]:
    return {
        "municipality": [report.municipality for report in reports],
        "year": [report.year for report in reports],
        "kind": [report.kind for report in reports],
        "board": [report.board for report in reports],
        "title": [report.title for report in reports],
        "pages": [report.pages for report in reports],
        "passages": [report.passages for report in reports],
        "quality": [round(100 * report.quality) for report in reports],
        "file": [report.file for report in reports],
    }


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "municipality": column.TextColumn(_("Municipality")),
        "year": column.NumberColumn(_("Year"), format="%d"),
        "kind": column.TextColumn(_("Kind")),
        "board": column.TextColumn(_("Board")),
        "title": column.TextColumn(_("Title"), width="small"),
        "pages": column.NumberColumn(_("Pages")),
        "passages": column.NumberColumn(_("Passages")),
        "quality": column.NumberColumn(
            _("Readable"), format="%d %%", help=_("Share of the words that a Swedish reader knows.")
        ),
        "file": column.TextColumn(_("File")),
    }


def _draw_chosen(library: Library, chosen: list[Report], *, may_write: bool) -> None:
    if len(chosen) == 1:
        for warning in chosen[0].warnings:
            st.warning(markup.literal(warning), icon=":material/visibility:")
    with st.container(horizontal=True):
        if len(chosen) == 1:
            places.link("read", _("Open"), {"rapport": chosen[0].id}, icon=":material/menu_book:")
        if may_write and len(chosen) == 1 and st.button(_("Correct what it is"), icon=":material/edit:"):
            _correct(library, chosen[0])
        if may_write and st.button(_("Remove …"), icon=":material/delete:"):
            _confirm(library, chosen)


def _correct(library: Library, report: Report) -> None:
    def form() -> None:
        frame.begin()
        if shelf_identity.form(library, report, key="dialog"):
            st.rerun()

    st.dialog(_("What is this report?"), width="large")(form)()


def _confirm(library: Library, chosen: list[Report]) -> None:
    def ask() -> None:
        frame.begin()
        question = translate_count("Remove {n} report?", "Remove {n} reports?", len(chosen))
        st.markdown(question.format(n=len(chosen)))
        st.markdown("\n".join(f"- {markup.literal(_name(report))}" for report in chosen))
        st.caption(_("You can undo it as long as this page is open. Files outside the library stay where they are."))
        if st.button(_("Remove"), type="primary", key="confirm_remove"):
            _remove(library, chosen)
            st.rerun()

    st.dialog(_("Remove reports"))(ask)()


def _remove(library: Library, chosen: Sequence[Report]) -> None:
    if access.current().may_write:
        with notices.refusals_told():
            st.session_state[_REMOVED] = remove_kept(library, [report.id for report in chosen])


def _undo(library: Library) -> None:
    frame.begin()
    if access.current().may_write:
        with notices.refusals_told():
            put_back(library, st.session_state.get(_REMOVED, []))
            st.session_state[_REMOVED] = []
    caching.close()


def _name(report: Report) -> str:
    known = (report.municipality, report.year, report.board, report.kind)
    return ", ".join(str(part) for part in known if part) or report.title
