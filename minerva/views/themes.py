"""The page of themes: all of them, or one with who writes about it and since when, its passages, and what it needs."""

from __future__ import annotations

import streamlit as st

from minerva.messages import translate as _
from minerva.views import access, markup, notices, places, theme_choice, theme_list, theme_page, theme_seeking
from minerva.views.frame import needed_library


def page() -> None:
    """Draw the page."""
    library = needed_library()
    may_write = access.current().may_write
    found, chosen = theme_choice.all_themes(), theme_choice.chosen()
    notices.tell()
    if may_write:
        theme_seeking.watch()
    if chosen:
        theme_page.draw(library, chosen, found, may_write=may_write)
        return
    if st.query_params.get(places.THEME):
        st.info(_("The theme that the address names is there no more. It may have been merged or found anew."))
    theme_list.draw(found, may_write=may_write)
    if not theme_choice.in_order(found):
        markup.empty(
            _("No themes have been sought yet."),
            _("Choose “Seek themes”, or run: minerva themes assign, and minerva themes discover")
            if may_write
            else _("Those who keep this library have not sought any."),
        )
