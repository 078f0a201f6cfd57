"""A hit as a card: the passage, where it stands, why it was found, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.cli.explaining import hit_lines
from minerva.messages import translate as _
from minerva.views import asked, markup, places, saving
from minerva.views.asked import Asked

if TYPE_CHECKING:
    from minerva.records import Hit, Passage, Report

_EXCERPT = 480
"""Characters of a passage that a card shows at first."""


def draw_hit(hit: Hit, rank: int, search: Asked) -> None:
    """Draw *hit* as a card."""
    passage_id = hit.passage.id
    with st.container(border=True, key=f"card-{passage_id}", gap="small"):
        st.html(_body(hit))
        with st.container(horizontal=True, vertical_alignment="center"):
            query = {**asked.address(search), "stycke": passage_id, "traff": str(rank)}
            places.link("read", _("Read in the report"), query, icon=":material/menu_book:")
            st.button(
                _("Similar"), key=f"similar {passage_id}", icon=":material/join_inner:", type="tertiary",
                on_click=asked.ask, args=(Asked(nearest=passage_id),),
            )  # fmt: skip
            if not search.nearest:
                _draw_feedback(passage_id, search)
            saving.offer(passage_id)


def _draw_feedback(passage_id: str, search: Asked) -> None:
    """Draw what asks for more, or for less, like this."""
    liked = {"like": (*search.like, passage_id)}
    st.button(
        _("More like this"), key=f"more {passage_id}", icon=":material/thumb_up:", type="tertiary",
        on_click=asked.change, kwargs=liked, disabled=passage_id in search.like,
    )  # fmt: skip
    st.button(
        _("Less like this"), key=f"less {passage_id}", icon=":material/thumb_down:", type="tertiary",
        on_click=asked.change, kwargs={"unlike": (*search.unlike, passage_id)},
    )  # fmt: skip


def _body(hit: Hit) -> str:
    text = markup.passage(hit.text, hit.highlights, hit.closest, limit=_EXCERPT)
    if hit.repeats:
        says = _("Says nearly the same as hit {rank}.").format(rank=hit.repeats)
        everything = markup.passage(hit.text, hit.highlights, hit.closest)
        source, more = source_line(hit.report, hit.passage), markup.details(says, everything)
        return f'<article class="m-card">{source}{more}</article>'
    whole = ""
    if len(hit.text) > _EXCERPT:
        everything = markup.passage(hit.text, hit.highlights, hit.closest)
        whole = markup.details(_("Show the whole passage"), everything, name="m-whole")
    return (
        f'<article class="m-card">{source_line(hit.report, hit.passage)}'
        f'<div class="m-text">{text}</div>{whole}{_why(hit)}</article>'
    )


def source_line(report: Report, passage: Passage) -> str:
    """Return, as HTML, whose report a passage stands in, and where in it."""
    who = markup.escaped(report.municipality or report.title)
    known = (report.board, report.kind, report.period, str(report.year or ""))
    rest = " · ".join(markup.escaped(one) for one in known if one)
    path = " › ".join(markup.escaped(one) for one in passage.section)
    place = " · ".join(filter(None, [path, _pages(passage), _("recognised from a picture") if passage.ocr else ""]))
    return f'<h2 class="m-who">{who} <span>{rest}</span></h2><p class="m-path">{place}</p>'


def _pages(passage: Passage) -> str:
    if passage.page is None:
        return ""
    if passage.page_end in {None, passage.page}:
        return _("p. {page}").format(page=passage.page)
    return _("p. {page}–{page_end}").format(page=passage.page, page_end=passage.page_end)


def _why(hit: Hit) -> str:
    lines = "".join(f"<li>{markup.escaped(line.strip())}</li>" for line in hit_lines(hit, hit.matches))
    return markup.details(_("Why this hit"), f'<ul class="m-why">{lines}</ul>')
