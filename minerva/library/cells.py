"""Vectors in cells, a byte a number, of which only the nearest cells are looked into: for a very large library."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Self

import faiss
import numpy as np

from minerva.library.neighbours import Neighbours, bits_of, read_index, selector

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_TRAINED_A_CELL = 64
_ROUNDS = 10
_ASKED = 100
"""So many vectors are looked up to find out how many cells must be searched."""
_DEPTH = 10
_LEAST_RECALL = 0.99
"""Of what comparing every vector finds; passages are easier to find than queries, of which .97 is asked."""
_LEAST_PROBES = 16


class Cells(Neighbours):
    """Vectors of which those in the nearest cells are compared; of the allowed ones, all."""

    @classmethod
    def trained(cls, sample: NDArray[np.float16], count: int) -> Self:
        """Return an index for some *count* vectors, of which *sample* tells how they lie."""
        cells = cells_for(count)
        index = faiss.index_factory(sample.shape[1], f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
        index.cp.niter = _ROUNDS
        index.train(sample.astype(np.float32))
        return cls(index, cells)

    @classmethod
    def read(cls, file: Path, probes: int, *, mapped: bool) -> Self:
        """See :func:`~minerva.library.neighbours.read_index`."""
        return cls(read_index(file, mapped=mapped), probes)

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The passage numbers, in order."""
        lists = self._index.invlists
        found = [
            faiss.rev_swig_ptr(lists.get_ids(cell), lists.list_size(cell)).copy()
            for cell in range(lists.nlist)
            if lists.list_size(cell)
        ]
        return np.sort(np.concatenate(found)) if found else np.empty(0, np.int64)

    def remove(self, numbers: NDArray[np.int64]) -> None:
        """Take out the vectors of passages."""
        self._index.remove_ids(faiss.IDSelectorBatch(numbers))

    def search(
        self, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the numbers and scores of the nearest *limit*, best first; of the *allowed* ones, all are compared."""
        limit = min(limit, len(self) if allowed is None else len(allowed))
        if not limit:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        scores, numbers = self._index.search(vector[None], limit, params=self._how(allowed))
        found = numbers[0] >= 0
        return numbers[0][found], scores[0][found]

    def choose_probes(self, asked: NDArray[np.float16]) -> None:
        """Look into as few cells as find nearly all that comparing every vector finds, for the vectors *asked*."""
        vectors = asked[:_ASKED].astype(np.float32)
        exact = self._nearest(vectors, self._index.nlist)
        self.probes = _LEAST_PROBES
        while self.probes < self._index.nlist and _recall(self._nearest(vectors, self.probes), exact) < _LEAST_RECALL:
            self.probes *= 2
        self.probes = min(self.probes, self._index.nlist)

    def _nearest(self, vectors: NDArray[np.float32], probes: int) -> NDArray[np.int64]:
        _scores, numbers = self._index.search(vectors, _DEPTH, params=faiss.SearchParametersIVF(nprobe=probes))
        return np.asarray(numbers)

    def vectors(self, _numbers: NDArray[np.int64]) -> None:
        """Return None: a byte a number is less than was given."""

    def _how(self, allowed: NDArray[np.int64] | None) -> faiss.SearchParametersIVF:
        if allowed is None:
            return faiss.SearchParametersIVF(nprobe=self.probes)
        chosen = selector(bits_of(allowed, int(allowed.max()) + 1))
        return faiss.SearchParametersIVF(sel=chosen, nprobe=self._index.nlist)


def cells_for(count: int) -> int:
    """Return into how many cells *count* vectors are divided: a power of two near the square root of their number."""
    return int(2 ** round(math.log2(max(count, 1)) / 2))


def sample_size(count: int) -> int:
    """Return how many of *count* vectors are looked at to find the cells."""
    return min(count, _TRAINED_A_CELL * cells_for(count))


def _recall(found: NDArray[np.int64], exact: NDArray[np.int64]) -> float:
    shared = [len(np.intersect1d(one, other)) for one, other in zip(found, exact, strict=True)]
    return sum(shared) / exact.size
