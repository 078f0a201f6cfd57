"""Sheets of paper to be downloaded: with the key, or without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from minerva.messages import language, use_language
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from minerva.examples.worksheets import Worksheet

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNSUITED = re.compile(r"[^\w-]+")
_LONGEST_NAME = 60


def offer(title: str, make: Callable[[str], Worksheet]) -> None:
    """Draw what downloads the sheet that *make* makes under a title, by default *title*."""
    with st.popover(_("Download"), icon=":material/download:"):
        chosen = st.text_input(_("What stands above"), value=title, key=f"sheet title {title}")
        with_key = st.toggle(_("With the key, on a page of its own"), key="sheet with key")
        spoken, name = language(), _file_name(chosen or title)

        def word() -> bytes:
            use_language(spoken)
            return make(chosen or title).word(with_key=with_key)

        def markdown() -> str:
            use_language(spoken)
            return make(chosen or title).markdown(with_key=with_key)

        st.download_button(
            _("Word"), word, f"{name}.docx", _WORD, icon=":material/description:", on_click="ignore", key="sheet word"
        )
        st.download_button(
            _("Markdown"), markdown, f"{name}.md", "text/markdown", icon=":material/notes:", on_click="ignore",
            key="sheet markdown",
        )  # fmt: skip


def _file_name(title: str) -> str:
    return _UNSUITED.sub("-", title).strip("-").lower()[:_LONGEST_NAME] or "exempel"
