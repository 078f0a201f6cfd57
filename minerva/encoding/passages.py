"""What of a passage is encoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minerva.records import Passage, Report


def passage_input(report: Report, passage: Passage, text: str) -> str:  # noqa: ARG001 - what else may say what it means
    """Return what is encoded of a *passage* with this *text*; a change of it asks for all vectors anew."""
    return text
