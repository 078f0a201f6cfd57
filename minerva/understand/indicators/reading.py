"""All indicators of a document, in the order of its text."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from minerva.read.tables import tables_of
from minerva.records import BlockKind
from minerva.understand.indicators.context import Context
from minerva.understand.indicators.legends import legends_of_table
from minerva.understand.indicators.lines import Segment, segments_of
from minerva.understand.indicators.tables import Reported, indicators_in, is_about_indicators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.records import Document, Indicator

_SKIPPED = {BlockKind.FURNITURE, BlockKind.FOOTNOTE, BlockKind.CONTENTS}
_GOAL_IN_CAPTION = re.compile(r"\b(?:nämnd|del)?mål\s+\d", re.IGNORECASE)
_ABOUT_GOALS = re.compile(r"\bmål\b|målupp", re.IGNORECASE)
_DESCRIBING = re.compile(r"\w*(?:indikator|nyckeltal|mått|mål|resultat|utfall)\w*", re.IGNORECASE)
_SHORTEST_TABLE = 8
"""Characters; what is shorter is a page number that was taken for a table."""
_CAPTION = re.compile(r"(?:tabell)\b[^.:]{0,8}[.:]\s*", re.IGNORECASE)


def indicators_of(document: Document, report_id: str, year: int | None) -> list[Indicator]:
    """
    Read the indicators of *document*.

    Parameters
    ----------
    year
        The year that the report is about: which of several targets is the target, and which outcome the outcome.

    Returns
    -------
    list[Indicator]
        In the order of the text.
    """
    found = list(_of_tables(document, report_id, year))
    return sorted(found, key=lambda one: (one.start, one.end))


def _of_tables(document: Document, report_id: str, year: int | None) -> Iterator[Indicator]:
    read = [(segment, context) for segment, context in _segments(document) if _is_wanted(segment, context)]
    for segment, context in read:
        years = [told for _sex, told in segment.columns.values if told]
        reported = Reported(
            report_id, str(year or max(years, default="")), _goal(segment, context), context.legend
        )
        yield from indicators_in(segment, reported)


def _is_wanted(segment: Segment, context: Context) -> bool:
    return is_about_indicators(segment, context.heading)


def _segments(document: Document) -> Iterator[tuple[Segment, Context]]:
    """Yield the tables under their heads, each with what held where it began."""
    tables = {table.start: table for table in tables_of(document)}
    context, last = Context(), None
    texts = [document.block_text(block) for block in document.blocks]
    found: list[tuple[Segment, Context]] = []
    for block, text, following in zip(document.blocks, texts, chain(texts[1:], [""]), strict=True):
        if block.kind in _SKIPPED or (block.kind is BlockKind.TABLE and len(text) < _SHORTEST_TABLE):
            continue
        if block.kind is not BlockKind.TABLE:
            context.read(block, text, following)
            last = None
            continue
        for _head, legend in legends_of_table(tables[block.start]):
            context.legend = legend | context.legend
        for segment in segments_of(tables[block.start], context.caption, last):
            found.append((segment, _copy(context)))
            last = segment
    yield from found


def _copy(context: Context) -> Context:
    return Context(context.known, list(context.headings), context.goal, context.caption, dict(context.legend))


def _goal(segment: Segment, context: Context) -> str | None:
    """Return the goal that stands above a table: named by a label or heading, or by its caption."""
    if context.goal or segment.columns.goal is not None:
        return context.goal
    if _GOAL_IN_CAPTION.search(segment.caption) and context.heading:
        return context.heading
    if segment.columns.status is None or not segment.columns.targets:
        return None
    caption = _CAPTION.sub("", segment.caption).partition(",")[0]
    about = [at for at, (_level, text) in enumerate(context.headings) if _ABOUT_GOALS.search(text)]
    below = about and about[0] < len(context.headings) - 1
    candidates = [context.heading] if below else [caption] if about else []
    return next((text for text in candidates if text and not _DESCRIBING.search(text)), None)
