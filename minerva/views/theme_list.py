"""All themes: the defined ones, those found in the material as a tree, by municipality, and as a map of passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.messages import decimal, grouped, translate_count
from minerva.messages import translate as _
from minerva.records import Origin
from minerva.themes.pictures import passage_map
from minerva.views import caching, markup, places, theme_choice, theme_municipalities, theme_seeking

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from minerva.library.store import Library
    from minerva.themes.overview import Overview, Spread

_MATRIX, _MAP = "kommuner", "karta"
_SHAKY = 0.6
"""Below this stability a theme should not be trusted: see :func:`minerva.themes.stability.stability_of`."""


def draw(found: Overview, *, may_write: bool) -> None:
    """Draw the page of all themes."""
    st.markdown("## " + _("What the reports are about"))
    has_any = bool(theme_choice.in_order(found))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        shown = _choose_view(found) if has_any else ""
        if may_write:
            theme_seeking.offer(anew=has_any)
    if not has_any:
        return
    if theme_choice.is_behind():
        st.info(_("Reports that were added since are not in the themes yet."), icon=":material/update:")
    {"": _draw_lists, _MATRIX: _draw_by_municipality, _MAP: _draw_map}[shown](found)


def _choose_view(found: Overview) -> str:
    names = {"": _("Themes"), _MATRIX: _("By municipality"), _MAP: _("Map")}
    if not _of(found, Origin.DISCOVERED):
        del names[_MAP]
    if not _of(found, Origin.DEFINED):
        del names[_MATRIX]
    return places.choose_part(names, key="themes view")


def _of(found: Overview, origin: Origin) -> list[Spread]:
    """Return the themes of an *origin* that some passage is about, those of most passages first."""
    some = [one for one in found.themes if one.theme.origin is origin and one.passages]
    return sorted(some, key=lambda one: -one.passages)


def _draw_lists(found: Overview) -> None:
    with st.container(horizontal=True, key="m-beside-lists", gap="large"):
        defined, discovered = st.container(), st.container()
    with defined:
        st.markdown("### " + _("Defined"))
        st.caption(_("What is to be looked for is written down beforehand; a passage may be about several."))
        some = _of(found, Origin.DEFINED)
        _draw_rows(some)
        silent = [one for one in found.themes if one.theme.origin is Origin.DEFINED and not one.passages]
        if some and silent:
            names = ", ".join(markup.literal(theme_choice.title(one.theme)) for one in silent)
            st.caption(_("No passage is about: {themes}").format(themes=names))
    with discovered:
        st.markdown("### " + _("Found in the material"))
        st.caption(_("What passages have in common without anybody asking; each passage is about one at most."))
        _draw_tree(found)


def _draw_tree(found: Overview) -> None:
    """Draw what was found, below the coarser theme that holds it."""
    some = _of(found, Origin.DISCOVERED)
    if not some:
        st.markdown(_("No themes were found in the material."))
        return
    most = some[0].passages
    with st.container(gap=None):
        _draw_groups(found, some, most)


def _draw_groups(found: Overview, some: Sequence[Spread], most: int) -> None:
    for holder in sorted(found.coarser, key=lambda one: -one.passages):
        held = [one for one in some if one.theme.parent == holder.theme.id]
        if held:
            _draw_row(holder, 0, strong=True)
            _draw_rows(held, most=most, inset=True)
    alone = [one for one in some if one.theme.parent is None]
    if alone and found.coarser:
        st.markdown(markup.strong(_("By themselves")))
    _draw_rows(alone, most=most, inset=bool(found.coarser))


def _draw_rows(spreads: Sequence[Spread], *, most: int = 0, inset: bool = False) -> None:
    """Draw a line for each theme, its bar as long as it has passages beside *most*."""
    most = most or max((one.passages for one in spreads), default=1)
    with st.container(gap=None):
        for one in spreads:
            _draw_row(one, round(100 * one.passages / most), inset=inset)


def _draw_row(spread: Spread, percent: int, *, strong: bool = False, inset: bool = False) -> None:
    theme = spread.theme
    title = markup.literal(theme_choice.title(theme))
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small",
        key=f"m-theme-{'inset' if inset else 'plain'}-{theme.id}",
    ):  # fmt: skip
        places.turn(markup.strong(title) if strong else title, {places.THEME: theme.id}, key=f"theme {theme.id}")
        st.html(_bar(spread, percent), width=190)


def _bar(spread: Spread, percent: int) -> str:
    """Return, as HTML, how many passages there are: a bar, and a number; a theme that is not sure says so."""
    where = translate_count("in {n} municipality", "in {n} municipalities", spread.municipalities)
    told = f"{theme_choice.counted(spread)} {where.format(n=grouped(spread.municipalities))}"
    if spread.theme.stability is not None:
        told += " · " + _("stability {n}").format(n=decimal(spread.theme.stability, 2))
    bar = f'<span class="m-bar"><span style="width: {percent}%"></span></span>' if percent else ""
    unsure = ""
    if spread.theme.stability is not None and spread.theme.stability < _SHAKY:
        shaky = markup.escaped(_("shaky"))
        unsure = f' <span class="m-unsure">{shaky}</span>'
    return (
        f'<div class="m-count" title="{markup.escaped(told)}">{unsure}{bar}'
        f'<span class="m-number">{grouped(spread.passages)}</span></div>'
    )


def _draw_by_municipality(_found: Overview) -> None:
    theme_municipalities.draw()


def _draw_map(_found: Overview) -> None:
    st.altair_chart(caching.kept(_map), width="stretch", alt=_("Passages as dots, coloured by theme"))
    st.caption(_("Each dot is a passage; what lies near each other is about the like. Point at one to read it."))


def _map(library: Library) -> alt.Chart:
    return passage_map(library)
