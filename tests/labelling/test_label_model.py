"""What is learnt of labels, and which passages are asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from minerva.labelling.curve import FEWEST, Hint, hint_of, learning_curve, macro_f1
from minerva.labelling.model import chosen, learn
from minerva.labelling.proposing import doubt, propose
from minerva.labelling.spreading import spread_out
from minerva.records import CurvePoint


def _clusters(seed: int, parts: int = 4, size: int = 20) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    topics = np.repeat(np.arange(parts), size)
    rows = chance.normal(size=(parts, 16))[topics] + 0.7 * chance.normal(size=(parts * size, 16))
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return vectors, np.eye(parts, dtype=bool)[topics]


@pytest.mark.parametrize("several", [False, True])
def test_chances_are_those_of_another_implementation(several: bool) -> None:  # noqa: FBT001
    """Chances are what scikit-learn's logistic regression gives with the same penalty, the constant included."""
    vectors, truth = _clusters(1)
    penalty = 0.5
    rows = np.hstack([vectors, np.ones((len(vectors), 1))])
    found = learn(vectors, truth, several=several, penalty=penalty).chances(vectors)
    model = LogisticRegression(C=1 / penalty, fit_intercept=False, max_iter=5000, tol=1e-8)
    if several:
        slow = np.array([model.fit(rows, truth[:, label]).predict_proba(rows)[:, 1] for label in range(4)]).T
    else:
        slow = model.fit(rows, truth.argmax(axis=1)).predict_proba(rows)
    assert np.abs(found - slow).max() < 2e-3


def test_a_label_without_examples_is_unlikely() -> None:
    """What nobody marked is told of nothing, and does no harm."""
    vectors, truth = _clusters(2)
    truth = np.hstack([truth, np.zeros((len(truth), 1), bool)])
    for several in (False, True):
        model = learn(vectors, truth, several=several)
        chances = model.chances(vectors)
        assert chances[:, -1].max() < 0.1
        assert not model.told(chances)[:, -1].any()


def test_levels_give_the_best_expected_f1() -> None:
    """Of several labels just so many passages are told that the expected F1 is highest, as trying all numbers finds."""
    chance = np.random.default_rng(0)
    chances = chance.random((40, 3)).astype(np.float32) ** 2
    told = chosen(chances, several=True)
    for column, is_told in zip(chances.T, told.T, strict=True):
        falling = sorted(column.tolist(), reverse=True)
        worth = [2 * sum(falling[:n]) / (n + sum(falling)) for n in range(1, 41)]
        assert abs(worth[is_told.sum() - 1] - max(worth)) < 1e-6


@given(st.integers(0, 10_000), st.integers(1, 12), st.booleans())
@settings(max_examples=30, deadline=None)
def test_proposals_are_new_and_different(seed: int, count: int, several: bool) -> None:  # noqa: FBT001
    """As many passages are proposed as asked for, none twice, none marked or passed over, and the same every time."""
    vectors, truth = _clusters(seed)
    chance = np.random.default_rng(seed)
    marked = np.sort(chance.choice(len(vectors), chance.integers(0, 30), replace=False))
    without = chance.choice(len(vectors), 5, replace=False)
    hints = vectors[:4]
    found = propose(vectors, marked, truth[marked], several=several, count=count, hints=hints, without=without)
    again = propose(vectors, marked, truth[marked], several=several, count=count, hints=hints, without=without)
    assert len(set(found.tolist())) == count
    assert not set(found.tolist()) & {*marked.tolist(), *without.tolist()}
    assert np.array_equal(found, again)


def test_seeds_are_of_all_kinds() -> None:
    """Before anything is marked, passages of every kind are proposed."""
    vectors, truth = _clusters(5, parts=6, size=30)
    found = propose(vectors, np.array([], int), np.zeros((0, 6), bool), several=False, count=10)
    assert truth[found].any(axis=0).all()


def test_a_label_that_nobody_used_is_looked_for() -> None:
    """While a label has no example, some of what is proposed lies near to what it says of itself."""
    vectors, truth = _clusters(3)
    marked = np.array([0, 21, 45])
    hints = np.array([vectors[truth[:, label]].mean(axis=0) for label in range(4)])
    found = propose(vectors, marked, truth[marked], several=False, count=4, hints=hints)
    assert truth[found[:2], 3].all()


def test_doubt() -> None:
    """The nearer the two likeliest labels, the greater the doubt; of several, the nearer all are to a half."""
    one = doubt(np.array([[0.5, 0.5, 0.0], [0.6, 0.4, 0.0], [1.0, 0.0, 0.0]], np.float32), several=False)
    assert one.tolist() == pytest.approx([1.0, 0.8, 0.0])
    several = doubt(np.array([[0.5, 0.5], [0.9, 0.5], [0.01, 0.99]], np.float32), several=True)
    assert several[0] > several[1] > several[2]


def test_nothing_left() -> None:
    """Where all is marked nothing is proposed, and of fewer rows than asked for all."""
    vectors, truth = _clusters(0)
    everything = np.arange(len(vectors))
    assert not len(propose(vectors, everything, truth, several=False, count=5))
    assert sorted(spread_out(vectors[:3], np.ones(3, np.float32), 5)) == [0, 1, 2]


def test_macro_f1() -> None:
    """F1 is averaged over the labels that are true or told of anything."""
    truth = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0]], bool)
    told = np.array([[1, 0, 0], [0, 1, 0], [0, 1, 0]], bool)
    assert macro_f1(truth, told) == pytest.approx(2 / 3)


def test_learning_curve() -> None:
    """The curve grows with the marks, is the same for the same seed, and is empty where too little is marked."""
    vectors, truth = _clusters(4, size=15)
    curve = learning_curve(vectors, truth, several=False, seed=1)
    assert [one.marks for one in curve] == [12, 24, 36, 48]
    assert curve == learning_curve(vectors, truth, several=False, seed=1)
    assert curve[-1].f1 >= curve[0].f1
    assert all(one.low <= one.f1 <= one.high for one in curve)
    assert not learning_curve(vectors[: FEWEST - 1], truth[: FEWEST - 1], several=False)
    assert not learning_curve(vectors[:30], truth[:30] & [True, False, False, False], several=False)


@pytest.mark.parametrize(
    ("figures", "hint"),
    [((), Hint.TOO_FEW), ((0.5, 0.6), Hint.RISING), ((0.6, 0.605), Hint.FLAT), ((0.9, 0.95), Hint.GOOD)],
)
def test_hint(figures: tuple[float, ...], hint: Hint) -> None:
    """Whether more marks pay follows from what the last ones brought."""
    assert hint_of([CurvePoint(10, one, one, one) for one in figures]) is hint
