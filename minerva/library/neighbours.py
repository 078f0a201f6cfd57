"""FAISS: which vectors lie nearest to one; imported late, since it and numpy take a tenth of a second."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

# One query is no quicker with two threads, and training gives the same everywhere with one.
faiss.omp_set_num_threads(1)


class Neighbours(ABC):
    """
    Vectors by passage number, compared by their dot product.

    Attributes
    ----------
    probes
        How many cells a search looks into; 0 where there are none.
    """

    def __init__(self, index: faiss.Index, probes: int = 0) -> None:
        self._index = index
        self.probes = probes

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
    @abstractmethod
    def numbers(self) -> NDArray[np.int64]:
        """The passage numbers, in order."""

    def add(self, numbers: NDArray[np.int64], vectors: NDArray[np.float16]) -> None:
        """Put in vectors by their passages' numbers."""
        self._index.add_with_ids(vectors.astype(np.float32), numbers)

    @abstractmethod
    def remove(self, numbers: NDArray[np.int64]) -> None:
        """Take out the vectors of passages."""

    def choose_probes(self, asked: NDArray[np.float16]) -> None:  # noqa: B027 - most have none
        """Look into as few cells as find nearly all for the vectors *asked*; where there are none, do nothing."""

    @abstractmethod
    def search(
        self, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the numbers and scores of the nearest *limit*, best first, all of them *allowed* ones."""

    @abstractmethod
    def vectors(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]] | None:
        """Return those of *numbers* that have a vector here, and the vectors; None where they are not kept as given."""


def read_index(file: Path, *, mapped: bool) -> faiss.Index:
    """
    Read an index from *file*; *mapped* into memory it costs nothing before it is searched, but cannot be changed.

    Raises
    ------
    RuntimeError
        If the file is not there or is damaged.
    """
    return faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC if mapped else 0)


def bits_of(numbers: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    """Return which of *count* numbers from 0 are among *numbers*."""
    bits = np.zeros(count, np.bool_)
    bits[numbers] = True
    return bits


def selector(bits: NDArray[np.bool_]) -> Any:  # noqa: ANN401 - FAISS is not typed
    """Return what tells FAISS the allowed numbers: a bit each, which is found quicker than in a set."""
    return faiss.IDSelectorBitmap(np.packbits(bits, bitorder="little"))
