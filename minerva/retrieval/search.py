"""A query becomes hits: parse, retrieve, spread over municipalities or reports, explain."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import tantivy

from minerva.errors import StorageError
from minerva.library.database import storage_errors
from minerva.library.words import REPORT, Found
from minerva.messages import translate as _
from minerva.records import Hit, Hits
from minerva.retrieval.asking import Asking
from minerva.retrieval.expansion import related
from minerva.retrieval.filters import Filters, conditions
from minerva.retrieval.matching import matches
from minerva.retrieval.query import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from minerva.library.store import Library
    from minerva.library.words import WordView
    from minerva.records import Passage, Report
    from minerva.retrieval.expansion import Related
    from minerva.retrieval.query import Query

    _Retriever = Callable[[Library, WordView, tantivy.Query, int], tuple[int, list[Found]]]

_NO_FILTERS = Filters()
_MORE = 50
"""Fetched beyond what is asked, so that passages of equal score come in the same order however the index is stored."""
_SPREAD_START = 100
_SPREAD_GROWTH = 8


class Mode(StrEnum):
    """How passages are looked for."""

    WORDS = "words"


class Spread(StrEnum):
    """Of what only the best passage is shown."""

    NONE = "none"
    REPORT = "report"
    MUNICIPALITY = "municipality"


def search(  # noqa: PLR0913 - the contract's options
    library: Library,
    query: str,
    *,
    limit: int = 10,
    offset: int = 0,
    filters: Filters = _NO_FILTERS,
    mode: Mode | str = Mode.WORDS,
    spread: Spread | str = Spread.NONE,
) -> Hits:
    """
    Find the passages that answer *query*, best first.

    Parameters
    ----------
    limit, offset
        How many hits to return, and how many better ones to pass over.
    spread
        Show only the best passage of each municipality or report; reports without one stand together.

    Returns
    -------
    Hits
        With the exact ``total``: of hits, or of municipalities or reports where they are spread.

    Raises
    ------
    QueryError
        If the query holds nothing to look for.
    UnknownValue
        If a filter names what neither the library nor Sweden has.
    StorageError
        If there is no word index that can be used.
    ValueError
        If *limit* or *offset* is negative.
    """
    if limit < 0 or offset < 0:
        raise ValueError(f"limit and offset must not be negative: {limit}, {offset}")
    parsed = parse(query)
    # The view comes first: what the library holds at a later moment tells which of its reports are gone since.
    view = library.words.view()
    if view is None:
        raise StorageError(_("The word index is missing. Make it anew with: minerva rebuild"))
    with storage_errors(library.folder), library.snapshot():
        question = Question(parsed, related(library, parsed))
        asked = _whole_query(library, view, question, filters)
        total, ranked = _RETRIEVERS[Spread(spread)](library, view, asked, offset + limit)
        page = ranked[offset : offset + limit]
        located = library.located([found.number for found in page])
        hits = [_hit(question, located[found.number], found.score, rank) for rank, found in enumerate(page, offset + 1)]
    return Hits(query, Mode(mode).value, total, tuple(hits), offset)


class Question(NamedTuple):
    """A parsed query, and what is related to its words."""

    query: Query
    related: tuple[Related, ...]


def candidates(
    library: Library, view: WordView, question: Question, limit: int, filters: Filters = _NO_FILTERS
) -> tuple[int, list[Found]]:
    """Return how many passages answer by their words, and the best *limit* of them, best first, with BM25 scores."""
    return _all(library, view, _whole_query(library, view, question, filters), limit)


def _all(library: Library, view: WordView, asked: tantivy.Query, limit: int) -> tuple[int, list[Found]]:
    total, found = view.search(asked, limit + _MORE)
    return total, [one for one, _report_id in _ranked(library, found, "id")]


def _spread_over(field: str) -> _Retriever:
    """Return what retrieves the best passage for each value that reports have in *field*."""

    def retrieve(library: Library, view: WordView, asked: tantivy.Query, limit: int) -> tuple[int, list[Found]]:
        depth = _SPREAD_START
        while True:
            count, found = view.search(asked, depth)
            best: dict[str | None, Found] = {}
            for one, value in _ranked(library, found, field):
                best.setdefault(value, one)
            if len(best) >= limit or depth >= count:
                break
            depth *= _SPREAD_GROWTH
        total = len(best) if depth >= count else _count_values(view, asked, field)
        return total, list(best.values())

    return retrieve


def _count_values(view: WordView, asked: tantivy.Query, field: str) -> int:
    """Count the values of *field* among all that answer, and those that have none as one."""
    name = REPORT if field == "id" else field
    known = tantivy.Query.exists_query(name)
    without = tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), (tantivy.Occur.MustNot, known)])
    return view.distinct(asked, name) + bool(view.search(without, 1)[0])


_RETRIEVERS = {
    Spread.NONE: _all,
    Spread.REPORT: _spread_over("id"),
    Spread.MUNICIPALITY: _spread_over("municipality"),
}


def _ranked(library: Library, found: Sequence[Found], field: str) -> list[tuple[Found, str | None]]:
    """Return passages with their reports' *field*, best first; those of equal score by their ids."""
    keys = library.keys([one.number for one in found], field)
    here = [one for one in found if one.number in keys]
    here.sort(key=lambda one: (-round(one.score, 4), keys[one.number][0]))
    return [(one, keys[one.number][1]) for one in here]


def _whole_query(library: Library, view: WordView, question: Question, filters: Filters) -> tantivy.Query:
    """Return the index's query: what is asked, narrowed, without reports that are gone but not yet out of the index."""
    schema = library.words.schema
    asked = Asking(schema, library.settings.search).query(question.query, question.related)
    clauses = [(tantivy.Occur.Must, asked)]
    clauses += [(tantivy.Occur.Must, _unscored(condition)) for condition in conditions(filters, library)]
    gone = library.removed_since(view.generation)
    if gone:
        clauses.append((tantivy.Occur.MustNot, tantivy.Query.term_set_query(schema, REPORT, gone)))
    return tantivy.Query.boolean_query(clauses)


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _hit(question: Question, located: tuple[Passage, Report, str], score: float, rank: int) -> Hit:
    passage, report, text = located
    highlights, found = matches(text, question.query.terms(), question.related)
    asked = tuple(dict.fromkeys(match.term for match in found))
    return Hit(passage, report, text, round(score, 4), rank, None, tuple(highlights), asked, tuple(found))
