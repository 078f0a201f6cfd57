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


def _pages(passage: Passage) -> str | None:
    if passage.page is None:
        return None
    if passage.page_end in {None, passage.page}:
        return f"s. {passage.page}"
    return f"s. {passage.page}–{passage.page_end}"
