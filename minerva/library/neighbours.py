"""FAISS: which vectors lie nearest to one; imported late, since it and numpy take a tenth of a second."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

# One query is no quicker with two threads, and training gives the same cells everywhere with one.
faiss.omp_set_num_threads(1)

_TRAINED_A_CELL = 64
_ROUNDS = 10
_ASKED = 100
"""So many vectors are looked up to find out how many cells must be searched."""
_DEPTH = 10
_LEAST_RECALL = 0.99
"""Of what comparing every vector finds; passages are easier to find than queries, of which .97 is asked."""
_LEAST_PROBES = 16


class Neighbours:
    """
    Vectors by passage number, compared by their dot product.

    Attributes
    ----------
    probes
        How many cells a search looks into; 0 where there are none and every vector is compared.
    """

    def __init__(self, index: faiss.Index, probes: int) -> None:
        self._index = index
        self.probes = probes

    @classmethod
    def empty(cls, dimensions: int) -> Neighbours:
        """Return an index that keeps vectors as float16 and compares every one."""
        return cls(faiss.index_factory(dimensions, "IDMap,SQfp16", faiss.METRIC_INNER_PRODUCT), 0)

    @classmethod
    def trained(cls, sample: NDArray[np.float16], count: int) -> Neighbours:
        """Return an index for some *count* vectors, of which *sample* tells how they lie: in cells, a byte a number."""
        cells = cells_for(count)
        index = faiss.index_factory(sample.shape[1], f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
        index.cp.niter = _ROUNDS
        index.train(sample.astype(np.float32))
        return cls(index, cells)

    @classmethod
    def read(cls, file: Path, probes: int, *, mapped: bool) -> Neighbours:
        """
        Read an index from *file*; *mapped* into memory it costs nothing before it is searched, but cannot be changed.

        Raises
        ------
        RuntimeError
            If the file is not there or is damaged.
        """
        return cls(faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC if mapped else 0), probes)

    def write(self, file: Path) -> None:
        """Write the index to *file*."""
        faiss.write_index(self._index, str(file))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The passage numbers, in order."""
        if not self.probes:
            return np.sort(faiss.vector_to_array(self._index.id_map))
        lists = self._index.invlists
        found = [
            faiss.rev_swig_ptr(lists.get_ids(cell), lists.list_size(cell)).copy()
            for cell in range(lists.nlist)
            if lists.list_size(cell)
        ]
        return np.sort(np.concatenate(found)) if found else np.empty(0, np.int64)

    def add(self, numbers: NDArray[np.int64], vectors: NDArray[np.float16]) -> None:
        """Put in vectors by their passages' numbers."""
        self._index.add_with_ids(vectors.astype(np.float32), numbers)

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

    def _how(self, allowed: NDArray[np.int64] | None) -> Any:  # noqa: ANN401 - FAISS is not typed
        selector = None if allowed is None else _selector(allowed)
        if not self.probes:
            return faiss.SearchParameters(sel=selector)
        probes = self.probes if allowed is None else self._index.nlist
        return faiss.SearchParametersIVF(sel=selector, nprobe=probes)


def _selector(allowed: NDArray[np.int64]) -> Any:  # noqa: ANN401 - as above
    """Return what tells the *allowed* numbers, at least one: a bit each, which is found quicker than in a set."""
    bits = np.zeros(int(allowed.max()) + 1, np.bool_)
    bits[allowed] = True
    return faiss.IDSelectorBitmap(np.packbits(bits, bitorder="little"))


def cells_for(count: int) -> int:
    """Return into how many cells *count* vectors are divided: a power of two near the square root of their number."""
    return int(2 ** round(math.log2(max(count, 1)) / 2))


def sample_size(count: int) -> int:
    """Return how many of *count* vectors are looked at to find the cells."""
    return min(count, _TRAINED_A_CELL * cells_for(count))


def _recall(found: NDArray[np.int64], exact: NDArray[np.int64]) -> float:
    shared = [len(np.intersect1d(one, other)) for one, other in zip(found, exact, strict=True)]
    return sum(shared) / exact.size
