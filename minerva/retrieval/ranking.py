"""From passages ranked by whatever measure to one page of hits: ties, paging, the best of each municipality."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from minerva.library.found import Found
    from minerva.library.store import Library
    from minerva.records import Passage, Report, Span

    _Retriever = Callable[["Library", "Ranking", int], tuple[int, list[Found]]]

_MORE = 50
"""Fetched beyond what is asked, so that passages of equal score come in the same order however the index is stored."""
_SPREAD_START = 100
_SPREAD_GROWTH = 8


class Standing(NamedTuple):
    """
    Where a passage stands in a ranking and why.

    Attributes
    ----------
    lexical_rank, semantic_rank
        Its place by words and by meaning, from 1; None where it has none or was not looked for so far down.
    closest
        Where the sentence nearest to the query stands in its text; None where none was looked for.
    """

    lexical_rank: int | None = None
    semantic_rank: int | None = None
    closest: Span | None = None


class Ranking(Protocol):
    """
    Passages that answer a query, ranked by some measure.

    Attributes
    ----------
    closest
        Cosine of the query with the closest sentence of the best; None where none was looked for.
    """

    @property
    def closest(self) -> float | None: ...  # noqa: D102 - told above

    def best(self, limit: int) -> tuple[int, list[Found]]:
        """Return how many passages there are, and the best *limit* of them."""
        ...

    def count_values(self, field: str) -> int:
        """Count the values that the reports of all these passages have in *field*, having none as one of them."""
        ...

    def counts(self, fields: Sequence[str]) -> dict[str, dict[str | None, int]]:
        """Count all these passages by the values, in small letters, that they or their reports have in each field."""
        ...

    def numbers(self) -> list[int] | None:
        """Return the numbers of all these passages; None where they are all that the library holds."""
        ...

    def standing(self, number: int, rank: int) -> Standing:
        """Return where the passage of this *number*, shown as the *rank*-th, stands and why."""
        ...


class Spread(StrEnum):
    """Of what only the best passage is shown."""

    NONE = "none"
    REPORT = "report"
    MUNICIPALITY = "municipality"


class Ranked(NamedTuple):
    """A passage of a page of hits: where it stands, its score, and what a hit tells of it."""

    standing: Standing
    score: float
    passage: Passage
    report: Report
    text: str


def ranked_page(
    library: Library, ranking: Ranking, spread: Spread, *, limit: int, offset: int
) -> tuple[int, list[Ranked]]:
    """Return how many hits there are, spread as asked, and *limit* of them after the best *offset*."""
    total, best = _RETRIEVERS[spread](library, ranking, offset + limit)
    page = best[offset : offset + limit]
    located = library.located([found.number for found in page])
    return total, [
        Ranked(ranking.standing(found.number, rank), round(found.score, 4), *located[found.number])
        for rank, found in enumerate(page, offset + 1)
    ]


def _all(library: Library, ranking: Ranking, limit: int) -> tuple[int, list[Found]]:
    total, found = ranking.best(limit + _MORE)
    return total, [one for one, _report_id in _ordered(library, found, "id")]


def _spread_over(field: str) -> _Retriever:
    """Return what retrieves the best passage for each value that reports have in *field*."""

    def retrieve(library: Library, ranking: Ranking, limit: int) -> tuple[int, list[Found]]:
        depth = _SPREAD_START
        while True:
            count, found = ranking.best(depth)
            best: dict[str | None, Found] = {}
            for one, value in _ordered(library, found, field):
                best.setdefault(value, one)
            if len(best) >= limit or depth >= count:
                break
            depth *= _SPREAD_GROWTH
        total = len(best) if depth >= count else ranking.count_values(field)
        return total, list(best.values())

    return retrieve


_RETRIEVERS = {
    Spread.NONE: _all,
    Spread.REPORT: _spread_over("id"),
    Spread.MUNICIPALITY: _spread_over("municipality"),
}


def _ordered(library: Library, found: Sequence[Found], field: str) -> list[tuple[Found, str | None]]:
    """Return passages with their reports' *field*, best first; those of equal score by their ids."""
    keys = library.keys([one.number for one in found], field)
    here = [one for one in found if one.number in keys]
    here.sort(key=lambda one: (-round(one.score, 4), keys[one.number][0]))
    return [(one, keys[one.number][1]) for one in here]
