"""What proposals are worth: an annotator is played who marks passages as the truth has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minerva.labelling.curve import macro_f1
from minerva.labelling.model import learn
from minerva.labelling.proposing import propose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BATCH = 10
"""So many passages are marked before the next are asked for."""


@dataclass(frozen=True, slots=True)
class LabelTask:
    """
    Passages of which is known what they are about.

    Attributes
    ----------
    vectors
        ``(n, dimensions)`` unit rows.
    truth
        ``(n, labels)``.
    hints
        ``(labels, dimensions)`` what the labels say of themselves.
    several
        Whether a passage may have any number of labels.
    """

    vectors: NDArray[np.float32]
    truth: NDArray[np.bool_]
    hints: NDArray[np.float32]
    several: bool


def played(task: LabelTask, *, marks: int, pool: int, active: bool, seed: int) -> list[float]:
    """
    Return macro-F1 after every batch of marks.

    Parameters
    ----------
    marks
        How many to make in all.
    pool
        How many passages may be marked; F1 is measured on all others.
    active
        Whether passages are proposed, rather than drawn.
    seed
        By which the pool, and what is marked where nothing is proposed, are drawn.
    """
    chance = np.random.default_rng(seed)
    order = chance.permutation(len(task.vectors))
    asked, tested = np.sort(order[:pool]), order[pool:]
    vectors, truth = task.vectors[asked], task.truth[asked]
    drawn = chance.permutation(pool)
    marked = np.array([], np.int64)
    found: list[float] = []
    while len(marked) < marks:
        new = _proposed(task, vectors, marked, truth) if active else drawn[len(marked) : len(marked) + BATCH]
        marked = np.union1d(marked, new)
        model = learn(vectors[marked], truth[marked], several=task.several)
        told = model.told(model.chances(task.vectors[tested]))
        found.append(macro_f1(task.truth[tested], told))
    return found


def median_curves(task: LabelTask, *, marks: int, pool: int, seeds: Sequence[int]) -> tuple[list[float], list[float]]:
    """Return the medians over *seeds* of macro-F1 after every batch: of passages that are proposed, and drawn."""
    curves = [
        np.median([played(task, marks=marks, pool=pool, active=active, seed=seed) for seed in seeds], axis=0)
        for active in (True, False)
    ]
    return curves[0].tolist(), curves[1].tolist()


def _proposed(
    task: LabelTask, vectors: NDArray[np.float32], marked: NDArray[np.int64], truth: NDArray[np.bool_]
) -> NDArray[np.int64]:
    return propose(vectors, marked, truth[marked], several=task.several, count=BATCH, hints=task.hints)
