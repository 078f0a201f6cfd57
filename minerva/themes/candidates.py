"""Words and phrases that could name a theme, and how many passages have each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from minerva.swedish.classes import is_adjective, may_be_noun
from minerva.swedish.counts import word_counts
from minerva.swedish.places import municipalities
from minerva.swedish.words import stem, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PIECE = re.compile(r"[^.,;:!?()\[\]\n\t\"”»«•–…/|=]+")
_WORD = re.compile(r"[^\W\d_]+- (?:och|eller) [^\W\d_]+|[^\W\d_]+(?:-[^\W\d_]+)*")
"""*hälso- och sjukvård* is one word."""
JOINTS = frozenset("av för i inom med mot och på till utan".split())
"""Words that may stand within a phrase: *våld i nära relationer*, *vård och omsorg*."""
_VOWEL = re.compile("[aeiouyåäöé]")
_SHORTEST = 3
_MOST_WORDS = 4

Phrase: TypeAlias = tuple[str, ...]
"""The stems of a phrase, joints as they are."""


@dataclass(slots=True)
class Tally:
    """
    How many passages have a phrase, and how it is mostly written.

    Attributes
    ----------
    passages
        How many have it.
    forms
        How often it is written in which way.
    owners
        Which reports or other sources have it.
    """

    passages: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    owners: set[str] = field(default_factory=set)

    @property
    def form(self) -> str:
        """The most common way of writing it."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))


def tallied(texts: Sequence[str], owners: Sequence[str]) -> dict[Phrase, Tally]:
    """Return the phrases of *texts*, each of an owner, with their tallies."""
    found: dict[Phrase, Tally] = {}
    for text, owner in zip(texts, owners, strict=True):
        met: set[Phrase] = set()
        for phrase, form in phrases(text):
            tally = found.setdefault(phrase, Tally())
            tally.forms[form] += 1
            if phrase not in met:
                met.add(phrase)
                tally.passages += 1
                tally.owners.add(owner)
    return found


def phrases(text: str) -> Iterator[tuple[Phrase, str]]:
    """Yield each phrase of *text* as stems and as it is written, in small letters but for acronyms."""
    for piece in _PIECE.findall(text):
        written = [_cased(word) for word in _WORD.findall(piece)]
        for start in range(len(written)):
            yield from _beginning(written[start : start + _MOST_WORDS])


def content(phrase: Phrase) -> list[str]:
    """Return the stems of *phrase* that are no joints."""
    return [one for one in phrase if one not in JOINTS]


def _beginning(words: list[str]) -> Iterator[tuple[Phrase, str]]:
    """Yield the phrases that begin with the first of *words*: nouns and adjectives, a noun at the end, and joints."""
    if not _may_stand(words[0]):
        return
    if _is_noun(words[0]):
        yield (_stem(words[0]),), words[0]
    for end in range(2, len(words) + 1):
        last = words[end - 1]
        if not _may_stand(last):
            if last not in JOINTS or words[end - 2] in JOINTS:
                return
        elif _is_noun(last):
            yield tuple(one if one in JOINTS else _stem(one) for one in words[:end]), " ".join(words[:end])


def _cased(word: str) -> str:
    """Return *word* in small letters, unless it is an acronym."""
    return word if word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM else word.casefold()


_LONGEST_ACRONYM = 5


def _stem(word: str) -> str:
    return word if word.isupper() else stem(word)


@lru_cache(maxsize=200_000)
def _is_telling(word: str) -> bool:
    if word.isupper():
        return word.casefold() not in stop_words()
    if not _VOWEL.search(word):
        # An abbreviation, such as *dnr* and *tkr*.
        return False
    return len(word) >= _SHORTEST and word not in stop_words() and word not in JOINTS and not _is_name(word)


def _may_stand(word: str) -> bool:
    return _is_telling(word) and (_is_noun(word) or is_adjective(word))


@lru_cache(maxsize=200_000)
def _is_noun(word: str) -> bool:
    return word.isupper() or may_be_noun(word)


def _is_name(word: str) -> bool:
    found = word_counts().find(word)
    return (found is not None and found.is_name) or word in _places() or word.removesuffix("s") in _places()


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(_folded(one.name for one in municipalities()))


def _folded(names: Iterable[str]) -> list[str]:
    return [word.casefold() for name in names for word in name.split()]
