"""A source in one line, as Swedish reports cite each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minerva.records import Passage, Quotation, Report, Source


def cite(report: Report | Source, passage: Passage | Quotation | None = None) -> str:
    """Return municipality, board, title, year and page, as far as known, in the order of a Swedish reference."""
    board = report.board[:1].upper() + report.board[1:] if report.board else None
    who = ", ".join(filter(None, (report.municipality, board)))
    what = report.title
    if report.year and str(report.year) not in what:
        what = f"{what} {report.year}"
    numbers = pages(passage.page, passage.page_end) if passage else None
    return ", ".join(filter(None, (f"{who}: {what}" if who else what, f"s. {numbers}" if numbers else None)))


def with_reference(quotation: str, report: Report, passage: Passage) -> str:
    """Return a *quotation* in quotation marks, white space folded, and where it stands."""
    return f"”{' '.join(quotation.split())}” ({cite(report, passage)})"


def pages(first: int | None, last: int | None) -> str | None:
    """Return the numbers of pages as they are cited: ``"3"`` or ``"3–4"``; None where there are none."""
    if first is None:
        return None
    return str(first) if last in {None, first} else f"{first}–{last}"
