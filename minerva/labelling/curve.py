"""How well labels are told as marks grow in number, and whether it pays to go on marking."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from minerva.labelling.model import learn
from minerva.records import CurvePoint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_DRAWS = 10
_TESTED = 0.2
"""So much of the marks is held back in each draw."""
_SHARES = (0.25, 0.5, 0.75, 1.0)
FEWEST = 20
"""Marks under which nothing is measured: a fifth of them is four passages."""
_GAIN = 0.02
"""Of macro-F1 for a third more marks; what is less is hardly worth them."""
_GOOD = 0.9


class Hint(StrEnum):
    """Whether it pays to mark more."""

    TOO_FEW = "too few"
    """Nothing can be told yet."""
    RISING = "rising"
    """It pays: what the last marks brought is more than hardly anything."""
    FLAT = "flat"
    """The last marks brought hardly anything: what is told of the labels is as good as this model can be."""
    GOOD = "good"
    """Labels are told well already."""


def learning_curve(
    vectors: NDArray[np.float32], truth: NDArray[np.bool_], *, several: bool, seed: int = 0
) -> list[CurvePoint]:
    """
    Return how well labels are told after a quarter, half, three quarters and all of four fifths of the marks.

    Each draw holds a fifth of the marks back, and measures on them what more and more of the others teach. Since marks
    are asked for where the model is unsure, it is better on other passages than the figures say.

    Parameters
    ----------
    vectors, truth
        ``(n, dimensions)`` and ``(n, labels)`` of the marked passages.

    Returns
    -------
    list
        Empty where there are fewer than :data:`FEWEST` marks, or only one label was used.
    """
    used = truth[:, truth.any(axis=0)]
    if len(truth) < FEWEST or used.shape[1] < (1 if several else 2):
        return []
    draws = np.array([list(_draw(vectors, used, several=several, seed=(seed, draw))) for draw in range(_DRAWS)])
    learnt = len(truth) - _held_back(len(truth))
    points = np.percentile(draws, (50, 25, 75), axis=0).T
    return [
        CurvePoint(_part(learnt, share), float(middle), float(low), float(high))
        for share, (middle, low, high) in zip(_SHARES, points, strict=True)
    ]


def hint_of(curve: Sequence[CurvePoint]) -> Hint:
    """Return whether more marks pay, by what the last quarter of them brought."""
    if not curve:
        return Hint.TOO_FEW
    if curve[-1].f1 >= _GOOD:
        return Hint.GOOD
    return Hint.RISING if curve[-1].f1 - curve[-2].f1 >= _GAIN else Hint.FLAT


def macro_f1(truth: NDArray[np.bool_], told: NDArray[np.bool_]) -> float:
    """Return the mean over labels of F1, of those that are true or told of any passage: ``(n, labels)`` both."""
    right = (truth & told).sum(axis=0)
    sizes = truth.sum(axis=0) + told.sum(axis=0)
    there = sizes > 0
    return float((2 * right[there] / sizes[there]).mean()) if there.any() else 0.0


def _draw(
    vectors: NDArray[np.float32], truth: NDArray[np.bool_], *, several: bool, seed: tuple[int, int]
) -> Iterator[float]:
    order = np.random.default_rng(seed).permutation(len(truth))
    held = _held_back(len(truth))
    tested, others = order[:held], order[held:]
    for share in _SHARES:
        rows = others[: _part(len(others), share)]
        model = learn(vectors[rows], truth[rows], several=several)
        yield macro_f1(truth[tested], model.told(model.chances(vectors[tested])))


def _held_back(marks: int) -> int:
    return max(round(marks * _TESTED), 1)


def _part(marks: int, share: float) -> int:
    return max(round(marks * share), 1)
