"""Passages of a theme as hits, with the words marked by which it was recognised."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from minerva.records import Hit, Span
from minerva.themes.recogniser import Recogniser

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.library.store import Library
    from minerva.records import Theme


def theme_hits(library: Library, theme: Theme, strengths: Iterable[tuple[str, float]]) -> list[Hit]:
    """Return hits for passages, by id and strength, in that order; the words that stand for *theme* are highlighted."""
    recogniser = Recogniser([recognisable(theme)])
    return [_hit(library, recogniser, passage, strength) for passage, strength in strengths]


def recognisable(theme: Theme) -> Theme:
    """Return *theme* with words by which it can be recognised: those that tell it apart, where nobody wrote any."""
    return theme if theme.seeds else replace(theme, seeds=theme.keywords)


def _hit(library: Library, recogniser: Recogniser, passage_id: str, strength: float) -> Hit:
    passage = library.passage(passage_id)
    text = library.quote(passage)
    spans = _spans(recogniser, text)
    matched = tuple(dict.fromkeys(text[start:end].casefold() for start, end in spans))
    report = library.report(passage.report_id)
    return Hit(passage, report, text, strength, highlights=tuple(spans), matched=matched)


def _spans(recogniser: Recogniser, text: str) -> Sequence[Span]:
    """Return where seeds stand, those that overlap as one; where there are none, hints."""
    found = recogniser.find(text)[0].get(0)
    if found is None:
        return []
    places = chain.from_iterable((found.seeds or found.hints).values())
    merged: list[Span] = []
    for start, end in sorted(span for place in places for span in place.spans):
        if merged and start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, end))
        else:
            merged.append(Span(start, end))
    return merged
