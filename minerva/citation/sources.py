"""What of a report is needed to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.records import Source
from minerva.understand.references import registry_number

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Report


def source_in(library: Library, report_id: str) -> Source:
    """
    Return what of a report of *library* is needed to cite it.

    Raises
    ------
    UnknownValue
        If there is no such report.
    """
    report = library.report(report_id)
    return source_of(report, registry_number(library.document(report.id)))


def source_of(report: Report, reference: str | None) -> Source:
    """Return what of *report*, which bears this registry number, is needed to cite it."""
    return Source(
        report.id,
        report.sha256,
        report.file,
        report.title,
        report.municipality,
        report.municipality_code,
        report.county,
        report.board,
        report.kind,
        report.year,
        report.period,
        report.url,
        reference,
    )
