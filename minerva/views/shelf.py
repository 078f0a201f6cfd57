"""The page on which the library is kept: what comes in, what is there, what is unsure, and whether all is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.errors import NoLibrary
from minerva.library.review import review
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.views import access, caching, shelf_health, shelf_intake, shelf_reports, shelf_review, welcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library
    from minerva.records import Report


def page() -> None:
    """Draw the page."""
    st.title(_("Library"))
    rights = access.current()
    try:
        library = caching.library()
    except NoLibrary:
        welcome.offer(on_shelf=True)
        return
    reports = caching.kept(caching.reports_in_order)
    if reports:
        st.markdown(_summary(reports))
    st.caption(access.rights_notice(rights))
    if rights.may_write:
        shelf_reports.offer_undo(library)
        if not reports and not shelf_intake.has_batches(library):
            welcome.offer(on_shelf=True)
        shelf_intake.draw(library)
    elif not reports:
        welcome.offer(on_shelf=True)
    if reports:
        _parts(library, reports, may_write=rights.may_write)


def _parts(library: Library, reports: Sequence[Report], *, may_write: bool) -> None:
    doubtful = caching.kept(_reviews)
    names = [_("Reports"), _("To check ({n})").format(n=len(doubtful)), _("Health")]
    listed, unsure, health = st.tabs(names)
    with listed:
        shelf_reports.draw(library, reports, may_write=may_write)
    with unsure:
        shelf_review.draw(library, doubtful, may_write=may_write)
    with health:
        shelf_health.draw(library, reports)


def _reviews(library: Library) -> tuple[shelf_review.Review, ...]:
    return tuple(review(library))


def _summary(reports: Sequence[Report]) -> str:
    municipalities = len({report.municipality for report in reports if report.municipality})
    years = sorted({report.year for report in reports if report.year})
    parts = [
        translate_count("{n} report", "{n} reports", len(reports)).format(n=grouped(len(reports))),
        translate_count("{n} municipality", "{n} municipalities", municipalities).format(n=grouped(municipalities)),
        _("{n} passages").format(n=grouped(sum(report.passages for report in reports))),
    ]
    if years:
        parts.append(f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0]))
    return " · ".join(parts)
