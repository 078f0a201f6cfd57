"""What ranks the passages that answer a question: by words, by meaning, or by both."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import tantivy

from minerva.errors import EncoderError, StorageError
from minerva.library.encoders import encoder_in_use
from minerva.library.words import NUMBER, REPORT
from minerva.messages import translate as _
from minerva.retrieval.asking import Asking
from minerva.retrieval.by_words import ByWords
from minerva.retrieval.expansion import Question, meant_text
from minerva.retrieval.filters import Filters, conditions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from minerva.library.store import Library
    from minerva.library.words import WordView
    from minerva.retrieval.fusion import ByBoth
    from minerva.retrieval.meaning import ByMeaning
    from minerva.retrieval.query import Query, Term
    from minerva.retrieval.ranking import Ranking


class Mode(StrEnum):
    """How passages are looked for."""

    HYBRID = "hybrid"
    """By both together."""
    WORDS = "words"
    MEANING = "meaning"


class Scope(NamedTuple):
    """
    Where is searched.

    Attributes
    ----------
    view
        The word index at one moment.
    filters
        What narrows it, and
    clauses
        the same as the index is asked, with what keeps out reports that are gone but not yet out of the index.
    """

    view: WordView
    filters: Filters
    clauses: tuple[tuple[tantivy.Occur, tantivy.Query], ...]


class Way(NamedTuple):
    """How passages are looked for, and what could not be done as usual."""

    mode: Mode
    ranking_of: Callable[[Scope], Ranking]
    warnings: tuple[str, ...] = ()


def way_of(library: Library, question: Question, mode: Mode | str | None) -> Way:
    """
    Return what ranks as *mode* says; by default by both, or by words alone where vectors or encoder are missing.

    Raises
    ------
    EncoderError, StorageError
        If meaning is asked for, or passages are named that others shall be like, but there are no vectors.
    """
    if mode is not None:
        chosen = Mode(mode)
        return Way(chosen, _RANKINGS[chosen](library, question))
    if usual_mode(library) is Mode.WORDS and not question.needs_meaning:
        return Way(Mode.WORDS, _by_words(library, question))
    try:
        return Way(Mode.HYBRID, by_both(library, question))
    except (EncoderError, StorageError) as error:
        if question.needs_meaning:
            raise
        return Way(Mode.WORDS, _by_words(library, question), (str(error),))


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


def scope_of(library: Library, view: WordView, filters: Filters) -> Scope:
    """
    Return the part of the library that *filters* leave, as *view* has it.

    Raises
    ------
    UnknownValue
        If a filter names what neither the library nor Sweden has.
    """
    clauses = [(tantivy.Occur.Must, _unscored(condition)) for condition in conditions(filters, library)]
    gone = library.removed_since(view.generation)
    if gone:
        clauses.append((tantivy.Occur.MustNot, tantivy.Query.term_set_query(library.words.schema, REPORT, gone)))
    return Scope(view, filters, tuple(clauses))


class Narrowing(NamedTuple):
    """What a passage must answer; where it asks for *whole_reports*, all passages of a report answer it or none."""

    condition: tantivy.Query
    whole_reports: bool


def _by_words(library: Library, question: Question) -> Callable[[Scope], ByWords]:
    """Return what ranks by words."""

    def ranking_of(scope: Scope) -> ByWords:
        schema = library.words.schema
        asking = Asking(schema, library.settings.search)
        asked = asking.query(question.query, question.related)
        narrowed = [*_without(asking, question.query.unwanted), *scope.clauses]
        if question.unlike:
            narrowed.append((tantivy.Occur.MustNot, tantivy.Query.term_set_query(schema, NUMBER, question.unlike)))
        return ByWords(schema, scope.view, tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), *narrowed]))

    return ranking_of


def _by_meaning(library: Library, question: Question) -> Callable[[Scope], ByMeaning]:
    """Return what ranks by meaning; the vectors are looked at, and the query is encoded, now."""
    from minerva.retrieval.meaning import (  # noqa: PLC0415 - numpy and FAISS take a tenth of a second
        ByMeaning,
        allowed_numbers,
        drawn,
        meaning_of,
    )

    meaning = meaning_of(library)
    vector = meaning.of_text(meant_text(question))
    if question.has_models:
        vector = drawn(library, meaning, vector, like=question.like, unlike=question.unlike)

    def ranking_of(scope: Scope) -> ByMeaning:
        allowed = allowed_numbers(library, meaning, scope.view, narrowing(library, scope, question.query))
        return ByMeaning(library, meaning, vector, allowed, without=question.unlike)

    return ranking_of


def by_both(library: Library, question: Question) -> Callable[[Scope], ByBoth]:
    """Return what ranks by both; see :class:`~minerva.retrieval.fusion.ByBoth`."""
    from minerva.encoding.reranker import load_reranker  # noqa: PLC0415 - as above
    from minerva.retrieval.fusion import ByBoth  # noqa: PLC0415

    by_words, by_meaning = _by_words(library, question), _by_meaning(library, question)
    reranker = load_reranker(question.reranker) if question.reranker else None

    def ranking_of(scope: Scope) -> ByBoth:
        return ByBoth(library, question.query.text, by_words(scope), by_meaning(scope), reranker=reranker)

    return ranking_of


_RANKINGS: dict[Mode, Callable[[Library, Question], Callable[[Scope], Ranking]]] = {
    Mode.HYBRID: by_both,
    Mode.WORDS: _by_words,
    Mode.MEANING: _by_meaning,
}


def narrowing(library: Library, scope: Scope, query: Query | None = None) -> Narrowing | None:
    """Return what a passage must answer whatever ranks it: filters, and exact and excluded words of *query*."""
    filters = scope.filters
    required, unwanted = (query.required, query.unwanted) if query else ((), ())
    if not filters and not required and not unwanted:
        return None
    asking = Asking(library.words.schema, library.settings.search)
    clauses = [(tantivy.Occur.Must, group) for group in asking.required(query)] if query else []
    clauses += [*_without(asking, unwanted), *scope.clauses]
    # What only excludes finds nothing.
    condition = tantivy.Query.boolean_query([(tantivy.Occur.Must, tantivy.Query.all_query()), *clauses])
    parts = required or unwanted or filters.section or filters.passage_kind or filters.theme
    return Narrowing(condition, whole_reports=not parts)


def _without(asking: Asking, unwanted: Iterable[Term]) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
    return ((tantivy.Occur.MustNot, asking.as_asked(term)) for term in unwanted)


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)
