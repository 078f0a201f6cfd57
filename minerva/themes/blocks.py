"""
Sums and products that give the same bits whatever the number of threads.

Numerical libraries divide a product among threads as many as there are, and sums of floats depend on their order. Here
the work is divided into blocks of a fixed size, each done by one thread, and blocks are joined in their order.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

_Block = TypeVar("_Block")
_ROWS = 2048


@contextmanager
def one_thread_a_block() -> Iterator[None]:
    """Let numerical libraries use a single thread each while the block runs."""
    with threadpool_limits(limits=1):
        yield


def in_blocks(work: Callable[[slice], _Block], rows: int, size: int = _ROWS) -> list[_Block]:
    """Do *work* on every *size* of so many *rows*, several at a time; return what it gives, in order."""
    return in_parallel(work, [slice(start, min(start + size, rows)) for start in range(0, rows, size)])


_Task = TypeVar("_Task")


def in_parallel(work: Callable[[_Task], _Block], tasks: Sequence[_Task]) -> list[_Block]:
    """Do *work* on each of *tasks*, several at a time; return what it gives, in order."""
    workers = min(os.cpu_count() or 1, len(tasks))
    if workers <= 1:
        return [work(one) for one in tasks]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, tasks))


def nearest_rows(rows: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the place of the centre whose dot product with each row is greatest, ``(n,)`` int64."""
    turned = np.ascontiguousarray(centres.T)
    found = in_blocks(lambda part: np.argmax(rows[part] @ turned, axis=1), len(rows))
    return np.concatenate(found).astype(np.int64) if found else np.zeros(0, np.int64)


def unit(rows: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return *rows* of length one, in float32; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)


def means(rows: NDArray[np.float32], labels: NDArray[np.int64], count: int) -> NDArray[np.float32]:
    """Return the mean of the rows of each label from 0 to *count*, zeros where a label has none."""
    sums = np.zeros((count, rows.shape[1]), np.float64)
    order = np.argsort(labels, kind="stable")
    ordered = labels[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    if len(order):
        sums[ordered[starts]] = np.add.reduceat(rows[order].astype(np.float64), starts, axis=0)
    sizes = np.maximum(np.bincount(labels, minlength=count), 1)
    return np.asarray(sums / sizes[:, None], np.float32)
