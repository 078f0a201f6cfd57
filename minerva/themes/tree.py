"""A tree of ever coarser groups of passages, and where to cut it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Merge(NamedTuple):
    """Two groups made one; *height* is by how much the sum of squared distances to the centres grows."""

    first: int
    second: int
    height: float


@dataclass(frozen=True, slots=True)
class Tree:
    """
    Groups and the order in which they merge.

    Attributes
    ----------
    leaves
        How many groups there are at first.
    merges
        From the least to the greatest height; a group keeps the lower number of the two.
    """

    leaves: int
    merges: tuple[Merge, ...]

    def cut(self, count: int) -> NDArray[np.int64]:
        """Return which of *count* groups each leaf belongs to, ``(leaves,)`` int64 from 0."""
        group = np.arange(self.leaves)
        for merge in self.merges[: self.leaves - count]:
            group[group == merge.second] = merge.first
        return np.unique(group, return_inverse=True)[1].astype(np.int64)

    def modularities(self, between: NDArray[np.float64], resolution: float) -> NDArray[np.float64]:
        """
        Return how well each number of groups, from 1 to all leaves, fits the graph that passages make.

        Parameters
        ----------
        between
            ``(leaves, leaves)``, the sum of the graph's weights between the passages of two leaves.
        resolution
            The higher, the more groups fit best.

        Notes
        -----
        Modularity with a resolution parameter: Reichardt and Bornholdt, "Statistical mechanics of community
        detection", Physical Review E 74, 2006.
        """
        total = max(between.sum(), np.finfo(np.float64).tiny)
        weights = between / total
        degrees = weights.sum(axis=1)
        quality = float(np.trace(weights) - resolution * (degrees**2).sum())
        found = np.zeros(self.leaves)
        found[-1] = quality
        for step, (first, second, _height) in enumerate(self.merges, 1):
            quality += 2 * float(weights[first, second] - resolution * degrees[first] * degrees[second])
            weights[first] += weights[second]
            weights[:, first] += weights[:, second]
            degrees[first] += degrees[second]
            found[self.leaves - 1 - step] = quality
        return found


def grow(centres: NDArray[np.float32], sizes: NDArray[np.int64]) -> Tree:
    """
    Join groups two by two so that passages stay as near to their centres as can be (Ward's method).

    Parameters
    ----------
    centres, sizes
        ``(m, d)`` and ``(m,)`` of the groups to begin with.

    Notes
    -----
    Nearest-neighbour chains: Murtagh and Contreras, "Algorithms for hierarchical clustering", WIREs 2012. They find
    the same tree as comparing all pairs at each step, in quadratic time.
    """
    places, weights = centres.astype(np.float64), sizes.astype(np.float64)
    alive = np.ones(len(sizes), bool)
    merges: list[Merge] = []
    chain: list[int] = []
    while len(merges) < len(sizes) - 1:
        if not chain:
            chain.append(int(np.argmax(alive)))
        last = chain[-1]
        growth = ((places - places[last]) ** 2).sum(axis=1) * weights * weights[last] / (weights + weights[last])
        growth[~alive] = np.inf
        growth[last] = np.inf
        nearest = int(np.argmin(growth))
        if len(chain) > 1 and growth[chain[-2]] <= growth[nearest]:
            nearest = chain[-2]
            del chain[-2:]
            first, second = min(last, nearest), max(last, nearest)
            merges.append(Merge(first, second, float(growth[nearest])))
            both = weights[first] + weights[second]
            places[first] = (weights[first] * places[first] + weights[second] * places[second]) / both
            weights[first] = both
            alive[second] = False
        else:
            chain.append(nearest)
    # Sorting keeps a merge after those that made its groups, since heights never fall along the tree.
    return Tree(len(sizes), tuple(sorted(merges, key=lambda merge: merge.height)))


def between_groups(graph: sparse.csr_array, labels: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """Return the sum of the weights of *graph* between the members of each two groups, ``(count, count)``."""
    ones = np.ones(len(labels), np.float32)
    members = sparse.csr_array((ones, (np.arange(len(labels)), labels)), shape=(len(labels), count))
    return np.asarray((members.T @ (graph @ members)).toarray(), np.float64)
