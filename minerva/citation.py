"""How a passage is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minerva.records import Passage, Report


def cite(report: Report, passage: Passage | None = None) -> str:
    """Return municipality, board, title, year and page, as far as known, in the order of a Swedish reference."""
    board = report.board[:1].upper() + report.board[1:] if report.board else None
    who = ", ".join(filter(None, (report.municipality, board)))
    what = report.title
    if report.year and str(report.year) not in what:
        what = f"{what} {report.year}"
    pages = _pages(passage) if passage else None
    return ", ".join(filter(None, (f"{who}: {what}" if who else what, pages)))


def with_reference(quotation: str, report: Report, passage: Passage) -> str:
    """Return a *quotation* in quotation marks, white space folded, and where it stands."""
    return f"”{' '.join(quotation.split())}” ({cite(report, passage)})"


def apa(report: Report, passage: Passage | None = None) -> str:
    """
    Return a reference in the manner of APA: author, year, title, page and address, as far as known.

    Notes
    -----
    Publication manual of the American Psychological Association, 7th edition, section 10.4; "u.å." (utan år) stands
    for what has no date, as Swedish guides to it say.
    """
    who = ", ".join(filter(None, (report.municipality, report.board)))
    pages = _pages(passage) if passage else None
    what = f"{report.title} ({pages})" if pages else report.title
    year = f"({report.year or 'u.å.'})"
    parts = [f"{who} {year}", what] if who else [f"{what} {year}"]
    return " ".join([*(f"{part}." for part in parts), *filter(None, [report.url])])


def _pages(passage: Passage) -> str | None:
    if passage.page is None:
        return None
    if passage.page_end in {None, passage.page}:
        return f"s. {passage.page}"
    return f"s. {passage.page}–{passage.page_end}"
