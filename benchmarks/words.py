"""
What each way of taking words apart gives to BM25, computed by a library of its own, beside Minerva's word search.

All ways rank the same passages. A way is a sum of BM25 scores over fields, each a bag of terms of passages, asked for
terms of the query. The weights of fields are round numbers, not chosen on these queries.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

import bm25s
import numpy as np
import simplemma

from benchmarks.figures import Figure
from benchmarks.judged import judged_sets
from minerva.evaluate import MEASURES, measured
from minerva.records import Hit
from minerva.settings import SearchSettings
from minerva.swedish.compounds import family_roots, part_stems
from minerva.swedish.words import stem, telling_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.judged import JudgedSet
    from minerva.evaluate import Outcome
    from minerva.records import Passage, Report

    Terms = Callable[[Sequence[str]], list[str]]

_DEPTH = 100
_GRAM = 4
_PART_WEIGHT = 0.7
_OWN_PART_WEIGHT = 0.4
_SIDE_WEIGHT = 0.5
"""Of n-grams and roots."""
_BARE = SearchSettings(
    section_weight=0, title_weight=0, part_weight=0, own_part_weight=0, root_weight=0, acronym_weight=0
)


class Field(NamedTuple):
    """Terms of passages, and of queries that are asked for them."""

    of_passage: Terms
    of_query: Terms
    weight: float = 1.0


def _same(terms: Terms, weight: float = 1.0) -> Field:
    return Field(terms, terms, weight)


def _stems(some: Sequence[str]) -> list[str]:
    return list(map(stem, some))


def _lemmas(some: Sequence[str]) -> list[str]:
    return list(map(_lemma, some))


def _parts(some: Sequence[str]) -> list[str]:
    return list(chain.from_iterable(map(part_stems, some)))


def _stems_and_parts(some: Sequence[str]) -> list[str]:
    return _stems(some) + _parts(some)


def _roots(some: Sequence[str]) -> list[str]:
    return list(chain.from_iterable(map(family_roots, some)))


def _grams(some: Sequence[str]) -> list[str]:
    """Return every four letters in a row of each word, its beginning and end marked; shorter words are left out."""
    return [f"_{word}_"[place : place + _GRAM] for word in some for place in range(len(word) + 3 - _GRAM)]


@lru_cache(maxsize=200_000)
def _lemma(word: str) -> str:
    return str(simplemma.lemmatize(word, lang="sv", greedy=True)).casefold()


_COMPOUNDS = [Field(_parts, _stems_and_parts, _PART_WEIGHT), Field(_stems, _parts, _OWN_PART_WEIGHT)]
_WAYS: dict[str, list[Field]] = {
    "words as they stand": [_same(list)],
    "lemmas": [_same(_lemmas)],
    "stems": [_same(_stems)],
    "lemmas, parts": [_same(_lemmas), *_COMPOUNDS],
    "stems, parts": [_same(_stems), *_COMPOUNDS],
    "stems, 4-grams": [_same(_stems), _same(_grams, _SIDE_WEIGHT)],
    "stems, parts, roots": [_same(_stems), *_COMPOUNDS, _same(_roots, _SIDE_WEIGHT)],
    "stems, parts, 4-grams": [_same(_stems), *_COMPOUNDS, _same(_grams, _SIDE_WEIGHT)],
    "stems, parts, roots, 4-grams": [
        _same(_stems), *_COMPOUNDS, _same(_roots, _SIDE_WEIGHT), _same(_grams, _SIDE_WEIGHT),
    ],
}  # fmt: skip


def measure() -> Iterator[Figure]:
    """Ask all judged queries in each way, and of Minerva with and without what it adds to stems."""
    with judged_sets() as sets:
        for one in sets:
            passages = _passages(one)
            for name, fields in _WAYS.items():
                yield _figure(f"{one.name}: {name}", _ranked(one, passages, fields))
            yield _figure(f"{one.name}: Minerva, stems alone", one.outcomes(_BARE))
            yield _figure(f"{one.name}: Minerva's word search", one.outcomes(SearchSettings()))


def _figure(name: str, outcomes: Sequence[Outcome]) -> Figure:
    means = {measure: fmean(one.measures[measure] for one in outcomes if one.measures) for measure in MEASURES}
    beside = f"MRR {means['mrr']:.3f}, nDCG@10 {means['ndcg@10']:.3f}"
    return Figure(f"{name}, recall@10", means["recall@10"], "", beside=beside)


def _passages(judged: JudgedSet) -> list[tuple[Passage, Report, str]]:
    library = judged.library
    return [(one, report, library.quote(one)) for report in library.reports() for one in library.passages(report.id)]


def _ranked(
    judged: JudgedSet, passages: Sequence[tuple[Passage, Report, str]], fields: Sequence[Field]
) -> list[Outcome]:
    bags = [telling_words(words(f"{passage.context}\n{text}")) for passage, _report, text in passages]
    scorers = [(_Scorer([field.of_passage(bag) for bag in bags]), field) for field in fields]
    outcomes = []
    for query in judged.queries:
        asked = telling_words(words(query.query))
        scores = sum(field.weight * scorer.scores(field.of_query(asked)) for scorer, field in scorers)
        best = np.argsort(-np.asarray(scores), kind="stable")[:_DEPTH]
        outcomes.append(measured(query, [Hit(*passages[int(place)], 0.0) for place in best]))
    return [one for one in outcomes if one.measures is not None]


class _Scorer:
    """BM25 as tantivy has it, over bags of terms."""

    def __init__(self, bags: list[list[str]]) -> None:
        self._count = len(bags)
        self._known = frozenset(chain.from_iterable(bags))
        self._bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        self._bm25.index(bags, show_progress=False)

    def scores(self, terms: Sequence[str]) -> np.ndarray:
        """Return the score of each bag, ``(n,)`` float32; each term counts once."""
        asked = [term for term in dict.fromkeys(terms) if term in self._known]
        return self._bm25.get_scores(asked) if asked else np.zeros(self._count, np.float32)
