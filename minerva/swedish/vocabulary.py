"""Whether a word is Swedish, and how common it is."""

from __future__ import annotations

from functools import lru_cache

from minerva.swedish.counts import word_counts

_SHORTEST_PART = 3


@lru_cache(maxsize=200_000)
def count(word: str) -> int:
    """Return how often *word*, in small letters, occurs in some 20 million words of public texts; 0 if it does not."""
    found = word_counts().find(word)
    return found.number if found else 0


@lru_cache(maxsize=200_000)
def is_known(word: str) -> bool:
    """
    Tell whether *word*, in small letters, is one that a Swedish reader would know.

    It is if the public texts hold it, if it has no letters (a number), or if it is made up of such words.
    """
    if not any(map(str.isalpha, word)) or count(word):
        return True
    if "-" in word:
        return all(map(is_known, word.split("-")))
    return any(map(_is_joint, *zip(*_cuts(word), strict=True))) if len(word) >= 2 * _SHORTEST_PART else False


def _cuts(word: str) -> list[tuple[str, str]]:
    places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    return [(word[:place], word[place:]) for place in places]


def _is_joint(first: str, last: str) -> bool:
    return bool(count(last) and (count(first) or count(first.removesuffix("s"))))
