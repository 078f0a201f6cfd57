"""A few of many vectors that stand for all of them: spread out, none like another, rather the weightier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROUNDS = 10


def spread_out(vectors: NDArray[np.float32], weights: NDArray[np.float32], count: int) -> list[int]:
    """
    Return at most *count* rows of *vectors*, the same every time.

    Parameters
    ----------
    vectors
        ``(n, dimensions)`` unit rows.
    weights
        ``(n,)`` how much each draws a middle towards itself; not negative.

    Notes
    -----
    Weighted k-means on the sphere, and of each cluster the row nearest to its middle, after Zhdanov, "Diverse
    mini-batch active learning", arXiv:1901.05954, 2019. The first middles are the farthest from each other: Gonzalez,
    "Clustering to minimize the maximum intercluster distance", Theoretical Computer Science 38, 1985.
    """
    count = min(count, len(vectors))
    if not count:
        return []
    weights = weights + np.float32(1e-6)
    middles = vectors[_farthest(vectors, weights, count)]
    for _round in range(_ROUNDS):
        nearest = (vectors @ middles.T).argmax(axis=1)
        shares = np.where(nearest == np.arange(count)[:, None], weights, np.float32(0))
        sums = shares @ vectors
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        moved = np.where(lengths > 0, sums / np.maximum(lengths, 1e-12), middles).astype(np.float32)
        if np.array_equal(moved, middles):
            break
        middles = moved
    return _nearest(vectors @ middles.T)


def _farthest(vectors: NDArray[np.float32], weights: NDArray[np.float32], count: int) -> list[int]:
    """Return rows each of which lies farthest, by its weight, from those before it."""
    found = [int(weights.argmax())]
    distance = np.full(len(vectors), np.inf, np.float32)
    for _number in range(count - 1):
        distance = np.minimum(distance, 1 - vectors @ vectors[found[-1]])
        apart = distance * weights
        apart[found] = -1
        found.append(int(apart.argmax()))
    return found


def _nearest(likeness: NDArray[np.float32]) -> list[int]:
    """Return for each column the row that is likest to it, none twice."""
    found: list[int] = []
    for column in likeness.T:
        free = column.copy()
        free[found] = -np.inf
        found.append(int(free.argmax()))
    return found
