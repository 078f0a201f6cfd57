"""What a user's judgments teach: a correction of a theme's strength, small where little was judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_PENALTY = 0.3
"""Anything from .1 to 1 does as well on the example corpus, within half a point of F1."""
_STEPS = 30
_ENOUGH = 1e-6


@dataclass(frozen=True, slots=True)
class Lesson:
    """
    Judged pieces of one theme.

    Attributes
    ----------
    rows
        ``(pieces, columns)`` what is known of each beside its strength: its vector and the phrases that it holds.
    log_odds
        Before anything was taught.
    is_about
        What the user found.
    """

    rows: NDArray[np.float32]
    log_odds: NDArray[np.float32]
    is_about: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be added to the logarithm of the odds: a weight a column, and as much for all."""

    weights: NDArray[np.float32]
    shift: float

    def of(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the correction for each of *rows*."""
        added: NDArray[np.float32] = rows @ self.weights + np.float32(self.shift)
        return added


def lesson_of(rows: NDArray[np.float32], log_odds: NDArray[np.float32], *, is_about: bool) -> Lesson:
    """
    Return what a judged passage teaches of its pieces, given row by row.

    One that is about a theme has a piece that is, likely the strongest; of one that is not, none is.
    """
    taught = [int(log_odds.argmax())] if is_about else list(range(len(log_odds)))
    return Lesson(rows[taught], log_odds[taught], np.full(len(taught), is_about))


def joined(lessons: Sequence[Lesson]) -> Lesson:
    """Return all *lessons* as one."""
    return Lesson(
        np.concatenate([one.rows for one in lessons]),
        np.concatenate([one.log_odds for one in lessons]),
        np.concatenate([one.is_about for one in lessons]),
    )


def learn(lesson: Lesson) -> Correction:
    """
    Return the correction that agrees best with what was judged, and least with nothing at all.

    Notes
    -----
    Logistic regression with the untaught log odds as offset and a quadratic penalty on all weights, the intercept
    included, so that it is drawn towards the untaught strength. Solved in its dual form, since few pieces are judged
    and many columns known, by Newton's method: Bishop, "Pattern Recognition and Machine Learning", 4.3.3 and 6.1.
    """
    gram = lesson.rows.astype(float) @ lesson.rows.T.astype(float) + 1.0
    offset, wanted = lesson.log_odds.astype(float), lesson.is_about.astype(float)
    share = np.zeros(len(wanted))
    for _step in range(_STEPS):
        fitted = gram @ share
        chance = 1 / (1 + np.exp(-np.clip(offset + fitted, -30, 30)))
        curve = np.maximum(chance * (1 - chance), _ENOUGH)
        aim = fitted + (wanted - chance) / curve
        before, share = share, np.linalg.solve(gram + np.diag(_PENALTY / curve), aim)
        if np.abs(share - before).max(initial=0.0) < _ENOUGH:
            break
    return Correction((lesson.rows.T @ share).astype(np.float32), float(share.sum()))


def known_rows(vectors: NDArray[np.float32] | None, phrases: Sequence[set[int]], count: int) -> NDArray[np.float32]:
    """
    Return what is known of pieces as rows for :class:`Lesson`: their vectors, if any, and which phrases they hold.

    Parameters
    ----------
    phrases
        Numbers below *count* of the phrases of each piece; together they weigh as much as the vector.
    """
    held = np.zeros((len(phrases), count), np.float32)
    for row, some in enumerate(phrases):
        held[row, sorted(some)] = 1 / max(len(some), 1) ** 0.5
    return held if vectors is None else np.hstack([vectors.astype(np.float32), held])
