"""A query becomes hits: parse, retrieve, spread over municipalities or reports, explain."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import tantivy

from minerva.errors import StorageError
from minerva.library.database import storage_errors
from minerva.library.words import REPORT, SECTION, STEMS, TITLE, WORDS
from minerva.messages import translate as _
from minerva.records import Hit, Hits, Span
from minerva.retrieval.filters import Filters, conditions
from minerva.retrieval.query import Query, Term, asked_text, folded, parse
from minerva.retrieval.ranking import Spread, retrieve
from minerva.swedish.words import located_words, stem, stop_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from minerva.library.found import Found
    from minerva.library.store import Library
    from minerva.library.words import WordView
    from minerva.records import Passage, Report
    from minerva.retrieval.ranking import Ranking
    from minerva.settings import SearchSettings

    _RankingOf = Callable[[Library, WordView, Query, Filters], Ranking]

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
        ranking = ranking_of(library, view, parsed, filters)
        total, ranked = retrieve(library, ranking, Spread(spread), offset + limit)
        page = ranked[offset : offset + limit]
        located = library.located([found.number for found in page])
        hits = [
            _hit(parsed, located[found.number], found.score, **{_RANKS[mode]: rank})
            for rank, found in enumerate(page, offset + 1)
        ]
    return Hits(query, mode.value, total, tuple(hits), offset)


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


def _by_words(library: Library, view: WordView, query: Query, filters: Filters) -> Ranking:
    asked = (tantivy.Occur.Must, _asked(library.words.schema, query, library.settings.search))
    return _ByWords(view, tantivy.Query.boolean_query([asked, *_narrowed(library, view, filters, query.unwanted)]))


def _by_meaning(library: Library, query: Query) -> _RankingOf:
    """Return what ranks by meaning; the vectors are looked at, and the query is encoded, now."""
    from minerva.retrieval.meaning import (  # noqa: PLC0415 - numpy and FAISS take a tenth of a second
        ByMeaning,
        allowed_numbers,
        meaning_of,
    )

    meaning = meaning_of(library)
    vector = meaning.of_text(asked_text(query))

    def ranking_of(library: Library, view: WordView, query: Query, filters: Filters) -> Ranking:
        condition = narrowing(library, view, filters, query)
        return ByMeaning(library, meaning, vector, allowed_numbers(library, meaning, view, condition))

    return ranking_of


def narrowing(library: Library, view: WordView, filters: Filters, query: Query | None = None) -> tantivy.Query | None:
    """Return what a passage must answer whatever ranks it: *filters*, and exact and excluded words of *query*."""
    required = query.required if query else ()
    if not filters and not required and not (query and query.unwanted):
        return None
    schema = library.words.schema
    clauses = [(tantivy.Occur.Must, _alternatives([_term(schema, term) for term in group])) for group in required]
    clauses += _narrowed(library, view, filters, query.unwanted if query else ())
    # What only excludes finds nothing.
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, tantivy.Query.all_query()), *clauses])


def _narrowed(
    library: Library, view: WordView, filters: Filters, unwanted: Iterable[Term]
) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """Return what *filters* ask, what is *unwanted*, and that reports are not gone but not yet out of the index."""
    schema = library.words.schema
    clauses = [(tantivy.Occur.MustNot, _term(schema, term)) for term in unwanted]
    clauses += [(tantivy.Occur.Must, _unscored(condition)) for condition in conditions(filters, library)]
    gone = library.removed_since(view.generation)
    if gone:
        clauses.append((tantivy.Occur.MustNot, tantivy.Query.term_set_query(schema, REPORT, gone)))
    return clauses


def _asked(schema: tantivy.Schema, query: Query, settings: SearchSettings) -> tantivy.Query:
    clauses = [(tantivy.Occur.Must, _alternatives([_term(schema, term) for term in group])) for group in query.required]
    wanted = [(tantivy.Occur.Should, _term(schema, term)) for term in query.wanted]
    if wanted and not query.required:
        # At least one of the words stands in the passage itself: headings and titles only lift it.
        clauses.append((tantivy.Occur.Must, tantivy.Query.boolean_query(wanted)))
    else:
        clauses += wanted
    for name, weight in ((SECTION, settings.section_weight), (TITLE, settings.title_weight)):
        lifts = [
            tantivy.Query.boost_query(tantivy.Query.term_query(schema, name, stem(word)), weight)
            for term in query.terms()
            for word in term.words
        ]
        clauses += [(tantivy.Occur.Should, lift) for lift in lifts if weight]
    return tantivy.Query.boolean_query(clauses)


def _term(schema: tantivy.Schema, term: Term) -> tantivy.Query:
    if not term.exact:
        return _word(schema, term.words[0])
    if len(term.words) == 1:
        return tantivy.Query.term_query(schema, WORDS, term.words[0])
    return tantivy.Query.phrase_query(schema, WORDS, list(term.words))


def _word(schema: tantivy.Schema, word: str) -> tantivy.Query:
    """Return a query for any form of *word*; stop words have no stem in the index."""
    stop = word in stop_words()
    return tantivy.Query.term_query(schema, WORDS if stop else STEMS, word if stop else stem(word))


def _alternatives(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _hit(query: Query, located: tuple[Passage, Report, str], score: float, **ranks: int) -> Hit:
    passage, report, text = located
    highlights, matched = _matches(text, query.terms())
    return Hit(passage, report, text, round(score, 4), highlights=tuple(highlights), matched=tuple(matched), **ranks)


def _matches(text: str, terms: Iterable[Term]) -> tuple[list[Span], list[str]]:
    """Return where *terms* stand in *text*, in its order, and which of them do."""
    exact, places = located_words(text)
    stemmed = [stem(word) for word in exact]
    spans: set[Span] = set()
    matched: list[str] = []
    for term in terms:
        found = list(_runs(folded(term), exact if term.exact else stemmed))
        spans.update(Span(places[begin][0], places[end - 1][1]) for begin, end in found)
        if found:
            matched.append(" ".join(term.words))
    return _merged(spans), matched


def _runs(wanted: list[str], words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where *wanted* stands in *words*, one after the other."""
    end = 0
    for _count in range(words.count(wanted[0])):
        begin = words.index(wanted[0], end)
        end = begin + 1
        if words[begin : begin + len(wanted)] == wanted:
            yield begin, begin + len(wanted)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return *spans* in order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
