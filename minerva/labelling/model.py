"""A small model of labels over the vectors of passages, learnt in milliseconds from a few of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from minerva.themes.blocks import one_thread_a_block

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Objective = Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]]

PENALTY = 0.05
"""Anything from 0.03 to 0.1 does as well on what ``python -m benchmarks labelling`` measures."""
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Model:
    """
    What tells labels by vectors.

    Attributes
    ----------
    weights
        ``(dimensions + 1, labels)``; the last row is added whatever the vector.
    several
        Whether a passage may have any number of labels, rather than just one.
    used
        ``(labels,)`` which labels have examples; the others are told of nothing.
    """

    weights: NDArray[np.float64]
    several: bool
    used: NDArray[np.bool_]

    @one_thread_a_block()
    def chances(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return ``(n, labels)``, how likely each of *vectors* has each label, 0 to 1."""
        scores = vectors @ self.weights[:-1].astype(np.float32) + self.weights[-1].astype(np.float32)
        return _chances(scores, several=self.several)

    def told(self, chances: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Return ``(n, labels)`` which labels are told by *chances*, see :func:`chosen`."""
        return chosen(np.where(self.used, chances, 0), several=self.several) & self.used


@one_thread_a_block()
def learn(vectors: NDArray[np.float32], truth: NDArray[np.bool_], *, several: bool, penalty: float = PENALTY) -> Model:
    """
    Learn labels from examples; the same examples give the same model.

    Parameters
    ----------
    vectors
        ``(n, dimensions)`` unit rows.
    truth
        ``(n, labels)`` which example has which label; just one each unless *several*.

    Notes
    -----
    Logistic regression, multinomial or one a label, with a quadratic penalty on all weights, the constant included,
    so that a label without examples is unlikely but not impossible: Bishop, "Pattern Recognition and Machine Learning",
    2006, 4.3. Solved by L-BFGS: Byrd, Lu, Nocedal and Zhu, SIAM Journal on Scientific Computing 16, 1995.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - a quarter of a second

    rows = np.hstack([vectors.astype(np.float64), np.ones((len(vectors), 1))])
    shape = rows.shape[1], truth.shape[1]
    objective = _objective(rows, truth.astype(np.float64), several=several, penalty=penalty)
    found = minimize(objective, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    used: NDArray[np.bool_] = truth.sum(axis=0) > 0
    return Model(found.x.reshape(shape), several, used)


def chosen(chances: NDArray[np.float32], *, several: bool) -> NDArray[np.bool_]:
    """
    Return ``(n, labels)`` which labels are predicted: the likeliest one, or of *several* all that are likely enough.

    Notes
    -----
    A rare label is seldom likelier than not, so what is likely enough is found for each label: that from which up the
    expected F1 over these passages is highest, which is half of that F1: Lipton, Elkan and Naryanaswamy, "Optimal
    thresholding of classifiers to maximize F1 measure", ECML 2014.
    """
    if several:
        enough: NDArray[np.bool_] = chances >= _levels(chances)
        return enough
    best: NDArray[np.bool_] = np.eye(chances.shape[1], dtype=bool)[chances.argmax(axis=1)]
    return best


def _levels(chances: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return from which chance up each label is predicted."""
    falling = -np.sort(-chances, axis=0)
    held = np.arange(1, len(falling) + 1)[:, None]
    expected = 2 * falling.cumsum(axis=0) / (held + falling.sum(axis=0))
    levels: NDArray[np.float32] = expected.max(axis=0, initial=0.0) / 2
    return levels


def _objective(rows: NDArray[np.float64], truth: NDArray[np.float64], *, several: bool, penalty: float) -> Objective:
    """Return what gives the mean loss of flat weights and its slope."""

    def loss_of(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(rows.shape[1], truth.shape[1])
        scores = rows @ weights
        top = np.logaddexp(0, scores) if several else _log_sum(scores)
        loss = (top.sum() - (scores * truth).sum()) + penalty / 2 * (weights**2).sum()
        slope = rows.T @ (_chances(scores, several=several) - truth) + penalty * weights
        return float(loss), slope.ravel()

    return loss_of


def _chances(scores: NDArray[Any], *, several: bool) -> NDArray[Any]:
    if several:
        halves: NDArray[Any] = 0.5 * (1 + np.tanh(scores / 2))
        return halves
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[Any] = shifted / shifted.sum(axis=1, keepdims=True)
    return shares


def _log_sum(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    highest = scores.max(axis=1)
    summed: NDArray[np.float64] = highest + np.log(np.exp(scores - highest[:, None]).sum(axis=1))
    return summed
