"""What a file of another tool tells of one passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minerva.records import LabelledSpan


@dataclass(frozen=True, slots=True)
class Told:
    """
    A mark as another tool gives it back.

    Attributes
    ----------
    passage
        Id of the passage, which Minerva's exports give every tool to keep; empty where it was lost.
    text
        As the tool has it.
    labels
        Those of the spans included.
    annotator
        Empty where the tool does not say.
    """

    passage: str
    text: str
    labels: tuple[str, ...]
    spans: tuple[LabelledSpan, ...]
    annotator: str
