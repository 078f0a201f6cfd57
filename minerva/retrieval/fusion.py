"""Words and meaning together: passages by all that speaks for them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from minerva.library.found import Found
from minerva.retrieval.evidence import LEAST_LIKENESS, Evidence, gather, scaled
from minerva.retrieval.ranking import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from minerva.encoding.reranker import Reranker
    from minerva.library.store import Library
    from minerva.retrieval.by_words import ByWords
    from minerva.retrieval.meaning import ByMeaning
    from minerva.settings import FusionSettings

POINTS = 100.0
"""The score of a passage for which everything speaks as much as for any."""
_FEWEST_POINTS = np.float32(1.0)
"""What a passage has that was read, so that others can have fewer."""


def blend(evidence: Evidence, weights: FusionSettings) -> NDArray[np.float32]:
    """
    Return the score of each passage, ``(n,)`` float32, 0 to :data:`POINTS`.

    Every kind of evidence is scaled to its own best first, so that none drowns the others. Those passages come first
    that were read; the rest follows by words and meaning alone.

    Notes
    -----
    Convex combination of scores: Bruch, Gai and Ingber, "An analysis of fusion functions for hybrid retrieval",
    TOIS 2023.
    """
    read = evidence.read
    lexical, semantic = scaled(evidence.lexical), scaled(evidence.semantic)
    scores: NDArray[np.float32] = lexical + weights.meaning * semantic
    scores[:read] += weights.closest * scaled(evidence.closest) + weights.feedback * scaled(evidence.feedback)
    if not evidence.asks_figures:
        scores[:read] -= weights.table * evidence.is_table
    scores *= POINTS / (1 + weights.meaning + weights.closest + weights.feedback)
    scores = np.maximum(scores, _FEWEST_POINTS)
    if read < len(scores):
        scores[read:] = below(float(scores[:read].min()), lexical[read:] + semantic[read:])
    return scores


def below(ceiling: float, scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return positive *scores* shrunk to less than *ceiling*, in the same order."""
    return scores * np.float32(0.99 * ceiling / max(float(scores.max(initial=0.0)), 1e-9))


class _Compared(NamedTuple):
    """
    The passages that were compared, best first.

    Attributes
    ----------
    place_by_number
        Where each stands in the evidence.
    beyond
        How many others hold words of the query.
    by_meaning_alone
        Numbers of those that hold no word of it.
    """

    found: list[Found]
    place_by_number: dict[int, int]
    beyond: int
    by_meaning_alone: list[int]


class ByBoth:
    """
    Passages that hold words of a query or lie near its meaning.

    All that hold words of it are hits, and those of the nearest 100 by meaning that are near enough. The best of both
    are compared by :func:`blend`; below them come the others that hold words of it.
    """

    def __init__(
        self,
        library: Library,
        text: str,
        by_words: ByWords,
        by_meaning: ByMeaning,
        *,
        reranker: Reranker | None = None,
    ) -> None:
        self._library = library
        self._text = text
        self._by_words = by_words
        self._by_meaning = by_meaning
        self._weights = library.settings.fusion
        self._reranker = reranker

    def best(self, limit: int) -> tuple[int, list[Found]]:
        """Return how many passages there are, and the best *limit* of them."""
        found, beyond = self._compared.found, self._compared.beyond
        total = len(found) + beyond
        if limit <= len(found) or not beyond:
            return total, found[:limit]
        known = {one.number for one in found}
        rest = [one for one in self._by_words.best(limit + len(found))[1] if one.number not in known]
        scores = below(found[-1].score if found else POINTS, np.array([one.score for one in rest], np.float32))
        others = [Found(one.number, score) for one, score in zip(rest, scores.tolist(), strict=True)]
        return total, [*found, *others][:limit]

    def count_values(self, field: str) -> int:
        """Count the values that the reports of all these passages have in *field*, having none as one of them."""
        found = self._library.keys([one.number for one in self._compared.found], field)
        values = {None if value is None else value.casefold() for _id, value in found.values()}
        return len(values | self._by_words.values(field))

    def counts(self, fields: Sequence[str]) -> dict[str, dict[str | None, int]]:
        """Count all these passages by the values, in small letters, that they or their reports have in each field."""
        by_words = self._by_words.counts(fields)
        by_meaning = self._library.counts(fields, self._compared.by_meaning_alone)
        return {field: dict(by_meaning[field] + Counter(by_words[field])) for field in fields}

    def numbers(self) -> list[int]:
        """Return the numbers of all these passages."""
        return [*self._compared.by_meaning_alone, *self._by_words.numbers()]

    @property
    def closest(self) -> float:
        """Cosine of the query with the closest sentence of all that were read; 0 where none was."""
        return float(self.evidence.closest.max(initial=0.0))

    def standing(self, number: int, _rank: int) -> Standing:
        """Return where the passage of this *number* stands by words and by meaning, if it was compared."""
        at = self._compared.place_by_number.get(number)
        if at is None:
            return Standing()
        evidence = self.evidence
        closest = evidence.sentences[at] if at < evidence.read else None
        return Standing(evidence.lexical_ranks.get(number), evidence.semantic_ranks.get(number), closest)

    @cached_property
    def evidence(self) -> Evidence:
        """What speaks for the passages that were compared."""
        return gather(self._library, self._text, self._by_words, self._by_meaning)

    @cached_property
    def _compared(self) -> _Compared:
        evidence = self.evidence
        scores = self._reranked(evidence, blend(evidence, self._weights))
        holds = evidence.lexical > 0
        order = np.argsort(-scores, kind="stable")
        hits = order[holds[order] | (evidence.semantic[order] >= LEAST_LIKENESS)]
        numbers = evidence.numbers[hits].tolist()
        return _Compared(
            [Found(number, score) for number, score in zip(numbers, scores[hits].tolist(), strict=True)],
            dict(zip(numbers, hits.tolist(), strict=True)),
            evidence.words_total - int(holds.sum()),
            evidence.numbers[hits[~holds[hits]]].tolist(),
        )

    def _reranked(self, evidence: Evidence, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """Let the reranker, if there is one, order the passages that were read; they stay above the others."""
        read = evidence.read
        if self._reranker is None or not read:
            return scores
        quotes = self._library.quotes(evidence.numbers[:read].tolist())
        answering = self._reranker.scores(self._text, [quotes[number] for number in evidence.numbers[:read].tolist()])
        lowest, span = float(scores[:read].min()), float(np.ptp(answering)) or 1.0
        scores[:read] = lowest + (POINTS - lowest) * (answering - answering.min()) / span
        return scores
