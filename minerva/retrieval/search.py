"""A query becomes hits: parse, retrieve, spread over municipalities or reports, explain."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import tantivy

from minerva.errors import StorageError
from minerva.library.database import storage_errors
from minerva.library.words import REPORT
from minerva.messages import translate as _
from minerva.records import Hit, Hits
from minerva.retrieval.asking import Asking
from minerva.retrieval.expansion import Question, question_of
from minerva.retrieval.filters import Filters, conditions
from minerva.retrieval.matching import matches
from minerva.retrieval.query import asked_text, parse
from minerva.retrieval.ranking import Spread, ranked_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from minerva.library.found import Found
    from minerva.library.store import Library
    from minerva.library.words import WordView
    from minerva.retrieval.query import Query, Term
    from minerva.retrieval.ranking import Ranked, Ranking

    _RankingOf = Callable[[Library, WordView, Question, Filters], Ranking]

_NO_FILTERS = Filters()


class Mode(StrEnum):
    """How passages are looked for."""

    WORDS = "words"
    MEANING = "meaning"


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
    EncoderError
        If meaning is asked for, but the passages have no vectors or their encoder cannot be loaded.
    StorageError
        If there is no index that can be used.
    ValueError
        If *limit* or *offset* is negative.
    """
    if limit < 0 or offset < 0:
        raise ValueError(f"limit and offset must not be negative: {limit}, {offset}")
    parsed, mode = parse(query), Mode(mode)
    view = word_view(library)
    ranking_of = _by_meaning(library, parsed) if mode is Mode.MEANING else _by_words
    with storage_errors(library.folder), library.snapshot():
        question = question_of(library, parsed)
        ranking = ranking_of(library, view, question, filters)
        total, page = ranked_page(library, ranking, Spread(spread), limit=limit, offset=offset)
    hits = tuple(_hit(question, found, **{_RANKS[mode]: found.rank}) for found in page)
    return Hits(query, mode.value, total, hits, offset)


_RANKS = {Mode.WORDS: "lexical_rank", Mode.MEANING: "semantic_rank"}


def word_view(library: Library) -> WordView:
    """
    Return the word index as it is now.

    It is asked for before anything else: what the library holds at a later moment tells which of its reports are gone
    since.

    Raises
    ------
    StorageError
        If there is none that can be used.
    """
    view = library.words.view()
    if view is None:
        raise StorageError(_("The word index is missing. Make it anew with: minerva rebuild"))
    return view


class _ByWords:
    """Passages that hold words of the query, by BM25."""

    def __init__(self, view: WordView, asked: tantivy.Query) -> None:
        self._view = view
        self._asked = asked

    def best(self, limit: int) -> tuple[int, list[Found]]:
        return self._view.search(self._asked, limit)

    def count_values(self, field: str) -> int:
        name = REPORT if field == "id" else field
        known = tantivy.Query.exists_query(name)
        without = tantivy.Query.boolean_query([(tantivy.Occur.Must, self._asked), (tantivy.Occur.MustNot, known)])
        return self._view.distinct(self._asked, name) + bool(self._view.search(without, 1)[0])


def _by_words(library: Library, view: WordView, question: Question, filters: Filters) -> Ranking:
    asked = Asking(library.words.schema, library.settings.search).query(question.query, question.related)
    narrowed = _narrowed(library, view, filters, question.query.unwanted)
    return _ByWords(view, tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), *narrowed]))


def _by_meaning(library: Library, query: Query) -> _RankingOf:
    """Return what ranks by meaning; the vectors are looked at, and the query is encoded, now."""
    from minerva.retrieval.meaning import (  # noqa: PLC0415 - numpy and FAISS take a tenth of a second
        ByMeaning,
        allowed_numbers,
        meaning_of,
    )

    meaning = meaning_of(library)
    vector = meaning.of_text(asked_text(query))

    def ranking_of(library: Library, view: WordView, question: Question, filters: Filters) -> Ranking:
        condition = narrowing(library, view, filters, question.query)
        return ByMeaning(library, meaning, vector, allowed_numbers(library, meaning, view, condition))

    return ranking_of


def narrowing(library: Library, view: WordView, filters: Filters, query: Query | None = None) -> tantivy.Query | None:
    """Return what a passage must answer whatever ranks it: *filters*, and exact and excluded words of *query*."""
    required = query.required if query else ()
    if not filters and not required and not (query and query.unwanted):
        return None
    asking = Asking(library.words.schema, library.settings.search)
    clauses = [(tantivy.Occur.Must, group) for group in asking.required(query)] if query else []
    clauses += _narrowed(library, view, filters, query.unwanted if query else ())
    # What only excludes finds nothing.
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, tantivy.Query.all_query()), *clauses])


def _narrowed(
    library: Library, view: WordView, filters: Filters, unwanted: Iterable[Term]
) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """Return what *filters* ask, what is *unwanted*, and that reports are not gone but not yet out of the index."""
    schema = library.words.schema
    asking = Asking(schema, library.settings.search)
    clauses = [(tantivy.Occur.MustNot, asking.as_asked(term)) for term in unwanted]
    clauses += [(tantivy.Occur.Must, _unscored(condition)) for condition in conditions(filters, library)]
    gone = library.removed_since(view.generation)
    if gone:
        clauses.append((tantivy.Occur.MustNot, tantivy.Query.term_set_query(schema, REPORT, gone)))
    return clauses


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _hit(question: Question, found: Ranked, **ranks: int) -> Hit:
    highlights, how = matches(found.text, question.query.terms(), question.related)
    return Hit(
        found.passage,
        found.report,
        found.text,
        found.score,
        highlights=tuple(highlights),
        matched=tuple(dict.fromkeys(match.term for match in how)),
        matches=tuple(how),
        **ranks,
    )
