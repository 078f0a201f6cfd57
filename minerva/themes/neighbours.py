"""The nearest neighbours of every passage, exact for some ten thousand and nearly so for more, in near-linear time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minerva.themes.blocks import in_blocks, in_parallel, means, nearest_rows, unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EXACT = 20_000
"""So many rows are all compared with all."""
_CELL = 200
"""Rows of a cell where there are more: each is compared with those of its own and the nearest cells."""
_NEAR_CELLS = 12
_ROUNDS = 6
_SAMPLE = 20
"""Rows of the sample from which a cell's centre is found."""


def nearest_neighbours(
    rows: NDArray[np.float32], count: int, *, seed: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """
    Return the *count* nearest other rows of each row.

    Parameters
    ----------
    rows
        ``(n, d)`` float32 of length one.

    Returns
    -------
    NDArray, NDArray
        ``(n, count)`` places, int32, and cosines, float32, in no order.
    """
    if len(rows) <= _EXACT:
        everyone = np.arange(len(rows), dtype=np.int32)
        blocks = in_blocks(lambda part: _nearest(rows, everyone[part], everyone, count), len(rows), 512)
        return np.concatenate([one for one, _ in blocks]), np.concatenate([one for _, one in blocks])
    return _within_cells(rows, count, seed)


def _within_cells(rows: NDArray[np.float32], count: int, seed: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    cells = len(rows) // _CELL
    centres = centres_of(rows, cells, seed=seed)
    cell = nearest_rows(rows, centres)
    members = np.split(np.argsort(cell, kind="stable").astype(np.int32), np.cumsum(np.bincount(cell, minlength=cells)))
    near = np.argsort(-(centres @ centres.T), axis=1, kind="stable")[:, :_NEAR_CELLS]
    places = np.zeros((len(rows), count), np.int32)
    cosines = np.zeros((len(rows), count), np.float32)

    def work(one: int) -> None:
        asked = members[one]
        if len(asked):
            candidates = _enough(members, near[one], count, centres[one], centres)
            places[asked], cosines[asked] = _nearest(rows, asked, candidates, count)

    in_parallel(work, range(cells))
    return places, cosines


def _enough(
    members: list[NDArray[np.int32]],
    near: NDArray[np.int64],
    count: int,
    centre: NDArray[np.float32],
    centres: NDArray[np.float32],
) -> NDArray[np.int32]:
    """Return the rows of the nearest cells, of more cells where those hold too few."""
    candidates = np.concatenate([members[cell] for cell in near])
    if len(candidates) > count:
        return candidates
    by_distance = np.argsort(-(centres @ centre), kind="stable")
    upto = np.searchsorted(np.cumsum([len(members[cell]) for cell in by_distance]), count, side="right") + 1
    return np.concatenate([members[cell] for cell in by_distance[:upto]])


def _nearest(
    rows: NDArray[np.float32], asked: NDArray[np.int32], candidates: NDArray[np.int32], count: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    cosines = rows[asked] @ rows[candidates].T
    cosines[asked[:, None] == candidates[None, :]] = -np.inf
    if count < len(candidates):
        best = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
    else:
        best = np.broadcast_to(np.arange(len(candidates)), cosines.shape)
    return candidates[best], np.take_along_axis(cosines, best, axis=1)


def centres_of(rows: NDArray[np.float32], count: int, *, seed: int, rounds: int = _ROUNDS) -> NDArray[np.float32]:
    """Return *count* centres of *rows*, of length one, by spherical k-means over a sample."""
    chance = np.random.default_rng(seed)
    sample = rows[np.sort(chance.choice(len(rows), min(len(rows), count * _SAMPLE), replace=False))]
    centres = sample[np.sort(chance.choice(len(sample), count, replace=False))]
    for _round in range(rounds):
        labels = nearest_rows(sample, centres)
        moved = unit(means(sample, labels, count))
        empty = np.bincount(labels, minlength=count) == 0
        centres = np.where(empty[:, None], centres, moved)
    return centres
