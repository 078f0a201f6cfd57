"""
What of a text was there before: each paragraph with the earlier one that it comes from.

What is the same word for word is found by its words, in one pass. Only what remains is measured against earlier
paragraphs, and of those only the few that share most of its rare words, so that time grows with the length of the
reports and not with its square.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.compare.paragraphs import Paragraph

CHANGED_FROM = 0.58
"""
From this likeness up two paragraphs are one that was changed.

On the example corpus what was changed has at least .59, what was written anew at most .52.
"""
_CANDIDATES = 6
_MEASURED = 3
_LEAST_OVERLAP = 0.3
"""Share of words in common under which letters are not compared; on the example corpus what was changed has .49."""
_COMMON = 40
"""A word in more paragraphs than this leads to no candidates."""
_LONGEST = 2500
"""Characters from which on words are compared instead of letters: some tables go on for pages."""


class Change(StrEnum):
    """What became of a paragraph; Swedish, since users see it."""

    UNCHANGED = "oförändrat"
    CHANGED = "ändrat"
    NEW = "nytt"
    GONE = "borttaget"


@dataclass(frozen=True, slots=True)
class Aligned:
    """
    A paragraph of the later report, by its number, and what it comes from.

    Attributes
    ----------
    earlier
        Numbers of the earlier paragraphs that it comes from, in order; none if it is new.
    likeness
        0 to 1.
    """

    later: int
    change: Change
    earlier: tuple[int, ...] = ()
    likeness: float = 0.0


def align(earlier: Sequence[Paragraph], later: Sequence[Paragraph]) -> list[Aligned]:
    """Return for each paragraph of the *later* report what of the *earlier* one it comes from."""
    before = _Before(earlier)
    aligned: list[Aligned] = []
    expected = 0
    while len(aligned) < len(later):
        found = before.unchanged(later, len(aligned), expected) or [before.measured(len(aligned), later[len(aligned)])]
        aligned += found
        expected = found[-1].earlier[-1] + 1 if found[-1].earlier else expected
    return aligned


def likeness(one: str, other: str) -> float:
    """
    Return how much of two texts is the same, 0 to 1: Ratcliff and Obershelp's measure over letters.

    Long texts are measured by words, which gives nearly the same.
    """
    if max(len(one), len(other)) > _LONGEST:
        return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


class _Before:
    """The earlier report: where its paragraphs and words stand."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._by_words: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, paragraph in enumerate(paragraphs):
            self._by_words[paragraph.words].append((number,))
            for word in set(paragraph.words):
                self._by_word[word].append(number)
        for number, (one, other) in enumerate(pairwise(paragraphs)):
            self._by_words[one.words + other.words].append((number, number + 1))
        self._counts = [Counter(paragraph.words) for paragraph in paragraphs]

    def unchanged(self, later: Sequence[Paragraph], number: int, expected: int) -> list[Aligned]:
        """
        Return what the paragraph *number* of the later report is word for word; an empty list if it is new or changed.

        One that was divided is found together with the next. Of several that are the same, that nearest to the
        *expected* place is taken.
        """
        for count in (1, 2):
            some = later[number : number + count]
            words = tuple(word for one in some for word in one.words)
            same = self._by_words.get(words) if words and len(some) == count else None
            if same:
                earlier = min(same, key=lambda places: (abs(places[0] - expected), places))
                return [Aligned(number + n, Change.UNCHANGED, earlier, 1.0) for n in range(count)]
        return []

    def measured(self, number: int, paragraph: Paragraph) -> Aligned:
        """Return the earlier paragraph that is so much like *paragraph* that it was changed, or that it is new."""
        best, measured = self._most_alike(paragraph)
        if measured >= CHANGED_FROM:
            return Aligned(number, Change.CHANGED, best, measured)
        return Aligned(number, Change.NEW, (), measured)

    def _most_alike(self, paragraph: Paragraph) -> tuple[tuple[int, ...], float]:
        """Return the earlier paragraph that is most like this one, or two in a row that are together."""
        best: tuple[tuple[int, ...], float] = ((), 0.0)
        for numbers in self._candidates(paragraph):
            text = " ".join(self._paragraphs[number].text for number in numbers)
            measured = likeness(text, paragraph.text)
            if measured > best[1]:
                best = (numbers, measured)
        return best

    def _candidates(self, paragraph: Paragraph) -> Iterator[tuple[int, ...]]:
        """Yield the earlier paragraphs with most words in common, each also with the next."""
        weights: dict[int, float] = defaultdict(float)
        for word in sorted(set(paragraph.words)):
            places = self._by_word.get(word, ())
            if 0 < len(places) <= _COMMON:
                for place in places:
                    weights[place] += math.log1p(len(self._paragraphs) / len(places))
        likely = sorted(weights, key=lambda place: (-weights[place], place))[:_CANDIDATES]
        wanted = Counter(paragraph.words)
        overlaps = {place: _overlap(wanted, self._counts[place]) for place in likely}
        alike = sorted(overlaps, key=lambda place: (-overlaps[place], place))[:_MEASURED]
        for place in (place for place in alike if overlaps[place] >= _LEAST_OVERLAP):
            yield (place,)
            if place + 1 < len(self._paragraphs) and len(self._paragraphs[place].words) < len(paragraph.words):
                yield place, place + 1


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two paragraphs have in common, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
