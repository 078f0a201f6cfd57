"""Reports of which it is unsure what they are, each with what speaks for it and a form to set it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.cli.reviewing import certainty_labels, field_labels, source_labels
from minerva.library.review import Review
from minerva.messages import translate as _
from minerva.understand.confidence import certainty
from minerva.views import markup, shelf_identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.review import Doubt
    from minerva.library.store import Library

__all__ = ["Review", "draw"]

_A_PAGE = 20


def draw(library: Library, reviews: Sequence[Review], *, may_write: bool) -> None:
    """Draw the reports that a person should look at."""
    if not reviews:
        st.success(_("It is known of every report what it is."), icon=":material/check:")
        return
    st.markdown(_("Minerva is not sure what these reports are. What you save here holds from then on."))
    for one in reviews[:_A_PAGE]:
        with st.expander(markup.literal(f"{one.report.title} ({one.report.file})")):
            st.markdown("\n".join(f"- {_said(doubt)}" for doubt in one.doubts))
            suggestion = next((doubt.suggestion for doubt in one.doubts if doubt.suggestion), None)
            if may_write and shelf_identity.form(library, one.report, key="review", suggestion=suggestion):
                st.rerun()
    left = len(reviews) - _A_PAGE
    if left > 0:
        st.caption(_("{n} more follow when these are done.").format(n=left))


def _said(doubt: Doubt) -> str:
    name = f"**{field_labels()[doubt.field].capitalize()}**"
    if doubt.evidence is None:
        missing = _("missing")
        if doubt.suggestion:
            missing += _("; the folder's other reports are of {municipality}").format(municipality=doubt.suggestion)
        return f"{name}: {markup.literal(missing)}"
    source = source_labels().get(doubt.evidence.source, doubt.evidence.source)
    sure = certainty_labels()[certainty(doubt.evidence.confidence or 0.0)]
    words = f"{source}: ”{doubt.quote}”" if doubt.quote else source
    words += _(", p. {page}").format(page=doubt.page) if doubt.page else ""
    return f"{name}: {markup.literal(str(doubt.value))} — {markup.literal(f'{sure}, {words}')}"
