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
from minerva.retrieval.query import Query, Term, folded, parse
from minerva.swedish.words import located_words, stem, stop_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from minerva.library.found import Found
    from minerva.library.store import Library
    from minerva.library.words import WordView
    from minerva.records import Passage, Report
    from minerva.settings import SearchSettings

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
        asked = _whole_query(library, view, parsed, filters)
        total, ranked = _RETRIEVERS[Spread(spread)](library, view, asked, offset + limit)
        page = ranked[offset : offset + limit]
        located = library.located([found.number for found in page])
        hits = [_hit(parsed, located[found.number], found.score, rank) for rank, found in enumerate(page, offset + 1)]
    return Hits(query, Mode(mode).value, total, tuple(hits), offset)


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


def _whole_query(library: Library, view: WordView, query: Query, filters: Filters) -> tantivy.Query:
    """Return the index's query: what is asked, narrowed, without reports that are gone but not yet out of the index."""
    schema, settings = library.words.schema, library.settings.search
    clauses = [(tantivy.Occur.Must, _asked(schema, query, settings))]
    clauses += [(tantivy.Occur.MustNot, _term(schema, term)) for term in query.unwanted]
    clauses += [(tantivy.Occur.Must, _unscored(condition)) for condition in conditions(filters, library)]
    gone = library.removed_since(view.generation)
    if gone:
        clauses.append((tantivy.Occur.MustNot, tantivy.Query.term_set_query(schema, REPORT, gone)))
    return tantivy.Query.boolean_query(clauses)


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


def _hit(query: Query, located: tuple[Passage, Report, str], score: float, rank: int) -> Hit:
    passage, report, text = located
    highlights, matched = _matches(text, query.terms())
    return Hit(passage, report, text, round(score, 4), rank, None, tuple(highlights), tuple(matched))


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
