"""The frozen types that every stage speaks."""

from minerva.records.documents import LEAST_QUALITY, Block, BlockKind, Cell, Document, Span, Table
from minerva.records.hits import Hit, Hits, How, Match
from minerva.records.outcomes import Added, Skipped
from minerva.records.reports import Evidence, Indicator, Passage, PassageKind, Report, Value
from minerva.records.themes import Assignment, EditKind, Judgment, Origin, Theme, ThemeEdit, ThemeRun

__all__ = [
    "LEAST_QUALITY",
    "Added",
    "Assignment",
    "Block",
    "BlockKind",
    "Cell",
    "Document",
    "EditKind",
    "Evidence",
    "Hit",
    "Hits",
    "How",
    "Indicator",
    "Judgment",
    "Match",
    "Origin",
    "Passage",
    "PassageKind",
    "Report",
    "Skipped",
    "Span",
    "Table",
    "Theme",
    "ThemeEdit",
    "ThemeRun",
    "Value",
]
