"""All indicators of a document, in the order of its text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from minerva.read.tables import tables_of
from minerva.records import BlockKind
from minerva.understand.indicators.context import Context, without_number
from minerva.understand.indicators.legends import legends_of_table
from minerva.understand.indicators.lines import Segment, segments_of
from minerva.understand.indicators.prose import Place, assessed_goals, labelled_indicators
from minerva.understand.indicators.signed import legends_of, signed_goals
from minerva.understand.indicators.tables import Reported, goal_above, indicators_in, is_about_indicators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.records import Block, Document, Indicator, Table
    from minerva.understand.indicators.status import Legend

_SKIPPED = {BlockKind.FURNITURE, BlockKind.FOOTNOTE, BlockKind.CONTENTS}
_SHORTEST_TABLE = 8
"""Characters; what is shorter is a page number that was taken for a table."""
_PAGE_NUMBER = re.compile(r"[\s.…]*\d*$")


def indicators_of(
    document: Document, report_id: str, year: int | None, municipality: str | None = None
) -> list[Indicator]:
    """
    Read the indicators of *document*.

    Parameters
    ----------
    year
        The year that the report is about: which of several targets is the target, and which outcome the outcome.
    municipality
        The municipality of the report, whose outcomes some tables set beside those of others.

    Returns
    -------
    list[Indicator]
        In the order of the text.
    """
    tables = {table.start: table for table in tables_of(document)}
    found = list(_segments(document, tables, municipality or ""))
    wanted = [(segment, context) for segment, context in found if is_about_indicators(segment, context.heading)]
    rows: list[Indicator] = []
    for segment, context in wanted:
        reported = Reported(report_id, str(year or _last_year(segment)), goal_above(segment, context), context.legend)
        rows += indicators_in(segment, reported)
    known = {row.goal.casefold() for row in rows if row.goal}
    told = str(year or max((when for row in rows for when in row.values), default=""))
    places = list(_places(document, known))
    labelled = list(labelled_indicators(places, report_id, told))
    rows += labelled
    covered = [range(row.start, row.end) for row in labelled]
    rows += assessed_goals([one for one in places if not _is_in(one.block.start, covered)], report_id)
    rows += signed_goals(places, [*_legends(tables), *legends_of(places)], report_id, told)
    return sorted(rows, key=lambda row: (row.start, row.end))


def _is_in(start: int, spans: list[range]) -> bool:
    return any(start in span for span in spans)


def _last_year(segment: Segment) -> str:
    return max((year for _sex, year in segment.columns.values), default="")


def _segments(document: Document, tables: dict[int, Table], place: str) -> Iterator[tuple[Segment, Context]]:
    """Yield the tables under their heads, each with what held where it began."""
    last: Segment | None = None
    for block, context in _read(document, ()):
        if block.kind is not BlockKind.TABLE:
            last = None
            continue
        for segment in segments_of(tables[block.start], context.caption, last, place):
            yield segment, context
            last = segment


def _places(document: Document, known: set[str]) -> Iterator[Place]:
    for block, context in _read(document, known):
        headings = tuple(without_number(text) for _level, text in context.headings)
        yield Place(block, document.block_text(block), context.goal, headings, context.label)


def _read(document: Document, known: set[str] | tuple[()]) -> Iterator[tuple[Block, Context]]:
    """Yield the blocks that are read, each with what holds for it, itself included."""
    contents = {
        _PAGE_NUMBER.sub("", document.block_text(block)).casefold()
        for block in document.blocks
        if block.kind is BlockKind.CONTENTS
    }
    read = [block for block in document.blocks if block.kind not in _SKIPPED]
    context = Context(known, contents)
    for block, following in zip_longest(read, read[1:]):
        text = document.block_text(block)
        if block.kind is not BlockKind.TABLE:
            context.read(block, text, document.block_text(following) if following else "")
        elif len(text) < _SHORTEST_TABLE:
            continue
        yield block, replace(context, headings=list(context.headings), legend=dict(context.legend))


def _legends(tables: dict[int, Table]) -> list[tuple[str, Legend]]:
    """Return the legends that stand in tables, each with the head of its column."""
    return [legend for table in tables.values() for legend in legends_of_table(table)]
