"""What speaks for each passage that may answer: its words, meaning and closest sentence, and what it is like."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from minerva.retrieval.closest import Closest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from minerva.library.found import Found
    from minerva.library.store import Library
    from minerva.records import Span
    from minerva.retrieval.by_words import ByWords
    from minerva.retrieval.meaning import ByMeaning

DEPTH = 100
"""So many of the best by words, and of the nearest by meaning, are compared."""
READ = 16
"""So many of these are read sentence by sentence."""
_MORE = 50
_EQUAL = 1e-4
"""Scores that differ by less are equal: how they were added up differs from one index to the next."""
LEAST_LIKENESS = 0.2
"""A passage that holds no word of the query must be as near as this to be a hit."""
_MODELS = 3
"""The best passages, which others may be like: pseudo relevance feedback."""
_CELLS = 6
"""A passage of more cells is a table."""
_ASKS_FIGURES = re.compile(
    r"\b(?:hur (?:många|mycket|stor|stora|stort|lång|länge|ofta)|andel\w*|antal\w*|procent|kostna\w+|utfall\w*|"
    r"resultat\w*|snitt|genomsnitt\w*|medel\w+|index|statistik|siffror|nyckeltal|indikator\w*|kronor|miljoner|"
    r"mkr|tkr|i dagar|per månad)\b|\d\s?%",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    What speaks for some passages, the most promising first; every array is float32 and in their order.

    Attributes
    ----------
    numbers
        ``(n,)`` of the passages, by which the library knows them.
    lexical
        ``(n,)`` BM25; 0 where a passage holds no word of the query.
    semantic
        ``(n,)`` cosine with the query; 0 where a passage has no vector yet.
    closest
        ``(r,)`` cosine of the closest sentence with the query, of the first *r* passages, which are read.
    feedback
        ``(r,)`` cosine with the query and what seem to be the best passages.
    is_table
        ``(r,)`` 1 where the passage is a table.
    sentences
        Where the closest sentence of each passage that is read stands in its text; None where none was looked for.
    asks_figures
        Whether the query asks how many or how much.
    words_total
        How many passages hold words of the query.
    lexical_ranks, semantic_ranks
        Place, from 1, of those that are among the best by words, and the nearest by meaning; equals share one.
    """

    numbers: NDArray[np.int64]
    lexical: NDArray[np.float32]
    semantic: NDArray[np.float32]
    closest: NDArray[np.float32]
    feedback: NDArray[np.float32]
    is_table: NDArray[np.float32]
    sentences: tuple[Span | None, ...]
    asks_figures: bool
    words_total: int = 0
    lexical_ranks: Mapping[int, int] = field(default_factory=dict)
    semantic_ranks: Mapping[int, int] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """How many passages are read."""
        return len(self.closest)


def gather(library: Library, text: str, by_words: ByWords, by_meaning: ByMeaning) -> Evidence:
    """Weigh the best passages by words and the nearest by meaning for what is asked, a *text*."""
    words_total, best_by_words = by_words.best(DEPTH + _MORE)
    lexical, semantic = _best(best_by_words), _best(by_meaning.best(DEPTH + _MORE)[1])
    numbers = np.array(list(dict.fromkeys([*lexical, *semantic])), np.int64)
    by_word = _completed(numbers, lexical, by_words.scores)
    likeness = _completed(numbers, semantic, by_meaning.scores)
    order = _order(library, numbers, scaled(by_word) + scaled(likeness))
    numbers, by_word, likeness = numbers[order], by_word[order], likeness[order]
    read = numbers[:READ]
    quotes = library.quotes(read.tolist())
    texts = [quotes[number] for number in read.tolist()]
    sentences = by_meaning.closest_sentences(texts) or [
        Closest(None, value) for value in likeness[: len(read)].tolist()
    ]
    closest = np.array([one.likeness for one in sentences], np.float32)
    best = scaled(by_word[: len(read)]) + scaled(likeness[: len(read)]) + scaled(closest)
    return Evidence(
        numbers,
        by_word,
        likeness,
        closest,
        by_meaning.likened(read, read[np.argsort(-best, kind="stable")[:_MODELS]]),
        np.array([text.count("\t") >= _CELLS for text in texts], np.float32),
        tuple(one.span for one in sentences),
        bool(_ASKS_FIGURES.search(text)),
        words_total,
        _ranks(lexical),
        _ranks(semantic),
    )


def scaled(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """
    Return *scores* as shares of the best; what is below 0 speaks no less for a passage than 0.

    The theoretical minimum rather than the lowest found: Bruch, Gai and Ingber, "An analysis of fusion functions for
    hybrid retrieval", TOIS 2023.
    """
    best = scores.max(initial=0.0)
    return np.maximum(scores, 0.0) / best if best > 0 else np.zeros_like(scores)


def _best(found: Sequence[Found]) -> dict[int, float]:
    """Return the scores of the best :data:`DEPTH` by number, and of all that equal the last of them."""
    if len(found) <= DEPTH:
        return dict(found)
    last = found[DEPTH - 1].score - _EQUAL
    return {one.number: one.score for one in found if one.score > last}


def _ranks(scores: Mapping[int, float]) -> dict[int, int]:
    """Return the places of what comes best first."""
    ranks: dict[int, int] = {}
    rank, before = 0, math.inf
    for place, (number, score) in enumerate(scores.items(), 1):
        if score < before - _EQUAL:
            rank, before = place, score
        ranks[number] = rank
    return ranks


def _order(library: Library, numbers: NDArray[np.int64], promise: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the most promising first; who of equals is read must not hang on the order in which reports were added."""
    order = np.argsort(-promise, kind="stable")
    if len(order) > READ and promise[order[READ - 1]] - promise[order[READ]] < _EQUAL:
        ids = {number: passage_id for number, (passage_id, _) in library.keys(numbers.tolist(), "id").items()}
        rounded = np.round(promise / _EQUAL).tolist()
        places = range(len(order))
        order = np.array(sorted(places, key=lambda at: (-rounded[at], ids.get(int(numbers[at]), ""))), np.int64)
    return order


def _completed(
    numbers: NDArray[np.int64], found: Mapping[int, float], look_up: Callable[[list[int]], Mapping[int, float]]
) -> NDArray[np.float32]:
    """Return the score of each of *numbers*, those not *found* looked up; 0 where there is none."""
    missing = [number for number in numbers.tolist() if number not in found]
    scores = {**found, **look_up(missing)} if missing else found
    return np.array([scores.get(number, 0.0) for number in numbers.tolist()], np.float32)
