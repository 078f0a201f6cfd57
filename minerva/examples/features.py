"""What is known of a piece of a report before its function is told, as figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from math import log1p
from typing import TYPE_CHECKING

import numpy as np

from minerva.examples.cues import HEADING, STRONG, cues
from minerva.records.examples import Function
from minerva.swedish.sentences import rough_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from minerva.themes.pieces import Piece

_OF_CUES = ("sentences", "first", "last", HEADING, "outer heading")
"""*sentences*: share of those with a strong cue; *first*, *last*: whether these have one. *heading*, *outer heading*:
whether the nearest names the function, or one above."""
_OF_TEXT = {
    "percentages": r"\d\s*%|procent",
    "money": r"\b(?:mnkr|tkr|mkr|kronor|kr|miljon\w*)\b",
    "quotation": r"[”\"»“]",
    "question": r"\?",
    "past": r"\b\w+(?:ade|dde|kte|pte|lde|rde|nde|ste)s?\b|\b(?:var|hade|blev|fick|gick|kom|tog|gav|stod|låg|sjönk|steg"
    r"|fanns|kunde|skulle|ville|gjordes?|drog|hölls?)\b",
    "passive": r"\b\w{3,}(?:as|es|rs|ls|ns|ts)\b",
    "perfect": r"\b(?:har|hade)\b(?:\s+\w+){0,3}?\s+\w+(?:at|it|tt)s?\b",
    "modal": r"\b(?:skall?|kan|bör|måste|vill|får)\b",
    "we": r"\b(?:vi|oss|vår|vårt|våra|jag|mig)\b",
}
"""Counted as logarithms; tenses by the ends of words, since no tagger is asked for."""
_OTHERS = (
    "words", "count of sentences", "list", "figures", "introduces", "later year", "this year", "earlier year",
    "opens section", "closes section", "place",
)  # fmt: skip
_FIGURE = re.compile(r"\d[\d\u00a0 .,]*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@lru_cache
def feature_names() -> tuple[str, ...]:
    """Return the names of the figures, in their order: of cues of each function, of the text, of its place."""
    of_cues = [f"{one} {name}" for one, some in cues().items() for name in (*some, *_OF_CUES) if name != HEADING]
    of_cues += [f"{one} {HEADING}" for one in Function]
    return (*dict.fromkeys(of_cues), *_OF_TEXT, *_OTHERS)


@lru_cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _OF_TEXT.items()}


def features_of(pieces: Sequence[Piece], rows: Sequence[int], year: int | None) -> NDArray[np.float32]:
    """
    Return ``(rows, features)`` of those *rows* of all *pieces* of a report, see :func:`feature_names`.

    Parameters
    ----------
    year
        The year that the report tells of.
    """
    number = {name: column for column, name in enumerate(feature_names())}
    figures = np.zeros((len(rows), len(number)), np.float32)
    for place, row in enumerate(rows):
        for name, value in _told(pieces, row, year):
            figures[place, number[name]] = value
    return figures


def _told(pieces: Sequence[Piece], row: int, year: int | None) -> Iterator[tuple[str, float]]:
    piece = pieces[row]
    text = piece.text.casefold()
    starts = [span.start for span in rough_sentences(text)] or [0]
    yield from _of_cues(text, starts)
    yield from _of_headings([heading.casefold() for heading in piece.headings])
    yield from ((name, log1p(_count(pattern, text))) for name, pattern in _patterns().items())
    yield from _of_form(text, len(starts))
    yield from _of_years(text, year)
    headings = [one.headings for one in pieces[max(row - 1, 0) : row + 2]]
    yield "opens section", row == 0 or headings[0] != piece.headings
    yield "closes section", row == len(pieces) - 1 or headings[-1] != piece.headings
    yield "place", row / max(len(pieces) - 1, 1)


def _of_cues(text: str, starts: Sequence[int]) -> Iterator[tuple[str, float]]:
    for function, some in cues().items():
        for name, pattern in some.items():
            if name not in {HEADING, STRONG}:
                yield f"{function} {name}", log1p(_count(pattern, text))
        strong = [bisect_right(starts, found.start()) for found in some[STRONG].finditer(text)]
        yield f"{function} {STRONG}", log1p(len(strong))
        yield f"{function} sentences", len(set(strong)) / len(starts)
        yield f"{function} first", 1 in strong
        yield f"{function} last", len(starts) in strong


def _of_headings(headings: Sequence[str]) -> Iterator[tuple[str, float]]:
    *outer, nearest = headings or ("",)
    for function, some in cues().items():
        yield f"{function} {HEADING}", bool(some[HEADING].search(nearest))
        yield f"{function} outer heading", any(map(some[HEADING].search, outer))


def _of_form(text: str, sentences: int) -> Iterator[tuple[str, float]]:
    words = max(len(text.split()), 1)
    yield "words", log1p(words)
    yield "count of sentences", log1p(sentences)
    yield "list", "\n" in text.strip() or text.lstrip()[:1] in {"•", "–", "-", "*"}
    yield "figures", 10 * _count(_FIGURE, text) / words
    yield "introduces", text.rstrip().endswith(":")


def _of_years(text: str, year: int | None) -> Iterator[tuple[str, float]]:
    years = [int(found) for found in _YEAR.findall(text)] if year else []
    yield "later year", any(one > (year or 0) for one in years)
    yield "this year", year in years
    yield "earlier year", any(one < (year or 0) for one in years)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _found in pattern.finditer(text))
