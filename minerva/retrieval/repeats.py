"""Hits that say nearly word for word what a better one says, as reports do from year to year."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHINGLE = 3
_LEAST_SHARED = 0.6
"""Of the runs of three words of both. Sentences of another year with new figures share some .7, other passages of the
same section .1."""


def repeats(texts: Sequence[str]) -> Iterator[int | None]:
    """
    Yield for each of *texts* which earlier one it nearly repeats; None where none.

    Notes
    -----
    Resemblance of shingles: Broder, "On the resemblance and containment of documents", 1997.
    """
    seen: list[frozenset[int]] = []
    for text in texts:
        shingles = fingerprint(text)
        yield next((at for at, other in enumerate(seen) if is_repeated(shingles, other)), None)
        seen.append(shingles)


def fingerprint(text: str) -> frozenset[int]:
    """Return what tells whether a text nearly repeats another: a number below 2³² for each run of three words."""
    found = text.casefold().split()
    runs = zip(*(found[start:] for start in range(_SHINGLE)), strict=False)
    return frozenset(zlib.crc32(" ".join(run).encode()) for run in runs)


def is_repeated(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell by their fingerprints whether two texts say nearly the same, word for word."""
    shared = len(one & other)
    return shared / max(len(one) + len(other) - shared, 1) >= _LEAST_SHARED
