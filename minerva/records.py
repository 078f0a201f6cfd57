"""The frozen types that every stage speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


LEAST_QUALITY = 0.85
"""
Under this a text layer is as good as none.

Of 489 pages that real and built files hold, all read better, the worst at .857; broken as text layers break (codes
shifted or mixed up, å ä ö in the wrong encoding, one glyph in ten unknown, letters set apart, lines without spaces,
words backwards), 99 to 100 % of them read worse. It lies where one character in twenty is wrong.
"""


class Span(NamedTuple):
    """A half-open range of characters, ``text[start:end]``."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"
    """A line of a table of contents: kept in the text, never searched."""
    FURNITURE = "furniture"
    """A running header, footer or page number: kept in the text, never searched."""


class PassageKind(StrEnum):
    """What a passage is made of; Swedish, since users filter by it."""

    TEXT = "text"
    LIST = "lista"
    TABLE = "tabell"
    FOOTNOTE = "fotnot"


@dataclass(frozen=True, slots=True)
class Block:
    """
    One piece of a document's canonical text.

    Attributes
    ----------
    level
        Depth of a heading, 1 at the top; 0 for every other kind.
    page
        The page (from 1) on which the block begins; ``None`` in formats without pages.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """
    A file as read.

    Attributes
    ----------
    text
        The canonical text: repaired once, never changed again. Blocks are separated by blank lines; a table
        has one row a line and a tab between cells.
    pages
        Where the running text of each page lies; the spans follow one another and cover *text*. Empty for formats
        without pages. Furniture and footnotes are set at the end of their section, so their block's ``page``
        counts, not the span that they fall into.
    blocks
        In the order of *text*, never overlapping.
    title
        The title that the file itself declares (PDF or DOCX properties, HTML ``title``), if any.
    warnings
        What the reader had to guess or repair, each one sentence for the user.
    ocr_pages
        Numbers of the pages, from 1, whose text was recognised from their picture.
    quality
        How well each page reads, 0 to 1 (see :mod:`minerva.read.quality`); empty for formats without pages.
    """

    text: str
    pages: tuple[Span, ...] = ()
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    warnings: tuple[str, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    quality: tuple[float, ...] = ()

    def block_text(self, block: Block) -> str:
        """Return the text that *block* covers."""
        return self.text[block.start : block.end]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: ``text == document.text[start:end]``, empty where the table has nothing there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table of a document, as its canonical text writes it: one row a line, a tab between cells.

    Attributes
    ----------
    page
        The page (from 1) on which it begins; ``None`` in formats without pages.
    rows
        From top to bottom, as long as they are printed; what a cell merged over columns or rows says stands in the
        first of them, the others are empty.
    """

    start: int
    end: int
    page: int | None
    rows: tuple[tuple[Cell, ...], ...]


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


class How(StrEnum):
    """In what way a passage answers a word of a query."""

    WORD = "word"
    """As it was typed."""
    STEM = "stem"
    """In another form."""
    PART = "part"
    """As part of a compound, or a part of it where it is a compound."""
    ACRONYM = "acronym"
    """By what it stands for, or what stands for it."""
    ROOT = "root"
    """By a word that begins alike, and so is likely of its family."""


@dataclass(frozen=True, slots=True)
class Match:
    """
    One way in which a passage answers a query.

    Attributes
    ----------
    term
        What was asked for.
    found
        What stands in the passage for it.
    """

    term: str
    how: How
    found: str


@dataclass(frozen=True, slots=True)
class Hit:
    """
    A passage that answers a query.

    Attributes
    ----------
    score
        Higher is better; comparable within one search only.
    lexical_rank, semantic_rank
        Place in the word and meaning rankings, from 1; ``None`` where that ranking was not asked.
    highlights
        Half-open offsets within *text* of the words that matched.
    matched
        The query's words that the passage holds.
    matches
        How it holds them.
    closest
        Where in *text* the sentence nearest to the query by meaning stands; ``None`` where none was looked for.
    repeats
        Place, from 1, of a better hit of the same page that says nearly the same, word for word.
    """

    passage: Passage
    report: Report
    text: str
    score: float
    lexical_rank: int | None = None
    semantic_rank: int | None = None
    highlights: tuple[Span, ...] = ()
    matched: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    closest: Span | None = None
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """
    One page of a search's answer, best first.

    Attributes
    ----------
    total
        How many hits there are in all; exact.
    offset
        How many better hits precede this page.
    answered
        How likely it is that one of the best answers the query, 0 to 1; ``None`` where that was not weighed.
    warnings
        What could not be done as usual, and the remedy.
    """

    query: str
    mode: str
    total: int
    hits: tuple[Hit, ...] = ()
    offset: int = 0
    answered: float | None = None
    warnings: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of hits on this page."""
        return len(self.hits)

    def __iter__(self) -> Iterator[Hit]:
        """Iterate over the hits, best first."""
        return iter(self.hits)

    def __getitem__(self, index: int) -> Hit:
        """Return the hit at *index* of this page."""
        return self.hits[index]


class Origin(StrEnum):
    """How a theme came to be."""

    DEFINED = "defined"
    """Somebody wrote down what it is about."""
    DISCOVERED = "discovered"
    """It was found in the passages of a library."""


@dataclass(frozen=True, slots=True)
class Theme:
    """
    What passages are about.

    Attributes
    ----------
    id
        Of a discovered theme 16 hexadecimal digits, which stay when it is found again among other passages; of a
        defined one whatever its author chose.
    description
        One or two sentences; empty where nobody wrote any.
    keywords
        Words and phrases that tell it from others, the best first.
    seeds, hints, excluded
        Phrases of a defined theme, see :mod:`minerva.themes.phrases`: those that tell it each by itself, those that
        speak for it beside others, and those that are read as if they were not there.
    examples, counterexamples
        Ids of passages, or texts, that are about it and that are not; of a discovered theme the passages that stand
        for it.
    apart
        Words and phrases that tell a discovered theme from those nearest to it.
    neighbours
        Ids of the themes nearest to a discovered theme.
    parent
        The id of the coarser theme that holds this one.
    stability
        How surely a discovered theme is found again in other draws of the passages: 0 to 1, Jaccard's index;
        ``None`` where that was not measured.
    dropped
        Whether a user has done away with it; its passages are remembered, so that it stays away.
    """

    id: str
    name: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()
    origin: Origin = Origin.DEFINED
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    parent: str | None = None
    stability: float | None = None
    dropped: bool = False
    hints: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a passage is about a theme; *strength* is how surely, 0 to 1."""

    passage_id: str
    theme_id: str
    strength: float


@dataclass(frozen=True, slots=True)
class Judgment:
    """That a user found a passage to be about a theme, or not."""

    theme_id: str
    passage_id: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class ThemeRun:
    """
    One discovery of themes.

    Attributes
    ----------
    id
        Grows with each run of the library; 0 before it is stored.
    settings
        What it was asked for, by name.
    encoder
        Fingerprint of the encoder whose vectors were compared.
    generation
        Of the library when its passages were read.
    measures
        What was measured, by name.
    """

    id: int
    settings: dict[str, str | int | float | None]
    seed: int
    encoder: str
    generation: int
    measures: dict[str, float]


class EditKind(StrEnum):
    """What a user may do to a discovered theme; it is done again when themes are discovered anew."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class ThemeEdit:
    """
    A change of a discovered theme by a user.

    Attributes
    ----------
    name
        Its new name, of a renaming.
    others
        Ids of the themes that were merged into it, or into which it was split beside itself.
    """

    theme_id: str
    kind: EditKind
    name: str = ""
    others: tuple[str, ...] = ()


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
