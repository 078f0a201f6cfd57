"""
What each kind of match gives to word search, and whether its weights should be others.

The weights are tried by cross-validation: those that are best on four fifths of the queries are measured on the rest,
so that their figure is not flattered by having been chosen for it.
"""

from __future__ import annotations

import random
from dataclasses import replace
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.judged import judged_sets
from minerva.settings import SearchSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.judged import JudgedSet
    from minerva.evaluate import Outcome

_WITHOUT = {
    "parts": {"part_weight": 0.0, "own_part_weight": 0.0},
    "roots": {"root_weight": 0.0},
    "acronyms": {"acronym_weight": 0.0},
    "headings and titles": {"section_weight": 0.0, "title_weight": 0.0},
}
_TRIED = {
    "section_weight": (0.1, 0.2, 0.3, 0.5),
    "title_weight": (0.0, 0.1, 0.2),
    "part_weight": (0.3, 0.5, 0.7, 1.0),
    "own_part_weight": (0.2, 0.4, 0.6, 0.8),
    "root_weight": (0.2, 0.4, 0.6, 0.8, 1.0),
    "acronym_weight": (0.3, 0.5, 0.8),
}
_TRIALS = 30
_FOLDS = 5


def measure() -> Iterator[Figure]:
    """Measure today's weights, today's without each kind of match, and weights chosen by cross-validation."""
    with judged_sets() as sets:
        today = SearchSettings()
        for what, weights in _WITHOUT.items():
            yield _mean_figure(f"all sets, without {what}", sets, replace(today, **weights))
        yield _mean_figure("all sets", sets, today)
        yield from _chosen(sets, today)


def _mean_figure(name: str, sets: list[JudgedSet], settings: SearchSettings) -> Figure:
    means = [fmean(map(_worth, one.outcomes(settings))) for one in sets]
    beside = ", ".join(f"{one.name} {mean:.3f}" for one, mean in zip(sets, means, strict=True))
    return Figure(f"{name}, mean of recall and nDCG", fmean(means), "", beside=beside)


def _worth(outcome: Outcome) -> float:
    assert outcome.measures is not None
    return (outcome.measures["recall@10"] + outcome.measures["ndcg@10"]) / 2


def _chosen(sets: list[JudgedSet], today: SearchSettings) -> Iterator[Figure]:
    chance = random.Random(0)
    tried = [today]
    tried += [
        SearchSettings(**{name: chance.choice(values) for name, values in _TRIED.items()}) for _ in range(_TRIALS)
    ]
    worth = [[list(map(_worth, one.outcomes(settings))) for one in sets] for settings in tried]
    held_out = []
    for fold in range(_FOLDS):
        best = max(range(len(tried)), key=lambda trial: _fold_mean(worth[trial], fold, held_out=False))
        held_out.append(_fold_mean(worth[best], fold, held_out=True))
    best = max(range(len(tried)), key=lambda trial: fmean(map(fmean, worth[trial])))
    names = (f"{name} {getattr(tried[best], name)}" for name in _TRIED)
    yield Figure("weights chosen without the queries they meet", fmean(held_out), "", beside="mean of recall and nDCG")
    yield Figure("weights best on all, for comparison", fmean(map(fmean, worth[best])), "", beside=", ".join(names))


def _fold_mean(worth: list[list[float]], fold: int, *, held_out: bool) -> float:
    """Return the mean over sets of the queries in a fold, or of those in all the others."""
    of_sets = [[one for place, one in enumerate(of) if (place % _FOLDS == fold) == held_out] for of in worth]
    return fmean(map(fmean, of_sets))
