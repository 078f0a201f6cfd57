"""What is known of a report, and the passages and indicators that it is cut into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Value:
    """
    A figure of an indicator, as printed and as understood.

    Attributes
    ----------
    number
        ``None`` where what is printed is no number, such as ``"ny mätning"``.
    comparator
        ``"minst"``, ``"högst"``, ``"över"``, ``"under"`` or ``"ca"``; ``None`` for an exact number.
    unit
        As printed beside the number, or told by the row or the head of the column; ``None`` for bare numbers.
    text
        The words of the cell, white space folded.
    """

    number: float | None
    comparator: str | None
    unit: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """
    What a report says of one measure of a goal.

    Attributes
    ----------
    goal
        The goal that it measures; ``None`` where the report names none.
    name
        The indicator itself; of a goal that is assessed in words only, the goal.
    sex
        ``"kvinnor"``, ``"män"``, ``"flickor"``, ``"pojkar"`` or ``"totalt"`` where the report splits by sex.
    values
        Outcome by year, ``None`` where the report has a column for the year and prints nothing.
    target
        For the year that is reported on.
    outcome
        In the year that is reported on.
    status
        ``"uppnått"``, ``"delvis"``, ``"ej uppnått"`` or ``"pågår"``; ``None`` where the report does not say.
    start, end
        Where the row or sentence stands in the report's text.
    """

    report_id: str
    goal: str | None
    name: str
    unit: str | None
    sex: str | None
    values: dict[str, Value | None]
    target: Value | None
    outcome: Value | None
    status: str | None
    start: int
    end: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    Where a report's identity was found.

    Attributes
    ----------
    field
        The report's attribute that this supports, such as ``"year"``.
    source
        ``"text"``, ``"properties"``, ``"file name"`` or ``"manifest"``.
    start, end
        Offsets within the report's text; ``None`` for other sources.
    confidence
        How far it can be relied on, 0 to 1; ``None`` in libraries that an older Minerva wrote.
    """

    field: str
    source: str
    start: int | None = None
    end: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """
    A report of the library; what is not known is ``None``.

    Attributes
    ----------
    id
        The first 16 hexadecimal digits of *sha256*.
    file
        The file's path within the folder that was added, with forward slashes.
    municipality
        The plain name, ``"Mölndal"``.
    kind
        One of :data:`minerva.understand.kind_words.KINDS`.
    period
        Part of the year that the report covers, such as ``"delår 2"``; ``None`` for a whole year.
    pages
        Number of pages; ``None`` for formats without pages.
    quality
        How well its text reads: share of its words that a Swedish reader knows, among those that are known, unknown or
        damaged, 0 to 1. Sound reports lie above 0.95; see :mod:`minerva.read.quality`.
    """

    id: str
    file: str
    sha256: str
    title: str
    municipality: str | None = None
    municipality_code: str | None = None
    county: str | None = None
    group: str | None = None
    board: str | None = None
    kind: str | None = None
    year: int | None = None
    period: str | None = None
    url: str | None = None
    pages: int | None = None
    words: int = 0
    passages: int = 0
    quality: float = 1.0
    warnings: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class PassageKind(StrEnum):
    """What a passage is made of; Swedish, since users filter by it."""

    TEXT = "text"
    LIST = "lista"
    TABLE = "tabell"
    FOOTNOTE = "fotnot"


@dataclass(frozen=True, slots=True)
class Passage:
    """
    A citable piece of a report: ``passage text == report text[start:end]``.

    Attributes
    ----------
    id
        16 hexadecimal digits, derived from the report's id, the offsets and the text.
    page, page_end
        First and last page, from 1; ``None`` for formats without pages.
    section
        The path of headings above the passage, outermost first.
    context
        What is searched with the passage though it stands before it: the header row of a table that was divided.
    ocr
        Whether any of it was recognised from a picture, so that letters and figures may be wrong.
    """

    id: str
    report_id: str
    start: int
    end: int
    page: int | None
    page_end: int | None
    section: tuple[str, ...]
    kind: PassageKind
    words: int
    context: str = ""
    ocr: bool = False
