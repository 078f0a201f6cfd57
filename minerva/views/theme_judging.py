"""Editors say of passages whether they are about a defined theme, which teaches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.library import themes as stored
from minerva.messages import decimal, grouped
from minerva.messages import translate as _
from minerva.themes.judging import judge, measured, suggestions
from minerva.themes.quoting import theme_hits
from minerva.views import caching, markup, theme_passages
from minerva.views.editing import editing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minerva.library.store import Library
    from minerva.records import Theme
    from minerva.themes.judging import Measured, Suggestion

_ASKED = 10


def draw(library: Library, theme: Theme) -> None:
    """Draw how good a theme is by what was judged, and the passages of which a judgment would teach most."""
    st.markdown(_("Of these passages Minerva is least sure. What you say of them is learnt at once."))
    with st.spinner(_("Looking for what to ask …")):
        found = caching.kept(_measured, theme.id)
        asked = caching.kept(_suggestions, theme.id)
    st.caption(_told(found))
    for hit in theme_hits(library, theme, [(one.passage.id, one.strength) for one in asked]):
        theme_passages.draw_passage(hit, theme, may_judge=True)
    if not asked:
        markup.empty(_("Every passage has been judged."), _("The others are under Passages."))


def _told(found: Measured | None) -> str:
    if found is None:
        return _("When five passages have been judged, how good the theme is can be told here.")
    shares = [_("none") if one is None else decimal(one, 2) for one in (found.precision, found.recall)]
    return _("By {n} judged passages: precision {precision}, recall {recall}.").format(
        n=grouped(found.judged), precision=shares[0], recall=shares[1]
    )


def draw_judgment(passage_id: str, theme: Theme) -> None:
    """Draw what says that a passage is about a theme, or that it is not; what was said is marked."""
    judged = caching.kept(_judged, theme.id).get(passage_id)
    for accepts, label, icon in (
        (True, _("About the theme"), ":material/thumb_up:"),
        (False, _("Not about it"), ":material/thumb_down:"),
    ):
        st.button(
            label, key=f"judge {accepts} {passage_id}", icon=icon, on_click=_judge,
            type="secondary" if judged is accepts else "tertiary", disabled=judged is accepts,
            args=(theme.id, passage_id), kwargs={"accepts": accepts},
        )  # fmt: skip


@editing
def _judge(theme_id: str, passage_id: str, *, accepts: bool) -> None:
    given = {"accept" if accepts else "reject": [passage_id]}
    judge(caching.library(), theme_id, **given)


def _judged(library: Library, theme_id: str) -> Mapping[str, bool]:
    return {one.passage_id: one.accepted for one in stored.judgments(library, theme_id)}


def _measured(library: Library, theme_id: str) -> Measured | None:
    return measured(library, stored.theme(library, theme_id))


def _suggestions(library: Library, theme_id: str) -> tuple[Suggestion, ...]:
    return tuple(suggestions(library, stored.theme(library, theme_id), _ASKED))
