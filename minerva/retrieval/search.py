"""A query becomes hits: parse, retrieve, spread over municipalities or reports, explain."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import tantivy

from minerva.errors import EncoderError, StorageError
from minerva.library.database import storage_errors
from minerva.library.encoders import encoder_in_use
from minerva.library.words import REPORT
from minerva.messages import translate as _
from minerva.records import Hit, Hits
from minerva.retrieval.answering import likely_answered
from minerva.retrieval.asking import Asking
from minerva.retrieval.by_words import ByWords
from minerva.retrieval.expansion import Question, meant_text, question_of
from minerva.retrieval.filters import Filters, conditions
from minerva.retrieval.matching import matches
from minerva.retrieval.query import parse
from minerva.retrieval.ranking import Spread, ranked_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from minerva.library.store import Library
    from minerva.library.words import WordView
    from minerva.retrieval.evidence import Evidence
    from minerva.retrieval.fusion import ByBoth
    from minerva.retrieval.meaning import ByMeaning
    from minerva.retrieval.query import Query, Term
    from minerva.retrieval.ranking import Ranked, Ranking


_NO_FILTERS = Filters()


class Mode(StrEnum):
    """How passages are looked for."""

    HYBRID = "hybrid"
    """By both together."""
    WORDS = "words"
    MEANING = "meaning"


def search(  # noqa: PLR0913 - the contract's options
    library: Library,
    query: str,
    *,
    limit: int = 10,
    offset: int = 0,
    filters: Filters = _NO_FILTERS,
    mode: Mode | str | None = None,
    spread: Spread | str = Spread.NONE,
) -> Hits:
    """
    Find the passages that answer *query*, best first.

    Parameters
    ----------
    limit, offset
        How many hits to return, and how many better ones to pass over.
    mode
        By default words and meaning together, or words alone where the passages have no vectors.
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
    parsed = parse(query)
    view = word_view(library)
    with storage_errors(library.folder):
        question = question_of(library, parsed)
    way = _way(library, question, mode)
    with storage_errors(library.folder), library.snapshot():
        ranking = way.ranking_of(view, filters)
        total, page = ranked_page(library, ranking, Spread(spread), limit=limit, offset=offset)
    hits = tuple(_hit(question, found) for found in page)
    answered = None if offset or ranking.closest is None else likely_answered(parsed, hits, ranking.closest)
    return Hits(query, way.mode.value, total, hits, offset, answered, way.warnings)


class _Way(NamedTuple):
    """How passages are looked for, and what could not be done as usual."""

    mode: Mode
    ranking_of: Callable[[WordView, Filters], Ranking]
    warnings: tuple[str, ...] = ()


def _way(library: Library, question: Question, mode: Mode | str | None) -> _Way:
    """Return what ranks as *mode* says; by default by both, or by words alone where vectors or encoder are missing."""
    if mode is not None:
        chosen = Mode(mode)
        return _Way(chosen, _RANKINGS[chosen](library, question))
    if usual_mode(library) is Mode.WORDS:
        return _Way(Mode.WORDS, _by_words(library, question))
    try:
        return _Way(Mode.HYBRID, _by_both(library, question))
    except (EncoderError, StorageError) as error:
        return _Way(Mode.WORDS, _by_words(library, question), (str(error),))


def evidence_for(library: Library, query: str) -> Evidence:
    """
    Return what speaks for the passages that may answer *query*; searches weigh it by the library's settings.

    Raises
    ------
    QueryError, EncoderError, StorageError
        As :func:`search` does in hybrid mode.
    """
    view = word_view(library)
    ranking_of = _by_both(library, question_of(library, parse(query)))
    with storage_errors(library.folder), library.snapshot():
        return ranking_of(view, _NO_FILTERS).evidence


def usual_mode(library: Library) -> Mode:
    """Return how passages are looked for unless a user says otherwise."""
    return Mode.WORDS if encoder_in_use(library.connection) is None else Mode.HYBRID


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


class Narrowing(NamedTuple):
    """What a passage must answer; where it asks for *whole_reports*, all passages of a report answer it or none."""

    condition: tantivy.Query
    whole_reports: bool


def _by_words(library: Library, question: Question) -> Callable[[WordView, Filters], ByWords]:
    """Return what ranks by words."""

    def ranking_of(view: WordView, filters: Filters) -> ByWords:
        schema = library.words.schema
        asked = Asking(schema, library.settings.search).query(question.query, question.related)
        narrowed = _narrowed(library, view, filters, question.query.unwanted)
        return ByWords(schema, view, tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), *narrowed]))

    return ranking_of


def _by_meaning(library: Library, question: Question) -> Callable[[WordView, Filters], ByMeaning]:
    """Return what ranks by meaning; the vectors are looked at, and the query is encoded, now."""
    from minerva.retrieval.meaning import (  # noqa: PLC0415 - numpy and FAISS take a tenth of a second
        ByMeaning,
        allowed_numbers,
        meaning_of,
    )

    meaning = meaning_of(library)
    vector = meaning.of_text(meant_text(question))

    def ranking_of(view: WordView, filters: Filters) -> ByMeaning:
        condition = narrowing(library, view, filters, question.query)
        return ByMeaning(library, meaning, vector, allowed_numbers(library, meaning, view, condition))

    return ranking_of


def _by_both(library: Library, question: Question) -> Callable[[WordView, Filters], ByBoth]:
    """Return what ranks by both; see :class:`~minerva.retrieval.fusion.ByBoth`."""
    from minerva.retrieval.fusion import ByBoth  # noqa: PLC0415 - as above

    by_words, by_meaning = _by_words(library, question), _by_meaning(library, question)

    def ranking_of(view: WordView, filters: Filters) -> ByBoth:
        text, weights = question.query.text, library.settings.fusion
        return ByBoth(library, text, by_words(view, filters), by_meaning(view, filters), weights)

    return ranking_of


_RANKINGS: dict[Mode, Callable[[Library, Question], Callable[[WordView, Filters], Ranking]]] = {
    Mode.HYBRID: _by_both,
    Mode.WORDS: _by_words,
    Mode.MEANING: _by_meaning,
}


def narrowing(library: Library, view: WordView, filters: Filters, query: Query | None = None) -> Narrowing | None:
    """Return what a passage must answer whatever ranks it: *filters*, and exact and excluded words of *query*."""
    required, unwanted = (query.required, query.unwanted) if query else ((), ())
    if not filters and not required and not unwanted:
        return None
    asking = Asking(library.words.schema, library.settings.search)
    clauses = [(tantivy.Occur.Must, group) for group in asking.required(query)] if query else []
    clauses += _narrowed(library, view, filters, unwanted)
    # What only excludes finds nothing.
    condition = tantivy.Query.boolean_query([(tantivy.Occur.Must, tantivy.Query.all_query()), *clauses])
    return Narrowing(condition, whole_reports=not (required or unwanted or filters.section or filters.passage_kind))


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


def _hit(question: Question, found: Ranked) -> Hit:
    highlights, how = matches(found.text, question.query.terms(), question.related)
    return Hit(
        found.passage,
        found.report,
        found.text,
        found.score,
        highlights=tuple(highlights),
        matched=tuple(dict.fromkeys(match.term for match in how)),
        matches=tuple(how),
        lexical_rank=found.standing.lexical_rank,
        semantic_rank=found.standing.semantic_rank,
        closest=found.standing.closest,
    )
