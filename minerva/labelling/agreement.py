"""How far annotators agree, and on which passages they do not."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from minerva.records import Agreement

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from minerva.records import LabelProject, Mark

DRAWS = 1000
_INTERVAL = (2.5, 97.5)
_LEAST = 2


class Disagreement(NamedTuple):
    """A passage of which annotators say different things: their marks, by annotator."""

    passage_id: str
    marks: tuple[Mark, ...]


def agreement(project: LabelProject, marks: Iterable[Mark], *, seed: int = 0, draws: int = DRAWS) -> Agreement:
    """
    Return how far annotators agree on passages that at least two of them marked.

    Where passages may have several labels, two marks agree if all their labels are the same.

    Parameters
    ----------
    draws
        How often passages are drawn anew for the interval.
    """
    units = _units(marks)
    values = [[one.labels for one in unit] for unit in units]
    alpha = krippendorff(values)
    low, high = _interval(values, seed=seed, draws=draws) if alpha is not None else (None, None)
    by_label = {name: krippendorff([[name in one.labels for one in unit] for unit in units]) for name in project.names}
    annotators = sorted({one.annotator for unit in units for one in unit})
    return Agreement(tuple(annotators), len(units), alpha, low, high, by_label)


def disagreements(marks: Iterable[Mark]) -> list[Disagreement]:
    """Return the passages that annotators gave different labels, those first that were marked first."""
    return [
        Disagreement(unit[0].passage_id, tuple(sorted(unit, key=lambda one: one.annotator)))
        for unit in _units(marks)
        if len({one.labels for one in unit}) > 1
    ]


def krippendorff(units: Sequence[Sequence[Hashable]]) -> float | None:
    """
    Return Krippendorff's alpha of nominal values.

    Parameters
    ----------
    units
        Of each unit what its coders said; what fewer than two coders said of a unit counts for nothing.

    Returns
    -------
    float or None
        1 for full agreement, 0 for what chance would give; None where fewer than two different values were given.

    Notes
    -----
    Krippendorff, "Computing Krippendorff's alpha-reliability", University of Pennsylvania, 2011, section C: one less
    the ratio of observed to expected disagreement, coders and values being as many as they may.
    """
    observed, counts = _counted(units)
    found = _alphas(observed.sum(keepdims=True), counts.sum(axis=0, keepdims=True))[0]
    return None if np.isnan(found) else float(found)


def _interval(units: Sequence[Sequence[Hashable]], *, seed: int, draws: int) -> tuple[float | None, float | None]:
    """
    Return between what values alpha lies in 95 of 100 draws of the units.

    Notes
    -----
    The percentile bootstrap over units: Zapf, Castell, Morawietz and Karch, "Measuring inter-rater reliability for
    nominal data", BMC Medical Research Methodology 16:93, 2016.
    """
    observed, counts = _counted(units)
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(len(observed), np.full(len(observed), 1 / len(observed)), size=draws)
    alphas = _alphas(drawn @ observed, drawn @ counts)
    alphas = alphas[~np.isnan(alphas)]
    if not len(alphas):
        return None, None
    low, high = np.percentile(alphas, _INTERVAL)
    return float(low), float(high)


def _counted(units: Sequence[Sequence[Hashable]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the observed disagreement of each unit, ``(units,)``, and how often each value was given in it."""
    paired = [unit for unit in units if len(unit) >= _LEAST]
    place = {value: number for number, value in enumerate(dict.fromkeys(one for unit in paired for one in unit))}
    counts = np.zeros((len(paired), len(place)))
    for row, unit in enumerate(paired):
        for value in unit:
            counts[row, place[value]] += 1
    coders = counts.sum(axis=1)
    observed = (coders**2 - (counts**2).sum(axis=1)) / np.maximum(coders - 1, 1)
    return observed, counts


def _alphas(observed: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return alpha for each row of sums; not a number where only one value was given."""
    total = counts.sum(axis=1)
    expected = total**2 - (counts**2).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: NDArray[np.float64] = 1 - (total - 1) * observed / expected
    return np.where(expected > 0, found, np.nan)


def _units(marks: Iterable[Mark]) -> list[list[Mark]]:
    """Return the marks of each passage that at least two annotators marked."""
    by_passage: dict[str, list[Mark]] = defaultdict(list)
    for one in marks:
        by_passage[one.passage_id].append(one)
    return [unit for unit in by_passage.values() if len(unit) >= _LEAST]
