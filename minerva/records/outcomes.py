"""What a run of adding did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.records.reports import Report


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be read, why, and what to do about it."""

    file: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Added:
    """What one run of adding did: reports new in the library, files already there, files left out."""

    reports: Sequence[Report] = field(default_factory=tuple)
    unchanged: Sequence[str] = field(default_factory=tuple)
    skipped: Sequence[Skipped] = field(default_factory=tuple)
