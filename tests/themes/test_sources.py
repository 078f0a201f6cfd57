import numpy as np
from scipy import sparse

from minerva.themes.sources import shared, without_source


def test_what_a_source_has_in_common_goes() -> None:
    """Most of what the passages of a large source share is taken away, less of a small one, nothing of a single one."""
    chance = np.random.default_rng(0)
    rows = chance.normal(size=(200, 6)).astype(np.float32)
    rows[:190, 0] += 3
    sources = np.array([0] * 190 + [1] * 10)
    plain, told = rows / np.linalg.norm(rows, axis=1, keepdims=True), without_source(rows, sources)
    gap = abs(plain[:190, 0].mean() - plain[190:, 0].mean())
    assert abs(told[:190, 0].mean() - told[190:, 0].mean()) < 0.6 * gap
    np.testing.assert_array_equal(without_source(rows, np.zeros(200, np.int64)), rows)


def test_words_of_one_source_alone() -> None:
    """Words that one of several sources has alone are left out; of two sources, none is."""
    counts = sparse.csr_array(np.array([[1, 1, 0], [1, 0, 2], [1, 0, 1]], np.float32))
    assert shared(counts, np.array([0, 1, 2])).toarray().tolist() == [[1, 0], [1, 2], [1, 1]]
    assert shared(counts, np.array([0, 1, 1])).shape == (3, 3)
