"""Put passages into themes: how many there are, which passage is about which, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from minerva.errors import ThemeError
from minerva.messages import translate as _
from minerva.themes.blocks import in_blocks, one_thread_a_block
from minerva.themes.partition import Granularity, Wish, centres_in, granularity_of, partition
from minerva.themes.repeats import first_of_repeats
from minerva.themes.sources import shared, without_source
from minerva.themes.space import Space, space_of
from minerva.themes.terms import term_counts, weighted, wording_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from minerva.themes.terms import Wording


class Leftover(StrEnum):
    """Why a passage is about no theme."""

    EMPTY = "empty"
    """It has no word that says what it is about."""
    FAR = "far"
    """It is no nearer to any theme than to all passages on the whole."""


@dataclass(frozen=True, slots=True)
class Clustering:
    """
    Passages in themes.

    Attributes
    ----------
    labels
        ``(n,)`` int64: the theme of each passage, the largest being 0; -1 where nothing fits.
    strengths
        ``(n,)`` float32, from 0 to 1: how much nearer a passage is to its theme than to the next; 0 where none fits.
    groups
        ``(k,)`` int64: the coarser theme of each theme.
    leftovers
        Why a passage has no theme, by its place.
    firsts
        ``(n,)`` int64: the place of the passage that each repeats, its own where it repeats none.
    distinct
        ``(m,)`` int64: the places of the passages that were compared, which repeat none.
    space
        Where those lie.
    """

    labels: NDArray[np.int64]
    strengths: NDArray[np.float32]
    groups: NDArray[np.int64]
    leftovers: dict[int, Leftover]
    firsts: NDArray[np.int64]
    distinct: NDArray[np.int64]
    space: Space

    @property
    def themes(self) -> int:
        """How many themes there are."""
        return len(self.groups)

    @property
    def centres(self) -> NDArray[np.float32]:
        """``(k, d)`` centres of the themes in the space."""
        return centres_in(self.space.rows, self.labels[self.distinct], self.themes)


def cluster(  # noqa: PLR0913 - what is put into themes, and four ways to want them
    vectors: ArrayLike,
    texts: Sequence[str],
    *,
    seed: int = 0,
    granularity: Granularity | str = Granularity.MEDIUM,
    themes: int | None = None,
    sources: Sequence[str] | None = None,
) -> Clustering:
    """
    Put passages into themes.

    The same input and seed give the same bits, whatever the number of threads.

    Parameters
    ----------
    vectors
        ``(n, d)``, what an encoder made of the passages.
    texts
        Their texts, in the same order; what they share in words counts beside the vectors.
    seed
        For what is left to chance where there are many passages.
    granularity
        How finely to tell them apart, where *themes* does not say how many there are to be.
    sources
        What each passage is from, such as its report. What passages of one source have in common, a way of writing or
        names of its own, is no theme, and is taken away as far as can be.

    Raises
    ------
    ThemeError
        If there are fewer different passages than *themes*, or no such granularity.
    ValueError
        If *vectors* is no matrix of finite numbers with a row for each text.
    """
    wish = Wish(granularity_of(granularity), themes, seed)
    rows = _checked(vectors, texts)
    of = np.unique(np.array(sources or [""] * len(texts)), return_inverse=True)[1].astype(np.int64)
    with one_thread_a_block():
        return _cluster(rows, wording_of(texts), of, wish)


def _checked(vectors: ArrayLike, texts: Sequence[str]) -> NDArray[np.float32]:
    rows = np.asarray(vectors, np.float32)
    if len(texts) == 0:
        return np.zeros((0, rows.shape[1] if rows.ndim == 2 else 1), np.float32)  # noqa: PLR2004 - a matrix
    if rows.ndim != 2 or len(rows) != len(texts) or rows.shape[1] == 0:  # noqa: PLR2004 - a matrix
        raise ValueError(f"vectors must be a matrix with a row for each of {len(texts)} texts, not {rows.shape}")
    if not np.isfinite(rows).all():
        raise ValueError("vectors must be finite numbers")
    return rows


def _cluster(
    rows: NDArray[np.float32],
    wording: Wording,
    sources: NDArray[np.int64],
    wish: Wish,
) -> Clustering:
    counts = term_counts(wording)
    says_nothing = (np.diff(counts.indptr) == 0) & ~np.any(rows, axis=1)
    firsts = first_of_repeats(wording)
    distinct = np.flatnonzero((firsts == np.arange(len(firsts))) & ~says_nothing)
    _require_enough(len(distinct), wish.themes)
    own = sources[distinct]
    space = space_of(without_source(rows[distinct], own), weighted(shared(counts[distinct], own)), seed=wish.seed)
    labels, groups = partition(space, wish)
    near, strengths = _nearness(space.rows, labels, len(groups))
    leftovers = dict.fromkeys(np.flatnonzero(says_nothing).tolist(), Leftover.EMPTY)
    leftovers |= dict.fromkeys(distinct[~near].tolist(), Leftover.FAR)
    full_labels, full_strengths = np.full(len(firsts), -1), np.zeros(len(firsts), np.float32)
    full_labels[distinct] = np.where(near, labels, -1)
    full_strengths[distinct] = np.where(near, strengths, 0)
    repeating = {place: leftovers[first] for place, first in enumerate(firsts.tolist()) if first in leftovers}
    return Clustering(
        full_labels[firsts], full_strengths[firsts], groups, leftovers | repeating, firsts, distinct, space
    )


def _require_enough(passages: int, themes: int | None) -> None:
    if themes is not None and themes < 1:
        raise ThemeError(_("{n} themes cannot be made; ask for one or more.").format(n=themes))
    if themes is not None and themes > passages:
        raise ThemeError(
            _("{n} themes cannot be made of {passages} different passages; ask for {passages} or fewer.").format(
                n=themes, passages=passages
            )
        )


def _nearness(
    rows: NDArray[np.float32], labels: NDArray[np.int64], count: int
) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """Tell of each row whether it is near its theme at all, and by how much nearer than to the next."""
    if count <= 1:
        return np.ones(len(rows), bool), np.ones(len(rows), np.float32)
    centres = centres_in(rows, labels, count).T
    cosines = np.concatenate(in_blocks(lambda part: rows[part] @ centres, len(rows)))
    own = np.take_along_axis(cosines, labels[:, None], axis=1)[:, 0]
    np.put_along_axis(cosines, labels[:, None], -np.inf, axis=1)
    distance, other = 1 - own, 1 - cosines.max(axis=1)
    silhouette = (other - distance) / np.maximum(np.maximum(other, distance), 1e-6)
    return own > 0, np.clip((1 + silhouette) / 2, 0, 1).astype(np.float32)
