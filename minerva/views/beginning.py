"""The page of search before anything is asked: what there is, and how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.cli.output import by_municipality
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.views import asked, caching, markup, places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.records import Report

_EXAMPLES = ("hemlöshet", "hur förebyggs vräkningar?", "våld i nära relation", "sjukfrånvaro")
_READ_FROM_START = 12


def draw_head() -> None:
    """Say what there is; the field to ask in follows."""
    st.markdown("## " + _("What do the reports say?"))
    st.markdown(_extent(caching.kept(caching.reports_in_order)))


def draw_ways() -> None:
    """Offer queries to try, and reports to read."""
    with st.container(horizontal=True):
        for example in _EXAMPLES:
            st.button(example, on_click=asked.change, kwargs={"query": example}, icon=":material/north_east:")
    st.caption(
        _('Quotation marks find "exact words", a minus sign leaves out -words, and OR finds either: this OR that.')
    )
    st.markdown("### " + _("Read a report"))
    reports = caching.kept(caching.reports_in_order)
    with st.container(horizontal=True, gap="small"):
        for report in _newest(reports)[:_READ_FROM_START]:
            known = " ".join(filter(None, (report.municipality, str(report.year or ""))))
            label = markup.literal(known or report.title)
            places.link("read", label, {"rapport": report.id}, icon=":material/menu_book:")
        if len(reports) > 1:
            places.link("read", _("All {n}").format(n=grouped(len(reports))), {}, icon=":material/more_horiz:")


def _newest(reports: Sequence[Report]) -> list[Report]:
    """Return the newest report of each municipality."""
    newest = {one.municipality: one for one in sorted(reports, key=lambda one: one.year or 0)}
    return by_municipality(newest.values())


def _extent(reports: Sequence[Report]) -> str:
    """Say how many reports of how many municipalities there are, and of which years."""
    municipalities = {one.municipality for one in reports if one.municipality}
    years = sorted({one.year for one in reports if one.year})
    parts = [
        translate_count("{n} report", "{n} reports", len(reports)).format(n=grouped(len(reports))),
        translate_count("{n} municipality", "{n} municipalities", len(municipalities)).format(n=len(municipalities)),
        f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years)),
    ]
    return " · ".join(filter(None, parts))
