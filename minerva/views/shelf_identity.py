"""A form in which a person says what a report is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from minerva.errors import LibraryLocked
from minerva.library.identity import set_identity
from minerva.messages import translate as _
from minerva.swedish.collation import sort_key
from minerva.swedish.places import find_municipality, municipalities
from minerva.understand.board_names import board_name
from minerva.understand.kind_words import KINDS
from minerva.understand.manifest import ManifestRow
from minerva.understand.manifest_rows import FIRST_YEAR, LAST_YEAR
from minerva.views import access

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Report

_MOST_CHARS = 300


def form(library: Library, report: Report, *, key: str, suggestion: str | None = None) -> bool:
    """Draw the form for *report*; tell whether something was stored."""
    with st.form(f"identity_{key}_{report.id}", border=False):
        given = _inputs(report, suggestion)
        if not st.form_submit_button(_("Save"), type="primary"):
            return False
    if not access.current().may_write:
        return False
    try:
        set_identity(library, report.id, row_of(report, given))
    except LibraryLocked:
        st.warning(_("Reports are being read in just now. Try again when that is done."))
        return False
    return True


def row_of(report: Report, given: dict[str, Any]) -> ManifestRow:
    """
    Return what a person has *given* of *report*, as a row of a manifest would say it.

    What she left as it was counts as confirmed.
    """
    name = given["municipality"]
    place = find_municipality(name) if name and name != report.municipality else None
    stays = place is None and name is not None
    return ManifestRow(
        line=1,
        file=report.file,
        municipality=name,
        municipality_code=place.code if place else report.municipality_code if stays else None,
        county=place.county if place else report.county if stays else None,
        group=place.group if place else report.group if stays else None,
        board=board_name(_cut(given["board"])) or None,
        kind=given["kind"],
        year=int(given["year"]) if given["year"] else None,
        period=_cut(given["period"]) or None,
        title=_cut(given["title"]) or None,
    )


def _inputs(report: Report, suggestion: str | None) -> dict[str, Any]:
    own = [report.municipality] if report.municipality else []
    names = sorted({*own, *(one.name for one in municipalities())}, key=sort_key)
    wanted = report.municipality or suggestion
    left, right = st.columns(2)
    return {
        "municipality": left.selectbox(
            _("Municipality"), names, index=names.index(wanted) if wanted in names else None,
            placeholder=_("Choose a municipality"),
        ),
        "year": right.number_input(
            _("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, value=report.year, step=1, format="%d"
        ),
        "kind": left.selectbox(
            _("Kind of report"), KINDS, index=list(KINDS).index(report.kind) if report.kind in KINDS else None,
            placeholder=_("Choose a kind"),
        ),
        "period": right.text_input(_("Part of the year, if not all of it"), report.period or "", max_chars=_MOST_CHARS),
        "board": st.text_input(_("Board"), report.board or "", max_chars=_MOST_CHARS),
        "title": st.text_input(_("Title"), report.title, max_chars=_MOST_CHARS),
    }  # fmt: skip


def _cut(text: str | None) -> str:
    return " ".join((text or "").split())[:_MOST_CHARS]
