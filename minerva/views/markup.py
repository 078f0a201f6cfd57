"""
Text of reports on a page: escaped, its direction kept to itself, then marked.

Nothing of a report is ever taken for HTML or Markdown.
"""

from __future__ import annotations

import html
import itertools
import re
from typing import TYPE_CHECKING

import streamlit as st

from minerva.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=@/])")
_NO_SIGNS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])
_NO_SIGNS.update({code: chr(code) for code in b"\t\n"})
_TURNS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that turn the direction of what follows: a quotation could be shown in another order than it is stored."""

STYLE = """
mark.m-hit { background: rgba(255, 200, 60, .45); color: inherit; border-radius: .15em; padding: 0 .08em; }
"""


def escaped(text: str) -> str:
    """Return *text* of a report as HTML that shows just that."""
    return html.escape(text.translate(_NO_SIGNS).translate(_TURNS))


def literal(text: str) -> str:
    """Return *text* as Markdown that shows just that, on one line."""
    plain = " ".join(text.translate(_NO_SIGNS).translate(_TURNS).split())
    return _MARKDOWN.sub(r"\\\1", plain)


def marked(text: str, spans: Iterable[Span], closest: Span | None = None) -> str:
    """Return *text* as HTML with *spans* marked, and the sentence *closest* to the query told apart."""
    spans = list(spans)
    cuts = sorted({0, len(text), *(cut for span in (*spans, *filter(None, [closest])) for cut in span)})
    return "".join(_piece(text, Span(*ends), spans, closest) for ends in itertools.pairwise(cuts))


def _piece(text: str, piece: Span, spans: Iterable[Span], closest: Span | None) -> str:
    """Return a piece of *text* that lies wholly in each of *spans*, or wholly outside."""
    shown = escaped(text[piece.start : piece.end])
    if any(_holds(span, piece) for span in spans):
        shown = f'<mark class="m-hit">{shown}</mark>'
    return f'<span class="m-near">{shown}</span>' if closest and _holds(closest, piece) else shown


def _holds(span: Span, piece: Span) -> bool:
    return span.start <= piece.start and piece.end <= span.end


def empty(says: str, remedy: str) -> None:
    """Say that there is nothing here, and what to do."""
    with st.container(border=True, horizontal_alignment="center"):
        st.markdown(f"#### {literal(says)}")
        st.markdown(literal(remedy))
