"""
Text of reports on a page: escaped, its direction kept to itself, then marked.

Nothing of a report is ever taken for HTML or Markdown.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from minerva.outward.text import escaped, literal, plain
from minerva.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINE = re.compile(r"[^\n]+")

__all__ = ["STYLE", "empty", "escaped", "excerpt", "literal", "marked", "passage", "plain", "strong"]

STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
"""How the HTML that is made here looks; colours that suit both a light and a dark page."""


def strong(text: str) -> str:
    """Return *text* of our own as bold Markdown."""
    return f"**{text}**"


def marked(text: str, spans: Iterable[Span], closest: Span | None = None, *, within: Span | None = None) -> str:
    """Return *text*, or what of it is *within*, as HTML: *spans* marked, the sentence *closest* to the query apart."""
    start, end = within or (0, len(text))
    spans = [span for span in spans if span.start < end and span.end > start]
    inner = {cut for span in (*spans, *filter(None, [closest])) for cut in span if start < cut < end}
    cuts = sorted({start, end, *inner})
    return "".join(_piece(text, Span(*ends), spans, closest) for ends in itertools.pairwise(cuts))


def _piece(text: str, piece: Span, spans: Iterable[Span], closest: Span | None) -> str:
    """Return a piece of *text* that lies wholly in each of *spans*, or wholly outside."""
    shown = escaped(text[piece.start : piece.end])
    if any(_holds(span, piece) for span in spans):
        shown = f"<mark>{shown}</mark>"
    return f'<span class="m-near">{shown}</span>' if closest and _holds(closest, piece) else shown


def _holds(span: Span, piece: Span) -> bool:
    return span.start <= piece.start and piece.end <= span.end


def passage(text: str, spans: Sequence[Span] = (), closest: Span | None = None, *, limit: int | None = None) -> str:
    """
    Return a passage's *text* as HTML, its tables as tables.

    Parameters
    ----------
    limit
        Show so many characters at most, those around what answers the query.
    """
    within = Span(0, len(text)) if limit is None else excerpt(text, spans, closest, limit)
    lines = [line for line in _lines(text) if line.start < within.end and line.end > within.start]
    before, after = ("… " if within.start else ""), (" …" if within.end < len(text) else "")
    parts = []
    for is_row, group in itertools.groupby(lines, key=lambda line: "\t" in text[line.start : line.end]):
        if is_row:
            rows = "".join(f"<tr>{_cells(text, line, spans, closest)}</tr>" for line in group)
            parts.append(f'<div class="m-scroll"><table>{rows}</table></div>')
        else:
            shown = [Span(max(line.start, within.start), min(line.end, within.end)) for line in group]
            parts.append("<br>".join(marked(text, spans, closest, within=line) for line in shown))
    return f'<div class="m-quote" dir="ltr">{before}{"".join(parts)}{after}</div>'


def _cells(text: str, line: Span, spans: Sequence[Span], closest: Span | None) -> str:
    cells, start = [], line.start
    for cell in text[line.start : line.end].split("\t"):
        cells.append(f"<td>{marked(text, spans, closest, within=Span(start, start + len(cell)))}</td>")
        start += len(cell) + 1
    return "".join(cells)


def _lines(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _LINE.finditer(text)]


def excerpt(text: str, spans: Sequence[Span], closest: Span | None, limit: int) -> Span:
    """Return where the *limit* characters of *text* lie that show best what answers, cut between words or lines."""
    if len(text) <= limit:
        return Span(0, len(text))
    told = closest or (spans[0] if spans else Span(0, 0))
    start = max(0, min(told.start - limit // 4, len(text) - limit))
    end = start + limit
    if start:
        start = text.find(" ", start) + 1 or start
    if end < len(text):
        cut = text.rfind(" ", start, end)
        end = cut if cut > start else end
    return Span(start, end)


def details(says: str, content: str, *, name: str = "m-more") -> str:
    """Return what opens when a user chooses what it *says*; *content* is HTML, *name* for the style sheet."""
    return f'<details class="{name}"><summary>{escaped(says)}</summary>{content}</details>'


def empty(says: str, remedy: str) -> None:
    """Say that there is nothing here, and what to do."""
    with st.container(border=True, horizontal_alignment="center"):
        st.markdown(f"### {literal(says)}")
        st.markdown(literal(remedy))
