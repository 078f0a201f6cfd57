import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from minerva.themes.blocks import unit
from minerva.themes.likeness import adjusted_rand, contingency, jaccard
from minerva.themes.stability import stability_of


def _rows(noise: float) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(4)
    labels = chance.integers(0, 4, 400)
    centres = np.eye(4, 8)
    return unit(centres[labels] + noise * chance.normal(size=(400, 8))), labels


def test_sharp_themes_are_stable_and_chance_is_not() -> None:
    """Themes that stand apart are found again in each draw; labels drawn by lot are not."""
    rows, labels = _rows(0.1)
    sharp = stability_of(rows, labels, 4, seed=0)
    assert sharp is not None
    assert (sharp.themes > 0.95).all()
    assert sharp.whole > 0.95
    lots = np.random.default_rng(5).permutation(labels)
    blurred = stability_of(rows, lots, 4, seed=0)
    assert blurred is not None
    assert (blurred.themes < 0.5).all()


def test_too_few_to_tell() -> None:
    """Of one theme, or of hardly any passages, nothing is measured."""
    rows, labels = _rows(0.1)
    assert stability_of(rows, np.zeros(400, np.int64), 1, seed=0) is None
    assert stability_of(rows[:3], labels[:3], 2, seed=0) is None


def test_measures_agree_with_others() -> None:
    """Adjusted Rand and Jaccard are what their definitions give; passages without a label are left out."""
    chance = np.random.default_rng(6)
    one, other = chance.integers(0, 5, 200), chance.integers(0, 3, 200)
    table = contingency(one, other)
    assert adjusted_rand(table) == pytest.approx(adjusted_rand_score(one, other))
    slow = ((one == 2) & (other == 1)).sum() / ((one == 2) | (other == 1)).sum()
    assert jaccard(table)[2, 1] == pytest.approx(slow)
    assert contingency(np.array([0, -1, 1]), np.array([0, 0, -1])).tolist() == [[1], [0]]
