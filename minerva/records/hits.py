"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.records.documents import Span
    from minerva.records.reports import Passage, Report


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
