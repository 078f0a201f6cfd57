"""A passage, or some words of it, becomes a quotation that holds by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.citation.sources import source_of
from minerva.errors import CollectionError
from minerva.messages import translate as _
from minerva.records import Quotation, Span
from minerva.understand.passages import pages_of, passage_id
from minerva.understand.references import registry_number

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Document, Passage, Source

_CONTEXT = 100
"""Characters before and after a quotation that are kept with it."""


class Quoter:
    """Makes quotations of one library's passages; each report is read once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._by_report: dict[str, tuple[Document, Source]] = {}

    def quote(self, passage: str, *, words: str = "", span: Span | None = None) -> Quotation:
        """
        Return a quotation of a passage.

        Parameters
        ----------
        passage
            Its id, or the beginning of that.
        words
            Quote only these of it, white space aside.
        span
            Quote only what stands between these offsets within the passage.

        Raises
        ------
        UnknownValue
            If there is no such passage.
        CollectionError
            If the passage does not hold the words, or the span lies outside it.
        """
        held = self._library.passage(passage)
        document, source = self._report(held.report_id)
        text = document.text[held.start : held.end]
        within = _span_of(words, text, held) if words else _checked(span or Span(0, len(text)), text, held)
        start, end = held.start + within.start, held.start + within.end
        return _quotation(document, source, held, Span(start, end))

    def _report(self, report_id: str) -> tuple[Document, Source]:
        if report_id not in self._by_report:
            document = self._library.document(report_id)
            source = source_of(self._library.report(report_id), registry_number(document))
            self._by_report[report_id] = document, source
        return self._by_report[report_id]


def spaced(words: str) -> re.Pattern[str]:
    """Return what matches *words* with whatever white space between them."""
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _quotation(document: Document, source: Source, held: Passage, place: Span) -> Quotation:
    start, end = place
    whole = (start, end) == (held.start, held.end)
    page, page_end = (held.page, held.page_end) if whole else pages_of(document, start, end)
    text = document.text[start:end]
    return Quotation(
        passage_id(source.report_id, start, end, text),
        held.id,
        source,
        text,
        start,
        end,
        page,
        page_end,
        held.section,
        document.text[max(0, start - _CONTEXT) : start],
        document.text[end : end + _CONTEXT],
    )


def _span_of(words: str, text: str, held: Passage) -> Span:
    found = spaced(words).search(text) if words.split() else None
    if found is None:
        raise CollectionError(
            _("Passage {passage} does not hold the words '{words}'. Quote them as they stand there.").format(
                passage=held.id, words=words[:80]
            )
        )
    return Span(*found.span())


def _checked(span: Span, text: str, held: Passage) -> Span:
    if not 0 <= span.start < span.end <= len(text) or not text[span.start : span.end].strip():
        raise CollectionError(
            _("Passage {passage} has {n} characters; {start} to {end} is no part of it.").format(
                passage=held.id, n=len(text), start=span.start, end=span.end
            )
        )
    return span
