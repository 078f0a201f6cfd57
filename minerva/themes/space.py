"""
Where passages lie by what they are about: vectors of meaning, drawn together along shared words and near neighbours.

An encoder's vectors of two passages on one theme are often far apart, since each passage also says other things. Two
steps bring them together, both a mean over what a passage is tied to: first over its words, each standing for the mean
of the passages that have it, then, several times, over the passages nearest to it. What passages share grows, what each
says beside it fades. That is a low-pass filter on a graph; see Wu et al., "Simplifying Graph Convolutional Networks",
ICML 2019, and for clustering Zhang et al., "Attributed Graph Clustering via Adaptive Graph Convolution", IJCAI 2019.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from minerva.themes.blocks import in_blocks, unit
from minerva.themes.neighbours import nearest_neighbours

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DIMENSIONS = 64
_WORD_SHARE = 0.8
_STEPS = 12
_STEP_SHARE = 0.5
_FEWEST_NEIGHBOURS, _MOST_NEIGHBOURS = 5, 50
"""All measured on ``almedalen_dev``, see decision 14; steps from 8 to 32 and neighbours from 30 to 50 do as well."""


@dataclass(frozen=True, slots=True)
class Space:
    """
    Passages by what they are about.

    Attributes
    ----------
    rows
        ``(n, d)`` float32, of length one, the mean of all taken away.
    graph
        ``(n, n)`` how near passages are to their nearest neighbours, symmetric, zeros on the diagonal.
    """

    rows: NDArray[np.float32]
    graph: sparse.csr_array


def space_of(vectors: NDArray[np.float32], terms: sparse.csr_array, *, seed: int) -> Space:
    """
    Lay passages out by what they are about.

    Parameters
    ----------
    vectors
        ``(n, d)``, what an encoder made of them.
    terms
        ``(n, t)``, how much each term says of each passage.
    """
    if len(vectors) == 0:
        return Space(np.zeros((0, _DIMENSIONS), np.float32), sparse.csr_array((0, 0), dtype=np.float32))
    rows = _drawn_to_words(unit(principal(centred(unit(vectors)))), terms)
    neighbours = int(np.clip(round(len(rows) ** 0.5 / 2), _FEWEST_NEIGHBOURS, _MOST_NEIGHBOURS))
    graph = _graph(rows, min(neighbours, len(rows) - 1), seed)
    return Space(_drawn_to_neighbours(rows, graph), graph)


def centred(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return *rows* of length one after what all have in common is taken away."""
    return unit(rows - rows.mean(axis=0, dtype=np.float64)) if len(rows) > 1 else unit(rows)


def principal(rows: NDArray[np.float32], dimensions: int = _DIMENSIONS) -> NDArray[np.float32]:
    """Return the coordinates of *rows* along the directions in which they differ most."""
    products = in_blocks(lambda part: rows[part].T.astype(np.float64) @ rows[part], len(rows))
    _values, directions = np.linalg.eigh(np.sum(products, axis=0))
    main = np.ascontiguousarray(directions[:, ::-1][:, :dimensions], np.float32)
    return np.concatenate(in_blocks(lambda part: rows[part] @ main, len(rows)))


def _drawn_to_words(rows: NDArray[np.float32], terms: sparse.csr_array) -> NDArray[np.float32]:
    """Move each passage towards the mean of its words, a word lying at the mean of the passages that have it."""
    places_of_words = _averaging(sparse.csr_array(terms.T)) @ rows
    drawn = _averaging(terms) @ places_of_words
    return centred(np.asarray((1 - _WORD_SHARE) * rows + _WORD_SHARE * drawn, np.float32))


def _drawn_to_neighbours(rows: NDArray[np.float32], graph: sparse.csr_array) -> NDArray[np.float32]:
    averaging = _averaging(graph)
    for _step in range(_STEPS):
        rows = np.asarray((1 - _STEP_SHARE) * rows + _STEP_SHARE * (averaging @ rows), np.float32)
    return centred(rows)


def _averaging(weights: sparse.csr_array) -> sparse.csr_array:
    """Scale each row of *weights* to the sum of one; rows of zeros stay."""
    sums = np.asarray(weights.sum(axis=1)).ravel()
    scale = sparse.diags_array(1 / np.where(sums > 0, sums, 1), format="csr")
    return sparse.csr_array((scale @ weights).astype(np.float32))


def _graph(rows: NDArray[np.float32], neighbours: int, seed: int) -> sparse.csr_array:
    count = len(rows)
    if neighbours < 1:
        return sparse.csr_array((count, count), dtype=np.float32)
    found, cosines = nearest_neighbours(rows, neighbours, seed=seed)
    starts = np.arange(0, found.size + 1, neighbours)
    weights = np.maximum(cosines.ravel(), 1e-6) ** 2
    directed = sparse.csr_array((weights, found.ravel(), starts), shape=(count, count))
    directed.sort_indices()
    return sparse.csr_array(directed.maximum(directed.T))
