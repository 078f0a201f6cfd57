import numpy as np
import pytest

from minerva.themes import neighbours
from minerva.themes.blocks import unit
from minerva.themes.neighbours import centres_of, nearest_neighbours


def _rows(count: int) -> np.ndarray:
    chance = np.random.default_rng(1)
    centres = chance.normal(size=(30, 16))
    return unit(centres[chance.integers(0, 30, count)] + 0.5 * chance.normal(size=(count, 16)))


def test_exact() -> None:
    """The neighbours of each row are those that comparing all pairs gives, without itself."""
    rows = _rows(700)
    found, cosines = nearest_neighbours(rows, 7, seed=0)
    all_cosines = rows @ rows.T
    np.fill_diagonal(all_cosines, -np.inf)
    expected = np.sort(all_cosines, axis=1)[:, -7:]
    np.testing.assert_allclose(np.sort(cosines, axis=1), expected, rtol=1e-5)
    np.testing.assert_allclose(np.take_along_axis(all_cosines, found.astype(int), axis=1), cosines, rtol=1e-5)


def test_within_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only near cells are searched, nine of ten neighbours are found, none of them the row itself."""
    rows = _rows(3000)
    exact, _cosines = nearest_neighbours(rows, 10, seed=0)
    monkeypatch.setattr(neighbours, "_EXACT", 100)
    monkeypatch.setattr(neighbours, "_CELL", 50)
    near, _cosines = nearest_neighbours(rows, 10, seed=0)
    shared = [len(set(one) & set(other)) for one, other in zip(exact.tolist(), near.tolist(), strict=True)]
    assert np.mean(shared) >= 9
    assert not (near == np.arange(3000)[:, None]).any()


def test_small_cells_take_in_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row has as many neighbours as were asked for, however few its own cells hold."""
    monkeypatch.setattr(neighbours, "_EXACT", 100)
    monkeypatch.setattr(neighbours, "_CELL", 4)
    monkeypatch.setattr(neighbours, "_NEAR_CELLS", 1)
    rows = _rows(400)
    found, _cosines = nearest_neighbours(rows, 20, seed=0)
    assert all(len(set(one)) == 20 for one in found.tolist())


def test_centres_follow_the_seed() -> None:
    """The same seed gives the same centres, all of length one."""
    rows = _rows(500)
    np.testing.assert_array_equal(centres_of(rows, 20, seed=3), centres_of(rows, 20, seed=3))
    np.testing.assert_allclose(np.linalg.norm(centres_of(rows, 20, seed=3), axis=1), 1, rtol=1e-5)
