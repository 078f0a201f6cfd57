"""The frozen types that every stage speaks."""

from minerva.records.collections import Collection, Fate, Item, Quotation, SavedSearch, Source, Whereabouts
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
    "Collection",
    "Document",
    "EditKind",
    "Evidence",
    "Fate",
    "Hit",
    "Hits",
    "How",
    "Indicator",
    "Item",
    "Judgment",
    "Match",
    "Origin",
    "Passage",
    "PassageKind",
    "Quotation",
    "Report",
    "SavedSearch",
    "Skipped",
    "Source",
    "Span",
    "Table",
    "Theme",
    "ThemeEdit",
    "ThemeRun",
    "Value",
    "Whereabouts",
]
