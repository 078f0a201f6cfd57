"""What editors do to a theme that was found: accept its name, give it another, merge, split or reject it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from minerva.library import themes as stored
from minerva.messages import translate as _
from minerva.messages import translate_count
from minerva.records import Origin
from minerva.themes.editing import drop_theme, merge_themes, rename_theme, split_theme
from minerva.themes.keeping import names_given
from minerva.views import caching, frame, markup, places, theme_choice
from minerva.views.editing import editing

if TYPE_CHECKING:
    from collections.abc import Callable

    from minerva.library.store import Library
    from minerva.records import Theme
    from minerva.themes.overview import Overview

_MOST_PARTS = 8


def draw(theme: Theme, found: Overview) -> None:
    """Draw what can be done with *theme*; what holds others is changed by changing those."""
    if theme.id in {one.theme.parent for one in found.themes}:
        return
    if theme.id in caching.kept(_accepted):
        st.badge(_("name accepted"), icon=":material/check:", color="gray")
    else:
        st.button(
            _("Accept"), key="accept_theme", icon=":material/check:", type="tertiary", on_click=_accept, args=(theme,),
            help=_("The name stays when themes are sought anew."),
        )  # fmt: skip
    for label, icon, key, dialog in (
        (_("Rename …"), ":material/edit:", "rename_theme", _rename),
        (_("Merge …"), ":material/merge:", "merge_theme", _merge),
        (_("Split …"), ":material/call_split:", "split_theme", _split),
        (_("Reject …"), ":material/delete:", "drop_theme", _drop),
    ):
        if st.button(label, key=key, icon=icon, type="tertiary"):
            dialog(theme, found)


def _accepted(library: Library) -> frozenset[str]:
    return frozenset(names_given(stored.edits(library)))


@editing
def _accept(theme: Theme) -> None:
    rename_theme(caching.library(), theme.id, theme.name)


def _rename(theme: Theme, _found: Overview) -> None:
    key = f"new name {theme.id}"

    def ask() -> None:
        st.text_input(_("What to call it"), value=theme.name, key=key)
        _confirm(_("Save"), "confirm_rename", theme, lambda one: rename_theme(one, theme.id, st.session_state[key]))

    _dialog(_("Rename the theme"), ask)


def _merge(theme: Theme, found: Overview) -> None:
    titles, key = theme_choice.titles(), f"merged into {theme.id}"
    others = [one.theme.id for one in found.themes if one.theme.origin is Origin.DISCOVERED and one.theme != theme]
    # The nearest are those that most likely belong together.
    others.sort(key=lambda one: theme.neighbours.index(one) if one in theme.neighbours else len(theme.neighbours))

    def ask() -> None:
        st.markdown(_("Their passages come to {theme}.").format(theme=markup.literal(theme_choice.title(theme))))
        st.multiselect(
            _("Themes to merge into it"), others, format_func=lambda one: titles.get(one, one),
            placeholder=_("Choose one or more"), key=key,
        )  # fmt: skip
        _confirm(_("Merge"), "confirm_merge", theme, lambda one: merge_themes(one, theme.id, st.session_state[key]))

    _dialog(_("Merge themes"), ask)


def _split(theme: Theme, found: Overview) -> None:
    passages, key = _passages(theme, found), f"parts of {theme.id}"

    def ask() -> None:
        st.number_input(_("Into how many"), 2, max(min(passages, _MOST_PARTS), 2), 2, key=key)
        st.caption(_("The largest part keeps the place of the theme; the others are named by what they are about."))
        _confirm(_("Split"), "confirm_split", theme, lambda one: split_theme(one, theme.id, st.session_state[key]))

    _dialog(_("Split the theme"), ask)


def _drop(theme: Theme, found: Overview) -> None:
    passages = _passages(theme, found)

    def ask() -> None:
        told = translate_count(
            "Its {n} passage is then about no theme that was found. It stays away when themes are sought anew.",
            "Its {n} passages are then about no theme that was found. It stays away when themes are sought anew.",
            passages,
        )
        st.markdown(told.format(n=passages))
        _confirm(_("Reject"), "confirm_drop", None, lambda one: drop_theme(one, theme.id))

    _dialog(_("Reject the theme"), ask)


def _passages(theme: Theme, found: Overview) -> int:
    return next(one.passages for one in found.themes if one.theme.id == theme.id)


def _dialog(title: str, ask: Callable[[], None]) -> None:
    def drawn() -> None:
        frame.begin()
        ask()

    st.dialog(title)(drawn)()


def _confirm(label: str, key: str, then: Theme | None, change: Callable[[Library], Any]) -> None:
    """Draw what makes a change and closes the dialog; after it, the theme *then* is shown, or all."""
    if st.button(label, type="primary", key=key, on_click=_make, args=(change, then)):
        st.rerun()


@editing
def _make(change: Callable[[Library], Any], then: Theme | None) -> None:
    change(caching.library())
    places.go({places.THEME: then.id} if then else {})
