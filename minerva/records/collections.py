"""What users save: quotations in collections, and searches to be run again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Fate(StrEnum):
    """What has become of a quotation since it was saved."""

    IN_PLACE = "in place"
    """It stands where it stood, in the same report."""
    MOVED = "moved"
    """It stands elsewhere, in the same report read anew or in a newer version of it."""
    CHANGED = "changed"
    """The report, or a newer version of it, is there, but says so no longer."""
    GONE = "gone"
    """Neither the report nor another version of it is in the library."""


@dataclass(frozen=True, slots=True)
class Source:
    """
    What of a report is needed to cite it; fields as in :class:`~minerva.records.reports.Report`.

    Attributes
    ----------
    reference
        The registry number (diarienummer) that it bears.
    """

    report_id: str
    sha256: str
    file: str
    title: str
    municipality: str | None = None
    municipality_code: str | None = None
    county: str | None = None
    board: str | None = None
    kind: str | None = None
    year: int | None = None
    period: str | None = None
    url: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """
    Words of a report, frozen: ``report text[start:end] == text`` when they were saved.

    Attributes
    ----------
    id
        16 hexadecimal digits that follow from the report, the offsets and the text; of a whole passage its own.
    passage
        Id of the passage that holds it.
    before, after
        What stood next to it, to tell it from the same words elsewhere.
    """

    id: str
    passage: str
    source: Source
    text: str
    start: int
    end: int
    page: int | None = None
    page_end: int | None = None
    section: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """
    A quotation in a collection.

    Attributes
    ----------
    place
        From 1.
    saved
        When, ISO 8601.
    """

    quotation: Quotation
    place: int
    saved: str
    note: str = ""
    tags: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the id of the quotation."""
        return self.quotation.id


@dataclass(frozen=True, slots=True)
class Collection:
    """
    Saved quotations under one name.

    Attributes
    ----------
    created, changed
        When, ISO 8601.
    items
        How many there are.
    tags
        Those that its items bear, each once, in alphabetical order.
    """

    id: int
    name: str
    description: str
    created: str
    changed: str
    items: int = 0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """
    Where a saved quotation stands now.

    Attributes
    ----------
    report_id, start, end, page, page_end
        Of the report as it is now; as saved where *fate* is changed or gone.
    """

    fate: Fate
    report_id: str
    start: int
    end: int
    page: int | None
    page_end: int | None


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """
    A search to be run again.

    Attributes
    ----------
    mode
        ``None`` for the usual one.
    filters
        Fields of :class:`~minerva.retrieval.filters.Filters` that narrow it.
    note
        Why it was saved.
    limit
        How many of the best hits count.
    saved, looked
        When it was saved, and when what it found was last marked as seen; ISO 8601.
    """

    name: str
    query: str
    saved: str
    looked: str
    mode: str | None = None
    filters: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    limit: int = 50
