"""The picture of a report's page beside its text, the quotation marked on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from minerva.messages import translate as _
from minerva.read.pictures import page_picture
from minerva.read.program import ProgramFailed
from minerva.views import caching, places, report_text

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.views.report_text import Opened


def draw_picture(library: Library, opened: Opened) -> None:
    """Draw the page on which the open place lies, with ways to the pages beside it."""
    number = opened.page
    if number is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        for other, label, icon in (
            (number - 1, _("Previous page"), ":material/chevron_left:"),
            (number + 1, _("Next page"), ":material/chevron_right:"),
        ):
            place = report_text.place_of_page(opened.content, other)
            if place is not None:
                query = {"rapport": opened.report.id, "plats": str(place)}
                places.turn(label, query, key=f"page {label}", icon=icon)
        st.caption(_("Page {page} of {pages}").format(page=number, pages=opened.report.pages))
    quotation = library.quote(opened.found) if opened.found and opened.found_on(number) else ""
    picture = caching.kept(picture_of, opened.report.id, number, quotation)
    if picture is None:
        st.caption(_("The page cannot be shown: its file is gone, has changed or cannot be drawn."))
        return
    alt = _("Page {page} of the report").format(page=number)
    st.image(picture, width="stretch", alt=alt)


def picture_of(library: Library, report_id: str, number: int, quotation: str) -> bytes | None:
    """Return a page of a report's file as PNG, the *quotation* marked; None where it cannot be drawn."""
    report = library.report(report_id)
    for file in map(Path, library.files(report_id)):
        if caching.is_same_file(file, report.sha256):
            try:
                return page_picture(file, number, quotation)
            except ProgramFailed:
                return None
    return None
