"""The frozen types that every stage speaks."""

from minerva.records.collections import Collection, Fate, Item, Quotation, SavedSearch, Source, Whereabouts
from minerva.records.documents import LEAST_QUALITY, Block, BlockKind, Cell, Document, Span, Table
from minerva.records.hits import Hit, Hits, How, Match
from minerva.records.labelling import (
    Agreement,
    CurvePoint,
    Label,
    LabelledPassage,
    LabelledSpan,
    LabelProject,
    Mark,
)
from minerva.records.outcomes import Added, Skipped
from minerva.records.reports import Evidence, Indicator, Passage, PassageKind, Report, Value
from minerva.records.themes import Assignment, EditKind, Judgment, Origin, Theme, ThemeEdit, ThemeRun

__all__ = [
    "LEAST_QUALITY",
    "Added",
    "Agreement",
    "Assignment",
    "Block",
    "BlockKind",
    "Cell",
    "Collection",
    "CurvePoint",
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
    "Label",
    "LabelProject",
    "LabelledPassage",
    "LabelledSpan",
    "Mark",
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
