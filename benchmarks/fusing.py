"""
What words, meaning and the rest weigh where they are brought together, learnt from judged queries.

Weights are chosen by cross-validation over three sets of queries (the example reports, real reports, citizens'
questions to authorities), so that the figure is of queries that the weights were not chosen for. Beside it stand words
alone, meaning alone, and the sum of the reciprocal ranks of the two.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmarks.figures import Figure
from benchmarks.judged import judged_sets
from minerva.evaluate import answers, measures_of
from minerva.records import Hit
from minerva.retrieval.fusion import blend
from minerva.retrieval.search import evidence_for
from minerva.settings import FusionSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from benchmarks.judged import JudgedSet
    from minerva.retrieval.evidence import Evidence

_TRIED = {
    "meaning": (0.0, 0.3, 0.6, 1.0, 1.5),
    "closest": (0.0, 0.5, 1.0, 1.5, 2.0),
    "feedback": (0.0, 0.2, 0.4, 0.8, 1.2),
    "table": (0.0, 0.25, 0.5, 0.75, 1.0),
}
_FOLDS = 5
_FAR = 1_000_000
_COUNTED = ("recall@10", "mrr", "ndcg@10")
_LEAST_GAIN = 0.0005
_RANK_CONSTANT = 60
"""Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet", SIGIR 2009."""


class _Case(NamedTuple):
    """What was gathered for a judged query, and for each of its judgments which of the passages answer it."""

    evidence: Evidence
    answering: list[NDArray[np.int64]]

    def measures(self, scores: NDArray[np.float32]) -> dict[str, float]:
        """Measure the passages in the order of *scores*."""
        ranks = np.empty(len(scores), np.int64)
        ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
        return measures_of([int(ranks[at].min(initial=_FAR)) % _FAR for at in self.answering])


def measure() -> Iterator[Figure]:
    """Measure today's weights, each kind of evidence left out, and weights chosen by cross-validation."""
    with judged_sets() as sets:
        cases = {one.name: list(_cases(one)) for one in sets}
    today = FusionSettings()
    for name, of_set in cases.items():
        yield _figure(f"{name}, words alone", [case.measures(case.evidence.lexical) for case in of_set])
        yield _figure(f"{name}, meaning alone", [case.measures(case.evidence.semantic) for case in of_set])
        yield _figure(f"{name}, reciprocal ranks", [case.measures(_by_ranks(case.evidence)) for case in of_set])
        yield _figure(f"{name}, today's weights", _blended(of_set, today))
        for part in asdict(today):
            yield _figure(f"{name}, without {part}", _blended(of_set, replace(today, **{part: 0.0})))
    held_out = _held_out(cases)
    for name, of_set in held_out.items():
        yield _figure(f"{name}, weights chosen without them", of_set)
    best = _best(list(cases.values()))
    for name, of_set in cases.items():
        yield _figure(f"{name}, weights best on all", _blended(of_set, best), str(asdict(best)))


def _cases(judged: JudgedSet) -> Iterator[_Case]:
    for query in judged.queries:
        if query.relevant:
            evidence = evidence_for(judged.library, query.query)
            located = judged.library.located(evidence.numbers.tolist())
            hits = [Hit(*located[number], 0.0) for number in evidence.numbers.tolist()]
            answering = [
                np.array([at for at, hit in enumerate(hits) if answers(hit, judgment)], np.int64)
                for judgment in query.relevant
            ]
            yield _Case(evidence, answering)


def _figure(name: str, measures: Sequence[dict[str, float]], beside: str = "") -> Figure:
    means = {measure: fmean(one[measure] for one in measures) for measure in ("recall@10", "mrr", "ndcg@10")}
    told = f"MRR {means['mrr']:.3f}, nDCG {means['ndcg@10']:.3f} {beside}"
    return Figure(name, means["recall@10"], "recall", beside=told)


def _blended(cases: Sequence[_Case], weights: FusionSettings) -> list[dict[str, float]]:
    return [case.measures(blend(case.evidence, weights)) for case in cases]


def _by_ranks(evidence: Evidence) -> NDArray[np.float32]:
    places = (evidence.lexical_ranks, evidence.semantic_ranks)
    return np.array(
        [
            sum(1 / (_RANK_CONSTANT + of[number]) for of in places if number in of)
            for number in evidence.numbers.tolist()
        ],
        np.float32,
    )


def _worth(cases: Sequence[_Case], weights: FusionSettings) -> float:
    return fmean(fmean(measures[name] for name in _COUNTED) for measures in _blended(cases, weights))


def _best(sets: Sequence[Sequence[_Case]]) -> FusionSettings:
    """Return the weights that are best for the mean of the sets, one weight changed at a time until none helps."""
    best = FusionSettings()
    worth = fmean(_worth(cases, best) for cases in sets)
    improved = True
    while improved:
        improved = False
        for name, values in _TRIED.items():
            for value in values:
                tried = replace(best, **{name: value})
                gained = fmean(_worth(cases, tried) for cases in sets)
                if gained > worth + _LEAST_GAIN:
                    best, worth, improved = tried, gained, True
    return best


def _held_out(cases: dict[str, list[_Case]]) -> dict[str, list[dict[str, float]]]:
    """Return the measures of each query by weights that were chosen without it."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in cases}
    for fold in range(_FOLDS):
        best = _best([[one for at, one in enumerate(of) if at % _FOLDS != fold] for of in cases.values()])
        for name, of in cases.items():
            found[name] += _blended([one for at, one in enumerate(of) if at % _FOLDS == fold], best)
    return found
