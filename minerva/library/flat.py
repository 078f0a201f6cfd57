"""Vectors kept as they are, all compared; where there are many, a rough comparison first tells which are worth it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import faiss
import numpy as np

from minerva.library.neighbours import Neighbours, bits_of, read_index, selector

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_BITS = 4
_TOGETHER = 2
"""So many numbers of a vector are told by :data:`_BITS` bits in the rough comparison."""
SAMPLE = 256 << _BITS
"""Vectors that are looked at to find what those bits stand for; FAISS would take no more."""
_ROUNDS = 8
_SHORTLIST = 10
"""So many times as many vectors as are asked for come through the rough comparison, to be compared whole."""
_MOST_ASKED = 500
"""Where more are asked for, all are compared whole at once."""
_LEAST_SHARE = 4
"""Where fewer than one in so many are allowed, comparing these whole is as quick as comparing all roughly."""
_FEW = 1000
"""So few are compared sooner than the rest is passed over."""
_BATCH = 10_000


class Flat(Neighbours):
    """
    Vectors as float16, every one compared whole, or those that a rough comparison lets through.

    The rough comparison takes a tenth of the time: it looks two numbers of a vector up together in a table of sixteen
    products, by four bits, for 32 vectors at once.

    Notes
    -----
    André, Kermarrec and Le Scouarnec, "Quicker ADC: unlocking the hidden potential of product quantization with SIMD",
    TPAMI 2021.
    """

    def __init__(self, index: faiss.IndexIDMap) -> None:
        super().__init__(index)
        self._inner: Any = faiss.downcast_index(index.index)
        is_rough_first = isinstance(self._inner, faiss.IndexRefine)
        self._rough: Any = faiss.downcast_index(self._inner.base_index) if is_rough_first else None
        self._whole: Any = faiss.downcast_index(self._inner.refine_index) if is_rough_first else self._inner
        self._known: _Places | None = None

    @classmethod
    def empty(cls, dimensions: int) -> Self:
        """Return an index in which every vector is compared whole."""
        return cls(faiss.index_factory(dimensions, "IDMap,SQfp16", faiss.METRIC_INNER_PRODUCT))

    @classmethod
    def trained(cls, sample: NDArray[np.float16]) -> Self:
        """Return an index for vectors that lie as those of *sample* do, with a rough comparison before."""
        dimensions = sample.shape[1]
        if dimensions % _TOGETHER:
            return cls.empty(dimensions)
        rough = faiss.IndexPQFastScan(dimensions, dimensions // _TOGETHER, _BITS, faiss.METRIC_INNER_PRODUCT)
        rough.pq.cp.niter = _ROUNDS
        rough.train(sample.astype(np.float32))
        whole = faiss.index_factory(dimensions, "SQfp16", faiss.METRIC_INNER_PRODUCT)
        return cls(faiss.IndexIDMap(faiss.IndexRefine(rough, whole)))

    @classmethod
    def read(cls, file: Path, *, mapped: bool) -> Self:
        """See :func:`~minerva.library.neighbours.read_index`."""
        return cls(read_index(file, mapped=mapped))

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The passage numbers, in order."""
        return np.sort(self._places.ids)

    def add(self, numbers: NDArray[np.int64], vectors: NDArray[np.float16]) -> None:
        """Put in vectors by their passages' numbers."""
        self._known = None
        super().add(numbers, vectors)

    def remove(self, numbers: NDArray[np.int64]) -> None:
        """Take out the vectors of passages."""
        if not self._rough:
            self._known = None
            self._index.remove_ids(faiss.IDSelectorBatch(numbers))
            return
        kept = ~np.isin(self._places.ids, numbers)
        ids, rows = self._places.ids[kept], self._places.rows[kept]
        self._index.reset()
        for start in range(0, len(ids), _BATCH):
            self.add(ids[start : start + _BATCH], rows[start : start + _BATCH])

    def search(
        self, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the numbers and scores of the nearest *limit*, best first, all of them *allowed* ones."""
        limit = min(limit, len(self) if allowed is None else len(allowed))
        if not limit:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if allowed is not None and len(allowed) <= _FEW:
            return self._nearest(vector, limit, self._places.of(allowed))
        is_rough = self._rough is not None and limit <= _MOST_ASKED
        if allowed is not None:
            among = self._places.bits(allowed)
            if is_rough and len(allowed) * _LEAST_SHARE >= len(self):
                among &= self._seeming(vector, limit * len(self) // max(int(among.sum()), 1))
            parameters = faiss.SearchParameters(sel=selector(among))
            scores, places = self._whole.search(vector[None], limit, params=parameters)
        elif is_rough:
            parameters = faiss.IndexRefineSearchParameters(k_factor=_SHORTLIST)
            scores, places = self._inner.search(vector[None], limit, params=parameters)
        else:
            scores, places = self._whole.search(vector[None], limit)
        found = places[0] >= 0
        return self._places.ids[places[0][found]], scores[0][found]

    def vectors(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return those of *numbers* that have a vector here, and the vectors."""
        places = self._places.of(numbers)
        return self._places.ids[places], self._places.rows[places]

    def _nearest(
        self, vector: NDArray[np.float32], limit: int, places: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the numbers and scores of the nearest of those at some *places*."""
        scores = self._places.rows[places].astype(np.float32) @ vector
        best = np.argsort(-scores, kind="stable")[:limit]
        return self._places.ids[places[best]], scores[best]

    def _seeming(self, vector: NDArray[np.float32], limit: int) -> NDArray[np.bool_]:
        """Return which places may hold one of the nearest *limit*."""
        _scores, places = self._rough.search(vector[None], min(limit * _SHORTLIST, len(self)))
        return bits_of(places[places >= 0], len(self))

    @property
    def _places(self) -> _Places:
        if self._known is None:
            self._known = _Places(self._index, self._whole)
        return self._known


class _Places:
    """
    Where the vectors stand.

    Attributes
    ----------
    ids
        The passage number of each.
    rows
        They themselves, as they are mapped into memory.
    """

    def __init__(self, index: faiss.IndexIDMap, whole: faiss.IndexScalarQuantizer) -> None:
        self.ids: NDArray[np.int64] = faiss.vector_to_array(index.id_map)
        codes = whole.codes
        held = faiss.rev_swig_ptr(codes.data(), codes.size()) if codes.size() else np.empty(0, np.uint8)
        self.rows: NDArray[np.float16] = held.view("<f2").reshape(len(self.ids), whole.d)
        self._order: NDArray[np.int64] = np.argsort(self.ids, kind="stable")

    def of(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the places of those of *numbers* that have one."""
        if not len(self.ids):
            return np.empty(0, np.int64)
        at = np.searchsorted(self.ids, numbers, sorter=self._order)
        places: NDArray[np.int64] = self._order[np.minimum(at, len(self.ids) - 1)]
        kept: NDArray[np.int64] = places[self.ids[places] == numbers]
        return kept

    def bits(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which places hold one of *numbers*, at least one."""
        bits: NDArray[np.bool_] = bits_of(numbers, int(max(numbers.max(), self.ids.max())) + 1)[self.ids]
        return bits
