"""Passages ranked by the words that they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tantivy

from minerva.library.words import NUMBER, REPORT
from minerva.retrieval.asking import any_of
from minerva.retrieval.ranking import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.found import Found
    from minerva.library.words import WordView


class ByWords:
    """Passages that hold words of a query, by BM25."""

    closest = None

    def __init__(self, schema: tantivy.Schema, view: WordView, asked: tantivy.Query) -> None:
        self._schema = schema
        self._view = view
        self._asked = asked

    def best(self, limit: int) -> tuple[int, list[Found]]:
        """Return how many passages there are, and the best *limit* of them."""
        return self._view.search(self._asked, limit)

    def count_values(self, field: str) -> int:
        """Count the values that the reports of all these passages have in *field*, having none as one of them."""
        return len(self.values(field))

    def values(self, field: str) -> set[str | None]:
        """Return the values that the reports of all these passages have in *field*, in small letters."""
        name = REPORT if field == "id" else field
        known = tantivy.Query.exists_query(name)
        without = tantivy.Query.boolean_query([(tantivy.Occur.Must, self._asked), (tantivy.Occur.MustNot, known)])
        values: set[str | None] = set(self._view.values(self._asked, name))
        return values | {None} if self._view.search(without, 1)[0] else values

    def counts(self, fields: Sequence[str]) -> dict[str, dict[str | None, int]]:
        """Count all these passages by the values, in small letters, that they or their reports have in each field."""
        return self._view.counts(self._asked, fields)

    def numbers(self) -> list[int]:
        """Return the numbers of all these passages."""
        return self._view.numbers(self._asked)

    def scores(self, numbers: Sequence[int]) -> dict[int, float]:
        """Return the scores of those of *numbers* that are among these passages."""
        # A set of terms takes three times as long: it is held against every number there is.
        each = [tantivy.Query.term_query(self._schema, NUMBER, number, "basic") for number in numbers]
        among = tantivy.Query.const_score_query(any_of(each), 0.0)
        both = tantivy.Query.boolean_query([(tantivy.Occur.Must, self._asked), (tantivy.Occur.Must, among)])
        return dict(self._view.search(both, len(numbers))[1])

    def standing(self, _number: int, rank: int) -> Standing:
        """Return where the passage that has *rank* stands."""
        return Standing(lexical_rank=rank)
