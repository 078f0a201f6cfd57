"""Hits that say nearly word for word what a better one says, as reports do from year to year."""

from __future__ import annotations

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
    seen: list[frozenset[tuple[str, ...]]] = []
    for text in texts:
        shingles = _shingles(text)
        yield next((at for at, other in enumerate(seen) if _resemblance(shingles, other) >= _LEAST_SHARED), None)
        seen.append(shingles)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    found = text.casefold().split()
    return frozenset(zip(*(found[start:] for start in range(_SHINGLE)), strict=False))


def _resemblance(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    shared = len(one & other)
    return shared / max(len(one) + len(other) - shared, 1)
