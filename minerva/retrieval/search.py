"""A query becomes hits: parse, retrieve, spread over municipalities or reports, explain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from minerva.library.database import storage_errors
from minerva.records import Hit, Hits
from minerva.retrieval.answering import likely_answered
from minerva.retrieval.expansion import Question, question_of
from minerva.retrieval.filters import Filters
from minerva.retrieval.matching import matches
from minerva.retrieval.query import parse
from minerva.retrieval.ranking import Spread, ranked_page
from minerva.retrieval.rankings import Mode, by_both, scope_of, way_of, word_view
from minerva.retrieval.repeats import repeats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library
    from minerva.library.words import WordView
    from minerva.retrieval.evidence import Evidence
    from minerva.retrieval.query import Query
    from minerva.retrieval.ranking import Ranked, Ranking
    from minerva.retrieval.rankings import Way

_NO_FILTERS = Filters()


def search(  # noqa: PLR0913 - the contract's options
    library: Library,
    query: str,
    *,
    limit: int = 10,
    offset: int = 0,
    filters: Filters = _NO_FILTERS,
    mode: Mode | str | None = None,
    spread: Spread | str = Spread.NONE,
    like: Sequence[str] = (),
    unlike: Sequence[str] = (),
    reranker: str = "",
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
    like, unlike
        Ids of passages, or their beginnings, that a user found good or bad: others are sought that mean much the same,
        or something else. The bad ones are no hits.
    reranker
        Name on Hugging Face, or folder, of a cross-encoder that orders the best hits anew; it takes seconds.

    Returns
    -------
    Hits
        With the exact ``total``: of hits, or of municipalities or reports where they are spread.

    Raises
    ------
    QueryError
        If the query holds nothing to look for.
    UnknownValue
        If a filter names what neither the library nor Sweden has, or there is no such passage.
    EncoderError
        If meaning is asked for, if only by passages that others shall be like, but the passages have no vectors or
        their encoder cannot be loaded.
    StorageError
        If there is no index that can be used.
    ValueError
        If *limit* or *offset* is negative.
    """
    if limit < 0 or offset < 0:
        raise ValueError(f"limit and offset must not be negative: {limit}, {offset}")
    asked = looking(library, query, mode=mode, like=like, unlike=unlike, reranker=reranker)
    with storage_errors(library.folder), library.snapshot():
        ranking = asked.ranking_of(library, filters)
        page = asked.page_of(library, ranking, Spread(spread), limit=limit, offset=offset)
    return asked.hits_of(ranking, page, offset)


class Page(NamedTuple):
    """How many hits there are, and those of one page."""

    total: int
    ranked: list[Ranked]


class Looking(NamedTuple):
    """A query as it is understood, and the way in which it is looked for, at one moment of the word index."""

    query: str
    parsed: Query
    question: Question
    view: WordView
    way: Way

    def ranking_of(self, library: Library, filters: Filters) -> Ranking:
        """Return the passages that answer, ranked."""
        return self.way.ranking_of(scope_of(library, self.view, filters))

    def page_of(self, library: Library, ranking: Ranking, spread: Spread, *, limit: int, offset: int) -> Page:
        """Return *limit* of the passages of *ranking* after the best *offset*."""
        return Page(*ranked_page(library, ranking, spread, limit=limit, offset=offset))

    def hits_of(self, ranking: Ranking, page: Page, offset: int) -> Hits:
        """Return a *page* as hits that tell why they answer."""
        better = repeats([found.text for found in page.ranked])
        hits = tuple(
            _hit(self.question, found, None if at is None else offset + at + 1)
            for found, at in zip(page.ranked, better, strict=True)
        )
        closest = ranking.closest
        answered = None if offset or closest is None else likely_answered(self.parsed, hits, closest)
        return Hits(self.query, self.way.mode.value, page.total, hits, offset, answered, self.way.warnings)


def looking(  # noqa: PLR0913 - as a search has them
    library: Library,
    query: str,
    *,
    mode: Mode | str | None = None,
    like: Sequence[str] = (),
    unlike: Sequence[str] = (),
    reranker: str = "",
) -> Looking:
    """
    Return how *query* is looked for.

    Raises
    ------
    MinervaError
        As :func:`search` does.
    """
    parsed = parse(query)
    view = word_view(library)
    with storage_errors(library.folder):
        question = replace(asked_question(library, parsed, like, unlike), reranker=reranker)
    return Looking(query, parsed, question, view, way_of(library, question, mode))


def asked_question(library: Library, query: Query, like: Sequence[str], unlike: Sequence[str]) -> Question:
    """
    Return what is asked by *query* and by passages that hits shall be like or unlike.

    Raises
    ------
    UnknownValue
        If there is no such passage.
    """
    return replace(question_of(library, query), like=_numbers(library, like), unlike=_numbers(library, unlike))


def _numbers(library: Library, passage_ids: Sequence[str]) -> tuple[int, ...]:
    return tuple(library.number(library.passage(one).id) for one in passage_ids)


def evidence_for(library: Library, query: str) -> Evidence:
    """
    Return what speaks for the passages that may answer *query*; searches weigh it by the library's settings.

    Raises
    ------
    QueryError, EncoderError, StorageError
        As :func:`search` does in hybrid mode.
    """
    view = word_view(library)
    ranking_of = by_both(library, question_of(library, parse(query)))
    with storage_errors(library.folder), library.snapshot():
        return ranking_of(scope_of(library, view, _NO_FILTERS)).evidence


def _hit(question: Question, found: Ranked, repeated: int | None) -> Hit:
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
        repeats=repeated,
    )
