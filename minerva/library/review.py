"""What is unsure or missing of the reports' identity, with what speaks for it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from minerva.understand.confidence import MIN_LIKELY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.library.store import Library
    from minerva.records import Document, Evidence, Report

EXPECTED_FIELDS = ("municipality", "board", "kind", "year")
"""What every report should have; of period and title, only what is unsure is asked about."""
MANIFEST_COLUMNS = ("file", *EXPECTED_FIELDS, "period", "title")
MAX_QUOTE_CHARS = 60


@dataclass(frozen=True, slots=True)
class Doubt:
    """
    A piece of a report's identity that a person should look at.

    Attributes
    ----------
    value
        ``None`` where nothing was found.
    evidence
        What speaks for *value*, if anything.
    quote, page
        The words of the evidence and the page on which they stand, where they stand in the text.
    suggestion
        The municipality of all other reports of the same folder, where this one names none.
    """

    field: str
    value: str | int | None
    evidence: Evidence | None = None
    quote: str | None = None
    page: int | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A report with what is doubtful of it."""

    report: Report
    doubts: tuple[Doubt, ...]

    def manifest_line(self) -> str:
        """Return a line for a manifest of :data:`MANIFEST_COLUMNS`: what was found, to be confirmed or corrected."""
        values = {doubt.field: doubt.value for doubt in self.doubts}
        return csv_line(self.report.file, *(values.get(column, "") for column in MANIFEST_COLUMNS[1:]))


def review(library: Library) -> list[Review]:
    """Return the reports of which something is unsure or missing, in the order of their files' names."""
    reports = library.reports()
    reviews = (Review(report, _doubts(library, report, reports)) for report in reports)
    return [one for one in reviews if one.doubts]


def manifest_of(reviews: Iterable[Review]) -> str:
    """Return a manifest to fill in: a head and a line for each report."""
    return "\n".join([csv_line(*MANIFEST_COLUMNS), *(one.manifest_line() for one in reviews), ""])


def locate(document: Document, evidence: Evidence) -> tuple[str | None, int | None]:
    """Return the words of *evidence*, cut short, and the page on which they stand."""
    if evidence.start is None or evidence.end is None:
        return None, None
    quoted = " ".join(document.text[evidence.start : evidence.end].split())
    page = next((block.page for block in document.blocks if block.start <= evidence.start < block.end), None)
    return quoted[:MAX_QUOTE_CHARS], page


def csv_line(*values: object) -> str:
    """Return *values* as one line of CSV with commas; ``None`` is empty."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow("" if value is None else value for value in values)
    return line.getvalue()


def _doubts(library: Library, report: Report, reports: Sequence[Report]) -> tuple[Doubt, ...]:
    by_field = {one.field: one for one in report.evidence}
    asked = [field for field in MANIFEST_COLUMNS[1:] if _is_doubtful(report, field, by_field.get(field))]
    document = library.document(report.id) if asked else None
    doubts = []
    for field in asked:
        evidence = by_field.get(field)
        quote, page = locate(document, evidence) if document and evidence else (None, None)
        value = getattr(report, field) if evidence else None
        suggestion = _of_the_folder(report, reports) if field == "municipality" and not evidence else None
        doubts.append(Doubt(field, value, evidence, quote, page, suggestion))
    return tuple(doubts)


def _is_doubtful(report: Report, field: str, evidence: Evidence | None) -> bool:
    if evidence is None:
        # A kind without evidence is "övrigt" for want of anything better.
        return field in EXPECTED_FIELDS and (field == "kind" or getattr(report, field) is None)
    return evidence.confidence is not None and evidence.confidence < MIN_LIKELY


def _of_the_folder(report: Report, reports: Sequence[Report]) -> str | None:
    folder = PurePosixPath(report.file).parent
    names = {one.municipality for one in reports if one.municipality and PurePosixPath(one.file).parent == folder}
    return names.pop() if len(names) == 1 and report.board else None
