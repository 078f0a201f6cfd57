"""Marks as a person would make them who knows what the passages of :func:`tests.making.put_themes` are about."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from minerva.labelling.marking import mark_passages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minerva import Library
    from minerva.records import LabelProject

WHEN = datetime(2026, 5, 1, 12, tzinfo=UTC)
NAMES = ("hemlöshet", "våld", "ekonomi", "missbruk")


def truth_of(library: Library) -> dict[str, str]:
    """Return the theme of each passage, which its heading names, by the passage's id."""
    return {
        passage.id: passage.section[-1].split()[0].casefold()
        for report in library.reports()
        for passage in library.passages(report.id)
    }


def mark_truly(library: Library, project: LabelProject, ids: Iterable[str], annotator: str = "anna") -> None:
    """Mark passages with their themes."""
    truth = truth_of(library)
    for one in ids:
        mark_passages(library, project, [one], [truth[one]], annotator=annotator, when=WHEN)
