"""What a report is, set right by a person: its text, passages and vectors stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.library.writing import writing
from minerva.understand.indicators import indicators_of
from minerva.understand.manifest import apply

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Report
    from minerva.understand.manifest import ManifestRow


def set_identity(library: Library, report_id: str, row: ManifestRow) -> Report:
    """
    Let the report be what *row* says, as if a manifest had said so; its empty cells leave that as it was.

    Indicators are found anew, since they go by the year and the municipality.

    Raises
    ------
    UnknownValue
        If there is no such report.
    LibraryLocked
        If another process is writing.
    """
    with writing(library) as writer:
        report = apply(library.report(report_id), row)
        found = indicators_of(library.document(report.id), report.id, report.year, report.municipality)
        writer.identify(report, repr(row), found)
    return report
