"""Which theme of a new run is which theme of the one before, so that themes keep their ids and what users changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from minerva.themes.likeness import contingency, jaccard

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

_LEAST_LIKE = 0.25
"""Jaccard's index over the passages that both runs knew, from which two themes are one: more than two fifths of each
is shared then."""


def matched(labels: NDArray[np.int64], former: NDArray[np.int64]) -> dict[int, int]:
    """
    Return which former theme each theme is, by numbers; themes that are none of them are left out.

    Parameters
    ----------
    labels, former
        ``(n,)`` themes of the same passages now and before, -1 for none.

    Notes
    -----
    The assignment that shares most over all themes (Kuhn, "The Hungarian method", 1955).
    """
    table = contingency(labels, former)
    if not table.size:
        return {}
    likeness = jaccard(table)
    pairs = zip(*linear_sum_assignment(likeness, maximize=True), strict=True)
    return {int(one): int(other) for one, other in pairs if likeness[one, other] >= _LEAST_LIKE}


def theme_id(passage_ids: Iterable[str]) -> str:
    """Return an id, 16 hexadecimal digits, that follows from the passages in which a theme was first found."""
    return hashlib.sha256(b"theme\n" + "\n".join(sorted(passage_ids)).encode()).hexdigest()[:16]


def former_labels(
    passage_ids: Sequence[str], theme_by_passage: Mapping[str, str], themes: Sequence[str]
) -> NDArray[np.int64]:
    """Return the number among *themes* that each passage had, -1 where it had none."""
    number = {one: place for place, one in enumerate(themes)}
    return np.array([number.get(theme_by_passage.get(one, ""), -1) for one in passage_ids], np.int64)
