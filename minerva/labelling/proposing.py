"""Which passages to mark next: those of which the model is least sure, none of them like another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minerva.labelling.model import learn
from minerva.labelling.spreading import spread_out
from minerva.themes.blocks import one_thread_a_block

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CANDIDATES = 10
"""So many times as many passages as are asked for are chosen among; see docs/labelling.md."""
_HINTED = 2
"""One in so many is near to a label's own words, while there is a label that nobody has used."""


@one_thread_a_block()
def propose(  # noqa: PLR0913 - what is known
    vectors: NDArray[np.float32],
    marked: NDArray[np.int64],
    truth: NDArray[np.bool_],
    *,
    several: bool,
    count: int,
    hints: NDArray[np.float32] | None = None,
    without: NDArray[np.int64] | None = None,
) -> NDArray[np.int64]:
    """
    Return the rows of *vectors* that would teach most, at most *count*; the same every time.

    Before anything is marked they are spread over all passages, rather where there are many. After that, while there
    are labels without examples, half of them lie near to what those labels say of themselves.

    Parameters
    ----------
    vectors
        ``(n, dimensions)`` unit rows.
    marked, truth
        Rows that are marked, and ``(marked, labels)`` how.
    hints
        ``(labels, dimensions)`` vectors of the labels' names and descriptions.
    without
        Rows that are not to be proposed though they teach nothing, such as those that were passed over.
    """
    known = marked if without is None else np.union1d(marked, without)
    rest = np.setdiff1d(np.arange(len(vectors)), known)
    near: list[int] = []
    if hints is not None and len(marked) and not truth.any(axis=0).all():
        near = _near(vectors[rest], hints[~truth.any(axis=0)], count // _HINTED)
    left = np.delete(rest, near)
    unsure = _unsure(vectors, marked, truth, left, several=several)
    # A stable order lets the same marks ask for the same passages.
    candidates = np.argsort(-unsure, kind="stable")[: count * _CANDIDATES] if len(marked) else np.arange(len(left))
    chosen = spread_out(vectors[left[candidates]], unsure[candidates], count - len(near))
    return np.concatenate([rest[near], left[candidates[chosen]]]).astype(np.int64)


def doubt(chances: NDArray[np.float32], *, several: bool) -> NDArray[np.float32]:
    """
    Return how unsure the labels of passages are: ``(n,)``, higher is more.

    Parameters
    ----------
    chances
        ``(n, labels)``.

    Notes
    -----
    By the margin between the two likeliest labels, and where a passage may have several by the entropy of each:
    Lewis and Gale, "A sequential algorithm for training text classifiers", SIGIR 1994, sections 3 and 4; Settles,
    "Active learning literature survey", 2009, section 3.1.
    """
    if several:
        sure = np.clip(chances, 1e-6, 1 - 1e-6)
        entropy: NDArray[np.float32] = -(sure * np.log(sure) + (1 - sure) * np.log(1 - sure)).sum(axis=1)
        return entropy
    best = np.sort(chances, axis=1)[:, -2:]
    margin: NDArray[np.float32] = 1 - (best[:, 1] - best[:, 0])
    return margin


def _unsure(
    vectors: NDArray[np.float32],
    marked: NDArray[np.int64],
    truth: NDArray[np.bool_],
    rest: NDArray[np.int64],
    *,
    several: bool,
) -> NDArray[np.float32]:
    if not len(marked):
        return _central(vectors)[rest]
    model = learn(vectors[marked], truth, several=several)
    return doubt(model.chances(vectors[rest]), several=several)


def _central(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """
    Return how like all others each of *vectors* is on average, not negative.

    Notes
    -----
    The information density of Settles and Craven, "An analysis of active learning strategies for sequence labeling
    tasks", EMNLP 2008, without the uncertainty, of which nothing is known yet: what lies apart teaches little.
    """
    likeness: NDArray[np.float32] = np.maximum(vectors @ vectors.mean(axis=0), 0)
    return likeness


def _near(vectors: NDArray[np.float32], hints: NDArray[np.float32], count: int) -> list[int]:
    """Return the rows nearest to the *hints*, which take turns; none twice."""
    likeness = vectors @ hints.T
    found: list[int] = []
    for number in range(min(count, len(vectors))):
        likeness[found] = -np.inf
        found.append(int(likeness[:, number % len(hints)].argmax()))
    return found
