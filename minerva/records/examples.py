"""Passages that are shown as examples: what they do, how they read, and whether they stand alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minerva.records.reports import Passage, Report


class Function(StrEnum):
    """What a paragraph does in its report; Swedish, since users filter by it."""

    GOAL = "mål"
    """Says what is to be reached."""
    RESULT = "resultat"
    """Tells an outcome, most often with a figure."""
    STATE = "nuläge"
    """Describes how things are: a duty, an organisation, who comes, how many."""
    ANALYSIS = "analys"
    """Explains: causes, connections, comparisons that draw a conclusion."""
    ACTION = "åtgärd"
    """Tells what is done, and how one works."""
    CHALLENGE = "utmaning"
    """Names a problem, a lack or a risk."""
    PLAN = "plan"
    """Tells what will be done."""
    VOICE = "brukarröst"
    """Lets those speak whom it is about: quoted, or as they answered when asked."""


@dataclass(frozen=True, slots=True)
class Readability:
    """
    How hard a text is to read, by its surface.

    Attributes
    ----------
    lix
        Mean sentence length plus the percentage of long words; below 30 is easy, above 60 very hard.
    sentence_words
        Mean number of words in a sentence.
    long_share
        Share of words of more than six letters, 0 to 1; Swedish compounds raise it without being hard.
    ovix
        Variation of the vocabulary; ``None`` where no word comes twice.
    nominal_ratio
        Nouns, prepositions and participles over pronouns, adverbs and verbs; ``None`` without a tagger.
    """

    words: int
    sentences: int
    lix: float
    sentence_words: float
    long_share: float
    ovix: float | None = None
    nominal_ratio: float | None = None


class Lack(StrEnum):
    """Why a passage cannot be understood alone."""

    SHORT = "short"
    POINTS_BACK = "points back"
    PERSON = "person"
    CONTINUES = "continues"
    SMALL_LETTER = "small letter"
    CUT_LIST = "cut list"
    ANNOUNCES = "announces"
    UNFINISHED = "unfinished"
    ELSEWHERE = "elsewhere"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Wanting:
    """
    What a passage lacks to be understood alone.

    Attributes
    ----------
    quote
        The words that show it; empty where it is not words.
    """

    lack: Lack
    quote: str = ""


@dataclass(frozen=True, slots=True)
class FunctionJudgment:
    """That a user found a passage to have a function, or not."""

    passage_id: str
    function: Function
    accepted: bool


@dataclass(frozen=True, slots=True)
class Example:
    """
    A passage that is shown as an example.

    Attributes
    ----------
    relevance
        How well it answers the query or the theme, 0 to 1; 1 where neither was given.
    functions
        What it does, the surest first; it may do several things, or nothing that is known.
    chances
        How likely it has each function, 0 to 1.
    wanting
        Why it cannot be understood alone; empty where it can.
    score
        By which examples are ordered: relevance, the chance of the function asked for, completeness.
    """

    passage: Passage
    report: Report
    text: str
    relevance: float
    readability: Readability
    functions: tuple[Function, ...]
    chances: Mapping[Function, float]
    wanting: tuple[Wanting, ...] = ()
    score: float = 0.0

    @property
    def is_complete(self) -> bool:
        """Whether it can be understood alone."""
        return not self.wanting
