"""What passages of one report have in common because they are of one report: a way of writing, names of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from minerva.themes.blocks import means, unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEW = 10
"""The mean of so many passages of a source is trusted by half."""
_FEWEST_SOURCES = 3
"""Of fewer sources, a word that one alone has may well be a theme."""


def without_source(rows: NDArray[np.float32], sources: NDArray[np.int64]) -> NDArray[np.float32]:
    """
    Take from vectors what those of their source have in common.

    Parameters
    ----------
    rows, sources
        ``(n, d)`` vectors, and ``(n,)`` the number of the source of each.

    Returns
    -------
    NDArray
        ``(n, d)``; of a source with few passages less is taken away, as their mean is mostly of what they say.
    """
    count = int(sources.max(initial=0)) + 1
    if count == 1:
        return rows
    rows = unit(rows)
    sizes = np.bincount(sources, minlength=count)
    trusted = (sizes / (sizes + _FEW)).astype(np.float32)[:, None]
    apart = means(rows, sources, count) - rows.mean(axis=0, dtype=np.float64).astype(np.float32)
    return np.asarray(rows - (trusted * apart)[sources], np.float32)


def shared(counts: sparse.csr_array, sources: NDArray[np.int64]) -> sparse.csr_array:
    """Return how often each text has each term, without the terms that only one of several sources has."""
    count = int(sources.max(initial=0)) + 1
    if count < _FEWEST_SOURCES:
        return counts
    ones = np.ones(len(sources), np.float32)
    of_sources = sparse.csr_array((ones, (sources, np.arange(len(sources)))), shape=(count, len(sources)))
    spread = np.bincount((of_sources @ counts).tocsr().indices, minlength=counts.shape[1])
    return sparse.csr_array(counts[:, np.flatnonzero(spread > 1)])
