"""How surely themes are found again in other draws of the same passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from minerva.themes.blocks import nearest_rows, one_thread_a_block
from minerva.themes.likeness import adjusted_rand, contingency, jaccard
from minerva.themes.partition import centres_in, settled, tree_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS = 10
_FEWEST = 3
"""Of fewer passages no draw differs from the whole in a way that tells anything."""


class Stability(NamedTuple):
    """
    How surely themes are found again.

    Attributes
    ----------
    themes
        ``(k,)`` of each theme, the mean over draws of Jaccard's index with the theme that is most like it.
    whole
        Mean adjusted Rand index between all themes and those of a draw.
    """

    themes: NDArray[np.float64]
    whole: float


def stability_of(
    rows: NDArray[np.float32], labels: NDArray[np.int64], count: int, *, seed: int, draws: int = DRAWS
) -> Stability | None:
    """
    Measure how surely themes are found again; ``None`` where there are too few passages to tell.

    Passages are drawn with replacement, put into as many themes, and all passages go to the nearest of those. Where
    passages lie is not made anew, so what is measured is how sharply themes stand apart there.

    Parameters
    ----------
    rows
        ``(n, d)``, where passages lie.
    labels
        ``(n,)`` their themes, from 0 to *count*; -1 for none.

    Notes
    -----
    Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics and Data Analysis 52, 2007: below
    .6 a theme should not be trusted, above .85 it is very stable.
    """
    if count <= 1 or len(rows) < max(_FEWEST, 2 * count):
        return None
    chance = np.random.default_rng(seed)
    likeness, whole = np.zeros(count), 0.0
    with one_thread_a_block():
        for draw in range(draws):
            drawn = np.unique(chance.integers(0, len(rows), len(rows)))
            again = _found_again(rows, rows[drawn], min(count, len(drawn)), seed + draw + 1)
            table = contingency(labels, again)
            likeness += jaccard(table).max(axis=1)
            whole += adjusted_rand(table)
    return Stability(likeness / draws, whole / draws)


def _found_again(rows: NDArray[np.float32], drawn: NDArray[np.float32], count: int, seed: int) -> NDArray[np.int64]:
    small, tree = tree_of(drawn, seed=seed)
    return nearest_rows(rows, centres_in(drawn, settled(drawn, tree, small, count), count))
