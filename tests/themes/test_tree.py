import numpy as np
import pytest
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.metrics import adjusted_rand_score

from minerva.themes.tree import between_groups, grow


def _points() -> np.ndarray:
    return np.random.default_rng(2).normal(size=(60, 5)).astype(np.float32)


def test_same_tree_as_comparing_all_pairs() -> None:
    """The tree, and each cut of it, is the one that SciPy's Ward linkage gives for points of equal weight."""
    points = _points()
    tree = grow(points, np.ones(60, np.int64))
    slow = linkage(points.astype(np.float64), "ward")
    np.testing.assert_allclose([2 * merge.height for merge in tree.merges], slow[:, 2] ** 2, rtol=1e-4)
    for count in (1, 2, 7, 59, 60):
        assert adjusted_rand_score(tree.cut(count), fcluster(slow, count, "maxclust")) == 1.0


def test_weights_stand_for_points() -> None:
    """A point of weight three joins others as three points in one place do."""
    points = _points()[:12]
    sizes = np.array([3, 1] * 6)
    whole = grow(np.repeat(points, sizes, axis=0), np.ones(sizes.sum(), np.int64)).cut(4)
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    assert adjusted_rand_score(grow(points, sizes).cut(4), whole[firsts]) == 1.0


def test_modularity_of_each_cut() -> None:
    """The quality of each number of groups is that which its definition gives."""
    chance = np.random.default_rng(3)
    graph = chance.random((20, 20))
    graph = graph + graph.T
    np.fill_diagonal(graph, 0)
    tree = grow(_points()[:20], np.ones(20, np.int64))
    fits = tree.modularities(graph.copy(), 1.5)
    for count in (1, 5, 20):
        labels = tree.cut(count)
        same = labels[:, None] == labels[None]
        degrees, total = graph.sum(axis=1), graph.sum()
        slow = ((graph / total - 1.5 * np.outer(degrees, degrees) / total**2) * same).sum()
        assert fits[count - 1] == pytest.approx(slow)


def test_weights_between_groups() -> None:
    """What two groups share is the sum over their members."""
    graph = sparse.csr_array(np.array([[0, 1, 2], [1, 0, 4], [2, 4, 0]], np.float32))
    assert between_groups(graph, np.array([0, 0, 1]), 2).tolist() == [[2, 6], [6, 0]]


def test_one_point() -> None:
    """A single point is a tree that cannot be cut."""
    tree = grow(np.ones((1, 2), np.float32), np.ones(1, np.int64))
    assert (tree.leaves, tree.merges, tree.cut(1).tolist()) == (1, (), [0])
