"""How well themes that were found agree with themes set by hand, and how their keywords hang together."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from minerva.swedish.words import words
from minerva.themes.likeness import adjusted_rand, contingency

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

_TOP = 10
"""Keywords of a theme that are looked at."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    How two ways of putting passages into themes agree.

    Attributes
    ----------
    v
        V-measure: harmonic mean of homogeneity and completeness (Rosenberg and Hirschberg, EMNLP 2007), which is
        normalised mutual information by the arithmetic mean.
    nmi
        Normalised mutual information by the geometric mean (Strehl and Ghosh, JMLR 2002).
    ari
        Adjusted Rand index (Hubert and Arabie, 1985).
    unassigned
        Share of passages without a theme; those count as one theme of their own in the other measures.
    """

    v: float
    nmi: float
    ari: float
    unassigned: float


def agreement(labels: NDArray[np.int64], truth: Sequence[Hashable]) -> Agreement:
    """
    Compare *labels*, -1 where a passage has no theme, with the *truth*.

    Raises
    ------
    ValueError
        If there are not as many of both.
    """
    if len(labels) != len(truth):
        raise ValueError(f"{len(labels)} labels for {len(truth)} passages")
    number: dict[Hashable, int] = {}
    expected = np.array([number.setdefault(one, len(number)) for one in truth], np.int64)
    found = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    table = contingency(found, expected)
    own, other = _entropy(table.sum(axis=1)), _entropy(table.sum(axis=0))
    shared = own + other - _entropy(table.ravel())
    return Agreement(
        v=2 * shared / (own + other) if own + other else 1.0,
        nmi=shared / math.sqrt(own * other) if own and other else float(own == other),
        ari=adjusted_rand(table),
        unassigned=float((labels < 0).mean()) if len(labels) else 0.0,
    )


def coherence(keywords: Sequence[Sequence[str]], texts: Sequence[str]) -> float:
    """
    Return how often keywords of a theme stand in the same texts, -1 to 1, the mean over themes.

    Notes
    -----
    Normalised pointwise mutual information over whole texts: Bouma, GSCL 2009; Röder, Both and Hinneburg, WSDM 2015.
    Phrases count by their words.
    """
    asked = {word for of in keywords for word in _single(of)}
    has = Counter[str]()
    both = Counter[tuple[str, str]]()
    for text in texts:
        met = sorted(asked.intersection(words(text)))
        has.update(met)
        both.update(combinations(met, 2))
    scores = [_npmi_of(_single(of), has, both, len(texts)) for of in keywords]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else 0.0


def diversity(keywords: Sequence[Sequence[str]]) -> float:
    """Return the share of different words among the keywords of all themes (Dieng, Ruiz and Blei, TACL 2020)."""
    found = [word for of in keywords for word in of[:_TOP]]
    return len(set(found)) / len(found) if found else 1.0


def _single(keywords: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(word for keyword in keywords[:_TOP] for word in words(keyword)))[:_TOP]


def _npmi_of(keywords: Sequence[str], has: Counter[str], both: Counter[tuple[str, str]], texts: int) -> float | None:
    pairs = [_npmi(has[one], has[other], both[one, other], texts) for one, other in combinations(sorted(keywords), 2)]
    return sum(pairs) / len(pairs) if pairs else None


def _npmi(one: int, other: int, both: int, texts: int) -> float:
    if not both:
        return -1.0
    if both == texts:
        return 1.0
    return math.log(both * texts / (one * other)) / -math.log(both / texts)


def _entropy(counts: NDArray[np.int64]) -> float:
    shares = counts[counts > 0] / max(counts.sum(), 1)
    return float(-(shares * np.log(shares)).sum())
