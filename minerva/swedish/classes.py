"""Which words can be nouns, and which adjectives."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources


def may_be_noun(word: str) -> bool:
    """
    Tell whether *word*, in small letters, can be a noun.

    Those that the dictionary knows only as verbs, adjectives and the like are none; what it does not know, mostly
    compounds, may be.
    """
    return word not in _others() and word not in _adjectives()


def is_adjective(word: str) -> bool:
    """Tell whether *word*, in small letters, is an adjective and can be no noun."""
    return word in _adjectives()


@lru_cache(maxsize=1)
def _others() -> frozenset[str]:
    return frozenset(line for line in _lines() if not line.endswith("*"))


@lru_cache(maxsize=1)
def _adjectives() -> frozenset[str]:
    return frozenset(line[:-1] for line in _lines() if line.endswith("*"))


def _lines() -> list[str]:
    return resources.files("minerva.swedish").joinpath("data/nonnouns.txt").read_text(encoding="utf-8").split()
