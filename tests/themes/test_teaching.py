"""What judgments teach."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from minerva.themes.teaching import _PENALTY, Lesson, joined, known_rows, learn, lesson_of

CHANCE = np.random.default_rng(5)


def _lesson(count: int, columns: int) -> Lesson:
    rows = CHANCE.normal(size=(count, columns)).astype(np.float32)
    return Lesson(rows, CHANCE.normal(size=count).astype(np.float32), rows[:, 0] > 0)


def test_as_a_slow_solver_has_it() -> None:
    """The dual Newton steps end where a general minimiser of the same loss ends."""
    lesson = _lesson(12, 3)
    rows = np.hstack([lesson.rows, np.ones((12, 1))]).astype(float)

    def loss(weights: np.ndarray) -> float:
        odds = lesson.log_odds + rows @ weights
        return float(np.logaddexp(0, np.where(lesson.is_about, -odds, odds)).sum() + _PENALTY / 2 * weights @ weights)

    slow = minimize(loss, np.zeros(4), tol=1e-10).x
    fast = learn(lesson)
    assert [*fast.weights, fast.shift] == pytest.approx(slow, abs=1e-3)


def test_judgments_that_agree_change_little() -> None:
    """What was sure and is confirmed stays; what was sure and is refused changes much."""
    rows = np.eye(2, dtype=np.float32)
    sure = np.array([4.0, -4.0], np.float32)
    agreed = learn(Lesson(rows, sure, np.array([True, False]))).of(rows)
    refused = learn(Lesson(rows, sure, np.array([False, True]))).of(rows)
    assert np.abs(agreed).max() < 0.3
    assert refused[0] < -1
    assert refused[1] > 1


def test_an_accepted_passage_teaches_of_its_strongest_piece() -> None:
    """Of a passage that is about a theme one piece is; of one that is not, none is."""
    rows, odds = np.eye(3, dtype=np.float32), np.array([0.0, 2.0, 1.0], np.float32)
    assert lesson_of(rows, odds, is_about=True).rows.tolist() == [[0, 1, 0]]
    refused = lesson_of(rows, odds, is_about=False)
    assert len(refused.rows) == 3
    assert not refused.is_about.any()
    assert len(joined([refused, refused]).log_odds) == 6


def test_what_is_known_of_a_piece() -> None:
    """Phrases together weigh as much as the vector, and stand alone where there is none."""
    rows = known_rows(None, [{0, 2}, set()], 3)
    assert np.linalg.norm(rows, axis=1).tolist() == pytest.approx([1, 0])
    assert known_rows(np.ones((2, 4), np.float32), [{0}, {1}], 3).shape == (2, 7)
