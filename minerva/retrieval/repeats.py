"""Hits that say nearly word for word what a better one says, as reports do from year to year."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    _Run = tuple[str, ...]

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
    seen: list[frozenset[_Run]] = []
    for text in texts:
        shingles = _shingles(text)
        yield next((at for at, other in enumerate(seen) if is_repeated(shingles, other)), None)
        seen.append(shingles)


def fingerprint(text: str) -> frozenset[int]:
    """Return what of a text can be kept to tell later whether another repeats it: a number below 2³² for each run."""
    return frozenset(zlib.crc32(" ".join(run).encode()) for run in _shingles(text))


def is_repeated(one: frozenset[Any], other: frozenset[Any]) -> bool:
    """Tell by their runs of words, or both by their fingerprints, whether two texts say nearly the same."""
    shared = len(one & other)
    return shared / max(len(one) + len(other) - shared, 1) >= _LEAST_SHARED


def _shingles(text: str) -> frozenset[_Run]:
    found = text.casefold().split()
    return frozenset(zip(*(found[start:] for start in range(_SHINGLE)), strict=False))
