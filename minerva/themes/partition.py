"""Divide what lies in a space into themes: how many there are, and which row belongs to which."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from minerva.errors import ThemeError
from minerva.messages import translate as _
from minerva.themes.blocks import means, nearest_rows, unit
from minerva.themes.likeness import adjusted_rand, contingency
from minerva.themes.neighbours import centres_of
from minerva.themes.tree import Tree, between_groups, grow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from minerva.themes.space import Space

_SMALL_GROUPS = 800
"""Passages are joined into so many small groups first, which costs no quality and makes the tree's cost constant."""
_MOST_THEMES = 300
_LEAST_PASSAGES = 5
"""A theme has so many passages or more in the mean, unless more themes are asked for."""
_ROUNDS = 30
_ATTEMPTS = 5
"""Of so many attempts from different seeds the most typical is taken: two such are alike by .90, two single ones by .83
(adjusted Rand index, ``almedalen_dev``)."""


class Granularity(StrEnum):
    """How finely passages are told apart, if the number of themes is left to them."""

    COARSE = "coarse"
    MEDIUM = "medium"
    FINE = "fine"

    @property
    def resolution(self) -> float:
        """By how much many themes are preferred, see :meth:`minerva.themes.tree.Tree.modularities`."""
        return {Granularity.COARSE: 0.5, Granularity.MEDIUM: 2.5, Granularity.FINE: 4.0}[self]


class Wish(NamedTuple):
    """
    What themes are to be like.

    Attributes
    ----------
    granularity
        How finely passages are told apart, where *themes* does not say how many there are to be.
    seed
        For what is left to chance where there are many passages.
    """

    granularity: Granularity = Granularity.MEDIUM
    themes: int | None = None
    seed: int = 0


def granularity_of(name: Granularity | str) -> Granularity:
    """
    Return the granularity of this name.

    Raises
    ------
    ThemeError
        If there is none.
    """
    if name not in set(Granularity):
        known = ", ".join(Granularity)
        raise ThemeError(_("granularity is {value!r}; give one of: {known}.").format(value=str(name), known=known))
    return Granularity(name)


def partition(space: Space, wish: Wish) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the theme of each row of *space*, the largest first, and the coarser theme of each theme."""
    if len(space.rows) == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    # Where nothing is left to chance, one attempt is as good as many.
    attempts = _ATTEMPTS if len(space.rows) > _SMALL_GROUPS else 1
    tried = [_attempt(space, wish._replace(seed=wish.seed * _ATTEMPTS + attempt)) for attempt in range(attempts)]
    labels = tried[most_typical(tried)]
    return labels, _groups(space, labels)


def _attempt(space: Space, wish: Wish) -> NDArray[np.int64]:
    small, tree = tree_of(space.rows, seed=wish.seed)
    between = between_groups(space.graph, small, tree.leaves)
    count = wish.themes or best_count(tree, between, wish.granularity)
    return largest_first(settled(space.rows, tree, small, count))


def most_typical(tried: Sequence[NDArray[np.int64]]) -> int:
    """Return the place of the partition that is most like the others, by the adjusted Rand index."""
    likeness = [sum(adjusted_rand(contingency(one, other)) for other in tried) for one in tried]
    return int(np.argmax(likeness))


def tree_of(rows: NDArray[np.float32], *, seed: int) -> tuple[NDArray[np.int64], Tree]:
    """Return the small group of each row, and the tree of those."""
    if len(rows) <= _SMALL_GROUPS:
        small = np.arange(len(rows))
    else:
        centres = centres_of(rows, _SMALL_GROUPS, seed=seed)
        small = np.unique(nearest_rows(rows, centres), return_inverse=True)[1].astype(np.int64)
    sizes = np.bincount(small)
    return small, grow(means(rows, small, len(sizes)), sizes)


def best_count(tree: Tree, between: NDArray[np.float64], granularity: Granularity) -> int:
    """Return the number of themes that fits best the graph of nearest neighbours."""
    fits = tree.modularities(between, granularity.resolution)
    return int(np.argmax(fits[: min(_MOST_THEMES, max(1, tree.leaves // _LEAST_PASSAGES))])) + 1


def settled(rows: NDArray[np.float32], tree: Tree, small: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Cut *tree* into *count* themes, then let rows go to the nearest centre until none moves any more."""
    labels = cut = tree.cut(count)[small] if count < tree.leaves else small
    if count > tree.leaves:
        labels = cut = nearest_rows(rows, centres_of(rows, count, seed=0))
    for _round in range(_ROUNDS):
        moved = nearest_rows(rows, centres_in(rows, labels, count))
        if len(np.unique(moved)) < count:
            # A theme that loses all its passages would leave fewer than were asked for.
            return cut if len(np.unique(labels)) < count else labels
        if np.array_equal(moved, labels):
            break
        labels = moved
    return labels


def centres_in(rows: NDArray[np.float32], labels: NDArray[np.int64], count: int) -> NDArray[np.float32]:
    """Return the centres, of length one, of the rows of each label; rows labelled -1 belong nowhere."""
    kept = labels >= 0
    return unit(means(rows[kept], labels[kept], count))


def largest_first(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return labels numbered by how many have them; of equally many, that which comes first."""
    known, first, number, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    place = np.empty(len(known), np.int64)
    place[np.lexsort((first, -sizes))] = np.arange(len(known))
    return place[number]


def _groups(space: Space, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Join themes into coarser ones, as many as fit best."""
    count = int(labels.max()) + 1
    tree = grow(means(space.rows, labels, count), np.bincount(labels))
    fits = tree.modularities(between_groups(space.graph, labels, count), Granularity.COARSE.resolution)
    return largest_first(tree.cut(int(np.argmax(fits)) + 1))
