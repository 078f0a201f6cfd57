"""A quotation of a collection as a card: its words, where it stands now, what its user says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.citation.short import pages
from minerva.collect.collecting import annotate, move, tag
from minerva.errors import UnknownValue
from minerva.library import quotations
from minerva.messages import translate as _
from minerva.records import Fate
from minerva.views import caching, frame, markup, places, undoing
from minerva.views.editing import editing
from minerva.views.saving import now, split_tags

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Collection, Item, Whereabouts

_EXCERPT = 480


def draw(  # noqa: PLR0913 - what may be done with it
    library: Library, one: Collection, item: Item, at: Whereabouts, *, may_write: bool, may_move: bool
) -> None:
    """Draw an item of a collection."""
    with st.container(border=True, gap="small", key=f"item-{item.id}"):
        st.html(_body(item, at))
        if item.note:
            st.markdown(f":material/edit_note: {markup.literal(item.note)}")
        if item.tags:
            with st.container(horizontal=True, gap="small"):
                for told in item.tags:
                    st.badge(markup.literal(told), icon=":material/label:", color="gray")
        with st.container(horizontal=True, vertical_alignment="center"):
            _draw_way(library, item, at)
            if may_write:
                _draw_changes(one, item, may_move=may_move)


def _body(item: Item, at: Whereabouts) -> str:
    told = item.quotation
    who = markup.escaped(told.source.municipality or told.source.title)
    known = (told.source.board, told.source.kind, told.source.period, str(told.source.year or ""))
    rest = " · ".join(markup.escaped(one) for one in known if one)
    path = " › ".join(markup.escaped(one) for one in told.section)
    numbers = pages(at.page, at.page_end)
    place = " · ".join(filter(None, [path, _("p. {page}").format(page=numbers) if numbers else ""]))
    text = markup.passage(told.text, limit=_EXCERPT)
    whole = ""
    if len(told.text) > _EXCERPT:
        whole = markup.details(_("Show the whole passage"), markup.passage(told.text), name="m-whole")
    return (
        f'<article class="m-card"><h2 class="m-who">{item.place}. {who} <span>{rest}</span></h2>'
        f'<p class="m-path">{place}{_fate(at)}</p><div class="m-text">{text}</div>{whole}</article>'
    )


def _fate(at: Whereabouts) -> str:
    """Return, as HTML, what has become of a quotation."""
    told = {
        Fate.IN_PLACE: _("stands where it was saved"),
        Fate.MOVED: _("stands elsewhere in the report now"),
        Fate.CHANGED: _("the report no longer says so"),
        Fate.GONE: _("the report is not in the library"),
    }
    name = at.fate.replace(" ", "-")
    return f' <span class="m-fate m-fate-{name}">{markup.escaped(told[at.fate])}</span>'


def _draw_way(library: Library, item: Item, at: Whereabouts) -> None:
    if at.fate is Fate.GONE:
        return
    try:
        is_there = at.fate is Fate.IN_PLACE and bool(library.passage(item.quotation.passage))
    except UnknownValue:
        is_there = False
    query = {"stycke": item.quotation.passage} if is_there else {"rapport": at.report_id, "plats": str(at.start)}
    places.link("read", _("Read in the report"), query, icon=":material/menu_book:")


def _draw_changes(one: Collection, item: Item, *, may_move: bool) -> None:
    if st.button(_("Note and tags …"), key=f"note {item.id}", icon=":material/edit_note:", type="tertiary"):
        _annotate(one, item)
    if may_move:
        for label, icon, key, to in (
            (_("Up"), ":material/arrow_upward:", "up", item.place - 1),
            (_("Down"), ":material/arrow_downward:", "down", item.place + 1),
        ):
            st.button(
                label, key=f"{key} {item.id}", icon=icon, type="tertiary", on_click=_move, args=(one, item, to),
                disabled=not 1 <= to <= one.items,
            )  # fmt: skip
    st.button(
        _("Take out"), key=f"remove {item.id}", icon=":material/delete:", type="tertiary", on_click=_take_out,
        args=(one, item),
    )  # fmt: skip


def _annotate(one: Collection, item: Item) -> None:
    note_key, tags_key = f"note of {item.id}", f"tags of {item.id}"

    def ask() -> None:
        frame.begin()
        st.text_area(_("Note"), value=item.note, key=note_key, height=120)
        st.text_input(
            _("Tags"), value=", ".join(item.tags), key=tags_key,
            placeholder=_("Words to group by, with commas between them"),
        )  # fmt: skip
        given = (one, item, note_key, tags_key)
        if st.button(_("Save"), type="primary", key="confirm_note", on_click=_keep, args=given):
            st.rerun()

    st.dialog(_("Note and tags"))(ask)()


@editing
def _keep(one: Collection, item: Item, note_key: str, tags_key: str) -> None:
    library, when = caching.library(), now()
    annotate(library, one.name, item.id, note=st.session_state[note_key], when=when)
    tags = split_tags(st.session_state[tags_key])
    tag(library, one.name, item.id, drop=item.tags, when=when, add=tags)


@editing
def _move(one: Collection, item: Item, to: int) -> None:
    move(caching.library(), one.name, item.id, to=to, when=now())


@editing
def _take_out(one: Collection, item: Item) -> None:
    removal = quotations.remove_items(caching.library(), one, [item.id], when=now().isoformat(timespec="seconds"))
    told = _("Quotation {n} was taken out of {name}.")
    undoing.remember(removal, told.format(n=item.place, name=markup.literal(one.name)))
