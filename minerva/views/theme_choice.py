"""Themes to choose from: what they are called on the pages, in which order, and which the address names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.records import Origin
from minerva.swedish.collation import sort_key
from minerva.themes.overview import Overview, Spread, overview
from minerva.views import caching, markup, places

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from minerva.library.store import Library
    from minerva.records import Theme


def all_themes() -> Overview:
    """Return the themes that hold now, with how many passages are about each."""
    return caching.kept(overview)


def chosen() -> Spread | None:
    """Return the theme that the address names; None where it names none that there is."""
    found = all_themes()
    wanted = st.query_params.get(places.THEME, "")
    return next((one for one in (*found.themes, *found.coarser) if one.theme.id == wanted), None)


def in_order(found: Overview) -> list[Spread]:
    """Return the themes that some passage is about: the defined ones first, then by name, then those that hold some."""
    some = [one for one in found.themes if one.passages]
    some.sort(key=lambda one: (one.theme.origin is not Origin.DEFINED, sort_key(one.theme.name)))
    return [*some, *(one for one in found.coarser if one.passages)]


def title(theme: Theme) -> str:
    """Return a theme's name as it stands at the head of something; plain text, not Markdown."""
    return markup.plain(theme.name[:1].upper() + theme.name[1:])


def titles() -> Mapping[str, str]:
    """Return what themes are called, by id."""
    found = all_themes()
    return {one.theme.id: title(one.theme) for one in (*found.themes, *found.coarser)}


def is_behind() -> bool:
    """Tell whether reports were added after the defined themes were last sought."""
    return caching.kept(_is_behind)


def _is_behind(library: Library) -> bool:
    from minerva.themes.assigning import unassigned_reports  # noqa: PLC0415 - the first page waits for nothing

    themes = [one.theme for one in overview(library, origin=Origin.DEFINED).themes]
    return bool(unassigned_reports(library, themes))


def choose(spreads: Sequence[Spread], chosen_id: str | None, *, key: str, on_change: Callable[[str], None]) -> None:
    """Let the user choose among *spreads*; *on_change* is called with the id of the theme that was chosen."""
    by_id = {one.theme.id: one for one in spreads}
    st.session_state[key] = chosen_id if chosen_id in by_id else None
    st.selectbox(
        _("Theme"), list(by_id), key=key, index=None, format_func=lambda one: _told(by_id[one]),
        placeholder=_("Choose a theme"), label_visibility="collapsed",
        on_change=lambda: on_change(st.session_state[key] or ""),
    )  # fmt: skip


def _told(spread: Spread) -> str:
    kind = _("defined") if spread.theme.origin is Origin.DEFINED else _("found")
    return f"{title(spread.theme)} · {counted(spread)} · {kind}"


def counted(spread: Spread) -> str:
    """Say how many passages are about a theme."""
    return translate_count("{n} passage", "{n} passages", spread.passages).format(n=grouped(spread.passages))
