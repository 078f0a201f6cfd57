"""How alike two ways of putting the same passages into themes are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def contingency(labels: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count the passages by both their labels, ``(k, l)``; those that have none in one are left out."""
    both = (labels >= 0) & (others >= 0)
    shape = (int(labels.max(initial=-1)) + 1, int(others.max(initial=-1)) + 1)
    table = np.zeros(shape, np.int64)
    np.add.at(table, (labels[both], others[both]), 1)
    return table


def jaccard(table: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return Jaccard's index of each two groups whose shared members *table* counts."""
    union = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
    return np.asarray(table / np.maximum(union, 1), np.float64)


def adjusted_rand(table: NDArray[np.int64]) -> float:
    """
    Return the adjusted Rand index of two partitions whose shared members *table* counts: 1 if they are the same.

    Hubert and Arabie, "Comparing partitions", Journal of Classification 2, 1985.
    """
    cells = _pairs(table).sum()
    rows, columns = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    expected = rows * columns / max(float(_pairs(table.sum())), 1.0)
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((cells - expected) / (most - expected))


def _pairs(counts: NDArray[np.int64] | np.int64) -> NDArray[np.float64]:
    return np.asarray(counts, np.float64) * (np.asarray(counts, np.float64) - 1) / 2
