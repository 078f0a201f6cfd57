"""Words of a text and their stems: what the word index holds and what queries ask for."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import Stemmer

_WORD = re.compile(r"[^\W_]+")
_STEMMER = Stemmer.Stemmer("swedish", 0)
"""Without PyStemmer's own cache: the one below also saves the call."""


class Word(NamedTuple):
    """A word of a text, folded to small letters, and where it stands."""

    text: str
    start: int
    end: int


@lru_cache
def stop_words() -> frozenset[str]:
    """Return the Swedish words that say too little to be searched."""
    text = resources.files("minerva.swedish").joinpath("data/stopwords.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def words(text: str) -> list[str]:
    """Return the words of *text* in their order, folded to small letters; hyphens and points part them."""
    return _WORD.findall(text.casefold())


def located_words(text: str) -> list[Word]:
    """Return the words of *text* as :func:`words` does, with their offsets."""
    return [Word(match.group().casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Snowball stem of a Swedish *word* in small letters: ``hemlösa`` and ``hemlöshet`` give ``hemlös``."""
    return str(_STEMMER.stemWord(word))


def stems(text: str) -> list[str]:
    """Return the stems of the words of *text* that are no stop words."""
    return [stem(word) for word in words(text) if word not in stop_words()]
